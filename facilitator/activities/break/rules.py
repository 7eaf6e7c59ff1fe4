"""When a break ends."""

from math import ceil

from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.agenda import neighbour, planned
from facilitator.core.records import Clock, Step
from facilitator.core.stepview import StepView
from facilitator.core.wall_clock import clock_time, moment_of

SPLIT = 0.5
"""Seconds over a full minute that are not yet the next one."""


class Settings(BaseSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A break has no settings of its own: its length is the step's minutes."""


def back_at(view: StepView) -> str:
    """Clock time ``HH:MM`` at which the group is back; empty while it depends on when the break begins.

    A next step with a fixed time decides, unless the break begins when that is past, or the facilitator has said
    something else on the clock. Otherwise the running clock does: when it began plus what was planned, rounded up to
    the minute. It does not depend on now, so it stays right when the break runs over.
    """
    step, clock = view.step, _clock(view)
    here = clock if clock is not None and clock.step == step.id else None
    following = neighbour(list(view.table(Step).values()), step.id, 1)
    fixed = following.fixed if following and following.day == step.day and not (here and here.extra) else ""
    if here is None or here.since is None:
        return fixed
    at = moment_of(fixed, here.since)
    if at is not None and at > here.since:
        return clock_time(at)
    end = here.since + planned(step, here) - step.spent
    return clock_time(ceil((end - SPLIT) / 60) * 60)


def minutes_left(view: StepView) -> int:
    """Whole minutes of the break that are left while the clock stands still."""
    step, clock = view.step, _clock(view)
    whole = planned(step, clock) if clock else step.minutes.plan * 60
    return max(0, ceil((whole - step.spent) / 60))


def sentence(view: StepView) -> str:
    """What the room reads: when it goes on, or how long the break will be."""
    moment = back_at(view)
    if moment:
        return view.tr("Back at {time}", time=moment)
    return view.tr.n("{n} minute of break", "{n} minutes of break", minutes_left(view))


def _clock(view: StepView) -> Clock | None:
    return next(iter(view.table(Clock).values()), None)
