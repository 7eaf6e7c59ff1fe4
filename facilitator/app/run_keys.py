"""Which of Run's keys do something now, and what it offers in the palette beside them."""

from collections.abc import Callable, Iterator
from functools import partial

from facilitator.app.commands import Command
from facilitator.app.running import Running
from facilitator.store.notices import ReadOnly

CHANGES = {
    ("run_clock_menu",),
    ("kept", "parked"),
    ("kept", "note"),
    ("kept", "decision"),
    ("history", "undo"),
    ("history", "redo"),
    ("finish",),
}
"""Dialogs that change the session."""
UNDONE = "undone"


def works(run: Running, action: str, parameters: tuple[object, ...]) -> bool:
    """Whether an action of Run does something now."""
    if action == "walk":
        direction = 1 if parameters[0] == 1 else -1
        at_end = direction > 0 and run.step is not None and not run.read_only and _unfinished(run)
        return run.neighbour(direction) is not None or at_end
    if action == "fold":
        return run.step is not None
    if action != "open":
        return True
    if run.read_only and parameters in CHANGES:
        return False
    match parameters:
        case ("run_clock_menu",):
            return run.step is not None
        case ("notes",):
            return run.door is not None
        case ("reload",):
            return run.session.store.read_only not in (None, ReadOnly.NEWER)
        case ("history", "undo"):
            return any(entry.state != UNDONE for entry in run.session.history)
        case ("history", "redo"):
            return any(entry.state == UNDONE for entry in run.session.history)
    return True


def _unfinished(run: Running) -> bool:
    return run.session.info.state != "finished"


def offered(run: Running, open_dialog: Callable[..., object]) -> Iterator[Command]:
    """What has no key: finish, skip."""
    tr, step = run.tr, run.step
    if run.read_only:
        return
    if _unfinished(run):
        yield Command(
            tr("Finish the session"), tr("Lists what is still open, then closes it"), partial(open_dialog, "finish")
        )
    if step is not None:
        title = tr("Take this step up again") if step.state == "skipped" else tr("Skip this step")
        yield Command(title, tr("It stays in the agenda"), partial(open_dialog, "steps", "skip"))
