"""The finish: what is still open, and the question whether to close the session all the same."""

from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.kit.dialogs import Confirm
from facilitator.session.finishing import finish, open_ends


async def show(run: Running) -> None:
    """Lists, asks, finishes, closes."""
    tr, session = run.tr, run.session
    ends = open_ends(session, tr)
    said = "\n".join(f"• {end}" for end in ends)
    after = tr("The clock stops and nothing can be undone any more. The session can still be opened and exported.")
    title = tr("Finish although this is open?") if ends else tr("Finish the session?")
    dialog = Confirm(
        tr, title, tr("Finish"), tr("Not yet"), default_yes=not ends, details=f"{said}\n\n{after}" if ends else after
    )
    dialog.add_class("-wide")
    if not await run.ask(dialog):
        return
    try:
        finish(session, tr)
    except FacilitatorError as error:
        run.hands.report(error)
        return
    run.say(tr("The session is finished."))
    run.app.close_session()
