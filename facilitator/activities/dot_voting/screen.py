"""The screen of a dot vote: one pane for each of its states."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.opening import preparation
from facilitator.activities.dot_voting.pane import Pane, Worker
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.activities.dot_voting.rules import current
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.dot_voting.ties import deciding
from facilitator.core.i18n import N_
from facilitator.core.stepview import StepView
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext


def pane_for(view: StepView) -> type[Pane]:
    """Which face of the vote is due."""
    vote = current(view)
    if vote is None:
        return SetupPane
    if vote.state != "revealed":
        return OpenPane if vote.state == "open" else ClosedPane
    return SetupPane if preparation(view) is not None or deciding(view) is None else ResultPane


class VotingScreen(ActivityScreen):
    """A vote from its rules to its result."""

    HELP: ClassVar[str] = N_(
        "**Before:** merge duplicates. Read the rules aloud: dots, most on one card, ties, who votes.\n\n"
        "**During:** hand the laptop round, everybody alone with it, or let them put dots on paper and count. "
        "Nobody sees totals, you neither.\n\n"
        "**After:** end the round, enter what was counted by hand, reveal once for all. "
        "With a tie across the cut line go the way that was announced."
    )
    DEFAULT_CSS = """
    VotingScreen > #face { height: 1fr; }
    """

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self._worker = Worker(self, context)
        self._swapping = False

    def compose(self) -> ComposeResult:
        """The place of the panes."""
        with Vertical(id="face"):
            yield pane_for(self.view)(self.context, self._worker)

    @property
    def pane(self) -> Pane:
        """What is shown now."""
        return self.query_one(Pane)

    def changed(self, tables: frozenset[str]) -> None:
        """Another pane when the state is another, else the same with what is new."""
        if self._swapping:
            return  # it shows what is new when it is done
        if type(self.pane) is pane_for(self.view):
            self.pane.show()
            self.refresh_bindings()
        else:
            self._swapping = True
            self.run_worker(self._swap(), group="face")

    async def _swap(self) -> None:
        focused = self.screen.focused
        had_focus = focused is None or self.pane in focused.ancestors_with_self
        face = self.query_one("#face")
        try:
            while type(self.pane) is not (wanted := pane_for(self.view)):
                async with self.batch():
                    await face.remove_children()
                    await face.mount(wanted(self.context, self._worker))
        finally:
            self._swapping = False
        self.pane.show()
        target = self.first_focus()
        if had_focus and target is not None:
            target.focus()
        self.refresh_bindings()

    def first_focus(self) -> Widget | None:
        """The first list of the pane."""
        return next((widget for widget in self.pane.query("*") if widget.can_focus and widget.display), None)
