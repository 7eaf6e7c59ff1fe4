"""While a round goes on: the laptop goes round, and nobody knows a value."""

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.scoring.ballot import locked_screen
from facilitator.activities.scoring.opening import with_voters
from facilitator.activities.scoring.reveal import revealing, setting_aside
from facilitator.activities.scoring.rules import MOST_VOTERS, Scores, current
from facilitator.activities.scoring.sheet import worded
from facilitator.activities.scoring.texts import criterion_line, voters_line
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.kit.candidates import Cards
from facilitator.kit.dialogs import AskLine, Confirm
from facilitator.kit.panes import Pane
from facilitator.kit.rounds import choose_code, gives_away, set_aside, why_unknown


class GoingPane(Pane):
    """A round that is not revealed yet."""

    DEFAULT_CSS = """
    GoingPane > #criteria { max-height: 50%; }
    GoingPane > #cards { min-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hand_round", N_("Hand the laptop round"), id="scoring.hand_round"),
        Binding("v", "reveal", N_("Reveal"), id="scoring.reveal"),
        Binding("w", "voters", N_("Voters"), id="scoring.voters"),
        Binding("k", "code", N_("New code"), id="scoring.code"),
        Binding("x", "set_aside", N_("Set aside"), id="scoring.set_aside"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"hand_round", "reveal", "voters", "code", "set_aside"})
    HOLDS: ClassVar[frozenset[str]] = frozenset({"hand_round", "code"})

    def compose(self) -> ComposeResult:
        """Standing, criteria, what to do, cards."""
        yield Static(classes="pane--strong", id="standing")
        yield Static(id="criteria")
        yield Static(classes="pane--quiet", id="todo")
        yield Cards(self.tr)

    @property
    def scores(self) -> Scores:
        """The round."""
        scores = current(self.view)
        assert scores is not None
        return scores

    def show(self) -> None:
        """The round as it is now."""
        tr, scores, view = self.tr, self.scores, self.view
        self.query_one("#standing", Static).update(Content(self._standing()))
        lines = [voters_line(scores, tr), *(criterion_line(one, tr) for one in worded(view, scores))]
        self.query_one("#criteria", Static).update(Content("\n".join(lines)))
        todo = tr("Nobody sees a value before the reveal. h: hand the laptop round.")
        if scores.state == "closed":
            todo = tr("The round is closed. Reveal it, or set it aside.")
        self.query_one("#todo", Static).update(Content(todo))
        self.query_one(Cards).show(scores.candidates)

    def _standing(self) -> str:
        tr, scores = self.tr, self.scores
        standing = self.view.standing(scores.id)
        if standing is None:
            return self._why_unknown()
        said = tr("{voted} of {voters} have scored", voted=standing.ballots, voters=scores.voters)
        now = self.view.how_many_vote(scores.facilitator_votes)
        if self.view.participants and not scores.voters_set and now != scores.voters:
            said = f"{said} · {tr('{n} may score now: w changes the number', n=now)}"
        return said

    def _why_unknown(self) -> str:
        if self.context.read_only:
            return self.tr("How many have scored cannot be told here.")
        return why_unknown(self.context, self.scores.id)

    def possible(self, action: str) -> bool:
        """A closed round takes no further ballot."""
        if action == "hand_round":
            return self.scores.state == "open"
        return action != "code" or self.context.has_code()

    def action_hand_round(self) -> None:
        """Locks the laptop and hands it round."""
        self.worker.start(self._hand_round)

    async def _hand_round(self) -> None:
        if self.context.has_code() or await choose_code(self.app, self.context):
            await self.app.push_screen_wait(locked_screen(self.context, self.scores))
            self.show()

    def action_code(self) -> None:
        """Another code for coming back."""

        async def work() -> None:
            await choose_code(self.app, self.context)

        self.worker.start(work)

    def action_reveal(self) -> None:
        """Ends the round and shows the result to everybody."""
        self.worker.start(self._reveal)

    async def _reveal(self) -> None:
        tr, scores, rounds = self.tr, self.scores, self.context.rounds
        standing = rounds.standing(scores.id)
        said = ""
        if not standing.ballots:
            said = tr("Nobody has scored yet.")
        elif standing.ballots < scores.voters:
            said = tr("Only {voted} of {voters} have scored.", voted=standing.ballots, voters=scores.voters)
        question = tr("End the round and show the result to everybody now? This cannot be undone.")
        told = " ".join(filter(None, (said, gives_away(standing.ballots, tr))))
        confirm = Confirm(tr, question, tr("Reveal"), tr("Not yet"), default_yes=not said, details=told)
        if not await self.app.push_screen_wait(confirm):
            return
        if standing.state == "open":
            await rounds.close(scores.id, self._end())
        await rounds.reveal(scores.id, revealing(self.view, self.scores))

    def _end(self) -> Change:
        closed = msgspec.structs.replace(self.scores, state="closed")
        return Change(self.tr("End round {n}", n=closed.number), (closed,))

    def action_voters(self) -> None:
        """Somebody comes or leaves."""
        self.worker.start(self._voters)

    async def _voters(self) -> None:
        tr = self.tr
        now = str(self.view.how_many_vote(self.scores.facilitator_votes) or self.scores.voters)
        typed = await self.app.push_screen_wait(AskLine(tr, tr("Number of voters"), value=now))
        if typed is None:
            return
        voted = self.context.rounds.standing(self.scores.id).ballots
        number = int(typed) if typed.isdecimal() and len(typed) <= len(str(MOST_VOTERS)) else 0
        scores = with_voters(self.scores, number, voted, self.view)
        await self.save(Change(tr("Number of voters: {n}", n=scores.voters), (scores,), history="barrier"))

    def action_set_aside(self) -> None:
        """Gives the round up without anybody knowing what was in it."""
        self.worker.start(self._set_aside)

    async def _set_aside(self) -> None:
        await set_aside(self.app, self.context, self.scores.id, setting_aside(self.view, self.scores))
