"""The screen of a break: when the group is back, readable from the last row."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.core.i18n import N_
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.big import BigTime

from .rules import back_at, sentence


class BreakScreen(ActivityScreen):
    """One sentence, and the clock time in big digits once it is known."""

    HELP: ClassVar[str] = N_(
        "Start the clock when the break begins: the screen then says when the group is back. "
        "More or fewer minutes on the clock move that time."
    )
    DEFAULT_CSS = """
    BreakScreen { align: center middle; }
    BreakScreen Static { width: 1fr; text-align: center; text-style: bold; }
    BreakScreen BigTime { color: $text-primary; max-height: 50%; margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """The words and the digits."""
        yield Static()
        yield BigTime()

    def changed(self, tables: frozenset[str]) -> None:
        """Says it anew: the clock was started, stopped or given other minutes."""
        view = self.view
        moment = back_at(view)
        self.query_one(Static).update(Content(self.tr("Back at") if moment else sentence(view)))
        time = self.query_one(BigTime)
        time.update(moment)
        time.display = bool(moment)
