import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset, composite

VALUES = {"impact": 8.0, "confidence": 5.0, "ease": 2.0}


def score(preset: Preset, values: dict[str, float | None], **weights: float) -> float | None:
    return composite(preset, PRESETS[preset], values, weights)


def test_ice_is_impact_times_confidence_times_ease() -> None:
    assert score("ice", {**VALUES}) == 80


def test_rice_is_reach_times_impact_times_confidence_by_effort() -> None:
    assert score("rice", {"reach": 400, "impact": 2, "confidence": 50, "effort": 4}) == pytest.approx(100)


def test_wsjf_is_the_cost_of_delay_by_the_size() -> None:
    assert score("wsjf", {"value": 8, "time": 5, "risk": 3, "size": 4}) == pytest.approx(4)


@pytest.mark.parametrize(("pair", "expected"), [((1, 1), 0), ((5, 5), 100), ((3, 3), 50), ((5, 1), 50), ((4, 3), 62.5)])
def test_benefit_and_feasibility_make_a_mean_from_0_to_100(pair: tuple[float, float], expected: float) -> None:
    assert score("roi_feasibility", {"roi": pair[0], "feasibility": pair[1]}) == pytest.approx(expected)


def test_a_heavier_criterion_counts_more_in_a_mean() -> None:
    assert score("roi_feasibility", {"roi": 5, "feasibility": 1}, roi=3) == pytest.approx(75)


def test_a_weight_is_an_exponent_in_a_product() -> None:
    assert score("ice", {**VALUES}, impact=2) == pytest.approx(640)


def test_a_heavier_divisor_lowers_the_score() -> None:
    values: dict[str, float | None] = {"value": 8, "time": 5, "risk": 3, "size": 4}
    assert score("wsjf", values, size=1.2) < score("wsjf", values)  # type: ignore[operator]


@pytest.mark.parametrize("missing", ["impact", "confidence", "ease"])
def test_a_missing_value_gives_no_score_because_it_is_not_zero(missing: str) -> None:
    assert score("ice", {**VALUES, missing: None}) is None


def test_zero_is_a_value() -> None:
    assert score("rice", {"reach": 0, "impact": 2, "confidence": 50, "effort": 4}) == 0


def test_more_is_worse_on_an_inverted_criterion() -> None:
    one = Criterion(id="cost", title="Cost", min=0, max=10, invert=True)
    assert one.share(0) == 1
    assert composite("own", (one,), {"cost": 2.5}) == pytest.approx(75)


@given(st.floats(0.1, 10), st.lists(st.integers(1, 5), min_size=2, max_size=2))
def test_a_mean_depends_on_the_proportion_of_the_weights_only(factor: float, pair: list[int]) -> None:
    values: dict[str, float | None] = {"roi": pair[0], "feasibility": pair[1]}
    assert score("roi_feasibility", values, roi=2 * factor, feasibility=factor) == pytest.approx(
        score("roi_feasibility", values, roi=2)
    )
