"""All groups on one page: who is where, and on which cards. Drawn line by line."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.app.group_layout import GAP, Box, Layout, Piece
from facilitator.core.i18n import N_
from facilitator.kit.styles import layered


class GroupPage(ScrollView, can_focus=True):
    """Boxes with a cursor on one of their entries. It knows nothing of what they are."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"groups--{name}" for name in ("title", "here", "person", "dim", "card", "result", "cursor")
    }
    DEFAULT_CSS = """
    GroupPage { height: 1fr; background: $surface; color: $foreground; overflow-x: hidden; scrollbar-size-vertical: 1; }
    GroupPage > .groups--title { color: $text-primary; text-style: bold underline; }
    GroupPage > .groups--here { text-style: bold reverse; }
    GroupPage > .groups--person { text-style: bold; }
    GroupPage > .groups--dim { color: $text-muted; }
    GroupPage > .groups--card { color: $text-accent; }
    GroupPage > .groups--result { color: $text-success; }
    GroupPage > .groups--cursor { background: $foreground 22%; }
    GroupPage:focus > .groups--cursor { background: $primary; color: $text; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0, -1)", N_("Up"), show=False, id="groups.up"),
        Binding("down", "step(0, 1)", N_("Down"), show=False, id="groups.down"),
        Binding("left", "step(-1, 0)", N_("Left"), show=False, id="groups.left"),
        Binding("right", "step(1, 0)", N_("Right"), show=False, id="groups.right"),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="groups.pageup"),
        Binding("pagedown", "page(1)", N_("Page down"), show=False, id="groups.pagedown"),
        Binding("enter", "choose", N_("Move to a group"), id="groups.choose"),
    ]

    class Moved(Message):
        """The cursor stands on another entry."""

    class Chosen(Message):
        """The entry under the cursor was chosen, by enter or a double click."""

    @dataclass
    class Dropped(Message):
        """The entry under the cursor was dragged to another box."""

        box: Hashable

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(id=id)
        self._boxes: tuple[Box, ...] = ()
        self._layout = Layout((), 80, 24)
        self.current: Hashable = None
        """Key of the entry with the cursor; None: there is none."""
        self._drag: Hashable = None

    def set_boxes(self, boxes: Sequence[Box]) -> None:
        """Other boxes; the cursor stays on its entry, else it goes to the first."""
        self._boxes = tuple(boxes)
        self._arrange()

    @property
    def box(self) -> Hashable:
        """Key of the box with the cursor; without a cursor the first one's."""
        spot = self._layout.places.get(self.current)
        return spot.box if spot else next((box.key for box in self._boxes), None)

    def go_to(self, key: Hashable) -> None:
        """Puts the cursor on an entry, if it is there."""
        if key in self._layout.places and key != self.current:
            self.current = key
            self._show_cursor()
            self.refresh()
            self.post_message(self.Moved())

    # Keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be something to choose."""
        return self.current is not None if action == "choose" else True

    def action_step(self, across: int, down: int) -> None:
        """Moves the cursor; where it can go no further the page scrolls to its end."""
        if self.current is None:
            self.scroll_relative(y=down, animate=False)
            return
        goal = self._layout.beside(self.current, across, down)
        if goal == self.current and down:
            self.scroll_relative(y=down, animate=False)
        self.go_to(goal)

    def action_page(self, direction: int) -> None:
        """Scrolls by what is seen at once."""
        self.scroll_relative(y=direction * max(1, self.size.height - 1), animate=False)

    def action_choose(self) -> None:
        """Tells that the entry is chosen."""
        self.post_message(self.Chosen())

    def _hit(self, event: events.MouseEvent) -> Piece | None:
        return self._layout.at(event.x, event.y + self.scroll_offset.y)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click puts the cursor."""
        found = self._hit(event)
        self._drag = found.key if found else None
        self.go_to(self._drag)

    def on_click(self, event: events.Click) -> None:
        """A double click chooses the entry."""
        found = self._hit(event)
        if event.chain == 2 and found and found.key is not None and found.key == self.current:
            self.action_choose()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Ends a drag: over another box the entry is to go there."""
        dragged, self._drag = self._drag, None
        found = self._hit(event)
        if dragged is not None and dragged == self.current and found and found.box not in (None, self.box):
            self.post_message(self.Dropped(found.box))

    # Drawing

    def _arrange(self) -> None:
        width, height = self.size
        self._layout = Layout(self._boxes, width, height)
        if len(self._layout.lines) > height:  # beside the bar
            self._layout = Layout(self._boxes, max(0, width - self.styles.scrollbar_size_vertical), height)
        self.virtual_size = Size(0, len(self._layout.lines))
        if self.current not in self._layout.places:
            self.current = next(iter(self._layout.places), None)
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Places the boxes anew."""
        self._arrange()

    def _show_cursor(self) -> None:
        spot = self._layout.places.get(self.current)
        if spot is not None:
            top = 0 if spot.top < self.size.height else spot.top
            self.scroll_to_region(Region(0, min(top, spot.top), 1, spot.height), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """One line across all boxes."""
        width, plain, at = self.scrollable_content_region.width, self.rich_style, y + self.scroll_offset.y
        pieces = self._layout.lines[at] if at < len(self._layout.lines) else []
        segments: list[Segment] = []
        for n, piece in enumerate(pieces):
            text = piece.text or " " * self._layout.cell
            segments += [Segment(" " * GAP, plain)] * bool(n) + [Segment(text, self._style(piece))]
        used = sum(segment.cell_length for segment in segments)
        segments.append(Segment(" " * max(0, width - used), plain))
        return Strip(segments).crop(0, width)

    def _style(self, piece: Piece) -> Style:
        if piece.style == "title" and piece.box == self.box:
            return layered(self, "groups--title", "groups--here")
        names = [f"groups--{piece.style}"] if piece.style else []
        return layered(
            self, *names, *(["groups--cursor"] if piece.key is not None and piece.key == self.current else [])
        )
