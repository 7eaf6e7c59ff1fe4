from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.assessing import Assessment, Line
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.findings import effort_shares, findings, focus, open_ends, unfinished
from facilitator.activities.influence_map.standing import stands
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.session.session import Session
from tests.activities.influence_map.building import AT, apply, card, filled, map_session, person, place, view_of


def said(session: Session) -> list[str]:
    view = view_of(session)
    base = next(iter(bases(view)), None)
    return [f"{one.severity}: {one.text}" for one in findings(view, stands(view, base))]


def has(session: Session, words: str) -> bool:
    return any(words in text for text in said(session))


def test_a_blocker_without_contact_and_next_step_is_an_error(tmp_path: Path) -> None:
    session = filled(tmp_path)
    assert said(session)[0].startswith(
        "error: Ben de Vries (Critical Blockers): nobody keeps the contact, no next step"
    )
    card(session, "ben", owner="Anna Bakker")
    assert has(session, "error: Ben de Vries (Critical Blockers): no next step.")
    card(session, "ben", next_step="Talk")
    assert has(session, "error: Ben de Vries (Critical Blockers): nobody keeps the contact.")
    card(session, "ben", owner="Anna Bakker", next_step="Talk")
    assert has(session, "warning: Ben de Vries: the next step has no date.")
    card(session, "ben", owner="Anna Bakker", next_step="Talk", due="2026-04-01")
    assert not has(session, "error")
    assert not has(session, "no date")


def test_nobody_among_the_champions_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    assert not has(session, "Nobody is among")
    place(session, "anna", 2, 2)
    assert has(session, "Nobody is among the Key Champions")


def test_a_map_on_which_nobody_stands_says_nothing_of_champions(tmp_path: Path) -> None:
    assert said(map_session(tmp_path)) == []


@pytest.mark.parametrize(("high", "low", "share"), [("8", "2", 80), ("3", "7", 30), ("99", "1", 99)])
def test_effort_is_compared_with_the_guideline(tmp_path: Path, high: str, low: str, share: int) -> None:
    session = filled(tmp_path)
    card(session, "ben", effort=high)
    card(session, "cem", effort=low)
    people = stands(view_of(session))
    assert focus(people, view_of(session).settings) == pytest.approx(share)
    assert sum(effort_shares(people).values()) == pytest.approx(100)
    assert has(session, f"warning: {share} % of the effort") == (share < 80)
    assert has(
        session, f"(Key Champions 0 %, Critical Blockers {share} %, Grumblers 0 %, Silent Supporters {100 - share} %)"
    )


def test_effort_for_somebody_with_much_influence_and_no_attitude_counts_as_high(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "dora", 8, None)
    card(session, "dora", effort="1")
    assert focus(stands(view_of(session)), view_of(session).settings) == 100


def test_without_any_effort_there_is_no_share(tmp_path: Path) -> None:
    session = filled(tmp_path)
    people = stands(view_of(session))
    assert effort_shares(people) == {}
    assert focus(people, view_of(session).settings) is None
    assert has(session, "hint: No effort is planned")


def test_too_many_without_a_place_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    assert not has(session, "without a place")
    place(session, "cem", None, None)
    assert has(session, "2 of 4 are without a place")


def test_somebody_who_is_more_against_it_than_before_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    apply(session, acts.snapshot(view_of(session), AT, "Then"))
    place(session, "anna", 8, 6)
    assert not has(session, "more against it")
    place(session, "anna", 8, 5)
    assert has(session, "warning: Anna Bakker is more against it than before.")


def test_a_next_step_that_is_no_task_is_a_hint(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "cem", next_step="Ask")
    assert has(session, "hint: Cem Yilmaz: the next step is no task yet.")


def test_next_steps_that_are_no_tasks_are_one_line_that_leads_to_the_first(tmp_path: Path) -> None:
    session = filled(tmp_path)
    for name in ("ben", "cem"):
        card(session, name, next_step="Talk")
    (one,) = (one for one in findings(view_of(session)) if "no task yet" in one.text)
    assert one.text == "2 next steps are no task yet; the first is that of Ben de Vries."
    assert one.person == person(session, "ben").id


def test_a_place_of_somebody_who_is_gone_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    session.apply_now(Change("remove", drops=(person(session, "ben"),)))
    assert has(session, "1 place is of somebody who is no longer in the session")


def test_what_is_unfinished_names_nobody(tmp_path: Path) -> None:
    session = filled(tmp_path)
    text = unfinished(view_of(session))
    assert text.startswith("1 person with much influence who is against it")
    assert "Ben" not in text
    assert open_ends(view_of(session)) == [f"Step 1: {text}"]
    place(session, "ben", 9, 7)
    assert unfinished(view_of(session)) == ""
    assert open_ends(view_of(session)) == []


@pytest.mark.parametrize("settings", [{"middle": 9.5}, {"focus": 0}, {"unknown": 0}], ids=str)
def test_thresholds_are_those_of_the_workshop_file(tmp_path: Path, settings: dict[str, Any]) -> None:
    session = filled(tmp_path, **settings)
    card(session, "cem", effort="1")
    assert has(session, "error") == ("middle" not in settings)
    assert has(session, "warning: 0 % of the effort") == ("focus" not in settings)
    assert has(session, "without a place") == ("unknown" in settings)


def test_those_whom_the_assessors_see_differently_come_first_and_the_widest_apart_before_the_others(
    tmp_path: Path,
) -> None:
    session = filled(tmp_path)
    lines = {
        person(session, "anna").id: Line(influence=8.0, attitude=8.0, attitude_sd=4.5, assessors=3),
        person(session, "cem").id: Line(influence=2.0, attitude=3.0, attitude_sd=9.0, assessors=3),
        person(session, "ben").id: Line(influence=9.0, attitude=-7.0, attitude_sd=1.0, assessors=3),
    }
    step = view_of(session).step.id
    done = Assessment(id=new_id(), step=step, number=1, people=(), assessors=3, state="revealed", lines=lines)
    apply(session, Change("x", (done,)))
    found = [text for text in said(session) if text.startswith("warning")]
    assert [text.split(":")[1] for text in found[:2]] == [" Cem Yilmaz", " Anna Bakker"]
    assert not has(session, "Ben de Vries: you see this differently")


POSITIONS = st.lists(st.none() | st.tuples(st.floats(0, 10), st.floats(-10, 10)), min_size=2, max_size=7)


@given(POSITIONS, st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_the_people(positions: list[Any], chance: Random) -> None:
    with TemporaryDirectory() as folder:
        session = map_session(Path(folder), names=tuple(f"Person {n}" for n in range(len(positions))))
        for at, position in enumerate(positions):
            if position is not None:
                place(session, f"person {at}", *position)
        card(session, "person 0", effort="3", next_step="Talk")
        people = stands(view_of(session))
        before = findings(view_of(session), people)
        shuffled = list(people)
        chance.shuffle(shuffled)
        assert sorted(findings(view_of(session), shuffled), key=str) == sorted(before, key=str)
        session.close()
