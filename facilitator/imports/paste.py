"""A pasted text as rows of cells: from a spreadsheet, a CSV file, a Markdown table, or plain lines."""

import csv
import io
import re
from dataclasses import dataclass

LARGEST = 1_000_000
"""Characters; what comes after them is not read."""
MOST_ROWS = 2_000
"""Rows; what comes after them is not read."""

SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""A first line that says what divides the cells, as some spreadsheets write it."""
_RULER = re.compile(r"[\s|:=+_-]*")


@dataclass(frozen=True)
class PastedRow:
    """One row and the number of the line on which it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Paste:
    """What a text holds, and by what its cells are separated (empty: it has lines only)."""

    rows: tuple[PastedRow, ...]
    delimiter: str
    complete: bool
    """False: the text is longer than is read."""


def normal(text: str) -> str:
    """A text with line breaks as ``\\n`` and without NUL, as much of it as is read."""
    return text[:LARGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")


def read(text: str, delimiter: str | None = None) -> Paste:
    """The filled rows of a text, separated by ``delimiter`` (empty: by lines only; default: found out).

    Quotes as spreadsheets write them keep line breaks inside a cell. Rulers go.
    """
    lines = normal(text).split("\n")
    skipped = 0
    if found := SEPARATOR_LINE.fullmatch(lines[0]):
        lines, skipped = lines[1:], 1
        delimiter = found[1] if delimiter is None else delimiter
    elif delimiter is None:
        delimiter = delimiter_of(lines)
    rows = split(lines, delimiter) if delimiter else [(at, (line,)) for at, line in enumerate(lines)]
    filled = [
        PastedRow(at + 1 + skipped, cells) for at, cells in rows if any(cells) and not _RULER.fullmatch("".join(cells))
    ]
    complete = len(text) <= LARGEST and len(filled) <= MOST_ROWS
    return Paste(tuple(filled[:MOST_ROWS]), delimiter, complete)


def delimiter_of(lines: list[str]) -> str:
    """What separates the cells; empty when nothing does.

    A tab always does, since nobody types one. Otherwise that sign counts which gives most rows the same number of
    cells. A comma counts only where it separates throughout: it stands in many a name.
    """
    filled = [line for line in lines if line.strip() and not _RULER.fullmatch(line)]
    if any("\t" in line.strip() for line in filled):
        return "\t"
    if filled and all(line.strip().startswith("|") and line.strip().endswith("|") for line in filled):
        return "|"
    shares = {sign: _share(filled, sign) for sign in ";|,"}
    best = max(shares, key=lambda sign: (shares[sign], -";|,".index(sign)))
    return best if shares[best] >= (0.8 if best == "," else 0.3) else ""


def _share(lines: list[str], sign: str) -> float:
    """The share of rows that have the most common number of cells, if that is two or more."""
    counts: dict[int, int] = {}
    for _, cells in split(lines, sign):
        counts[len(cells)] = counts.get(len(cells), 0) + 1
    several = {count: rows for count, rows in counts.items() if count > 1}
    return max(several.values()) / len(lines) if several else 0.0


def split(lines: list[str], delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    """Rows with the number (from 0) of their first line. A text whose quotes do not close is taken without them."""
    if delimiter == "|":
        parts = (line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines)
        return [(at, tuple(cell.strip() for cell in cells)) for at, cells in enumerate(parts)]
    try:
        return _quoted(lines, delimiter)
    except csv.Error:
        return [(at, tuple(cell.strip() for cell in line.split(delimiter))) for at, line in enumerate(lines)]


def _quoted(lines: list[str], delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    source = io.StringIO("\n".join(lines), newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True, strict=True)
    rows, begins = [], 0
    for cells in reader:
        rows.append((begins, tuple(cell.strip() for cell in cells)))
        begins = reader.line_num
    return rows
