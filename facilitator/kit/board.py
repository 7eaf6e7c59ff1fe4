"""Cards side by side or in lanes, drawn line by line: five hundred cards cost no more than those in view."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message

from facilitator.core.i18n import N_
from facilitator.kit.board_cursor import Cursor
from facilitator.kit.board_drawing import BoardDrawing
from facilitator.kit.board_layout import Card, Lane

__all__ = ["Board", "Card", "Lane"]

MOST_TYPED = 200
"""Most characters of typed numbers."""


@dataclass
class BoardMessage(Message):
    """What all messages of a board have."""

    board: "Board"

    @property
    def control(self) -> "Board":
        """The board that it is about."""
        return self.board


class Board(BoardDrawing, can_focus=True):
    """Cards with a cursor, marks and typed numbers. It knows nothing of what the cards are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0, -1)", N_("Up"), show=False, id="board.up"),
        Binding("down", "step(0, 1)", N_("Down"), show=False, id="board.down"),
        Binding("left", "step(-1, 0)", N_("Left"), show=False, id="board.left"),
        Binding("right", "step(1, 0)", N_("Right"), show=False, id="board.right"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="board.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="board.pagedown"),
        Binding("home", "edge(-1)", N_("First"), show=False, id="board.first"),
        Binding("end", "edge(1)", N_("Last"), show=False, id="board.last"),
        Binding("enter", "open", N_("Open"), id="board.open"),
        Binding("space", "mark", N_("Mark"), id="board.mark"),
        # digits go the way of all other keys: handled in ``on_key`` they would overtake what was typed before them
        *(
            Binding(str(digit), f"digit({digit})", N_("Number of a card"), show=False, id="board.digit")
            for digit in range(10)
        ),
        Binding("backspace", "erase", N_("Erase a digit"), show=False, id="board.erase"),
        Binding("escape,ctrl+g", "clear", N_("Unmark"), id="board.clear"),
    ]

    class Moved(BoardMessage):
        """The cursor stands on another card or lane."""

    class Opened(BoardMessage):
        """The card under the cursor was opened, by enter or a double click."""

    class Selected(BoardMessage):
        """Marks or typed numbers are others now."""

    @dataclass
    class Dropped(BoardMessage):
        """The selected cards were dragged to another lane."""

        lane: Hashable

    def __init__(self, *, flow: bool = True, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(flow=flow, id=id)
        self.typed = ""
        """Numbers typed so far, with spaces between."""
        self._drag: Hashable = None

    # What is on it

    def set_lanes(self, lanes: Sequence[Lane], *, flow: bool | None = None) -> None:
        """Other cards. The cursor stays on its card, else near its place; marks of lost cards go."""
        if flow is not None and flow != self.flow:
            self.flow, self._cursor = flow, Cursor(flow)
        self._lanes = tuple(lanes)
        self._arrange()
        self.marked = {key: None for key in self.marked if key in self._cursor.layout.places}
        self.post_message(self.Selected(self))

    @property
    def current(self) -> Hashable:
        """Key of the card under the cursor; None: there is none."""
        card = self._cursor.card
        return card.key if card else None

    @property
    def lane(self) -> Hashable:
        """Key of the lane under the cursor, which may be empty."""
        return self._cursor.lane

    @property
    def numbers(self) -> list[int]:
        """The numbers typed."""
        return [int(number) for number in self.typed.split()]

    @property
    def selected(self) -> list[Hashable]:
        """Keys of the marked cards in the order marked, else that of the cursor's card."""
        return list(self.marked) or ([self.current] if self.current is not None else [])

    def go_to(self, key: Hashable) -> bool:
        """Puts the cursor on a card; False when it is not there."""
        place = self._cursor.layout.places.get(key)
        if place is not None:
            self._moving(lambda: self._cursor.go(*place))
        return place is not None

    def clear(self) -> None:
        """Forgets marks and typed numbers."""
        if self.marked or self.typed:
            self.marked, self.typed = {}, ""
            self.refresh()
            self.post_message(self.Selected(self))

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the board work only when there is something to do for them."""
        if action == "clear":
            return bool(self.marked or self.typed)
        return self.current is not None if action in ("open", "mark") else True

    def action_step(self, across: int, down: int) -> None:
        """Moves the cursor by cards."""
        self._moving(lambda: self._cursor.step(across, down))

    def action_page(self, direction: int) -> None:
        """Moves the cursor by what is seen at once."""
        self._moving(lambda: self._cursor.page(direction))

    def action_edge(self, direction: int) -> None:
        """Moves the cursor to the first or last card."""
        self._moving(lambda: self._cursor.edge(direction))

    def action_open(self) -> None:
        """Tells that the card is to be opened; typed numbers go to the first of them."""
        self.post_message(self.Opened(self))

    def action_mark(self) -> None:
        """Marks the card and goes on to the next; while numbers are typed it parts them."""
        if self.typed:
            self.typed = f"{self.typed.rstrip()} "
        elif self.current is not None:
            self._toggle()
            self.action_step(*((1, 0) if self.flow else (0, 1)))
            return
        self.post_message(self.Selected(self))

    def action_digit(self, digit: int) -> None:
        """Collects digits: they name cards by their numbers."""
        if len(self.typed) < MOST_TYPED:
            self.typed += str(digit)
            self.post_message(self.Selected(self))

    def action_erase(self) -> None:
        """Takes back the last digit typed."""
        self.typed = self.typed.rstrip()[:-1]
        self.post_message(self.Selected(self))

    def action_clear(self) -> None:
        """Forgets marks and typed numbers."""
        self.clear()

    # Mouse

    def _hit(self, x: int, y: int) -> tuple[int, int | None] | None:
        """Column and position in it under the pointer."""
        layout = self._cursor.layout
        column = self._cursor.first + x // (layout.cell + 1)
        if not 0 <= column < len(layout.columns):
            return None
        line = y - self._head + self._cursor.offset(column)
        return column, layout.columns[column].at(line) if y >= self._head else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the cursor on the card or lane; a card's first cell marks it."""
        found = self._hit(event.x, event.y)
        if found is None:
            return
        column, row = found
        if row is not None:
            self._moving(lambda: self._cursor.go(column, row))
            self._drag = self.current
            if event.x % (self._cursor.layout.cell + 1) == 0:
                self._toggle()
        elif not self.flow and event.y < self._head:
            column += self._pointed(column, event.x)
            self._moving(lambda: self._cursor.go(column, self._cursor.row))

    def _pointed(self, column: int, x: int) -> int:
        """Which way the arrow under the pointer leads, that says there are lanes off the screen; 0: there is none."""
        layout, first, place = self._cursor.layout, self._cursor.first, x % (self._cursor.layout.cell + 1)
        last = first + layout.shown - 1
        if column == first and first > 0 and place == 0:
            return -1
        return int(column == last and last + 1 < len(layout.columns) and place == layout.cell - 1)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Ends a drag: over another lane, the cards are to go there."""
        dragged, self._drag = self._drag, None
        found = self._hit(event.x, event.y)
        if self.flow or dragged is None or dragged != self.current or not found or found[0] == self._cursor.column:
            return
        if dragged not in self.marked:
            self.clear()
        self.post_message(self.Dropped(self, self._cursor.layout.columns[found[0]].lane.key))

    def on_click(self, event: events.Click) -> None:
        """A double click opens the card."""
        found = self._hit(event.x, event.y)
        if event.chain == 2 and found and found[1] is not None:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scrolls the lane under the pointer."""
        self._wheel(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scrolls the lane under the pointer."""
        self._wheel(event, -3)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        found = self._hit(event.x, event.y)
        if found:
            self._cursor.scroll(found[0], self._cursor.offset(found[0]) + by)
            self.refresh()
            event.stop()

    # What changes when

    def _toggle(self) -> None:
        key = self.current
        if key in self.marked:
            del self.marked[key]
        else:
            self.marked[key] = None
        self._refresh_card()
        self.post_message(self.Selected(self))

    def _moving(self, move: Callable[[], None]) -> None:
        """Moves the cursor and draws again what that alters: two cards, or all when something scrolls."""
        before, lane = self._cursor.view, self._cursor.column
        self._refresh_card()
        move()
        if self._cursor.view != before:
            self.refresh()
        else:
            self._refresh_card()
            if not self.flow and self._cursor.column != lane:
                self.refresh(Region(0, 0, self.size.width, 1))
        self.post_message(self.Moved(self))
