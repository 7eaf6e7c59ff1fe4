"""Where the names of points go, so that none covers another one or a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

SIZE = 13.0
"""Height of a letter with its line, in the units of the picture."""
_AROUND = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
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
    dots = [Box(x - 6, y - 6, 12, 12) for x, y, _ in points]
    used = [Box(x - 5, y - 5, 10, 10) for x, y in marks]
    found: list[Box | None] = []
    for at, (x, y, text) in enumerate(points):
        others = [dot for n, dot in enumerate(dots) if n != at]
        box = _free(x, y, width_of(text), inside, [*others, *used])
        if box is not None:
            used.append(box)
        found.append(box)
    return found


def _free(x: float, y: float, width: float, inside: Box, used: Sequence[Box]) -> Box | None:
    for distance in _DISTANCES:
        for right, down in _AROUND:
            left = x + distance if right > 0 else x - distance - width if right < 0 else x - width / 2
            middle = y + down * (distance + SIZE / 2)
            box = Box(left, middle - SIZE / 2, width, SIZE)
            if box.within(inside) and not any(box.meets(other) for other in used):
                return box
    return None
