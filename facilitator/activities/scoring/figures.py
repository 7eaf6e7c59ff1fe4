"""Figures of scores: distribution, dispersion, ranks, concordance. Pure functions of numbers."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from math import sqrt
from statistics import median as median_of
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
Counts = Sequence[tuple[float, int]]
"""Values, ascending, with how often each was given."""


def counted(values: Sequence[float]) -> tuple[tuple[float, int], ...]:
    """The distribution of values."""
    return tuple(sorted(Counter(values).items()))


def median(counts: Counts) -> float | None:
    """The middle value, of an even number the mean of the two in the middle; None: there is none."""
    values = [value for value, times in counts for _ in range(times)]
    return float(median_of(values)) if values else None


def dispersion(counts: Counts, low: float, high: float) -> float | None:
    """How far apart the values are: population SD ÷ half of the scale's range.

    0: unanimous; 1: two equal camps at the ends of the scale. None: there are no values.
    """
    n = sum(times for _, times in counts)
    if not n:
        return None
    mean = sum(value * times for value, times in counts) / n
    deviation = sqrt(sum(times * (value - mean) ** 2 for value, times in counts) / n)
    return min(1.0, deviation / ((high - low) / 2))


def same(value: float) -> float:
    """A score without the noise of floating point, so that equal scores are equal."""
    return float(f"{value:.9g}")


def places(scores: Mapping[K, float]) -> dict[K, int]:
    """Key to rank, the highest score first; equal scores share a rank, and the next ranks are left out (1, 2, 2, 4)."""
    rounded = {key: same(score) for key, score in scores.items()}
    first: dict[float, int] = {}
    for at, score in enumerate(sorted(rounded.values(), reverse=True), 1):
        first.setdefault(score, at)
    return {key: first[score] for key, score in rounded.items()}


def mean_ranks(scores: Sequence[float]) -> list[float]:
    """The rank of every score, the highest first; equal scores get the mean of the ranks they take up."""
    rounded = [same(score) for score in scores]
    above: dict[float, float] = {}
    so_far = 0
    for score, times in sorted(Counter(rounded).items(), reverse=True):
        above[score] = so_far + (times + 1) / 2
        so_far += times
    return [above[score] for score in rounded]


def concordance(rankings: Sequence[Sequence[float]]) -> float | None:
    """Kendall's W with tie correction: how far several raters rank the same things alike, 0 … 1.

    W = 12·S ÷ (m²(n³ − n) − m·ΣT) with S: squares of the rank sums about their mean, T: t³ − t of every group of t
    equal scores of a rater. None: fewer than two raters or things, or every rater finds all of them equal.

    Args:
        rankings: per rater the scores of the same things, in the same order.
    """
    raters, things = len(rankings), len(rankings[0]) if rankings else 0
    if raters < 2 or things < 2:
        return None
    ranks = [mean_ranks(scores) for scores in rankings]
    sums = [sum(rank[at] for rank in ranks) for at in range(things)]
    middle = raters * (things + 1) / 2
    squares = sum((total - middle) ** 2 for total in sums)
    ties = sum(times**3 - times for rank in ranks for times in Counter(rank).values())
    below = raters**2 * (things**3 - things) - raters * ties
    return min(1.0, max(0.0, 12 * squares / below)) if below > 0 else None
