"""Markdown and HTML inside cells as plain text, and the tables of an HTML page."""

import re
from html import unescape
from html.parser import HTMLParser

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = re.compile("[\ue021-\ue07e]")
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_WIKI = re.compile("!?\\[\\[([^\\[\\]|\ue07c]+)(?:[|\ue07c]([^\\[\\]]*))?\\]\\]")
_INSIDE = re.compile(r"\[\[[^\[\]]+\]\]")
_BAR = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_LIGHT = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?!\w)"
)
_CODE = re.compile(r"`([^`]*)`")


def plain(markdown: str) -> str:
    """The words of a piece of Markdown: without emphasis, links, tags and escapes; ``<br>`` becomes a line break, and
    ``[[page|name]]``, as Obsidian writes links, its name."""
    text = _HELD.sub("", markdown)
    text = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), text)
    text = _TAG.sub("", _BREAK.sub("\n", _AUTOLINK.sub(r"\1", text)))
    text = unescape(text)
    text = _WIKI.sub(lambda found: found[2] or found[1], text)
    text = _LINK.sub(r"\1", _CODE.sub(r"\1", text))
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _LIGHT.sub(lambda found: found[1] or found[2], text)
    return _HELD.sub(lambda found: chr(ord(found[0]) - 0xE000), text).strip()


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row of a Markdown table, as they are written. A bar inside ``[[page|name]]`` divides nothing."""
    row = _INSIDE.sub(lambda found: _BAR.sub(r"\|", found[0]), line.strip().removeprefix("|"))
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return tuple(cell.strip() for cell in _BAR.split(row))


def strong(cell: str) -> bool:
    """Whether a cell of Markdown is bold or slanted as a whole."""
    return bool(re.fullmatch(r"(\*{1,3}|_{1,3})(?!\s)[^*_]+\1:?", cell.strip()))


Row = tuple[int, tuple[str, ...]]
"""Number of the line on which it begins (from 1), and its cells."""


class _Tables(HTMLParser):
    """Collects the rows of every table; a cell over several columns leaves those behind it blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self.depth = 0
        self.cell: list[str] | None = None
        self.row: list[str] = []
        self.blank = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif not self.depth:
            return
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
            self.cell = []
            span = dict(attrs).get("colspan") or ""
            self.blank = min(int(span), 200) - 1 if span.isdecimal() and len(span) < 5 else 0
        elif tag in ("br", "p", "li") and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
            self.depth = max(0, self.depth - (tag == "table"))

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is not None:
            self.row += ["".join(self.cell).strip(), *[""] * self.blank]
        self.cell, self.blank = None, 0

    def _end_row(self) -> None:
        self._end_cell()
        if self.row and self.tables:
            self.tables[-1].append((self.getpos()[0], tuple(self.row)))
        self.row = []


def html_tables(text: str) -> list[list[Row]]:
    """The rows of every table of a page; a table inside a table belongs to the outer one."""
    parser = _Tables()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # the parser of the standard library says so of some broken declarations
        return parser.tables
    parser.handle_endtag("table")
    return parser.tables
