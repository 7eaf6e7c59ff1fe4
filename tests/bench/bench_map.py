"""The map with 200 people: ``python -m tests.bench.bench_map [--json]``.

From a key or a mouse report to the finished picture at 120×40, in turns with ``floor_key.py``: the cursor goes from
person to person; somebody is dragged; somebody is picked up, moved and put down, which saves. Budget: median at most
the floor's plus 8 ms, p95 at most twice the floor's own.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import msgspec

from facilitator.activities import find
from facilitator.activities.influence_map.rules import Place, Stakeholder
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.core.workshop import parse
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from tests.bench.bench_keys import BLOCK, MORE, TIMES, Case, figures, holds, press, ready
from tests.bench.terminal import Terminal

PEOPLE = 200
CORNER = "\x1b[<0;38;3M"
"""The mouse goes down on the point at the upper left corner of the plane, where the first person stands."""


def filled(home: Path) -> Session:
    """A session whose only step is a map full of people; the first of them stands in the corner."""
    chance = random.Random(7)
    step = {"id": "map", "kind": "influence_map", "title": "Who stands where", "minutes": 60}
    people = [Person(id=new_id(), name=f"Person{n} Name{n}", order=float(n)) for n in range(PEOPLE)]
    beginning = Beginning(title="Bench", client="Acme", people=people)
    session = create(home, parse({"title": "Bench", "step": [step]}), beginning, find())
    id_ = session.steps[0].id
    places = [
        Place(
            id=new_id(),
            step=id_,
            person=person.id,
            influence=round(chance.uniform(0.5, 9), 1) if n else 10.0,
            attitude=round(chance.uniform(-8, 10), 1) if n else -10.0,
        )
        for n, person in enumerate(people)
    ]
    cards = [Stakeholder(id=new_id(), person=person.id) for person in people]
    clock = msgspec.structs.replace(session.clock, step=id_)
    session.apply_now(Change("", (*places, *cards, clock), history="none"))
    return session


def cases(home: Path) -> Iterator[Case]:
    """The floor; going from person to person; dragging; moving by arrows and saving."""
    floor = [sys.executable, str(Path(__file__).with_name("floor_key.py"))]
    yield Case("floor_key", floor, ("a", "b", "backspace", "backspace"))
    program = [sys.executable, "-m", "facilitator", "open"]
    opened = (("", "Critical Blockers"), ("u", "Open the map with names"), ("right", ""), ("enter", "Person1"))
    drag = tuple(f"\x1b[<32;{column};{row}M" for column, row in ((45, 8), (55, 14), (70, 20), (62, 27), (48, 16)))
    for name, keys, before in (
        ("cursor", ("down", "right", "down", "right", "up", "left", "up", "left"), opened),
        ("drag", drag, (*opened, (CORNER, ""))),
        ("move and save", ("space", "right", "space", "space", "left", "space"), opened),
    ):
        session = filled(home / name.replace(" ", "-"))
        session.close()
        yield Case(name, [*program, str(session.store.folder)], keys, before)


def measure(home: Path, blocks: int) -> list[Case]:
    """Sends keys in turns; the first block of each is left out."""
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


if __name__ == "__main__":
    main()
