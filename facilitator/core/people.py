"""Who is in the room, who has a vote, who has spoken. No names are kept here but those of the session's own people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, TypeVar

from msgspec.structs import replace

from facilitator.core.change import Change
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import Person
from facilitator.core.text import folded

Presence = Literal["present", "late", "left", "absent"]
WORDS: dict[Presence, str] = {
    "present": N_("present"),
    "late": N_("comes later"),
    "left": N_("has left"),
    "absent": N_("not here"),
}
"""What is said of one person."""

Apart = Literal["name", "department", "organisation"]
APART: tuple[Apart, ...] = ("department", "organisation")
"""What can tell people of one name apart."""


class Named(Protocol):
    """What tells whether two entries are the same person; empty: not known."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def organisation(self) -> str: ...


T = TypeVar("T", bound=Named)


def in_order(people: Iterable[Person]) -> list[Person]:
    """Participants first, then the others, each in their order."""
    return sorted(people, key=lambda person: (not person.participant, person.order, person.id))


def took_part(people: Iterable[Person]) -> list[Person]:
    """The participants who are, were or still come to the room, in order."""
    return [person for person in in_order(people) if person.participant and person.presence != "absent"]


def names(people: Iterable[Person]) -> dict[Id, str]:
    """Everybody's name; people of the same name are told apart by department, else by role, organisation or address,
    and where nothing else is known by a number."""
    everybody = in_order(people)
    alike: dict[str, list[Person]] = {}
    for person in everybody:
        alike.setdefault(person.name.casefold(), []).append(person)
    return {
        person.id: _told_apart(person, them) if len(them := alike[person.name.casefold()]) > 1 else person.name
        for person in everybody
    }


def _told_apart(person: Person, alike: Sequence[Person]) -> str:
    for field in ("department", "role", "organisation", "email"):
        values = [getattr(other, field).casefold() for other in alike]
        if len(set(values)) == len(values) and getattr(person, field):
            return f"{person.name} ({getattr(person, field)})"
    return f"{person.name} ({1 + [other.id for other in alike].index(person.id)})"


def called(people: Iterable[Person], name: str) -> Person | None:
    """Whoever is meant by a name as ``names`` gives it, however it is capitalised and accented; of several who are
    called just so and not told apart by it, the first. Where nobody is called so it may be a first name, as people say
    it in a room: then the only one who has it."""
    everybody, wanted = in_order(people), folded(name)
    if not wanted:
        return None
    if found := told_apart(everybody, name) or _nearest(((person, person.name) for person in everybody), name):
        return found
    first = [person for person in everybody if folded(person.name).startswith(f"{wanted} ")]
    return first[0] if len(first) == 1 else None


def told_apart(people: Iterable[Person], name: str) -> Person | None:
    """Whoever of several of one name is meant by the longer name that ``names`` gives."""
    everybody = in_order(people)
    longer = names(everybody)
    return _nearest(((person, longer[person.id]) for person in everybody if longer[person.id] != person.name), name)


def _nearest(called_so: Iterable[tuple[Person, str]], name: str) -> Person | None:
    """The first who is called so, before that the first whose name has the same accents too."""
    wanted = folded(name)
    found = [(person, text) for person, text in called_so if folded(text) == wanted]
    exact = (person for person, text in found if text.casefold() == name.casefold())
    return next(exact, found[0][0] if found else None)


# Whether two entries are the same person


def same(one: Named, other: Named, apart: Sequence[Apart] = APART, *, sure: bool = False) -> bool:
    """Whether two entries can be the same person: by the e-mail address where both have one, else by the name, however
    it is capitalised and accented, where none of the fields ``apart`` speaks against it.

    A field speaks against it where both fill it in and differ; with ``sure`` also where only ``one`` fills it in. A
    ``name`` speaks against a common address too: several people may share one.
    """
    if one.email and other.email:
        if one.email.casefold() != other.email.casefold():
            return False
        return "name" not in apart or folded(one.name) == folded(other.name)
    if folded(one.name) != folded(other.name):
        return False
    pairs = ((getattr(one, field), getattr(other, field)) for field in apart)
    return all(not a or (not b and not sure) or folded(a) == folded(b) for a, b in pairs)


def whom(person: Named, others: Iterable[T], apart: Sequence[Apart] = APART, *, sure: bool = False) -> list[T]:
    """Who of the others this can be, as ``same`` says; those with the same address before those with only the name, and
    of several with one address those with the name too."""
    found = [other for other in others if same(person, other, apart, sure=sure)]
    by_address = [other for other in found if person.email and other.email]
    name = folded(person.name)
    return [other for other in by_address if folded(other.name) == name] or by_address or found


def head_count(people: Iterable[Person], tr: Translator) -> str:
    """How many participants are where, and how many of those present have a vote: *8 present, 2 late · 7 vote*."""
    there = [person for person in people if person.participant]
    count = Counter(person.presence for person in there)
    voters = sum(person.presence == "present" and not person.facilitator for person in there)
    parts = [tr("{n} present", n=count["present"])]
    parts += [tr("{n} late", n=count["late"])] * bool(count["late"])
    parts += [tr("{n} left", n=count["left"])] * bool(count["left"])
    parts += [tr("{n} not here", n=count["absent"])] * bool(count["absent"])
    return f"{', '.join(parts)} · {tr.n('{n} votes', '{n} vote', voters)}"


def moved(people: Sequence[Person], to: Presence, tr: Translator) -> Change | None:
    """These people are present, come later, have left or are not here; None: they are so already."""
    puts = tuple(replace(p, presence=to) for p in people if p.participant and p.presence != to)
    if not puts:
        return None
    word = tr(WORDS[to])
    if len(puts) == 1:
        return Change(tr("{name}: {presence}", name=puts[0].name, presence=word), puts)
    return Change(tr.n("{n} person: {presence}", "{n} people: {presence}", len(puts), presence=word), puts)


# Who has spoken: a tick of the facilitator's, for one step at a time. It leaves no trace in the history.


def ticked(people: Iterable[Person], step: Id) -> Change:
    """These people have spoken in the step; if all of them were ticked, the ticks are taken back."""
    them = list(people)
    to = None if all(person.spoke == step for person in them) else step
    return Change("", tuple(replace(person, spoke=to) for person in them if person.spoke != to), history="none")


def new_round(people: Iterable[Person], step: Id) -> Change:
    """Nobody has spoken in the step yet."""
    return Change("", tuple(replace(person, spoke=None) for person in people if person.spoke == step), history="none")


def silent(people: Iterable[Person], step: Id) -> list[Person]:
    """The people present who have not spoken in the step, whoever facilitates left out, in order."""
    there = (p for p in in_order(people) if p.participant and p.presence == "present" and not p.facilitator)
    return [person for person in there if person.spoke != step]
