"""The line on which cards are typed and pasted."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import Input

from facilitator.core.i18n import N_
from facilitator.core.text import clean

LONGEST = 1_000_000
"""Most characters of a paste that are read."""


class EntryLine(Input):
    """A field of one line that takes a paste of many lines as many cards."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g,down", "leave", N_("To the cards"), id="ideas.leave"),
    ]

    NAMED: ClassVar[frozenset[str]] = frozenset({"minus", "plus", "slash", "backslash", "at", "underscore"})
    """Printable keys whose character Textual does not find by their name: without this they would not be typed here
    but do what the board does on them."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        text: str

    class Left(Message):
        """The facilitator wants to go to the cards."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Every printable key is typed into the field."""
        return key in self.NAMED or super().check_consume_key(key, character)

    def _on_paste(self, event: Paste) -> None:
        self._take(event.text)
        event.stop()
        event.prevent_default()

    def action_paste(self) -> None:
        """Pastes what was copied inside the program."""
        self._take(self.app.clipboard)

    def action_leave(self) -> None:
        """Leaves the field; what was typed stays."""
        self.post_message(self.Left())

    def _take(self, text: str) -> None:
        text = text[:LONGEST]
        start, end = sorted(self.selection)
        if len(text.strip().splitlines()) > 1:
            whole = self.value[:start] + text + self.value[end:]
            self.value = ""
            self.post_message(self.Pasted(whole))
        elif text:
            self.replace(clean(text, LONGEST).replace("\n", " "), start, end)
