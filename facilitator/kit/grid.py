"""A table of short texts with titles that stay in view: hundreds of rows and columns cost no more than those in view.

It knows nothing of what it shows: rows, columns and texts in, messages out.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from facilitator.core.i18n import N_
from facilitator.kit.grid_drawing import GridDrawing, GridLine, Text

__all__ = ["Grid", "GridLine", "GridMessage", "Text"]


@dataclass
class GridMessage(Message):
    """What all messages of a grid have."""

    grid: "Grid"

    @property
    def control(self) -> "Grid":
        """The grid that it is about."""
        return self.grid


class Grid(GridDrawing, can_focus=True):
    """Cells with a cursor between frozen titles."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1, 0)", N_("Up"), show=False, id="grid.up"),
        Binding("down", "step(1, 0)", N_("Down"), show=False, id="grid.down"),
        Binding("left", "step(0, -1)", N_("Left"), show=False, id="grid.left"),
        Binding("right", "step(0, 1)", N_("Right"), show=False, id="grid.right"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="grid.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="grid.pagedown"),
        Binding("home", "edge(-1)", N_("First column"), show=False, id="grid.first"),
        Binding("end", "edge(1)", N_("Last column"), show=False, id="grid.last"),
        Binding("enter,space", "choose", N_("Choose"), id="grid.choose"),
    ]

    class Moved(GridMessage):
        """The cursor stands on another cell."""

    class Chosen(GridMessage):
        """The cell with the cursor was chosen, by enter, space or a click on it."""

    # What is in it

    def set_lines(
        self,
        rows: Sequence[GridLine],
        columns: Sequence[GridLine],
        text: Callable[[Hashable, Hashable], Text],
        *,
        widest: int = 0,
    ) -> None:
        """Other rows, columns and texts; the cursor stays on its row and column by their keys, else at its place.

        ``text`` gives what stands in a cell, from the keys of its row and column; ``widest``: cells of the longest.
        """
        row, column = self.current
        self.rows, self.columns, self._text, self._widest = tuple(rows), tuple(columns), text, widest
        margin = max((cell_len(line.margin) for line in self.rows), default=0)
        self._margin = margin and margin + 1  # a blank cell, so that it does not touch what is beside the grid
        self.row = _place(self.rows, row, self.row)
        self.column = _place(self.columns, column, self.column)
        self._measure()
        self._show_cursor()

    def update_rows(self, lines: Mapping[Hashable, GridLine]) -> None:
        """Draws these rows again, each with its new title, style and margin."""
        rows = list(self.rows)
        for at in (at for at, line in enumerate(rows) if line.key in lines):
            rows[at] = lines[rows[at].key]
            self._refresh_row(at)
        self.rows = tuple(rows)

    def update_columns(self, columns: Sequence[GridLine]) -> None:
        """Other titles and styles of the columns that are there."""
        before, self.columns = self._top, tuple(columns)
        self._break_titles()
        if self._top != before:
            self._measure()
            self._show_cursor()
        else:
            self.refresh(Region(0, 0, self.size.width, self._top))

    def set_feet(self, feet: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Other fixed lines at the bottom, as many as before or not."""
        before, self.feet = self.feet, tuple(feet)
        if len(before) != len(self.feet):
            self._measure()
            self._show_cursor()
        elif before != self.feet:
            self.refresh(Region(0, self._top + self._high, self.size.width, len(self.feet)))

    @property
    def current(self) -> tuple[Hashable, Hashable]:
        """Keys of the row and the column with the cursor; None: there is none."""
        row = self.rows[self.row].key if self.row < len(self.rows) else None
        column = self.columns[self.column].key if self.column < len(self.columns) else None
        return row, column

    def go_to(self, row: Hashable = None, column: Hashable = None) -> bool:
        """Puts the cursor on a row, a column or both by their keys; False when one is not there."""
        places = [
            next((at for at, line in enumerate(lines) if line.key == key), None) if key is not None else now
            for lines, key, now in ((self.rows, row, self.row), (self.columns, column, self.column))
        ]
        if places[0] is None or places[1] is None:
            return False
        self._move(places[0], places[1])
        return True

    # Keys and mouse

    def action_step(self, down: int, right: int) -> None:
        """Moves the cursor by cells."""
        self._move(self.row + down, self.column + right)

    def action_page(self, direction: int) -> None:
        """Moves the cursor by what is seen at once."""
        self._move(self.row + direction * max(1, self._high - 1), self.column)

    def action_edge(self, direction: int) -> None:
        """Moves the cursor to the first or last column; from there to the first or last row."""
        column = 0 if direction < 0 else len(self.columns) - 1
        row = self.row if column != self.column else 0 if direction < 0 else len(self.rows) - 1
        self._move(row, column)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A cell can be chosen when there is one; a heading has none."""
        if action == "choose":
            return bool(self.rows and self.columns) and not self.rows[self.row].section
        return True

    def action_choose(self) -> None:
        """Tells that the cell with the cursor is chosen."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor, on a title that of its row or column; a click on the cursor's cell chooses it."""
        x, y = event.x - self._widths.label, event.y - self._top
        if y >= self._high:
            return
        column = (x + self.scroll_offset.x) // self._widths.column if 0 <= x < self._room() else self.column
        row = y + self.scroll_offset.y if y >= 0 else self.row
        if not (row < len(self.rows) and column < len(self.columns)):
            return
        if (row, column) == (self.row, self.column) and x >= 0 and y >= 0 and not self.rows[row].section:
            self.action_choose()
        self._move(row, column)

    # What changes when

    def on_resize(self) -> None:
        """Shares out the room anew and keeps the cursor in view."""
        self._measure()
        self._show_cursor()

    def _move(self, row: int, column: int) -> None:
        row, column = max(0, min(row, len(self.rows) - 1)), max(0, min(column, len(self.columns) - 1))
        if (row, column) == (self.row, self.column):
            return
        before, turned = self.row, column != self.column
        self.row, self.column = row, column
        self._refresh_row(before)
        self._refresh_row(row)
        if turned:
            self.refresh(Region(0, 0, self.size.width, self._top))
        self._show_cursor()
        self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        top, left = self.scroll_offset.y, self.scroll_offset.x
        y = self.row if self.row < top else max(top, self.row - self._high + 1)
        wide, at = self._widths.column, self.column * self._widths.column
        x = left - left % wide
        if at < x:
            x = at
        elif at + wide > x + self._wide():
            x = min(at, -((self._wide() - at - wide) // wide) * wide)
        if (x, y) != (left, top):
            self.scroll_to(x=x, y=y, animate=False, force=True)

    def _refresh_row(self, row: int) -> None:
        y = row + self._top - self.scroll_offset.y
        if self._top <= y < self._top + self._high:
            self.refresh(Region(0, y, self.size.width, 1))


def _place(lines: Sequence[GridLine], key: Hashable, place: int) -> int:
    at = next((at for at, line in enumerate(lines) if line.key == key), place)
    return max(0, min(at, len(lines) - 1))
