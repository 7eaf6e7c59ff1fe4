"""Bars with labels and figures, drawn line by line: a result of any length in one widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.core.i18n import N_
from facilitator.kit.rows import GAP, fit
from facilitator.kit.styles import Layered

EIGHTHS = " ▏▎▍▌▋▊▉"
LEAST_BAR = 8
ENOUGH_LABEL = (0, 30, 40)
"""Cells of the label, if it needs so many, before the first, the second and any further figure has room."""


@dataclass(frozen=True)
class Bar:
    """One bar from 0. All texts are plain."""

    label: str
    value: float
    lead: tuple[str, ...] = ()
    """Texts before the label, such as rank and number."""
    figures: tuple[str, ...] = ()
    """Texts after the bar; the first is the most important."""
    style: str = ""
    """``good``, ``warn``, ``dim`` or empty; never the only sign of anything."""


@dataclass(frozen=True)
class Rule:
    """A line across the bars with a text in it: the cut line."""

    text: str


@dataclass(frozen=True)
class Heads:
    """Titles above the columns."""

    label: str = ""
    lead: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Widths:
    """Cells of every column; a figure of 0 cells is left out."""

    lead: tuple[int, ...]
    label: int
    bar: int
    figures: tuple[int, ...]


def blocks(value: float, most: float, width: int) -> str:
    """A bar of exactly ``width`` cells: the part of them that ``value`` is of ``most``, to an eighth of a cell.

    A value above 0 shows at least an eighth.
    """
    if value <= 0 or most <= 0 or width <= 0:
        return " " * max(0, width)
    eighths = max(1, min(8 * width, round(8 * width * value / most)))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


def widths(bars: Sequence[Bar], heads: Heads, width: int) -> Widths:
    """How ``width`` cells are shared: the label comes first, then the figures, then the bar, which keeps its least."""
    leads = tuple(
        max([cell_len(head), *(cell_len(bar.lead[at]) for bar in bars)]) for at, head in enumerate(heads.lead)
    )
    figures = [
        max([cell_len(head), *(cell_len(bar.figures[at]) for bar in bars)]) for at, head in enumerate(heads.figures)
    ]
    longest = max([cell_len(heads.label), *(cell_len(bar.label) for bar in bars)], default=0)
    room = width - 2 - sum(lead + GAP for lead in leads) - GAP
    for at in range(len(figures) - 1, 0, -1):
        if room - sum(GAP + cells for cells in figures if cells) >= min(longest, ENOUGH_LABEL[min(at, 2)]) + LEAST_BAR:
            break
        figures[at] = 0
    room = max(0, room - sum(GAP + cells for cells in figures if cells))
    label = min(longest, max(room - LEAST_BAR, room // 2))
    return Widths(leads, label, max(0, room - label), tuple(figures))


class Bars(Layered, ScrollView, can_focus=True, inherit_bindings=False):
    """Bars from the top down, all on one scale, with rules between them."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "bars"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bars--header",
        "bars--bar",
        "bars--rule",
        "bars--good",
        "bars--warn",
        "bars--dim",
    }
    DEFAULT_CSS = """
    Bars { height: 1fr; background: $surface; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Bars > .bars--header { color: $text-muted; text-style: bold; }
    Bars > .bars--bar { color: $primary; }
    Bars > .bars--rule { color: $text-accent; text-style: bold; }
    Bars > .bars--good { text-style: bold; }
    Bars > .bars--warn { color: $text-warning; }
    Bars > .bars--dim { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_rows(-1)", N_("Up"), show=False, id="bars.up"),
        Binding("down", "scroll_rows(1)", N_("Down"), show=False, id="bars.down"),
        Binding("pageup", "scroll_page(-1)", N_("Page up"), show=False, id="bars.pageup"),
        Binding("pagedown", "scroll_page(1)", N_("Page down"), show=False, id="bars.pagedown"),
        Binding("home", "scroll_edge(-1)", N_("First"), show=False, id="bars.first"),
        Binding("end", "scroll_edge(1)", N_("Last"), show=False, id="bars.last"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(id=id)
        self.heads = Heads()
        self.rows: tuple[Bar | Rule, ...] = ()
        self._most = 0.0
        self._widths: tuple[int, Widths] | None = None

    def set_bars(self, rows: Iterable[Bar | Rule], heads: Heads = Heads()) -> None:
        """Other bars. Every bar has as many leads and figures as ``heads``."""
        self.rows, self.heads = tuple(rows), heads
        self._most = max((row.value for row in self.rows if isinstance(row, Bar)), default=0.0)
        self._widths = None
        self.virtual_size = Size(0, len(self.rows) + self._head)
        self.refresh()

    @property
    def _head(self) -> int:
        return 1 if self.heads.label or any(self.heads.lead) or any(self.heads.figures) else 0

    def action_scroll_rows(self, by: int) -> None:
        """Scrolls by lines."""
        self.scroll_relative(y=by, animate=False)

    def action_scroll_page(self, direction: int) -> None:
        """Scrolls by what is seen at once."""
        self.scroll_relative(y=direction * max(1, self.size.height - 1 - self._head), animate=False)

    def action_scroll_edge(self, direction: int) -> None:
        """Scrolls to the top or the bottom."""
        self.scroll_to(y=0 if direction < 0 else self.max_scroll_y, animate=False)

    def render_line(self, y: int) -> Strip:
        """One line; the header stays on top."""
        width = self.scrollable_content_region.width
        if self._widths is None or self._widths[0] != width:
            shown = [row for row in self.rows if isinstance(row, Bar)]
            self._widths = width, widths(shown, self.heads, width)
        plain = self.rich_style
        if y < self._head:
            style = self._style("header")
            segments = self._line(self.heads.lead, self.heads.label, self.heads.figures, style, Segment("", style))
        else:
            at = y - self._head + self.scroll_offset.y
            if at >= len(self.rows):
                return Strip.blank(width, plain)
            row = self.rows[at]
            if isinstance(row, Rule):
                text = f" ── {fit(row.text, min(cell_len(row.text), max(1, width - 6)))} ".ljust(width - 1, "─")
                return Strip([Segment(text, self._style("rule"))]).adjust_cell_length(width, plain)
            style = self._style(row.style) if row.style else plain
            drawn = blocks(row.value, self._most, self._widths[1].bar)
            segments = self._line(row.lead, row.label, row.figures, style, Segment(drawn, self._style("bar")))
        return Strip(segments).adjust_cell_length(width, plain)

    def _line(
        self, lead: Sequence[str], label: str, figures: Sequence[str], style: Style, bar: Segment
    ) -> list[Segment]:
        assert self._widths is not None
        cells, gap = self._widths[1], " " * GAP
        front = "".join(fit(text, room, "right") + gap for text, room in zip(lead, cells.lead, strict=True))
        behind = "".join(
            gap + fit(text, room, "right") for text, room in zip(figures, cells.figures, strict=True) if room
        )
        drawn = bar if bar.text else Segment(" " * cells.bar, style)
        return [Segment(f" {front}{fit(label, cells.label)}{gap}", style), drawn, Segment(f"{behind} ", style)]
