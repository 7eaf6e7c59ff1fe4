"""The demo: a use-case workshop of a machine builder with 140 people, in the middle, scored and voted."""

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
from facilitator.activities.scoring.opening import new_round
from facilitator.activities.scoring.reveal import revealing
from facilitator.activities.scoring.rules import Scores
from facilitator.core.activity import Activity
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Note, Step
from facilitator.core.workshop import Workshop
from facilitator.imports.people import parse_people
from facilitator.session.demo_people import who_and_where
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
    asyncio.run(_rounds(session, texts["cards"]))
    _walked(session)
    who_and_where(session, texts, tr)
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


async def _rounds(session: Session, cards: list[dict[str, Any]]) -> None:
    await _score(session, {card["title"]: card for card in cards})
    await _vote(session, {card["title"]: card["dots"] for card in cards})


def _step(session: Session, kind: str) -> Step:
    return next(step for step in ordered(session.steps) if step.kind == kind)


async def _score(session: Session, wanted: dict[str, dict[str, Any]]) -> None:
    step = _step(session, "scoring")
    scores = new_round(view(session, step))
    await session.rounds.open(scores.id, step.id, {}, Change("", (scores,)))
    for voter in range(scores.voters):
        await session.rounds.cast(scores.id, new_id(), _scored(scores, wanted, voter), "laptop", final=True)
    closed = msgspec.structs.replace(scores, state="closed")
    await session.rounds.close(scores.id, Change("", (closed,)))
    await session.rounds.reveal(scores.id, revealing(view(session, step), closed))


def _scored(scores: Scores, wanted: dict[str, dict[str, Any]], voter: int) -> dict[str, dict[str, float]]:
    """A ballot near the wanted values; cards that are wanted *apart* get one end of the scale or the other."""
    found = {}
    for at, candidate in enumerate(scores.candidates):
        card = wanted[candidate.title]
        by = (2 if voter % 2 else -2) if card.get("apart") else ((voter + at) % 5 == 0) - ((voter * 2 + at) % 7 == 0)
        values = zip(scores.criteria, card["scores"], strict=True)
        found[str(candidate.number)] = {one.id: max(one.min, min(one.max, value + by)) for one, value in values}
    return found


async def _vote(session: Session, wanted: dict[str, int]) -> None:
    step = _step(session, "dot_voting")
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
    vote = _step(session, "dot_voting")
    start = session.moment()

    def spent(step: Step) -> Step:
        state = "done" if step.order < vote.order else step.state
        return msgspec.structs.replace(step, state=state, spent=step.minutes.plan * 60 * SPENT, started=start)

    walked = tuple(spent(step) for step in steps if step.order <= vote.order)
    info = msgspec.structs.replace(session.info, state="running")
    clock = msgspec.structs.replace(session.clock, step=vote.id)
    session.apply_now(Change("", (*walked, info, clock), history="none"))
