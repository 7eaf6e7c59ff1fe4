"""Scales that make sense, and the values that can be typed on them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities.scoring.presets import DIVISORS, PRESETS, Criterion, Preset
from facilitator.activities.scoring.scales import MOST_WEIGHT, parsed, scale_fault, value_fault
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator, translator

TR = Translator()
ALL = [(preset, one) for preset, criteria in PRESETS.items() for one in criteria]


def criterion(preset: Preset, id_: str) -> Criterion:
    return next(one for one in PRESETS[preset] if one.id == id_)


def parse(text: str, preset: Preset = "rice", id_: str = "effort") -> float:
    return parsed(preset, criterion(preset, id_), text, TR)


def test_a_decimal_comma_is_as_good_as_a_point() -> None:
    assert parse("2,5") == parse("2.5") == 2.5


def test_effort_0_is_refused_with_a_sentence() -> None:
    with pytest.raises(FacilitatorError, match="“Effort” must be above 0: the score is divided by it"):
        parse("0")


@pytest.mark.parametrize("text", ["25", "-1", "1000000"])
def test_a_value_outside_the_scale_is_refused_with_the_scale(text: str) -> None:
    with pytest.raises(FacilitatorError, match=r"goes from 0.5 to 24|above 0"):
        parse(text)


def test_a_value_between_two_steps_is_refused_with_the_steps() -> None:
    with pytest.raises(FacilitatorError, match=r"in steps of 0\.5"):
        parse("1.3")


@pytest.mark.parametrize("text", ["", "a", "1e3", "nan", "inf", "1,2,3", "--1", "１２x"])
def test_what_is_no_number_is_called_so(text: str) -> None:
    with pytest.raises(FacilitatorError, match="is not a number"):
        parse(text)


@pytest.mark.parametrize("text", ["1.000", "1,000", "1 000"])
def test_a_sign_between_thousands_is_not_taken_for_decimals(text: str) -> None:
    with pytest.raises(FacilitatorError, match="without a sign between the thousands"):
        parse(text, id_="reach")


def test_a_per_cent_sign_may_stand_behind() -> None:
    assert parse("80 %", id_="confidence") == 80


@pytest.mark.parametrize("text", ["4", "7", "12"])
def test_a_value_that_no_planning_card_has_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(FacilitatorError, match="“Size” has these values: 1 2 3 5 8 13 20"):
        parse(text, "wsjf", "size")


def test_a_mean_between_planning_cards_is_no_fault() -> None:
    assert value_fault("wsjf", criterion("wsjf", "size"), 6.5, TR, between=True) == ""
    assert value_fault("wsjf", criterion("wsjf", "size"), 21, TR, between=True) != ""


@pytest.mark.parametrize(("preset", "one"), ALL)
def test_the_scale_of_every_preset_makes_sense(preset: Preset, one: Criterion) -> None:
    assert scale_fault(preset, one, TR) == ""


@pytest.mark.parametrize(
    ("preset", "id_", "said", "sentence"),
    [
        ("own", "", {"min": 5.0}, "must end above its beginning"),
        ("own", "", {"step": 0.3}, "must be a whole number of steps"),
        ("own", "", {"step": -1.0}, "must be a whole number of steps"),
        ("own", "", {"step": 1e-9}, "must be a whole number of steps"),
        ("own", "", {"min": -1.7e308, "max": 1.7e308}, "must be a whole number of steps"),
        ("own", "", {"values": (3.0, 1.0), "min": 1.0, "max": 3.0}, "must go up"),
        ("rice", "effort", {"min": 0.0}, "must begin above 0"),
        ("ice", "impact", {"min": -1.0}, "must not be below 0"),
        ("ice", "impact", {"min": 0.0, "max": 2e6, "step": 10.0}, "must not go beyond 1000000"),
        ("rice", "effort", {"min": 1e-7, "max": 1e-7 + 1, "step": 1.0}, "must not go beyond"),
        ("ice", "impact", {"weight": MOST_WEIGHT + 1}, "the weight must not be above 10"),
    ],
)
def test_a_scale_that_makes_no_sense_says_why(preset: Preset, id_: str, said: dict[str, Any], sentence: str) -> None:
    base = criterion(preset, id_) if id_ else Criterion(id="own", title="Own")
    assert sentence in scale_fault(preset, replace(base, **said), TR)


def test_what_is_added_up_may_be_below_0_and_weigh_more() -> None:
    one = Criterion(id="own", title="Own", min=-5.0, max=5.0, weight=50)
    assert scale_fault("own", one, TR) == ""


@given(st.sampled_from(ALL), st.floats() | st.integers())
def test_a_value_is_taken_exactly_when_its_scale_has_it(known: tuple[Preset, Criterion], value: float) -> None:
    preset, one = known
    refused = bool(value_fault(preset, one, value, TR))
    assert refused != (one.min <= value <= one.max and one.has(value))


@given(st.sampled_from(ALL), st.floats(0, 1))
def test_every_mean_within_the_scale_is_taken(known: tuple[Preset, Criterion], share: float) -> None:
    preset, one = known
    mean = min(one.min + share * (one.max - one.min), one.max)
    if DIVISORS.get(preset) != one.id or mean > 0:
        assert value_fault(preset, one, mean, TR, between=True) == ""


@given(st.sampled_from(ALL), st.integers(0, 1000), st.sampled_from(["en", "nl", "de"]))
def test_a_value_as_it_is_shown_can_be_typed(known: tuple[Preset, Criterion], at: int, language: str) -> None:
    preset, one = known
    tr = translator(language)
    value = one.nearest(one.min + at * one.step)
    assert parsed(preset, one, tr.number(value), tr) == pytest.approx(value)


def test_a_zero_has_no_sign() -> None:
    assert str(parsed("own", Criterion(id="own", title="Own", min=0), "-0", TR)) == "0.0"
