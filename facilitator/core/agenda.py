"""Time of an agenda: how long a step has left, and when what comes after will be.

The clock runs on the wall clock: what counts is when the running stretch began, so a restart loses nothing.
All durations are seconds, all moments epoch seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.core.ids import Id
from facilitator.core.records import Clock, Day, Step
from facilitator.core.wall_clock import moment_of

Word = Literal["on time", "last 20 %", "last 5 %", "over", "not timed"]

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


def timed(step: Step, clock: Clock) -> bool:
    """Whether a step has a time to keep: one of 0 planned minutes has none, unless the clock gives it some."""
    return step.minutes.plan > 0 or planned(step, clock) > 0


def word(step: Step, clock: Clock, now: float) -> Word:
    """The state of the step's time, always shown beside the colour. A step of 0 minutes is never over."""
    if not timed(step, clock):
        return "not timed"
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

    @property
    def free(self) -> float:
        """When the next one can begin: its end and the minutes kept free after it."""
        return self.ends + self.step.buffer * 60.0


def projection(steps: Sequence[Step], clock: Clock, now: float, day: Day | None = None) -> list[Entry]:
    """When the current step and each open one after it on its day will start and end, from now on.

    The current step ends when its time is up, or now if it is over; each next one follows, after
    the minutes kept free between them, and not before the clock time at which it is fixed. Fixed times are those of the
    day's own date, also after midnight; without ``day`` those of the date of ``now``.
    """
    current = next((step for step in steps if step.id == clock.step), None)
    begun = day.begun if day else now
    entries, moment, after = [], now, current is None
    for step in ordered(steps):
        if step.id == clock.step:
            entries.append(Entry(step, now - spent(step, clock, now), now + max(0.0, left(step, clock, now))))
            after = True
        elif after and step.state == "open" and (current is None or step.day == current.day):
            starts = max(moment, fixed_at(step, begun) or moment)
            entries.append(Entry(step, starts, starts + needs(step)))
        else:
            continue
        moment = entries[-1].free
    return entries


def fixed_at(step: Step, begun: float) -> float | None:
    """The moment at which a step is fixed on the day that was begun at ``begun``; None: it is not."""
    return moment_of(step.fixed, begun) if step.fixed else None


def needs(step: Step) -> float:
    """Seconds that an open step will take, what was spent in it before left out."""
    return max(0.0, (step.minutes.plan + step.extra) * 60.0 - step.spent)


def neighbour(steps: Sequence[Step], step: Id, direction: Literal[1, -1]) -> Step | None:
    """The step after (1) or before (−1) a step, skipped ones left out; None at the end."""
    line = [entry for entry in ordered(steps) if entry.state != "skipped" or entry.id == step]
    at = next((i for i, entry in enumerate(line) if entry.id == step), -1) + direction
    return line[at] if 0 <= at < len(line) else None
