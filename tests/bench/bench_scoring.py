"""A scoring of 200 cards on four criteria: ``python -m tests.bench.bench_scoring [--json]``.

From a key to the finished picture at 120×40, beside ``floor_key.py``: moving in the table, typing values that are
saved, going from card to card in the picture, and typing on a ballot. Beside that, what it takes to read the whole
result and to weigh it anew. Budget: key median at most the floor's plus 8 ms and p95 at most twice the floor's own.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
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
from tests.bench.bench_keys import BLOCK, MORE, TIMES, Case, Quiet, figures, holds, press, ready
from tests.bench.terminal import Terminal

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
    """The floor and what is measured against it; each program has a session of its own."""
    floor = [sys.executable, str(Path(__file__).with_name("floor_key.py"))]
    yield Case("floor_key", floor, ("a", "b", "backspace", "backspace"))
    program = [sys.executable, "-m", "facilitator", "open"]

    def session(name: str) -> str:
        made = filled(home / name)
        made.close()
        return str(made.store.folder)

    there = (("", "One entry for the group"),)
    moves = ("down", "right", "down", "left", "up", "right", "up", "left")
    yield Case("cell move", [*program, session("move")], moves, there)
    typing = ("5", "down", "8", "up")
    yield Case("value typed", [*program, session("type")], typing, (*there, ("right", "")))
    around = ("right", "right", "down", "left", "left", "up")
    yield Case("point to point", [*program, session("plane")], around, (*there, ("m", "Size: low")))
    made = bare(home / "ballot")
    asyncio.run(opened(made))
    made.close()
    to_ballot = (("", "Hand the laptop round"), ("h", "press enter"), ("enter", "enter casts"))
    keys = ("5", "tab", "8", "tab", "3", "down", "2", "up", "left")
    yield Case("ballot", [*program, str(made.store.folder)], keys, to_ballot)


def measure(home: Path, blocks: int) -> list[Case]:
    """Presses keys in turns; the first block of each is left out."""
    found = list(cases(home))
    with ExitStack() as stack:
        terminals = [stack.enter_context(Terminal(case.command, FACILITATOR_HOME=str(home))) for case in found]
        for case, terminal in zip(found, terminals, strict=True):
            ready(case, terminal)
        following = [cycle(case.keys) for case in found]
        for block in range(blocks + 1):
            for case, terminal, key in zip(found, terminals, following, strict=True):
                terminal.rest(0.05)
                took = [press(terminal, next(key)) for _ in range(BLOCK)]
                if block:
                    case.took += [milliseconds for milliseconds in took if milliseconds is not None]
                    case.silent += took.count(None)
    return found


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


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=12, help=f"blocks of {BLOCK} keys per program")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        read = reading(Path(folder))
        found = measure(Path(folder), args.blocks)
    floor = figures(found[0])
    rows = [{**figures(case), "holds": holds(figures(case), floor)} for case in found]
    if args.json:
        print(json.dumps([*rows, read]))
        return
    for row in rows:
        print(
            f"{row['name']:<20} median {row['median']:5.1f}  p95 {row['p95']:5.1f}  max {row['max']:6.1f} ms"
            f"  keys {row['keys']:4}  nothing drawn {row['silent']:3}  {'holds' if row['holds'] else 'MISSED'}"
        )
    print(f"budget: median ≤ {floor['median'] + MORE:.1f} ms, p95 ≤ {floor['p95'] * TIMES:.1f} ms")
    print("reading: " + ", ".join(f"{name} {read[name]:.1f} ms" for name in ("view", "result", "weights")))


if __name__ == "__main__":
    main()
