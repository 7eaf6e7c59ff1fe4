"""The two lines below the map."""

from pathlib import Path

from facilitator.activities.influence_map import acts, below
from facilitator.activities.influence_map.assessing import Assessment, Dispersion
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.standing import stands
from facilitator.core.i18n import Translator
from tests.activities.influence_map.building import apply, card, filled, map_session, person, stand, stood, view_of

TR = Translator()
ROUND = Assessment(id="r", step="s", number=2, people=("a",), assessors=3)


def about(home: Path, differing: Dispersion | None = None) -> str:
    view = view_of(filled(home))
    ben = next(one for one in stands(view) if one.name == "Ben de Vries")
    return below.about(ben, None, differing, view.settings, TR)


def test_how_far_a_round_is() -> None:
    assert below.round_line(ROUND, 1, "", TR) == "Round 2: 1 of 3 have assessed."


def test_why_it_is_not_known_how_far_a_round_is() -> None:
    assert below.round_line(ROUND, None, "The box is damaged.", TR) == "The box is damaged."
    assert below.round_line(ROUND, None, "", TR) == "How many have assessed cannot be told here."


def test_name_and_values_come_first_and_the_quadrant_is_named(tmp_path: Path) -> None:
    parts = about(tmp_path).split(" · ")
    assert parts[:2] == ["Ben de Vries", "influence 9, attitude -7"]
    assert "Critical Blockers" in parts


def test_a_category_set_by_hand_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", category="skeptic")
    assert "Skeptic" in below.about(stand(session, "ben"), None, None, view_of(session).settings, TR)


def test_a_dispersion_that_is_wide_is_said_to_be(tmp_path: Path) -> None:
    assert "spread 1 / 6 (see it differently)" in about(tmp_path / "wide", Dispersion(1.0, 6.0, wide=True))
    assert "differently" not in about(tmp_path / "narrow", Dispersion(1.0, 1.0, wide=False))


def test_where_somebody_was_is_said_with_what_that_was(tmp_path: Path) -> None:
    session = filled(tmp_path)
    stood(session, "ben", 4, 2)
    view = view_of(session)
    (base,) = bases(view)
    ben = next(one for one in stands(view, base) if one.name == "Ben de Vries")
    assert "○ was 4 / +2 (Earlier session 1 September 2025)" in below.about(ben, base, None, view.settings, TR)


def test_where_somebody_is_wanted_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    apply(session, acts.wanted(view_of(session), person(session, "ben").id, (9.0, 3.0)))
    assert "wanted 9 / +3" in below.about(stand(session, "ben"), None, None, view_of(session).settings, TR)


def test_of_a_crowd_a_few_are_named_and_the_others_counted(tmp_path: Path) -> None:
    names = tuple(f"Person{n} Name{n}" for n in range(7))
    everybody = stands(view_of(map_session(tmp_path, names=names)))
    said = below.also_here(everybody[0], everybody, TR)
    assert said == "Also here: Person1 Name1, Person2 Name2, Person3 Name3, Person4 Name4 and 2 more"


def test_whoever_stands_alone_has_nobody_beside(tmp_path: Path) -> None:
    session = filled(tmp_path)
    ben = stand(session, "ben")
    assert below.also_here(ben, [ben], TR) == ""
    assert below.also_here(ben, [], TR) == ""
