"""A list of rows with columns, drawn line by line: thousands of rows cost no more than the few in view."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.core.i18n import N_
from facilitator.kit.columns import GAP, RowColumn, column_widths, fit
from facilitator.kit.styles import Layered

__all__ = ["GAP", "Row", "RowColumn", "Rows", "column_widths", "fit"]

MEASURED = 400
"""Rows by whose texts the columns are measured."""
STYLES = ("dim", "good", "warn", "bad", "strong")
"""What a row's ``style`` may say; none of it is the only sign of anything."""


@dataclass(frozen=True)
class Row:
    """One row: plain texts, one per column."""

    key: Hashable
    cells: tuple[str, ...]
    style: str = ""
    """One of ``STYLES``, or empty."""
    across: str = ""
    """One text over all columns, in place of the cells."""


@dataclass
class RowMessage(Message):
    """What all messages of a list have."""

    rows: "Rows"
    key: Hashable

    @property
    def control(self) -> "Rows":
        """The list that it is about."""
        return self.rows


class Rows(Layered, ScrollView, can_focus=True):
    """A list with a cursor. It knows nothing of what it lists: keys and texts in, messages out."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "rows"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--cursor",
        *(f"rows--{style}" for style in STYLES),
    }
    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    Rows > .rows--header { color: $text-muted; text-style: bold; }
    Rows > .rows--cursor { background: $foreground 22%; }
    Rows:focus > .rows--cursor { background: $primary; color: $text; text-style: bold; }
    Rows > .rows--dim { color: $text-muted; }
    Rows > .rows--good { color: $text-success; }
    Rows > .rows--warn { color: $text-warning; }
    Rows > .rows--bad { color: $text-error; }
    Rows > .rows--strong { text-style: bold; }
    """
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

    gap: ClassVar[int] = GAP
    """Cells between two columns."""

    class Moved(RowMessage):
        """The cursor stands on another row, or on none any more (``key`` is None)."""

    class Chosen(RowMessage):
        """A row was chosen by enter, or by a click on the row that has the cursor."""

    class Marked(RowMessage):
        """The row of this key was marked or unmarked."""

    def __init__(
        self,
        columns: Sequence[RowColumn] = (),
        rows: Iterable[Row] = (),
        *,
        markable: bool = False,
        id: str | None = None,  # noqa: A002 – Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns: tuple[RowColumn, ...] = tuple(columns)
        self.rows: tuple[Row, ...] = tuple(rows)
        self.markable = markable
        self.marked: set[Hashable] = set()
        self._cursor = 0
        self._texts: dict[tuple[int, int], str] = {}
        self._longest: list[int] = []
        self._measure()

    # What is listed

    def set_columns(self, *columns: RowColumn) -> None:
        """Other columns; rows set before must fit them."""
        self.columns = columns
        self._measure()

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

    def on_resize(self) -> None:
        """Keeps the cursor in view."""
        self._measure()
        self._show_cursor()

    # Drawing

    @property
    def _head(self) -> int:
        return 1 if any(column.title for column in self.columns) else 0

    @property
    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height - self._head)

    def _measure(self) -> None:
        self._texts.clear()
        self._longest = []
        self.virtual_size = Size(0, len(self.rows) + self._head)
        self.refresh()

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif self._cursor >= top + self._height:
            self.scroll_to(y=self._cursor - self._height + 1, animate=False, force=True)

    def _refresh_row(self, row: int) -> None:
        y = row + self._head - self.scroll_offset.y
        if self._head <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _text(self, row: int, width: int) -> str:
        if (row, width) not in self._texts:
            self._texts[row, width] = self._composed(row, width - 2 - 2 * self.markable)
        return self._texts[row, width]

    def _needs(self) -> Sequence[int]:
        """Cells of the longest text per column; of long lists only the beginning counts."""
        if sum(column.width is None for column in self.columns) < 2:
            return ()
        if not self._longest:
            cells = [row.cells for row in self.rows[:MEASURED] if not row.across]
            titles = [cell_len(column.title) for column in self.columns]
            self._longest = [
                max([title, *(cell_len(row[at]) for row in cells)]) if self.columns[at].width is None else 0
                for at, title in enumerate(titles)
            ]
        return self._longest

    def _composed(self, row: int, room: int) -> str:
        if row >= 0 and self.rows[row].across:
            return fit(self.rows[row].across, max(0, room))
        cells = self.rows[row].cells if row >= 0 else tuple(column.title for column in self.columns)
        widths = column_widths(self.columns, room, self._needs(), gap=self.gap)
        parts = [
            fit(cell, width, column.align)
            for cell, width, column in zip(cells, widths, self.columns, strict=True)
            if width
        ]
        return (" " * self.gap).join(parts)

    def render_line(self, y: int) -> Strip:
        """One line of the list; the header stays on top."""
        width = self.scrollable_content_region.width
        mark = "  " if self.markable else ""
        if y < self._head:
            text, style = f" {mark}{self._text(-1, width)} ", self._style("header")
        else:
            at = y - self._head + self.scroll_offset.y
            if at >= len(self.rows):
                return Strip.blank(width, self.rich_style)
            row = self.rows[at]
            if self.markable and row.key in self.marked:
                mark = "■ "
            text = f" {mark}{self._text(at, width)} "
            style = self._style(row.style, "cursor" if at == self._cursor else "")
        return Strip([Segment(fit_exactly(text, width), style)], width)


def fit_exactly(text: str, width: int) -> str:
    """A drawn line brought to the width of the list, whatever rounding or a very narrow list did to it."""
    length = cell_len(text)
    return text if length == width else set_cell_size(text, width)
