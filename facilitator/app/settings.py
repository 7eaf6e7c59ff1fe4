"""The settings as a form."""

from collections.abc import Sequence
from typing import Any

from textual.app import App

from facilitator.app.shell import Shell
from facilitator.app.themes import choices as theme_choices
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Form, FormField, Message
from facilitator.store.settings import ABOUT, Settings, changed, save, written


def settings_fields(settings: Settings, themes: Sequence[str], tr: Translator) -> list[FormField]:
    """One field per setting; the colours are chosen among the themes there are."""
    found = []
    for about in ABOUT:
        choices = [(value, tr(text)) for value, text in about.choices]
        if about.key == "theme":
            choices = [("", tr("the program's own")), *theme_choices(themes, tr)]
        found.append(
            FormField(
                about.key,
                tr(about.title),
                written(settings)[about.key],
                "choice" if choices else "line",
                choices,
                tr(about.help),
            )
        )
    return found


async def edit(app: App[Any], shell: Shell) -> bool:
    """Shows the settings, keeps what was changed and takes it over at once. Whether they were saved."""
    tr, settings = shell.tr, shell.settings
    while True:
        fields = settings_fields(settings, list(app.available_themes), tr)
        values = await app.push_screen_wait(Form(tr, tr("Settings"), fields))
        if values is None:
            return False
        settings = changed(settings, values)
        try:
            save(shell.home, settings, tr)
        except FacilitatorError as error:
            await app.push_screen_wait(Message(tr, tr("Not saved"), str(error)))
            continue
        shell.use_settings(settings)
        return True
