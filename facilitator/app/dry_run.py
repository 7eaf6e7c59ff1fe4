"""Dry runs from the screen: to try a workshop or a session without leaving marks."""

import asyncio
from pathlib import Path

from facilitator.activities import find
from facilitator.app.context import sentence
from facilitator.app.opening import Asking
from facilitator.core.errors import FacilitatorError
from facilitator.core.workshop import Workshop
from facilitator.kit.dialogs import Message
from facilitator.session.dry_run import of_session, of_workshop
from facilitator.store.temporary import sweep


async def prepared(app: Asking, what: Workshop | Path) -> Path | None:
    """The folder of a session to try a workshop, or a session's folder, with; None: it cannot be made, which has been
    said. What dry runs of killed programs left is removed by the way."""
    tr = app.tr
    await asyncio.to_thread(sweep)
    try:
        if isinstance(what, Workshop):
            return await asyncio.to_thread(of_workshop, what, find(), tr)
        return await asyncio.to_thread(of_session, what, find(), tr)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("There can be no dry run."), sentence(error, tr)))
        return None
