"""The people of a name in all sessions, and which of them are one and the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.core.clients import same_client
from facilitator.core.ids import Id, from_number
from facilitator.core.records import Person, SessionInfo
from facilitator.session.traces import Traces, is_address
from facilitator.store.documents import Document


@dataclass(frozen=True)
class Known:
    """One person as one session knows them."""

    place: Path
    """The session's folder, or the archive."""
    title: str
    client: str
    id: Id
    name: str
    email: str = ""
    organisation: str = ""
    department: str = ""
    role: str = ""


def known_in(place: Path, tables: Mapping[str, Mapping[int, Document]]) -> list[Known]:
    """Everybody whom a session knows."""
    info: Document = next(iter(tables.get(SessionInfo.table, {}).values()), {})
    return [
        Known(
            place,
            str(info.get("title", "")),
            str(info.get("client", "")),
            from_number(number),
            email=email if is_address(email := str(person.get("email", ""))) else "",
            **{key: str(person.get(key, "")) for key in ("name", "organisation", "department", "role")},
        )
        for number, person in tables.get(Person.table, {}).items()
    ]


def called(name: str, people: Iterable[Known]) -> list[Known]:
    """Those who have this name, however it is written, or this address."""
    wanted, address = Traces([name]), name.strip().casefold()
    return [
        person
        for person in people
        if (wanted.is_name(person.name) if "@" not in address else person.email.casefold() == address)
    ]


def told_apart(people: Iterable[Known]) -> list[tuple[Known, ...]]:
    """The same people in groups: each group is one human being, as far as can be known.

    One address, or one client without a contradiction in address, organisation and department, is one human being.
    Two entries of one session are two. Who may be somebody else is a group alone, so that it is asked.
    """
    groups: list[tuple[Known, ...]] = []
    for component in _linked(list(people), _one):
        doubtful = any(one is not other and not _one(one, other) for one in component for other in component)
        groups += _linked(component, _surely_one) if doubtful else [component]
    return groups


def _linked(people: Sequence[Known], alike: Callable[[Known, Known], bool]) -> list[tuple[Known, ...]]:
    """Everybody together with whom they are linked, directly or by others."""
    groups: list[tuple[Known, ...]] = []
    for person in people:
        near = [group for group in groups if any(alike(person, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append((*(other for group in near for other in group), person))
    return groups


def _surely_one(one: Known, other: Known) -> bool:
    if one.place == other.place:
        return False
    return one.id == other.id or bool(one.email and one.email.casefold() == other.email.casefold())


def _one(one: Known, other: Known) -> bool:
    if one.place == other.place:
        return False
    if one.id == other.id:
        return True
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    alike = all(
        not (mine and theirs) or mine.casefold() == theirs.casefold()
        for mine, theirs in ((one.organisation, other.organisation), (one.department, other.department))
    )
    return alike and bool(one.client) and same_client(one.client, other.client) == "same"
