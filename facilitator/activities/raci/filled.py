"""The filled cells of a matrix, by row and by column. After a letter only what it touches is read anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import compress
from operator import is_not

from facilitator.activities.raci.rules import Cell
from facilitator.core.ids import Id

Place = tuple[Id, Id]
"""Row and column."""
_NONE: Mapping[Id, str] = {}


def others(these: Mapping[Id, Cell], than: Mapping[Id, Cell]) -> list[Cell]:
    """Those of ``these`` that are not the same there; without a line of Python for each of thousands."""
    return list(compress(these.values(), map(is_not, these.values(), map(than.get, these))))


class Filled:
    """Letters by row and by column, and how often each is there."""

    def __init__(self, rows: Iterable[Id], columns: Iterable[Id]) -> None:
        self.cells: dict[Place, Cell] = {}
        self.touched: frozenset[Id] = frozenset()
        """Rows and columns whose letters are others than before."""
        self._source: dict[Id, Cell] = {}
        self._rows: dict[Id, dict[Id, str]] = {row: {} for row in rows}
        self._columns: dict[Id, dict[Id, str]] = {column: {} for column in columns}
        self._counts: dict[Id, Counter[str]] = {}

    def read(self, table: Mapping[Id, Cell], step: Id) -> "Filled":
        """All cells of a step; those whose row or column is not there are left alone."""
        for id_, cell in table.items():
            if cell.step == step and cell.row in self._rows and cell.column in self._columns:
                self._source[id_] = cell
                self.cells[cell.row, cell.column] = cell
                self._rows[cell.row][cell.column] = self._columns[cell.column][cell.row] = cell.letters
        return self

    def after(self, table: Mapping[Id, Cell], step: Id) -> "Filled":
        """The cells as they are now, of the same rows and columns."""
        known = self._source
        gone, new = others(known, table), others(table, known)
        new = [cell for cell in new if cell.step == step and cell.row in self._rows and cell.column in self._columns]
        now = Filled((), ())
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
