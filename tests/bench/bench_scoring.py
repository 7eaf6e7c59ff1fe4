"""A scoring of 200 cards on four criteria: ``python -m tests.bench.bench_scoring [--json]``.

From a key to the finished picture at 120×40, beside ``floor_key.py``: moving in the table, typing values that are
saved, going from card to card in the picture, and typing on a ballot. Beside that, what it takes to read the whole
result and to weigh it anew. Budget: key median at most the floor's plus 8 ms and p95 at most twice the floor's own.
"""

import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities import find
from facilitator.activities.scoring.opening import group_entry, new_round
from facilitator.activities.scoring.rules import Value
from facilitator.activities.scoring.sheet import result
from facilitator.app.context import Door
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person
from facilitator.core.workshop import parse
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests.bench.keys import PROGRAM, Case, Quiet, report

CARDS = 200


def filled(home: Path) -> Session:
    """A session whose only step scores the cards; the group has typed in every value."""
    chance = random.Random(4)
    session = bare(home)
    scores = group_entry(view(session, session.steps[0]))
    values = [
        Value(
            id=new_id(),
            step=scores.step,
            round=scores.id,
            item=card.item,
            criterion=one.id,
            value=float(chance.choice((1, 2, 3, 5, 8, 13, 20))),
        )
        for card in scores.candidates
        for one in scores.criteria
    ]
    session.apply_now(Change("", (scores, *values), history="none"))
    return session


def bare(home: Path) -> Session:
    """The same before anybody has scored."""
    step = {"id": "score", "kind": "scoring", "title": "Score", "minutes": 30, "items": "cases", "preset": "wsjf"}
    people = [Person(id=new_id(), name=f"Person {n}", order=float(n)) for n in range(12)]
    workshop = parse({"title": "Bench", "step": [step], "collections": {"cases": {"title": "Case"}}})
    session = create(home, workshop, Beginning(title="Bench", client="Acme", people=people), find())
    items = [
        Item(
            id=new_id(),
            number=n + 1,
            collection="cases",
            title=f"Card {n + 1}: answer the questions of customers about their orders",
            order=float(n),
        )
        for n in range(CARDS)
    ]
    clock = msgspec.structs.replace(session.clock, step=session.steps[0].id)
    session.apply_now(Change("", (*items, clock, session.counted("items", CARDS)), history="none"))
    return session


async def opened(session: Session) -> None:
    """Opens a round and chooses the code of the facilitator."""
    step = session.steps[0]
    await Door(session, step.id, Quiet()).choose_code("1234")
    scores = new_round(view(session, step))
    await session.rounds.open(scores.id, step.id, {}, Change("", (scores,)))


def cases(home: Path) -> Iterator[Case]:
    """What is measured; each program has a session of its own."""

    def session(name: str) -> str:
        made = filled(home / name)
        made.close()
        return str(made.store.folder)

    there = (("", "One entry for the group"),)
    moves = ("down", "right", "down", "left", "up", "right", "up", "left")
    yield Case("cell move", [*PROGRAM, session("move")], moves, there)
    typing = ("5", "down", "8", "up")
    yield Case("value typed", [*PROGRAM, session("type")], typing, (*there, ("right", "")))
    around = ("right", "right", "down", "left", "left", "up")
    yield Case("point to point", [*PROGRAM, session("plane")], around, (*there, ("m", "Size: low")))
    made = bare(home / "ballot")
    asyncio.run(opened(made))
    made.close()
    to_ballot = (("", "Hand the laptop round"), ("h", "press enter"), ("enter", "enter hands it in"))
    keys = ("5", "tab", "8", "tab", "3", "down", "2", "up", "left")
    yield Case("ballot", [*PROGRAM, str(made.store.folder)], keys, to_ballot)


def reading(home: Path, times: int = 30) -> dict[str, Any]:
    """What it takes to read the result, and to move every weight, in milliseconds."""
    session = filled(home / "reading")
    took: dict[str, list[float]] = {"view": [], "result": [], "weights": []}
    for _ in range(times):
        started = time.perf_counter()
        look = view(session, session.steps[0])
        viewed = time.perf_counter()
        sheet = result(look)
        assert sheet is not None
        assert len(sheet.ranking) == CARDS
        read = time.perf_counter()
        assert sheet.shifts is not None
        took["weights"].append(1_000 * (time.perf_counter() - read))
        took["result"].append(1_000 * (read - viewed))
        took["view"].append(1_000 * (viewed - started))
    session.close()
    return {"name": "reading", **{name: statistics.median(each) for name, each in took.items()}}


def said(read: dict[str, Any]) -> str:
    """That in a line."""
    return "reading: " + ", ".join(f"{name} {read[name]:.1f} ms" for name in ("view", "result", "weights"))


if __name__ == "__main__":
    report(__doc__, cases, reading, said)
