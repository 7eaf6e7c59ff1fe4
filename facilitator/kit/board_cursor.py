"""Where the cursor of a board stands and what of the board is in view. No terminal needed."""

from collections.abc import Hashable, Sequence

from facilitator.kit.board_layout import Card, Lane, Layout, Wraps


class Cursor:
    """Cursor and scroll offsets over a layout. In a flow all columns scroll together, in lanes each for itself."""

    def __init__(self, flow: bool) -> None:
        self.flow = flow
        self.height = 1
        """Lines for cards."""
        self.column = 0
        self.row = 0
        self.first = 0
        """The first column in view."""
        self.offsets: list[int] = [0]
        self._wraps = Wraps()
        self.layout = Layout((), 1, 1, self._wraps, flow)

    # What is there

    @property
    def card(self) -> Card | None:
        """The card under the cursor."""
        columns = self.layout.columns
        cards = columns[self.column].cards if self.column < len(columns) else []
        return cards[self.row] if self.row < len(cards) else None

    @property
    def lane(self) -> Hashable:
        """Key of the lane under the cursor, which may be empty."""
        columns = self.layout.columns
        return columns[self.column].lane.key if self.column < len(columns) else None

    @property
    def view(self) -> tuple[object, ...]:
        """What is in view: as long as it stays equal, only cards that changed need drawing."""
        return (self.first, *self.offsets)

    def offset(self, column: int) -> int:
        """First line of a column that is in view."""
        return self.offsets[0 if self.flow else column]

    def arrange(self, lanes: Sequence[Lane], width: int, height: int) -> None:
        """Places cards anew. The cursor stays on its card, or its lane, or at its place."""
        card, lane = self.card, self.lane
        offsets = {column.lane.key: top for column, top in zip(self.layout.columns, self.offsets, strict=False)}
        self.height = max(1, height)
        self.layout = Layout(lanes, max(1, width), self.height, self._wraps, self.flow)
        columns = self.layout.columns
        if self.flow:
            self.offsets = self.offsets[:1]
        else:
            self.offsets = [offsets.get(column.lane.key, 0) for column in columns]
        if card is not None and card.key in self.layout.places:
            self.column, self.row = self.layout.places[card.key]
        elif not self.flow:
            keys = [column.lane.key for column in columns]
            self.column = keys.index(lane) if lane in keys else self.column
        self.settle()

    # Moving

    def go(self, column: int, row: int) -> None:
        """Puts the cursor somewhere, brought into the board and into view."""
        self.column, self.row = column, row
        self.settle()

    def step(self, across: int, down: int) -> None:
        """Moves by cards. In a flow the end of a row leads to the next; beside lanes it stays at its height."""
        columns = self.layout.columns
        if not columns:
            return
        if self.flow:
            place = self.row * len(columns) + self.column + across + down * len(columns)
            if 0 <= place < len(self.layout.places):
                self.go(place % len(columns), place // len(columns))
            return
        column = min(max(self.column + across, 0), len(columns) - 1)
        if column == self.column:
            self.go(column, self.row + down)
        else:
            here = columns[self.column].tops[self.row] if self.card is not None else self.offset(self.column)
            self.go(column, columns[column].nearest(here - self.offset(self.column) + self.offset(column)))

    def page(self, direction: int) -> None:
        """Moves by what is seen at once."""
        if self.card is not None:
            column = self.layout.columns[self.column]
            self.go(self.column, column.nearest(max(0, column.tops[self.row] + direction * self.height)))

    def edge(self, direction: int) -> None:
        """Moves to the first (−1) or last card, in lanes of its lane."""
        columns = self.layout.columns
        if not columns:
            return
        if self.flow:
            place = 0 if direction < 0 else max(0, len(self.layout.places) - 1)
            self.go(place % len(columns), place // len(columns))
        else:
            self.go(self.column, 0 if direction < 0 else len(columns[self.column].cards) - 1)

    # Scrolling

    def settle(self) -> None:
        """Keeps everything within what is there, and the cursor in view."""
        columns = self.layout.columns
        if not columns:
            self.column = self.row = self.first = 0
            return
        self.column = max(0, min(self.column, len(columns) - 1))
        self.row = max(0, min(self.row, len(columns[self.column].cards) - 1))
        for at in range(len(self.offsets)):
            self.scroll(at, self.offsets[at])
        shown = self.layout.shown
        self.first = min(max(self.first, self.column - shown + 1), self.column)
        self.first = max(0, min(self.first, len(columns) - shown))
        if self.card is not None:
            column = columns[self.column]
            self._show(column.tops[self.row], column.heights[self.row])

    def _show(self, top: int, height: int) -> None:
        """Scrolls by half a page when the cursor leaves what is seen: so most moves repaint two cards only."""
        offset = self.offset(self.column)
        half = self.height // 2
        if top < offset:
            self.scroll(self.column, min(top, top + height - half))
        elif top + height > offset + self.height:
            self.scroll(self.column, top - half if height <= half else top)

    def scroll(self, column: int, offset: int) -> None:
        """Scrolls a column, in a flow all of them, to a line."""
        last = self.layout.columns[column].height - self.height
        self.offsets[0 if self.flow else column] = max(0, min(offset, last))
