"""What the palette offers everywhere: who can see the screen, colours, keys, settings."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from facilitator.app import keys, settings
from facilitator.app.commands import Command
from facilitator.app.themes import choices
from facilitator.kit.dialogs import Choose

if TYPE_CHECKING:
    from facilitator.app.app import FacilitatorApp


def commands(app: "FacilitatorApp") -> Iterator[Command]:
    """The commands; their work goes on beside whatever is on the screen."""
    tr = app.tr
    if app.private:
        yield Command(tr("The room can see this screen"), tr("Closes what it should not see"), app.turn_public)
    else:
        yield Command(tr("This screen is private"), tr("The room cannot see it"), app.turn_public)
    yield _asking(app, tr("Change the colours"), tr("Themes, high contrast among them"), choose_theme)
    yield _asking(app, tr("Change the keys"), tr("Other keys for any action, kept in a file"), change_keys)
    if app.run_screen is not None:
        yield _asking(app, tr("Settings"), tr("Language, colours, Home"), edit_settings)


def _asking(
    app: "FacilitatorApp", title: str, words: str, ask: "Callable[[FacilitatorApp], Awaitable[None]]"
) -> Command:
    return Command(title, words, partial(app.run_worker, partial(ask, app), group=title, exclusive=True))


async def choose_theme(app: "FacilitatorApp") -> None:
    """Other colours until the program ends; the settings keep them."""
    names = choices(app.available_themes, app.tr)
    chosen = await app.push_screen_wait(Choose(app.tr, app.tr("Which colours?"), names, selected=app.theme))
    if chosen:
        app.theme = chosen


async def change_keys(app: "FacilitatorApp") -> None:
    """Other keys for the program's actions."""
    await keys.change(app, app.home, app.tr)


async def edit_settings(app: "FacilitatorApp") -> None:
    """The settings as a form."""
    await settings.edit(app, app)
