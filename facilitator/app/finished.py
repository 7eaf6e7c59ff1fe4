"""A session that is finished: its clock, agenda and rounds stand still until it is taken up again."""

from facilitator.app.running import Running
from facilitator.core.i18n import N_
from facilitator.kit.dialogs import Confirm
from facilitator.session.finishing import taken_up

TAKE_UP = N_("Take this session up again")


async def take_up(run: Running) -> None:
    """Asks once, and lets it go on where it stood."""
    tr = run.tr
    details = tr("Clock, agenda and rounds can be used again. The step at which it stood stays done; nothing is lost.")
    question = Confirm(
        tr, tr("Take this session up again?"), tr("Take up"), tr("Leave it"), default_yes=True, details=details
    )
    if await run.ask(question) and await run.hands.apply(taken_up(run.session, tr)):
        run.say(tr("The session goes on."))
