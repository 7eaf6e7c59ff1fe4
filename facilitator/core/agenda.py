"""Time of an agenda: how long a step has left, and when what comes after will be.

The clock runs on the wall clock: what counts is when the running stretch began, so a restart loses nothing.
All durations are seconds, all moments epoch seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from facilitator.core.ids import Id
from facilitator.core.records import Clock, Step

Word = Literal["on time", "last 20 %", "last 5 %", "over"]

LONG_GAP = 600.0
"""After a longer stretch without a sign of life the program asks whether the time counts."""


def ordered(steps: Sequence[Step]) -> list[Step]:
    """The steps as they are gone through."""
    return sorted(steps, key=lambda step: (step.day, step.order, step.id))


def spent(step: Step, clock: Clock, now: float) -> float:
    """Seconds spent in a step, the running stretch included; a clock set back counts as standing still."""
    running = clock.step == step.id and clock.since is not None
    return step.spent + (max(0.0, now - (clock.since or now)) if running else 0.0)


def planned(step: Step, clock: Clock) -> float:
    """Seconds planned for a step, with what the facilitator added or took on the clock."""
    return max(0.0, (step.minutes.plan + (clock.extra if clock.step == step.id else 0)) * 60.0)


def left(step: Step, clock: Clock, now: float) -> float:
    """Seconds left in a step; negative when it is over."""
    return planned(step, clock) - spent(step, clock, now)


def word(step: Step, clock: Clock, now: float) -> Word:
    """The state of the step's time, always shown beside the colour."""
    remaining, whole = left(step, clock, now), planned(step, clock)
    if remaining < 0 or whole == 0:
        return "over"
    if remaining <= whole * 0.05:
        return "last 5 %"
    return "last 20 %" if remaining <= whole * 0.2 else "on time"


@dataclass(frozen=True)
class Entry:
    """One line of the agenda with its times."""

    step: Step
    starts: float
    """When it began or is expected to begin."""
    ends: float


def projection(steps: Sequence[Step], clock: Clock, now: float) -> list[Entry]:
    """When each open step of the day will start and end, from now on.

    The current step ends when its time is up, or now if it is over; each next one follows, after
    the minutes kept free between them, and not before the clock time at which it is fixed.
    """
    current = next((step for step in steps if step.id == clock.step), None)
    entries, moment, after = [], now, False
    for step in ordered(steps):
        if step.id == clock.step:
            end = now + max(0.0, left(step, clock, now))
            entries.append(Entry(step, now - spent(step, clock, now), end))
            moment, after = end + step.buffer * 60.0, True
        elif (after or current is None) and step.state != "skipped" and _same_day(step, current):
            starts = max(moment, _clock_time(step.fixed, now)) if step.fixed else moment
            entries.append(Entry(step, starts, starts + step.minutes.plan * 60.0))
            moment = entries[-1].ends + step.buffer * 60.0
    return entries


def _clock_time(text: str, now: float) -> float:
    """The moment of a clock time ``HH:MM`` on the local day of ``now``."""
    hour, minute = (int(part) for part in text.split(":"))
    day = datetime.fromtimestamp(now, UTC).astimezone()
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0).timestamp()


def _same_day(step: Step, current: Step | None) -> bool:
    return current is None or step.day == current.day


def neighbour(steps: Sequence[Step], step: Id, direction: Literal[1, -1]) -> Step | None:
    """The step after (1) or before (−1) a step, skipped ones left out; None at the end."""
    line = [entry for entry in ordered(steps) if entry.state != "skipped" or entry.id == step]
    at = next((i for i, entry in enumerate(line) if entry.id == step), -1) + direction
    return line[at] if 0 <= at < len(line) else None
