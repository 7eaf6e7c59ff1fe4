"""The lines of a plane as text: axes, names, and what is drawn over the points. No terminal needed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from facilitator.kit.columns import fit
from facilitator.kit.plane_layout import Mark, PlanePoint, Space, head, path, single

Cell = tuple[int, int]
"""Column and row."""
WAY = "·"
"""Of what the way of a point is drawn."""


@dataclass(frozen=True)
class Frame:
    """What stands around the points."""

    x: tuple[str, str] = ("", "")
    """Words at the left and the right end of the horizontal axis."""
    y: tuple[str, str] = ("", "")
    """Words at the lower and the upper end of the vertical axis."""
    quadrants: tuple[str, str, str, str] = ("", "", "", "")
    """Their names, with counts if wanted: above right, above left, below left, below right."""
    middle: tuple[float, float] = (0.5, 0.5)
    """Where the lines between the quadrants are, 0 … 1."""


def edge(frame: Frame, width: int, *, above: bool) -> str:
    """The line above or below: the names of two quadrants."""
    right, left, lower_left, lower_right = frame.quadrants
    if not above:
        left, right = lower_left, lower_right
    half = (width - 1) // 2
    left, right = fit(left, min(cell_len(left), half)), fit(right, min(cell_len(right), width - half - 1))
    return f"{left}{' ' * (width - cell_len(left) - cell_len(right))}{right}"


def words(frame: Frame, space: Space, row: int) -> list[tuple[int, str]]:
    """The words at the ends of the axes that belong into a row, with the columns where they begin."""
    across, down = space.lines
    if row == down:
        low, high = (fit(word, min(cell_len(word), across - 5)) for word in frame.x)
        found = [(0, f"◀ {low} ")] if low else []
        return [*found, (space.width - cell_len(high) - 3, f" {high} ▶")] if high else found
    ends = {0: ("▲", frame.y[1]), space.height - 1: ("▼", frame.y[0])}
    sign, word = ends.get(row, ("", ""))
    word = fit(word, min(cell_len(word), space.width - across - 3))
    return [(across, f"{sign} {word}")] if word else []


def cells_of_words(frame: Frame, space: Space) -> set[Cell]:
    """Where the words at the ends of the axes stand."""
    return {
        (cell, row)
        for row in {0, space.lines[1], space.height - 1}
        for column, text in words(frame, space, row)
        for cell in range(column, column + cell_len(text))
    }


class Canvas:
    """One line of cells, filled from below to above."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._cells = [" "] * width
        self._styles = [""] * width

    def put(self, column: int, text: str, style: str) -> None:
        """Puts a text over what is there; what is outside is cut off."""
        for letter in text:
            cells = cell_len(letter)
            if cells and column >= 0 and column + cells <= self.width:
                self._cells[column] = letter
                self._styles[column] = style
                for beside in range(column + 1, column + cells):
                    self._cells[beside], self._styles[beside] = "", style
            column += cells

    def axes(self, frame: Frame, space: Space, row: int, marks: Sequence[Mark]) -> None:
        """The lines of a row with the words at their ends, where no mark of the row stands in their way."""
        across, down = space.lines
        if row == down:
            self.put(0, "─" * self.width, "axis")
            self.put(across, "┼", "axis")
        else:
            self.put(across, "│", "axis")
        for column, text in words(frame, space, row):
            end = column + cell_len(text)
            if column >= 0 and all(mark.left >= end or mark.left + mark.width <= column for mark in marks):
                self.put(column, text, "axis")

    def runs(self) -> Iterator[tuple[str, str]]:
        """The texts of equal style, in order; together they are as wide as the line."""
        begin = 0
        for column in range(1, self.width + 1):
            if column == self.width or self._styles[column] != self._styles[begin]:
                text = "".join(self._cells[begin:column])
                yield (
                    (text if cell_len(text) == column - begin else set_cell_size(text, column - begin)),
                    self._styles[begin],
                )
                begin = column


def drawn_over(
    point: PlanePoint,
    cell: Cell,
    mark: Mark | None,
    space: Space,
    style: str,
    free: Callable[[Cell], bool],
) -> dict[Cell, tuple[str, str]]:
    """The point under the cursor with the ways it came and is to go: first cell of each text to text and style.

    ``free``: whether nobody else is drawn in a cell: nobody is hidden by the way of another.
    """
    over: dict[Cell, tuple[str, str]] = {}
    if point.was is not None and (earlier := space.cell(*point.was)) != cell:
        over |= dict.fromkeys(path(earlier, cell), (WAY, "path"))
        over[earlier] = "○", "path"
    if point.goal is not None and (goal := space.cell(*point.goal)) != cell:
        way = [one for one in (*path(cell, goal), goal) if free(one)]
        over |= dict.fromkeys(way, (WAY, "path"))
        if way:  # where somebody stands there already, the arrow ends before that one
            over[way[-1]] = head(cell, goal), "path"
    over = {at: said for at, said in over.items() if free(at)}
    drawn = mark or single(0, *cell, max(1, cell_len(point.label)), space)
    assert drawn is not None  # the cell is on the plane
    over.pop(cell, None)
    over.pop((drawn.left, drawn.row), None)  # last, so that it is drawn over the ways
    over[drawn.left, drawn.row] = drawn.text(point), style
    return over
