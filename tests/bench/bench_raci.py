"""The matrix at 300 rows × 40 columns: ``python -m tests.bench.bench_raci [--json]``.

From a key to the finished picture at 120×40, moving and typing letters in turns, beside ``floor_key.py``; and what it
takes to look for all findings anew. Budget: key median at most the floor's plus 8 ms and p95 at most twice the
floor's own; findings 50 ms.
"""

import argparse
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
from tests.bench.bench_keys import BLOCK, MORE, TIMES, Case, figures, holds, press, ready
from tests.bench.terminal import Terminal

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


def cases(moved: Path, typed: Path) -> Iterator[Case]:
    """The floor; moving in the matrix; typing letters into it."""
    floor = [sys.executable, str(Path(__file__).with_name("floor_key.py"))]
    yield Case("floor_key", floor, ("a", "b", "backspace", "backspace"))
    program = [sys.executable, "-m", "facilitator", "open"]
    moves = ("down", "right", "down", "left", "up", "right", "up", "left")
    yield Case("cell move", [*program, str(moved)], moves, (("", "300 rows"),))
    yield Case(
        "letter", [*program, str(typed)], ("a", "down", "r", "right", "c", "up", "i", "left"), (("", "300 rows"),)
    )


def keys(home: Path, blocks: int) -> list[Case]:
    """Presses keys in turns; the first block of each is left out. Each program has a session of its own."""
    sessions = []
    for name in ("move", "letter"):
        session = filled(home / name)
        session.close()
        sessions.append(session.store.folder)
    found = list(cases(*sessions))
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


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, default=12, help=f"blocks of {BLOCK} keys per program")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        looked = findings(Path(folder))
        found = keys(Path(folder), args.blocks)
    floor = figures(found[0])
    rows = [{**figures(case), "holds": holds(figures(case), floor)} for case in found]
    if args.json:
        print(json.dumps([*rows, looked]))
        return
    for row in rows:
        print(
            f"{row['name']:<20} median {row['median']:5.1f}  p95 {row['p95']:5.1f}  max {row['max']:6.1f} ms"
            f"  keys {row['keys']:4}  nothing drawn {row['silent']:3}  {'holds' if row['holds'] else 'MISSED'}"
        )
    print(f"budget: median ≤ {floor['median'] + MORE:.1f} ms, p95 ≤ {floor['p95'] * TIMES:.1f} ms")
    verdict = "holds" if looked["holds"] else "MISSED"
    print(f"{looked['name']}: {looked['findings']:.1f} ms, of it reading {looked['read']:.1f} (≤ {MOST:g})  {verdict}")


if __name__ == "__main__":
    main()
