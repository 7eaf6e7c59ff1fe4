"""The lines of a plane as text: axes, names, and what is drawn over the points. No terminal needed."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from facilitator.kit.columns import fit
from facilitator.kit.plane_layout import Mark, PlanePoint, Space, head, path, single


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
    """The line above or below: two names of quadrants, and between them the word of the axis if there is room."""
    right, left, lower_left, lower_right = frame.quadrants
    if not above:
        left, right = lower_left, lower_right
    word = f"▲ {frame.y[1]}" if above else f"▼ {frame.y[0]}"
    half = (width - 1) // 2
    left, right = fit(left, min(cell_len(left), half)), fit(right, min(cell_len(right), width - half - 1))
    room = width - cell_len(left) - cell_len(right)
    if not (frame.y[1] if above else frame.y[0]) or room < cell_len(word) + 4:
        word = ""
    begin = round(frame.middle[0] * (width - 1)) - cell_len(left)
    begin = max(2, min(begin, room - cell_len(word) - 2)) if word else 0
    return f"{left}{' ' * begin}{word}".ljust(0) + " " * (room - begin - cell_len(word)) + right


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

    def axes(self, frame: Frame, space: Space, row: int) -> None:
        """The vertical line, and on its row the horizontal one with its words."""
        across, down = space.lines
        if row != down:
            self.put(across, "│", "axis")
            return
        self.put(0, "─" * self.width, "axis")
        self.put(across, "┼", "axis")
        low, high = frame.x
        if low and across > 4:
            self.put(0, f"◀ {fit(low, min(cell_len(low), across - 4))} ", "axis")
        if high and self.width - across > 5:
            word = f" {fit(high, min(cell_len(high), self.width - across - 5))} ▶"
            self.put(self.width - cell_len(word), word, "axis")

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
    point: PlanePoint, cell: tuple[int, int], mark: Mark | None, space: Space, style: str
) -> dict[tuple[int, int], tuple[str, str]]:
    """The point under the cursor with the ways it came and is to go: first cell of each text to text and style."""
    over: dict[tuple[int, int], tuple[str, str]] = {}
    if point.was is not None and (earlier := space.cell(*point.was)) != cell:
        over |= dict.fromkeys(path(earlier, cell), ("·", "path"))
        over[earlier] = "○", "path"
    if point.goal is not None and (goal := space.cell(*point.goal)) != cell:
        over |= dict.fromkeys(path(cell, goal), ("·", "path"))
        over[goal] = head(cell, goal), "path"
    drawn = mark or single(0, *cell, max(1, cell_len(point.label)), space)
    assert drawn is not None  # the cell is on the plane
    over.pop(cell, None)
    text = drawn.text(point)
    over[drawn.left, drawn.row] = text, style
    return over
