"""Between the close and the reveal: what was counted by hand, and the one act for everybody."""

from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType

from facilitator.activities.dot_voting.counting import CountDialog
from facilitator.activities.dot_voting.going import SET_ASIDE, VOTERS, GoingPane
from facilitator.activities.dot_voting.hand import HAND, hand_count
from facilitator.activities.dot_voting.reveal import revealing
from facilitator.core.i18n import N_
from facilitator.kit.dialogs import Confirm


class ClosedPane(GoingPane):
    """A closed round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "reveal", N_("Reveal"), id="voting.reveal"),
        Binding("c", "count", N_("Count by hand"), id="voting.count"),
        VOTERS,
        SET_ASIDE,
    ]
    CHANGES: ClassVar[frozenset[str]] = GoingPane.CHANGES | {"count", "reveal"}

    def todo(self) -> str:
        """What is left to do."""
        return self.tr("The round is closed. Enter what was counted by hand, if anything, then reveal.")

    def action_count(self) -> None:
        """Enters or corrects what was counted by hand."""
        self.worker.start(self._count)

    async def _count(self) -> None:
        vote, rounds = self.round, self.context.rounds
        standing = rounds.standing(vote.id)
        before = hand_count(standing.notes)
        hand = await self.app.push_screen_wait(CountDialog(self.tr, vote, standing.ballots, before))
        if hand is not None:
            await rounds.note(vote.id, HAND, msgspec.to_builtins(hand) if hand.voters else None)
            self.show()

    def action_reveal(self) -> None:
        """Shows the result to everybody."""
        self.worker.start(self._reveal)

    async def _reveal(self) -> None:
        tr, vote, standing = self.tr, self.round, self.context.rounds.standing(self.round.id)
        question = tr("Show the result to everybody now?")
        details = ""
        if not standing.ballots and hand_count(standing.notes) is None:
            details = tr("There is no ballot and no count by hand: every card will have 0 dots.")
        if await self.app.push_screen_wait(
            Confirm(tr, question, tr("Reveal"), tr("Not yet"), default_yes=not details, details=details)
        ):
            await self.context.rounds.reveal(vote.id, revealing(self.view, vote))
