from math import isfinite
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.scoring.presets import PRESETS, Preset, composite
from facilitator.activities.scoring.rules import ScoringSettings, axes, check, resolved
from facilitator.core.i18n import Translator

TR = Translator()


def settings(**said: Any) -> ScoringSettings:
    return msgspec.convert(said, ScoringSettings)


def faults(**said: Any) -> list[str]:
    return [sentence for _, sentence in check(settings(**said), TR)]


@pytest.mark.parametrize("preset", ["roi_feasibility", "ice", "rice", "wsjf"])
def test_every_preset_makes_sense_by_itself(preset: str) -> None:
    assert faults(preset=preset) == []
    assert axes(settings(preset=preset)) is not None


def test_own_criteria_are_needed_when_the_preset_is_own() -> None:
    assert faults(preset="own") == ["Own criteria are needed when the preset is “own”."]


def test_more_criteria_than_anybody_can_score_are_a_fault() -> None:
    many = [{"id": f"c{n}"} for n in range(13)]
    assert faults(preset="own", criteria=many) == ["More than 12 criteria: nobody can score that."]


def test_a_criterion_without_an_id_is_a_fault() -> None:
    assert "A criterion has no id." in faults(preset="own", criteria=[{"id": " "}, {"id": "x"}])


def test_two_criteria_of_one_id_are_a_fault() -> None:
    said = faults(preset="own", criteria=[{"id": "a"}, {"id": "b"}, {"id": "a"}])
    assert said == ["Two criteria have the id “a”."]


def test_a_criterion_that_a_preset_does_not_have_is_named_with_those_it_has() -> None:
    said = faults(preset="ice", criteria=[{"id": "effort"}])
    assert said == ["“effort” is no criterion of this preset; it has: impact, confidence, ease."]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"min": 5, "max": 5}, "“a”: the scale must end above its beginning."),
        ({"step": 0}, "“a”: the scale must be a whole number of steps."),
        ({"step": 3}, "“a”: the scale must be a whole number of steps."),
        ({"max": 9_999_999}, "“a”: the scale must be a whole number of steps."),
    ],
)
def test_a_scale_that_makes_no_sense_is_a_fault(said: dict[str, Any], sentence: str) -> None:
    assert faults(preset="own", criteria=[{"id": "a", **said}]) == [sentence]


def test_a_scale_of_effort_that_begins_at_0_is_a_fault() -> None:
    said = faults(preset="rice", criteria=[{"id": "effort", "min": 0}])
    assert said == ["“Effort”: the scale must begin above 0, because the score is divided by it."]


def test_a_scale_below_0_is_no_factor() -> None:
    assert len(faults(preset="ice", criteria=[{"id": "impact", "min": -5}])) == 1


def test_quadrants_need_two_axes() -> None:
    said = faults(preset="own", criteria=[{"id": "a"}], winners="quick_wins")
    assert said == ["With one criterion there are no quadrants."]


def test_an_axis_that_is_no_criterion_is_a_fault() -> None:
    assert faults(x="speed") == ["“speed” is no criterion; there are: roi, feasibility."]


def test_both_axes_the_same_is_a_fault() -> None:
    assert faults(x="roi") == ["Both axes are the same criterion."]


def test_two_quadrants_of_one_name_are_a_fault() -> None:
    assert faults(quick_wins="Do", leave="do ") == ["Two quadrants have the same name."]


@pytest.mark.parametrize(
    "said",
    [
        {"floor": 2},
        {"winners": 0},
        {"winners": "nothing"},
        {"preset": "nps"},
        {"criteria": [{"id": "a", "weight": 0}]},
        {"criteria": [{"id": "a", "colour": "red"}]},
        {"dispersion": 0},
    ],
)
def test_settings_of_a_wrong_shape_are_refused(said: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        settings(**said)


def test_a_preset_takes_other_words_and_scales_from_the_workshop_file() -> None:
    own = {"id": "roi", "title": "Gain", "max": 10, "weight": 2}
    first, second = resolved(settings(criteria=[own]), TR)
    assert (first.title, first.max, first.weight) == ("Gain", 10, 2)
    roi, feasibility = PRESETS["roi_feasibility"]
    assert first.question == roi.question
    assert second == feasibility


def test_a_criterion_without_a_title_is_called_by_its_id() -> None:
    assert [one.title for one in resolved(settings(preset="own", criteria=[{"id": "risk"}]), TR)] == ["risk"]


def test_of_own_criteria_the_second_is_across_and_the_first_is_up() -> None:
    assert axes(settings(preset="own", criteria=[{"id": "a"}, {"id": "b"}])) == ("b", "a")
    assert axes(settings(preset="own", criteria=[{"id": "a"}])) is None


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("end", ["min", "max", "step"])
def test_a_scale_of_what_is_no_number_is_a_fault_and_no_crash(end: str, number: float) -> None:
    said = faults(preset="own", criteria=[{"id": "a", end: number}, {"id": "b"}])
    assert said == ["“a”: the scale must be a whole number of steps."]


def test_a_step_longer_than_the_scale_is_a_fault() -> None:
    said = faults(preset="own", criteria=[{"id": "a", "step": 1e9}, {"id": "b"}])
    assert said == ["“a”: the scale must be a whole number of steps."]


@pytest.mark.parametrize(
    "criterion",
    [
        {"id": "reach", "weight": 100},
        {"id": "reach", "max": 1e12, "step": 1e6},
        {"id": "effort", "min": 1e-300, "max": 2e-300, "step": 1e-300},
    ],
)
def test_a_score_that_would_be_too_large_a_number_is_a_fault(criterion: dict[str, Any]) -> None:
    assert len(faults(preset="rice", criteria=[criterion])) == 1


@given(st.sampled_from(["ice", "rice", "wsjf"]), st.floats(0.25, 10), st.booleans(), st.floats(0.8, 1.2))
def test_a_score_within_the_limits_is_always_a_number(preset: Preset, weight: float, most: bool, shift: float) -> None:
    usual = [{"id": one.id, "weight": weight, "min": 1e-6, "max": 1e6, "step": 1e6 - 1e-6} for one in PRESETS[preset]]
    assert faults(preset=preset, criteria=usual) == []
    criteria = resolved(settings(preset=preset, criteria=usual), TR)
    values = {one.id: one.max if most and one.id not in ("effort", "size") else one.min for one in criteria}
    score = composite(preset, criteria, values, {criteria[0].id: weight * shift})
    assert score is not None
    assert isfinite(score)


# Scales of few values


PLANNING = [1, 2, 3, 5, 8]


def test_a_workshop_can_name_the_only_values_of_a_scale() -> None:
    (one,) = resolved(settings(preset="own", criteria=[{"id": "a", "values": PLANNING}]), TR)
    assert (one.min, one.max, one.values) == (1, 8, tuple(PLANNING))
    assert faults(preset="own", criteria=[{"id": "a", "values": PLANNING}]) == []


def test_a_workshop_that_says_ends_and_steps_has_no_planning_cards() -> None:
    first, second, *_ = resolved(settings(preset="wsjf", criteria=[{"id": "value", "max": 10}]), TR)
    assert (first.max, first.values) == (10, ())
    assert second.values


@pytest.mark.parametrize("values", [[1, 3, 2, 5], [1, 1, 2]])
def test_values_that_do_not_go_up_are_a_fault(values: list[float]) -> None:
    assert faults(preset="own", criteria=[{"id": "a", "values": values}]) == [
        "“a”: the values of the scale must go up."
    ]


def test_one_value_alone_is_no_scale() -> None:
    assert faults(preset="own", criteria=[{"id": "a", "values": [5]}]) == [
        "“a”: the scale must end above its beginning."
    ]


def test_values_that_begin_at_0_are_a_fault_where_the_score_is_divided_by_them() -> None:
    said = faults(preset="wsjf", criteria=[{"id": "size", "values": [0, 1, 2]}])
    assert said == ["“Size”: the scale must begin above 0, because the score is divided by it."]


def test_axes_of_other_criteria_than_the_workshops_are_theirs() -> None:
    ours = settings(x="roi", y="feasibility")
    assert axes(ours) == ("roi", "feasibility")
    assert axes(ours, "ice", ("impact", "confidence", "ease")) == ("ease", "impact")
    assert axes(ours, "own", ("roi", "own-1")) == ("own-1", "roi")
