"""What the room may see of a matrix: the letters. Nothing of what a map says of people."""

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.report import legend, tables
from facilitator.core.blocks import AnyBlock, Text
from facilitator.core.scene import Scene
from facilitator.core.stepview import StepView


def scene(view: StepView) -> Scene:
    """The matrix as it is typed, with the columns called as on the facilitator's screen."""
    matrix = Matrix(view)
    shown: list[AnyBlock] = [Text(text=legend(matrix))]
    shown += tables(matrix, {column.id: matrix.column_title(column) for column in matrix.all_columns})
    return Scene(title=view.title, prompt=view.prompt, blocks=tuple(shown))
