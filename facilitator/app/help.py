"""Help for where one is: what it is for and every key that works, read from the screen itself."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Message
from facilitator.kit.help import MOVES, Action, parts
from facilitator.kit.prompt import lines

WIDTH = 92
"""Cells of a line of help."""
SHIFT = "shift+"


def page(app: App[Any], tr: Translator) -> Content:
    """The help for the screen on top as one text."""
    width = max(20, min(WIDTH, app.size.width - 8))
    drawn: list[Content] = []
    if isinstance(app.screen.focused, Input | TextArea):
        typing = tr("While you type, letters and digits belong to the field; tab or escape leaves it.")
        drawn += [*Content(typing).wrap(width)]
    moves: list[Action] = []
    for part in parts(app.screen, tr):
        moves += [action for action in part.actions if action.binding.key in MOVES]
        keys = table([action for action in part.actions if action.binding.key not in MOVES])
        for paragraph in (lines(part.help, width) if part.help else [], keys):
            drawn += [Content(""), *paragraph] if drawn and paragraph else paragraph
    return Content("\n").join([*drawn, Content(""), *table(moves)] if moves else drawn)


def table(actions: Sequence[Action]) -> list[Content]:
    """One line per action, its keys in front; what one widget calls the same is one line with all its keys."""
    keys: dict[tuple[DOMNode, str], list[str]] = {}
    for action in actions:
        keys.setdefault((action.node, action.text), []).extend(action.keys)
    names = [_together(found) for found in keys.values()]
    column = min(18, max((cell_len(name) for name in names), default=0)) + 2
    return [
        Content.assemble((f"  {name}", "bold"), " " * max(1, column - cell_len(name)), text)
        for name, (_, text) in zip(names, keys, strict=True)
    ]


def _together(keys: Sequence[str]) -> str:
    """Keys in a line; what is held down for all of them is written once."""
    if len(keys) > 1 and all(key.startswith(SHIFT) for key in keys):
        return SHIFT + " ".join(key.removeprefix(SHIFT) for key in keys)
    return ", ".join(dict.fromkeys(keys))


async def show(app: App[Any], tr: Translator) -> None:
    """Shows it until it is read."""
    dialog = Message(tr, tr("Help"), page(app, tr))
    dialog.add_class("-wide")
    await app.push_screen_wait(dialog)
