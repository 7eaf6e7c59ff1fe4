"""The finish: what is still open, and the state in which a session goes to the archive."""

import msgspec

from facilitator.core.agenda import ordered, spent
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Note, Task
from facilitator.core.rounds import Round
from facilitator.session.session import Session
from facilitator.session.views import title_of, view


def open_ends(session: Session, tr: Translator) -> list[str]:
    """Sentences about what is still open: rounds, tasks without owner or date, parked thoughts, the kinds' own."""
    found = []
    for round_ in session.table(Round).values():
        step = next((step for step in session.steps if step.id == round_.step), None)
        if round_.state != "revealed" and step is not None:
            found.append(tr("A round in “{step}” has not been revealed.", step=title_of(session, step)))
    for step in ordered(session.steps):
        activity = session.kinds.get(step.kind)
        if activity is not None:
            try:
                found += activity.open_end_list(view(session, step, tr))
            except FacilitatorError as error:
                found.append(str(error))
    for task in sorted(session.table(Task).values(), key=lambda task: task.order):
        if task.status == "open" and not (task.owner and task.due):
            missing = [tr("owner")] * (not task.owner) + [tr("date")] * (not task.due)
            found.append(tr("Task “{task}” lacks: {missing}.", task=task.title, missing=", ".join(missing)))
    for note in session.table(Note).values():
        if note.what == "parked" and not note.done:
            found.append(tr("Parked thought: “{text}”", text=note.text))
    return found


def finish(session: Session, tr: Translator) -> None:
    """Stops the clock, marks step and session as finished and empties the history.

    Raises:
        FacilitatorError: the session is read-only or cannot be saved.
    """
    clock = session.clock
    steps = [
        msgspec.structs.replace(step, spent=spent(step, clock, session.now()), state="done")
        for step in session.steps
        if step.id == clock.step
    ]
    puts = (
        *steps,
        msgspec.structs.replace(clock, since=None),
        msgspec.structs.replace(session.info, state="finished"),
    )
    session.apply_now(Change(tr("Finish"), puts, history="none"))
    session.forget_history()
