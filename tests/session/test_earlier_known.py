"""What steps know of people goes on in the client's next session: where each stood on the map."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.comparing import EARLIER, bases
from facilitator.activities.influence_map.rules import Before, Place, Stakeholder
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.core.workshop import parse
from facilitator.session.earlier import Wanted, look
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from tests.activities.influence_map.building import AT, card, filled, map_session, person, place, stand, view_of

MAP = {"title": "Again", "step": [{"id": "map", "title": "Map", "kind": "influence_map", "minutes": 10}]}
TALK = {"title": "Talk", "step": [{"id": "talk", "title": "Talk", "kind": "brief", "minutes": 10}]}


def followed(
    first: Session, home: Path, source: dict = MAP, *, people: tuple[str, ...] = (), **values: object
) -> Session:
    first.close()
    beginning = Beginning(
        title="Second",
        client=str(values.pop("client", "")),
        people=[Person(id=new_id(), name=name, order=n) for n, name in enumerate(people)],
        follows=look(first.store.folder, find()),
        wanted=Wanted(**values),  # type: ignore[arg-type]
    )
    return create(home, parse(source), beginning, find())


def test_the_map_of_the_next_session_shows_where_each_stood(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path, people=("Anna Bakker",))
    (base,) = bases(view_of(second))
    assert base.key == EARLIER
    assert base.positions[person(second, "anna").id] == (8.0, 8.0)
    assert base.positions[person(second, "ben").id] == (9.0, -7.0)
    place(second, "ben", 9, 1)
    assert stand(second, "ben").position == (9.0, 1.0)


def test_whoever_is_not_here_comes_along_as_somebody_outside_the_room(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path, people=("Anna Bakker",))
    assert person(second, "anna").participant
    assert not person(second, "ben").participant
    assert len(second.table(Person)) == 4


def test_cards_come_along_and_their_contacts_are_those_who_are_here(tmp_path: Path) -> None:
    first = filled(tmp_path)
    card(first, "ben", owner="Anna Bakker", concerns="His team", next_step="Talk")
    second = followed(first, tmp_path, people=("anna bakker",))
    ben = stand(second, "ben").card
    assert (ben.concerns, ben.owner, ben.task) == ("His team", person(second, "anna").id, None)


def test_places_of_before_are_no_places_of_now(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path)
    assert not second.table(Place)
    assert stand(second, "anna").position is None


def test_nothing_is_handed_on_when_it_is_not_wanted(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path, known=False)
    assert not second.table(Before)
    assert not second.table(Person)


def test_nothing_is_handed_on_to_another_client(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path, client="Somebody else")
    assert not second.table(Stakeholder)
    assert not second.table(Person)


def test_nothing_is_handed_on_to_a_workshop_without_a_map(tmp_path: Path) -> None:
    second = followed(filled(tmp_path), tmp_path, TALK)
    assert not second.table(Before)
    assert not second.table(Person)


def test_a_map_without_people_hands_on_nobody(tmp_path: Path) -> None:
    second = followed(map_session(tmp_path, listed=False), tmp_path)
    assert not second.table(Person)


def test_two_maps_of_one_session_hand_everybody_on_once_with_the_later_place(tmp_path: Path) -> None:
    first = map_session(tmp_path, steps=2)
    place(first, "ben", 9, -2, "map1", "2026-03-02T11:00:00+01:00")
    place(first, "ben", 9, -7)
    second = followed(first, tmp_path)
    assert len(second.table(Stakeholder)) == 4
    assert bases(view_of(second))[0].positions == {person(second, "ben").id: (9.0, -2.0)}


def test_a_third_session_knows_where_each_stood_in_the_first(tmp_path: Path) -> None:
    third = followed(followed(filled(tmp_path), tmp_path), tmp_path)
    assert bases(view_of(third))[0].positions[person(third, "ben").id] == (9.0, -7.0)


def test_a_map_that_cannot_be_read_hands_nothing_on(tmp_path: Path) -> None:
    first = filled(tmp_path)
    from msgspec.structs import replace

    broken = replace(first.steps[0], settings={"middle": "high"})
    first.apply_now(Change("", (broken,)))
    assert not followed(first, tmp_path).table(Before)


def two_annas(home: Path) -> Session:
    """The boss is for it, her namesake of the staff against it, and each has a task."""
    first = map_session(home, names=("Anna", "Anna", "Ben"))
    roles = zip(list(first.table(Person).values()), ("Boss", "Staff", ""), (9.0, -9.0, 1.0), strict=True)
    for at, (somebody, role, attitude) in enumerate(roles, 1):
        first.apply_now(Change("role", (replace(somebody, role=role),)))
        first.apply_now(Change("place", acts.placed(view_of(first), somebody.id, 8.0, attitude, AT).puts))  # type: ignore[union-attr]
        task = Task(id=new_id(), number=at, title=f"Of {role}", order=at, owner=somebody.id)
        first.apply_now(Change("task", (task,)))
    return first


@pytest.mark.parametrize("people", [(), ("Anna",), ("Anna", "Anna")])
def test_two_people_of_one_name_stay_two(tmp_path: Path, people: tuple[str, ...]) -> None:
    second = followed(two_annas(tmp_path), tmp_path, people=people)
    annas = [p for p in second.table(Person).values() if p.name == "Anna"]
    assert len(annas) == 2
    assert len({card.person for card in second.table(Stakeholder).values()}) == 3
    (base,) = bases(view_of(second))
    assert sorted(base.positions[anna.id][1] for anna in annas) == [-9.0, 9.0]
    assert {t.owner for t in second.table(Task).values() if t.title != "Of "} == {anna.id for anna in annas}
