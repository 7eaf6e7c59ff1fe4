"""Which acts can do something now."""

from facilitator.activities.raci import axes
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Column, Row
from facilitator.kit.context import StepContext


def possible(
    context: StepContext, matrix: Matrix, row: Row | None, column: Column | None, covered: int
) -> frozenset[str]:
    """Names of the acts that would do something. ``covered``: findings that the room must not see."""
    found = {"findings"} if matrix.rows and matrix.columns else set[str]()
    found |= {"uncover"} if covered else set()
    if context.read_only:
        return frozenset(found)
    found |= {"add_rows", "add_columns"}
    if row is not None:
        found |= {"insert_rows", "rename_row", "hide_row", "remove_row"}
        found |= {"row_up"} if row.id != matrix.rows[0].id else set()
        found |= {"row_down"} if row.id != matrix.rows[-1].id else set()
        found |= {"clear_row"} if matrix.of_row(row.id) else set()
    if column is not None:
        found |= {"edit_column", "hide_column", "remove_column"}
        found |= {"column_left"} if column.id != matrix.columns[0].id else set()
        found |= {"column_right"} if column.id != matrix.columns[-1].id else set()
        found |= {"sign_off"} if matrix.of_column(column.id) or column.id in matrix.signed else set()
        found |= {"clear_column"} if matrix.of_column(column.id) else set()
        found |= {"copy_column"} if len(matrix.columns) > 1 else set()
    if row is not None and column is not None and not row.section:
        found |= {"letters"}
        found |= {"fill_right"} if column.id != matrix.columns[-1].id else set()
        found |= {"clear"} if matrix.letters(row.id, column.id) else set()
    if len(matrix.rows) < len(matrix.all_rows) or len(matrix.columns) < len(matrix.all_columns):
        found.add("show_hidden")
    if axes.waiting_items(matrix) or axes.waiting_tasks(matrix):
        found.add("from_list")
    return frozenset(found)
