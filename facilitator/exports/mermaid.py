"""Charts as Mermaid text that also strange texts do not break.

What Mermaid takes for syntax inside a name is replaced: a colon ends a task's name, a name that begins with a keyword
is read as that keyword, ``%%{`` begins a directive anywhere, ``#…;`` is an entity.
"""

import re
from collections.abc import Sequence
from datetime import date as Date

from facilitator.core.blocks import Plane, Point

_CONTROL = re.compile("[\x00-\x1f\x7f\u2028\u2029\x85]+")
_ENTITY = re.compile(r"#(?=\w+;)")
MOST_LETTERS = 32
"""Of a name in a quadrant chart; the whole of a longer one stands in the comment above it."""
MOST_NAMES = 8
"""Points that are all named in a quadrant chart, which does not keep names apart: of more it shows the numbers, which
the table beside it explains, and it is drawn larger."""
LARGE = '%%{init: {"quadrantChart": {"chartWidth": 760, "chartHeight": 600, "pointLabelFontSize": 14}}}%%'
_LONG = 120
"""Days from which the axis counts months."""


def label(text: str) -> str:
    """A text as a name in a gantt chart."""
    text = _CONTROL.sub(" ", text)
    text = text.replace("%%", "% %").replace("%%", "% %").replace("`", "’")
    text = text.replace("<", "‹").replace(">", "›")
    text = _ENTITY.sub("# ", text)
    return " ".join(text.replace(":", "#colon;").split())


def gantt(spans: Sequence[tuple[str, str, str, str]]) -> str:
    """A gantt chart of (section, label, first day, last day) in a fence; empty when no span has two ISO days.

    Sections stand in the order of their names, the spans of one in that of their days.

    A span of one day is a milestone. Every name gets a mark in front, so that it cannot be a keyword.
    """
    lines: list[str] = []
    days: list[Date] = []
    section = ""
    for at, (group, name, first, last) in enumerate(sorted(spans, key=_place), 1):
        begin, end = _day(first), _day(last)
        if begin is None or end is None or begin > end:
            continue
        if not days or group != section:
            section = group
            lines.append(f"    section {label(group) or '-'}")
        days += [begin, end]
        kind = f"milestone, t{at}, {begin}, 0d" if begin == end else f"t{at}, {begin}, {(end - begin).days + 1}d"
        lines.append(f"    · {label(name)} :{kind}")
    if not days:
        return ""
    months = (max(days) - min(days)).days > _LONG
    axis = "%Y-%m" if months else "%d-%m"
    head = ["```mermaid", "gantt", "    dateFormat YYYY-MM-DD", f"    axisFormat {axis}"]
    return "\n".join([*head, *(["    tickInterval 1month"] if months else []), *lines, "```"])


def _place(span: tuple[str, str, str, str]) -> tuple[str, str, str]:
    section, _, first, last = span
    return section, first, last


def quadrant(plane: Plane) -> str:
    """A quadrant chart in a fence. Its quadrants are counted as ours: 1 above right, then against the clock.

    A name that the chart cannot show as it is stands whole in a comment above its point (``exact``). Its quadrants
    always meet in the middle: where those of the plane do not, they stay without names, which would be wrong.
    Of many points that have numbers only these are shown, those of one place together.
    """
    many = len(plane.points) > MOST_NAMES
    named = plane.quadrants if plane.middle == (0.5, 0.5) else ()
    lines = [
        "```mermaid",
        *([LARGE] if many else []),
        "quadrantChart",
        *(
            f"    {axis}-axis {_quoted(low)} --> {_quoted(high)}"
            for axis, (low, high) in (("x", plane.x), ("y", plane.y))
        ),
        *(f"    quadrant-{n} {_quoted(name)}" for n, name in enumerate(named, 1)),
    ]
    together: dict[str, list[str]] = {}
    for point in plane.points:
        together.setdefault(_place_of(point), []).append(point.short)
    for point in plane.points:
        place = _place_of(point)
        numbers = " · ".join(filter(None, together[place]))
        if many and point.short:
            together[place] = []
        shown = _quoted(numbers if many and point.short else _short(point.label))
        if shown[1:-1] != point.label:
            lines.append(f"    {EXACT}{exact(point.label)}")
        lines.append(f"    {shown}: {place}")
    return "\n".join([*lines, "```"])


def _place_of(point: Point) -> str:
    return f"[{_share(point.x)}, {_share(point.y)}]"


EXACT = "%% is: "
"""Begins the comment that says what the point below it is called."""


def exact(text: str) -> str:
    """A name as a comment can hold it: signs that mean something to Mermaid as ``%`` and their number."""
    return "".join(
        f"%{ord(sign):02X}" if sign in _SIGNS else sign for sign in " ".join(_CONTROL.sub(" ", text).split())
    )


_SIGNS = frozenset('%&<>"`#{}\\')


def _short(text: str) -> str:
    """A name as long as there is room for: Mermaid breaks no lines, and cuts off what does not fit."""
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1].rstrip()}…"


def _quoted(text: str) -> str:
    """A name of a quadrant chart: quotation marks cannot be escaped in it, and ``&`` and ``<`` come out mangled. An
    empty one is a blank: Mermaid refuses a chart with nothing between the quotation marks."""
    text = " ".join(_CONTROL.sub(" ", text).split()).replace('"', "’").replace("`", "’").replace("&", "+")
    text = text.replace("%%", "% %").replace("%%", "% %").replace("<", "‹").replace(">", "›")
    return f'"{_ENTITY.sub("# ", text) or " "}"'


def _share(value: float) -> str:
    """A coordinate: Mermaid reads ``1`` and ``0.…``, and does not read ``1.00``."""
    text = f"{min(max(value, 0.0), 1.0):.4f}"
    return "1" if text.startswith("1") else f"{text[:4]}{text[4:].rstrip('0')}"


def _day(text: str) -> Date | None:
    try:
        return Date.fromisoformat(text)
    except ValueError:
        return None
