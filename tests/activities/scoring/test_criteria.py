"""Criteria that the facilitator changes before a round, and what becomes of them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import find
from facilitator.activities.scoring.criteria import (
    from_form,
    number,
    prepared_criteria,
    presets_on_offer,
    with_changed,
    with_criterion,
    with_preset,
    without_criterion,
)
from facilitator.activities.scoring.opening import another, prepared, set_to, winner_choices
from facilitator.activities.scoring.presets import PLANNING_CARDS, PRESETS, Criterion, Preset
from facilitator.activities.scoring.rules import MOST_CRITERIA, Preparation
from facilitator.activities.scoring.sheet import worded
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import translator
from facilitator.core.workshop import parse
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import view
from tests.activities.scoring.building import look, opened, scored, scoring_session, sheet_of, together
from tests.kit.harness import add_items

SCALES = [one for preset in PRESETS.values() for one in preset]


def keep(session: Session, own: Preparation) -> None:
    session.apply_now(Change("criteria", (own,)))


def form(one: Criterion, **values: str) -> dict[str, str]:
    """A form as it is filled in."""
    told = {"title": one.title, "question": one.question, "weight": "1", "min": "1", "max": "5", "step": "1"}
    return told | {"values": "", "better": "more"} | values


def test_the_workshops_own_set_is_offered_first(tmp_path: Path) -> None:
    assert presets_on_offer(look(scoring_session(tmp_path, preset="rice")))[0] == "rice"
    assert len(presets_on_offer(look(scoring_session(tmp_path / "b")))) == 5


@pytest.mark.parametrize("preset", ["ice", "rice", "wsjf"])
def test_another_set_brings_its_criteria_and_the_first_one_takes_all_back(tmp_path: Path, preset: Preset) -> None:
    session = scoring_session(tmp_path)
    keep(session, with_preset(look(session), preset))
    assert [one.id for one in prepared(look(session)).criteria] == [one.id for one in PRESETS[preset]]
    keep(session, with_preset(look(session), "roi_feasibility"))
    assert prepared(look(session)).criteria == prepared_criteria(look(scoring_session(tmp_path / "other")))
    assert prepared(look(session)).preset == "roi_feasibility"


def test_a_criterion_more_makes_a_product_a_weighted_mean(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="ice")
    keep(session, with_criterion(look(session), "Fun"))
    scores = prepared(look(session))
    assert scores.preset == "own"
    assert [(one.id, one.max) for one in scores.criteria][-1] == ("own-1", 10)


def test_a_criterion_more_gets_the_usual_scale_where_the_others_have_none_in_common(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="rice")
    keep(session, with_criterion(look(session), "Fun"))
    assert prepared_criteria(look(session))[-1].max == 5


def test_two_criteria_never_have_the_same_id(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    for title in ("ROI", "Roi!", "\u4e88\u6e2c"):
        keep(session, with_criterion(look(session), title))
    ids = [one.id for one in prepared_criteria(look(session))]
    assert len(set(ids)) == len(ids) == 5


def test_nothing_that_was_typed_is_in_an_id(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, with_criterion(look(session), "What Anna Bakker wants"))
    assert "anna" not in prepared_criteria(look(session))[-1].id


@pytest.mark.parametrize("title", ["", "  ", "benefit", "FEASIBILITY"])
def test_a_criterion_needs_a_name_of_its_own(tmp_path: Path, title: str) -> None:
    with pytest.raises(FacilitatorError, match=r"needs a name|already"):
        with_criterion(look(scoring_session(tmp_path)), title)


def test_there_is_an_end_to_the_number_of_criteria(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    for at in range(MOST_CRITERIA - 2):
        keep(session, with_criterion(look(session), f"C{at}"))
    with pytest.raises(FacilitatorError, match="More than 12 criteria"):
        with_criterion(look(session), "One more")


def test_the_last_criterion_stays(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, without_criterion(look(session), "roi"))
    with pytest.raises(FacilitatorError, match="at least one"):
        without_criterion(look(session), "feasibility")


def test_with_one_criterion_left_no_quadrant_is_passed_on_any_more(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, winners="quick_wins")
    keep(session, without_criterion(look(session), "roi"))
    assert prepared(look(session)).winners == 3
    assert winner_choices(look(session)) == [3]


def test_of_three_criteria_of_our_own_the_axes_stay_those_of_the_workshop(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    keep(session, with_criterion(look(session), "Risk"))
    together(session, {"roi": 5, "feasibility": 1, "own-1": 3})
    assert sheet_of(session).entries[0].place == (0.0, 1.0)


def test_weights_stay_with_their_criteria_when_one_is_added(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, set_to(look(session), "weight:roi", "3"))
    keep(session, with_criterion(look(session), "Risk"))
    assert [one.weight for one in prepared_criteria(look(session))] == [3, 1, 1]


async def test_another_round_has_the_criteria_of_the_one_before(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    keep(session, with_criterion(look(session), "Risk"))
    keep(session, set_to(look(session), "weight:own-1", "2"))
    scores = await opened(session)
    assert another(look(session)).criteria == scores.criteria
    assert another(look(session)).preset == "own"


async def test_a_round_of_the_workshops_criteria_is_followed_by_the_workshops_criteria(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    assert another(look(session)).criteria is None


async def test_an_older_round_keeps_its_own_criteria(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1, floor=3)
    first = await scored(session, *[{"1": {"roi": 5, "feasibility": 5}}] * 3)
    keep(session, another(look(session)))
    keep(session, with_preset(look(session), "wsjf"))
    second = await scored(session, *[{"1": {"value": 8, "time": 8, "risk": 5, "size": 3}}] * 3)
    assert sheet_of(session).entries[0].score == 7
    assert (first.preset, second.preset) == ("roi_feasibility", "wsjf")


def german(tmp_path: Path, **settings: Any) -> Session:
    """A session whose workshop calls the benefit *Gewinn* in German."""
    step = {"id": "score", "kind": "scoring", "title": "Score", "minutes": 10, "items": "cards", **settings}
    source = {"title": "W", "step": [step], "collections": {"cards": {"title": "Card"}}}
    overlay = {"step": {"score": {"criteria": {"roi": {"title": "Gewinn"}}}}}
    session = create(tmp_path, parse(source, {"de": overlay}, "w"), Beginning(title="T"), find())
    add_items(session, "cards", "One")
    return session


def test_words_typed_in_the_session_are_the_same_in_every_language_and_the_others_are_not(tmp_path: Path) -> None:
    session = german(tmp_path, criteria=[{"id": "roi", "title": "Gain"}])
    keep(session, with_criterion(look(session), "Fun"))
    one = prepared_criteria(look(session))[1]
    changed, _ = from_form(look(session), one, form(one, title="Doable"))
    assert changed is not None
    keep(session, with_changed(look(session), changed))
    scores = together(session, {})
    de = view(session, session.steps[0], translator("de"))
    assert [one.title for one in worded(de, scores)] == ["Gewinn", "Doable", "Fun"]


def test_a_set_that_the_workshop_does_not_have_is_worded_in_every_language(tmp_path: Path) -> None:
    session = german(tmp_path)
    keep(session, with_preset(look(session), "ice"))
    scores = together(session, {})
    de = view(session, session.steps[0], translator("de"))
    assert worded(de, scores)[0].title == translator("de")("Impact") != "Impact"


def test_a_form_makes_a_scale_of_few_values(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    one = prepared_criteria(look(session))[0]
    made, faults = from_form(look(session), one, form(one, values="1 2 3,5 8", min="", better="less"))
    assert not faults
    assert made is not None
    assert (made.values, made.min, made.max, made.invert) == ((1, 2, 3.5, 8), 1, 8, True)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"title": ""}, "title", "needs a name"),
        ({"weight": "heavy"}, "weight", "“heavy” is not a number."),
        ({"weight": "11"}, "weight", "from 0.25 to 10"),
        ({"min": "5", "max": "1"}, "max", "must end above its beginning"),
        ({"max": "4", "step": "2"}, "max", "whole number of steps"),
        ({"values": "1 two"}, "values", "numbers with spaces"),
        ({"values": "3 2 1"}, "values", "end above"),
        ({"values": "1 3 2 5"}, "values", "must go up"),
        ({"max": "1e9"}, "max", "is not a number"),
    ],
)
def test_a_form_says_what_is_wrong_with_which_field(
    tmp_path: Path, values: dict[str, str], field: str, said: str
) -> None:
    view_ = look(scoring_session(tmp_path))
    one = prepared_criteria(view_)[0]
    made, faults = from_form(view_, one, form(one, **values))
    assert made is None
    assert said in faults[field]


def test_the_criterion_that_divides_begins_above_0_in_the_form_too(tmp_path: Path) -> None:
    view_ = look(scoring_session(tmp_path, preset="wsjf"))
    one = prepared_criteria(view_)[3]
    assert "divided" in from_form(view_, one, form(one, min="0"))[1]["max"]


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = number(text)
    assert value is None or abs(value) < 1e10


@given(st.sampled_from(SCALES), st.floats(-50, 20_000))
def test_the_nearest_value_is_one_of_the_scale(one: Criterion, value: float) -> None:
    assert one.has(one.nearest(value))


@given(st.sampled_from(SCALES), st.integers(-3, 3))
def test_steps_up_and_down_stay_on_the_scale(one: Criterion, by: int) -> None:
    assert one.has(one.beside(None, 0))
    assert one.has(one.beside(one.min, by))
    assert one.beside(one.max, 1) == one.max
    assert one.beside(one.min, -1) == one.min


@given(st.sampled_from(SCALES))
def test_from_the_beginning_of_a_scale_one_step_goes_up(one: Criterion) -> None:
    assert one.beside(one.min, 1) > one.min


def test_wsjf_is_scored_on_planning_cards() -> None:
    assert {one.values for one in PRESETS["wsjf"]} == {PLANNING_CARDS}
