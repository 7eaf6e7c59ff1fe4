from pathlib import Path
from typing import Any

import pytest

from facilitator.activities.influence_map.taking import taken
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Person
from facilitator.imports.found import FoundStakeholder, FoundStakeholders
from facilitator.session.session import Session
from tests.activities.influence_map.building import apply, card, filled, map_session, person, stand, view_of


def take(session: Session, *people: dict[str, Any]) -> None:
    found = FoundStakeholders(people=tuple(FoundStakeholder(**one) for one in people))
    apply(session, taken(view_of(session), found, session.counted))


def test_everybody_of_the_list_is_on_the_map(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    take(
        session,
        {"name": "Eva Groot", "influence": 8, "attitude": -3, "concerns": "Time", "organisation": "Acme"},
        {"name": "Finn Koch"},
    )
    eva = stand(session, "eva")
    assert (eva.position, eva.card.concerns, eva.person.organisation) == ((8.0, -3.0), "Time", "Acme")
    assert not eva.person.participant
    assert stand(session, "finn").position is None


def test_whom_the_session_knows_keeps_what_the_file_does_not_say(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", concerns="His team", next_step="Talk")
    take(session, {"name": "ben de vries", "attitude": 2, "next_step": "Lunch"})
    ben = stand(session, "ben")
    assert ben.position == (9.0, 2.0)
    assert (ben.card.concerns, ben.card.next_step) == ("His team", "Lunch")
    assert len(session.table(Person)) == 4


def test_two_rows_of_one_name_are_two_people(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    take(session, {"name": "Jan Smit", "influence": 2}, {"name": "Jan Smit", "influence": 9})
    assert [p.name for p in session.table(Person).values()].count("Jan Smit") == 2


def test_a_contact_by_name_is_the_person_of_that_name_or_somebody_new(tmp_path: Path) -> None:
    session = filled(tmp_path)
    take(session, {"name": "Ben de Vries", "owner": "anna bakker"}, {"name": "Cem Yilmaz", "owner": "Zoe"})
    assert stand(session, "ben").card.owner == person(session, "anna").id
    assert stand(session, "cem").card.owner == person(session, "zoe").id


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        ({"category": "skeptic"}, "skeptic"),
        ({"category": "skeptic", "attitude": -3}, ""),
        ({"category": "champion", "attitude": -3}, "champion"),
        ({"category": "whatever"}, ""),
        ({}, ""),
    ],
    ids=str,
)
def test_a_category_counts_where_the_number_does_not_say_the_same(
    tmp_path: Path, one: dict[str, Any], expected: str
) -> None:
    session = map_session(tmp_path, listed=False)
    take(session, {"name": "Eva", **one})
    assert stand(session, "eva").card.category == expected


def test_values_outside_the_scales_stay_at_their_ends(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    take(session, {"name": "Eva", "influence": 10.4, "attitude": -12})
    assert stand(session, "eva").position == (10.0, -10.0)


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="nobody in it"):
        taken(view_of(map_session(tmp_path)), FoundStakeholders(people=()), lambda name, n: None)  # type: ignore[arg-type, return-value]


def test_it_is_one_change_that_undo_takes_back(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    take(session, {"name": "Eva", "influence": 8, "attitude": 3, "owner": "Zoe"})
    assert session.history[-1].label == "import 1 stakeholder"


def test_a_contact_is_the_one_of_several_people_of_one_name_who_is_meant(tmp_path: Path) -> None:
    session = map_session(tmp_path, names=("Eva", "Jan Smit", "Jan Smit"))
    jans = [p.id for p in session.table(Person).values() if p.name == "Jan Smit"]
    take(session, {"name": "Eva", "owner": "Jan Smit (2)"})
    assert stand(session, "eva").card.owner in jans
    assert stand(session, "eva").name == "Eva"
    assert len(session.table(Person)) == 3


def test_a_list_that_is_taken_twice_is_there_already(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    eva = {"name": "Eva Groot", "influence": 8, "attitude": -3, "concerns": "Time", "owner": "Finn"}
    take(session, eva)
    with pytest.raises(FacilitatorError, match="already"):
        take(session, eva)
