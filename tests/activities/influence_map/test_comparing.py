from pathlib import Path

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.assessing import Assessment, Line
from facilitator.activities.influence_map.comparing import EARLIER, bases
from facilitator.activities.influence_map.standing import stands
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from tests.activities.influence_map.building import AT, apply, filled, map_session, person, place, stood, view_of

ROUND = new_id()


def test_the_latest_snapshot_is_what_the_map_is_compared_with(tmp_path: Path) -> None:
    session = filled(tmp_path)
    apply(session, acts.snapshot(view_of(session), "2026-03-02T10:00:00+01:00", "First"))
    place(session, "ben", 9, -2)
    apply(session, acts.snapshot(view_of(session), "2026-03-02T11:00:00+01:00", "Second"))
    place(session, "ben", 9, 1)
    view = view_of(session)
    assert [base.title for base in bases(view)] == ["Second", "First"]
    ben = next(s for s in stands(view, bases(view)[0]) if s.person.name.startswith("Ben"))
    assert ben.was == (9.0, -2.0)
    assert ben.moved == (0.0, 3.0)


def test_who_stands_where_before_has_not_moved(tmp_path: Path) -> None:
    session = filled(tmp_path)
    apply(session, acts.snapshot(view_of(session), AT, "First"))
    view = view_of(session)
    assert all(s.moved is None for s in stands(view, bases(view)[0]))


def test_the_map_of_an_earlier_step_is_there_to_compare_with(tmp_path: Path) -> None:
    session = map_session(tmp_path, steps=2)
    place(session, "ben", 9, -7)
    assert [base.positions for base in bases(view_of(session, "map1"))] == [{person(session, "ben").id: (9.0, -7.0)}]
    assert bases(view_of(session)) == []


def test_the_earlier_session_is_there_to_compare_with(tmp_path: Path) -> None:
    session = filled(tmp_path)
    stood(session, "ben", 4, 2)
    (base,) = bases(view_of(session))
    assert base.key == EARLIER
    assert base.positions == {person(session, "ben").id: (4.0, 2.0)}


def test_what_everybody_said_alone_is_there_to_compare_with(tmp_path: Path) -> None:
    session = filled(tmp_path)
    view, ben, dora = view_of(session), person(session, "ben").id, person(session, "dora").id
    said = {ben: Line(influence=9.0, attitude=-7.0, assessors=3), dora: Line(influence=5.0, assessors=1)}
    done = Assessment(
        id=ROUND, step=view.step.id, number=1, people=(ben, dora), assessors=3, state="revealed", at=AT, lines=said
    )
    apply(session, Change("x", (done,)))
    (base,) = bases(view_of(session))
    assert base.title == "Assessed alone, round 1"
    assert base.positions == {ben: (9.0, -7.0)}


def test_the_earlier_session_comes_before_what_everybody_said_alone(tmp_path: Path) -> None:
    session = filled(tmp_path)
    stood(session, "ben", 4, 2)
    said = {person(session, "ben").id: Line(influence=9.0, attitude=-7.0)}
    done = Assessment(
        id=ROUND, step=view_of(session).step.id, number=1, people=(), assessors=1, state="revealed", lines=said
    )
    apply(session, Change("x", (done,)))
    assert [base.key for base in bases(view_of(session))] == [EARLIER, ROUND]
