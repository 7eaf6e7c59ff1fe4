"""While a round goes on: the laptop goes round, and nobody knows a value."""

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.scoring.ballot import locked_screen
from facilitator.activities.scoring.opening import present_voters, with_voters
from facilitator.activities.scoring.pane import Pane, Table
from facilitator.activities.scoring.reveal import revealing, setting_aside
from facilitator.activities.scoring.rules import MOST_VOTERS, Scores, current
from facilitator.activities.scoring.sheet import worded
from facilitator.activities.scoring.texts import criterion_line, voters_line
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.kit.dialogs import AskLine, Confirm
from facilitator.kit.rows import Row, RowColumn


class GoingPane(Pane):
    """A round that is not revealed yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hand_round", N_("Hand the laptop round"), id="scoring.hand_round"),
        Binding("v", "reveal", N_("Reveal"), id="scoring.reveal"),
        Binding("w", "voters", N_("Voters"), id="scoring.voters"),
        Binding("k", "code", N_("New code"), id="scoring.code"),
        Binding("x", "set_aside", N_("Set aside"), id="scoring.set_aside"),
    ]
    CHANGES: ClassVar[frozenset[str]] = frozenset({"hand_round", "reveal", "voters", "code", "set_aside"})

    def compose(self) -> ComposeResult:
        """Standing, criteria, what to do, cards."""
        yield Static(classes="scoring--strong", id="standing")
        yield Static(id="criteria")
        yield Static(classes="scoring--quiet", id="todo")
        number = RowColumn(self.tr("No."), width=4, align="right")
        yield Table([number, RowColumn(self.tr("Card"))], id="cards")

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
        rows = [Row(c.item, (str(c.number), c.title)) for c in scores.candidates]
        self.query_one("#cards", Table).set_rows(rows)

    def _standing(self) -> str:
        tr, scores = self.tr, self.scores
        standing = self.view.standing(scores.id)
        if standing is None:
            return self._why_unknown()
        said = tr("{voted} of {voters} have scored", voted=standing.ballots, voters=scores.voters)
        now = present_voters(self.view, scores.facilitator_votes)
        if self.view.participants and not scores.voters_set and now != scores.voters:
            said = f"{said} · {tr('{n} may score now: w changes the number', n=now)}"
        return said

    def _why_unknown(self) -> str:
        if self.context.read_only:
            return self.tr("How many have scored cannot be told here.")
        try:
            self.context.rounds.standing(self.scores.id)
        except FacilitatorError as error:
            return error.said(self.tr)
        return ""

    def possible(self, action: str) -> bool:
        """A closed round takes no further ballot."""
        if action == "hand_round":
            return self.scores.state == "open"
        return action != "code" or self.context.has_code()

    def action_hand_round(self) -> None:
        """Locks the laptop and hands it round."""
        self.worker.start(self._hand_round)

    async def _hand_round(self) -> None:
        if self.context.has_code() or await self._choose_code():
            await self.app.push_screen_wait(locked_screen(self.context, self.scores))
            self.show()

    def action_code(self) -> None:
        """Another code for coming back."""

        async def work() -> None:
            await self._choose_code()

        self.worker.start(work)

    async def _choose_code(self) -> bool:
        tr, title = self.tr, self.tr("Choose a code. Only with it you come back from the laptop handed round.")
        hint = tr("Forgotten? Close the terminal and open the session again: no ballot is lost.")
        while True:
            code = await self.app.push_screen_wait(AskLine(tr, title, password=True, hint=hint))
            if not (code or "").strip():
                return False
            again = await self.app.push_screen_wait(AskLine(tr, tr("The same code once more"), password=True))
            if again is None:
                return False
            if again.strip() == (code or "").strip():
                return await self.context.choose_code(again)
            title = tr("The two were not the same. Choose a code.")

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
        confirm = Confirm(tr, question, tr("Reveal"), tr("Not yet"), default_yes=not said, details=said)
        if not await self.app.push_screen_wait(confirm):
            return
        if standing.state == "open":
            await self._close()
        await rounds.reveal(scores.id, revealing(self.view, self.scores))

    async def _close(self) -> None:
        scores = self.scores
        closed = msgspec.structs.replace(scores, state="closed")
        await self.context.rounds.close(scores.id, Change(self.tr("End round {n}", n=scores.number), (closed,)))

    def action_voters(self) -> None:
        """Somebody comes or leaves."""
        self.worker.start(self._voters)

    async def _voters(self) -> None:
        tr = self.tr
        now = str(present_voters(self.view, self.scores.facilitator_votes) or self.scores.voters)
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
        tr, rounds = self.tr, self.context.rounds
        question = tr("Set this round aside? Its ballots are destroyed unread, and a new round can be opened.")
        if not await self.app.push_screen_wait(Confirm(tr, question, tr("Set aside"), tr("Keep it"))):
            return
        aside, change = setting_aside(self.view, self.scores)
        try:
            if self.scores.state == "open":
                await self._close()
            await rounds.reveal(aside.id, lambda _ballots, _notes: (change, {}))
        except FacilitatorError as error:
            self.context.report(error)
            await self.save(msgspec.structs.replace(change, puts=(aside,)))
