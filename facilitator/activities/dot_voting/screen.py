"""The screen of a dot vote: one pane for each of its states."""

from typing import ClassVar

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.opening import preparation
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.activities.dot_voting.rules import current
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.dot_voting.ties import deciding
from facilitator.core.i18n import N_
from facilitator.core.stepview import StepView
from facilitator.kit.panes import Pane, PanesScreen


def pane_for(view: StepView) -> type[Pane]:
    """Which face of the vote is due."""
    vote = current(view)
    if vote is None:
        return SetupPane
    if vote.state != "revealed":
        return OpenPane if vote.state == "open" else ClosedPane
    return SetupPane if preparation(view) is not None or deciding(view) is None else ResultPane


class VotingScreen(PanesScreen):
    """A vote from its rules to its result."""

    HELP: ClassVar[str] = N_(
        "**Before:** merge duplicates. Read the rules aloud: dots, most on one card, ties, who votes.\n\n"
        "**During:** hand the laptop round, everybody alone with it, or let them put dots on paper and count. "
        "Nobody sees totals, you neither.\n\n"
        "**After:** end the round, enter what was counted by hand, reveal once for all. "
        "With a tie across the cut line go the way that was announced."
    )

    def due(self) -> type[Pane]:
        """The face of the round as it stands."""
        return pane_for(self.view)
