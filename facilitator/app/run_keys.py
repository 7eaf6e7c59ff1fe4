"""Which of Run's keys do something now, and what it offers in the palette beside them."""

from collections.abc import Callable, Iterator
from functools import partial

from facilitator.app.clock import is_finished
from facilitator.app.commands import Command
from facilitator.app.running import Running
from facilitator.core.agenda import ordered
from facilitator.core.i18n import N_
from facilitator.session.importing import taken_by, takers
from facilitator.store.notices import ReadOnly

CHANGES = {
    ("run_clock_menu",),
    ("history", "undo"),
    ("history", "redo"),
    ("finish",),
    ("finished", "take_up"),
}
"""Dialogs that change the session."""
REPEATED = ("undo", "redo", "up", "down", "skip")
"""Parts of dialogs that ask nothing: each key press counts, however fast they come."""
UNDONE = "undone"
STEP_ACTS = (
    ("add", N_("Add a step after this one")),
    ("edit", N_("Change this step: title, minutes, time, day, prompt")),
    ("minutes", N_("Minutes of this step")),
    ("notes", N_("Change the notes of this step")),
    ("repeat", N_("Repeat this step")),
    ("up", N_("Move this step up")),
    ("down", N_("Move this step down")),
    ("remove", N_("Remove this step")),
)
"""What the palette offers for the current step; in the agenda there are keys for the one under the cursor."""

CLOCK_ACTS = (
    (N_("Catch up"), N_("Before and after, to be accepted or not"), "catch_up"),
    (N_("Countdown"), N_("Beside the step's time"), "clock_acts", "countdown"),
    (N_("Check the plan"), N_("Spare time and breaks"), "clock_acts", "check_plan"),
)
"""What the palette offers of the clock's menu."""


def works(run: Running, action: str, parameters: tuple[object, ...]) -> bool:
    """Whether an action of Run does something now."""
    if action == "walk":
        direction = 1 if parameters[0] == 1 else -1
        at_end = direction > 0 and run.step is not None and not run.read_only and not is_finished(run.session)
        return run.neighbour(direction) is not None or at_end
    if action == "fold":
        return run.step is not None
    if action != "open":
        return True
    if run.read_only and parameters in CHANGES:
        return False
    match parameters:
        case ("run_clock_menu",):
            return run.step is not None and not is_finished(run.session)
        case ("finished", "take_up"):
            return is_finished(run.session)
        case ("import_door",):
            return takes(run)
        case ("notes",):
            return run.door is not None
        case ("steps", str(act)):
            return _step_act(run, act)
        case ("reload",):
            return run.session.store.read_only not in (None, ReadOnly.NEWER)
        case ("history", "undo"):
            return any(entry.state != UNDONE for entry in run.session.history)
        case ("history", "redo"):
            return any(entry.state == UNDONE for entry in run.session.history)
    return True


def takes(run: Running) -> bool:
    """Whether something can be imported into the step that is shown."""
    step = run.step
    if step is None or run.read_only or is_finished(run.session):
        return False
    return step.state != "skipped" and bool(taken_by(run.session, step))


def _step_act(run: Running, act: str) -> bool:
    """Whether the agenda can be changed so: only while the session goes on, and a step has to be there."""
    step = run.target
    if run.read_only or is_finished(run.session) or (step is None and act != "add"):
        return False
    if step is None or act not in ("up", "down"):
        return True
    line = ordered(run.session.steps)
    return step.id != line[0 if act == "up" else -1].id


def offered(run: Running, open_dialog: Callable[..., object]) -> Iterator[Command]:
    """What has no key: finish, and what is done to the current step while the agenda has not the focus."""
    tr, step = run.tr, run.step
    if not run.pointed:
        yield Command(tr("Planned and taken minutes"), tr("Of every step"), partial(open_dialog, "step_times"))
        about = tr("The agenda as it is now, for sessions to come")
        yield Command(tr("Save as own workshop"), about, partial(open_dialog, "own_workshop"))
    if run.read_only or is_finished(run.session):
        return
    yield Command(
        tr("Finish the session"), tr("Lists what is still open, then closes it"), partial(open_dialog, "finish")
    )
    if run.pointed:
        return
    if takers(run.session) and not takes(run):
        about = tr("A matrix, stakeholders or scores, from a file or a paste")
        yield Command(tr("Import…"), about, partial(open_dialog, "import_door"))
    about = tr("What this client has left to do")
    yield Command(tr("Open tasks of earlier sessions"), about, partial(open_dialog, "earlier_tasks"))
    if step is not None:
        for text, about, *opened in CLOCK_ACTS:
            yield Command(tr(text), tr(about), partial(open_dialog, *opened))
        yield Command(tr("Sub-groups"), tr("Who works with whom, on which cards"), partial(open_dialog, "groups"))
        title = tr("Skip this step") if step.state == "open" else tr("Take this step up again")
        yield Command(title, tr("It stays in the agenda"), partial(open_dialog, "steps", "skip"))
    for act, text in STEP_ACTS:
        if _step_act(run, act):
            yield Command(tr(text), tr("Agenda"), partial(open_dialog, "steps", act))
