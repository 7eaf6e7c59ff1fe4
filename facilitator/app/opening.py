"""Opening a session from the screen: what is in the way is said, and asked where there is a choice."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from textual.screen import Screen

from facilitator.activities import find
from facilitator.app.context import sentence
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Choose, Message
from facilitator.session.session import Session
from facilitator.store.repair import repair
from facilitator.store.store import ForeignFile
from facilitator.store.temporary import discard

T = TypeVar("T")


class Asking(Protocol):
    """The app, as far as opening needs it."""

    tr: Translator

    async def push_screen_wait(self, screen: Screen[T], /) -> T:
        """Shows a question and waits for its answer."""


async def open_asking(
    app: Asking, path: Path, *, read_only: bool = False, adopt: bool = False, now: Callable[[], float]
) -> Session | None:
    """Opens a session; None when it cannot be opened, which has been shown, or when the user does not want it."""
    tr = app.tr
    while True:
        try:
            return await asyncio.to_thread(Session.open, path, find(), read_only=read_only, adopt=adopt, now=now)
        except ForeignFile as error:
            options = [
                ("adopt", tr("Open it as it is now; the file is kept in copies")),
                ("repair", tr("Repair it to what was last saved; the file is kept in copies")),
                ("look", tr("Only look at it")),
            ]
            answer = await app.push_screen_wait(Choose(tr, sentence(error, tr), options))
            if answer is None:
                return None
            adopt = answer != "repair"
            read_only = answer == "look"
            if answer == "repair" and not await repaired(app, path):
                return None
        except FacilitatorError as error:
            await app.push_screen_wait(Message(tr, tr("This session cannot be opened."), sentence(error, tr)))
            return None


def ended(session: Session, *, again: bool = False) -> None:
    """Closes a session; a dry run is gone then, unless it is opened ``again`` at once."""
    session.close()
    if not again:
        discard(session.store.folder)


async def repaired(app: Asking, path: Path) -> bool:
    """Repairs a session and says what was found; False when it cannot be."""
    tr = app.tr
    try:
        findings = await asyncio.to_thread(repair, path)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("This session cannot be repaired."), sentence(error, tr)))
        return False
    said = "\n\n".join(tr(finding.message).format(**finding.params) for finding in findings)
    await app.push_screen_wait(Message(tr, tr("The session is repaired."), said))
    return True
