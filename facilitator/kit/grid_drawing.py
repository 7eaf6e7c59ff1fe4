"""How a table of short texts is drawn between frozen titles. Only what is in view costs anything."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.kit.grid_layout import HEAD, Widths, exactly, headings, widths
from facilitator.kit.styles import Layered

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


class GridDrawing(Layered, ScrollView):
    """Rows, columns and texts as lines of the terminal."""

    PARTS = "grid"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"grid--{name}" for name in ("head", "title", "here", "line", "cursor", "section", "margin", *STYLES)
    }
    DEFAULT_CSS = """
    GridDrawing { height: 1fr; width: 1fr; background: $surface; color: $foreground; scrollbar-size: 1 1; }
    GridDrawing > .grid--head { color: $text-muted; }
    GridDrawing > .grid--title { color: $foreground; }
    GridDrawing > .grid--here { color: $text-primary; text-style: bold; }
    GridDrawing > .grid--line { background: $surface-lighten-1; }
    GridDrawing > .grid--section { color: $text-primary; text-style: bold; }
    GridDrawing > .grid--margin { color: $text-muted; }
    GridDrawing > .grid--strong { text-style: bold; }
    GridDrawing > .grid--dim { color: $text-muted; }
    GridDrawing > .grid--warn { color: $text-warning; }
    GridDrawing > .grid--bad { color: $text-error; text-style: bold; }
    GridDrawing > .grid--cursor { background: $surface-lighten-2; text-style: bold; }
    GridDrawing:focus > .grid--cursor { background: $primary; color: $text; text-style: bold; }
    """

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

    # How much room there is

    @property
    def _top(self) -> int:
        return len(self._head[0]) if self._head else 1

    @property
    def _high(self) -> int:
        """Lines for rows; the foot stands a line below the last one, at the latest at the bottom."""
        return max(1, min(len(self.rows) + 1, self.scrollable_content_region.height - self._top - len(self.feet)))

    def _room(self) -> int:
        """Cells for columns."""
        return max(1, self.scrollable_content_region.width - self._widths.label - self._widths.margin)

    def _wide(self) -> int:
        """Cells that columns take; the margin stands right behind them."""
        return min(self._room(), max(1, len(self.columns) * self._widths.column))

    def _span(self) -> list[tuple[int, int]]:
        """The columns in view and the cells that each has; the last one may have fewer than the others."""
        wide, room = self._widths.column, self._wide()
        first = self.scroll_offset.x // wide
        last = min(len(self.columns), first - (-room // wide))
        return [(at, min(wide, room - (at - first) * wide)) for at in range(first, last)]

    def _measure(self) -> None:
        size = self.scrollable_content_region
        longest = max((cell_len(line.title) for line in self.rows if not line.section), default=0)
        self._widths = widths(size.width, [line.title for line in self.columns], longest, self._margin, self._widest)
        self._break_titles()
        wide, room = self._widths.column, self._room()
        beyond = max(0, len(self.columns) * wide - room)
        # scrolled to the end, the first column in view is a whole one
        across = self._widths.label + self._widths.margin + room - (-beyond // wide) * wide
        self.virtual_size = Size(across, len(self.rows) + self._top + len(self.feet))
        self.refresh()

    def _break_titles(self) -> None:
        lines = max(1, min(HEAD, self.scrollable_content_region.height // 5))
        self._head = headings([line.title for line in self.columns], self._widths.column - 1, lines)

    def validate_scroll_x(self, value: float) -> float:
        """Columns are scrolled one by one: half of a number would be another number."""
        inside, wide = super().validate_scroll_x(value), self._widths.column
        return round(inside / wide) * wide

    # Lines

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
            style = self._style("margin")
            return self._line(title, [Segment(exactly(texts[at], n), style) for at, n in self._span()], "", ("margin",))
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

    def _titles(self, y: int) -> list[Segment]:
        return [
            Segment(
                exactly(self._head[at][y], width),
                self._style("here" if at == self.column else "head", self.columns[at].style),
            )
            for at, width in self._span()
        ]

    def _row(self, at: int) -> Strip:
        row, here = self.rows[at], at == self.row
        under = "line" if here else ""
        if row.section:
            width = self.scrollable_content_region.width
            return Strip([Segment(exactly(row.title, width), self._style("section", "cursor" if here else ""))], width)
        cells = []
        for column, width in self._span():
            text, style = self._text(row.key, self.columns[column].key)
            name = "cursor" if here and column == self.column else under
            cells.append(Segment(exactly(text or "·", width), self._style(style if text else "dim", name)))
        return self._line(row.title, cells, row.margin, ("here" if here else "title", row.style, under), under)

    def _line(self, title: str, cells: list[Segment], margin: str, names: tuple[str, ...], under: str = "") -> Strip:
        """The title, the part of the cells that is in view, and the margin."""
        label, wide, style = self._widths.label, self._widths.column, self._style(under)
        room = self._wide()
        taken = min(room, (len(self.columns) - self.scroll_offset.x // wide) * wide)
        parts = [Segment(exactly(title, label - 1) + " ", self._style(*names)), *cells]
        if taken < room:
            parts.append(Segment(" " * (room - taken), style))
        if self._widths.margin:
            parts.append(Segment(exactly(margin, self._widths.margin), self._style("margin", under)))
        line = Strip(parts, label + room + self._widths.margin)
        return line.extend_cell_length(self.scrollable_content_region.width, style)
