"""From a key to the finished picture at 120×40: ``python -m tests.bench.bench_keys [--json]``.

Every program runs at the same time, and they get their keys in turns, so that the machine's noise hits all alike. The
budget: a median of at most the floor's (``floor_key.py``) plus 8 ms, and a p95 of at most twice the floor's own.
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
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.app.context import Door
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Person, Step
from facilitator.imports.library import library
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests.bench.terminal import Terminal, share

MORE, TIMES = 8.0, 2.0
BLOCK = 20
"""Keys that one program gets in a row."""


@dataclass
class Case:
    """One program with the keys that are measured."""

    name: str
    command: list[str]
    keys: tuple[str, ...]
    before: tuple[tuple[str, str], ...] = ()
    """(key, text to wait for) that lead to the screen that is meant; the first key is none."""
    took: list[float] = field(default_factory=list)
    silent: int = 0
    """Keys after which nothing was drawn."""


class Quiet:
    """What a step's door needs around it."""

    tr = Translator()
    private = True

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Nobody is there to read it."""


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
    """The floor and what is measured against it."""
    floor = [sys.executable, str(Path(__file__).with_name("floor_key.py"))]
    yield Case("floor_key", floor, ("a", "b", "backspace", "backspace"))
    program = [sys.executable, "-m", "facilitator", "open"]
    session, _ = filled(home, "cluster", 500)
    session.close()
    keys = ("down", "down", "right", "up", "left", "up")
    yield Case("500 cards", [*program, str(session.store.folder)], keys, (("", "500 cards"), ("right", "")))
    session, step = filled(home, "vote", 60)
    asyncio.run(opened(session, step))
    session.close()
    keys = ("down", "space", "down", "space", "minus", "up", "minus", "up")
    to_ballot = (("", "Hand the laptop round"), ("h", "press enter"), ("enter", "10 dots left"))
    yield Case("60 items in a vote", [*program, str(session.store.folder)], keys, to_ballot)


def ready(case: Case, terminal: Terminal) -> None:
    """Goes to the screen that is meant."""
    for key, wanted in case.before:
        terminal.send(key)
        if wanted and not terminal.until(wanted):
            raise SystemExit(f"{case.name}: “{wanted}” never came after “{key}”\n{terminal.text[-2000:]}")
        terminal.rest()


def measure(home: Path, blocks: int) -> list[Case]:
    """Presses keys in turns; the first block of each is left out."""
    found = list(cases(home))
    with ExitStack() as stack:
        terminals = [stack.enter_context(Terminal(case.command, FACILITATOR_HOME=str(home))) for case in found]
        for case, terminal in zip(found, terminals, strict=True):
            ready(case, terminal)
        keys = [cycle(case.keys) for case in found]
        for block in range(blocks + 1):
            for case, terminal, following in zip(found, terminals, keys, strict=True):
                terminal.rest(0.05)
                took = [press(terminal, next(following)) for _ in range(BLOCK)]
                if block:
                    case.took += [milliseconds for milliseconds in took if milliseconds is not None]
                    case.silent += took.count(None)
    return found


def press(terminal: Terminal, key: str) -> float | None:
    """One key, after a pause as hands make it, with whatever was drawn meanwhile read away."""
    end = time.perf_counter() + random.uniform(0.06, 0.11)
    while (left := end - time.perf_counter()) > 0:
        terminal.read(left)
    return terminal.press(key)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=12, help=f"blocks of {BLOCK} keys per program")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), args.blocks)
    floor = figures(found[0])
    rows = [{**figures(case), "holds": holds(figures(case), floor)} for case in found]
    if args.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(
            f"{row['name']:<20} median {row['median']:5.1f}  p95 {row['p95']:5.1f}  max {row['max']:6.1f} ms"
            f"  keys {row['keys']:4}  nothing drawn {row['silent']:3}  {'holds' if row['holds'] else 'MISSED'}"
        )
    print(f"budget: median ≤ {floor['median'] + MORE:.1f} ms, p95 ≤ {floor['p95'] * TIMES:.1f} ms")


def figures(case: Case) -> dict[str, Any]:
    """What was measured, in milliseconds."""
    took = case.took or [float("inf")]
    return {
        "name": case.name,
        "median": statistics.median(took),
        "p95": share(took, 0.95),
        "max": max(took),
        "keys": len(case.took),
        "silent": case.silent,
    }


def holds(row: dict[str, Any], floor: dict[str, Any]) -> bool:
    """Whether the budget holds."""
    return bool(row["median"] <= floor["median"] + MORE and row["p95"] <= floor["p95"] * TIMES)


if __name__ == "__main__":
    main()
