"""While a round goes on: the laptop goes round, and nobody knows a value."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from facilitator.activities.scoring.ballot import locked_screen
from facilitator.activities.scoring.opening import with_voters
from facilitator.activities.scoring.reveal import revealing, setting_aside
from facilitator.activities.scoring.rules import Scores, current
from facilitator.activities.scoring.sheet import worded
from facilitator.activities.scoring.texts import criterion_line, voters_line
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.kit.locked import LockedScreen
from facilitator.kit.round_pane import RoundPane, RoundWords
from facilitator.kit.rounds import RevealQuestion, ask_reveal


class GoingPane(RoundPane):
    """A round that is not revealed yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hand_round", N_("Hand the laptop round"), id="scoring.hand_round"),
        Binding("v", "reveal", N_("Reveal"), id="scoring.reveal"),
        Binding("w", "voters", N_("Voters"), id="scoring.voters"),
        Binding("k", "code", N_("New code"), id="scoring.code"),
        Binding("x", "set_aside", N_("Set aside"), id="scoring.set_aside"),
    ]
    CHANGES: ClassVar[frozenset[str]] = RoundPane.CHANGES | {"reveal"}
    WORDS: ClassVar[RoundWords] = RoundWords(
        standing=N_("{voted} of {voters} have scored"),
        present=N_("{n} may score now: w changes the number"),
        unknown=N_("How many have scored cannot be told here."),
    )

    @property
    def round(self) -> Scores:
        """The round."""
        scores = current(self.view)
        assert scores is not None
        return scores

    def locked(self) -> LockedScreen:
        """The laptop as it is handed round."""
        return locked_screen(self.context, self.round)

    def rules(self) -> list[str]:
        """Voters and criteria."""
        tr, scores = self.tr, self.round
        return [voters_line(scores, tr), *(criterion_line(one, tr) for one in worded(self.view, scores))]

    def todo(self) -> str:
        """What comes next."""
        if self.round.state == "closed":
            return self.tr("The round is closed. Reveal it, or set it aside.")
        return self.tr("Nobody sees a value before the reveal. h: hand the laptop round.")

    def may_vote(self) -> int:
        """How many of the people present may score."""
        return self.view.how_many_vote(self.round.facilitator_votes)

    def with_voters(self, number: int) -> Scores:
        """The round with another number of voters."""
        scores = self.round
        return with_voters(scores, number, self.context.rounds.standing(scores.id).ballots, self.view)

    def aside(self) -> Change:
        """What gives the round up."""
        return setting_aside(self.view, self.round)

    def action_reveal(self) -> None:
        """Ends the round and shows the result to everybody."""
        self.worker.start(self._reveal)

    async def _reveal(self) -> None:
        tr, scores = self.tr, self.round
        voted, missing = self.context.rounds.standing(scores.id).ballots, ""
        if not voted:
            missing = tr("Nobody has scored yet.")
        elif voted < scores.voters:
            missing = tr("Only {voted} of {voters} have scored.", voted=voted, voters=scores.voters)
        question = tr("End the round and show the result to everybody now? This cannot be undone.")
        asked = RevealQuestion(question, tr("Reveal"), tr("Not yet"), missing)
        await ask_reveal(self.app, self.context, scores.id, asked, self.end(), lambda: revealing(self.view, self.round))
