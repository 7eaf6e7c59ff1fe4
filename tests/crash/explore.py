"""Goes through a run call by call and checks what a power cut at that moment could have left."""

import random
import re
from collections.abc import Callable
from typing import Any, Protocol

from tests.crash.medium import Medium
from tests.crash.simfs import Image, SimFs

PER_MOMENT = 12
"""Crash states tried at one moment at most."""
THOROUGH = 0.5
"""Share of the states in which the work goes on after the opening, to a proper end and one more opening."""
NESTED = 0.004
"""Share of the states in which the power fails again while the program recovers."""


class Load(Protocol):
    """A run that has happened."""

    fs: SimFs

    def see(self, mark: Any) -> None:
        """Takes in a mark of the log."""

    def key(self) -> Any:
        """What is expected now."""

    def look(self, image: Image) -> None:
        """Opens a crash state; raises ``AssertionError`` or an error of the program when something is wrong."""

    def check(self, image: Image) -> SimFs:
        """The same, and goes on with it: works, ends properly, and opens it once more."""


def explore(make: Callable[[int], Load], states: int, *, seed: int = 0) -> int:
    """Runs with one seed after the other until so many different crash states were checked; how many runs it took."""
    done, runs = 0, 0
    while done < states:
        done += explore_one(make, seed + runs, states - done)
        runs += 1
    return runs


def explore_one(make: Callable[[int], Load], seed: int, most: int = 1 << 62) -> int:
    """Checks the crash states of one run; how many there were."""
    load, chance = make(seed), random.Random(seed)
    medium = Medium(load.fs.image)
    seen: set[tuple[int, Any]] = set()
    done = 0
    for event in list(load.fs.log):
        if event.what == "mark":
            load.see(event.mark)
        medium.apply(event)
        if event.what == "sync":
            continue  # leaves fewer states than there were before, and nothing more is expected yet
        for image in medium.images(chance, PER_MOMENT):
            if (key := (image.key(), load.key())) in seen:
                continue
            seen.add(key)
            done += 1 + check(load, image, chance, f"seed {seed}, state {len(seen)}")
            if done >= most:
                return done
    return done


def check(load: Load, image: Image, chance: random.Random, name: str) -> int:
    """Checks one crash state, and sometimes those of its recovery; how many more that were."""
    try:
        if chance.random() > THOROUGH:
            load.look(image)
            return 0
        fs = load.check(image)
        return nested(load, fs, chance) if chance.random() < NESTED / THOROUGH else 0
    except Exception as error:
        error.add_note(f"in {name}: {describe(image)}")
        raise


def nested(load: Load, fs: SimFs, chance: random.Random) -> int:
    """The crash states of a recovery, up to the mark at which the check goes on to other things."""
    medium, done = Medium(fs.image), 0
    for event in list(fs.log):
        if event.what == "mark":
            break
        medium.apply(event)
        if event.what != "sync":
            for image in medium.images(chance, 4):
                load.look(image)
                done += 1
    return done


def describe(image: Image) -> str:
    """A crash state, to read: long runs of one byte are shortened."""
    short = {path: re.sub(rb"([xy\0])\1{9,}", rb"\1...", data) for path, data in sorted(image.files.items())}
    return "".join(f"\n{path} ({len(image.files[path])} bytes): {data[:3_000]!r}" for path, data in short.items())
