"""From the start of the process to the complete list of sessions: ``python -m tests.bench.bench_start [--json]``.

The program and its floor (``floor_start.py``) take turns, so that the machine's noise hits both alike. The budget: at
most 1.3 times the floor, medians.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from facilitator.activities import find
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.imports.library import library
from facilitator.session.starting import Beginning, create
from tests.bench.terminal import Terminal

BUDGET = 1.3
FLOOR = [sys.executable, str(Path(__file__).with_name("floor_start.py"))]


def fill(home: Path, count: int) -> None:
    """Makes sessions of one client in a home folder."""
    workshop = library(None)["use-case"].workshop
    assert workshop is not None
    people = [Person(id=new_id(), name=f"Person {n}", order=n) for n in range(12)]
    for number in range(count):
        title, day = f"Session {number}", f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        session = create(home, workshop, Beginning(title=title, client="Acme", date=day, people=people), find())
        session.close()


def start(command: list[str], home: str, wanted: str) -> float:
    """Milliseconds until everything that a program shows at first is there."""
    with Terminal(command, FACILITATOR_HOME=home) as terminal:
        terminal.until_quiet()
        if "".join(wanted.split()) not in terminal.text:
            raise SystemExit(f"{command}: “{wanted}” never came\n{terminal.text[-2000:]}")
        return 1_000 * terminal.drawn


def measure(rounds: int, sessions: int) -> dict[str, list[float]]:
    """Start times of both, in turns; the first round of each is left out."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), sessions)
        program = [sys.executable, "-m", "facilitator"]
        took: dict[str, list[float]] = {"floor_start": [], "facilitator": []}
        for turn in range(rounds + 1):
            for name, command, wanted in (
                ("floor_start", FLOOR, "floor"),
                ("facilitator", program, f"Acme: {sessions} sessions"),
            ):
                milliseconds = start(command, folder, wanted)
                if turn:
                    took[name].append(milliseconds)
    return took


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    took = measure(args.rounds, args.sessions)
    median = {name: statistics.median(values) for name, values in took.items()}
    ratio = median["facilitator"] / median["floor_start"]
    if args.json:
        print(json.dumps({"milliseconds": took, "ratio": ratio, "budget": BUDGET, "holds": ratio <= BUDGET}))
        return
    for name, values in took.items():
        print(f"{name:<14} min {min(values):6.0f}  median {median[name]:6.0f}  max {max(values):6.0f} ms")
    print(f"ratio of the medians {ratio:.2f}, budget {BUDGET}: {'holds' if ratio <= BUDGET else 'MISSED'}")


if __name__ == "__main__":
    main()
