"""Who of one session somebody of another session is."""

from collections.abc import Iterable, Sequence

from facilitator.core.ids import Id
from facilitator.core.people import same, whom
from facilitator.core.records import Person

_LIKE = ("email", "department", "role", "organisation")


def same_person(person: Person, others: Iterable[Person]) -> Person | None:
    """Who of the others this is: by the e-mail address where both have one, else by the name; of several of that name
    the one with most in common. In another session somebody may have another department, role or organisation."""
    return max(whom(person, others, ()), key=lambda other: _likeness(person, other), default=None)


def _likeness(person: Person, other: Person) -> int:
    return sum(getattr(person, name) == getattr(other, name) for name in _LIKE)


def paired(people: Sequence[Person], here: Iterable[Person]) -> dict[Id, Person]:
    """Ids of one session's people to who of those here each is: two of one name are never the same one."""
    free, found = list(here), dict[Id, Person]()
    for least in (len(_LIKE), 0):
        for person in people:
            if person.id in found:
                continue
            alike = [other for other in free if same(person, other, ()) and _likeness(person, other) >= least]
            if (known := same_person(person, alike)) is not None:
                found[person.id] = known
                free.remove(known)
    return found
