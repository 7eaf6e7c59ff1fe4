"""A table of short texts with titles that stay in view: hundreds of rows and columns cost no more than those in view.

It knows nothing of what it shows: rows, columns and texts in, messages out.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.core.i18n import N_
from facilitator.kit.grid_layout import HEAD, Widths, exactly, headings, widths
from facilitator.kit.styles import layered

STYLES = ("strong", "dim", "warn", "bad")
"""What a text's style may say; none of it is the only sign of anything."""
Text = tuple[str, str]
"""What stands in a cell, and its style: one of ``STYLES`` or empty."""


@dataclass(frozen=True)
class GridLine:
    """A row or a column."""

    key: Hashable
    title: str
    style: str = ""
    section: bool = False
    """A heading between rows: its title goes over all columns."""
    margin: str = ""
    """What stands behind a row where there is room for it."""


@dataclass
class GridMessage(Message):
    """What all messages of a grid have."""

    grid: "Grid"

    @property
    def control(self) -> "Grid":
        """The grid that it is about."""
        return self.grid


class Grid(ScrollView, can_focus=True):
    """Cells with a cursor between frozen titles."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"grid--{name}" for name in ("head", "title", "here", "line", "cursor", "section", "margin", *STYLES)
    }
    DEFAULT_CSS = """
    Grid { height: 1fr; width: 1fr; background: $surface; color: $foreground; scrollbar-size: 1 1; }
    Grid > .grid--head { color: $text-muted; }
    Grid > .grid--title { color: $foreground; }
    Grid > .grid--here { color: $text-primary; text-style: bold; }
    Grid > .grid--line { background: $surface-lighten-1; }
    Grid > .grid--section { color: $text-primary; text-style: bold; }
    Grid > .grid--margin { color: $text-muted; }
    Grid > .grid--strong { text-style: bold; }
    Grid > .grid--dim { color: $text-muted; }
    Grid > .grid--warn { color: $text-warning; }
    Grid > .grid--bad { color: $text-error; text-style: bold; }
    Grid > .grid--cursor { background: $surface-lighten-2; text-style: bold; }
    Grid:focus > .grid--cursor { background: $primary; color: $text; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1, 0)", N_("Up"), show=False, id="grid.up"),
        Binding("down", "step(1, 0)", N_("Down"), show=False, id="grid.down"),
        Binding("left", "step(0, -1)", N_("Left"), show=False, id="grid.left"),
        Binding("right", "step(0, 1)", N_("Right"), show=False, id="grid.right"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="grid.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="grid.pagedown"),
        Binding("home", "edge(-1)", N_("First column"), show=False, id="grid.first"),
        Binding("end", "edge(1)", N_("Last column"), show=False, id="grid.last"),
        Binding("enter,space", "choose", N_("Letters"), id="grid.choose"),
    ]

    class Moved(GridMessage):
        """The cursor stands on another cell."""

    class Chosen(GridMessage):
        """The cell with the cursor was chosen, by enter, space or a click on it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(id=id)
        self.rows: tuple[GridLine, ...] = ()
        self.columns: tuple[GridLine, ...] = ()
        self.corner = ""
        """What stands above the titles of the rows."""
        self.margin_title = ""
        """What stands above the margin."""
        self.hint = ""
        """What an empty grid says."""
        self.row = self.column = 0
        """Where the cursor is, counted from 0."""
        self.feet: tuple[tuple[str, Sequence[str]], ...] = ()
        """Fixed lines at the bottom: a title and a text per column."""
        self._text: Callable[[Hashable, Hashable], Text] = lambda _row, _column: ("", "")
        self._margin = 0
        self._widest = 0
        self._widths = Widths(1, 1, 0)
        self._head: list[list[str]] = []
        self._styles: dict[tuple[str, ...], Style] = {}

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
        self._margin = max((cell_len(line.margin) for line in self.rows), default=0)
        self.row = _place(self.rows, row, self.row)
        self.column = _place(self.columns, column, self.column)
        self._measure()
        self._show_cursor()

    def update_rows(self, lines: Mapping[Hashable, GridLine]) -> None:
        """Draws these rows again, each with its new title, style and margin."""
        self.rows = tuple(lines.get(line.key, line) for line in self.rows)
        for at, line in enumerate(self.rows):
            if line.key in lines:
                self._refresh_row(at)

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
        """A cell can be chosen when there is one."""
        return bool(self.rows and self.columns) if action == "choose" else True

    def action_choose(self) -> None:
        """Tells that the cell with the cursor is chosen."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor, on a title that of its row or column; a click on the cursor's cell chooses it."""
        x, y = event.x - self._widths.label, event.y - self._top
        right = self.size.width - self._widths.margin
        if y >= self._high:
            return
        column = (x + self.scroll_offset.x) // self._widths.column if x >= 0 and event.x < right else self.column
        row = y + self.scroll_offset.y if y >= 0 else self.row
        if not (row < len(self.rows) and column < len(self.columns)):
            return
        if (row, column) == (self.row, self.column) and x >= 0 and y >= 0:
            self.action_choose()
        self._move(row, column)

    # What changes when

    @property
    def _top(self) -> int:
        return len(self._head[0]) if self._head else 1

    @property
    def _high(self) -> int:
        """Lines for rows; the foot stands a line below the last one, at the latest at the bottom."""
        return max(1, min(len(self.rows) + 1, self.scrollable_content_region.height - self._top - len(self.feet)))

    def _wide(self) -> int:
        return max(1, self.scrollable_content_region.width - self._widths.label - self._widths.margin)

    def _measure(self) -> None:
        size = self.scrollable_content_region
        longest = max((cell_len(line.title) for line in self.rows if not line.section), default=0)
        self._widths = widths(size.width, [line.title for line in self.columns], longest, self._margin, self._widest)
        self._break_titles()
        across = self._widths.label + self._widths.margin + len(self.columns) * self._widths.column
        self.virtual_size = Size(across, len(self.rows) + self._top + len(self.feet))
        self.refresh()

    def _break_titles(self) -> None:
        lines = max(1, min(HEAD, self.scrollable_content_region.height // 5))
        self._head = headings([line.title for line in self.columns], self._widths.column - 1, lines)

    def on_resize(self) -> None:
        """Shares out the room anew and keeps the cursor in view."""
        self._measure()
        self._show_cursor()

    def notify_style_update(self) -> None:
        """Colours are looked up again after a change of theme or focus."""
        self._styles.clear()
        super().notify_style_update()

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
        x = at if at < left else left if at + wide <= left + self._wide() else at + wide - self._wide()
        x = -(-x // wide) * wide if x > left else x
        if (x, y) != (left, top):
            self.scroll_to(x=x, y=y, animate=False, force=True)

    def _refresh_row(self, row: int) -> None:
        y = row + self._top - self.scroll_offset.y
        if self._top <= y < self._top + self._high:
            self.refresh(Region(0, y, self.size.width, 1))

    # Drawing

    def _style(self, *names: str) -> Style:
        if names not in self._styles:
            self._styles[names] = layered(self, *(f"grid--{name}" for name in names if name))
        return self._styles[names]

    def render_line(self, y: int) -> Strip:
        """One line: of the head, of a row, or of the foot."""
        width, foot = self.scrollable_content_region.width, y - self._top - self._high
        if not self.columns or not self.rows:
            return self._empty(y, width)
        if y < self._top:
            last = y == self._top - 1
            return self._line(
                self.corner if last else "", self._titles(y), self.margin_title if last else "", ("head",)
            )
        if foot >= 0:
            if foot >= len(self.feet):
                return Strip.blank(width, self.rich_style)
            title, texts = self.feet[foot]
            cells = [Segment(exactly(text, self._widths.column), self._style("margin")) for text in self._seen(texts)]
            return self._line(title, cells, "", ("margin",))
        at = y - self._top + self.scroll_offset.y
        return self._row(at) if at < len(self.rows) else Strip.blank(width, self.rich_style)

    def _empty(self, y: int, width: int) -> Strip:
        said = self.hint.split("\n")
        at = y - self._top
        if y == 0 and self.columns:
            text = "  ".join(line.title for line in self.columns)
        elif self.rows and at >= len(said) + 1 and at - len(said) - 1 < len(self.rows):
            text = self.rows[at - len(said) - 1].title
        else:
            text = said[at] if 0 <= at < len(said) else ""
        return Strip([Segment(exactly(f" {text}", width), self._style("head"))], width)

    def _seen(self, line: Sequence[str]) -> Sequence[str]:
        first = self.scroll_offset.x // self._widths.column
        return line[first : first + self._wide() // self._widths.column + 2]

    def _titles(self, y: int) -> list[Segment]:
        first = self.scroll_offset.x // self._widths.column
        last = first + self._wide() // self._widths.column + 2
        return [
            Segment(
                exactly(self._head[at][y], self._widths.column),
                self._style("here" if at == self.column else "head", self.columns[at].style),
            )
            for at in range(first, min(last, len(self.columns)))
        ]

    def _row(self, at: int) -> Strip:
        row, wide, here = self.rows[at], self._widths.column, at == self.row
        under = "line" if here else ""
        if row.section:
            width = self.scrollable_content_region.width
            return Strip([Segment(exactly(row.title, width), self._style("section", "cursor" if here else ""))], width)
        first = self.scroll_offset.x // wide
        cells = []
        for column in range(first, min(first + self._wide() // wide + 2, len(self.columns))):
            text, style = self._text(row.key, self.columns[column].key)
            name = "cursor" if here and column == self.column else under
            cells.append(Segment(exactly(text or "·", wide), self._style(style if text else "dim", name)))
        return self._line(row.title, cells, row.margin, ("here" if here else "title", row.style, under), under)

    def _line(self, title: str, cells: list[Segment], margin: str, names: tuple[str, ...], under: str = "") -> Strip:
        """The title, the part of the cells that is in view, and the margin."""
        label, room = self._widths.label, self._wide()
        hidden = self.scroll_offset.x % self._widths.column
        body = Strip(cells, len(cells) * self._widths.column)
        body = body.crop(hidden, hidden + room).extend_cell_length(room, self._style(under))
        parts = [Segment(exactly(title, label - 1) + " ", self._style(*names)), *body]
        if self._widths.margin:
            parts.append(Segment(exactly(margin, self._widths.margin), self._style("margin", under)))
        return Strip(parts, label + room + self._widths.margin)


def _place(lines: Sequence[GridLine], key: Hashable, place: int) -> int:
    at = next((at for at, line in enumerate(lines) if line.key == key), place)
    return max(0, min(at, len(lines) - 1))
