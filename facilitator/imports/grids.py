"""Where in a file a matrix of roles stands, and what each of its columns is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.core.text import folded, line
from facilitator.imports.grid_columns import OWN, guess
from facilitator.imports.letters import cell_of
from facilitator.imports.reading import Line, Table
from facilitator.imports.words import ACTIVITY, JOB, ROLE, among, is_own

DEEPEST = 40
"""Rows among which the headings are looked for."""
SEEN = 200
"""Rows below possible headings by which these are judged."""


@dataclass(frozen=True)
class Grid:
    """A matrix as it stands in the file."""

    heads: tuple[str, ...]
    body: tuple[Line, ...]
    fields: tuple[str, ...]
    """What each column is: ``title``, ``section``, ``role`` (its cells hold letters), ``who`` (its cells name who has
    the letters beside), ``letter:X`` (its cells hold names), or empty: not read."""
    line: int
    title: str = ""
    filled: int = 0
    """How many cells of letters or names it has."""
    left: tuple[Line, ...] = ()
    """Lines around it that belong to nothing."""

    @property
    def own(self) -> bool:
        """Whether this program has written it."""
        return is_own(self.heads[0], OWN)

    @property
    def roles(self) -> tuple[str, ...]:
        """Headings of its columns of letters, folded."""
        return tuple(
            folded(head) for head, field in zip(self.heads, self.fields, strict=True) if field not in ("", "title")
        )

    def cell(self, row: Line, at: int) -> str:
        """A cell; empty where the row is too short."""
        return row.cells[at] if at < len(row.cells) else ""

    def column(self, field: str) -> int:
        """The first column that is this; −1: none."""
        return self.fields.index(field) if field in self.fields else -1


def grids(table: Table) -> Iterator[Grid]:
    """The matrices of a table, one below the other."""
    lines: Sequence[Line] = table.lines
    title = table.title
    while lines:
        found = _first(lines)
        if found is None:
            return
        grid, rest = found
        above = [row for row in lines if row.at < grid.line and row.filled]
        if not title and above and above[-1].filled == 1:
            title = next(filter(None, above[-1].cells))
        yield replace(grid, title=line(title), left=tuple(above))
        lines, title = rest, ""


def _first(lines: Sequence[Line]) -> tuple[Grid, Sequence[Line]] | None:
    best: Grid | None = None
    at_best = 0
    ours = [at for at, head in enumerate(lines[:DEEPEST]) if head.filled > 1 and is_own(head.cells[0], OWN)]
    for at, head in enumerate(lines[:DEEPEST]):
        if ours and at != ours[0]:
            continue
        if head.filled < 2 or (not ours and _data(head)):
            continue
        heads = tuple(map(line, head.cells))
        fields, filled = guess(heads, lines[at + 1 : at + 1 + SEEN])
        if (filled or ours) and (best is None or filled > best.filled):
            best, at_best = Grid(heads, (), fields, head.at, filled=filled), at
    if best is None:
        return None
    end = _end(best, lines, at_best + 1)
    body = tuple(row for row in lines[at_best + 1 : end] if row.filled and not _again(best, row))
    fields, filled = guess(best.heads, body)
    return replace(best, body=body, fields=fields, filled=filled), lines[end:]


def _data(row: Line) -> bool:
    """Whether a row looks like one of the matrix rather than like its headings: the same letters again and again."""
    said = [cell.letters for text in row.cells if text and (cell := cell_of(text)) and cell.letters]
    return len(said) > 4 and len(said) * 2 > row.filled and len(set(said)) < len(said) / 2


def _again(grid: Grid, row: Line) -> bool:
    return [folded(cell) for cell in row.cells if cell] == [folded(head) for head in grid.heads if head]


def _end(grid: Grid, lines: Sequence[Line], start: int) -> int:
    """Where another table begins: a row with headings where this one has letters."""
    roles = [at for at, field in enumerate(grid.fields) if field == "role"]
    for at in range(start, len(lines)):
        texts = [lines[at].cells[c] for c in roles if c < len(lines[at].cells) and lines[at].cells[c]]
        odd = sum(cell_of(text) is None for text in texts)
        if odd >= 2 and odd == len(texts) and not _again(grid, lines[at]):
            return at
    return len(lines)


def swapped(grid: Grid) -> bool:
    """Whether its rows are roles rather than activities: by its headings, else where each has one who answers."""
    if "role" not in grid.fields or grid.own:
        return False
    corner = grid.heads[grid.column("title")]
    if among(corner, ROLE - _WEAK) != among(corner, ACTIVITY):
        return among(corner, ROLE)
    at = grid.column("title")
    across = _jobs([head for head, field in zip(grid.heads, grid.fields, strict=True) if field == "role"])
    down = _jobs([grid.cell(row, at) for row in grid.body])
    if across != down:
        return down > across
    if corner and not among(corner, _WEAK):
        return False
    rows, columns = Counter[int](), Counter[int]()
    for row in grid.body:
        for at, field in enumerate(grid.fields):
            cell = cell_of(grid.cell(row, at)) if field == "role" else None
            if cell and "A" in cell.letters:
                rows[row.at] += 1
                columns[at] += 1
    count = sum(any(cell_of(text) for text in row.cells[1:] if text) for row in grid.body)
    width = grid.fields.count("role")
    good = sum(n == 1 for n in rows.values()) / max(count, 1)
    other = sum(n == 1 for n in columns.values()) / max(width, 1)
    return other > good


_WEAK = frozenset(("name", "names", "naam", "namen", "function", "functie", "funktion"))
"""Words in the corner that stand above roles and activities alike."""


def _jobs(titles: Sequence[str]) -> float:
    """Which part of these is called as roles often are."""
    return sum(among(title, JOB) for title in titles) / max(len(titles), 1)
