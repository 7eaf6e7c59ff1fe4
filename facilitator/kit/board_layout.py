"""Where cards stand on a board, in cells: one flow of equal columns, or one column per lane. No terminal needed."""

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, chop_cells, set_cell_size

FLOW_WIDTH = 35
"""Fewest cells of a column in which cards flow."""
LANE_WIDTH = 23
"""Fewest cells of a lane; further lanes stand off the screen."""
MOST_LINES = 3
"""Most lines of one card's title on a board that is full."""
ROOMY_LINES = 6
"""Most lines of one card's title where there is room for all cards."""


@dataclass(frozen=True)
class Card:
    """One card as it is to be drawn."""

    key: Hashable
    number: int
    title: str
    note: str = ""
    """A few cells at the right of the first line."""
    dim: bool = False


@dataclass(frozen=True)
class Lane:
    """A named row of cards; the lane of a flow has no name."""

    key: Hashable
    title: str
    cards: tuple[Card, ...]


@dataclass
class Column:
    """Cards below each other, with the line at which each begins."""

    lane: Lane
    cards: list[Card] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    height: int = 0
    """Lines of all its cards."""

    def at(self, y: int) -> int | None:
        """Position of the card that has this line; None: there is none."""
        row = bisect_right(self.tops, y) - 1
        return row if row >= 0 and y < self.tops[row] + self.heights[row] else None

    def nearest(self, y: int) -> int:
        """Position of the card at this line or the last one above it; 0 when there is none."""
        return max(0, min(bisect_right(self.tops, y) - 1, len(self.cards) - 1))


class Layout:
    """The cards of a board of a given size."""

    def __init__(self, lanes: Sequence[Lane], width: int, height: int, wraps: "Wraps", flow: bool) -> None:
        self.flow = flow
        self.wraps = wraps
        cards = [card for lane in lanes for card in lane.cards]
        self.digits = max((len(str(card.number)) for card in cards), default=1)
        self.note = max((cell_len(card.note) for card in cards), default=0)
        if flow:
            self.shown = max(1, width // (FLOW_WIDTH + 1))
        else:
            self.shown = max(1, min(len(lanes), width // (LANE_WIDTH + 1)))
        self.cell = max(4, width // self.shown - 1)
        """Cells of a column, without the one at its right that parts it from the next."""
        for gap, self.most in ((1, ROOMY_LINES), (0, ROOMY_LINES), (0, MOST_LINES)):
            self.columns = self._flow(cards, gap) if flow else [self._lane(lane, gap) for lane in lanes]
            if max((column.height for column in self.columns), default=0) <= height:
                break
        self.places = {
            card.key: (at, row) for at, column in enumerate(self.columns) for row, card in enumerate(column.cards)
        }

    @property
    def room(self) -> int:
        """Cells for a title: what mark, number and note leave."""
        return max(2, self.cell - self.digits - 3 - (self.note + 1 if self.note else 0))

    def lines(self, card: Card) -> tuple[str, ...]:
        """A card's title in lines."""
        return self.wraps.lines(card.title, self.room, self.most)

    def _lane(self, lane: Lane, gap: int) -> Column:
        column, top = Column(lane), 0
        for card in lane.cards:
            lines = len(self.lines(card))
            column.cards.append(card)
            column.tops.append(top)
            column.heights.append(lines)
            top += lines + gap
        column.height = max(0, top - gap)
        return column

    def _flow(self, cards: Sequence[Card], gap: int) -> list[Column]:
        columns = [Column(Lane(None, "", ())) for _ in range(min(self.shown, max(1, len(cards))))]
        top = 0
        for start in range(0, len(cards), len(columns)):
            row = cards[start : start + len(columns)]
            lines = max(len(self.lines(card)) for card in row)
            for column, card in zip(columns, row, strict=False):
                column.cards.append(card)
                column.tops.append(top)
                column.heights.append(lines)
            top += lines + gap
        for column in columns:
            column.height = max(0, top - gap)
        return columns


class Wraps:
    """Titles broken into lines of a width; each is broken once."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def lines(self, text: str, width: int, most: int) -> tuple[str, ...]:
        """At most ``most`` lines of at most ``width`` cells, the last with an ellipsis if text is left over."""
        found = self._lines.get((text, width, most))
        if found is None:
            if len(self._lines) > 20_000:
                self._lines.clear()
            found = self._lines[text, width, most] = wrapped(text, width, most)
        return found


def wrapped(text: str, width: int, most: int = MOST_LINES) -> tuple[str, ...]:
    """A text in lines, broken between words, or within one that is wider than a line."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for part in chop_cells(word, width) if cell_len(word) > width else (word,):
            length = cell_len(part)
            if line and used + 1 + length <= width:
                line, used = f"{line} {part}", used + 1 + length
                continue
            if line:
                lines.append(line)
            if len(lines) == most:
                return (*lines[:-1], cut(lines[-1] + " " + part, width))
            line, used = part, length
    return (*lines, line) if line or not lines else tuple(lines)


def cut(text: str, width: int) -> str:
    """A text of at most ``width`` cells that ends with an ellipsis when something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """A text of exactly ``width`` cells."""
    return set_cell_size(cut(text, width), width)
