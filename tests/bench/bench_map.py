"""The map with 200 people: ``python -m tests.bench.bench_map [--json]``.

From a key or a mouse report to the finished picture at 120×40, in turns with ``floor_key.py``: the cursor goes from
person to person; somebody is dragged; somebody is picked up, moved and put down, which saves. Budget: median at most
the floor's plus 8 ms, p95 at most twice the floor's own.
"""

import random
from collections.abc import Iterator
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
from tests.bench.keys import PROGRAM, Case, report

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
    """Going from person to person; dragging; moving by arrows and saving."""
    opened = (("", "Critical Blockers"), ("u", "Open the map with names"), ("right", ""), ("enter", "Person1"))
    drag = tuple(f"\x1b[<32;{column};{row}M" for column, row in ((45, 8), (55, 14), (70, 20), (62, 27), (48, 16)))
    for name, keys, before in (
        ("cursor", ("down", "right", "down", "right", "up", "left", "up", "left"), opened),
        ("drag", drag, (*opened, (CORNER, ""))),
        ("move and save", ("space", "right", "space", "space", "left", "space"), opened),
    ):
        session = filled(home / name.replace(" ", "-"))
        session.close()
        yield Case(name, [*PROGRAM, str(session.store.folder)], keys, before)


if __name__ == "__main__":
    report(__doc__, cases)
