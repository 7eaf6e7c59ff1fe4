"""The line of keys at the bottom: what works now, in the user's language, one click each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from facilitator.core.i18n import Translator

LAST = ("run.next", "app.help", "app.palette")
"""Ids of the bindings that stay in view however narrow the line is."""
NARROW = 100
"""Cells below which words give way to keys."""
NAMES = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "equals_sign": "=",
    "number_sign": "#",
    "asterisk": "*",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "colon": ":",
    "semicolon": ";",
    "apostrophe": "'",
    "quotation_mark": '"',
    "underscore": "_",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
}


def key_text(key: str) -> str:
    """A key as it is written for people: ``^p``, ``F1``, ``?``."""
    *modifiers, name = key.split("+")
    name = NAMES.get(name, name.upper() if len(name) > 1 and name[0] == "f" and name[1:].isdigit() else name)
    if modifiers == ["ctrl"] and len(name) == 1:
        return f"^{name}"
    return "+".join([*modifiers, name])


def works(node: DOMNode, binding: Binding) -> bool:
    """Whether a binding does something now."""
    return bool(node.app._check_action_state(binding.action, node))


@dataclass(frozen=True)
class Entry:
    """One key of the line."""

    key: str
    text: str
    """Its description in the user's language; empty: the key alone is drawn."""
    brief: bool = False
    """Whether its word goes where the line is narrow and not everything fits."""

    @property
    def cells(self) -> int:
        """Cells it takes, with a blank at each side."""
        return cell_len(key_text(self.key)) + 2 + (cell_len(self.text) + 1 if self.text else 0)


def shown(bindings: Iterable[Binding], tr: Translator, last: Sequence[str] = LAST) -> tuple[list[Entry], list[Entry]]:
    """The entries for bindings that work, nearest to the focus first, and those that stay at the end.

    Of several keys for one action the first is shown.
    """
    first: list[Entry] = []
    pinned: dict[str, Entry] = {}
    seen: set[str] = set()
    for binding in bindings:
        if not binding.show or not binding.description or (binding.id or binding.action) in seen:
            continue
        seen.add(binding.id or binding.action)
        entry = Entry(binding.key, tr(binding.description))
        if binding.id is not None and binding.id in last:
            pinned[binding.id] = entry
        else:
            first.append(entry)
    return first, [pinned[id_] for id_ in last if id_ in pinned]


def fitted(first: Sequence[Entry], pinned: Sequence[Entry], width: int) -> list[tuple[int, Entry]]:
    """Which entries a line of ``width`` cells shows, with their places.

    Where not all of ``first`` fit they stand closer together; on a narrow line F1, which everybody knows, and what is
    ``brief`` then go without their words.
    """
    gap = int(sum(entry.cells + 1 for entry in (*first, *pinned)) <= width)
    if not gap and width < NARROW:
        pinned = [replace(entry, text="") if entry.brief or entry.key == "f1" else entry for entry in pinned]
    room = width - sum(entry.cells + gap for entry in pinned)
    placed, at = [], 0
    for entry in first:
        if at + entry.cells + gap > room:
            break
        placed.append((at, entry))
        at += entry.cells + gap
    at = max(at, room)
    for entry in pinned:
        if at + entry.cells <= width:
            placed.append((at, entry))
        at += entry.cells + gap
    return placed


class KeyBar(Widget):
    """One line with the keys that work now. A click on one is the key."""

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keybar--key", "keybar--hover"}
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; width: 100%;
        background: $footer-background; color: $footer-description-foreground;
    }
    KeyBar > .keybar--key { color: $footer-key-foreground; text-style: bold; }
    KeyBar > .keybar--hover { background: $block-hover-background; }
    """

    def __init__(self, tr: Translator, *, last: Sequence[str] = LAST, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.tr = tr
        self._last = last
        self._first: list[Entry] = []
        self._pinned: list[Entry] = []
        self._hover: Entry | None = None

    @property
    def entries(self) -> list[Entry]:
        """What is shown at the width it has now."""
        return [entry for _, entry in fitted(self._first, self._pinned, self.size.width)]

    def on_mount(self) -> None:
        """Follows the focus and whatever else changes which keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        if not self.is_attached:
            return
        active = [a.binding for a in screen.active_bindings.values() if a.enabled]
        first, pinned = shown(active, self.tr, self._last)
        if screen.is_modal:  # whose own keys end there; of the app's some work over it where it allows that
            app, (_, bindings) = self.app, screen._binding_chain[-1]
            over = [b for _, b in bindings if b.priority and b.id in self._last and works(app, b)]
            palette, help_ = shown(over, self.tr, ("app.help",))
            pinned = [*pinned, *help_, *(replace(entry, brief=True) for entry in palette)]
        if (first, pinned) != (self._first, self._pinned):
            self._first, self._pinned = first, pinned
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The keys side by side."""
        width, plain = self.size.width, self.rich_style
        key_style = self.get_component_rich_style("keybar--key", partial=True)
        hover = self.get_component_rich_style("keybar--hover", partial=True)
        segments, at = [], 0
        for place, entry in fitted(self._first, self._pinned, width):
            style = plain + hover if entry == self._hover else plain
            segments.append(Segment(" " * (place - at), plain))
            segments.append(Segment(f" {key_text(entry.key)} ", style + key_style))
            segments.append(Segment(f"{entry.text} " if entry.text else "", style))
            at = place + entry.cells
        segments.append(Segment(" " * max(0, width - at), plain))
        return Strip(segments).crop(0, width)

    def _at(self, x: int) -> Entry | None:
        placed = fitted(self._first, self._pinned, self.size.width)
        return next((entry for place, entry in placed if place <= x < place + entry.cells), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Lights up what a click would do."""
        self._light(self._at(event.x))

    def on_leave(self) -> None:
        """Nothing is lit without a pointer."""
        self._light(None)

    def _light(self, entry: Entry | None) -> None:
        if entry != self._hover:
            self._hover = entry
            self.refresh(Region(0, 0, self.size.width, 1))

    def on_click(self, event: events.Click) -> None:
        """Presses the key under the pointer."""
        entry = self._at(event.x)
        if entry is not None:
            self.app.simulate_key(entry.key)
