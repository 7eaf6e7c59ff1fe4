"""Where a step stands in the agenda: its day, and among the steps of that day its order.

Order is a number with room between two steps, so that a step put between them alters no other. Where there is no room
left, the steps of that day are numbered afresh.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from facilitator.core.agenda import ordered
from facilitator.core.records import Step

FINEST = 1e-6
"""Least room between two steps."""


def placed(steps: Sequence[Step], step: Step, after: Step | None, day: int) -> list[Step]:
    """A new or known step behind ``after`` (None: at the head) of a day: all steps that this alters.

    A step of another day than ``after`` goes to the end of its own.
    """
    line = [other for other in ordered(steps) if other.day == day and other.id != step.id]
    ids = [other.id for other in line]
    at = 0 if after is None else ids.index(after.id) + 1 if after.id in ids else len(line)
    order = _between(line[at - 1].order if at else None, line[at].order if at < len(line) else None)
    if order is not None:
        return [replace(step, day=day, order=order)]
    whole = [*line[:at], step, *line[at:]]
    afresh = [replace(other, day=day, order=float(n)) for n, other in enumerate(whole, 1)]
    return [new for new, old in zip(afresh, whole, strict=True) if new != old or old is step]


def moved(steps: Sequence[Step], step: Step, direction: int) -> list[Step]:
    """All steps that are altered when a step goes one place on (1) or back (−1); none at the end of the agenda.

    Over the border of a day it keeps its place and becomes part of the other day.
    """
    line = ordered(steps)
    at = next((at for at, other in enumerate(line) if other.id == step.id), -1)
    to = at + direction
    if at < 0 or not 0 <= to < len(line):
        return []
    other = line[to]
    if direction > 0:
        after = other if other.day == step.day else None
    elif other.day == step.day:
        after = line[to - 1] if to and line[to - 1].day == other.day else None
    else:
        after = other
    return placed(steps, step, after, other.day)


def _between(low: float | None, high: float | None) -> float | None:
    """A number between two; None when there is no room."""
    if low is None or high is None:
        return high - 1 if high is not None else (low or 0.0) + 1
    return (low + high) / 2 if high - low > 2 * FINEST else None
