"""While a round is open: the laptop goes round, and nobody knows a total."""

from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType

from facilitator.activities.dot_voting.going import SET_ASIDE, VOTERS, GoingPane
from facilitator.activities.dot_voting.handing import locked_screen
from facilitator.activities.dot_voting.rules import Vote, limits_frozen
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.kit.dialogs import Confirm
from facilitator.kit.rounds import choose_code


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
    CHANGES: ClassVar[frozenset[str]] = GoingPane.CHANGES | {"hand_round", "close", "code"}
    HOLDS: ClassVar[frozenset[str]] = frozenset({"hand_round", "code"})

    def todo(self, vote: Vote) -> str:
        """How the dots come in."""
        tr = self.tr
        if vote.rules.secret:
            return tr("Nobody sees totals before the reveal. Dots on paper are entered after the round has ended.")
        return tr("Hands up or dots on the wall. End the round, then enter the counts.")

    def possible(self, action: str) -> bool:
        """An open vote needs no laptop handed round."""
        if action == "hand_round":
            return self.vote.rules.secret
        return action != "code" or (self.vote.rules.secret and self.context.has_code())

    def action_hand_round(self) -> None:
        """Locks the laptop and hands it round."""
        self.worker.start(self._hand_round)

    async def _hand_round(self) -> None:
        standing = self.context.rounds.standing(self.vote.id)
        if standing.state != "open":
            await self._close()
        elif self.context.has_code() or await choose_code(self.app, self.context):
            await self.app.push_screen_wait(locked_screen(self.context, self.vote))
            self.show()

    def action_code(self) -> None:
        """Another code for coming back."""

        async def work() -> None:
            await choose_code(self.app, self.context)

        self.worker.start(work)

    def action_limits(self) -> None:
        """Says why the rules stay as they are."""

        async def work() -> None:
            raise FacilitatorError(limits_frozen(self.context.rounds.standing(self.vote.id).ballots, self.tr))

        self.worker.start(work)

    def action_close(self) -> None:
        """No further ballot."""
        self.worker.start(self._close)

    async def _close(self) -> None:
        tr, vote, standing = self.tr, self.vote, self.context.rounds.standing(self.vote.id)
        if standing.state == "open" and vote.rules.secret and standing.ballots < vote.voters:
            said = tr("Only {voted} of {voters} have voted.", voted=standing.ballots, voters=vote.voters)
            question = f"{said} {tr('End the round? No further ballot can be given on the laptop.')}"
            if not await self.app.push_screen_wait(Confirm(tr, question, tr("End"), tr("Go on voting"))):
                return
        closed = msgspec.structs.replace(self.vote, state="closed")
        await self.context.rounds.close(vote.id, Change(tr("End round {n}", n=vote.number), (closed,)))
