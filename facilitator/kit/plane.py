"""A plane of two axes with points to look at, to go to and to move, drawn line by line.

It knows nothing of what its points are::

    plane = Plane(movable=True)
    plane.set_frame(Frame(x=("against", "for"), y=("little", "much"), quadrants=("A (2)", "B (0)", "C (0)", "D (1)")))
    plane.set_points([PlanePoint(key, x=0.8, y=0.9, symbol="▲", label="AB")])
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from facilitator.core.i18n import N_
from facilitator.kit.plane_layout import PlanePoint, towards
from facilitator.kit.plane_lines import Frame
from facilitator.kit.plane_picture import HEAD, PlanePicture

__all__ = ["Frame", "Plane", "PlanePoint"]

DIRECTIONS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


@dataclass
class PlaneMessage(Message):
    """What all messages of a plane have."""

    plane: "Plane"
    key: Hashable

    @property
    def control(self) -> "Plane":
        """The plane that it is about."""
        return self.plane


class Plane(PlanePicture, can_focus=True):
    """Points with a cursor. A point is moved when it was picked up: by arrows, or dragged."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"go({right}, {down})", N_("Nearest point that way"), show=False, id=f"plane.{key}")
            for key, (right, down) in DIRECTIONS.items()
        ),
        *(
            Binding(f"shift+{key}", f"push({right}, {down})", N_("Move far"), show=False, id=f"plane.far_{key}")
            for key, (right, down) in DIRECTIONS.items()
        ),
        Binding("pageup", "turn(-1)", N_("Point before"), show=False, id="plane.before"),
        Binding("pagedown", "turn(1)", N_("Next point"), show=False, id="plane.next"),
        Binding("home", "edge(0)", N_("First"), show=False, id="plane.first"),
        Binding("end", "edge(-1)", N_("Last"), show=False, id="plane.last"),
        Binding("space", "hold", N_("Pick up"), id="plane.hold"),
        Binding("space", "drop", N_("Put down"), id="plane.hold"),
        Binding("escape,backspace", "put_back", N_("Put back"), id="plane.back"),
        Binding("enter", "open", N_("Open"), id="plane.open"),
        Binding("enter", "drop", N_("Put down"), show=False, id="plane.open"),
    ]

    class Moved(PlaneMessage):
        """The cursor stands on another point, or on none any more (``key`` is None)."""

    class Opened(PlaneMessage):
        """The point under the cursor was opened, by enter or a double click."""

    class PutBack(PlaneMessage):
        """A point was not moved after all; one that ``bring`` brought is gone again."""

    @dataclass
    class Placed(PlaneMessage):
        """A point was put down elsewhere. It is drawn there until the next ``set_points``."""

        x: float
        y: float

    @dataclass
    class Carried(PlaneMessage):
        """A point that is held is over another place."""

        x: float
        y: float

    def __init__(
        self,
        *,
        movable: bool = False,
        fine: tuple[float, float] = (0.025, 0.05),
        far: int = 4,
        id: str | None = None,  # noqa: A002 – Textual's name
    ) -> None:
        """``fine``: how far an arrow moves a point, of the whole plane; places are multiples of it. ``far``: how many
        of these shift and an arrow move it."""
        super().__init__(id=id)
        self.movable, self.fine, self.far = movable, fine, far
        self._order: dict[Hashable, int] = {}
        self._brought = False
        self._dragged: tuple[int, int] | None = None

    # What is on it

    def on_resize(self) -> None:
        """Tells also who stands together now: with other room it may be others."""
        super().on_resize()
        self.post_message(self.Moved(self, self.current))

    def set_points(self, points: Iterable[PlanePoint]) -> None:
        """Other points. The cursor stays on its point by key; a point that is held and still there stays held."""
        before, here, held = self.current, self.point, self.held
        self._points = list(points)
        if self._brought and here is not None and all(point.key != before for point in self._points):
            self._points.append(here)
        self._order = {point.key: at for at, point in enumerate(self._points)}
        at = self._order.get(before)
        self._cursor = at if at is not None else max(0, min(self._cursor, len(self._points) - 1))
        if held is not None and here is not None:
            if at is None:
                self._end_hold()
            else:
                self._points[at] = replace(self._points[at], x=here.x, y=here.y)
        self._arrange()
        if self.current != before:
            self.post_message(self.Moved(self, self.current))

    def go_to(self, key: Hashable) -> bool:
        """Puts the cursor on a point; False when it is not there, or another is held."""
        at = self._order.get(key)
        if at is None or (self.held is not None and at != self._cursor):
            return False
        self._go(at)
        return True

    def bring(self, point: PlanePoint) -> None:
        """Puts a new point on the plane, held: it stays where it is put down, also when that is where it began."""
        if self.held is None:
            self._points.append(point)
            self._cursor = self._order[point.key] = len(self._points) - 1
            self.held, self._brought = point, True
            self._arrange()
            self.call_after_refresh(self.refresh_bindings)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of the plane work only when there is something to do for them."""
        if action in ("drop", "put_back"):
            return self.held is not None
        if action in ("hold", "push"):
            return self.movable and bool(self._points) and (action == "push" or self.held is None)
        return action not in ("open", "turn", "edge") or (bool(self._points) and self.held is None)

    def action_go(self, right: int, down: int) -> None:
        """Moves the point that is held, else puts the cursor on the nearest point that way."""
        if self.held is not None:
            self._shift(right, down)
        elif self._points:
            cells = [self._cell(at) for at in range(len(self._points))]
            found = towards(cells, self._cell(self._cursor), right, down)
            if found is not None:
                self._go(found)

    def action_push(self, right: int, down: int) -> None:
        """Moves the point far; one that is not held is picked up."""
        self.action_hold()
        self._shift(right * self.far, down * self.far)

    def action_turn(self, by: int) -> None:
        """Puts the cursor on the next point as one reads, those behind others too."""
        order = self._reading()
        self._go(order[(order.index(self._cursor) + by) % len(order)])

    def action_edge(self, at: int) -> None:
        """Puts the cursor on the first or last point as one reads."""
        self._go(self._reading()[at])

    def action_open(self) -> None:
        """Tells that the point is to be opened."""
        self.post_message(self.Opened(self, self.current))

    def action_hold(self) -> None:
        """Picks the point up: arrows move it now."""
        if self.held is None and self.point is not None and self.movable:
            self.held = self.point
            self._arrange()
            self.call_after_refresh(self.refresh_bindings)

    def action_drop(self) -> None:
        """Puts the point down where it is."""
        before, here, brought = self.held, self.point, self._brought
        self._end_hold()
        self._arrange()
        if before is not None and here is not None and (brought or (before.x, before.y) != (here.x, here.y)):
            self.post_message(self.Placed(self, here.key, here.x, here.y))

    def action_put_back(self) -> None:
        """Puts the point back to where it was picked up."""
        held, brought = self.held, self._brought
        if held is None:
            return
        if brought:
            del self._points[self._cursor]
            del self._order[held.key]
            self._cursor = 0
        else:
            self._points[self._cursor] = held
        self._end_hold()
        self._arrange()
        self.post_message(self.PutBack(self, held.key))

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Puts the cursor on the point; where several stand, on the next of them. A point that is held comes here."""
        if self.held is not None:
            self._drag_to(event)
            self.capture_mouse()
            return
        mark = self._layout.mark_at(event.x, event.y - HEAD)
        if mark is None:
            return
        members = mark.members
        following = members.index(self._cursor) + 1 if self._cursor in members else 0
        self._go(members[following % len(members)])
        if self.movable:
            self._dragged = event.x, event.y
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Moves the point with the pointer, as soon as that is over another cell."""
        if self._dragged is None or self._dragged == (event.x, event.y):
            return
        self.action_hold()
        self._drag_to(event)

    def _drag_to(self, event: events.MouseEvent) -> None:
        self._dragged = event.x, event.y
        x, y = self._space.place(event.x, event.y - HEAD)
        self._carry(x, y)

    def on_mouse_up(self) -> None:
        """Ends a drag: the point is put down."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
            self.action_drop()

    def on_click(self, event: events.Click) -> None:
        """A double click opens the point."""
        if event.chain == 2 and self._layout.mark_at(event.x, event.y - HEAD) is not None:
            self.action_open()

    def _end_hold(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
        self.held, self._brought = None, False
        self.call_after_refresh(self.refresh_bindings)

    def _shift(self, right: int, down: int) -> None:
        point = self.point
        if point is not None:
            self._carry(point.x + right * self.fine[0], point.y - down * self.fine[1])

    def _carry(self, x: float, y: float) -> None:
        """Brings the point that is held to the nearest place of the grid that ``fine`` makes."""
        point, (step_x, step_y) = self.point, self.fine
        if point is None or self.held is None:
            return
        x = min(max(round(x / step_x) * step_x, 0.0), 1.0)
        y = min(max(round(y / step_y) * step_y, 0.0), 1.0)

        def carry() -> None:
            self._points[self._cursor] = replace(point, x=x, y=y)

        self._drawing_anew(carry)
        self.post_message(self.Carried(self, point.key, x, y))

    def _go(self, at: int) -> None:
        if at != self._cursor:

            def go() -> None:
                self._cursor = at

            self._drawing_anew(go)
            self.post_message(self.Moved(self, self.current))
