"""What the clock's menu asks about: until when, a countdown, the end of the day, advice about the plan."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from facilitator.app.catch_up import show as catch_up
from facilitator.app.clock import count_down, stay_until, today, until
from facilitator.app.running import Running
from facilitator.core.agenda_advice import advice
from facilitator.core.errors import FacilitatorError
from facilitator.core.minutes import parse_clock, parse_span
from facilitator.core.records import Day
from facilitator.core.wall_clock import HALF_DAY, clock_time, next_moment
from facilitator.kit.dialogs import AskLine, Message
from facilitator.session.views import title_of

T = TypeVar("T")

LONG_DAY = 18 * 3600.0
"""Seconds from now within which a day can end."""


async def end_step(run: Running) -> None:
    """The step ends at a clock time: in a break, the group is back then."""
    session, tr, step = run.session, run.tr, run.step
    if step is None:
        return
    title = tr("“{step}” ends at", step=title_of(session, step))
    hint = tr("A clock time such as 13:00. It is {time} now.", time=clock_time(session.now()))
    if session.clock.since is None:
        hint += " " + tr("The clock starts.")
    moment = await _asked(run, title, hint, lambda text: _coming(run, text, HALF_DAY))
    if moment is not None:
        await run.hands.apply(until(session, moment))


async def countdown(run: Running) -> None:
    """Starts a countdown beside the step's time, or stops the one that goes on."""
    session, tr = run.session, run.tr
    if session.clock.countdown is not None:
        await run.hands.apply(count_down(session, None))
        return
    hint = tr("Minutes, or minutes and seconds: 3 or 1:30. It starts at once.")
    seconds = await _asked(run, tr("Countdown"), hint, lambda text: parse_span(text, tr))
    if seconds is not None:
        await run.hands.apply(count_down(session, seconds))


async def end_day(run: Running) -> None:
    """The day may end at another clock time than planned."""
    tr, day = run.tr, today(run.session)
    if day is None:
        return
    hint = tr("A clock time such as 17:30. Planned is {time}.", time=clock_time(day.ends))
    moment = await _asked(run, tr("The day ends at"), hint, lambda text: _coming(run, text, LONG_DAY))
    if moment is not None:
        await run.hands.apply(stay_until(day, moment, tr))


async def check_plan(run: Running) -> None:
    """Advice about spare time and breaks."""
    session, tr = run.session, run.tr
    begun = {day.day: clock_time(day.begun) for day in session.table(Day).values()}
    starts = {step.day: begun.get(step.day, session.info.starts) for step in session.steps}
    found = advice(session.steps, tr, lambda step: title_of(session, step), starts)
    text = "\n\n".join(f"• {sentence}" for sentence in found)
    await run.ask(Message(tr, tr("Check the plan"), text or tr("Spare time and breaks are as they should be.")))


ACTS: dict[str, Callable[[Running], Awaitable[None]]] = {
    "until": end_step,
    "countdown": countdown,
    "catch_up": catch_up,
    "day_end": end_day,
    "check": check_plan,
}
"""What the menu's words do."""


async def _asked(run: Running, title: str, hint: str, read: Callable[[str], T]) -> T | None:
    """What a line that is typed means; asked again with what is wrong; None when it is left or empty."""
    typed: str | None = ""
    while typed := await run.ask(AskLine(run.tr, title, value=typed or "", hint=hint)):
        try:
            return read(typed)
        except FacilitatorError as error:
            hint = error.said(run.tr)
    return None


def _coming(run: Running, text: str, within: float) -> float:
    """The next moment of a clock time, at most so many seconds ahead.

    Raises:
        FacilitatorError: it is no clock time, or past.
    """
    tr, now = run.tr, run.session.now()
    clock = parse_clock(text, tr)
    moment = next_moment(clock, now)
    if moment is None or moment > now + within:
        raise FacilitatorError(tr("{time} is past: it is {now} now.", time=clock, now=clock_time(now)))
    return moment
