"""The results as files: for whom, then written on a thread of its own while the keys go on working."""

import asyncio

from facilitator.app.running import Running
from facilitator.core.blocks import Profile
from facilitator.core.errors import FacilitatorError
from facilitator.exports.writing import ExportResult, write
from facilitator.kit.dialogs import Choose, Message
from facilitator.session.report import package, place_of
from facilitator.store.temporary import root_of


async def show(run: Running) -> None:
    """Asks for whom, writes, says where it is."""
    tr, session = run.tr, run.session
    options: list[tuple[Profile, str]] = [
        ("client", tr("The client: results, plan and decisions; no names of owners and authors, no single ballots")),
        ("team", tr("The team: also participants, authors of named cards, owners")),
        ("consultant", tr("The consultant: everything, with the session file and the run sheet")),
    ]
    profile = await run.ask(Choose(tr, tr("Export: for whom?"), options))
    if profile is None:
        return
    run.say(tr("Exporting…"))
    try:
        made = package(session, profile)
        result = await asyncio.to_thread(write, made, place_of(session))
    except FacilitatorError as error:
        run.app.clear_notifications()
        run.hands.report(error)
        return
    run.app.clear_notifications()
    await run.ask(Message(tr, tr("Exported") if result.files else tr("Not exported"), said(run, result)))


def said(run: Running, result: ExportResult) -> str:
    """What was written and what was not."""
    tr = run.tr
    parts = []
    if result.files:
        names = "\n".join(f"• {file.name}" for file in result.files)
        parts.append(f"{tr('In {folder}:', folder=result.folder)}\n{names}")
    if result.files and root_of(run.session.store.folder):
        parts.append(tr("This is a dry run: closing it removes these files."))
    parts += result.failures.values()
    return "\n\n".join(parts)
