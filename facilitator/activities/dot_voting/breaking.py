"""Breaking a tie, rung by rung in the announced order. What decides by itself is done at once; the rest is asked."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Literal

from facilitator.activities.dot_voting.opening import run_off
from facilitator.activities.dot_voting.rules import Rung, Vote
from facilitator.activities.dot_voting.texts import RUNGS, places_left, tie_step
from facilitator.activities.dot_voting.ties import (
    Tie,
    by_decider,
    by_draw,
    by_itself,
    deciding,
    drawn,
    open_tie,
    passed_over,
)
from facilitator.core.change import Change, History
from facilitator.core.ids import Id
from facilitator.core.text import line
from facilitator.kit.dialogs import AskLine, Choose, Confirm, Message
from facilitator.kit.panes import Pane

Act = Callable[[Vote, Tie], Awaitable[bool]]
Answer = Literal["do", "skip", "leave"]


class TieBreaker:
    """One pass down the ladder, on the pane that shows the result."""

    def __init__(self, pane: Pane) -> None:
        self.pane, self.tr, self.app = pane, pane.tr, pane.app

    async def run(self) -> None:
        """Goes on until the tie is broken, or left open, or a run-off is to be held."""
        while (vote := deciding(self.pane.view)) is not None and open_tie(vote) is not None:
            tried = by_itself(vote)
            if tried != vote and not await self._keep(tried, "undo"):
                return
            tie = open_tie(tried)
            if tie is None:
                await self._tell(tried)
                return
            if not tie.ladder:
                await self._nothing_left(tried, tie)
                return
            if not await self._rung(tried, tie):
                return

    async def _rung(self, vote: Vote, tie: Tie) -> bool:
        """Whether to go on with what is left."""
        tr, rung = self.tr, tie.ladder[0]
        doing: dict[Rung, str] = {
            "run-off": tr("Run-off among the tied"),
            "decider": tr("The decider chooses"),
            "draw": tr("Draw"),
        }
        offered: list[tuple[Answer, str]] = [
            ("do", doing[rung]),
            ("skip", tr("Go to the next way of breaking the tie")),
            ("leave", tr("Leave the tie open for now")),
        ]
        answer = await self.app.push_screen_wait(Choose(tr, self._title(vote, tie), offered, selected="do"))
        if answer == "skip":
            return await self._keep(passed_over(vote, rung), "undo")
        if answer != "do":
            return False
        acts: dict[Rung, Act] = {"run-off": self._run_off, "decider": self._decider, "draw": self._draw}
        return await acts[rung](vote, tie)

    def _title(self, vote: Vote, tie: Tie) -> str:
        tr = self.tr
        tried = [f"  {tie_step(vote, step, tr)}" for step in vote.ties]
        cards = [f"  {card.number}  {card.title}" for card in tie.tied]
        said = tr("{n} cards are tied for {places}:", n=len(tie.tied), places=places_left(tie.seats, tr))
        return "\n".join([said, *cards, *([tr("Tried so far:"), *tried] if tried else [])])

    async def _run_off(self, vote: Vote, tie: Tie) -> bool:
        tied = tuple(card.item for card in tie.tied)
        prepared = run_off(self.pane.view, vote, tied, tie.seats)
        await self.pane.save(Change(self.tr("Prepare a run-off"), (prepared,)))
        return False

    async def _decider(self, vote: Vote, tie: Tie) -> bool:
        tr = self.tr
        people = [(person.name, person.name) for person in self.pane.view.participants]
        who = await self.app.push_screen_wait(Choose(tr, tr("Who decides?"), [*people, ("", tr("Somebody else …"))]))
        if who == "":
            who = await self.app.push_screen_wait(AskLine(tr, tr("Who decides?")))
        if not who:
            return False
        chosen: list[Id] = []
        while len(chosen) < tie.seats:
            left = [(c.item, f"{c.number}  {c.title}") for c in tie.tied if c.item not in chosen]
            title = tr("{name} chooses {n} of {of}", name=line(who), n=len(chosen) + 1, of=tie.seats)
            card = await self.app.push_screen_wait(Choose(tr, title, left))
            if card is None:
                return False
            chosen.append(card)
        return await self._decided(by_decider(vote, tuple(chosen), line(who)), "undo")

    async def _draw(self, vote: Vote, tie: Tie) -> bool:
        tr, seed = self.tr, secrets.token_hex(8)
        question = tr("Draw now? The first draw counts; its seed is kept so that anybody can do it again.")
        if not await self.app.push_screen_wait(Confirm(tr, question, tr("Draw"), tr("Not yet"), default_yes=True)):
            return False
        # everybody has seen the draw: a second one until it suits would be none
        return await self._decided(by_draw(vote, seed), "barrier")

    async def _decided(self, vote: Vote, history: History) -> bool:
        if await self._keep(vote, history):
            await self._tell(vote)
        return False

    async def _keep(self, vote: Vote, history: History) -> bool:
        label = self.tr("Break the tie: {rung}", rung=self.tr(RUNGS[vote.ties[-1].rung]))
        return await self.pane.save(Change(label, (vote,), history=history))

    async def _tell(self, vote: Vote) -> None:
        tr = self.tr
        lines = [tie_step(vote, step, tr) for step in vote.ties]
        last = vote.ties[-1]
        if last.seed:
            numbers = [c.number for c in vote.candidates if c.item in (*last.into, *last.out)]
            order = " → ".join(str(number) for number in drawn(last.seed, numbers))
            lines.append(tr("Order of the draw: {order}", order=order))
        await self.app.push_screen_wait(Message(tr, tr("The tie is broken"), "\n".join(lines)))

    async def _nothing_left(self, vote: Vote, tie: Tie) -> None:
        tr = self.tr
        text = tr("Every announced way of breaking it has been tried. The tie stays open and is listed at the finish.")
        await self.app.push_screen_wait(Message(tr, self._title(vote, tie), text))
