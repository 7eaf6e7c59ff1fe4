"""The screen of a scoring: one pane for each of its states."""

from typing import ClassVar

from facilitator.activities.scoring.criteria import preparation
from facilitator.activities.scoring.going import GoingPane
from facilitator.activities.scoring.result import ResultPane
from facilitator.activities.scoring.rules import current, deciding
from facilitator.activities.scoring.setup import SetupPane
from facilitator.activities.scoring.texts import HELP
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView
from facilitator.kit.panes import Pane, PanesScreen


def pane_for(view: StepView) -> type[Pane]:
    """Which face of the scoring is due."""
    scores = current(view)
    if scores is not None and scores.state in ("open", "closed"):
        return GoingPane
    return SetupPane if preparation(view) is not None or deciding(view) is None else ResultPane


class ScoringScreen(PanesScreen):
    """A scoring from its criteria to its result."""

    HELP: ClassVar[str] = HELP

    def due(self) -> type[Pane]:
        """The face of the round as it stands."""
        return pane_for(self.view)

    @property
    def unsaved(self) -> bool:
        """Whether a number is being typed."""
        return isinstance(self.pane, ResultPane) and bool(self.pane.grid.typed)

    def go_to(self, record: Id) -> bool:
        """Puts the cursor on the row of a card."""
        if not isinstance(self.pane, ResultPane):
            return super().go_to(record)
        self.pane.action_face("table")
        return self.pane.grid.go_to(row=record)
