"""Help for where one is: what it is for and every key that works, read from the screen itself."""

from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.content import Content
from textual.widgets import Input, TextArea

from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Message
from facilitator.kit.help import parts
from facilitator.kit.prompt import lines

WIDTH = 92
"""Cells of a line of help."""


def page(app: App[Any], tr: Translator) -> Content:
    """The help for the screen on top as one text."""
    width = max(20, min(WIDTH, app.size.width - 6))
    drawn: list[Content] = []
    if isinstance(app.screen.focused, Input | TextArea):
        typing = tr("While you type, letters and digits belong to the field; tab or escape leaves it.")
        drawn += [*Content(typing).wrap(width)]
    for part in parts(app.screen, tr):
        if drawn:
            drawn.append(Content(""))
        if part.help:
            drawn += [*lines(part.help, width), Content("")]
        names = [", ".join(action.keys) for action in part.actions]
        column = min(18, max((cell_len(name) for name in names), default=0))
        for name, action in zip(names, part.actions, strict=True):
            gap = " " * max(1, column - cell_len(name) + 2)
            drawn.append(Content.assemble((f"  {name}", "bold"), gap, action.text))
    return Content("\n").join(drawn)


async def show(app: App[Any], tr: Translator) -> None:
    """Shows it until it is read."""
    dialog = Message(tr, tr("Help"), page(app, tr))
    dialog.add_class("-wide")
    await app.push_screen_wait(dialog)
