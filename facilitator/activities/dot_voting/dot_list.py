"""Cards with dots on them, drawn line by line: one voter's ballot, or a count by hand."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.core.cards import Candidate
from facilitator.core.i18n import N_, Translator
from facilitator.core.text import line
from facilitator.kit.board_layout import wrapped
from facilitator.kit.rows import fit
from facilitator.kit.styles import Layered

FOOT = 4
"""Most lines for the whole title of a card."""
PIPS = 6
"""Up to so many dots are drawn one by one, more as a number."""


def pips(dots: int, most: int) -> str:
    """Dots given ● and still possible ○."""
    return "●" * dots + "○" * (most - dots) if most <= PIPS else f"{dots:>4}"


class DotList(Layered, ScrollView, can_focus=True, inherit_bindings=False):
    """A list in which dots are given and taken. The first line says how many are left and stays in view."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "dots"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"dots--left", "dots--cursor", "dots--given", "dots--key", "dots--title"}
    DEFAULT_CSS = """
    DotList { height: 1fr; background: $surface; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden; }
    DotList > .dots--left { background: $panel; color: $foreground; text-style: bold; }
    DotList > .dots--cursor { background: $foreground 22%; }
    DotList:focus > .dots--cursor { background: $primary; color: $text; text-style: bold; }
    DotList > .dots--given { text-style: bold; }
    DotList > .dots--key { color: $text-muted; }
    DotList > .dots--title { color: $text-muted; text-style: italic; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign,right,space", "give(1)", N_("One dot more"), show=False, id="dots.more"),
        Binding("minus,left,delete", "give(-1)", N_("One dot less"), show=False, id="dots.less"),
        *(
            Binding(str(digit), f"digit({digit})", N_("So many dots"), show=False, id="dots.digit")
            for digit in range(10)
        ),
        Binding("up", "step(-1)", N_("Up"), show=False, id="dots.up"),
        Binding("down", "step(1)", N_("Down"), show=False, id="dots.down"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="dots.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="dots.pagedown"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="dots.first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="dots.last"),
    ]

    class Given(Message):
        """Dots were given or taken."""

    def __init__(self, tr: Translator, cards: Sequence[Candidate], *, total: int, each: int, counting: bool = False):
        """``total`` dots in all, at most ``each`` on one card; ``counting``: the first line says how many there are."""
        super().__init__()
        self.tr, self.cards, self.total, self.each = tr, tuple(cards), total, each
        self.counting = counting
        self.given = [0] * len(self.cards)
        self.cursor = 0
        self._longest = max((cell_len(line(card.title)) for card in self.cards), default=0)
        self._foot_at = (0, 0)
        self._typed = ""
        self._refused = ""
        self.virtual_size = Size(0, len(self.cards) + 1)

    # What is given

    @property
    def left(self) -> int:
        """Dots not given yet."""
        return self.total - sum(self.given)

    @property
    def dots(self) -> dict[str, int]:
        """Card number, as text, to dots; cards without dots are left out."""
        return {str(card.number): dots for card, dots in zip(self.cards, self.given, strict=True) if dots}

    def set_dots(self, dots: dict[str, int]) -> None:
        """Starts from dots given before."""
        self.given = [dots.get(str(card.number), 0) for card in self.cards]
        self.refresh()

    def set_limits(self, total: int, each: int) -> None:
        """Other limits; what is given already stays."""
        self.total, self.each = total, each
        self.refresh()

    def put(self, dots: int) -> bool:
        """Puts a number of dots on the card under the cursor; False: the rules do not allow it, which is said."""
        if not self.cards:
            return False
        tr, before = self.tr, self.given[self.cursor]
        self._refused = ""
        if dots > self.each:
            self._refused = tr("at most {n} on one card", n=self.each)
        elif dots - before > self.left:
            self._refused = tr("no dots left: take one away first")
        elif 0 <= dots != before:
            self.given[self.cursor] = dots
            self._redraw(self.cursor)
            self.post_message(self.Given())
        self.refresh(Region(0, 0, self.size.width, 1))
        return not self._refused

    # Keys and mouse

    def action_give(self, by: int) -> None:
        """One dot more or less on this card."""
        self._typed = ""
        if self.cards:
            self.put(max(0, self.given[self.cursor] + by))

    def action_digit(self, digit: int) -> None:
        """So many dots on this card; a second digit at once makes 12 out of 1 and 2 where that many are allowed."""
        typed = self._typed + str(digit)
        self._typed = typed if int(typed) <= self.each else str(digit)
        if not self.put(int(self._typed)):
            self._typed = ""

    def action_step(self, by: int) -> None:
        """To the next card."""
        self.move(self.cursor + by)

    def action_page(self, direction: int) -> None:
        """As far as one sees."""
        self.move(self.cursor + direction * max(1, self._height - 1))

    def action_edge(self, direction: int) -> None:
        """To the first or last card."""
        self.move(0 if direction < 0 else len(self.cards) - 1)

    def move(self, to: int) -> None:
        """Puts the cursor on a card."""
        to = max(0, min(to, len(self.cards) - 1))
        self._typed = ""
        if to != self.cursor:
            old, self.cursor = self.cursor, to
            self._redraw(old)
            self._redraw(to)
            self._show_cursor()
            if self._foot:
                self.refresh(Region(0, self.size.height - self._foot, self.size.width, self._foot))

    def on_click(self, event: events.Click) -> None:
        """A click goes to the card; on its − or + it takes or gives a dot."""
        row = event.y - 1 + self.scroll_offset.y
        if not 1 <= event.y <= self._height or row >= len(self.cards):
            return
        self.move(row)
        width = self.scrollable_content_region.width
        if event.x >= width - 4:
            self.action_give(1)
        elif width - 8 - self._pips <= event.x < width - 4 - self._pips:
            self.action_give(-1)

    def on_resize(self) -> None:
        """The card under the cursor stays in view."""
        self.virtual_size = Size(0, len(self.cards) + 1 + self._foot)
        self._show_cursor()

    # Drawing

    @property
    def _foot(self) -> int:
        """The last lines: the whole title of a card that is cut in the list."""
        width = max(2, self.scrollable_content_region.width - 1)
        if self.size.height < 10 or self._longest <= self._room(width):
            return 0
        if self._foot_at[0] != width:
            titles = (line(card.title) for card in self.cards)
            self._foot_at = width, max(len(wrapped(title, width - 1, FOOT)) for title in titles)
        return self._foot_at[1]

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 1 - self._foot)

    @property
    def _pips(self) -> int:
        return min(self.each, PIPS) if self.each <= PIPS else 4

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + self._height:
            self.scroll_to(y=self.cursor - self._height + 1, animate=False, force=True)

    def _redraw(self, row: int) -> None:
        y = row + 1 - self.scroll_offset.y
        if 1 <= y <= self._height:
            self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The line of dots left, a card, or the whole title of the card under the cursor."""
        width = self.scrollable_content_region.width
        if y == 0:
            return Strip([Segment(" " + fit(self._heading(), width - 1), self._style("left"))], width)
        if y >= self.size.height - self._foot:
            title = line(self.cards[self.cursor].title)
            parts = wrapped(title, width - 1, FOOT) if cell_len(title) > self._room(width) else ()
            at = y - self.size.height + self._foot
            shown = parts[at] if at < len(parts) else ""
            return Strip([Segment(" " + fit(shown, width - 1), self._style("title"))], width)
        row = y - 1 + self.scroll_offset.y
        if row >= len(self.cards):
            return Strip.blank(width, self.rich_style)
        return self._card(row, width)

    def _heading(self) -> str:
        tr = self.tr
        if self.counting:
            said = tr("{n} of at most {most} dots counted", n=sum(self.given), most=self.total)
        else:
            drawn = f"{'●' * self.left}{'○' * (self.total - self.left)} " if self.total <= 2 * PIPS else ""
            said = drawn + tr.n("{n} dot left", "{n} dots left", self.left)
        return f"{said} – {self._refused}" if self._refused else said

    def _room(self, width: int) -> int:
        return max(1, width - 6 - 8 - self._pips)

    def _card(self, row: int, width: int) -> Strip:
        card, dots = self.cards[row], self.given[row]
        style = self._style("given") if dots else self.rich_style
        key = self._style("key")
        if row == self.cursor:
            style = key = self._style("cursor")
        drawn = pips(dots, self.each)
        segments = [
            Segment(f"{card.number:>4}  {fit(card.title, self._room(width))}", style),
            Segment("  − ", key),
            Segment(drawn, style),
            Segment(" +  ", key),
        ]
        return Strip(segments).adjust_cell_length(width, style)
