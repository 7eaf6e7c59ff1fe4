"""The finish: what is still open, and the state in which a session goes to the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from facilitator.core.agenda import LONG_GAP, ordered, spent
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.plan import as_seen, lacks_due, lacks_owner
from facilitator.core.records import Clock, Note, Step, Task
from facilitator.core.rounds import Round
from facilitator.session.session import Session
from facilitator.session.views import title_of, view


@dataclass(frozen=True)
class End:
    """One thing that is still open."""

    what: Literal["round", "step", "task", "parked"]
    """A round that was not revealed, a day to come or what a step says of itself, a task that lacks something, a parked
    thought."""
    text: str
    """What is open, as a sentence."""
    step: Id | None
    """Where it is to be dealt with, or where it came up."""
    record: Id | None = None
    """The task or the thought."""


def open_ends(session: Session, tr: Translator) -> list[str]:
    """Sentences about what is still open."""
    return [end.text for end in ends(session, tr)]


def ends(session: Session, tr: Translator) -> list[End]:
    """What is still open: days to come, rounds, what the steps say, tasks without owner or date, parked thoughts."""
    found = (_days, _rounds, _steps, _tasks, _parked)
    return [end for part in found for end in part(session, tr)]


def _days(session: Session, tr: Translator) -> Iterator[End]:
    """Days that have not been begun after one that was: whoever finishes then may only mean to go home."""
    steps = ordered(session.steps)
    begun = [step.day for step in steps if step.started or step.state == "done"]
    for day in sorted({step.day for step in steps} - set(begun)):
        open_ = [step for step in steps if step.day == day and step.state == "open"]
        if open_ and begun and day > max(begun):
            sentence = tr.n(
                "Day {day} has not been begun: {n} step is still to come.",
                "Day {day} has not been begun: {n} steps are still to come.",
                len(open_),
                day=day,
            )
            yield End("step", sentence, open_[0].id)


def _rounds(session: Session, tr: Translator) -> Iterator[End]:
    for round_ in session.table(Round).values():
        step = session.table(Step).get(round_.step)
        if round_.state != "revealed" and step is not None:
            title = title_of(session, step)
            yield End("round", tr("A round in “{step}” has not been revealed.", step=title), step.id)


def _steps(session: Session, tr: Translator) -> Iterator[End]:
    for step in ordered(session.steps):
        activity = session.kinds.get(step.kind)
        if activity is not None:
            try:
                said = activity.open_end_list(view(session, step, tr))
            except FacilitatorError as error:
                said = [str(error)]
            yield from (End("step", sentence, step.id) for sentence in said)


def _tasks(session: Session, tr: Translator) -> Iterator[End]:
    for task in sorted(session.table(Task).values(), key=lambda task: (task.order, task.number)):
        if lacking := missing(task, tr):
            words = {"task": as_seen(task, covered=True).title, "missing": lacking}
            text = tr("Task “{task}” lacks: {missing}.", **words)
            yield End("task", text, task.step, task.id)


def missing(task: Task, tr: Translator) -> str:
    """What a task lacks, in words; empty: nothing."""
    return ", ".join([tr("owner")] * lacks_owner(task) + [tr("date")] * lacks_due(task))


def _parked(session: Session, tr: Translator) -> Iterator[End]:
    for note in sorted(session.table(Note).values(), key=lambda note: (note.at, note.id)):
        if note.what == "parked" and not note.done:
            yield End("parked", tr("Parked thought: “{text}”", text=note.text), note.step, note.id)


def finish(session: Session, tr: Translator, *, counts_until: float | None = None) -> None:
    """Stops the clock, marks step and session as finished and empties the history.

    A running clock counts until ``counts_until`` (epoch seconds); default: now.

    Raises:
        FacilitatorError: the session is read-only or cannot be saved.
    """
    clock, end = session.clock, session.now() if counts_until is None else counts_until
    steps = [
        msgspec.structs.replace(step, spent=spent(step, clock, end), state="done")
        for step in session.steps
        if step.id == clock.step
    ]
    puts = (
        *steps,
        _still(clock),
        msgspec.structs.replace(session.info, state="finished"),
    )
    session.apply_now(Change(tr("Finish"), puts, history="none"))
    session.forget_history()


def last_seen(session: Session) -> float:
    """Until when a clock that runs in a session which was just opened counts (epoch seconds).

    That is now; after a crash or a long sleep, when nobody is there to be asked, the last sign of life.
    """
    now, alive = session.now(), session.store.last_alive
    return alive if alive is not None and now - alive > LONG_GAP else now


def stand_still(session: Session, tr: Translator) -> None:
    """Stops a clock that runs although the session is finished; what it ran does not count.

    Raises:
        FacilitatorError: the session is read-only or cannot be saved.
    """
    if session.clock != _still(session.clock):
        session.apply_now(Change(tr("Finish"), (_still(session.clock),), history="none"))


def taken_up(session: Session, tr: Translator) -> Change:
    """The change by which a finished session goes on, its clock standing still."""
    info = msgspec.structs.replace(session.info, state="running")
    return Change(tr("Take up again"), (info, _still(session.clock)), history="none")


def _still(clock: Clock) -> Clock:
    return msgspec.structs.replace(clock, since=None, countdown=None)
