"""While a round goes on, and between its close and the reveal: who has voted, never what."""

from typing import ClassVar

from textual.binding import Binding

from facilitator.activities.dot_voting.hand import hand_count
from facilitator.activities.dot_voting.handing import locked_screen
from facilitator.activities.dot_voting.reveal import setting_aside
from facilitator.activities.dot_voting.rules import Vote, current, with_voters
from facilitator.activities.dot_voting.texts import ladder, rules_line, voters_line
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.rounds import Standing
from facilitator.kit.locked import LockedScreen
from facilitator.kit.round_pane import RoundPane, RoundWords

VOTERS = Binding("w", "voters", N_("Voters"), id="voting.voters")
SET_ASIDE = Binding("x", "set_aside", N_("Set aside"), id="voting.set_aside")


class GoingPane(RoundPane):
    """An open or closed round."""

    WORDS: ClassVar[RoundWords] = RoundWords(
        standing=N_("{voted} of {voters} have voted"),
        present=N_("{n} may vote now: w changes the number"),
        unknown=N_("How many have voted cannot be told here."),
    )

    @property
    def round(self) -> Vote:
        """The round."""
        vote = current(self.view)
        assert vote is not None
        return vote

    def locked(self) -> LockedScreen:
        """The laptop as it is handed round."""
        return locked_screen(self.context, self.round)

    def rules(self) -> list[str]:
        """Dots, voters and the ladder of ties."""
        tr, vote = self.tr, self.round
        return [
            rules_line(vote.rules, tr),
            voters_line(vote, tr),
            tr("Ties: {order}", order=ladder(vote.rules.ties, tr)),
        ]

    def given(self, standing: Standing) -> str:
        """How many have voted, and by which way."""
        hand, said = hand_count(standing.notes), super().given(standing)
        if hand is not None:
            return f"{said} · {self.tr.n('{n} counted by hand', '{n} counted by hand', hand.voters)}"
        return said if self.round.rules.secret else self.tr("Open vote of {voters}", voters=self.round.voters)

    def may_vote(self) -> int:
        """How many of the people present may vote."""
        return self.view.how_many_vote(self.round.rules.facilitator_votes)

    def with_voters(self, number: int) -> Vote:
        """The round with another number of voters; those counted by hand have voted."""
        standing = self.context.rounds.standing(self.round.id)
        hand = hand_count(standing.notes)
        return with_voters(self.round, number, standing.ballots + (hand.voters if hand else 0), self.tr)

    def aside(self) -> Change:
        """What gives the round up."""
        return setting_aside(self.view, self.round)
