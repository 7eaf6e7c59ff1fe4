from pathlib import Path

from msgspec.structs import replace

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.rules import Before, Place, Stakeholder
from facilitator.activities.influence_map.standing import carried, counts, facts, lost, stands
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from tests.activities.influence_map.building import apply, card, filled, map_session, person, place, stand, view_of


def test_who_is_not_known_is_nowhere_and_not_at_0(tmp_path: Path) -> None:
    session = filled(tmp_path)
    dora = stand(session, "dora")
    assert dora.position is None
    assert dora.quadrant is None
    assert dora.category is None


def test_with_one_value_known_somebody_has_no_place_yet(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "dora", 7, None)
    assert stand(session, "dora").position is None
    assert stand(session, "dora").place.influence == 7


def test_people_are_counted_per_quadrant(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "dora", 5, 5)
    found = counts(stands(view_of(session)))
    assert found == {
        "key_champion": 1,
        "critical_blocker": 1,
        "grumbler": 0,
        "silent_supporter": 1,
        "neutral": 1,
        None: 0,
    }


def test_a_category_set_by_hand_counts(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "anna", category="skeptic")
    assert stand(session, "anna").category == "skeptic"
    assert stand(session, "anna").quadrant == "key_champion"


def test_other_kinds_learn_quadrants_and_who_is_a_stakeholder(tmp_path: Path) -> None:
    session = filled(tmp_path)
    known = facts(view_of(session))
    assert known["quadrant"] == {
        person(session, "anna").id: "key_champion",
        person(session, "ben").id: "critical_blocker",
        person(session, "cem").id: "silent_supporter",
    }
    assert set(known["stakeholder"].values()) == {"yes"}
    assert len(known["stakeholder"]) == 4


def test_a_place_of_somebody_who_is_gone_is_kept_and_not_shown(tmp_path: Path) -> None:
    session = filled(tmp_path)
    session.apply_now(Change("remove", drops=(person(session, "ben"),)))
    view = view_of(session)
    assert [s.person.name.split()[0] for s in stands(view)] == ["Anna", "Cem", "Dora"]
    assert len(lost(view)) == 1


def test_a_step_begins_with_the_places_of_the_step_before(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=3)
    place(session, "ben", 9, -7)
    place(session, "anna", 8, 8)
    place(session, "anna", 6, 6, "map1")
    assert stand(session, "ben", "map2").position == (9.0, -7.0)
    assert stand(session, "anna", "map2").position == (6.0, 6.0)
    assert stand(session, "anna").position == (8.0, 8.0)


def test_whoever_is_placed_anew_keeps_the_place_of_the_step_before_there(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=2)
    place(session, "ben", 9, -7)
    apply(session, acts.wanted(view_of(session), person(session, "ben").id, (9.0, 3.0)))
    place(session, "ben", 9, -2, "map1")
    assert stand(session, "ben").position == (9.0, -7.0)
    ben = stand(session, "ben", "map1")
    assert (ben.position, ben.place.wanted) == ((9.0, -2.0), (9.0, 3.0))
    assert len(session.table(Place)) == 2


def test_whoever_is_not_known_any_more_has_no_place_though_there_was_one(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=2)
    place(session, "ben", 9, -7)
    place(session, "ben", None, None, "map1")
    assert stand(session, "ben", "map1").position is None


def test_the_place_of_a_step_before_does_not_count_as_moved(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=2)
    place(session, "ben", 9, -7)
    view = view_of(session, "map1")
    assert all(one.moved is None for one in stands(view, bases(view)[0]))


def test_a_later_session_gets_places_and_cards_of_those_who_are_there(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Talk", owner="Anna Bakker", concerns="His team")
    anna, ben = person(session, "anna").id, person(session, "ben").id
    found = carried(view_of(session), {ben: "there"})
    (before,) = [record for record in found if isinstance(record, Before)]
    assert (before.person, before.influence, before.attitude) == ("there", 9.0, -7.0)
    (known,) = [record for record in found if isinstance(record, Stakeholder)]
    assert (known.person, known.concerns, known.owner, known.task) == ("there", "His team", None, None)
    both = carried(view_of(session), {ben: "there", anna: "her"})
    assert {record.owner for record in both if isinstance(record, Stakeholder)} == {None, "her"}


def test_what_two_steps_hand_on_counts_once(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=2)
    everybody = {p.id: p.id for p in session.table(Person).values()}
    twice = [*carried(view_of(session), everybody), *carried(view_of(session, "map1"), everybody)]
    assert len({record.id for record in twice}) == 4


def test_where_somebody_stood_goes_on_until_there_is_a_newer_place(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    dora = person(session, "dora").id
    before = Before(id=new_id(), person=dora, influence=4, attitude=2, at="2025-09-01")
    apply(session, Change("x", (before,)))
    found = [r for r in carried(view_of(session), {dora: "there"}) if isinstance(r, Before)]
    assert found == [replace(before, person="there")]
