"""The screen of spare time: how much there is, and how the group stands to the plan of the day."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.core.i18n import N_
from facilitator.kit.activity_screen import ActivityScreen

from .rules import sentence, standing

EVERY = 5
"""Seconds after which it looks at the clock again."""


class BufferScreen(ActivityScreen):
    """Two sentences."""

    HELP: ClassVar[str] = N_(
        "Time kept free for what takes longer than planned. Use it for what is still open, or go on with **n**: what "
        "is not used is gained. Catching up (**t**, then **c**) takes from spare time first, also before you get here."
    )
    DEFAULT_CSS = """
    BufferScreen { align: center middle; }
    BufferScreen Static { width: 1fr; text-align: center; }
    BufferScreen #spare { text-style: bold; margin-bottom: 1; }
    BufferScreen #standing { color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """The two sentences."""
        yield Static(id="spare")
        yield Static(id="standing")

    def on_mount(self) -> None:
        """Both change while time passes."""
        self.set_interval(EVERY, self._say)

    def changed(self, tables: frozenset[str]) -> None:
        """Says it anew: the clock or the agenda changed."""
        self._say()

    def _say(self) -> None:
        view, now = self.view, datetime.fromisoformat(self.context.moment()).timestamp()
        for name, text in (("#spare", sentence(view, now)), ("#standing", standing(view, now))):
            words = self.query_one(name, Static)
            if words.content != Content(text):
                words.update(Content(text))
