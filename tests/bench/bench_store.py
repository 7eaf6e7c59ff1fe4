"""What saving and opening cost: ``python -m tests.bench.bench_store [--json]``.

One change saved is measured in turns with the raw floor: append and sync of a line of the same length to a file in
the same folder. Medians and their ratio count; the machine may be noisy.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitator.core.ids import new_id, to_number
from facilitator.store.store import Store, summaries

SIZES = (100, 1_000, 10_000, 50_000)
ROUNDS = 1_500
BUDGETS = {"ratio": 2.0, "open_ms_10000": 150.0}
"""One change at most this many times the floor; open 10 000 records within this many milliseconds."""


def card(number: int) -> dict[str, Any]:
    """A record as large as a use case usually is."""
    fields = {"owner": "Anna", "problem": "Three days for one offer", "risk": "low"}
    return {"number": number, "title": f"Use case {number}", "order": float(number), "text": "x" * 80, "fields": fields}


def milliseconds(action: Callable[[], object]) -> float:
    """How long something took."""
    started = time.perf_counter()
    action()
    return 1_000 * (time.perf_counter() - started)


def saving(store: Store, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of changes, and of the floor, measured in turns."""
    numbers = list(store.tables["items"])
    journal = next(store.folder.glob("session.wal-*"))
    sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
    descriptor = os.open(store.folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    before = journal.stat().st_size
    store.commit([("items", numbers[0], card(0))])
    line = b"x" * (journal.stat().st_size - before)

    def raw() -> None:
        os.write(descriptor, line)
        sync(descriptor)

    changes, floor = [], []
    for turn in range(rounds):
        operations = [("items", numbers[turn % len(numbers)], card(turn))]
        changes.append(milliseconds(lambda operations=operations: store.commit(operations)))  # type: ignore[misc]
        floor.append(milliseconds(raw))
    os.close(descriptor)
    (store.folder / "raw").unlink()
    return changes, floor


def measure(folder: Path, size: int, rounds: int) -> dict[str, float]:
    """One row of the table."""
    store = Store.create(folder)
    store.commit([("items", to_number(new_id()), card(number)) for number in range(size)])
    store.checkpoint().result()
    changes, floor = saving(store, rounds)
    closing = milliseconds(store.close)
    opened: list[float] = []
    for _ in range(7):
        started = time.perf_counter()
        store = Store.open(folder)
        opened.append(1_000 * (time.perf_counter() - started))
        store.close()
    return {
        "records": size,
        "save_ms": statistics.median(changes),
        "save_p95_ms": sorted(changes)[int(0.95 * len(changes))],
        "floor_ms": statistics.median(floor),
        "ratio": statistics.median(changes) / statistics.median(floor),
        "open_ms": statistics.median(opened),
        "close_ms": closing,
    }


def listing(folder: Path, count: int = 200) -> float:
    """Milliseconds to list sessions as Home does."""
    for number in range(count):
        Store.create(folder / f"{number}").close({"title": f"Session {number}", "client": "Acme", "date": "2026-11-24"})
    return statistics.median(milliseconds(lambda: summaries(folder)) for _ in range(7))


def main() -> int:
    """Prints the table; the exit status is 1 when a budget does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to be measured")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        rows = [measure(Path(name) / f"{size}", size, args.rounds) for size in SIZES]
        home = listing(Path(name) / "home")
    opened = next(row["open_ms"] for row in rows if row["records"] == 10_000)
    held = all(row["ratio"] <= BUDGETS["ratio"] for row in rows) and opened <= BUDGETS["open_ms_10000"]
    if args.json:
        print(json.dumps({"rows": rows, "list_200_ms": home, "budgets": BUDGETS, "held": held}, indent=1))
        return not held
    print("records   save ms   p95 ms   floor ms   ratio   open ms   close ms")
    for row in rows:
        print(
            f"{row['records']:7.0f} {row['save_ms']:9.4f} {row['save_p95_ms']:8.3f} {row['floor_ms']:10.4f} "
            f"{row['ratio']:7.2f} {row['open_ms']:9.1f} {row['close_ms']:10.1f}"
        )
    print(f"listing 200 sessions: {home:.1f} ms")
    words = "held" if held else "NOT held"
    print(f"budgets: ratio ≤ {BUDGETS['ratio']}, open 10 000 ≤ {BUDGETS['open_ms_10000']:.0f} ms: {words}")
    return not held


if __name__ == "__main__":
    sys.exit(main())
