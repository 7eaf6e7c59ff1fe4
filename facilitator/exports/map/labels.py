"""Where the names of points go, so that none covers another one or a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

SIZE = 13.0
"""Height of a letter with its line, in the units of the picture."""
GAP = 2.5
"""Between two names on one line: else two numbers read as one."""
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (9.0, 18.0, 30.0, 44.0, 60.0)


@dataclass(frozen=True)
class Box:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether they overlap."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def within(self, other: "Box") -> bool:
        """Whether it lies wholly in the other one."""
        return (
            other.x <= self.x
            and other.y <= self.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


def width_of(text: str) -> float:
    """About how wide a text is; rather more than less."""
    return sum(SIZE if east_asian_width(sign) in "WF" else SIZE * 0.6 for sign in text)


def placed(
    points: Sequence[tuple[float, float, str]], inside: Box, marks: Sequence[tuple[float, float]] = ()
) -> list[Box | None]:
    """A box for the name of each point, beside it or a little away; None: there is no room, it needs a number.

    ``marks``: places that no name may cover either.
    """
    return _beside([(at, *spot) for at, spot in enumerate(points)], points, inside, _around(marks, 5))


def numbered(
    points: Sequence[tuple[float, float, str]],
    names: Sequence[Box | None],
    inside: Box,
    marks: Sequence[tuple[float, float]] = (),
) -> dict[int, tuple[int, Box | None]]:
    """A number, from 1, and its box for each point that has no room for its name; None: not even for the number."""
    bare = [(at, *points[at][:2], str(n)) for n, at in enumerate((at for at, box in enumerate(names) if not box), 1)]
    used = [*_around(marks, 5), *(box for box in names if box)]
    boxes = _beside(bare, points, inside, used)
    return {at: (int(number), box) for (at, _, _, number), box in zip(bare, boxes, strict=True)}


def _beside(
    wanted: Sequence[tuple[int, float, float, str]],
    points: Sequence[tuple[float, float, str]],
    inside: Box,
    used: list[Box],
) -> list[Box | None]:
    """A box for the text of each of these, which are known by their place among the points."""
    dots = _around([point[:2] for point in points], 6)
    found: list[Box | None] = []
    for at, x, y, text in wanted:
        others = [dot for n, dot in enumerate(dots) if n != at]
        box = _free(x, y, width_of(text), inside, [*others, *used])
        if box is not None:
            used.append(box)
        found.append(box)
    return found


def _around(places: Sequence[tuple[float, float]], reach: float) -> list[Box]:
    return [Box(x - reach, y - reach, 2 * reach, 2 * reach) for x, y in places]


def _free(x: float, y: float, width: float, inside: Box, used: Sequence[Box]) -> Box | None:
    for distance in _DISTANCES:
        for right, down in _SIDES:
            left = x + distance if right > 0 else x - distance - width if right < 0 else x - width / 2
            middle = y + down * (distance + SIZE / 2)
            box = Box(left, middle - SIZE / 2, width, SIZE)
            apart = Box(left - GAP, box.y, width + 2 * GAP, SIZE)
            if box.within(inside) and not any(apart.meets(other) for other in used):
                return box
    return None
