"""Sub-groups: who works with whom on which cards. Pure functions of lists; a seed makes every deal repeatable."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random
from typing import Literal, TypeVar

from facilitator.core.records import Person

T = TypeVar("T")
How = Literal["random", "mixed"]
USUAL_SIZE = 4
"""People of a group when nothing else is said: four still share one conversation (rule of thumb of facilitation)."""


def proposed(people: int, count: int = 0) -> int:
    """How many groups to offer: as many as the workshop says, else groups of about four; never more than people."""
    wanted = count or max(2, round(people / USUAL_SIZE))
    return max(1, min(wanted, people)) if people else 0


def of_size(people: int, size: int) -> int:
    """How many groups so many people make when none is larger than ``size``."""
    return -(-people // max(1, size))


def deal(people: Iterable[Person], *, count: int = 0, how: How, seed: int) -> list[list[Person]]:
    """Deals people into ``count`` groups, by default into groups of about four.

    Sizes differ by at most one. ``mixed`` also spreads every department: how many of it are in a group differs by at
    most one between groups. Whoever facilitates is not dealt. With more groups than people there are as many groups
    as people, so none is empty. The same people and seed give the same groups, in whatever order they are listed.
    """
    them = sorted((person for person in people if not person.facilitator), key=lambda person: person.id)
    count = proposed(len(them), count)
    random = Random(seed)
    random.shuffle(them)
    if how == "mixed":
        units = list(dict.fromkeys(unit(person) for person in them))
        them.sort(key=lambda person: units.index(unit(person)))  # stable: within a department the order stays shuffled
    return [them[first::count] for first in range(count)]


def unit(person: Person) -> str:
    """By what *mixed* tells people apart: the department, else the organisation."""
    return (person.department or person.organisation).strip().casefold()


def in_turn(things: Sequence[T], count: int) -> list[list[T]]:
    """Deals things one by one, the first to the first group; how many a group gets differs by at most one."""
    return [list(things[first::count]) for first in range(count)]


def in_blocks(things: Sequence[T], count: int) -> list[list[T]]:
    """Deals things so that neighbours stay together; how many a group gets differs by at most one."""
    ends = [len(things) * at // count for at in range(count + 1)]
    return [list(things[begin:end]) for begin, end in pairwise(ends)]
