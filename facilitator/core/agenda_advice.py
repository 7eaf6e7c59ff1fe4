"""Advice about an agenda while it is planned: spare time, room between parts, breaks.

The figures are those that facilitators plan by: 10 to 20 % of spare time, five minutes between parts, a break at least
every 90 minutes.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from facilitator.core.agenda import ordered
from facilitator.core.catching_up import SPARE
from facilitator.core.i18n import N_, Translator
from facilitator.core.minutes import DAY_MINUTES, minutes_of
from facilitator.core.records import Step

BREAK = "break"
"""The kind of step in which nobody works."""
LEAST_SPARE, MOST_SPARE = 10, 20
"""Spare time in percent of a day's minutes, breaks left out."""
BETWEEN = 5
"""Minutes between two parts."""
LONGEST = 90
"""Minutes without a break."""
IDLE = 15
"""Minutes before a fixed time in which nothing happens that are worth a word: nobody plans to wait so long."""
NAMED = 3
"""Steps that a sentence names at most."""


def advice(
    steps: Sequence[Step],
    tr: Translator,
    title: Callable[[Step], str],
    starts: Mapping[int, str] = MappingProxyType({}),
) -> list[str]:
    """Sentences about what could be better, day by day; none when nothing could. Skipped steps are left out.

    ``starts``: the clock times ``HH:MM`` at which the days begin, by number; without one no gap is known before the
    first fixed time of the day.
    """
    line = [step for step in ordered(steps) if step.state != "skipped"]
    days = sorted({step.day for step in line})
    found: list[str] = []
    for day in days:
        of_day = [step for step in line if step.day == day]
        said = [*_spare_time(of_day, tr), *_between(of_day, tr, title), *_breaks(of_day, tr, title)]
        said += _idle(of_day, tr, title, starts.get(day, ""))
        found += [tr("Day {n}: {sentence}", n=day, sentence=sentence) for sentence in said] if days[1:] else said
    return found


def _spare_time(steps: Sequence[Step], tr: Translator) -> list[str]:
    work = [step for step in steps if step.kind != BREAK]
    whole = sum(step.minutes.plan + step.buffer for step in work)
    spare = sum(step.buffer + (step.minutes.plan if step.kind == SPARE else 0) for step in work)
    if not whole or LEAST_SPARE * whole <= 100 * spare <= MOST_SPARE * whole:
        return []
    message = N_(
        "{spare} of {n} minutes are spare time. {low} to {high} % is a good measure: {least} to {most} minutes."
    )
    busy = whole - spare
    least, most = _share(busy, LEAST_SPARE), _share(busy, MOST_SPARE)
    return [tr(message, spare=spare, n=whole, low=LEAST_SPARE, high=MOST_SPARE, least=least, most=most)]


def _share(busy: int, percent: int) -> int:
    """Minutes that, added to the busy ones, are so many percent of the whole."""
    return round(busy * percent / (100 - percent))


def _between(steps: Sequence[Step], tr: Translator, title: Callable[[Step], str]) -> list[str]:
    idle = (BREAK, SPARE)
    tight = [
        one
        for one, other in pairwise(steps)
        if one.buffer < BETWEEN and one.kind not in idle and other.kind not in idle and one.minutes.plan
    ]
    if not tight:
        return []
    names = ", ".join(tr("“{step}”", step=title(step)) for step in tight[:NAMED])
    if tight[NAMED:]:
        names = tr("{names} and others", names=names)
    return [
        tr("{n} minutes between two parts give room to change over; fewer are after {steps}.", n=BETWEEN, steps=names)
    ]


def _breaks(steps: Sequence[Step], tr: Translator, title: Callable[[Step], str]) -> list[str]:
    found: list[str] = []
    stretch: list[Step] = []
    for step in [*steps, None]:
        if step is not None and step.kind != BREAK:
            stretch.append(step)
            continue
        minutes = sum(one.minutes.plan for one in stretch) + sum(one.buffer for one in stretch[:-1])
        if minutes > LONGEST:
            message = N_("From “{first}” to “{last}” there are {n} minutes without a break: more than {most}.")
            if len(stretch) == 1:
                message = N_("“{first}” takes {n} minutes without a break: more than {most}.")
            first, last = title(stretch[0]), title(stretch[-1])
            found.append(tr(message, first=first, last=last, n=minutes, most=LONGEST))
        stretch = []
    return found


def _idle(steps: Sequence[Step], tr: Translator, title: Callable[[Step], str], starts: str) -> list[str]:
    """Gaps before fixed times, by the planned minutes. A clock time more than half a day back is one after midnight."""
    found: list[str] = []
    moment = minutes_of(starts)
    for step in steps:
        at = minutes_of(step.fixed)
        if at is not None:
            if moment is not None:
                at += DAY_MINUTES * max(0, (moment - at + DAY_MINUTES // 2) // DAY_MINUTES)
                if at - moment >= IDLE:
                    message = N_("Before “{step}” at {time} there are {n} minutes in which nothing happens.")
                    found.append(tr(message, step=title(step), time=step.fixed, n=at - moment))
            moment = at if moment is None else max(moment, at)
        if moment is not None:
            moment += step.minutes.plan + step.buffer
    return found
