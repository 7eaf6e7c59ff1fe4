"""From Home into the archive, asked step by step, and from the archive back."""

import asyncio
from pathlib import Path
from typing import Any, Literal

from textual.app import App

from facilitator.activities import find
from facilitator.app.context import sentence
from facilitator.app.shell import Shell
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Choose, Confirm, Message
from facilitator.session.archiving import Archived, Before, archive, look, unarchive
from facilitator.store.archive import check

How = Literal["move", "copy", "names"]


async def put_away(app: App[Any], shell: Shell, folder: Path) -> bool:
    """Asks, finishes where that is still to be done, archives and says what came of it. False: nothing was done."""
    tr = shell.tr
    try:
        before = await asyncio.to_thread(look, folder, find(), tr, shell.now)
        if not before.finished and not await app.push_screen_wait(_finish_first(before, tr)):
            return False
        how = await app.push_screen_wait(_how(before, tr))
        if how is None:
            return False
        made = await asyncio.to_thread(
            archive,
            folder,
            shell.home,
            find(),
            tr,
            finish_first=True,
            pseudonyms=how == "names",
            keep=how != "move",
            now=shell.now,
        )
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("This session is not archived."), sentence(error, tr)))
        return True  # it may have been finished
    await app.push_screen_wait(_told(made, tr))
    return True


def _finish_first(before: Before, tr: Translator) -> Confirm:
    said = "\n".join(f"• {end}" for end in before.open_ends)
    after = tr("The session is finished first: nothing in it can be undone any more.")
    dialog = Confirm(
        tr,
        tr("Finish although this is open?") if said else tr("Finish the session?"),
        tr("Finish"),
        tr("Not yet"),
        default_yes=not said,
        details=f"{said}\n\n{after}" if said else after,
    )
    dialog.add_class("-wide")
    return dialog


def _how(before: Before, tr: Translator) -> Choose[How]:
    options: list[tuple[How, str]] = [
        ("move", tr("Archive it: it leaves this list; z shows what is archived")),
        ("copy", tr("Archive it and keep it here as well")),
        ("names", tr("Only a copy in which the people have made-up names, to pass on")),
    ]
    details = tr.n(
        "It has {n} open task. Once it is in the archive only, later sessions do not show it any more.",
        "It has {n} open tasks. Once it is in the archive only, later sessions do not show them any more.",
        before.open_tasks,
    )
    question = tr("Archive “{title}”?", title=before.title)
    return Choose(tr, question, options, details=details if before.open_tasks else "")


def _told(made: Archived, tr: Translator) -> Message:
    parts = [str(made.path), *made.remarks]
    if made.pseudonyms:
        parts.append(
            tr(
                "Who was there may still recognise others by role, department or words: read it before you pass it on. "
                "The session itself keeps the real names."
            )
        )
    parts.append(
        tr(
            "It was read back and is whole. This checksum (SHA-256), noted elsewhere, proves later that nothing was "
            "altered:\n{digest}",
            digest=made.digest,
        )
    )
    message = Message(tr, tr("Archived"), "\n\n".join(parts))
    message.add_class("-wide")
    return message


async def bring_back(app: App[Any], shell: Shell, path: Path, title: str) -> Path | None:
    """Asks, and puts an archived session back; its folder, or None when it stays in the archive only."""
    tr = shell.tr
    details = tr("It comes back to the list as it was, and is opened. The archive stays.")
    question = tr("Bring back “{title}”?", title=title)
    if not await app.push_screen_wait(
        Confirm(tr, question, tr("Bring back"), tr("Leave it"), default_yes=True, details=details)
    ):
        return None
    try:
        folder, findings = await asyncio.to_thread(unarchive, path, shell.home)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("This archive cannot be used."), sentence(error, tr)))
        return None
    if findings:
        said = "\n\n".join(finding.said(tr) for finding in findings)
        await app.push_screen_wait(Message(tr, tr("Brought back"), said))
    return folder


async def verify(app: App[Any], shell: Shell, path: Path) -> None:
    """Says whether an archive is still as it was made."""
    tr = shell.tr
    checked = await asyncio.to_thread(check, path)
    said = [finding.said(tr) for finding in (*checked.faults, *checked.remarks)]
    if not checked.faults:
        said += [
            tr("Every file is as the manifest says."),
            tr("That shows damage, not forgery: compare the checksum with the one you noted when it was made."),
        ]
    if checked.digest:
        said.append(f"SHA-256\n{checked.digest}")
    title = tr("This archive is not as it was made.") if checked.faults else tr("This archive is whole.")
    message = Message(tr, title, "\n\n".join(said))
    message.add_class("-wide")
    await app.push_screen_wait(message)
