"""What is done to cells. Every function gives a ``Change``, or None when there is nothing to change."""

from collections.abc import Iterable, Mapping

import msgspec

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Cell, Column, Laid, Row, Signed, cleaned, toggled, written
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Record


def change(matrix: Matrix, label: str, puts: Iterable[Record] = (), drops: Iterable[Record] = ()) -> Change | None:
    """A change of the matrix; the first one also keeps the rows and columns that were only proposed until then."""
    put, dropped = {record.id: record for record in puts}, tuple(drops)
    if not put and not dropped:
        return None
    gone = {record.id for record in dropped}
    if not matrix.laid:
        first = Laid(id=new_id(), step=matrix.view.step.id)
        proposed = (record for record in (*matrix.all_rows, *matrix.all_columns) if record.id not in gone)
        put = {first.id: first, **{record.id: record for record in proposed}, **put}
        dropped = tuple(record for record in dropped if not isinstance(record, Row | Column))
    return Change(label, tuple(put.values()), dropped)


def with_letters(matrix: Matrix, cells: Mapping[tuple[Id, Id], str], label: str) -> Change | None:
    """Cells with other letters, in one change."""
    puts: list[Record] = []
    drops: list[Record] = []
    for (row, column), letters in cells.items():
        cell = matrix.cells.get((row, column))
        if letters == (cell.letters if cell else ""):
            continue
        if cell is None:
            puts.append(Cell(id=new_id(), step=matrix.view.step.id, row=row, column=column, letters=letters))
        elif letters:
            puts.append(msgspec.structs.replace(cell, letters=letters))
        else:
            drops.append(cell)
    return change(matrix, label, puts, drops)


def with_letter(matrix: Matrix, row: Row, column: Column, letter: str) -> Change | None:
    """A cell with a letter more, or without it when it was there.

    Raises:
        FacilitatorError: it is no letter of this matrix, or the row is a heading.
    """
    tr = matrix.view.tr
    if letter not in matrix.settings.words:
        known = " ".join(matrix.settings.words)
        raise FacilitatorError(
            tr("{letter} is no letter of this matrix; there are {known}.", letter=letter, known=known)
        )
    letters = toggled(matrix.letters(row.id, column.id), letter, matrix.settings)
    return typed(matrix, row, column, letters)


def typed(matrix: Matrix, row: Row, column: Column, letters: str) -> Change | None:
    """A cell with exactly these letters.

    Raises:
        FacilitatorError: the row is a heading.
    """
    tr = matrix.view.tr
    if row.section:
        raise FacilitatorError(tr("“{row}” is a heading: it has no letters.", row=row.title))
    letters = cleaned(letters, matrix.settings)
    names = {"row": matrix.row_title(row), "column": matrix.column_title(column)}
    label = tr("“{row}”, {column}: {letters}", letters=written(letters), **names)
    return with_letters(
        matrix, {(row.id, column.id): letters}, label if letters else tr("clear “{row}”, {column}", **names)
    )


def filled_right(matrix: Matrix, row: Row, column: Column) -> Change | None:
    """The letters of a cell in every shown cell right of it."""
    at = next((at for at, other in enumerate(matrix.columns) if other.id == column.id), len(matrix.columns))
    letters = matrix.letters(row.id, column.id)
    cells = {} if row.section else {(row.id, other.id): letters for other in matrix.columns[at + 1 :]}
    return with_letters(matrix, cells, matrix.view.tr("fill “{row}” to the right", row=matrix.row_title(row)))


def copied(matrix: Matrix, source: Column, target: Column) -> Change | None:
    """The letters of one column in another one, in the rows that are shown."""
    cells = {(row.id, target.id): matrix.letters(row.id, source.id) for row in matrix.rows if not row.section}
    names = {"source": matrix.column_title(source), "target": matrix.column_title(target)}
    return with_letters(matrix, cells, matrix.view.tr("copy {source} to {target}", **names))


def cleared(matrix: Matrix, cells: Iterable[tuple[Id, Id]], label: str) -> Change | None:
    """Cells without letters."""
    return with_letters(matrix, dict.fromkeys(cells, ""), label)


def signed_off(matrix: Matrix, column: Column, moment: str) -> Change | None:
    """The holder of a column has said yes to its letters; said once more while they are the same, it is taken back.

    Raises:
        FacilitatorError: there is nothing to say yes to.
    """
    tr, title, before = matrix.view.tr, matrix.column_title(column), matrix.signed.get(column.id)
    if before is not None and matrix.standing(column.id) == "signed":
        return change(matrix, tr("{column}: sign-off taken back", column=title), (), (before,))
    letters = dict(matrix.of_column(column.id))
    if not letters:
        raise FacilitatorError(tr("{column} has no letter yet: there is nothing to sign off.", column=title))
    id_ = before.id if before is not None else new_id()
    signed = Signed(
        id=id_, step=matrix.view.step.id, column=column.id, at=moment, letters=letters, person=column.person
    )
    return change(matrix, tr("{column}: signed off", column=title), (signed,))
