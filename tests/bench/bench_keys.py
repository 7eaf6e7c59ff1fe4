"""From a key to the finished picture at 120×40: ``python -m tests.bench.bench_keys [--json]``.

How it is measured, and the budget: ``keys.py``.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.app.context import Door
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Person, Step
from facilitator.imports.library import library
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests.bench.keys import PROGRAM, Case, Quiet, report


def filled(home: Path, key: str, cards: int) -> tuple[Session, Step]:
    """A use-case session with cards in eight clusters, standing at a step."""
    workshop = library(None)["use-case"].workshop
    assert workshop is not None
    people = [Person(id=new_id(), name=f"Person {n}", order=float(n)) for n in range(12)]
    session = create(home, workshop, Beginning(title=key, client="Acme", people=people), find())
    step = next(step for step in session.steps if step.key == key)
    clusters = [Cluster(id=new_id(), collection=step.items, title=f"Cluster {n}", order=float(n)) for n in range(8)]
    items = [
        Item(
            id=new_id(),
            number=n + 1,
            collection=step.items,
            title=f"Card {n + 1}: answer the questions of customers about their orders",
            order=float(n),
            cluster=clusters[n % 8].id,
        )
        for n in range(cards)
    ]
    clock = msgspec.structs.replace(session.clock, step=step.id)
    puts = (*clusters, *items, clock, session.counted("items", cards))
    session.apply_now(Change("", puts, history="none"))
    return session, step


async def opened(session: Session, step: Step) -> None:
    """Opens a round of the vote and chooses the code of the facilitator."""
    await Door(session, step.id, Quiet()).choose_code("1234")
    vote = new_vote(view(session, step))
    await session.rounds.open(vote.id, step.id, msgspec.to_builtins(vote.rules), Change("", (vote,)))


def cases(home: Path) -> Iterator[Case]:
    """What is measured; each program has a session of its own."""
    session, _ = filled(home, "cluster", 500)
    session.close()
    keys = ("down", "down", "right", "up", "left", "up")
    yield Case("500 cards", [*PROGRAM, str(session.store.folder)], keys, (("", "500 cards"), ("right", "")))
    session, step = filled(home, "vote", 60)
    asyncio.run(opened(session, step))
    session.close()
    taps = ("down", "space", "down", "space", "minus", "up", "minus", "up")
    to_ballot = (("", "Hand the laptop round"), ("h", "press enter"), ("enter", "10 dots left"))
    yield Case("60 items in a vote", [*PROGRAM, str(session.store.folder)], taps, to_ballot)


if __name__ == "__main__":
    report(__doc__, cases)
