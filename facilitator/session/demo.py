"""The demo: a use-case workshop of a machine builder with 140 people, in the middle, with a finished vote."""

import asyncio
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.tally import revealed, totals
from facilitator.activities.dot_voting.ties import by_itself
from facilitator.core.activity import Activity
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Note, Step
from facilitator.core.workshop import Workshop
from facilitator.imports.people import parse_people
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view

SPENT = 0.95
"""Share of the planned minutes that the demo's earlier steps took."""


def build(home: Path, workshop: Workshop, kinds: Mapping[str, Activity], tr: Translator) -> Session:
    """Makes the demo's session under ``home`` and gives it, open."""
    texts = tomllib.loads((files("facilitator.session") / "demo.toml").read_text(encoding="utf-8"))
    people, _ = parse_people("\n".join(texts["people"]))
    beginning = Beginning(title=texts["title"], client=texts["client"], language=tr.language, people=people)
    session = create(home, workshop, beginning, kinds)
    _cards(session, texts)
    asyncio.run(_vote(session, {card["title"]: card["dots"] for card in texts["cards"]}))
    _walked(session)
    session.forget_history()
    return session


def _cards(session: Session, texts: dict[str, Any]) -> None:
    steps = {step.key: step for step in session.steps}
    collect = next(step for step in ordered(session.steps) if step.kind == "ideas")
    clusters = {
        key: Cluster(id=new_id(), collection=collect.items, title=title, order=n)
        for n, (key, title) in enumerate(texts["clusters"].items(), 1)
    }
    first = session.number("items")
    items = [
        Item(
            id=new_id(),
            number=first + n,
            collection=collect.items,
            title=card["title"],
            order=float(n),
            fields=card.get("fields", {}),
            cluster=clusters[card["cluster"]].id,
            step=collect.id,
        )
        for n, card in enumerate(texts["cards"])
    ]
    at = steps.get("vote", collect).id
    notes = [
        Note(id=new_id(), what=note["what"], text=note["text"], at=session.moment(), step=at) for note in texts["notes"]
    ]
    puts = (*clusters.values(), *items, *notes, session.counted("items", len(items)))
    session.apply_now(Change("", puts, history="none"))


async def _vote(session: Session, wanted: dict[str, int]) -> None:
    step = next(step for step in ordered(session.steps) if step.kind == "dot_voting")
    vote = new_vote(view(session, step))
    await session.rounds.open(vote.id, step.id, msgspec.to_builtins(vote.rules), Change("", (vote,)))
    for ballot in _ballots(vote, wanted):
        await session.rounds.cast(vote.id, new_id(), ballot, "laptop", final=True)
    closed = msgspec.structs.replace(vote, state="closed")
    await session.rounds.close(vote.id, Change("", (closed,)))

    def outcome(ballots: Any, notes: Any) -> tuple[Change, dict[str, Any]]:
        done = by_itself(revealed(closed, ballots, notes))
        assert done.result is not None
        return Change("", (done,)), totals(done, done.result)

    await session.rounds.reveal(vote.id, outcome)


def _ballots(vote: Vote, wanted: dict[str, int]) -> list[dict[str, int]]:
    """Ballots within the rules that add up to the wanted dots; the third place is a tie that supporters break."""
    ballots: list[dict[str, int]] = [{} for _ in range(vote.voters)]
    turns = cycle(range(vote.voters))
    for candidate in vote.candidates:
        left, at_once = wanted[candidate.title], 1 if "manual" in candidate.title else vote.rules.per_item
        while left:
            ballot = ballots[next(turns)]
            free = vote.rules.dots - sum(ballot.values())
            dots = min(left, at_once, free)
            if dots and str(candidate.number) not in ballot:
                ballot[str(candidate.number)] = dots
                left -= dots
    return ballots


def _walked(session: Session) -> None:
    """Puts the session at its vote, with the steps before it done."""
    steps = ordered(session.steps)
    vote = next(step for step in steps if step.kind == "dot_voting")
    start = session.moment()

    def spent(step: Step) -> Step:
        state = "done" if step.order < vote.order else step.state
        return msgspec.structs.replace(step, state=state, spent=step.minutes.plan * 60 * SPENT, started=start)

    walked = tuple(spent(step) for step in steps if step.order <= vote.order)
    info = msgspec.structs.replace(session.info, state="running")
    clock = msgspec.structs.replace(session.clock, step=vote.id)
    session.apply_now(Change("", (*walked, info, clock), history="none"))
