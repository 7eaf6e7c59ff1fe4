"""Before a session is left: what is open is said and asked about once, and the clock is stopped."""

from collections.abc import Iterable
from typing import Any

from textual.screen import Screen
from textual.widgets import Input, TextArea

from facilitator.app.clock import pause
from facilitator.app.running import Running
from facilitator.core.agenda import ordered
from facilitator.core.i18n import Translator
from facilitator.core.records import Step
from facilitator.core.rounds import Round
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session
from facilitator.session.views import title_of


def unsaved(screens: Iterable[Screen[Any]]) -> bool:
    """Whether something was typed that nothing has kept yet."""
    for screen in screens:
        if getattr(screen, "unsaved", False) or any(step.unsaved for step in screen.query(ActivityScreen)):
            return True
        if getattr(screen, "tells_unsaved", False):
            continue
        focused = screen.focused
        if isinstance(focused, Input) and focused.value.strip() and not focused.password:
            return True
        if isinstance(focused, TextArea) and focused.text.strip():
            return True
    return False


def open_things(session: Session, tr: Translator) -> list[str]:
    """Sentences about what is going on: open rounds, the running clock."""
    if session.store.read_only:
        return []
    rounds = {record.step for record in session.table(Round).values() if record.state == "open"}
    steps: list[Step] = [step for step in ordered(session.steps) if step.id in rounds]
    found = [tr("A round is open in “{step}”; it goes on at the next start.", step=title_of(session, s)) for s in steps]
    if session.clock.since is not None:
        found.append(tr("The clock is running; it will be stopped."))
    return found


async def may_leave(run: Running, question: str, yes: str, *, whole: bool = False) -> bool:
    """Asks if something is open, then stops the clock. ``whole``: also the screens below Run are left. False: stay."""
    tr, session, screens = run.tr, run.session, run.app.screen_stack
    at = 0 if whole else next((at for at, screen in enumerate(screens) if getattr(screen, "run", None) is run), 0)
    reasons = [tr("Something typed has not been kept yet.")] if unsaved(screens[at:]) else []
    reasons += open_things(session, tr)
    if reasons:
        details = "\n".join(f"• {reason}" for reason in reasons)
        if not await run.ask(Confirm(tr, question, yes, tr("Stay"), details=details)):
            return False
    if session.clock.since is not None and not session.store.read_only:
        await run.hands.apply(pause(session))
    return True


async def show(run: Running) -> None:
    """Closes the session and goes back to Home."""
    tr = run.tr
    if await may_leave(run, tr("Close the session?"), tr("Close")):
        run.app.close_session()
