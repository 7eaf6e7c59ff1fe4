"""What all measurements from a key to the finished picture share.

Every program runs at the same time, and they get their keys in turns, so that the machine's noise hits all alike. The
budget: a median of at most the floor's (``floor_key.py``) plus 8 ms, and a p95 of at most twice the floor's own.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from facilitator.core.i18n import Translator
from tests.bench.terminal import Terminal, share

MORE, TIMES = 8.0, 2.0
BLOCK = 20
"""Keys that one program gets in a row."""
PROGRAM = (sys.executable, "-m", "facilitator", "open")


@dataclass
class Case:
    """One program with the keys that are measured."""

    name: str
    command: Sequence[str]
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


def floor() -> Case:
    """One focused field: what everything else is measured against."""
    command = [sys.executable, str(Path(__file__).with_name("floor_key.py"))]
    return Case("floor_key", command, ("a", "b", "backspace", "backspace"))


def measure(cases: Iterable[Case], home: Path, blocks: int) -> list[Case]:
    """The floor and the cases with what their keys took, pressed in turns; the first block of each is left out."""
    found = [floor(), *cases]
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


def ready(case: Case, terminal: Terminal) -> None:
    """Goes to the screen that is meant."""
    for key, wanted in case.before:
        terminal.send(key)
        if wanted and not terminal.until(wanted):
            raise SystemExit(f"{case.name}: “{wanted}” never came after “{key}”\n{terminal.text[-2000:]}")
        terminal.rest()


def press(terminal: Terminal, key: str) -> float | None:
    """One key, after a pause as hands make it, with whatever was drawn meanwhile read away."""
    end = time.perf_counter() + random.uniform(0.06, 0.11)
    while (left := end - time.perf_counter()) > 0:
        terminal.read(left)
    return terminal.press(key)


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


def report(
    title: str | None,
    cases: Callable[[Path], Iterable[Case]],
    beside: Callable[[Path], dict[str, Any]] | None = None,
    said: Callable[[dict[str, Any]], str] = str,
) -> None:
    """The whole of a program: measures, then prints a table, or JSON.

    ``beside``: something else that is measured first, without keys; ``said`` puts it in a line.
    """
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--blocks", type=int, default=12, help=f"blocks of {BLOCK} keys per program")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        more = [beside(home)] if beside else []
        found = [figures(case) for case in measure(cases(home), home, args.blocks)]
    rows = [{**row, "holds": holds(row, found[0])} for row in found]
    if args.json:
        print(json.dumps([*rows, *more]))
        return
    for row in rows:
        print(
            f"{row['name']:<20} median {row['median']:5.1f}  p95 {row['p95']:5.1f}  max {row['max']:6.1f} ms"
            f"  keys {row['keys']:4}  nothing drawn {row['silent']:3}  {'holds' if row['holds'] else 'MISSED'}"
        )
    print(f"budget: median ≤ {found[0]['median'] + MORE:.1f} ms, p95 ≤ {found[0]['p95'] * TIMES:.1f} ms")
    for row in more:
        print(said(row))
