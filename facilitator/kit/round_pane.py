"""The face of a round that is not revealed yet: who has given a ballot, never what. The kind has the words."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import msgspec
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.core.change import Change
from facilitator.core.rounds import BallotRound, Standing
from facilitator.kit.candidates import Cards
from facilitator.kit.dialogs import AskLine
from facilitator.kit.locked import LockedScreen
from facilitator.kit.panes import Pane
from facilitator.kit.rounds import choose_code, set_aside, why_unknown

DIGITS = 9
"""A number of voters with more digits than this is none."""


class RoundWords(NamedTuple):
    """What is said of how many have given their ballots; to be translated."""

    standing: str
    """With ``{voted}`` and ``{voters}``."""
    present: str
    """Others than the round's voters are present: ``{n}`` of them may give a ballot."""
    unknown: str
    """Where the session is only read."""


class RoundPane(Pane):
    """An open or closed round."""

    DEFAULT_CSS = """
    RoundPane > #rules { max-height: 50%; }
    RoundPane > #cards { min-height: 3; }
    """
    CHANGES: ClassVar[frozenset[str]] = frozenset({"hand_round", "code", "voters", "set_aside"})
    HOLDS: ClassVar[frozenset[str]] = frozenset({"hand_round", "code"})
    WORDS: ClassVar[RoundWords]

    # What the kind says

    @property
    def round(self) -> BallotRound:
        """The round."""
        raise NotImplementedError

    def locked(self) -> LockedScreen:
        """The laptop as it is handed round."""
        raise NotImplementedError

    def rules(self) -> Sequence[str]:
        """What the round is held by, in lines."""
        raise NotImplementedError

    def todo(self) -> str:
        """What comes next, in a sentence."""
        raise NotImplementedError

    def may_vote(self) -> int:
        """How many of the people present may give a ballot."""
        raise NotImplementedError

    def with_voters(self, number: int) -> BallotRound:
        """The round with another number of voters; ``FacilitatorError`` when it makes no sense."""
        raise NotImplementedError

    def aside(self) -> Change:
        """What gives the round up."""
        raise NotImplementedError

    # What is shown

    def compose(self) -> ComposeResult:
        """Standing, rules, what to do, cards."""
        yield Static(classes="pane--strong", id="standing")
        yield Static(id="rules")
        yield Static(classes="pane--quiet", id="todo")
        yield Cards(self.tr)

    def show(self) -> None:
        """The round as it is now."""
        self.query_one("#standing", Static).update(Content(self._said()))
        self.query_one("#rules", Static).update(Content("\n".join(self.rules())))
        self.query_one("#todo", Static).update(Content(self.todo()))
        self.query_one(Cards).show(self.round.candidates)

    def _said(self) -> str:
        tr, standing = self.tr, self.view.standing(self.round.id)
        if standing is None:
            return tr(self.WORDS.unknown) if self.context.read_only else why_unknown(self.context, self.round.id)
        said = self.given(standing)
        return said if self._now == self.round.voters else f"{said} · {tr(self.WORDS.present, n=self._now)}"

    def given(self, standing: Standing) -> str:
        """How many have given their ballots."""
        return self.tr(self.WORDS.standing, voted=standing.ballots, voters=self.round.voters)

    @property
    def _now(self) -> int:
        """How many of the people present may give a ballot; the round's own number once it was set by hand."""
        own = self.round.voters_set or not self.view.participants
        return self.round.voters if own else self.may_vote()

    def possible(self, action: str) -> bool:
        """A closed round takes no further ballot."""
        if action == "hand_round":
            return self.round.state == "open"
        return action != "code" or self.context.has_code()

    # What keys do

    def action_hand_round(self) -> None:
        """Locks the laptop and hands it round."""
        self.worker.start(self._hand_round)

    async def _hand_round(self) -> None:
        rounds, round_ = self.context.rounds, self.round
        if rounds.standing(round_.id).state != "open":  # closed just before the session was interrupted
            await rounds.close(round_.id, self.end())
        elif self.context.has_code() or await choose_code(self.app, self.context):
            await self.app.push_screen_wait(self.locked())
            self.show()

    def end(self) -> Change:
        """What says that the round takes no further ballot."""
        closed = msgspec.structs.replace(self.round, state="closed")
        return Change(self.tr("End round {n}", n=closed.number), (closed,))

    def action_code(self) -> None:
        """Another code for coming back."""

        async def work() -> None:
            await choose_code(self.app, self.context)

        self.worker.start(work)

    def action_voters(self) -> None:
        """Somebody comes or leaves."""
        self.worker.start(self._voters)

    async def _voters(self) -> None:
        tr, now = self.tr, self._now or self.round.voters
        typed = await self.app.push_screen_wait(AskLine(tr, tr("Number of voters"), value=str(now)))
        if typed is not None:
            number = int(typed) if typed.isdecimal() and len(typed) <= DIGITS else 0
            change = Change(tr("Number of voters: {n}", n=number), (self.with_voters(number),), history="barrier")
            await self.save(change)

    def action_set_aside(self) -> None:
        """Gives the round up without anybody knowing what was in it."""
        self.worker.start(self._set_aside)

    async def _set_aside(self) -> None:
        await set_aside(self.app, self.context, self.round.id, self.aside())
