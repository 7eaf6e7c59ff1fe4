"""Saves the agenda of the session on the screen as an own workshop."""

import asyncio

from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import slug
from facilitator.imports.library import not_free, put
from facilitator.kit.dialogs import Form, FormField, Message
from facilitator.session.own_workshop import own_workshop


async def show(run: Running) -> None:
    """Asks for title and id, saves, says what could not be taken over."""
    tr, session, home = run.tr, run.session, run.app.home
    title = session.workshop(session.info.language).title
    values = {"title": title, "id": slug(title)}
    while True:
        fields = [
            FormField("title", tr("Title"), values["title"]),
            FormField("id", tr("Id"), values["id"], hint=id_hint(tr)),
        ]
        form = Form(tr, tr("Save as own workshop"), fields, check=lambda values: faults(run, values))
        answer = await run.ask(form)
        if answer is None:
            return
        values = answer
        try:
            own = own_workshop(session, values["title"], tr)
            folder = await asyncio.to_thread(put, own.texts, home, values["id"], tr)
        except FacilitatorError as error:
            run.hands.report(error)
            continue
        break
    said = [tr("It lies in {folder} and is in the list when a new session is made.", folder=folder)]
    said += [f"• {sentence}" for sentence in own.said]
    await run.ask(Message(tr, tr("Saved as own workshop"), "\n\n".join(said)))


def id_hint(tr: Translator) -> str:
    """What an id is."""
    return tr("Name of its folder: lower-case letters, digits and hyphens.")


def faults(run: Running, values: dict[str, str]) -> dict[str, str]:
    """What is wrong with the fields."""
    found = {} if values["title"] else {"title": run.tr("A workshop needs a title.")}
    why = not_free(run.app.home, values["id"], run.tr)
    return found | ({"id": why} if why else {})
