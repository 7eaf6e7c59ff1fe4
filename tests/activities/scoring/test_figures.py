from itertools import combinations
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.scoring.figures import concordance, counted, dispersion, mean_ranks, median, places

FEW = st.integers(1, 5).map(float)


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    """Raters' scores of the same things, with many ties."""
    things = draw(st.integers(2, 8))
    return draw(st.lists(st.lists(FEW, min_size=things, max_size=things), min_size=2, max_size=7))


def spearman(one: list[float], other: list[float]) -> float:
    """Spearman's rank correlation of two rankings with mean ranks, by Pearson's formula."""
    x, y = fmean(one), fmean(other)
    above = sum((a - x) * (b - y) for a, b in zip(one, other, strict=True))
    below = (sum((a - x) ** 2 for a in one) * sum((b - y) ** 2 for b in other)) ** 0.5
    return above / below


def slow_ranks(scores: list[float]) -> list[float]:
    """Mean ranks by counting what is better and what is equal."""
    return [
        sum(other > score for other in scores) + (sum(other == score for other in scores) + 1) / 2 for score in scores
    ]


def reference(table: list[list[float]]) -> float | None:
    """W by another way: the variance of the mean ranks over the mean variance of the raters' ranks.

    With m raters the sum of squares between things is m² times that of the mean ranks, and the most it could be is m
    times the raters' own sums of squares, ties included.
    """
    ranks = [slow_ranks(row) for row in table]
    own = fmean([pstdev(row) ** 2 for row in ranks])
    means = [fmean(column) for column in zip(*ranks, strict=True)]
    return pstdev(means) ** 2 / own if own else None


@given(tables())
def test_concordance_equals_the_reference_with_ties(table: list[list[float]]) -> None:
    expected, found = reference(table), concordance(table)
    if expected is None:
        assert found is None
    else:
        assert found == pytest.approx(expected, abs=1e-9)


@given(tables())
def test_concordance_is_between_0_and_1(table: list[list[float]]) -> None:
    found = concordance(table)
    assert found is None or 0 <= found <= 1


@given(tables())
def test_concordance_does_not_depend_on_the_order_of_raters_or_things(table: list[list[float]]) -> None:
    turned = [row[::-1] for row in reversed(table)]
    assert concordance(turned) == pytest.approx(concordance(table))


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=9, unique=True), st.integers(2, 6))
def test_raters_who_agree_have_a_concordance_of_1(scores: list[int], raters: int) -> None:
    assert concordance([[float(s) for s in scores]] * raters) == pytest.approx(1)


@given(st.integers(2, 5).flatmap(lambda m: st.lists(st.permutations([1.0, 2.0, 3.0, 4.0]), min_size=m, max_size=m)))
def test_without_ties_concordance_follows_from_the_mean_of_spearmans_correlations(table: list[list[float]]) -> None:
    raters = len(table)
    mean = fmean([spearman(slow_ranks(a), slow_ranks(b)) for a, b in combinations(table, 2)])
    assert concordance(table) == pytest.approx((mean * (raters - 1) + 1) / raters)


def test_two_raters_of_opposite_minds_have_a_concordance_of_0() -> None:
    assert concordance([[1, 2, 3], [3, 2, 1]]) == 0


@pytest.mark.parametrize("table", [[], [[1.0, 2.0]], [[1.0], [2.0]], [[3.0, 3.0], [1.0, 1.0]]])
def test_concordance_is_not_defined_for_fewer_than_two_raters_or_things_or_when_all_is_equal(
    table: list[list[float]],
) -> None:
    assert concordance(table) is None


@given(st.lists(FEW, min_size=1, max_size=9))
def test_mean_ranks_are_those_found_by_counting(scores: list[float]) -> None:
    assert mean_ranks(scores) == slow_ranks(scores)


@given(FEW, st.integers(1, 30))
def test_dispersion_of_unanimity_is_0(value: float, times: int) -> None:
    assert dispersion(counted([value] * times), 1, 5) == pytest.approx(0)


@given(st.integers(1, 30), st.floats(-100, 100), st.floats(0.5, 1000))
def test_dispersion_of_two_equal_camps_at_the_ends_is_1(half: int, low: float, wide: float) -> None:
    counts = ((low, half), (low + wide, half))
    assert dispersion(counts, low, low + wide) == pytest.approx(1)


@given(st.lists(FEW, min_size=1, max_size=20))
def test_dispersion_is_the_population_sd_by_half_of_the_range(values: list[float]) -> None:
    found = dispersion(counted(values), 1, 5)
    assert found == pytest.approx(pstdev(values) / 2)
    assert found is not None
    assert 0 <= found <= 1


def test_nothing_has_no_dispersion_and_no_median() -> None:
    assert dispersion((), 1, 5) is None
    assert median(()) is None


def test_the_median_of_an_even_number_is_between_the_two_in_the_middle() -> None:
    assert median(counted([1, 5, 2, 4])) == 3


def test_equal_scores_share_a_rank_and_the_next_ranks_are_left_out() -> None:
    assert places({"a": 3.0, "b": 5.0, "c": 3.0, "d": 1.0}) == {"b": 1, "a": 2, "c": 2, "d": 4}


def test_noise_of_floating_point_breaks_no_tie() -> None:
    assert places({"a": 0.1 + 0.2, "b": 0.3}) == {"a": 1, "b": 1}
