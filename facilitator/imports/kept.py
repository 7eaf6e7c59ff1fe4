"""A list that is read keeps everybody once; no line of it is compared with every other."""

from collections.abc import Iterable, Sequence
from typing import Generic

from facilitator.core.people import Apart, T, same
from facilitator.core.text import folded


class Kept(Generic[T]):
    """People in their order, found again by address and name; ``apart`` as for ``same``."""

    def __init__(self, apart: Sequence[Apart], people: Iterable[T] = ()) -> None:
        self.people: list[T] = []
        self._apart = apart
        self._named: dict[str, list[int]] = {}
        self._addressed: dict[str, list[int]] = {}
        for person in people:
            self.add(person)

    def find(self, person: T) -> int | None:
        """Where the first stands who can be this person."""
        near = {*self._named.get(folded(person.name), ()), *self._addressed.get(person.email.casefold(), ())}
        return next((at for at in sorted(near) if same(self.people[at], person, self._apart)), None)

    def has(self, name: str) -> bool:
        """Whether somebody has this name."""
        return folded(name) in self._named

    def add(self, person: T) -> None:
        """Somebody new, behind the others."""
        at = len(self.people)
        self.people.append(person)
        self._named.setdefault(folded(person.name), []).append(at)
        self._address(at)

    def fill(self, at: int, person: T) -> None:
        """The same person, of whom an address or more is known now; the name stays."""
        new = person.email != self.people[at].email
        self.people[at] = person
        if new:
            self._address(at)

    def _address(self, at: int) -> None:
        if email := self.people[at].email:
            self._addressed.setdefault(email.casefold(), []).append(at)
