"""A program that saves changes and ballots until it is killed: ``python -m tests.crash.child FOLDER FIRST``.

It says ``up`` when it begins, then ``s N`` for every change and ``b N`` for every ballot that was acknowledged.
"""

import os
import random
import sys
from pathlib import Path

from facilitator.store.box import Box
from facilitator.store.store import Store

ROUND = "0AZ4K9T2M7QX1"


def say(text: str) -> None:
    """Straight into the pipe: what is in it when the program is killed can still be read."""
    os.write(1, f"{text}\n".encode())


def main(folder: Path, first: int) -> None:
    """Works until it is killed."""
    chance = random.Random(first)
    say("up")
    store = Store.open(folder) if (folder / "session.json").exists() else Store.create(folder)
    if store.read_only:
        say(f"wrong {store.read_only} {[str(finding) for finding in store.findings]}")
    rounds = folder / "rounds"
    there = (rounds / f"{ROUND}.box").exists()
    box = Box.open(rounds, ROUND) if there else Box.create(rounds, ROUND, {"dots": 3})
    number = first
    while True:
        together = chance.choice((1, 1, 1, 4, 30))
        numbers = range(number, number + together)
        text = "x" * chance.choice((10, 200, 3_000))
        changes = [store.submit([("items", n, {"n": n, "text": text})]) for n in numbers]
        casts = [box.cast(f"seat {n % 20}", {"seat": n % 20, "n": n}, source="phone") for n in numbers]
        for n, change, cast in zip(numbers, changes, casts, strict=True):
            change.result()
            say(f"s {n}")
            cast.result()
            say(f"b {n}")
        number += together
        if chance.random() < 0.05:
            store.checkpoint().result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
