"""While a round goes on, and between its close and the reveal: who has voted, never what."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.dot_voting.hand import hand_count
from facilitator.activities.dot_voting.reveal import setting_aside
from facilitator.activities.dot_voting.rules import MOST_VOTERS, Vote, current, with_voters
from facilitator.activities.dot_voting.texts import ladder, rules_line, voters_line
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.rounds import Standing
from facilitator.kit.candidates import Cards
from facilitator.kit.dialogs import AskLine
from facilitator.kit.panes import Pane
from facilitator.kit.rounds import set_aside, why_unknown

VOTERS = Binding("w", "voters", N_("Voters"), id="voting.voters")
SET_ASIDE = Binding("x", "set_aside", N_("Set aside"), id="voting.set_aside")


class GoingPane(Pane):
    """An open or closed round."""

    CHANGES: ClassVar[frozenset[str]] = frozenset({"voters", "set_aside"})

    def compose(self) -> ComposeResult:
        """Standing, rules, what to do, cards."""
        yield Static(classes="pane--strong", id="standing")
        yield Static(id="rules")
        yield Static(classes="pane--quiet", id="todo")
        yield Cards(self.tr)

    @property
    def vote(self) -> Vote:
        """The round."""
        vote = current(self.view)
        assert vote is not None
        return vote

    @property
    def standing(self) -> Standing | None:
        """How many have voted; None: the box cannot be read here."""
        return self.view.standing(self.vote.id)

    def show(self) -> None:
        """The round as it is now."""
        tr, vote, standing = self.tr, self.vote, self.standing
        rules = "\n".join(
            [rules_line(vote.rules, tr), voters_line(vote, tr), tr("Ties: {order}", order=ladder(vote.rules.ties, tr))]
        )
        self.query_one("#rules", Static).update(Content(rules))
        said = self._why_unknown()
        if standing is not None:
            said = tr("{voted} of {voters} have voted", voted=standing.ballots, voters=vote.voters)
            hand = hand_count(standing.notes)
            if hand is not None:
                said = f"{said} · {tr.n('{n} counted by hand', '{n} counted by hand', hand.voters)}"
            elif not vote.rules.secret:
                said = tr("Open vote of {voters}", voters=vote.voters)
            if self._present != vote.voters:
                said = f"{said} · {tr('{n} may vote now: w changes the number', n=self._present)}"
        self.query_one("#standing", Static).update(Content(said))
        self.query_one("#todo", Static).update(Content(self.todo(vote)))
        self.query_one(Cards).show(vote.candidates)

    @property
    def _present(self) -> int:
        """How many of the people present may vote; the round's own number once it was set by hand."""
        vote = self.vote
        if vote.voters_set or not self.view.participants:
            return vote.voters
        return self.view.how_many_vote(vote.rules.facilitator_votes)

    def _why_unknown(self) -> str:
        if self.context.read_only:
            return self.tr("How many have voted cannot be told here.")
        return why_unknown(self.context, self.vote.id)

    def todo(self, vote: Vote) -> str:
        """What comes next, in a sentence."""
        raise NotImplementedError

    def action_voters(self) -> None:
        """Somebody comes or leaves."""
        self.worker.start(self._voters)

    async def _voters(self) -> None:
        tr = self.tr
        typed = await self.app.push_screen_wait(AskLine(tr, tr("Number of voters"), value=str(self._present)))
        if typed is None:
            return
        if not typed.isdecimal():
            raise FacilitatorError(tr("The number of voters must be between 1 and {most}.", most=MOST_VOTERS))
        standing = self.context.rounds.standing(self.vote.id)
        hand = hand_count(standing.notes)
        vote = with_voters(self.vote, int(typed), standing.ballots + (hand.voters if hand else 0), tr)
        await self.save(Change(tr("Number of voters: {n}", n=vote.voters), (vote,), history="barrier"))

    def action_set_aside(self) -> None:
        """Gives the round up without anybody knowing what was in it."""
        self.worker.start(self._set_aside)

    async def _set_aside(self) -> None:
        await set_aside(self.app, self.context, self.vote.id, setting_aside(self.view, self.vote))
