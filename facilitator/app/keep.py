"""Parked thoughts, notes and decisions: one key each, wherever one is in a session."""

from typing import ClassVar

from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.ids import new_id
from facilitator.core.notes import TITLES, What
from facilitator.core.records import Note
from facilitator.kit.dialogs import AskLine

LABELS: dict[What, str] = {
    "parked": N_("park a thought"),
    "note": N_("keep a note"),
    "decision": N_("keep a decision"),
}
SAID: dict[What, str] = {"parked": N_("Parked."), "note": N_("Note kept."), "decision": N_("Decision kept.")}


class KeepLine(AskLine):
    """The line for it. While it is there no other one opens."""

    keeps: ClassVar[bool] = True


async def parked(run: Running) -> None:
    """Keeps a thought for later."""
    await keep(run, "parked")


async def note(run: Running) -> None:
    """Keeps a note."""
    await keep(run, "note")


async def decision(run: Running) -> None:
    """Keeps a decision."""
    await keep(run, "decision")


async def keep(run: Running, what: What) -> None:
    """Asks for one line and keeps it with step and time. What was typed comes back when it cannot be saved."""
    tr, typed = run.tr, ""
    while True:
        answer = await run.ask(KeepLine(tr, tr(TITLES[what]), value=typed))
        if not answer:
            return
        step = run.step
        record = Note(id=new_id(), what=what, text=answer, at=run.session.moment(), step=step.id if step else None)
        if await run.hands.apply(Change(tr(LABELS[what]), (record,))):
            run.say(tr(SAID[what]))
            return
        typed = answer
