"""What is done on the map. Every function gives a ``Change``, or None when there is nothing to change.

Labels say what was done and never of whom: undo and the history say them while the map is covered and the room may
be looking.
"""

from collections.abc import Iterable, Sequence
from datetime import date as Date

from msgspec.structs import replace

from facilitator.activities.influence_map.rules import (
    ADOPTERS,
    ATTITUDE,
    CATEGORIES,
    EFFORT,
    INFLUENCE,
    LEVELS,
    Place,
    Snapshot,
    Stakeholder,
    value_of,
    within,
)
from facilitator.activities.influence_map.standing import Stand, cards, own, places, stands
from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.people import told_apart, whom
from facilitator.core.records import Person, Record, Task
from facilitator.core.stepview import StepView
from facilitator.core.text import clean, line


def added(view: StepView, people: Sequence[Person]) -> Change | None:
    """Puts people on the list of stakeholders: those the session does not know yet as people outside the room."""
    known, listed = {person.id for person in view.people.values()}, cards(view)
    last = max((person.order for person in view.people.values()), default=0.0)
    puts: list[Record] = []
    many = 0
    for person in people:
        if person.id in listed:
            continue
        if person.id not in known:
            last += 1
            person = replace(person, order=last, participant=False)
            puts.append(person)
        puts.append(Stakeholder(id=new_id(), person=person.id))
        many += 1
    label = view.tr.n("{n} person on the list of stakeholders", "{n} people on the list of stakeholders", many)
    return Change(label, tuple(puts)) if puts else None


def matched(view: StepView, typed: Iterable[Person]) -> list[Person]:
    """Typed people, those that the session knows by address or name as it knows them.

    Of several of the same name the one is meant whose department or organisation was typed, else none: it is a new one.
    """
    return [_known(view, person) or person for person in typed]


def _known(view: StepView, person: Person) -> Person | None:
    people = view.people.values()
    found = whom(person, people, sure=True)
    return found[0] if len(found) == 1 else told_apart(people, person.name)


def removed(view: StepView, person: Id) -> Change | None:
    """Takes somebody off the list and every map; the person stays in the session. It can be undone."""
    drops: list[Record] = [card for card in view.table(Stakeholder).values() if card.person == person]
    drops += [place for place in view.table(Place).values() if place.person == person]
    if not drops:
        return None
    return Change(view.tr("take somebody off the map"), drops=tuple(drops))


def placed(view: StepView, person: Id, influence: float | None, attitude: float | None, at: str) -> Change | None:
    """Where somebody stands; None: not known."""
    before = places(view).get(person)
    influence, attitude = within(influence, INFLUENCE), within(attitude, ATTITUDE)
    if before is not None and (before.influence, before.attitude) == (influence, attitude):
        return None
    place = replace(own(view, before, person), influence=influence, attitude=attitude, at=at)
    return Change(view.tr("move on the map"), (place, *_card(view, person)))


def taken_over(view: StepView, everybody: Iterable[Stand], at: str) -> Change | None:
    """Puts whoever has no place yet where that one stood before; a value that is known now stays."""
    puts: list[Record] = []
    now = places(view)
    for stand in everybody:
        if stand.position is not None or stand.was is None:
            continue
        place = own(view, now.get(stand.person.id), stand.person.id)
        influence, attitude = (
            new if new is not None else old
            for new, old in zip((place.influence, place.attitude), stand.was, strict=True)
        )
        puts += [replace(place, influence=influence, attitude=attitude, at=at), *_card(view, stand.person.id)]
    return Change(view.tr("places as before"), tuple(puts)) if puts else None


def wanted(view: StepView, person: Id, position: tuple[float, float] | None) -> Change | None:
    """Where somebody is wanted; None: nowhere in particular."""
    place = own(view, places(view).get(person), person)
    if place.wanted == position:
        return None
    return Change(view.tr("where somebody is wanted"), (replace(place, wanted=position), *_card(view, person)))


def _card(view: StepView, person: Id) -> tuple[Stakeholder, ...]:
    """Whoever has a place is on the list."""
    return () if person in cards(view) else (Stakeholder(id=new_id(), person=person),)


def effort_of(text: str, view: StepView) -> float:
    """A typed effort, 0 when nothing was typed.

    Raises:
        FacilitatorError: it is no number, or below 0.
    """
    return value_of(text, EFFORT, view.tr) or 0.0


def edited(view: StepView, stand: Stand, values: dict[str, str], today: Date) -> Change | None:
    """The card as a form says it; None when nothing is different.

    Raises:
        FacilitatorError: the date or the effort cannot be read.
    """
    tr, person = view.tr, stand.person
    owner, made = tasks.owner(view, line(values["owner"]))
    card = cards(view).get(person.id) or Stakeholder(id=new_id(), person=person.id)
    now = replace(
        card,
        level=values["level"] if values["level"] in LEVELS else "",
        adopter=values["adopter"] if values["adopter"] in ADOPTERS else "",
        category=values["category"] if values["category"] in CATEGORIES else "",
        concerns=clean(values["concerns"]),
        message=clean(values["message"]),
        evidence=clean(values["evidence"]),
        owner=owner.id if owner else None,
        next_step=line(values["next_step"]),
        due=tasks.due_day(values["due"], today, tr),
        effort=effort_of(values["effort"], view),
    )
    known = replace(person, organisation=line(values["organisation"]), role=line(values["role"]))
    puts: list[Record] = [*made]
    puts += [known] if known != person else []
    puts += [now] if now != card or person.id not in cards(view) else []
    return Change(tr("card of a stakeholder"), tuple(puts)) if puts else None


def snapshot(view: StepView, at: str, title: str) -> Change:
    """Keeps the map as it is now.

    Raises:
        FacilitatorError: nobody has a place yet.
    """
    positions = {
        stand.person.id: (stand.place.influence, stand.place.attitude)
        for stand in stands(view)
        if stand.place.influence is not None or stand.place.attitude is not None
    }
    if not positions:
        raise FacilitatorError(view.tr("Nobody has a place yet: there is nothing to keep."))
    shot = Snapshot(id=new_id(), step=view.step.id, at=at, title=line(title), positions=positions)
    return Change(view.tr("snapshot of the map"), (shot,))


def as_task(view: StepView, stand: Stand, counted: tasks.Counted) -> Change:
    """The next step as a task of the plan, in the words in which it was typed, with its owner and day.

    The words may tell what somebody is worried about: they are neither for the room nor for the client.

    Raises:
        FacilitatorError: there is no next step, or it is a task already.
    """
    tr, card = view.tr, stand.card
    if not card.next_step:
        raise FacilitatorError(tr("{name} has no next step yet. Enter opens the card.", name=stand.name))
    task = next((task for task in view.tasks if task.id == card.task), None)
    if task is not None:
        raise FacilitatorError(tr("This next step is task {n} already.", n=task.number))
    counter = counted("tasks", 1)
    made = Task(
        id=new_id(),
        number=counter.next - 1,
        title=card.next_step,
        order=tasks.end(view),
        owner=card.owner,
        due=card.due,
        step=view.step.id,
        audience="team",
    )
    label = tr("next step as task {n}", n=made.number)
    return Change(label, (made, counter, replace(card, task=made.id)))
