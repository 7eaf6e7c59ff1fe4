"""What a list of rows shows: a header and the rows in view, drawn line by line. It knows no keys."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.kit.columns import GAP, RowColumn, column_widths, fit
from facilitator.kit.styles import Layered

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


class RowsDrawing(Layered, ScrollView):
    """Rows under a header, one of them under the cursor. ``Rows`` adds what keys and the mouse do."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "rows"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--header",
        "rows--cursor",
        *(f"rows--{style}" for style in STYLES),
    }
    DEFAULT_CSS = """
    RowsDrawing {
        height: 1fr;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    RowsDrawing > .rows--header { color: $text-muted; text-style: bold; }
    RowsDrawing > .rows--cursor { background: $foreground 22%; }
    RowsDrawing:focus > .rows--cursor { background: $primary; color: $text; text-style: bold; }
    RowsDrawing > .rows--dim { color: $text-muted; }
    RowsDrawing > .rows--good { color: $text-success; }
    RowsDrawing > .rows--warn { color: $text-warning; }
    RowsDrawing > .rows--bad { color: $text-error; }
    RowsDrawing > .rows--strong { text-style: bold; }
    """
    gap: ClassVar[int] = GAP
    """Cells between two columns."""

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

    def set_columns(self, *columns: RowColumn) -> None:
        """Other columns; rows set before must fit them."""
        self.columns = columns
        self._measure()

    def on_resize(self) -> None:
        """Keeps the cursor in view."""
        self._measure()
        self._show_cursor()

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
