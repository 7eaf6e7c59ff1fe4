"""What a new session takes over from an earlier one: people, cards, open tasks, the rest of the agenda.

Ballots, kept notes, covered cards and authors stay where they are: what was anonymous stays so.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from facilitator.core.activity import Activity
from facilitator.core.agenda import ordered
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Cluster, Counter, Item, Person, Record, SessionInfo, Step, Task, WorkshopCopy
from facilitator.session.redact import strings
from facilitator.session.session import Session
from facilitator.session.views import title_of, view, winners_of
from facilitator.session.who import paired, same_person
from facilitator.store.notices import ReadOnly

Cards = Literal["all", "winners", "none"]
Carry = Callable[[Mapping[Id, Id]], list[Record]]
"""Ids of people here to ids there → what is handed on of them."""


class NotWhole(FacilitatorError):
    """The earlier session is damaged: what can be read of it may not be all."""

    MESSAGE = N_("“{title}” ({folder}) is damaged and was read only in part: open it and repair it first.")

    def __init__(self, session: Session) -> None:
        self._values = {"title": session.info.title, "folder": session.store.folder.name}
        super().__init__(self.said(Translator()))

    def said(self, tr: Translator) -> str:
        """The sentence in the language of ``tr``."""
        return tr(self.MESSAGE, **self._values)


def is_damaged(session: Session) -> bool:
    """Whether only a part of the session could be read."""
    return session.store.read_only is ReadOnly.DAMAGED


@dataclass(frozen=True)
class Earlier:
    """An earlier session, as far as another can go on from it."""

    info: SessionInfo
    workshop: WorkshopCopy
    people: Sequence[Person]
    """Everybody it knows, in order."""
    items: Sequence[Item]
    """Active cards that the room has seen, in order."""
    clusters: Sequence[Cluster]
    tasks: Sequence[Task]
    """Open ones, in order."""
    rest: Sequence[Step]
    """Steps that are not done, in order; skipped ones are among them, since they can be taken up again."""
    winners: Mapping[str, frozenset[Id]]
    """Key of a step with a result to the ids of the cards that it passes on."""
    chosen_in: str = ""
    """Title of the last step with a result."""
    carries: Mapping[str, Sequence[Carry]] = field(default_factory=dict)
    """Kind of step to what its steps hand on, in the order of the agenda."""

    @property
    def participants(self) -> list[Person]:
        """Those who took part."""
        return [person for person in self.people if person.participant]

    @cached_property
    def known(self) -> dict[str, frozenset[Id]]:
        """Kind of step to the people of whom its steps hand something on; whom a record names is one of them."""
        people = {person.id: person.id for person in self.people}
        return {
            kind: frozenset(
                text
                for carry in carries
                for record in carry(people)
                for text in strings(msgspec.to_builtins(record))
                if text in people
            )
            for kind, carries in self.carries.items()
        }

    @property
    def chosen(self) -> list[Item]:
        """The cards that any step passed on."""
        ids = frozenset[Id]().union(*self.winners.values())
        return [item for item in self.items if item.id in ids]


@dataclass(frozen=True)
class Wanted:
    """What is to be taken over. People are not part of it: they are in the list of the new session."""

    cards: Cards = "all"
    tasks: bool = True
    known: bool = True
    """Whether what the steps know of people goes on in steps of the same kind: where they stood, what they need."""
    rest: bool = False
    """Whether the agenda is what the earlier session did not get to, instead of the whole workshop."""


def look(folder: Path, kinds: Mapping[str, Activity]) -> Earlier:
    """Reads an earlier session, which is not changed and may be open elsewhere.

    Raises:
        FacilitatorError: it cannot be read, or only in part.
    """
    session = Session.open(folder, kinds, read_only=True)
    try:
        if is_damaged(session):
            raise NotWhole(session)
        steps = ordered(session.steps)
        winners = {step.key: frozenset(_result(session, step)) for step in steps}
        voted = [step for step in steps if winners[step.key]]
        items = (i for i in session.table(Item).values() if i.state == "active" and not i.hidden)
        return Earlier(
            info=session.info,
            workshop=session.only(WorkshopCopy),
            people=sorted(session.table(Person).values(), key=lambda person: (person.order, person.id)),
            items=sorted(items, key=lambda item: (item.order, item.number)),
            clusters=sorted(session.table(Cluster).values(), key=lambda cluster: (cluster.order, cluster.id)),
            tasks=open_tasks(session),
            rest=[step for step in steps if step.state != "done"],
            winners={key: ids for key, ids in winners.items() if ids},
            chosen_in=title_of(session, voted[-1]) if voted else "",
            carries=_carries(session, steps),
        )
    finally:
        session.close()


def _carries(session: Session, steps: Sequence[Step]) -> dict[str, list[Carry]]:
    found: dict[str, list[Carry]] = {}
    for step in steps:
        activity = session.kinds.get(step.kind)
        if activity is None or not activity.carries:
            continue
        with suppress(FacilitatorError):  # a step that cannot be read hands nothing on; its own screen says why
            found.setdefault(step.kind, []).append(partial(activity.carried, view(session, step)))
    return found


def open_tasks(session: Session) -> list[Task]:
    """The open tasks of a session in their order."""
    tasks = (task for task in session.table(Task).values() if task.status == "open")
    return sorted(tasks, key=lambda task: (task.order, task.number))


def _result(session: Session, step: Step) -> list[Id]:
    try:
        return winners_of(session, step.key)
    except FacilitatorError:
        return []  # its kind is not installed here


def taken_cards(earlier: Earlier, cards: Cards, collections: Container[str]) -> list[Record]:
    """The cards as new ones of the same titles, texts, answers and groups, numbered afresh in their order.

    Cards of a collection that the new session does not have are left out.
    """
    source = {"all": earlier.items, "winners": earlier.chosen, "none": ()}[cards]
    items = [item for item in source if item.collection in collections]
    used = {item.cluster for item in items}
    clusters = {old.id: replace(old, id=new_id()) for old in earlier.clusters if old.id in used}
    copies = [
        Item(
            id=new_id(),
            number=number,
            collection=item.collection,
            title=item.title,
            text=item.text,
            fields=item.fields,
            order=float(number),
            cluster=clusters[item.cluster].id if item.cluster in clusters else None,
        )
        for number, item in enumerate(items, 1)
    ]
    counter = [Counter(id=new_id(), name="items", next=len(copies) + 1)] if copies else []
    return [*clusters.values(), *copies, *counter]


def taken_tasks(
    tasks: Sequence[Task],
    owners: Mapping[Id, Person],
    people: Sequence[Person],
    *,
    number: int,
    order: float,
    known: Mapping[Id, Person] | None = None,
) -> tuple[list[Task], list[Person]]:
    """Tasks of an earlier session as new ones, and those of their owners who are not among the people yet.

    Number and order are those of the first. An owner who is not here comes along as somebody outside the room. Step
    and card that a task came from stay behind; ``origin`` tells which task it goes on with.

    ``known``: who each owner is here, whoever is not in it comes along; without it everybody is looked for by name.
    """
    ids = {task.id: new_id() for task in tasks}
    here, came, met = list(people), list[Person](), dict(known or {})
    copies = []
    for at, task in enumerate(tasks):
        person = owners.get(task.owner or "")
        owner = met.get(person.id) if person else None
        if person and owner is None:
            owner = same_person(person, here) if known is None else None
            if owner is None:
                owner = outside(person, here)
                here.append(owner)
                came.append(owner)
            met[person.id] = owner
        copies.append(
            replace(
                task,
                id=ids[task.id],
                number=number + at,
                order=order + at,
                owner=owner.id if owner else None,
                parent=ids.get(task.parent or ""),
                step=None,
                item=None,
                origin=task.id,
            )
        )
    return copies, came


def taken_known(earlier: Earlier, kinds: Iterable[str], people: Sequence[Person]) -> list[Record]:
    """What steps of these kinds hand on, and those whom it is about who are not among the people yet.

    Whoever is not here comes along as somebody outside the room.
    """
    wanted = [kind for kind in earlier.carries if kind in set(kinds)]
    about = frozenset[Id]().union(*(earlier.known[kind] for kind in wanted))
    here, came = list(people), list[Record]()
    ids = {id_: person.id for id_, person in paired(earlier.people, people).items()}
    for person in earlier.people:
        if person.id not in ids and person.id in about:
            new = outside(person, here)
            ids[person.id] = new.id
            here.append(new)
            came.append(new)
    found = {(type(r), r.id): r for kind in wanted for carry in earlier.carries[kind] for r in carry(ids)}
    return [*came, *found.values()]


def outside(person: Person, here: Sequence[Person]) -> Person:
    """Somebody of an earlier session as a new person outside the room, after those who are here."""
    last = max((other.order for other in here), default=0.0)
    return replace(person, id=new_id(), order=last + 1, participant=False, facilitator=False, spoke=None)


def rest_of_agenda(earlier: Earlier) -> list[Step]:
    """What the earlier session did not get to as a new agenda, from day 1 on, no time spent in any of it.

    A step that worked on what a step now gone had chosen works on all cards of the new session.
    """
    keys = {step.key for step in earlier.rest}
    first = min((step.day for step in earlier.rest), default=1)
    return [
        replace(
            step,
            id=new_id(),
            order=float(order),
            day=step.day - first + 1,
            only=step.only if step.only.get("winners_of", "") in keys else {},
            spent=0.0,
            started="",
            extra=0,
        )
        for order, step in enumerate(earlier.rest, 1)
    ]


def rest_is_of_chosen(earlier: Earlier) -> bool:
    """Whether what is left of the agenda works on cards that a finished step has chosen."""
    keys = {step.key for step in earlier.rest}
    return any(step.only.get("winners_of", "") in earlier.winners.keys() - keys for step in earlier.rest)
