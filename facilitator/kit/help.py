"""Help read from the DOM: what has the focus, what is around it, and every key that works there."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from facilitator.core.i18n import Translator
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.keybar import key_text, works

MOVES = {
    "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab", "backspace",
    "shift+up", "shift+down", "shift+left", "shift+right",
    *"0123456789",
}  # fmt: skip
"""Keys that move about: in the help, not among the actions of the palette."""


@dataclass(frozen=True)
class Action:
    """One thing that can be done now."""

    node: DOMNode
    binding: Binding
    keys: tuple[str, ...]
    """All keys for it, as they are written."""
    text: str
    """What it does, in the user's language."""


@dataclass(frozen=True)
class Part:
    """What one widget says about itself."""

    help: str
    """Markdown; may be empty."""
    actions: tuple[Action, ...]


def nodes(screen: Screen[object]) -> list[DOMNode]:
    """Whom to ask, nearest to the focus first. A step's screen counts even while the focus is beside it."""
    chain: list[DOMNode] = list((screen.focused or screen).ancestors_with_self)
    steps = [step for step in screen.query(ActivityScreen) if step not in chain]
    at = chain.index(screen)
    return [*chain[:at], *steps, *chain[at:]]


def parts(screen: Screen[object], tr: Translator) -> list[Part]:
    """What there is to say and to do, widget by widget; without what does not work now.

    The keys of a widget without words of its own stand below the words of what is around it: those are read first.
    """
    found, taken, keys = list[Part](), set[str](), tuple[Action, ...]()
    for node in nodes(screen):
        actions = tuple(_actions(node, tr, taken))
        own = node.help_text if isinstance(node, ActivityScreen) else getattr(node, "HELP", "") or ""
        text = cleandoc(tr(own)) if own and not type(node).__module__.startswith("textual.") else ""
        keys += actions
        if text:
            found.append(Part(text, keys))
            keys = ()
        if node.is_modal:
            break
    return [*found, Part("", keys)] if keys else found


def _actions(node: DOMNode, tr: Translator, taken: set[str]) -> Iterator[Action]:
    # Every binding of the program has an id; those without one are Textual's own, in English.
    together: dict[str, list[Binding]] = {}
    map_ = node._bindings.copy()
    map_.apply_keymap(node.app._keymap)
    for key, bindings in map_.key_to_bindings.items():
        for binding in bindings:
            if key not in taken and binding.id and binding.description and works(node, binding):
                together.setdefault(binding.id, []).append(binding)
    taken |= {binding.key for same in together.values() for binding in same}
    for same in together.values():
        keys = tuple(dict.fromkeys(key_text(binding.key) for binding in same))
        yield Action(node, same[0], keys, tr(same[0].description))


def actions(screen: Screen[object], tr: Translator) -> list[Action]:
    """What the palette offers: every action but moving about."""
    return [action for part in parts(screen, tr) for action in part.actions if action.binding.key not in MOVES]
