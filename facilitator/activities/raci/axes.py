"""What is done to rows and columns. Every function gives a ``Change``, or None when there is nothing to change."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from facilitator.activities.raci.cells import change
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Column, Row, titled
from facilitator.core import text as edge
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.plan import for_the_room
from facilitator.core.records import Item, Person, Record, Task

MOST_ROWS, MOST_COLUMNS = 1_000, 200
_NUMBER = re.compile(r"\W*\d+(?:[.)]\d*)*\W*")
Line = TypeVar("Line", Row, Column)


def rows_added(matrix: Matrix, text: str, after: Row | None = None) -> Change | None:
    """One row for each filled line, behind ``after`` or at the end; a line that ends in a colon is a heading.

    Of cells that were copied from a spreadsheet the first with words is the title.

    Raises:
        FacilitatorError: too many.
    """
    step, lines = matrix.view.step.id, edge.lines("\n".join(map(_first_cell, text.splitlines())))
    rows = [
        Row(id=new_id(), step=step, order=0.0, title=title, section=section) for title, section in map(titled, lines)
    ]
    return _rows(matrix, rows, after)


def _first_cell(raw: str) -> str:
    """The first cell of a copied row, a column of numbers in front passed over."""
    cells = [cell for cell in raw.split("\t") if cell.strip()]
    return next((cell for cell in cells if not _NUMBER.fullmatch(cell)), "".join(cells[:1]))


def waiting_items(matrix: Matrix) -> list[Item]:
    """Items of the step's list that have no row yet."""
    there = {row.item for row in matrix.all_rows}
    return [item for item in matrix.view.items if item.id not in there and not item.hidden]


def waiting_tasks(matrix: Matrix) -> list[Task]:
    """Tasks of the plan that have no row yet, without those that were dropped or are not for the room."""
    there = {row.task for row in matrix.all_rows}
    tasks = (task for task in matrix.view.tasks if task.id not in there)
    return [task for task in tasks if task.status != "dropped" and for_the_room(task)]


def from_items(matrix: Matrix, items: Iterable[Item]) -> Change | None:
    """One row for each of these items."""
    step = matrix.view.step.id
    rows = [Row(id=new_id(), step=step, title=item.title, order=0.0, item=item.id) for item in items]
    return _rows(matrix, rows, None)


def from_tasks(matrix: Matrix, tasks: Iterable[Task]) -> Change | None:
    """One row for each of these tasks."""
    step = matrix.view.step.id
    rows = [Row(id=new_id(), step=step, title=task.title, order=0.0, task=task.id) for task in tasks]
    return _rows(matrix, rows, None)


def _rows(matrix: Matrix, rows: Sequence[Row], after: Row | None) -> Change | None:
    tr = matrix.view.tr
    if len(matrix.all_rows) + len(rows) > MOST_ROWS:
        raise FacilitatorError(tr("A matrix has at most {most} rows; these would be too many.", most=MOST_ROWS))
    label = tr.n("add {n} row", "add {n} rows", len(rows))
    return change(matrix, label, placed(matrix.all_rows, rows, after))


def columns_added(matrix: Matrix, titles: Sequence[str], people: Sequence[Person] = ()) -> Change | None:
    """Columns for people and for roles, at the end. A typed name of exactly one known person means that person.

    Raises:
        FacilitatorError: too many.
    """
    tr, step = matrix.view.tr, matrix.view.step.id
    there = {column.person for column in matrix.all_columns}
    taken = there | {person.id for person in people}
    called = {edge.folded(matrix.column_title(column)) for column in matrix.all_columns}
    found: list[Column] = []
    for title in dict.fromkeys(edge.line(title) for title in titles):
        new = column_called(matrix, title)
        known = edge.folded(title) in called or (new.person is not None and new.person in taken)
        found += [new] if title and not known else []
    found += [Column(id=new_id(), step=step, title="", order=0.0, person=p.id) for p in people if p.id not in there]
    if len(matrix.all_columns) + len(found) > MOST_COLUMNS:
        message = tr("A matrix has at most {most} columns; these would be too many.", most=MOST_COLUMNS)
        raise FacilitatorError(message)
    label = tr.n("add {n} column", "add {n} columns", len(found))
    return change(matrix, label, placed(matrix.all_columns, found, None))


def column_called(matrix: Matrix, title: str) -> Column:
    """A new column for a role, or for the only person of that name."""
    alike = [p for p in matrix.view.people.values() if edge.folded(p.name) == edge.folded(title)]
    person = alike[0].id if len(alike) == 1 else None
    return Column(id=new_id(), step=matrix.view.step.id, title="" if person else title, order=0.0, person=person)


def placed(line: Sequence[Line], new: Sequence[Line], after: Line | None) -> list[Line]:
    """New ones behind ``after`` (None: at the end), and whatever is numbered afresh to make room."""
    places = (place + 1 for place, other in enumerate(line) if after and other.id == after.id)
    at: int = next(places, len(line))
    if not new:
        return []
    if at == len(line):
        first = line[-1].order + 1 if line else 0.0
        return [replace(one, order=first + n) for n, one in enumerate(new)]
    return _afresh(list(line[:at]) + list(new) + list(line[at:]), line)


def _afresh(whole: Sequence[Line], before: Sequence[Line]) -> list[Line]:
    """All in whole-number places, as far as that alters or adds one."""
    known = {one.id: one for one in before}
    numbered = [replace(one, order=float(n)) for n, one in enumerate(whole)]
    return [one for one in numbered if known.get(one.id) != one]


def moved(matrix: Matrix, what: Row | Column, by: int) -> Change | None:
    """One place on (1) or back (−1) among those that are shown."""
    tr = matrix.view.tr
    if isinstance(what, Row):
        label = tr("move “{row}”", row=matrix.row_title(what))
        return change(matrix, label, _moved(matrix.all_rows, matrix.rows, what, by))
    label = tr("move {column}", column=matrix.column_title(what))
    return change(matrix, label, _moved(matrix.all_columns, matrix.columns, what, by))


def _moved(line: Sequence[Line], shown: Sequence[Line], what: Line, by: int) -> list[Line]:
    at = next((at for at, other in enumerate(shown) if other.id == what.id), -1)
    if at < 0 or not 0 <= at + by < len(shown):
        return []
    rest = [other for other in line if other.id != what.id]
    beside = next(place for place, other in enumerate(rest) if other.id == shown[at + by].id)
    rest.insert(beside + (by > 0), what)
    return _afresh(rest, line)


def row_renamed(matrix: Matrix, row: Row, title: str, section: bool) -> Change | None:
    """A row with another title, which still stands for its item or task. A heading stands for none and has no letters.

    Raises:
        FacilitatorError: the title is empty, or letters would be lost.
    """
    tr, title = matrix.view.tr, edge.line(title)
    if not title:
        raise FacilitatorError(tr("A row needs a title."))
    if section and matrix.of_row(row.id):
        raise FacilitatorError(tr("“{row}” has letters; clear them before it becomes a heading.", row=title))
    if section:
        after = replace(row, title=title, section=True, item=None, task=None, renamed=False)
    elif title == matrix.row_title(row):
        after = replace(row, section=False)
    else:
        plain = replace(row, title=title, section=False, renamed=False)
        after = replace(plain, renamed=matrix.row_title(plain) != title)
    return change(matrix, tr("rename “{row}”", row=matrix.row_title(row)), (after,) if after != row else ())


def column_edited(matrix: Matrix, column: Column, title: str, person: Id | None) -> Change | None:
    """A column with another role or holder.

    Raises:
        FacilitatorError: it would have neither.
    """
    tr, title = matrix.view.tr, edge.line(title)
    if not title and person is None:
        raise FacilitatorError(tr("A column needs a role or somebody who holds it."))
    after = replace(column, title=title, person=person)
    label = tr("edit column {column}", column=matrix.column_title(column))
    return change(matrix, label, (after,) if after != column else ())


def hidden(matrix: Matrix, what: Row | Column) -> Change | None:
    """Hides a row or column; its letters stay."""
    label = matrix.view.tr("hide “{title}”", title=title_of(matrix, what))
    return change(matrix, label, (replace(what, hidden=True),) if not what.hidden else ())


def shown_again(matrix: Matrix, lines: Sequence[Row | Column]) -> Change | None:
    """Shows rows and columns that were hidden."""
    tr, away = matrix.view.tr, [line for line in lines if line.hidden]
    if len(away) == 1:
        label = tr("show “{title}”", title=title_of(matrix, away[0]))
    else:
        label = tr("show {n} hidden rows and columns", n=len(away))
    return change(matrix, label, [replace(line, hidden=False) for line in away])


def title_of(matrix: Matrix, what: Row | Column) -> str:
    """What a row or column is called."""
    return matrix.row_title(what) if isinstance(what, Row) else matrix.column_title(what)


def removed(matrix: Matrix, what: Row | Column) -> Change | None:
    """Takes a row or column out with its letters; undo brings all of it back."""
    drops: list[Record] = [what, *(matrix.cells[place] for place in cells_of(matrix, what))]
    drops += [signed] if (signed := matrix.signed.get(what.id)) else []
    return change(matrix, matrix.view.tr("take out “{title}”", title=title_of(matrix, what)), (), drops)


def cells_of(matrix: Matrix, what: Row | Column) -> list[tuple[Id, Id]]:
    """Its filled cells."""
    if isinstance(what, Row):
        return [(what.id, column) for column in matrix.of_row(what.id)]
    return [(row, what.id) for row in matrix.of_column(what.id)]
