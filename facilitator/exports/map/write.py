"""Writes a picture (SVG) for each plane of the report: black on white, for print and screen, without a script."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from facilitator.core.blocks import Plane, Point
from facilitator.core.i18n import Translator
from facilitator.core.text import slug, unused
from facilitator.exports.map.labels import SIZE, Box, numbered, placed
from facilitator.exports.package import Package

WIDTH, HEIGHT = 1000.0, 720.0
"""Of the picture without its list of numbers."""
FIELD = Box(70, 72, 860, 560)
MOST_LETTERS = 40
"""Of a name in the picture; a longer one ends in an ellipsis, its whole is in the tooltip."""
LIST_LINE = 18.0
LIST_COLUMNS = 3
LIST_LETTERS = 36
"""Of a name in the list: more would run into the next column."""
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STYLE = (
    "text{font-family:Arial,'DejaVu Sans',sans-serif;font-size:13px;fill:#111;"
    "paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}"
    ".q{font-size:15px;font-weight:bold;fill:#555}.t{font-size:20px;font-weight:bold}.a{fill:#333}"
    ".n{font-size:11px;font-weight:bold;text-anchor:middle;stroke:none}.f{fill:#fff;stroke:#333;stroke-width:1.5}"
    ".h{fill:#f2f2f2}.m{stroke:#999;stroke-dasharray:6 4}.p{fill:#1a1a1a}.w{fill:none;stroke:#777;stroke-width:1.5}"
    ".v{stroke:#777;stroke-width:1.5;stroke-dasharray:3 3}.l{stroke:#aaa;stroke-width:.8}"
)


def files(package: Package) -> dict[str, bytes]:
    """A picture for each plane; none when there is none."""
    made: dict[str, bytes] = {}
    planes = [block for block in package.blocks if isinstance(block, Plane)]
    for plane in planes:
        base = "map" if len(planes) == 1 else f"map-{slug(plane.title)}"
        made[unused(base, made)] = picture(plane, package.tr).encode()
    return {f"{name}.svg": content for name, content in made.items()}


def picture(plane: Plane, tr: Translator) -> str:
    """The plane as an SVG document."""
    spots = [(*_at(point.x, point.y), _short(point.label)) for point in plane.points]
    earlier = [_at(*point.was) for point in plane.points if point.was is not None]
    boxes = placed(spots, FIELD, [*earlier, *_on_ways(plane)])
    if None in boxes:  # a name on a way is better than a number
        boxes = placed(spots, FIELD, earlier)
    numbers = numbered(spots, boxes, FIELD, earlier)
    listed = [(n, plane.points[at].label) for at, (n, _) in numbers.items()]
    height = HEIGHT + LIST_LINE * (-(-len(listed) // LIST_COLUMNS))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img" '
        f'aria-label="{_attribute(plane.title or tr("Map"))}">',
        f"<title>{_text(plane.title or tr('Map'))}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{WIDTH:g}" height="{height:g}" fill="#fff"/>',
        *_frame(plane),
        *_quadrants(plane),
    ]
    for point in plane.points:
        parts += _way(point)
    for at, (x, y, text) in enumerate(spots):
        number, box = numbers.get(at, (0, boxes[at]))
        parts += _point(x, y, str(number or text), box, plane.points[at].label)
    parts += _listed(listed)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _at(x: float, y: float) -> tuple[float, float]:
    """A place on the plane in the units of the picture."""
    across, up = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
    return round(FIELD.x + across * FIELD.width, 1), round(FIELD.y + (1 - up) * FIELD.height, 1)


def _frame(plane: Plane) -> list[str]:
    """Title, field, middle lines, axes."""
    half_x, half_y = _at(*plane.middle)
    right, below = FIELD.x + FIELD.width, FIELD.y + FIELD.height
    left_low, left_high = _text(plane.y[0]), _text(plane.y[1])
    return [
        f'<text class="t" x="{FIELD.x:g}" y="34">{_text(_short(plane.title, 80))}</text>',
        f'<rect class="f" x="{FIELD.x:g}" y="{FIELD.y:g}" width="{FIELD.width:g}" height="{FIELD.height:g}"/>',
        f'<rect class="h" x="{half_x:g}" y="{FIELD.y + 1:g}" width="{right - half_x - 1:g}" '
        f'height="{half_y - FIELD.y - 1:g}"/>',
        f'<line class="m" x1="{half_x:g}" y1="{FIELD.y:g}" x2="{half_x:g}" y2="{below:g}"/>',
        f'<line class="m" x1="{FIELD.x:g}" y1="{half_y:g}" x2="{right:g}" y2="{half_y:g}"/>',
        f'<text class="a" x="{FIELD.x:g}" y="{below + 42:g}">{_text(plane.x[0])}</text>',
        f'<text class="a" x="{right:g}" y="{below + 42:g}" text-anchor="end">{_text(plane.x[1])}</text>',
        f'<text class="a" transform="translate({FIELD.x - 14:g} {below:g}) rotate(-90)">{left_low}</text>',
        f'<text class="a" transform="translate({FIELD.x - 14:g} {FIELD.y:g}) rotate(-90)" text-anchor="end">'
        f"{left_high}</text>",
    ]


def _quadrants(plane: Plane) -> list[str]:
    """The names of the quadrants, outside the field: they cover no point."""
    right, above, below = FIELD.x + FIELD.width, FIELD.y - 8, FIELD.y + FIELD.height + 20
    found = []
    for at, name in enumerate(plane.quadrants):
        x, anchor = (right, ' text-anchor="end"') if at in (0, 3) else (FIELD.x, "")
        y = above if at in (0, 1) else below
        found.append(f'<text class="q" x="{x:g}" y="{y:g}"{anchor}>{_text(_short(name))}</text>')
    return found


def _way(point: Point) -> list[str]:
    """Where a point stood earlier, and the way from there."""
    if point.was is None:
        return []
    (x, y), (old_x, old_y) = _at(point.x, point.y), _at(*point.was)
    return [
        f'<line class="v" x1="{old_x:g}" y1="{old_y:g}" x2="{x:g}" y2="{y:g}"/>',
        f'<circle class="w" cx="{old_x:g}" cy="{old_y:g}" r="4"/>',
    ]


def _on_ways(plane: Plane) -> list[tuple[float, float]]:
    """Places on the ways, near enough to each other that no line of text goes between them."""
    found = []
    for point in plane.points:
        if point.was is not None:
            (x, y), (old_x, old_y) = _at(point.x, point.y), _at(*point.was)
            many = int(max(abs(x - old_x), abs(y - old_y)) / SIZE)
            found += [(old_x + (x - old_x) * n / many, old_y + (y - old_y) * n / many) for n in range(1, many)]
    return found


def _point(x: float, y: float, text: str, box: Box | None, label: str) -> list[str]:
    """A dot with its name or number beside it; without room the number stands in the dot."""
    tip = f"<title>{_text(label)}</title>"
    if box is None:
        return [
            f'<circle class="f" cx="{x:g}" cy="{y:g}" r="9">{tip}</circle>',
            f'<text class="n" x="{x:g}" y="{y + 4:g}">{_text(text)}</text>',
        ]
    parts = [f'<circle class="p" cx="{x:g}" cy="{y:g}" r="5">{tip}</circle>']
    near_x, near_y = min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
    if abs(near_x - x) + abs(near_y - y) > 14:
        parts.insert(0, f'<line class="l" x1="{x:g}" y1="{y:g}" x2="{near_x:.1f}" y2="{near_y:.1f}"/>')
    if box.x + box.width <= x:
        return [*parts, _name(box.x + box.width, box.y, text, ' text-anchor="end"')]
    return [*parts, _name(box.x, box.y, text)]


def _name(x: float, y: float, text: str, anchor: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y + SIZE - 2.5:.1f}"{anchor}>{_text(text)}</text>'


def _listed(listed: Sequence[tuple[int, str]]) -> list[str]:
    """The names for which there was no room, by number, in three columns below the picture."""
    if not listed:
        return []
    deep = -(-len(listed) // LIST_COLUMNS)
    wide = FIELD.width / LIST_COLUMNS
    return [
        _name(
            FIELD.x + at // deep * wide,
            HEIGHT - 24 + at % deep * LIST_LINE,
            _short(f"{number}  {label}", LIST_LETTERS),
        )
        for at, (number, label) in enumerate(listed)
    ]


def _short(text: str, most: int = MOST_LETTERS) -> str:
    flat = " ".join(_INVALID.sub(" ", text).split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def _text(text: str) -> str:
    return escape(_INVALID.sub(" ", text))


def _attribute(text: str) -> str:
    return escape(_INVALID.sub(" ", text), {'"': "&quot;", "\n": " "})
