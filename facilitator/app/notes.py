"""The facilitator's notes of a step: closed, because the room can see the screen, until they are asked for."""

from textual.content import Content

from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.kit.dialogs import Confirm, Message
from facilitator.kit.prompt import lines


async def show(run: Running) -> None:
    """Shows them; on a screen that the room sees it asks, once per step."""
    tr, step = run.tr, run.step
    if step is None or run.door is None:
        return
    try:
        view = run.door.view
    except FacilitatorError as error:
        run.hands.report(error)
        return
    if not view.notes.strip():
        run.say(tr("There are no notes for this step."))
        return
    if not await may_be_read(run, step.id):
        return
    drawn = lines(view.notes, max(20, min(92, run.app.size.width - 6)))
    dialog = Message(tr, tr("Notes: {step}", step=view.title), Content("\n").join(drawn))
    dialog.add_class("-wide")
    await run.ask(dialog)


async def may_be_read(run: Running, step: Id) -> bool:
    """Whether notes may be on the screen; where the room sees it, that is asked once per step."""
    if run.private or run.notes_opened == step:
        return True
    if await ask_before(run):
        run.notes_opened = step
        return True
    return False


async def ask_before(run: Running) -> bool:
    """Asks whether the room may read the facilitator's notes; enter keeps them closed."""
    tr = run.tr
    question = Confirm(tr, tr("The room can see this screen. Show the notes?"), tr("Show"), tr("Keep them closed"))
    return await run.ask(question)
