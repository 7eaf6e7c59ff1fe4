"""A clock time as large as its place allows, for the last row of the room."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

DIGITS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", "███", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    ":": (" ", "█", " ", "█", " "),
}
HEIGHT = 5
ACROSS = 2
"""Cells that a dot of the pattern is wide, because a cell is twice as high as wide."""


def pattern(text: str) -> list[str]:
    """Digits and colons as rows of dots, one blank dot between."""
    return [" ".join(DIGITS[character][row] for character in text) for row in range(HEIGHT)]


def drawn(text: str, width: int, height: int) -> list[str]:
    """The text in the largest size that fits, as lines; in plain letters when none does."""
    rows = pattern(text) if text and all(character in DIGITS for character in text) else []
    size = min(width // (len(rows[0]) * ACROSS), height // HEIGHT) if rows else 0
    if not size:
        return [text]
    return ["".join(dot * size * ACROSS for dot in row) for row in rows for _ in range(size)]


class BigTime(Widget):
    """Shows a clock time in the middle of its place."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = "BigTime { width: 1fr; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    @property
    def value(self) -> str:
        """What it shows."""
        return self._text

    def update(self, text: str) -> None:
        """Shows another time."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width, height = self.size
        lines = drawn(self._text, width, height)
        at = y - (height - len(lines)) // 2
        text = lines[at].center(width)[:width] if 0 <= at < len(lines) else " " * width
        return Strip([Segment(text, self.rich_style)], width)
