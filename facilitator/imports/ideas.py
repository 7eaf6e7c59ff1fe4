"""A pasted list to cards: bullets, numbering, ``Title: description``, indented notes, rows of a table."""

import re
from collections.abc import Iterable

from facilitator.core import text as edge
from facilitator.core.cards import Idea
from facilitator.imports.words import ACTIVITY, BESIDE, ROLE, SECTION, words

TITLE_BEFORE_COLON = 80
"""Most characters of a title in front of a colon; a longer stretch is a sentence, not a title."""
TITLE_BEFORE_DASH = 40
"""Most characters of a title in front of a dash, which divides only in a line with a mark in front."""
MOST_WORDS = 3
"""Most words of the name of a column."""

_HEADS = (
    ACTIVITY
    | ROLE
    | SECTION
    | BESIDE
    | frozenset("title text idea ideas card cards use case cases topic owner author votes next first by".split())
    | frozenset("titel tekst idee ideeen kaart kaarten eigenaar trekker stemmen volgende eerste".split())
    | frozenset("ideen karte karten eigentumer autor stimmen nachste nachster erste erster".split())
)
"""Words in the names of columns."""
_WHOLE = 10_000_000
_MARK = re.compile(r"(?:#{1,6}|[-*+•‣◦▪–—]|\d{1,3}[.)]|\(\d{1,3}\))\s+(?:\[[ xX]\]\s+)?|\[[ xX]\]\s+")
_BOLD = re.compile(r"(\*\*|__)(?P<title>.+?)\1[:\s–—-]*(?P<text>.*)")
_BREAK = re.compile(r":\s+|\s+[–—-]\s+")
_RULE = re.compile(r"[\s|:=_*+.~-]*")
"""A line without a word in it: a ruler, the line under a table's header."""


def parse(text: str) -> list[Idea]:
    """The ideas of a list, one line each; no word of it is left out.

    Lines indented below a bullet belong to it; the header row of a Markdown table and rulers go.
    """
    ideas: list[Idea] = []
    parent: int | None = None
    lines = text.splitlines()
    for at, raw in enumerate(lines):
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        words = _one_line(raw)
        if _RULE.fullmatch(words) or _is_header(lines, at):
            continue
        marked = _MARK.match(words)
        body = words[marked.end() :] if marked else words
        if parent is not None and indent >= parent + 2 and ideas:
            ideas[-1] = _with_note(ideas[-1], body)
            continue
        parent = indent if marked else None
        ideas.append(_row(raw) or _split(body, marked is not None))
    return ideas


def without_headings(text: str, known: Iterable[str] = ()) -> tuple[str, str]:
    """A pasted table without its first line when that names the columns, and the names in a row; else as it is.

    Every cell has to be a name: one of ``known``, or made of words that stand above columns in real files.
    """
    lines = [raw for raw in text.splitlines() if raw.strip()]
    names = {edge.folded(name) for name in known}
    for sign in "\t;,":
        if len(lines) < 2 or sign not in lines[0].strip() or sign not in lines[1]:
            continue
        cells = [cell for raw in lines[0].split(sign) if (cell := _one_line(raw))]
        if len(cells) > 1 and all(edge.folded(cell) in names or _names_a_column(cell) for cell in cells):
            return "\n".join(lines[1:]), " · ".join(cells)
    return text, ""


def _names_a_column(cell: str) -> bool:
    found = words(cell)
    return 0 < len(found) <= MOST_WORDS and all(word in _HEADS for word in found)


def single(line: str) -> Idea:
    """One typed line as one idea: only a mark in front of it goes, a colon or dash divides nothing."""
    words = _one_line(line)
    marked = _MARK.match(words)
    return Idea(words[marked.end() :] if marked and marked.end() < len(words) else words)


def _one_line(raw: str) -> str:
    return " ".join(edge.clean(raw, _WHOLE).split())


def _with_note(idea: Idea, note: str) -> Idea:
    return Idea(idea.title, f"{idea.text}\n{note}" if idea.text else note)


def _row(raw: str) -> Idea | None:
    """A row of a Markdown table or of cells copied from a spreadsheet: the first filled cell is the title."""
    row = raw.strip()
    if row.startswith("|") and row.endswith("|") and row.count("|") > 2:
        cells = [_one_line(cell) for cell in row.strip("|").split("|")]
    elif "\t" in row and not _MARK.match(row):
        cells = [_one_line(cell) for cell in row.split("\t")]
    else:
        return None
    filled = [cell for cell in cells if cell]
    return Idea(filled[0], " · ".join(filled[1:])) if len(filled) > 1 else None


def _is_header(lines: list[str], at: int) -> bool:
    """Whether the line is the header of a Markdown table, which the ruler below it says."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    return (
        lines[at].strip().startswith("|") and "--" in below and below.startswith("|") and bool(_RULE.fullmatch(below))
    )


def _split(line: str, marked: bool) -> Idea:
    """A line into title and description: at bold letters, a colon, or, in a ``marked`` line, an early dash.

    In running text a dash with spaces is a part of the sentence.
    """
    if bold := _BOLD.fullmatch(line):
        title = bold["title"].strip().rstrip(":").strip()
        if title:
            return Idea(title, bold["text"].strip())
    dashes = TITLE_BEFORE_DASH if marked else 0
    found = next((at for at in _BREAK.finditer(line) if ":" in at[0] or at.start() <= dashes), None)
    if found and 2 < found.start() <= TITLE_BEFORE_COLON and found.end() < len(line):
        return Idea(line[: found.start()], line[found.end() :])
    return Idea(line)
