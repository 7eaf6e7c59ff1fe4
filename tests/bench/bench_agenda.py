"""What the agenda costs: ``python -m tests.bench.bench_agenda [--json]``.

A two-day agenda of 40 steps runs late. Measured are the proposal to catch up, and what the clock line works out every
second. Both are pure; the median of many turns counts.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime

from facilitator.core.agenda import projection
from facilitator.core.agenda_day import begin, behind, missed
from facilitator.core.catching_up import propose
from facilitator.core.ids import new_id
from facilitator.core.records import Clock, Day, Minutes, Priority, Step

STEPS, DAYS = 40, 2
ROUNDS = 300
LATE = (10, 45, 120, 300)
"""Minutes by which the first step is over."""
BUDGET_MS = 20.0
"""Milliseconds for a proposal."""
NINE = datetime(2027, 1, 29, 9, 0).astimezone().timestamp()


def agenda(seed: int = 7) -> list[Step]:
    """Two days of twenty steps: some spare time, many that could be left out, lunch and an end that are fixed."""
    dice = random.Random(seed)
    priorities: tuple[Priority, ...] = ("must", "should", "could", "could")
    steps = []
    for number in range(STEPS):
        day, place = divmod(number, STEPS // DAYS)
        plan = dice.choice((10, 15, 20, 25, 30, 45))
        steps.append(
            Step(
                id=new_id(),
                key=f"step-{number}",
                kind="buffer" if place % 7 == 5 else "brief",
                order=float(place),
                minutes=Minutes(min=plan * 2 // 3, plan=plan, max=plan * 2),
                priority=dice.choice(priorities),
                fixed={9: "12:30", 15: "15:30", 19: "17:00"}.get(place, ""),
                day=day + 1,
                buffer=dice.choice((0, 0, 5)),
            )
        )
    return steps


def milliseconds(action: Callable[[], object], rounds: int) -> list[float]:
    """How long something took, time after time."""
    took = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        took.append(1_000 * (time.perf_counter() - started))
    return sorted(took)


def every_second(steps: list[Step], clock: Clock, now: float, day: Day) -> None:
    """What the clock line needs."""
    behind(steps, clock, now, day)
    missed(projection(steps, clock, now, day), clock, now, day)


def measure(rounds: int) -> list[dict[str, float]]:
    """One row per lateness."""
    steps = agenda()
    clock = Clock(id=new_id(), step=steps[0].id, since=NINE)
    day = begin(steps, clock, NINE)
    assert day is not None
    rows = []
    for late in LATE:
        now = NINE + (steps[0].minutes.plan + late) * 60
        found = propose(steps, clock, now, day)
        proposal = milliseconds(lambda now=now: propose(steps, clock, now, day), rounds)  # type: ignore[misc]
        line = milliseconds(lambda now=now: every_second(steps, clock, now, day), rounds)  # type: ignore[misc]
        rows.append(
            {
                "late": late,
                "cuts": len(found.cuts),
                "minutes": found.minutes,
                "proposal_ms": statistics.median(proposal),
                "proposal_p95_ms": proposal[int(0.95 * rounds)],
                "second_ms": statistics.median(line),
            }
        )
    return rows


def main() -> int:
    """Prints the table; the exit status is 1 when the budget does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    rows = measure(args.rounds)
    held = all(row["proposal_ms"] <= BUDGET_MS for row in rows)
    if args.json:
        print(json.dumps({"rows": rows, "budget_ms": BUDGET_MS, "held": held}, indent=1))
        return not held
    print(f"{STEPS} steps on {DAYS} days\nmin late   cuts   min found   proposal ms   p95 ms   clock line ms")
    for row in rows:
        print(
            f"{row['late']:8.0f} {row['cuts']:6.0f} {row['minutes']:11.0f} {row['proposal_ms']:13.3f} "
            f"{row['proposal_p95_ms']:8.3f} {row['second_ms']:15.3f}"
        )
    print(f"budget: a proposal in {BUDGET_MS:.0f} ms: {'held' if held else 'NOT held'}")
    return not held


if __name__ == "__main__":
    sys.exit(main())
