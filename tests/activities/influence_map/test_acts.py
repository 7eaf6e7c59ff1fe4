from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.dialogs import CardForm
from facilitator.activities.influence_map.rules import Place, Snapshot, Stakeholder
from facilitator.activities.influence_map.standing import stands
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from tests.activities.influence_map.building import (
    AT,
    apply,
    card,
    filled,
    map_session,
    person,
    place,
    stand,
    stood,
    view_of,
)


def test_people_typed_in_are_outside_the_room(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    typed = [Person(id=new_id(), name="Eva Groot", order=1), Person(id=new_id(), name="anna bakker", order=2)]
    apply(session, acts.added(view_of(session), acts.matched(view_of(session), typed)))
    assert len(session.table(Person)) == 5
    assert not person(session, "eva").participant
    assert person(session, "anna").participant
    assert len(session.table(Stakeholder)) == 2


def test_nobody_comes_on_the_list_twice(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    assert acts.added(view_of(session), list(session.table(Person).values())) is None


def test_two_people_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    session = map_session(tmp_path, names=("Jan Smit", "Jan Smit"))
    one, two = session.table(Person).values()
    apply(session, acts.placed(view_of(session), one.id, 8, 8, AT))
    apply(session, acts.placed(view_of(session), two.id, 8, -8, AT))
    assert {s.name for s in (stand(session, "jan"),)} <= {"Jan Smit (1)", "Jan Smit (2)"}
    assert {p.attitude for p in session.table(Place).values()} == {8.0, -8.0}


def test_a_name_as_it_is_told_apart_is_nobody_new(tmp_path: Path) -> None:
    session = map_session(tmp_path, names=("Jan Smit", "Jan Smit", "Eva"))
    typed = [Person(id=new_id(), name=s.name, order=1) for s in stands(view_of(session))]
    assert acts.matched(view_of(session), typed) == [s.person for s in stands(view_of(session))]


def test_a_card_keeps_its_contact_when_others_have_the_same_name(tmp_path: Path) -> None:
    session = map_session(tmp_path, names=("Eva", "Jan Smit", "Jan Smit"))
    for owner in ("Jan Smit (1)", "Jan Smit (2)"):
        card(session, "eva", owner=owner)
        form = CardForm(view_of(session), stand(session, "eva"), date(2026, 3, 2))
        shown = next(field.value for field in form._fields if field.id == "owner")
        assert shown == owner
    assert len(session.table(Person)) == 3


def test_somebody_typed_with_a_department_is_the_one_of_that_department(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False, names=("Jan Smit",))
    known = next(iter(session.table(Person).values()))
    same, other = (Person(id=new_id(), name="Jan Smit", order=1, department=d) for d in ("", "Sales"))
    assert acts.matched(view_of(session), [same]) == [known]
    assert acts.matched(view_of(session), [other]) == [other]


def test_somebody_typed_with_another_address_is_a_namesake(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False, names=("Jan Smit",))
    known = replace(next(iter(session.table(Person).values())), email="jan@example.com")
    apply(session, Change("", (known,)))
    same, other = (Person(id=new_id(), name="jan smit", order=1, email=f"{n}@EXAMPLE.com") for n in ("Jan", "j.smit"))
    assert acts.matched(view_of(session), [same]) == [known]
    assert acts.matched(view_of(session), [other]) == [other]


def test_a_place_is_one_record_however_often_it_is_set(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "anna", 1, 1)
    assert len(session.table(Place)) == 3


def test_the_same_place_changes_nothing(tmp_path: Path) -> None:
    session = filled(tmp_path)
    assert acts.placed(view_of(session), person(session, "anna").id, 8.0, 8.0, AT) is None


def test_a_place_stays_within_the_scales(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "anna", 10.0001, -11)
    assert stand(session, "anna").position == (10.0, -10.0)


def test_whoever_gets_a_place_is_on_the_list(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    place(session, "anna", 8, 8)
    assert {c.person for c in session.table(Stakeholder).values()} == {person(session, "anna").id}


def test_no_label_says_of_whom_it_is_or_where_somebody_stands(tmp_path: Path) -> None:
    session = filled(tmp_path)
    before = len(session.history)
    ben = person(session, "ben")
    apply(session, acts.placed(view_of(session), ben.id, 9, 9, AT))
    apply(session, acts.wanted(view_of(session), ben.id, (3.0, 3.0)))
    card(session, "ben", next_step="Talk to Ben", owner="Anna Bakker", due="2026-04-01")
    apply(session, acts.as_task(view_of(session), stand(session, "ben"), session.counted))
    apply(session, acts.removed(view_of(session), ben.id))
    apply(session, acts.added(view_of(session), [ben]))
    labels = [entry.label for entry in session.history[before:]]
    assert len(labels) == len(set(labels)) == 6
    assert not any(word in label for label in labels for word in ("Ben", "Vries", "Anna", "9", "3"))


def test_taking_somebody_off_keeps_the_person_and_the_snapshots(tmp_path: Path) -> None:
    session = filled(tmp_path)
    apply(session, acts.snapshot(view_of(session), AT, "Then"))
    apply(session, acts.removed(view_of(session), person(session, "ben").id))
    assert person(session, "ben").id not in {p.person for p in session.table(Place).values()}
    (shot,) = session.table(Snapshot).values()
    assert person(session, "ben").id in shot.positions


def test_taking_off_somebody_who_is_not_there_changes_nothing(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    assert acts.removed(view_of(session), person(session, "ben").id) is None


def test_the_card_keeps_everything_and_the_person_too(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(
        session,
        "ben",
        level="middle",
        adopter="late_majority",
        category="skeptic",
        concerns="His team\nand his role",
        message="Nobody loses a job",
        evidence="Left the last meeting",
        owner="Fred New",
        next_step="Talk",
        due="2026-04-01",
        effort="2,5",
        organisation="Acme",
        role="Head of sales",
    )
    ben = stand(session, "ben")
    assert (ben.card.level, ben.card.adopter, ben.category) == ("middle", "late_majority", "skeptic")
    assert ben.card.concerns == "His team\nand his role"
    assert ben.card.effort == 2.5
    assert ben.card.owner == person(session, "fred").id
    assert (ben.person.organisation, ben.person.role) == ("Acme", "Head of sales")


def test_a_card_that_says_the_same_changes_nothing(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Talk")
    blank = dict.fromkeys(
        ("level", "adopter", "category", "concerns", "message", "evidence", "owner", "due", "effort"), ""
    )
    same = blank | {"next_step": "Talk", "organisation": "", "role": ""}
    assert acts.edited(view_of(session), stand(session, "ben"), same, date(2026, 3, 2)) is None


@pytest.mark.parametrize("effort", ["-1", "much", "10001"])
def test_an_effort_that_is_no_number_from_0_on_is_refused(tmp_path: Path, effort: str) -> None:
    session = filled(tmp_path)
    with pytest.raises(FacilitatorError):
        card(session, "ben", effort=effort)


def test_a_snapshot_of_nothing_is_refused(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    with pytest.raises(FacilitatorError, match="Nobody has a place yet"):
        acts.snapshot(view_of(session), AT, "")


def test_a_next_step_becomes_one_task_with_its_owner_and_day(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Have lunch", owner="Anna Bakker", due="2026-04-01")
    apply(session, acts.as_task(view_of(session), stand(session, "ben"), session.counted))
    (task,) = session.table(Task).values()
    assert (task.number, task.title, task.due) == (1, "Have lunch", "2026-04-01")
    assert "Ben" not in task.title + task.description
    with pytest.raises(FacilitatorError, match="is task 1 already"):
        acts.as_task(view_of(session), stand(session, "ben"), session.counted)


def test_without_a_next_step_there_is_no_task(tmp_path: Path) -> None:
    session = filled(tmp_path)
    with pytest.raises(FacilitatorError, match="Ben de Vries has no next step yet"):
        acts.as_task(view_of(session), stand(session, "ben"), session.counted)


def test_places_of_before_are_taken_over_by_those_who_have_none(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    stood(session, "ben", 9, -7)
    stood(session, "anna", 8, 8)
    place(session, "anna", 6, 6)
    place(session, "cem", 1, 1)
    view = view_of(session)
    apply(session, acts.taken_over(view, stands(view, bases(view)[0]), AT))
    assert stand(session, "ben").position == (9.0, -7.0)
    assert stand(session, "anna").position == (6.0, 6.0)
    assert stand(session, "dora").position is None


def test_a_value_that_is_known_now_stays_when_places_are_taken_over(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    stood(session, "ben", 9, -7)
    place(session, "ben", 3, None)
    view = view_of(session)
    apply(session, acts.taken_over(view, stands(view, bases(view)[0]), AT))
    assert stand(session, "ben").position == (3.0, -7.0)


def test_with_nothing_to_take_over_nothing_changes(tmp_path: Path) -> None:
    view = view_of(filled(tmp_path))
    assert acts.taken_over(view, stands(view), AT) is None


def test_whoever_is_taken_off_has_no_second_card_behind_the_first(tmp_path: Path) -> None:
    session = filled(tmp_path)
    ben = person(session, "ben").id
    session.apply_now(Change("", (Stakeholder(id=new_id(), person=ben, concerns="An older one"),)))
    apply(session, acts.removed(view_of(session), ben))
    assert ben not in {card.person for card in session.table(Stakeholder).values()}
    assert all(stand.person.id != ben for stand in stands(view_of(session)))


def test_the_task_of_a_next_step_is_neither_for_the_client_nor_named_in_the_history(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Talk about the worries", owner="Anna Bakker", due="2026-04-01")
    change = acts.as_task(view_of(session), stand(session, "ben"), session.counted)
    apply(session, change)
    (task,) = session.table(Task).values()
    assert task.audience == "team"
    assert "worries" not in change.label
