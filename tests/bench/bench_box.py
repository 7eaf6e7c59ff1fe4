"""How long a ballot takes until it is acknowledged: ``python tests/bench/bench_box.py [--json]``.

Ballots go into a box on a real disk; the raw floor (append and sync of the same bytes) is measured in between.
"""

import argparse
import json
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from facilitator.store.box import Box

VALUE = {str(n): n % 4 for n in range(12)}


def lags(box: Box, count: int, seconds: float, seat: str) -> list[float]:
    """Milliseconds from cast to acknowledgement, of ``count`` ballots spread evenly over ``seconds``."""
    took: list[float] = []
    done = threading.Semaphore(0)
    begin = time.perf_counter()
    for number in range(count):
        due = begin + seconds * number / count
        while (wait := due - time.perf_counter()) > 0:
            time.sleep(wait)
        started = time.perf_counter()

        def note(_: Future[object], started: float = started) -> None:
            took.append(1_000 * (time.perf_counter() - started))
            done.release()

        box.cast(f"{seat}-{number}", VALUE, source="phone").add_done_callback(note)
    for _ in range(count):
        done.acquire()
    return sorted(took)


def raw(folder: Path, count: int) -> list[float]:
    """Milliseconds of append and sync of a line of the same length."""
    line = b"x" * 300 + b"\n"
    sync: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
    took = []
    descriptor = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(count):
        started = time.perf_counter()
        os.write(descriptor, line)
        sync(descriptor)
        took.append(1_000 * (time.perf_counter() - started))
    os.close(descriptor)
    return sorted(took)


def one_by_one(box: Box, count: int, seat: str) -> list[float]:
    """Milliseconds of a ballot that waits for nobody."""
    took = []
    for number in range(count):
        started = time.perf_counter()
        box.cast(f"{seat}-{number}", VALUE, source="phone").result()
        took.append(1_000 * (time.perf_counter() - started))
    return sorted(took)


def measure(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Interleaved, so that a slow moment of the machine hits every row."""
    rows: dict[str, list[float]] = {"raw append + sync": [], "one by one": [], "60 at once": [], "200 in 2 s": []}
    for turn in range(rounds):
        box = Box.create(folder, f"ROUND{turn}", {})
        rows["raw append + sync"] += raw(folder, 200)
        rows["one by one"] += one_by_one(box, 200, "single")
        rows["60 at once"] += lags(box, 60, 0, "burst")
        rows["200 in 2 s"] += lags(box, 200, 2, "flow")
        box.stop()
    return {
        name: {"p50": statistics.median(took), "p99": sorted(took)[int(len(took) * 0.99)], "max": max(took)}
        for name, took in rows.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to measure; default: the temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        rows = measure(Path(folder), arguments.rounds)
    if arguments.json:
        print(json.dumps(rows, indent=2))
        return
    print(f"{'milliseconds to the acknowledgement':<38}{'p50':>9}{'p99':>9}{'max':>9}   budget")
    budgets = {"60 at once": "max ≤ 250", "200 in 2 s": "p99 ≤ 100"}
    for name, row in rows.items():
        print(f"{name:<38}{row['p50']:>9.3f}{row['p99']:>9.3f}{row['max']:>9.3f}   {budgets.get(name, '')}")


if __name__ == "__main__":
    main()
