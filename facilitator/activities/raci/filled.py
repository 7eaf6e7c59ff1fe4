"""The filled cells of a matrix, by row and by column. After a letter only what it touches is read anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import compress, count
from operator import is_not

from facilitator.activities.raci.rules import Cell
from facilitator.core.ids import Id

Place = tuple[Id, Id]
"""Row and column."""
_NONE: Mapping[Id, str] = {}


def differing(before: list[Cell], now: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Both without what they begin and end with alike; without a line of Python for each of thousands."""
    start = _alike(before, now)
    before, now = before[start:], now[start:]
    end = _alike(reversed(before), reversed(now))
    return before[: len(before) - end], now[: len(now) - end]


def _alike(these: Iterable[Cell], those: Iterable[Cell]) -> int:
    """How many at the beginning are the very same."""
    pairs = [*map(is_not, these, those)]
    return next(compress(count(), pairs), len(pairs))


class Filled:
    """Letters by row and by column, and how often each is there."""

    def __init__(self, rows: Iterable[Id], columns: Iterable[Id]) -> None:
        self.cells: dict[Place, Cell] = {}
        self.touched: frozenset[Id] = frozenset()
        """Rows and columns whose letters are others than before."""
        self._source: dict[Id, Cell] = {}
        self._read: list[Cell] = []
        """All cells that were there, those left alone too."""
        self._rows: dict[Id, dict[Id, str]] = {row: {} for row in rows}
        self._columns: dict[Id, dict[Id, str]] = {column: {} for column in columns}
        self._counts: dict[Id, Counter[str]] = {}

    def read(self, table: Mapping[Id, Cell], step: Id) -> "Filled":
        """All cells of a step; those whose row or column is not there are left alone."""
        self._read = list(table.values())
        for id_, cell in table.items():
            if cell.step == step and cell.row in self._rows and cell.column in self._columns:
                self._source[id_] = cell
                self.cells[cell.row, cell.column] = cell
                self._rows[cell.row][cell.column] = self._columns[cell.column][cell.row] = cell.letters
        return self

    def after(self, table: Mapping[Id, Cell], step: Id) -> "Filled":
        """The cells as they are now, of the same rows and columns."""
        known, now = self._source, Filled((), ())
        now._read = list(table.values())
        before, after = differing(self._read, now._read)
        gone = [cell for cell in before if known.get(cell.id) is cell and table.get(cell.id) is not cell]
        new = [
            cell
            for cell in after
            if known.get(cell.id) is not cell
            and (cell.step, cell.row in self._rows, cell.column in self._columns) == (step, True, True)
        ]
        now.touched = frozenset(id_ for cell in (*gone, *new) for id_ in (cell.row, cell.column))
        now._source, now.cells = dict(known), dict(self.cells)
        now._rows, now._columns, now._counts = dict(self._rows), dict(self._columns), dict(self._counts)
        for id_ in now.touched:
            now._counts.pop(id_, None)
            for lines in (now._rows, now._columns):
                if id_ in lines:
                    lines[id_] = dict(lines[id_])
        for cell in gone:
            del now._source[cell.id]
            now.cells.pop((cell.row, cell.column), None)
            now._rows[cell.row].pop(cell.column, None)
            now._columns[cell.column].pop(cell.row, None)
        for cell in new:
            now._source[cell.id] = now.cells[cell.row, cell.column] = cell
            now._rows[cell.row][cell.column] = now._columns[cell.column][cell.row] = cell.letters
        return now

    def of_row(self, row: Id) -> Mapping[Id, str]:
        """Column to letters."""
        return self._rows.get(row, _NONE)

    def of_column(self, column: Id) -> Mapping[Id, str]:
        """Row to letters."""
        return self._columns.get(column, _NONE)

    def counts(self, line: Id) -> Counter[str]:
        """How often each letter is in a row or a column."""
        if line not in self._counts:
            self._counts[line] = Counter("".join((self.of_row(line) or self.of_column(line)).values()))
        return self._counts[line]
