"""While a round is open: the laptop goes round, and nobody knows a total."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from facilitator.activities.dot_voting.going import SET_ASIDE, VOTERS, GoingPane
from facilitator.activities.dot_voting.rules import limits_frozen
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.kit.dialogs import Confirm


class OpenPane(GoingPane):
    """An open round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hand_round", N_("Hand the laptop round"), id="voting.hand_round"),
        Binding("e", "close", N_("End the round"), id="voting.close"),
        VOTERS,
        Binding("k", "code", N_("New code"), id="voting.code"),
        SET_ASIDE,
        Binding("plus,minus,equals_sign", "limits", N_("Change the rules"), show=False, id="voting.limits"),
    ]
    CHANGES: ClassVar[frozenset[str]] = GoingPane.CHANGES | {"close"}

    def todo(self) -> str:
        """How the dots come in."""
        tr = self.tr
        if self.round.rules.secret:
            return tr("Nobody sees totals before the reveal. Dots on paper are entered after the round has ended.")
        return tr("Hands up or dots on the wall. End the round, then enter the counts.")

    def possible(self, action: str) -> bool:
        """An open vote needs no laptop handed round."""
        return super().possible(action) and (self.round.rules.secret or action not in ("hand_round", "code"))

    def action_limits(self) -> None:
        """Says why the rules stay as they are."""

        async def work() -> None:
            raise FacilitatorError(limits_frozen(self.context.rounds.standing(self.round.id).ballots, self.tr))

        self.worker.start(work)

    def action_close(self) -> None:
        """No further ballot."""
        self.worker.start(self._close)

    async def _close(self) -> None:
        tr, vote, standing = self.tr, self.round, self.context.rounds.standing(self.round.id)
        if standing.state == "open" and vote.rules.secret and standing.ballots < vote.voters:
            said = tr("Only {voted} of {voters} have voted.", voted=standing.ballots, voters=vote.voters)
            question = f"{said} {tr('End the round? No further ballot can be given on the laptop.')}"
            if not await self.app.push_screen_wait(Confirm(tr, question, tr("End"), tr("Go on voting"))):
                return
        await self.context.rounds.close(vote.id, self.end())
