"""A file or a paste as tables of cells, with where they came from. What they mean is for others to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.core.text import FORMULA_SIGNS
from facilitator.imports import markup
from facilitator.imports.paste import LARGEST, SEPARATOR_LINE, normal, split

ENCODINGS = ("utf-8", "utf-16", "cp1252", "mac-roman")
"""Those that can be chosen when the text looks odd."""
MOST_ROWS = 3_000
"""Rows of a table; what comes after them is not read, which is said."""

_RULER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.+?)\s*#*\s*")
_CAPTION = re.compile(r"\s*\*\*(.+?)\*\*:?\s*")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([\w-]*)")
_TABLE_TAG = re.compile(r"<table\b", re.IGNORECASE)
_FORMULA = re.compile(f"'(?='*[{re.escape(FORMULA_SIGNS)}])")
_MAC = re.compile(rb"(?<=[A-Za-z])[\x80-\x91\x93-\x9f\xa7](?=[a-z])")
"""Letters with accents in mac-roman; in cp1252 these are signs that do not stand inside words."""
_WESTERN = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff](?=[a-z])")
"""Letters with accents in cp1252."""


@dataclass(frozen=True)
class Line:
    """One row: the number of the line on which it begins (from 1), and its cells; blank rows are there too."""

    at: int
    cells: tuple[str, ...]
    strong: bool = False
    """Its first filled cell is bold."""

    @property
    def filled(self) -> int:
        """How many cells have something in them."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True)
class Table:
    """Rows of cells as they stand in the file."""

    lines: tuple[Line, ...]
    title: str = ""
    """The heading or caption above it."""
    form: str = "cells"
    """``markdown``, ``html``, ``sheet`` of a spreadsheet file, or ``cells`` of a text."""
    complete: bool = True
    """False: it has more rows than are read."""


@dataclass(frozen=True)
class Book:
    """The sheets of a spreadsheet file."""

    sheets: tuple[Table, ...]
    hidden: tuple[str, ...] = ()
    """Names of sheets that are not read because nobody sees them."""

    @property
    def text(self) -> str:
        """The first sheet as lines, cells with a tab between them: for what may stand in a file without a table."""
        rows = self.sheets[0].lines if self.sheets else ()
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row.cells).rstrip() for row in rows)


Material = str | Book
"""What a file or a paste holds."""


def text_of(content: Material) -> str:
    """A content as lines."""
    return content.text if isinstance(content, Book) else content


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """A file's text and its encoding: the one chosen, else that of its mark, UTF-8, UTF-16 without a mark, else cp1252
    or, where that would put signs inside words, the one of old Macs."""
    if encoding:
        return data.decode(encoding, errors="replace").lstrip("\ufeff"), encoding
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) // 4:
        odd = sum(byte == 0 for byte in data[1:4000:2])
        name = "utf-16-le" if odd * 2 > zeros else "utf-16-be"
        return data.decode(name, errors="replace").lstrip("\ufeff"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        name = "mac-roman" if len(_MAC.findall(data)) > len(_WESTERN.findall(data)) else "cp1252"
        return data.decode(name, errors="replace"), name


def tables(content: Material) -> list[Table]:
    """Every table of a content: sheets, those of Markdown and HTML where it has some, else the text as rows of cells
    once for each sign that may separate them."""
    if isinstance(content, Book):
        return list(content.sheets)
    text = normal(content)
    found = [*_html(text), *_markdown(text)]
    return found or sheets(text)


def cut(text: Material) -> bool:
    """Whether a content holds more than is read of it."""
    if isinstance(text, Book):
        return not all(table.complete for table in text.sheets)
    if len(text) > LARGEST:
        return True
    return text.count("\n") >= MOST_ROWS and not all(table.complete for table in tables(text))


def sheets(text: Material) -> list[Table]:
    """A text as one table, for each sign that divides lines of it into cells."""
    if isinstance(text, Book):
        return []
    lines = normal(text).split("\n")
    skipped, signs = 0, "\t;,|"
    if given := SEPARATOR_LINE.fullmatch(lines[0]):
        lines, skipped, signs = lines[1:], 1, given[1]
    found = []
    for sign in signs:
        if not any(sign in line for line in lines):
            continue
        parts = split(lines, sign) if sign != "|" or _framed(lines) else _divided(lines)
        rows = [Line(at + 1 + skipped, tuple(map(unguarded, cells))) for at, cells in parts]
        found.append(Table(tuple(rows[:MOST_ROWS]), complete=len(rows) <= MOST_ROWS))
    return found


def _framed(lines: list[str]) -> bool:
    """Whether bars stand around the rows, not only between their cells."""
    return all(line.strip().startswith("|") for line in lines if line.strip())


def _divided(lines: list[str]) -> list[tuple[int, tuple[str, ...]]]:
    return [(at, tuple(cell.strip() for cell in line.split("|"))) for at, line in enumerate(lines)]


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return _FORMULA.sub("", cell, count=1) if cell.startswith("'") else cell


def _html(text: str) -> Iterator[Table]:
    if not _TABLE_TAG.search(text):
        return
    for rows in markup.html_tables(text):
        lines = [Line(at, cells) for at, cells in rows[:MOST_ROWS]]
        if lines:
            yield Table(tuple(lines), form="html", complete=len(rows) <= MOST_ROWS)


def _markdown(text: str) -> Iterator[Table]:
    """Tables with a ruler below their first row, and lines that begin and end with a bar."""
    lines, title, fence, at = text.split("\n"), "", "", 0
    while at < len(lines):
        line = lines[at]
        if mark := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or (mark[1] if mark[2] else "")
        elif heading := _HEADING.fullmatch(line) or _CAPTION.fullmatch(line):
            title = markup.plain(heading[1]).removesuffix(":")
        elif not fence and _begins(lines, at):
            end = at + 1
            while end < len(lines) and ("|" in lines[end] if lines[at].strip()[:1] != "|" else _barred(lines[end])):
                end += 1
            yield _table(lines, at, end, title)
            at, title = end, ""
            continue
        at += 1


def _begins(lines: list[str], at: int) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if "|" not in lines[at] or _RULER.fullmatch(lines[at]):
        return False
    ruled = "-" in below and "|" in below and bool(_RULER.fullmatch(below))
    return ruled or (_barred(lines[at]) and lines[at].strip().endswith("|") and _barred(below))


def _barred(line: str) -> bool:
    return line.strip().startswith("|")


def _table(lines: list[str], first: int, end: int, title: str) -> Table:
    rows = []
    for at in range(first, min(end, first + MOST_ROWS)):
        if not _RULER.fullmatch(lines[at]) or "-" not in lines[at]:
            cells = markup.cells(lines[at])
            strong = markup.strong(next(filter(None, cells), ""))
            rows.append(Line(at + 1, tuple(map(markup.plain, cells)), strong))
    return Table(tuple(rows), title, "markdown", end - first <= MOST_ROWS)
