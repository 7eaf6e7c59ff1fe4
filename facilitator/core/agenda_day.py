"""One day of the agenda: when it was begun, what was planned then, and how far ahead or behind the group is now.

All moments are epoch seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from facilitator.core.agenda import Entry, fixed_at, left, ordered, projection
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Clock, Day, SessionInfo, Step
from facilitator.core.wall_clock import HALF_DAY, local, moment_of, moment_on

EARLY, LATE = 3600.0, 3 * 3600.0
"""Seconds that the clock may be started before or after the planned begin of the day for that to be the begin which is
meant; otherwise the day begins when the clock is started."""
NIGHT = 4 * 3600.0
"""Seconds after its planned end from which, on another date, a day is no longer going on."""


@dataclass(frozen=True)
class Miss:
    """A moment of the plan that will be missed."""

    step: Step | None
    """The step with the fixed time; None: the end of the day."""
    planned: float
    expected: float

    @property
    def minutes(self) -> int:
        """By how many whole minutes."""
        return whole_minutes(self.expected - self.planned)


def whole_minutes(seconds: float) -> int:
    """Whole minutes in a span; the error of adding up is not taken for a minute less."""
    return int((seconds + 1e-3) // 60)


def going_on(days: Iterable[Day], number: int, now: float) -> Day | None:
    """The record of a day of the agenda; None when it has not been begun.

    One that ended long ago on another date, or that lies ahead because the laptop's clock was wrong, is not going on:
    the same steps are then taken up on another day.
    """
    found = (day for day in days if day.day == number)
    day = max(found, key=lambda day: day.begun, default=None)
    return day if day is not None and _is_now(day, now) else None


def _is_now(day: Day, now: float) -> bool:
    if now < day.begun - HALF_DAY:
        return False
    return now <= max(day.ends, day.begun) + NIGHT or local(now).date() == local(day.begun).date()


def begin(steps: Sequence[Step], clock: Clock, now: float, starts: str = "", before: Day | None = None) -> Day | None:
    """The day of the current step as it begins: from its planned begin ``starts`` (``HH:MM``) when that is near, else
    from now. None without a current step.

    From a planned begin every step of the day counts; otherwise those from the current one on. ``before``: the record
    of the same day that is no longer going on; the new one takes its place.
    """
    current = next((step for step in steps if step.id == clock.step), None)
    if current is None:
        return None
    line = [step for step in ordered(steps) if step.day == current.day and (step.state != "skipped" or step is current)]
    opening = moment_of(starts, now)
    begun = now
    if opening is not None and before is None and opening - EARLY <= now <= opening + LATE:
        begun = opening
    else:
        line = [step for step in line[line.index(current) :] if step.state == "open" or step is current]
    rest = whole_minutes(max(0.0, step_rest(current, clock, now))) if begun == now else current.minutes.plan
    plan = {step.id: (rest if step is current else step.minutes.plan, step.buffer) for step in line}
    day = Day(id=before.id if before else new_id(), day=current.day, begun=begun, ends=begun, plan=plan)
    return replace(day, ends=planned_end(steps, day))


def opening(info: SessionInfo, now: float) -> float:
    """When a day that has not been begun will be, as far as one can tell: at the planned clock time on the session's
    date or, where that is past, on today's; not earlier than now."""
    try:
        on = date.fromisoformat(info.date)
    except ValueError:
        on = date.min
    planned = moment_on(max(on, local(now).date()), info.starts)
    return max(now, planned or now)


def step_rest(step: Step, clock: Clock, now: float) -> float:
    """Seconds of a step's planned minutes that are left, without what was added on the clock."""
    return left(step, replace(clock, extra=0), now) if clock.step == step.id else step.minutes.plan * 60.0 - step.spent


def planned_end(steps: Sequence[Step], day: Day) -> float:
    """When a day that begins with this plan ends, the minutes kept free after its last step included.

    A step begins at its fixed time, never earlier.
    """
    return _by_plan(steps, day)[0]


@dataclass(frozen=True)
class _Planned:
    """A step by the plan of its day."""

    starts: float
    idle: float
    """Seconds before it in which nothing was planned."""


def _by_plan(steps: Iterable[Step], day: Day) -> tuple[float, dict[Id, _Planned]]:
    """When the day was to end, and when its steps were to start.

    They count with the minutes and in the order that they had when the day was begun.
    """
    known = {step.id: step for step in steps}
    moment, found = day.begun, {}
    for id_, (minutes, free) in day.plan.items():
        step = known.get(id_)
        starts = max(moment, fixed_at(step, day.begun) or moment) if step else moment
        found[id_] = _Planned(starts, starts - moment)
        moment = starts + (minutes + free) * 60.0
    return moment, found


def behind(steps: Sequence[Step], clock: Clock, now: float, day: Day) -> float:
    """Seconds by which the day's work will be over later than planned; below zero: earlier. 0 without a current step.

    That is how much later the day will end, and how much less time than planned the group will idle away before fixed
    times: a gap in the plan that takes up a delay is spent and not made good. It never contradicts the projection. What
    misses its time by a minute or more is behind, by that much at least (a fixed time that the plan itself missed, by
    how much more); a day that will end earlier is ahead, by that much at least.
    """
    entries = projection(steps, clock, now, day)
    if not entries or entries[0].step.id != clock.step:
        return 0.0
    _, plan = _by_plan(steps, day)
    later = end_of(entries) - day.ends
    worst, late = later, later
    for before, entry in pairwise(entries):
        planned = plan.get(entry.step.id, _Planned(0.0, 0.0))
        late += planned.idle - (entry.starts - before.free)
        if (at := fixed_at(entry.step, day.begun)) is not None:
            worst = max(worst, entry.starts - max(at, planned.starts))
    if whole_minutes(worst) > 0:
        return max(late, worst)
    return min(late, later) if whole_minutes(-later) > 0 else late


def end_of(entries: Sequence[Entry]) -> float:
    """The end of a projection: that of its last step, with the minutes kept free after it."""
    return entries[-1].free


def missed(entries: Sequence[Entry], clock: Clock, now: float, day: Day | None) -> list[Miss]:
    """What a projection misses by a minute or more: fixed times still to come in it, and the end of the day."""
    begun = day.begun if day else now
    found = [
        Miss(entry.step, at, entry.starts)
        for entry in entries
        if entry.step.id != clock.step and (at := fixed_at(entry.step, begun)) is not None
    ]
    if day is not None and entries:
        found.append(Miss(None, day.ends, end_of(entries)))
    return [miss for miss in found if miss.minutes >= 1]
