"""Minutes as earlier sessions of a workshop took them, for the plan of the next one."""

from collections.abc import Iterable, Mapping
from math import floor
from statistics import median

import msgspec

from facilitator.core.records import Minutes, Step
from facilitator.core.workshop import Workshop

KEEPING_ITS_LENGTH = frozenset({"break", "buffer"})
"""Kinds of steps whose length is agreed on and not found out."""


class Actual(msgspec.Struct, frozen=True):
    """How long a step took."""

    minutes: int
    """Median, in minutes."""
    runs: int
    """In how many sessions it was measured."""


def taken(steps: Iterable[Step]) -> dict[str, int]:
    """Whole minutes that each step which was timed to its end took, by key; of a repeated one the mean."""
    found: dict[str, list[float]] = {}
    for step in steps:
        if step.state == "done" and step.spent >= 30 and step.kind not in KEEPING_ITS_LENGTH:
            found.setdefault(step.key, []).append(step.spent / 60)
    return {key: floor(sum(spent) / len(spent) + 0.5) for key, spent in found.items()}


def typical(sessions: Iterable[Mapping[str, int]]) -> dict[str, Actual]:
    """The median per step over sessions, halves rounded up; a step that was never measured is left out."""
    found: dict[str, list[int]] = {}
    for session in sessions:
        for key, minutes in session.items():
            if minutes > 0:
                found.setdefault(key, []).append(minutes)
    return {key: Actual(floor(median(all_) + 0.5), len(all_)) for key, all_ in found.items()}


def instead(workshop: Workshop, sessions: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Minutes that the workshop's steps usually took, where that is not what is planned; breaks are left out."""
    found = typical(sessions)
    steps = [step for step in workshop.steps if step.id in found and step.kind not in KEEPING_ITS_LENGTH]
    return {step.id: found[step.id].minutes for step in steps if found[step.id].minutes != step.minutes.plan}


def fitted(minutes: Minutes, plan: int) -> Minutes:
    """Another plan for a step; least and most stay as far as they hold it between them."""
    return Minutes(min=min(minutes.min, plan), plan=plan, max=max(minutes.max, plan))
