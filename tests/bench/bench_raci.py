"""The matrix at 300 rows × 40 columns: ``python -m tests.bench.bench_raci [--json]``.

From a key to the finished picture at 120×40, moving and typing letters in turns, beside ``floor_key.py``; and what it
takes to look for all findings anew. Budget: key median at most the floor's plus 8 ms and p95 at most twice the
floor's own; findings 50 ms.
"""

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities import find
from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Cell, Column, Laid, Row
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.core.workshop import parse
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests.bench.keys import PROGRAM, Case, report

ROWS, COLUMNS, FILLED = 300, 40, 0.4
MOST = 50.0
"""Milliseconds for all findings."""


def filled(home: Path) -> Session:
    """A session whose only step is a large matrix, two fifths of it filled."""
    chance = random.Random(4)
    step = {"id": "raci", "kind": "raci", "title": "Who does what", "minutes": 60}
    people = [Person(id=new_id(), name=f"Person {n}", order=float(n)) for n in range(COLUMNS)]
    beginning = Beginning(title="Bench", client="Acme", people=people)
    session = create(home, parse({"title": "Bench", "step": [step]}), beginning, find())
    id_ = session.steps[0].id
    rows = [Row(id=new_id(), step=id_, title=f"Activity {n} of the project", order=float(n)) for n in range(ROWS)]
    columns = [Column(id=new_id(), step=id_, title="", person=p.id, order=p.order) for p in people]
    cells = [
        Cell(
            id=new_id(), step=id_, row=row.id, column=column.id, letters=chance.choice(["R", "A", "C", "I", "AR", "F"])
        )
        for row in rows
        for column in columns
        if chance.random() < FILLED
    ]
    clock = msgspec.structs.replace(session.clock, step=id_)
    puts = (Laid(id=new_id(), step=id_), *rows, *columns, *cells, clock)
    session.apply_now(Change("", puts, history="none"))
    return session


def cases(home: Path) -> Iterator[Case]:
    """Moving in the matrix; typing letters into it. Each program has a session of its own."""
    moves = ("down", "right", "down", "left", "up", "right", "up", "left")
    typing = ("a", "down", "r", "right", "c", "up", "i", "left")
    for name, keys in (("cell move", moves), ("letter", typing)):
        session = filled(home / name.replace(" ", "-"))
        session.close()
        yield Case(name, [*PROGRAM, str(session.store.folder)], keys, (("", "300 rows"),))


def findings(home: Path, times: int = 30) -> dict[str, Any]:
    """What it takes to read the matrix and to look for findings, in milliseconds."""
    session = filled(home / "findings")
    took: dict[str, list[float]] = {"read": [], "findings": []}
    n = 0
    for _ in range(times):
        look = view(session, session.steps[0])
        started = time.perf_counter()
        matrix = Matrix(look)
        read = time.perf_counter()
        n = len(all_findings(matrix).open)
        took["findings"].append(1_000 * (time.perf_counter() - started))
        took["read"].append(1_000 * (read - started))
    session.close()
    medians = {name: statistics.median(each) for name, each in took.items()}
    return {"name": f"{n} findings", **medians, "holds": medians["findings"] <= MOST}


def said(looked: dict[str, Any]) -> str:
    """That in a line."""
    verdict = "holds" if looked["holds"] else "MISSED"
    return f"{looked['name']}: {looked['findings']:.1f} ms, of it reading {looked['read']:.1f} (≤ {MOST:g})  {verdict}"


if __name__ == "__main__":
    report(__doc__, cases, findings, said)
