"""A plane of two axes with points to look at, to go to and to move, drawn line by line.

It knows nothing of what its points are::

    plane = Plane(movable=True)
    plane.set_frame(Frame(x=("against", "for"), y=("little", "much"), quadrants=("A (2)", "B (0)", "C (0)", "D (1)")))
    plane.set_points([PlanePoint(key, x=0.8, y=0.9, symbol="▲", label="AB")])
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from facilitator.core.i18n import N_
from facilitator.kit.plane_layout import Layout, PlanePoint, Space, towards
from facilitator.kit.plane_lines import WAY, Canvas, Frame, drawn_over, edge
from facilitator.kit.styles import layered

__all__ = ["Frame", "Plane", "PlanePoint"]

HEAD = FOOT = 1
"""Lines above and below with the names of the quadrants."""
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


class Plane(Widget, can_focus=True):
    """Points with a cursor. A point is moved when it was picked up: by arrows, or dragged."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plane--{name}"
        for name in ("axis", "name", "path", "cursor", "held", "hint", "dim", "good", "warn", "bad", "strong")
    }
    DEFAULT_CSS = """
    Plane { height: 1fr; width: 1fr; min-height: 5; background: $surface; color: $foreground; }
    Plane > .plane--axis { color: $text-muted; }
    Plane > .plane--name { color: $text-primary; text-style: bold; }
    Plane > .plane--path { color: $text-accent; }
    Plane > .plane--dim { color: $text-muted; }
    Plane > .plane--hint { color: $text-muted; }
    Plane > .plane--good { color: $text-success; }
    Plane > .plane--warn { color: $text-warning; }
    Plane > .plane--bad { color: $text-error; }
    Plane > .plane--strong { text-style: bold; }
    Plane > .plane--cursor { background: $surface-lighten-2; text-style: bold; }
    Plane:focus > .plane--cursor { background: $primary; color: $text; text-style: bold; }
    Plane > .plane--held { background: $warning; color: $text; text-style: bold; }
    """
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
        self.hint = ""
        """What a plane without points says."""
        self.frame = Frame()
        self.held: PlanePoint | None = None
        """The point that was picked up, as it stood."""
        self._points: list[PlanePoint] = []
        self._order: dict[Hashable, int] = {}
        self._cursor = 0
        self._brought = False
        self._space = Space(1, 1)
        self._layout = Layout((), self._space)
        self._ghosts: set[tuple[int, int]] = set()
        self._over: dict[tuple[int, int], tuple[str, str]] = {}
        self._drawn: list[list[object]] = []
        self._dragged: tuple[int, int] | None = None
        self._styles: dict[str, Style] = {}

    # What is on it

    def set_frame(self, frame: Frame) -> None:
        """Other lines, axes and names of quadrants."""
        before, self.frame = self.frame, frame
        if replace(before, quadrants=frame.quadrants) != frame:
            self._arrange()
            self.refresh()
        elif before != frame:
            self._refresh_rows((-1, self._space.height))

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

    @property
    def point(self) -> PlanePoint | None:
        """The point under the cursor; None: there is none."""
        return self._points[self._cursor] if self._points else None

    @property
    def current(self) -> Hashable:
        """Key of the point under the cursor; None: there is none."""
        return self._points[self._cursor].key if self._points else None

    @property
    def here(self) -> list[Hashable]:
        """Keys of all points that are drawn as one with that under the cursor, itself among them."""
        mark = self._layout.of.get(self._cursor)
        return [self._points[at].key for at in mark.members] if mark else []

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
            self.refresh_bindings()

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
            self.refresh_bindings()

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
        """Puts the cursor on the point; where several stand, on the next of them."""
        mark = self._layout.mark_at(event.x, event.y - HEAD)
        if mark is None or self.held is not None:
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
        self._dragged = event.x, event.y
        self.action_hold()
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

    # What changes when

    def on_resize(self) -> None:
        """Places the points anew."""
        self._arrange()

    def notify_style_update(self) -> None:
        """Colours are looked up again after a change of theme or focus."""
        self._styles.clear()
        super().notify_style_update()

    def _arrange(self) -> None:
        """Places all points anew and draws again the lines that are others now."""
        width, height = self.size.width, self.size.height - HEAD - FOOT
        space = Space(max(1, width), max(1, height), self.frame.middle)
        before, old, over = self._space, self._drawn, self._over
        held = self._cursor if self.held is not None else None
        self._space, self._layout = space, Layout(self._points, space, held)
        self._ghosts = {space.cell(*point.was) for point in self._points if point.was is not None}
        self._over, self._drawn = self._drawn_over(), self._lines()
        if before != space or not self._points or len(old) != len(self._drawn):
            self.refresh()
        else:
            rows = {row for row, line in enumerate(self._drawn) if line != old[row]}
            self._refresh_rows(rows | ({row for _, row in (*over, *self._over)} if over != self._over else set()))

    def _lines(self) -> list[list[object]]:
        """What is drawn in each line between the names but for what belongs to the cursor: to compare."""
        points = self._points
        lines: list[list[object]] = [
            [(mark.left, mark.text(points[mark.at]), points[mark.at].style) for mark in marks]
            for marks in self._layout.rows
        ]
        for column, row in sorted(self._ghosts):
            lines[row].append(column)
        if not points and self._hint_row < len(lines):
            lines[self._hint_row].append(self.hint)
        return lines

    @property
    def _hint_row(self) -> int:
        return max(0, self._space.lines[1] - 1)

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.refresh(Region(0, row + HEAD, self.size.width, 1))

    def _end_hold(self) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()
        self.held, self._brought = None, False
        self.refresh_bindings()

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

    def _drawing_anew(self, change: Callable[[], None]) -> None:
        """Draws again the lines that belong to the point under the cursor, before and after a change."""
        before = self._over
        change()
        self._over = self._drawn_over()
        self._refresh_rows({row for _, row in (*before, *self._over)})

    def _cell(self, at: int) -> tuple[int, int]:
        """Where a point's symbol is drawn."""
        mark, point = self._layout.of.get(at), self._points[at]
        return (mark.column, mark.row) if mark else self._space.cell(point.x, point.y)

    def _reading(self) -> list[int]:
        marks = sorted(self._layout.marks, key=lambda mark: (mark.row, mark.column))
        return [at for mark in marks for at in mark.members]

    # Drawing

    def _drawn_over(self) -> dict[tuple[int, int], tuple[str, str]]:
        """What is drawn over all other points for that under the cursor: cell to text and style."""
        if not self._points:
            return {}
        style = "held" if self.held is not None else "cursor"
        mark = self._layout.of.get(self._cursor)
        over = drawn_over(self._points[self._cursor], self._cell(self._cursor), mark, self._space, style)
        ways = [cell for cell, (text, _) in over.items() if text == WAY and self._layout.mark_at(*cell) is not None]
        for cell in ways:  # nobody is hidden by the way of another
            del over[cell]
        return over

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = layered(self, f"plane--{name}") if name else self.rich_style
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """One line: names above and below, between them the plane."""
        width, row = self.size.width, y - HEAD
        if width < 1:
            return Strip([])
        if row < 0 or row >= self._space.height:
            text = edge(self.frame, width, above=row < 0)
            return Strip([Segment(text, self._style("name"))]).adjust_cell_length(width, self.rich_style)
        canvas = Canvas(width)
        canvas.axes(self.frame, self._space, row, self._layout.rows[row])
        for column, at_row in self._ghosts:
            if at_row == row:
                canvas.put(column, "○", "dim")
        for mark in self._layout.rows[row]:
            point = self._points[mark.at]
            canvas.put(mark.left, mark.text(point), point.style)
        for (column, at_row), (text, style) in self._over.items():
            if at_row == row:
                canvas.put(column, text, style)
        if not self._points and row == self._hint_row:
            canvas.put(max(0, (width - cell_len(self.hint)) // 2), self.hint, "hint")
        return Strip([Segment(text, self._style(name)) for text, name in canvas.runs()], width)
