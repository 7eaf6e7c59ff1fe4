"""What is done with the workshops of the library: copied, altered, begun anew."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from facilitator.activities import find
from facilitator.app.own_workshop import id_hint
from facilitator.app.shell import Shell
from facilitator.core.errors import FacilitatorError
from facilitator.core.text import slug
from facilitator.core.workshop_check import BASE
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import WorkshopSource, at, copy, not_free, own_folder, put
from facilitator.kit.dialogs import Form, FormField, Message


async def refused(app: App[Any], shell: Shell, source: WorkshopSource) -> bool:
    """Says why no session can be made of a workshop; False when one can. The list does not know: it asks no kind."""
    tr = shell.tr
    why = await asyncio.to_thread(lambda: source.refusal(kind_checks(find()), tr))
    if why:
        await app.push_screen_wait(Message(tr, tr("This workshop cannot be used."), why))
    return bool(why)


async def altered(app: App[Any], shell: Shell, source: WorkshopSource) -> str | None:
    """Opens an own workshop in the editor, one of the library as a copy. The id of what was edited."""
    from facilitator.app.editor import EditorScreen
    from facilitator.imports.editing import Editing

    tr = shell.tr
    if not source.own:
        name = await copied(app, shell, source, tr("A workshop of the library is altered as a copy of your own."))
        if name is None:
            return None
        source = at(own_folder(shell.home) / name, tr)
    try:
        editing = await asyncio.to_thread(Editing, source, tr)
    except FacilitatorError as error:
        await app.push_screen_wait(Message(tr, tr("This workshop cannot be edited."), str(error)))
        return None
    await app.push_screen_wait(EditorScreen(shell, editing))
    return source.id


async def copied(app: App[Any], shell: Shell, source: WorkshopSource, why: str = "") -> str | None:
    """Copies a workshop into the home under an id that is asked for. The id, or None when it was called off."""
    tr, home = shell.tr, shell.home
    base = slug(source.id)
    names = (base, *(f"{base}-{n}" for n in range(2, 1000)))
    name = next(name for name in names if not not_free(home, name, tr))
    values = await _asked(
        app,
        shell,
        tr("Copy “{name}”", name=source.id),
        [FormField("id", tr("Id of the copy"), name, hint=f"{why} {id_hint(tr)}".strip())],
        lambda values: copy(source, home, values["id"], tr),
    )
    return values["id"] if values else None


async def begun(app: App[Any], shell: Shell) -> str | None:
    """Makes a new workshop out of a template and opens it in the editor. Its id, or None when it was called off."""
    from facilitator.imports.workshop_template import template

    tr, home = shell.tr, shell.home
    title = tr("My workshop")
    values = await _asked(
        app,
        shell,
        tr("New workshop"),
        [FormField("title", tr("Title"), title), FormField("id", tr("Id"), slug(title), hint=id_hint(tr))],
        lambda values: put({BASE: template(values["title"] or values["id"], tr)}, home, values["id"], tr),
    )
    if values is None:
        return None
    return await altered(app, shell, at(own_folder(home) / values["id"], tr))


async def _asked(
    app: App[Any], shell: Shell, heading: str, fields: list[FormField], make: Callable[[dict[str, str]], Path]
) -> dict[str, str] | None:
    """Asks until the workshop is made or the question called off."""
    tr = shell.tr

    def check(values: dict[str, str]) -> dict[str, str]:
        why = not_free(shell.home, values["id"], tr)
        return {"id": why} if why else {}

    while True:
        values = await app.push_screen_wait(Form(tr, heading, fields, check=check))
        if values is None:
            return None
        try:
            await asyncio.to_thread(make, values)
        except FacilitatorError as error:
            await app.push_screen_wait(Message(tr, tr("Not written"), str(error)))
        else:
            return values
        fields = [FormField(field.id, field.title, values[field.id], hint=field.hint) for field in fields]
