"""Other keys for the program's actions: what there is, what clashes, and the dialog that changes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from rich.cells import cell_len
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

import facilitator.activities
import facilitator.app
import facilitator.kit
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import AskLine, Choose
from facilitator.kit.keybar import key_text
from facilitator.store.keymap import FILE, key_fault, load, normal, save

WIDEST = (36, 16)
"""Most cells to which texts and keys are padded in the list; longer ones push the rest of their line aside."""
RUN = "facilitator.app.run"
"""Module of the screen whose keys work beside those of every kind of step."""


@dataclass(frozen=True)
class Action:
    """One action that has keys."""

    id: str
    keys: tuple[str, ...]
    """Its usual keys."""
    text: str
    """What it does, in English, as the translator knows it."""
    nodes: frozenset[type[DOMNode]]
    """Where it is bound."""

    @property
    def everywhere(self) -> bool:
        """Whether its keys work on every screen."""
        return any(issubclass(node, App) for node in self.nodes)

    def meets(self, other: "Action") -> bool:
        """Whether both can be pressed at the same place."""
        return self.everywhere or other.everywhere or bool(self.nodes & other.nodes) or _over(self, other)


def _over(one: Action, other: Action) -> bool:
    """Whether one is Run's and the other belongs to something that is shown in Run."""
    pairs = ((one, other), (other, one))
    return any(
        any(node.__module__ == RUN for node in first.nodes)
        and any(not issubclass(node, Screen) for node in second.nodes)
        for first, second in pairs
    )


@cache
def catalogue() -> Mapping[str, Action]:
    """Every action by its id, but those of the laptop handed round. Loads every screen of the program."""
    for package in (facilitator.app, facilitator.kit, facilitator.activities):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    found: dict[str, Action] = {}
    for node in _nodes(DOMNode):
        for binding in Binding.make_bindings(node.__dict__.get("BINDINGS", [])):
            if binding.id and binding.description:
                known = found.get(binding.id, Action(binding.id, (), binding.description, frozenset()))
                keys = known.keys if binding.key in known.keys else (*known.keys, binding.key)
                found[binding.id] = Action(binding.id, keys, known.text, known.nodes | {node})
    return found


def _nodes(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for node in base.__subclasses__():
        if node.__module__.startswith("facilitator.") and not getattr(node, "locked", False):
            yield node
        yield from _nodes(node)


def clash(id_: str, keys: str, keymap: Mapping[str, str]) -> Action | None:
    """An action that has one of these keys already, at a place where both can be pressed."""
    wanted, this = set(normal(keys).split(",")), catalogue()[id_]
    for other in catalogue().values():
        theirs = keymap[other.id].split(",") if other.id in keymap else other.keys
        if other.id != id_ and wanted & set(theirs) and this.meets(other):
            return other
    return None


def faults(home: Path, tr: Translator) -> list[str]:
    """Everything that is wrong with the file of keys, ids and clashes included."""
    read = load(home, tr, catalogue())
    found = list(read.faults)
    for id_, keys in read.keys.items():
        if other := clash(id_, keys, read.keys):
            found.append(f"{home / FILE}: {_taken(keys, other, tr)}")
    return found


def _taken(keys: str, other: Action, tr: Translator) -> str:
    return tr("“{keys}” is taken by “{action}” ({id}).", keys=keys, action=tr(other.text), id=other.id)


async def change(app: App[Any], home: Path, tr: Translator) -> None:
    """Asks for an action and its keys, until that is left; they are saved and hold at once."""
    while (id_ := await app.push_screen_wait(Choose(tr, tr("Keys of which action?"), _options(home, tr)))) is not None:
        await _change_one(app, home, tr, id_)


def _options(home: Path, tr: Translator) -> list[tuple[str, str]]:
    keymap = load(home).keys
    actions = sorted(catalogue().values(), key=lambda action: action.id)
    texts = [(tr(action.text), _written(keymap.get(action.id, ",".join(action.keys)))) for action in actions]
    widths = [max(cell_len(cells[at]) for cells in texts if cell_len(cells[at]) <= WIDEST[at]) for at in range(2)]
    return [
        (action.id, "  ".join((_padded(text, widths[0]), _padded(keys, widths[1]), action.id)))
        for action, (text, keys) in zip(actions, texts, strict=True)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _written(keys: str) -> str:
    return ", ".join(key_text(key) for key in keys.split(","))


async def _change_one(app: App[Any], home: Path, tr: Translator, id_: str) -> None:
    action, keymap = catalogue()[id_], dict(load(home, known=catalogue()).keys)
    usual = ",".join(action.keys)
    typed = keymap.get(id_, usual)
    hint = tr("Keys with commas between them; empty: the usual ones ({keys}).", keys=usual)
    while True:
        answer = await app.push_screen_wait(AskLine(tr, tr(action.text), value=typed, hint=hint))
        if answer is None:
            return
        wanted = normal(answer) if answer.strip() else usual
        other = clash(id_, wanted, keymap)
        fault = key_fault(wanted, tr) or (_taken(wanted, other, tr) if other else "")
        if not fault:
            break
        typed, hint = answer, fault
    keymap.pop(id_, None)
    if wanted != usual:
        keymap[id_] = wanted
    try:
        save(home, keymap, {name: tr(entry.text) for name, entry in catalogue().items()}, tr)
    except FacilitatorError as error:
        app.notify(error.said(tr), severity="error", markup=False)
        return
    app.set_keymap(keymap)
