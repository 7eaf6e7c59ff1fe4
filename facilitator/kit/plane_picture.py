"""What a plane shows: its points with a cursor, its frame, drawn line by line. It knows no keys."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from facilitator.kit.board_layout import wrapped
from facilitator.kit.plane_layout import Layout, Mark, PlanePoint, Space
from facilitator.kit.plane_lines import Canvas, Frame, cells_of_words, drawn_over, edge
from facilitator.kit.styles import Layered

HEAD = FOOT = 1
"""Lines above and below with the names of the quadrants."""


class PlanePicture(Layered, Widget):
    """Points on a plane, one of them under the cursor. ``Plane`` adds what keys and the mouse do."""

    ALLOW_SELECT: ClassVar[bool] = False
    PARTS = "plane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plane--{name}"
        for name in ("axis", "name", "path", "cursor", "held", "hint", "dim", "good", "warn", "bad", "strong")
    }
    DEFAULT_CSS = """
    PlanePicture { height: 1fr; width: 1fr; min-height: 5; background: $surface; color: $foreground; }
    PlanePicture > .plane--axis { color: $text-muted; }
    PlanePicture > .plane--name { color: $text-primary; text-style: bold; }
    PlanePicture > .plane--path { color: $text-accent; }
    PlanePicture > .plane--dim { color: $text-muted; }
    PlanePicture > .plane--hint { color: $text-muted; }
    PlanePicture > .plane--good { color: $text-success; }
    PlanePicture > .plane--warn { color: $text-warning; }
    PlanePicture > .plane--bad { color: $text-error; }
    PlanePicture > .plane--strong { text-style: bold; }
    PlanePicture > .plane--cursor { background: $surface-lighten-2; text-style: bold; }
    PlanePicture:focus > .plane--cursor { background: $primary; color: $text; text-style: bold; }
    PlanePicture > .plane--held { background: $warning; color: $text; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 – Textual's name
        super().__init__(id=id)
        self.hint = ""
        """What a plane without points says."""
        self.frame = Frame()
        self.held: PlanePoint | None = None
        """The point that was picked up, as it stood."""
        self._points: list[PlanePoint] = []
        self._cursor = 0
        self._space = Space(1, 1)
        self._layout = Layout((), self._space)
        self._ghosts: set[tuple[int, int]] = set()
        self._over: dict[tuple[int, int], tuple[str, str]] = {}
        self._drawn: list[list[object]] = []

    def set_frame(self, frame: Frame) -> None:
        """Other lines, axes and names of quadrants."""
        before, self.frame = self.frame, frame
        if replace(before, quadrants=frame.quadrants) != frame:
            self._arrange()
            self.refresh()
        elif before != frame:
            self._refresh_rows((-1, self._space.height))

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

    def on_resize(self) -> None:
        """Places the points anew."""
        self._arrange()

    def _arrange(self) -> None:
        """Places all points anew and draws again the lines that are others now."""
        width, height = self.size.width, self.size.height - HEAD - FOOT
        space = Space(max(1, width), max(1, height), self.frame.middle)
        before, old, over = self._space, self._drawn, self._over
        held = self._cursor if self.held is not None else None
        self._space, self._layout = space, Layout(self._points, space, held)
        self._ghosts = {space.cell(*point.was) for point in self._points if point.was is not None}
        self._layout.write_names(self._points, self._ghosts | cells_of_words(self.frame, space))
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
        for row, text in self._hint_lines().items():
            lines[row].append(text)
        return lines

    def _hint_lines(self) -> dict[int, str]:
        """What an empty plane says, by row: just above the middle, in as many lines as it needs."""
        if self._points or not self.hint:
            return {}
        lines = wrapped(self.hint, max(1, self._space.width - 2))
        first = max(0, self._space.lines[1] - len(lines))
        return {first + at: text for at, text in enumerate(lines) if first + at < self._space.height}

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.refresh(Region(0, row + HEAD, self.size.width, 1))

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

    def _drawn_over(self) -> dict[tuple[int, int], tuple[str, str]]:
        """What is drawn over all other points for that under the cursor: cell to text and style."""
        if not self._points:
            return {}
        style = "held" if self.held is not None else "cursor"
        mark, point = self._layout.of.get(self._cursor), self._points[self._cursor]

        def free(cell: tuple[int, int]) -> bool:
            return self._layout.mark_at(*cell) in (None, mark)

        drawn = mark and self._in_full(mark, point)
        over = drawn_over(point, self._cell(self._cursor), drawn, self._space, style, free)
        if mark is not None and drawn is not None and drawn.left != mark.left:  # at its other side now
            blank = "─" if mark.row == self._space.lines[1] else " "
            over = {(mark.left, mark.row): (blank * cell_len(mark.text(point)), "axis")} | over
        return over

    def _in_full(self, mark: Mark, point: PlanePoint) -> Mark:
        """The mark under the cursor: its name may cover where it stood before itself, but nobody else did."""
        if mark.at != self._cursor or mark.name == point.name:
            return mark
        others = {self._space.cell(*one.was) for one in self._points if one.was is not None and one is not point}
        return self._layout.fuller(mark, point.name, others | cells_of_words(self.frame, self._space))

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
        if hint := self._hint_lines().get(row, ""):
            canvas.put(max(0, (width - cell_len(hint)) // 2), hint, "hint")
        return Strip([Segment(text, self._style(name)) for text, name in canvas.runs()], width)
