"""Charts with quadrants as Mermaid text: axes, quadrants and points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from facilitator.core.text import line
from facilitator.imports.paste import normal

_START = re.compile(r"\s*quadrantChart\s*", re.IGNORECASE)
_AXIS = re.compile(r"\s*([xy])-axis\s+(.*?)\s*", re.IGNORECASE)
_QUADRANT = re.compile(r"\s*quadrant-([1-4])\s+(.*?)\s*", re.IGNORECASE)
_TITLE = re.compile(r"\s*title\s+(.*?)\s*", re.IGNORECASE)
_POINT = re.compile(
    r"\s*(?P<label>\"[^\"]*\"|.+?)\s*(?::::\w+)?\s*:\s*\[\s*(?P<x>[^,\]]*?)\s*,\s*(?P<y>[^,\]]*?)\s*\].*"
)
_OTHER = re.compile(r"\s*(?:%%.*|acc(?:Title|Descr)\b.*|classDef\b.*|```.*|~~~.*|---.*)?", re.IGNORECASE)
_EXACT = re.compile(r"\s*%% is: (.+?)\s*")
"""What the point below is called, where the chart cannot show it as it is."""
_END = re.compile(r"\s*(?:```|~~~)\s*")


@dataclass(frozen=True)
class ChartPoint:
    """One point; x and y are parts of the axes, 0 … 1."""

    label: str
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """One chart."""

    line: int
    title: str = ""
    x: tuple[str, str] = ("", "")
    """Words at the low and the high end."""
    y: tuple[str, str] = ("", "")
    quadrants: tuple[str, str, str, str] = ("", "", "", "")
    """Above right, above left, below left, below right."""
    points: tuple[ChartPoint, ...] = ()
    odd: tuple[str, ...] = ()
    """Lines that are none of these, and points outside the axes."""


def charts(text: str) -> Iterator[Chart]:
    """Every chart of a text, whatever stands around it."""
    lines = normal(text).split("\n")
    at = 0
    while at < len(lines):
        if _START.fullmatch(lines[at]):
            end = at + 1
            while end < len(lines) and not (_END.fullmatch(lines[end]) or _START.fullmatch(lines[end])):
                end += 1
            yield _chart(at + 1, lines[at + 1 : end])
            at = end
        else:
            at += 1


def _chart(number: int, lines: list[str]) -> Chart:
    title, axes = "", {"x": ("", ""), "y": ("", "")}
    quadrants = ["", "", "", ""]
    points: list[ChartPoint] = []
    odd: list[str] = []
    called = ""
    for raw in lines:
        if name := _EXACT.fullmatch(raw):
            called = line(unquote(name[1]))
            continue
        if _OTHER.fullmatch(raw):
            continue
        if axis := _AXIS.fullmatch(raw):
            low, _, high = axis[2].partition("-->")
            axes[axis[1].lower()] = (_text(low), _text(high))
        elif quadrant := _QUADRANT.fullmatch(raw):
            quadrants[int(quadrant[1]) - 1] = _text(quadrant[2])
        elif found := _POINT.fullmatch(raw):
            x, y = _share(found["x"]), _share(found["y"])
            if x is None or y is None or not (called or _text(found["label"])):
                odd.append(line(raw))
            else:
                points.append(ChartPoint(called or _text(found["label"]), x, y))
            called = ""
        elif heading := _TITLE.fullmatch(raw):
            title = _text(heading[1])
        else:
            odd.append(line(raw))
    first, second, third, fourth = quadrants
    return Chart(number, title, axes["x"], axes["y"], (first, second, third, fourth), tuple(points), tuple(odd))


def _text(raw: str) -> str:
    return line(raw.strip().removeprefix('"').removesuffix('"').removeprefix("`").removesuffix("`"))


def _share(text: str) -> float | None:
    """A coordinate; None: it is no number between 0 and 1."""
    if not re.fullmatch(r"\d{0,4}(?:\.\d{1,10})?", text) or not text or text == ".":
        return None
    value = float(text)
    return value if value <= 1 else None
