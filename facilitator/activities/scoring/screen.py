"""The screen of a scoring: one pane for each of its states."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from facilitator.activities.scoring.going import GoingPane
from facilitator.activities.scoring.opening import preparation
from facilitator.activities.scoring.pane import Pane, Worker
from facilitator.activities.scoring.result import ResultPane
from facilitator.activities.scoring.rules import current, deciding
from facilitator.activities.scoring.setup import SetupPane
from facilitator.activities.scoring.texts import HELP
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext


def pane_for(view: StepView) -> type[Pane]:
    """Which face of the scoring is due."""
    scores = current(view)
    if scores is not None and scores.state in ("open", "closed"):
        return GoingPane
    return SetupPane if preparation(view) is not None or deciding(view) is None else ResultPane


class ScoringScreen(ActivityScreen):
    """A scoring from its criteria to its result."""

    HELP: ClassVar[str] = HELP
    DEFAULT_CSS = """
    ScoringScreen > #face { height: 1fr; }
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

    @property
    def unsaved(self) -> bool:
        """Whether a number is being typed."""
        return isinstance(self.pane, ResultPane) and bool(self.pane.grid.typed)

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

    def go_to(self, record: Id) -> bool:
        """Puts the cursor on the row of a card."""
        if not isinstance(self.pane, ResultPane):
            return super().go_to(record)
        self.pane.action_face("table")
        return self.pane.grid.go_to(row=record)
