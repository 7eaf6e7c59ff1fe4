"""Who stands where, and where each stood before: the map of a step as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from facilitator.activities.influence_map.rules import (
    QUADRANTS,
    Before,
    Category,
    MapSettings,
    Place,
    Quadrant,
    Stakeholder,
    category,
    quadrant,
)
from facilitator.core.agenda import ordered
from facilitator.core.ids import Id, new_id
from facilitator.core.people import in_order, names
from facilitator.core.records import Person, Record, Step
from facilitator.core.stepview import StepView

Position = tuple[float, float]
"""Influence and attitude."""


@dataclass(frozen=True)
class Stand:
    """One person on the map of a step."""

    person: Person
    name: str
    """Told apart from others of the same name."""
    card: Stakeholder
    place: Place
    settings: MapSettings
    was: Position | None = None

    @cached_property
    def position(self) -> Position | None:
        """Influence and attitude; None while one of them is not known."""
        influence, attitude = self.place.influence, self.place.attitude
        return None if influence is None or attitude is None else (influence, attitude)

    @cached_property
    def quadrant(self) -> Quadrant | None:
        """The quadrant; None while it is not known."""
        return quadrant(*self.position, self.settings) if self.position else None

    @cached_property
    def category(self) -> Category | None:
        """The attitude in a word: set by hand, else out of the number; None while it is not known."""
        if self.card.category:
            return self.card.category
        return None if self.place.attitude is None else category(self.place.attitude, self.settings)

    @property
    def moved(self) -> Position | None:
        """By how much influence and attitude are others now; None: not known, or where it was."""
        if self.was is None or self.position is None or self.was == self.position:
            return None
        return self.position[0] - self.was[0], self.position[1] - self.was[1]


@dataclass(frozen=True)
class Base:
    """What the map can be compared with."""

    key: Id
    at: str
    title: str
    positions: Mapping[Id, Position]


def cards(view: StepView) -> dict[Id, Stakeholder]:
    """What is known of the stakeholders, by person; only of people that the session knows."""
    return {card.person: card for card in view.table(Stakeholder).values() if card.person in view.people}


def places(view: StepView) -> dict[Id, Place]:
    """The places of the step, by person; only of people that the session knows.

    Whoever was not placed in this step stands where the latest step before it has them: with the record of that step.
    """
    found: dict[Id, Place] = {}
    for step in (*reversed(steps_before(view)), view.step):
        found |= placed_in(view, step)
    return found


def own(view: StepView, place: Place | None, person: Id) -> Place:
    """A person's place as a record of this step, to be changed; ``place``: as it is, of whatever step."""
    if place is None:
        return Place(id=new_id(), step=view.step.id, person=person)
    return place if place.step == view.step.id else replace(place, id=new_id(), step=view.step.id)


def placed_in(view: StepView, step: Step) -> dict[Id, Place]:
    """Who was placed in a step, by person."""
    everywhere = view.table(Place).values()
    return {place.person: place for place in everywhere if place.step == step.id and place.person in view.people}


def steps_before(view: StepView) -> list[Step]:
    """Maps of the agenda in front of this one, the nearest first."""
    agenda = ordered(list(view.table(Step).values()))
    here = next((at for at, step in enumerate(agenda) if step.id == view.step.id), 0)
    return [step for step in reversed(agenda[:here]) if step.kind == view.step.kind]


def stands(view: StepView, base: Base | None = None) -> list[Stand]:
    """Everybody who is on the map or waits for a place, in the order of the people."""
    known, placed = cards(view), places(view)
    called = names(view.people.values())
    return [
        Stand(
            person=person,
            name=called[person.id],
            card=known.get(person.id) or Stakeholder(id=person.id, person=person.id),
            place=placed.get(person.id) or Place(id=person.id, step=view.step.id, person=person.id),
            settings=view.settings,
            was=base.positions.get(person.id) if base else None,
        )
        for person in in_order(view.people.values())
        if person.id in known or person.id in placed
    ]


def lost(view: StepView) -> list[Place]:
    """Places of people whom the session does not know any more."""
    return [place for place in view.records(Place) if place.person not in view.people]


def counts(everybody: Sequence[Stand]) -> dict[Quadrant | None, int]:
    """People per quadrant; None: without a place."""
    found: dict[Quadrant | None, int] = dict.fromkeys((*QUADRANTS, "neutral", None), 0)
    for stand in everybody:
        found[stand.quadrant] += 1
    return found


def facts(view: StepView) -> dict[str, dict[Id, str]]:
    """What other kinds may know: the quadrant of a person, and who is a stakeholder."""
    everybody = stands(view)
    return {
        "quadrant": {stand.person.id: stand.quadrant for stand in everybody if stand.quadrant is not None},
        "stakeholder": {stand.person.id: "yes" for stand in everybody},
    }


def carried(view: StepView, people: Mapping[Id, Id]) -> list[Record]:
    """What the client's next session gets: where people stood, and what is known of them.

    Ids of records stay, so that what two steps hand on counts once.
    """
    found: list[Record] = []
    for before in view.table(Before).values():
        if before.person in people:
            found.append(replace(before, person=people[before.person]))
    for stand in stands(view):
        there = people.get(stand.person.id)
        if there is None:
            continue
        card, place = stand.card, stand.place
        if stand.position is not None:
            at = place.at or view.session.date
            found.append(
                Before(id=place.id, person=there, influence=stand.position[0], attitude=stand.position[1], at=at)
            )
        if card.id != stand.person.id:
            found.append(replace(card, person=there, owner=people.get(card.owner or ""), task=None))
    return found
