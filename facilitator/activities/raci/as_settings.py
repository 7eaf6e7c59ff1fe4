"""Rows and columns that were changed on the screen as settings of a workshop file, so that an own workshop begins with
them."""

from typing import Any

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Row, titled
from facilitator.core.stepview import StepView
from facilitator.core.text import folded, line


def as_settings(view: StepView) -> dict[str, Any]:
    """Rows and columns that are shown, where they are not as the workshop says; never letters.

    What stands for a person, a card or a task belongs to this session. With rows that stand for cards the next matrix
    begins with its cards again.
    """
    matrix = Matrix(view)
    if not matrix.laid:
        return {}
    own = [row for row in matrix.rows if row.item is None and row.task is None]
    bound = any(row.item is not None for row in matrix.rows)
    found: dict[str, Any] = {}
    rows = [_written(row) for row in own if line(row.title)]
    if rows != [_again(title) for title in view.settings.rows] and (view.settings.rows or not bound):
        found["rows"] = rows
    columns = _roles(matrix)
    if columns != [line(title) for title in view.settings.columns]:
        found["columns"] = columns
    return found


def _roles(matrix: Matrix) -> list[str]:
    """The titles of columns that are roles, each once; a column that is called as somebody is that person."""
    found: dict[str, str] = {}
    for column in matrix.columns:
        title, holder = line(column.title), matrix.person_of(column)
        if title and (holder is None or folded(holder.name) != folded(title)):
            found.setdefault(folded(title), title)
    return list(found.values())


def _written(row: Row) -> str:
    """A row as a workshop file says it: a heading ends in a colon."""
    title = line(row.title).rstrip(": ")
    return f"{title}:" if row.section else title


def _again(text: str) -> str:
    title, section = titled(line(text))
    return f"{title}:" if section else title.rstrip(": ")
