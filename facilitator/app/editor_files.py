"""What is done with the files of the editor: save, choose, try, leave."""

import asyncio
from typing import TYPE_CHECKING

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES
from facilitator.imports.editing import ChangedMeanwhile
from facilitator.kit.dialogs import Choose, Message

if TYPE_CHECKING:
    from facilitator.app.editor import EditorScreen


async def save(screen: "EditorScreen") -> bool:
    """Saves every file that was changed; what stands in the way is said or asked. Whether everything is on disk."""
    screen.take_over()
    tr, editing = screen.tr, screen.editing
    for name in editing.changed:
        try:
            if not await _saved(screen, name):
                return False
        except FacilitatorError as error:
            await screen.app.push_screen_wait(Message(tr, tr("Not saved"), str(error)))
            return False
    await screen.checked()
    n = len(screen.faults)
    said = tr.n("Saved, with {n} fault.", "Saved, with {n} faults.", n) if n else tr("Saved.")
    screen.notify(said, markup=False)
    return True


async def _saved(screen: "EditorScreen", name: str) -> bool:
    """Saves one file; asks whose version counts when another program has written it meanwhile."""
    tr, editing = screen.tr, screen.editing
    try:
        await asyncio.to_thread(editing.save, name)
    except ChangedMeanwhile as error:
        options = [
            (True, tr("Save mine; the other one is kept beside it")),
            (False, tr("Go on with the other one; mine is kept beside it")),
        ]
        mine = await screen.app.push_screen_wait(Choose(tr, str(error), options))
        if mine is None:
            return False
        if mine:
            await asyncio.to_thread(editing.save, name, over=True)
        else:
            await asyncio.to_thread(editing.take_other, name)
            screen.areas[name].load_text(editing.texts[name])
    return True


async def choose(screen: "EditorScreen") -> None:
    """Shows another file, or a new translation."""
    tr, editing = screen.tr, screen.editing
    screen.take_over()
    options = [(name, name) for name in editing.texts]
    for code in editing.languages:
        options.append((code, tr("New translation: {name}", name=f"{LANGUAGES[code]} ({code}.toml)")))
    chosen = await screen.app.push_screen_wait(Choose(tr, tr("Which file?"), options, selected=screen.shown))
    if chosen:
        screen.show(chosen if chosen in editing.texts else editing.add(chosen))


async def try_out(screen: "EditorScreen") -> None:
    """A dry run of the workshop as typed, saved or not."""
    tr = screen.tr
    screen.take_over()
    try:
        workshop = screen.editing.workshop()
    except FacilitatorError as error:
        await screen.app.push_screen_wait(Message(tr, tr("There can be no dry run."), str(error)))
        return
    screen.shell.try_out(workshop)


async def leave(screen: "EditorScreen") -> None:
    """Goes back; asks when something is not saved."""
    tr = screen.tr
    if screen.unsaved:
        options = [
            ("save", tr("Save")),
            ("stay", tr("Go on typing")),
            ("throw", tr("Throw away what is not saved")),
        ]
        names = ", ".join(screen.editing.changed)
        answer = await screen.app.push_screen_wait(Choose(tr, tr("Not saved: {names}", names=names), options))
        if answer in (None, "stay") or (answer == "save" and not await save(screen)):
            return
    screen.dismiss(None)
