"""What the facilitator does to the clock and the place in the agenda, as changes; none of it is undone.

The clock runs on the wall clock: a running stretch is known by the moment it began. Whenever something ends a stretch
its seconds are added to the step, so quitting, going on and pausing lose nothing.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from facilitator.core.agenda import spent
from facilitator.core.change import Change
from facilitator.core.records import Clock, Record, SessionInfo, Step
from facilitator.session.session import Session


def current_step(session: Session) -> Step | None:
    """The step at which the session stands; the first one of it when the clock's own is gone; None without steps."""
    steps = session.table(Step)
    return steps.get(session.clock.step) or min(steps.values(), key=lambda step: (step.day, step.order), default=None)


def start(session: Session) -> Change:
    """The clock runs from now on; the session has begun."""
    now, clock, step = session.now(), session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=now, step=step.id if step else clock.step)]
    if step is not None and not step.started:
        puts.append(replace(step, started=session.moment()))
    return _silent([*puts, *_running(session.info)])


def pause(session: Session) -> Change:
    """The clock stands still; the stretch that ran is added to the step."""
    clock, step = session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=None)]
    if step is not None:
        puts.append(replace(step, spent=spent(step, clock, session.now())))
    return _silent(puts)


def add(session: Session, minutes: int) -> Change:
    """More or, below zero, fewer minutes for this step; never fewer than none."""
    clock, step = session.clock, current_step(session)
    least = -step.minutes.plan if step is not None else 0
    return _silent([replace(clock, extra=max(least, clock.extra + minutes))])


def go(session: Session, to: Step, *, done: bool) -> Change:
    """Goes to another step. ``done``: the one that is left counts as done. A running clock runs on there."""
    now, clock, old = session.now(), session.clock, current_step(session)
    puts: list[Record] = []
    if old is not None and old.id != to.id:
        state = "done" if done and old.state == "open" else old.state
        puts.append(replace(old, spent=spent(old, clock, now), state=state, extra=clock.extra))
    since = None if clock.since is None else now
    puts.append(replace(clock, step=to.id, since=since, extra=to.extra))
    if not to.started and (since is not None or done):
        puts.append(replace(to, started=session.moment()))
    return _silent([*puts, *(_running(session.info) if done else ())])


def counted_until(session: Session, moment: float) -> Change:
    """The running stretch counts only until ``moment`` (epoch seconds) and begins anew now."""
    clock, step = session.clock, current_step(session)
    puts: list[Record] = [replace(clock, since=session.now())]
    if step is not None:
        puts.append(replace(step, spent=spent(step, clock, moment)))
    return _silent(puts)


def drift(steps: Sequence[Step], clock: Clock, now: float) -> float:
    """Seconds behind the plan (below zero: ahead): of the steps that were timed, time taken less time planned."""
    behind = 0.0
    for step in steps:
        taken, plan = spent(step, clock, now), step.minutes.plan * 60.0
        if step.id == clock.step:
            behind += max(taken, plan + clock.extra * 60.0) - plan
        elif step.state == "done" and taken > 0:
            behind += taken - plan
    return behind


def _running(info: SessionInfo) -> tuple[Record, ...]:
    return (replace(info, state="running"),) if info.state == "prepared" else ()


def _silent(puts: Sequence[Record]) -> Change:
    return Change("", tuple(puts), history="none")
