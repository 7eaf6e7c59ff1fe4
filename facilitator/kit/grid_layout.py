"""How a table of short texts is laid out in cells: widths, and titles broken into the lines of a head."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells, set_cell_size

NARROWEST, WIDEST = 7, 16
"""Cells of a column, with the blank behind it."""
WHOLE = 12
"""Up to so many cells a column is made wide enough for the words of its title."""
LEAST_LABEL, MOST_LABEL = 16, 60
HEAD = 4
"""Most lines of a head."""
LEAST_DIVIDED = 4
"""Cells that a line must have for a word to be divided with a hyphen."""


@dataclass(frozen=True)
class Widths:
    """Cells of the parts of one line."""

    label: int
    """Of the titles at the left, with the blank behind them."""
    column: int
    margin: int
    """Of the fixed texts at the right."""


def widths(width: int, titles: Sequence[str], longest: int, margin: int, widest: int = 0) -> Widths:
    """How a line of ``width`` cells is shared out among columns of these titles.

    All columns are in view if they can be at their narrowest. What is left goes to the titles of the rows, as far as
    the words of the columns' titles stay whole. Narrow lines go without a margin. ``longest``: cells of the longest
    title of a row; ``widest``: of the longest text in a cell.
    """
    margin = margin if width >= 100 else 0
    columns, room = len(titles), max(1, width - margin)
    narrowest = max(NARROWEST, widest + 1)
    word = max((cell_len(word) for title in titles for word in title.split()), default=0)
    wanted = max(narrowest, min(word + 1, WHOLE))
    most = max(LEAST_LABEL, min(max(MOST_LABEL, room - columns * max(WIDEST, narrowest)), longest + 1))
    least = min(most, max(LEAST_LABEL, room // 4 if columns * narrowest > room * 3 // 4 else room * 3 // 10))
    if (beside := room - columns * narrowest) >= LEAST_LABEL:
        least = min(least, beside)
    label = max(least, min(most, room - columns * wanted))
    label = max(1, min(label, room - narrowest))
    column = max(narrowest, min(max(WIDEST, narrowest), (room - label) // columns if columns else WIDEST))
    return Widths(label, column, margin)


def exactly(text: str, width: int) -> str:
    """A text as exactly so many cells, its blanks kept: cut with an ellipsis, or filled up."""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def heading(title: str, width: int, most: int) -> list[str]:
    """A title in at most so many lines of ``width`` cells; words stay whole where they fit, those that do not are
    divided, and what is left over is cut off with an ellipsis."""
    lines: list[str] = []
    for word in title.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _divided(word, width)
    if len(lines) <= most:
        return lines
    last, following = lines[most - 1], lines[most].removesuffix("-")
    more = last[:-1] + following if last.endswith("-") else f"{last} {following}"
    return [*lines[: most - 1], f"{set_cell_size(more, width - 1).rstrip()}…"]


def _divided(word: str, width: int) -> list[str]:
    """A word in equal parts with hyphens between them: one letter alone on its line is not read as part of a word."""
    length = cell_len(word)
    if length <= width or width < LEAST_DIVIDED or length != len(word):
        return chop_cells(word, width)
    many = -(-(length - 1) // (width - 1))  # the last part needs no cell for a hyphen
    size = min(-(-length // many), width - 1)
    starts = [size * at for at in range(many)]
    return [*(f"{word[start : start + size]}-" for start in starts[:-1]), word[starts[-1] :]]


def headings(titles: Sequence[str], width: int, most: int) -> list[list[str]]:
    """The lines of every title, all equally many: the last line of each is at the bottom."""
    broken = [heading(title, width, most) for title in titles]
    high = max((len(lines) for lines in broken), default=0)
    return [[""] * (high - len(lines)) + lines for lines in broken]
