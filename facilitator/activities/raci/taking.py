"""A matrix from a file becomes rows, columns and letters of the step."""

from collections import defaultdict
from collections.abc import Mapping

from facilitator.activities.raci.axes import MOST_COLUMNS, MOST_ROWS, column_called, placed
from facilitator.activities.raci.cells import change
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.report import role_titles
from facilitator.activities.raci.rules import Cell, Column, Row, cleaned, titled
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Record
from facilitator.core.stepview import StepView
from facilitator.core.tasks import Counted
from facilitator.core.text import folded
from facilitator.imports.found import FoundMatrix


def taken(view: StepView, found: FoundMatrix, _counted: Counted) -> Change:
    """The matrix with what was found: rows and columns of the same title are the same, others are added at the end.

    A cell of the file replaces what stands there; a blank one leaves it. Letters of another variant are taken as they
    are, and the findings name them.

    Raises:
        FacilitatorError: there is nothing new in it, or the matrix would be too large.
    """
    matrix, tr = Matrix(view), view.tr
    rows, columns = _rows(matrix, found), _columns(matrix, found)
    there = {line.id for line in (*matrix.all_rows, *matrix.all_columns)}
    new_rows = [row for row in rows if row.id not in there]
    new_columns = list({column.id: column for column in columns if column.id not in there}.values())
    if len(matrix.all_rows) + len(new_rows) > MOST_ROWS or len(matrix.all_columns) + len(new_columns) > MOST_COLUMNS:
        message = tr("A matrix has at most {rows} rows and {columns} columns.", rows=MOST_ROWS, columns=MOST_COLUMNS)
        raise FacilitatorError(message)
    cells = _cells(matrix, found, [row.id for row in rows], [column.id for column in columns])
    puts: list[Record] = [*placed(matrix.all_rows, new_rows, None), *placed(matrix.all_columns, new_columns, None)]
    made = change(matrix, tr("import a matrix"), [*puts, *cells])
    if made is None:
        raise FacilitatorError(tr("All of this is in the matrix already."))
    return made


def doubts(view: StepView, found: FoundMatrix) -> list[str]:
    """Which letters of a file are not among those of the step: they come in, and each is a finding."""
    words = view.settings.words
    foreign = {letter for letters in found.cells.values() for letter in cleaned(letters, view.settings)} - set(words)
    if not foreign:
        return []
    said = view.tr("Letters that this step does not have: {letters}.", letters=", ".join(sorted(foreign)))
    return [f"{said} {view.tr('Here there are {known}.', known=', '.join(words))}"]


def _rows(matrix: Matrix, found: FoundMatrix) -> list[Row]:
    """The row of each row of the file; new ones have no place yet. Of the same title, the first is the first.

    A file cannot always tell a heading from a row without letters: what is known here already stays what it is.
    """
    known: dict[str, list[Row]] = defaultdict(list)
    for row in matrix.all_rows:
        known[folded(matrix.row_title(row))].append(row)
    filled = {row for row, _ in found.cells}
    result = []
    for at, one in enumerate(found.rows):
        section = at not in filled and (one.section or one.title.endswith(":"))
        title = titled(one.title)[0] if section else one.title
        alike = known[folded(title)]
        there = next((row for row in alike if row.section == section), alike[0] if section and alike else None)
        if there is None:
            there = Row(id=new_id(), step=matrix.view.step.id, title=title, order=0.0, section=section)
        else:
            alike.remove(there)
        result.append(there)
    return result


def _columns(matrix: Matrix, found: FoundMatrix) -> list[Column]:
    """The column of each column of the file: by its title in the report, else by its own title, else by its holder."""
    roles, known = role_titles(matrix), dict[str, Column]()
    for called in (lambda column: roles[column.id], matrix.column_title, matrix.holder):
        for column in matrix.all_columns:
            known.setdefault(folded(called(column)), column)
    result = []
    for title in found.columns:
        if folded(title) not in known:
            known[folded(title)] = column_called(matrix, title)
        result.append(known[folded(title)])
    return result


def _cells(matrix: Matrix, found: FoundMatrix, rows: list[Id], columns: list[Id]) -> list[Cell]:
    wanted: Mapping[tuple[Id, Id], str] = {
        (rows[row], columns[column]): cleaned(letters, matrix.settings)
        for (row, column), letters in found.cells.items()
    }
    result = []
    for place, letters in wanted.items():
        cell = matrix.cells.get(place)
        if not letters or (cell is not None and cell.letters == letters):
            continue
        row, column = place
        id_ = cell.id if cell is not None else new_id()
        result.append(Cell(id=id_, step=matrix.view.step.id, row=row, column=column, letters=letters))
    return result
