"""What the facilitator does to the clock and the place in the agenda, as changes; of it only the day's end is undone.

The clock runs on the wall clock: a running stretch is known by the moment it began. Whenever something ends a stretch
its seconds are added to the step, so quitting, going on and pausing lose nothing. The first time that it runs in a step
of a day, that day has begun.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from facilitator.core.agenda import Entry, ordered, projection, spent
from facilitator.core.agenda_day import Miss, begin, behind, going_on, missed, opening
from facilitator.core.catching_up import Proposal, propose
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Clock, Day, Record, SessionInfo, Step
from facilitator.core.wall_clock import clock_time
from facilitator.session.session import Session


def current_step(session: Session) -> Step | None:
    """The step at which the session stands; the first one of it when the clock's own is gone; None without steps."""
    steps = session.table(Step)
    return steps.get(session.clock.step) or next(iter(ordered(list(steps.values()))), None)


def is_finished(session: Session) -> bool:
    """Whether clock, agenda and rounds stand still, until the session is taken up again."""
    return session.info.state == "finished"


def today(session: Session) -> Day | None:
    """The day of the current step; None while it has not been begun, or is to be begun anew on another date."""
    step = current_step(session)
    return going_on(session.table(Day).values(), step.day, session.now()) if step else None


@dataclass(frozen=True)
class Timetable:
    """The rest of the day as it looks now."""

    entries: tuple[Entry, ...]
    day: Day | None
    begun: float
    """The begin of the day (epoch seconds), to which fixed times belong; of one that was not begun the expected one."""
    late: float
    """Seconds behind the day's plan, below zero ahead; 0 before it was begun."""
    misses: tuple[Miss, ...]
    """Fixed times, and the end of the day, that will be missed."""


def timetable(session: Session) -> Timetable:
    """From now on; before the day was begun from its planned begin, when that is still to come."""
    steps, clock, now, day = session.steps, _placed(session), session.now(), today(session)
    if day is None and clock.since is None:
        now = opening(session.info, now)
    entries = tuple(projection(steps, clock, now, day))
    late = behind(steps, clock, now, day) if day else 0.0
    return Timetable(entries, day, day.begun if day else now, late, tuple(missed(entries, clock, now, day)))


def catching_up(session: Session) -> Proposal:
    """What would bring the rest of the day back to its fixed times and its end."""
    clock, now, day = _placed(session), session.now(), today(session)
    if day is None and clock.since is None:
        now = opening(session.info, now)
    return propose(session.steps, clock, now, day)


def _placed(session: Session) -> Clock:
    """The clock at the current step, also when its own step is gone."""
    clock, step = session.clock, current_step(session)
    return clock if step is None or clock.step == step.id else Clock(id=clock.id, step=step.id)


def start(session: Session) -> Change:
    """The clock runs from now on; the session has begun.

    Raises:
        FacilitatorError: the session is finished.
    """
    if is_finished(session):
        raise FacilitatorError(session.tr("This session is finished: take it up again before the clock runs."))
    now, clock, step = session.now(), session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=now, step=step.id if step else clock.step)]
    if step is not None and not step.started:
        puts.append(replace(step, started=session.moment()))
    return _silent([*puts, *_begun(session, step, puts), *_running(session.info)])


def pause(session: Session) -> Change:
    """The clock stands still; the stretch that ran is added to the step."""
    clock, step = session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=None)]
    if step is not None:
        puts.append(replace(step, spent=spent(step, clock, session.now())))
    return _silent(puts)


def until(session: Session, moment: float) -> Change:
    """The step ends at a moment (epoch seconds): minutes are added or taken, and a still clock starts."""
    clock, step, now = session.clock, current_step(session), session.now()
    if step is None:
        return _silent([])
    extra = (moment - now + spent(step, clock, now)) / 60 - step.minutes.plan
    puts = start(session).puts if clock.since is None else (clock,)
    return _silent([replace(put, extra=extra) if isinstance(put, Clock) else put for put in puts])


def count_down(session: Session, seconds: float | None) -> Change:
    """The free countdown begins now; None: there is none any more."""
    ends = None if seconds is None else session.now() + seconds
    return _silent([replace(session.clock, countdown=ends)])


def stay_until(day: Day, moment: float, tr: Translator) -> Change:
    """The day is to end at another moment (epoch seconds)."""
    return Change(tr("the day ends at {time}", time=clock_time(moment)), (replace(day, ends=moment),))


def add(session: Session, minutes: int) -> Change:
    """More or, below zero, fewer minutes for this step; never fewer than none."""
    clock, step = session.clock, current_step(session)
    least = -step.minutes.plan if step is not None else 0
    return _silent([replace(clock, extra=max(least, clock.extra + minutes))])


def go(session: Session, to: Step, *, done: bool) -> Change:
    """Goes to another step. ``done``: the one that is left counts as done. A running clock runs on there.

    In a finished session nothing counts: one only looks.
    """
    done = done and not is_finished(session)
    now, clock, old = session.now(), session.clock, current_step(session)
    puts: list[Record] = []
    if old is not None and old.id != to.id:
        state = "done" if done and old.state == "open" else old.state
        puts.append(replace(old, spent=spent(old, clock, now), state=state, extra=clock.extra))
    since = None if clock.since is None or is_finished(session) else now
    puts.append(replace(clock, step=to.id, since=since, extra=to.extra))
    if not to.started and (since is not None or done):
        puts.append(replace(to, started=session.moment()))
    puts += _begun(session, to, puts) if since is not None else ()
    return _silent([*puts, *(_running(session.info) if done else ())])


def counted_until(session: Session, moment: float) -> Change:
    """The running stretch counts only until ``moment`` (epoch seconds) and begins anew now."""
    clock, step = session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=session.now())]
    if step is not None:
        puts.append(replace(step, spent=spent(step, clock, moment)))
    return _silent([*puts, *_begun(session, step, puts)])


def _begun(session: Session, step: Step | None, puts: Sequence[Record]) -> Sequence[Record]:
    """The day of a step in which the clock runs from now on, when it has not been begun yet; ``puts`` are the records
    that are written with it."""
    now, days = session.now(), session.table(Day).values()
    if step is None or going_on(days, step.day, now) is not None:
        return ()
    before = next((day for day in days if day.day == step.day), None)
    clock = replace(session.clock, step=step.id, since=None)
    steps = {one.id: one for one in (*session.steps, *puts) if isinstance(one, Step)}
    day = begin(list(steps.values()), clock, now, session.info.starts, before)
    return (day,) if day is not None else ()


def _running(info: SessionInfo) -> tuple[Record, ...]:
    return (replace(info, state="running"),) if info.state == "prepared" else ()


def _silent(puts: Sequence[Record]) -> Change:
    return Change("", tuple(puts), history="none")
