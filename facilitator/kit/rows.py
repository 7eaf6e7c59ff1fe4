"""A list of rows with columns, drawn line by line: thousands of rows cost no more than the few in view."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from facilitator.core.i18n import N_
from facilitator.kit.columns import GAP, RowColumn, column_widths, fit
from facilitator.kit.rows_drawing import Row, RowsDrawing

__all__ = ["GAP", "Row", "RowColumn", "Rows", "column_widths", "fit"]


@dataclass
class RowMessage(Message):
    """What all messages of a list have."""

    rows: "Rows"
    key: Hashable

    @property
    def control(self) -> "Rows":
        """The list that it is about."""
        return self.rows


class Rows(RowsDrawing, can_focus=True):
    """A list with a cursor. It knows nothing of what it lists: keys and texts in, messages out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Up"), show=False, id="rows.up"),
        Binding("down", "step(1)", N_("Down"), show=False, id="rows.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="rows.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="rows.pagedown"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="rows.first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="rows.last"),
        Binding("enter", "choose", N_("Choose"), id="rows.choose"),
        Binding("space", "mark", N_("Mark"), id="rows.mark"),
    ]

    class Moved(RowMessage):
        """The cursor stands on another row, or on none any more (``key`` is None)."""

    class Chosen(RowMessage):
        """A row was chosen by enter, or by a click on the row that has the cursor."""

    class Marked(RowMessage):
        """The row of this key was marked or unmarked."""

    # What is listed

    def set_rows(self, rows: Iterable[Row], keep_cursor: bool = True) -> None:
        """Other rows. The cursor stays on its row by key, else at its place; marks of lost rows go."""
        before, place = self.current, self._cursor
        self.rows = tuple(rows)
        keys = [row.key for row in self.rows]
        self.marked &= set(keys)
        if keep_cursor and before in keys:
            place = keys.index(before)
        self._cursor = max(0, min(place if keep_cursor else 0, len(keys) - 1))
        self._measure()
        self._show_cursor()
        if self.current != before:
            self.post_message(self.Moved(self, self.current))

    @property
    def cursor(self) -> int:
        """Position of the cursor, from 0."""
        return self._cursor

    @cursor.setter
    def cursor(self, position: int) -> None:
        position = self.landing(max(0, min(position, len(self.rows) - 1)))
        if position == self._cursor:
            return
        old, self._cursor = self._cursor, position
        self._refresh_row(old)
        self._refresh_row(position)
        self._show_cursor()
        self.post_message(self.Moved(self, self.current))

    def landing(self, position: int) -> int:
        """Where the cursor comes to stand when it is put on a row: lists with headings pass these over."""
        return position

    @property
    def current(self) -> Hashable:
        """Key of the row with the cursor; None when there are no rows."""
        return self.rows[self._cursor].key if self.rows else None

    def go_to(self, key: Hashable) -> bool:
        """Puts the cursor on the row with this key; False when there is none."""
        found = next((at for at, row in enumerate(self.rows) if row.key == key), None)
        if found is not None:
            self.cursor = found
        return found is not None

    # Keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the list work only when there is something to do for them."""
        if action == "mark":
            return self.markable and bool(self.rows)
        return bool(self.rows) if action == "choose" else True

    def action_step(self, by: int) -> None:
        """Moves the cursor by rows."""
        self.cursor += by

    def action_page(self, direction: int) -> None:
        """Moves the cursor by what is seen at once."""
        self.cursor += direction * max(1, self._height - 1)

    def action_edge(self, direction: int) -> None:
        """Moves the cursor to the first or last row."""
        self.cursor = 0 if direction < 0 else len(self.rows) - 1

    def action_choose(self) -> None:
        """Tells that the row with the cursor is chosen."""
        if self.rows:
            self.post_message(self.Chosen(self, self.current))

    def action_mark(self) -> None:
        """Marks or unmarks the row with the cursor and goes on to the next."""
        self.marked ^= {self.current}
        self._refresh_row(self._cursor)
        self.post_message(self.Marked(self, self.current))
        self.cursor += 1

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor; a click on the cursor's row chooses it."""
        at = event.y - self._head + self.scroll_offset.y
        if event.y < self._head or not 0 <= at < len(self.rows):
            return
        if at == self._cursor:
            self.action_choose()
        self.cursor = at
