"""How much spare time there is, and whether the day needs it."""

from math import ceil

from msgspec.structs import replace

from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.agenda import left
from facilitator.core.agenda_day import behind, going_on, whole_minutes
from facilitator.core.records import Clock, Day, Step
from facilitator.core.stepview import StepView


class Settings(BaseSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Spare time has no settings of its own: its length is the step's minutes."""


def minutes_left(view: StepView, now: float) -> int:
    """Whole minutes of spare time that are left at a moment (epoch seconds), a begun one included."""
    step, clock = view.step, _clock(view)
    seconds = left(step, clock, now) if clock else step.minutes.plan * 60 - step.spent
    return max(0, ceil(seconds / 60))


def sentence(view: StepView, now: float) -> str:
    """How much spare time there is."""
    return view.tr.n("{n} minute of spare time", "{n} minutes of spare time", minutes_left(view, now))


def standing(view: StepView, now: float) -> str:
    """How the group stands to the plan of the day if it goes on now; empty before the day was begun."""
    step, clock, tr = view.step, _clock(view), view.tr
    day = going_on(view.table(Day).values(), step.day, now)
    if day is None or clock is None or clock.step != step.id:
        return ""
    steps = list(view.table(Step).values())
    ended = replace(clock, extra=clock.extra - max(0.0, left(step, clock, now)) / 60)
    late = behind(steps, ended, now, day)
    minutes = whole_minutes(abs(late))
    if not minutes:
        return tr("Going on now, you are on plan.")
    if late > 0:
        return tr.n("Going on now, you are {n} minute behind.", "Going on now, you are {n} minutes behind.", minutes)
    return tr.n("Going on now, you are {n} minute ahead.", "Going on now, you are {n} minutes ahead.", minutes)


def _clock(view: StepView) -> Clock | None:
    return next(iter(view.table(Clock).values()), None)
