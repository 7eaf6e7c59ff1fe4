"""Where points of a plane are drawn: each near its place, on its side of the lines, none over another."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from rich.cells import cell_len

from facilitator.kit.board_layout import cut

LEAST_LABEL = 2
"""Cells kept for a label at least, so that a count of those behind it has room."""
LEAST_NAME = 8
"""Cells of a name that is cut at least: a shorter one says less than the label."""
FAIR_NAME, MOST_NAME = 20, 60
"""Cells of a name at most, while others still have none, and when all have what there is."""


@dataclass(frozen=True)
class PlanePoint:
    """One thing on a plane; x from left to right, y from below to above, both 0 … 1."""

    key: Hashable
    x: float
    y: float
    symbol: str = "●"
    """One cell."""
    label: str = ""
    """Drawn beside the symbol: initials, a number."""
    name: str = ""
    """Drawn instead of the label where there is room, cut where that is too little."""
    style: str = ""
    """``good``, ``warn``, ``bad``, ``dim``, ``strong`` or empty; never the only sign of anything."""
    was: tuple[float, float] | None = None
    """Where it stood earlier."""
    goal: tuple[float, float] | None = None
    """Where it is wanted."""


@dataclass
class Mark:
    """A point as it is drawn, and the points behind it that found no place of their own."""

    at: int
    """Position of the point among all."""
    column: int
    row: int
    """Cell of its symbol."""
    left: int
    """Column of its first cell."""
    width: int
    """Cells kept for it, a blank one between it and its neighbour included."""
    name: str = ""
    """What stands there instead of the label."""
    behind: list[int] = field(default_factory=list)

    @property
    def members(self) -> list[int]:
        """Positions of all points that stand there."""
        return [self.at, *self.behind]

    def text(self, point: PlanePoint) -> str:
        """What is drawn from ``left`` on for the point, which is the mark's own or one behind it."""
        before = self.column - self.left
        label = (self.name or point.label) if not self.behind else _count(len(self.behind), before or self.width - 1)
        return f"{' ' * (before - cell_len(label))}{label}{point.symbol}" if before else f"{point.symbol}{label}"


def _count(others: int, cells: int) -> str:
    text = f"+{others}"
    return text if len(text) <= cells else "9" * (cells - 1) + "+"


@dataclass(frozen=True)
class Space:
    """Cells of the plane and where its lines are."""

    width: int
    height: int
    middle: tuple[float, float] = (0.5, 0.5)

    @cached_property
    def lines(self) -> tuple[int, int]:
        """Column of the vertical line and row of the horizontal one."""
        x, y = self.middle
        return round(x * (self.width - 1)), round((1 - y) * (self.height - 1))

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Column and row of a place. What is not on a line is not drawn on it, as far as there is room."""
        across, down = self.lines
        column = _beside(round(x * (self.width - 1)), x - self.middle[0], across)
        row = _beside(round((1 - y) * (self.height - 1)), self.middle[1] - y, down)
        return min(max(column, 0), self.width - 1), min(max(row, 0), self.height - 1)

    def place(self, column: int, row: int) -> tuple[float, float]:
        """The place of a cell; cells outside count as those at the edge."""
        x = min(max(column / max(1, self.width - 1), 0.0), 1.0)
        return x, min(max(1 - row / max(1, self.height - 1), 0.0), 1.0)

    def side(self, column: int, row: int) -> tuple[int, int]:
        """On which side of both lines a cell is: −1, 0 or 1 each."""
        across, down = self.lines
        return (column > across) - (column < across), (row > down) - (row < down)


def _beside(cell: int, off: float, line: int) -> int:
    if off > 1e-9:
        return max(cell, line + 1)
    return min(cell, line - 1) if off < -1e-9 else cell


class Layout:
    """Marks of all points but one that is held, which is drawn over them."""

    def __init__(self, points: Sequence[PlanePoint], space: Space, held: int | None = None) -> None:
        self.space = space
        self.marks: list[Mark] = []
        self.of: dict[int, Mark] = {}
        """Position of a point to the mark it is drawn in."""
        self.rows: list[list[Mark]] = [[] for _ in range(space.height)]
        self._owners: list[list[Mark | None]] = [[None] * space.width for _ in range(space.height)]
        for at, point in enumerate(points):
            if at != held:
                self._add(at, point)

    def mark_at(self, column: int, row: int) -> Mark | None:
        """The mark that has a cell."""
        if 0 <= row < self.space.height and 0 <= column < self.space.width:
            return self._owners[row][column]
        return None

    def _add(self, at: int, point: PlanePoint) -> None:
        label = max(LEAST_LABEL, cell_len(point.label))
        column, row = self.space.cell(point.x, point.y)
        side, width = self.space.side(column, row), label + 2
        for right, down in ((0, 0), (0, -1), (0, 1), (width, 0), (-width, 0), (1, -1), (-1, 1), (2, 1), (-2, -1)):
            mark = single(at, column + right, row + down, label, self.space)
            if mark is not None and self.space.side(mark.column, mark.row) == side and self._free(mark):
                self._take(mark)
                return
        owner = self._owners[row][column] or self._nearest(column, row, side)
        if owner is None:  # not even its own cell is wide enough: drawn over whatever is there
            owner = Mark(at, column, row, column, 1)
            self._take(owner)
            return
        owner.behind.append(at)
        self.of[at] = owner

    def write_names(self, points: Sequence[PlanePoint], kept: Collection[tuple[int, int]]) -> None:
        """Names instead of labels wherever nothing else is drawn: at the right of the symbol, else at its left. Nothing
        moves for it, and no name goes over the vertical line or the cells that are ``kept``."""
        for most in (FAIR_NAME, MOST_NAME):
            for mark in self.marks:
                name = points[mark.at].name
                if not mark.behind and mark.name != name and cell_len(name) > cell_len(points[mark.at].label):
                    self._write_name(mark, cut(name, MOST_NAME), most, kept)

    def _write_name(self, mark: Mark, name: str, most: int, kept: Collection[tuple[int, int]]) -> None:
        named = self._named(mark, name, most, kept, mark.left < mark.column if mark.name else None)
        if named is not None:
            mark.name, mark.left, mark.width = named.name, named.left, named.width
            self._own(mark)

    def fuller(self, mark: Mark, name: str, kept: Collection[tuple[int, int]]) -> Mark:
        """How a mark would be drawn with more of its name where only these cells are kept; itself where that is no
        more. Nothing here changes by it."""
        if mark.behind or mark.name == name or cell_len(name) <= cell_len(mark.name):
            return mark
        named = self._named(mark, cut(name, MOST_NAME), MOST_NAME, kept)
        return named if named is not None and cell_len(named.name) > cell_len(mark.name) else mark

    def _named(
        self, mark: Mark, name: str, most: int, kept: Collection[tuple[int, int]], at_left: bool | None = None
    ) -> Mark | None:
        """The mark with its name, at the side where there is room unless that is given; None: there is too little."""
        wanted = cell_len(name)
        right, left = self._room(mark, 1, wanted + 1, kept), self._room(mark, -1, wanted + 1, kept)
        if at_left is None:  # at the left of the vertical line it would look like one of those there
            at_left = right < wanted and left > right and mark.column != self.space.lines[0]
        room = left if at_left else right
        if room < min(wanted, LEAST_NAME):
            return None
        said = cut(name, min(room, most))
        cells = cell_len(said)
        begin, width = (mark.column - cells, cells + 1) if at_left else (mark.column, cells + 2)
        return replace(mark, name=said, left=begin, width=width)

    def _room(self, mark: Mark, way: int, most: int, kept: Collection[tuple[int, int]]) -> int:
        """Cells for a name at one side of a symbol, the blank one at its end not counted."""
        across, owners = self.space.lines[0], self._owners[mark.row]
        for cells in range(most + 1):
            column = mark.column + way * (cells + 1)
            if column in (-1, self.space.width):
                return cells
            taken = owners[column] not in (None, mark) or (column, mark.row) in kept
            if taken or (column == across and mark.column != across):
                return max(0, cells - 1)
        return most

    def _free(self, mark: Mark) -> bool:
        return not any(self._owners[mark.row][max(0, mark.left) : mark.left + mark.width])

    def _take(self, mark: Mark) -> None:
        self.marks.append(mark)
        self.rows[mark.row].append(mark)
        self.of[mark.at] = mark
        self._own(mark)

    def _own(self, mark: Mark) -> None:
        row = self._owners[mark.row]
        for column in range(max(0, mark.left), min(mark.left + mark.width, self.space.width)):
            row[column] = mark

    def _nearest(self, column: int, row: int, side: tuple[int, int]) -> Mark | None:
        near = (mark for mark in self.marks if self.space.side(mark.column, mark.row) == side)
        return min(near, key=lambda mark: abs(mark.column - column) + 2 * abs(mark.row - row), default=None)


def single(at: int, column: int, row: int, label: int, space: Space) -> Mark | None:
    """A mark with its symbol in a cell; its label is at the right, or at the left where it would cross a line or the
    edge. None: the cell is outside."""
    if not (0 <= column < space.width and 0 <= row < space.height):
        return None
    across = space.lines[0]
    last = column + label
    if last >= space.width or column < across <= last:
        left = column - label
        if left >= 0 and not left <= across < column:
            return Mark(at, column, row, left, label + 1)
    return Mark(at, column, row, column, label + 2)


def path(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """The cells between two cells, on a straight line, both of them left out."""
    (column, row), (to_column, to_row) = start, end
    steps = max(abs(to_column - column), abs(to_row - row))
    return [
        (round(column + (to_column - column) * n / steps), round(row + (to_row - row) * n / steps))
        for n in range(1, steps)
    ]


def head(start: tuple[int, int], end: tuple[int, int]) -> str:
    """The symbol at the end of an arrow: it points the way the arrow goes, and is no symbol of a point."""
    right, down = end[0] - start[0], 2 * (end[1] - start[1])
    if abs(right) >= abs(down):
        return "→" if right >= 0 else "←"
    return "↓" if down > 0 else "↑"


def towards(cells: Sequence[tuple[int, int] | None], here: tuple[int, int], right: int, down: int) -> int | None:
    """Which of the cells is next in a direction: near, and rather straight ahead. None: there is none that way."""
    best: tuple[float, int] | None = None
    for at, cell in enumerate(cells):
        if cell is None:
            continue
        across, along = cell[0] - here[0], 2 * (cell[1] - here[1])
        ahead, aside = (across * right, abs(along)) if right else (along * down, abs(across))
        if ahead > 0:
            cost = ahead + 2.0 * aside
            if best is None or cost < best[0]:
                best = cost, at
    return best[1] if best else None
