"""The columns of a list, in cells: how wide each is, and texts brought to that width. No terminal needed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from facilitator.core.text import safe

GAP = 2
"""Cells between two columns."""
_BREAKS = re.compile(r"[^\S ]")


@dataclass(frozen=True)
class RowColumn:
    """One column. Columns without a width share what is left, by their fractions."""

    title: str
    width: int | None = None
    fraction: int = 1
    align: str = "left"
    """``left`` or ``right``."""
    from_width: int = 0
    """Left out while the list is narrower than this many cells."""


def fit(text: str, width: int, align: str = "left") -> str:
    """A text as exactly ``width`` cells of one line: cut with an ellipsis, or filled with spaces."""
    if not (text.isascii() and text.isprintable()):
        text = _BREAKS.sub(" ", safe(text))
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    gap = " " * (width - length)
    return gap + text if align == "right" else text + gap


def column_widths(columns: Sequence[RowColumn], width: int, needs: Sequence[int] = (), *, gap: int = GAP) -> list[int]:
    """Cells for each column in a list of ``width`` cells; 0: left out.

    ``needs``: cells of each column's longest text. A column that does not need all of its share gives to those that
    need more than theirs.
    """
    shown = [column for column in columns if width >= column.from_width]
    room = width - gap * max(0, len(shown) - 1) - sum(column.width or 0 for column in shown)
    parts = sum(column.fraction for column in shown if column.width is None)
    widths, used, counted = [], 0, 0
    for column in columns:
        if width < column.from_width:
            widths.append(0)
        elif column.width is not None:
            widths.append(column.width)
        else:
            counted += column.fraction
            end = max(0, room) * counted // parts
            widths.append(end - used)
            used = end
    return _balanced(columns, widths, needs) if needs else widths


def _balanced(columns: Sequence[RowColumn], widths: list[int], needs: Sequence[int]) -> list[int]:
    spare = [max(0, w - n) if c.width is None else 0 for c, w, n in zip(columns, widths, needs, strict=True)]
    short = [max(0, n - w) if c.width is None and w else 0 for c, w, n in zip(columns, widths, needs, strict=True)]
    moved = min(sum(spare), sum(short))
    if not moved:
        return widths
    taken, given = _parts(spare, moved), _parts(short, moved)
    return [width - less + more for width, less, more in zip(widths, taken, given, strict=True)]


def _parts(weights: Sequence[int], amount: int) -> list[int]:
    """Whole parts of ``amount`` in the proportion of ``weights``; together they are exactly it."""
    ends = [amount * sum(weights[: at + 1]) // sum(weights) for at in range(len(weights))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
