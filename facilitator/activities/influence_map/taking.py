"""A list of stakeholders from a file, or the points of a chart, on the map."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from facilitator.activities.influence_map.acts import matched
from facilitator.activities.influence_map.rules import (
    ATTITUDE,
    CATEGORIES,
    INFLUENCE,
    Category,
    Place,
    Stakeholder,
    category,
    within,
)
from facilitator.activities.influence_map.standing import cards, own, places
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.people import called
from facilitator.core.records import Person, Record
from facilitator.core.stepview import StepView
from facilitator.core.tasks import Counted
from facilitator.core.text import clean, line
from facilitator.imports.found import FoundStakeholder, FoundStakeholders


@dataclass
class _Taking:
    """What comes of the rows so far."""

    view: StepView
    people: dict[Id, Person]
    """Everybody, also those who are new."""
    used: set[Id] = field(default_factory=set)
    puts: list[Record] = field(default_factory=list)


def taken(view: StepView, found: FoundStakeholders, _counted: Counted) -> Change:
    """Everybody of the list on the map. Whom the session knows keeps what the file does not say.

    Two rows of one name are two people.

    Raises:
        FacilitatorError: nobody is in it, or nothing that is new.
    """
    if not found.people:
        raise FacilitatorError(view.tr("There is nobody in it: nothing was changed."))
    taking = _Taking(view, dict(view.people))
    known, placed = cards(view), places(view)
    for one in found.people:
        person = _person(taking, one)
        _take_card(taking, one, known.get(person.id) or Stakeholder(id=new_id(), person=person.id))
        _take_place(taking, one, own(view, placed.get(person.id), person.id))
    label = view.tr.n("import {n} stakeholder", "import {n} stakeholders", len(found.people))
    puts = tuple(record for record in taking.puts if view.table(type(record)).get(record.id) != record)
    if not puts:
        raise FacilitatorError(view.tr("All of this is on the map already."))
    return Change(label, puts)


def _person(taking: _Taking, one: FoundStakeholder) -> Person:
    typed = Person(
        id=new_id(),
        name=line(one.name) or taking.view.tr("Somebody without a name"),
        order=_last(taking) + 1.0,
        email=line(one.email),
        organisation=line(one.organisation),
        department=line(one.department),
        role=line(one.role),
        participant=False,
    )
    (person,) = matched(taking.view, [typed])
    if person.id in taking.used:
        person = typed
    now = person
    for name in ("email", "organisation", "department", "role"):
        if text := getattr(typed, name):
            now = replace(now, **{name: text})
    if now != person or person is typed:
        taking.puts.append(now)
    taking.used.add(now.id)
    taking.people[now.id] = now
    return now


def _last(taking: _Taking) -> float:
    return max((person.order for person in taking.people.values()), default=0.0)


def _owner(taking: _Taking, name: str) -> Id | None:
    """The contact by name; a name that nobody has becomes somebody outside the room."""
    name = line(name)
    if not name:
        return None
    if known := called(taking.people.values(), name):
        return known.id
    new = Person(id=new_id(), name=name, order=_last(taking) + 1.0, participant=False)
    taking.people[new.id] = new
    taking.puts.append(new)
    return new.id


def _take_card(taking: _Taking, one: FoundStakeholder, card: Stakeholder) -> None:
    said = {"concerns": clean(one.concerns), "message": clean(one.message), "evidence": clean(one.evidence)}
    said["next_step"] = line(one.next_step)
    values: dict[str, object] = {name: text for name, text in said.items() if text}
    if owner := _owner(taking, one.owner):
        values["owner"] = owner
    if (word := _word(one, taking.view)) is not None:
        values["category"] = word
    taking.puts.append(replace(card, **values))


def _word(one: FoundStakeholder, view: StepView) -> Category | None:
    """The category of the file, where its number does not say the same."""
    word = next((known for known in CATEGORIES if known == one.category), None)
    if word is None or (one.attitude is not None and category(one.attitude, view.settings) == word):
        return None
    return word


def _take_place(taking: _Taking, one: FoundStakeholder, place: Place) -> None:
    influence, attitude = within(one.influence, INFLUENCE), within(one.attitude, ATTITUDE)
    if influence is not None or attitude is not None:
        values = {"influence": influence, "attitude": attitude}
        taking.puts.append(replace(place, **{name: value for name, value in values.items() if value is not None}))
