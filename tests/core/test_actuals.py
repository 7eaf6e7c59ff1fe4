"""Minutes of earlier sessions for the plan of the next."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.actuals import Actual, fitted, taken, typical
from facilitator.core.ids import new_id
from facilitator.core.records import Minutes, Step

KEYS = st.sampled_from("abc")
RUNS = st.lists(st.dictionaries(KEYS, st.integers(0, 600)), max_size=8)


def step(key: str, spent: float, state: str = "done", kind: str = "ideas") -> Step:
    minutes = Minutes(min=5, plan=10, max=15)
    return Step(id=new_id(), key=key, kind=kind, order=1, minutes=minutes, spent=spent, state=state)  # type: ignore[arg-type]


@pytest.mark.parametrize(("seconds", "minutes"), [(30, 1), (89, 1), (90, 2), (1_500, 25)])
def test_seconds_become_whole_minutes(seconds: float, minutes: int) -> None:
    assert taken([step("a", seconds)]) == {"a": minutes}


def test_only_steps_that_were_timed_to_their_end_count() -> None:
    assert taken([step("a", 600, "open"), step("b", 600, "skipped"), step("c", 0.0), step("d", 12.0)]) == {}


def test_breaks_keep_their_length() -> None:
    assert taken([step("lunch", 3_600, kind="break"), step("slack", 600, kind="buffer")]) == {}


def test_of_a_repeated_step_the_mean_counts() -> None:
    assert taken([step("a", 600), step("a", 1_200)]) == {"a": 15}


def test_one_earlier_session_is_enough() -> None:
    assert typical([{"a": 32}]) == {"a": Actual(32, 1)}


def test_one_that_took_very_long_does_not_decide() -> None:
    assert typical([{"a": 20}, {"a": 22}, {"a": 240}]) == {"a": Actual(22, 3)}


def test_halves_are_rounded_up() -> None:
    assert typical([{"a": 20}, {"a": 25}]) == {"a": Actual(23, 2)}


def test_a_plan_beyond_the_most_moves_the_most() -> None:
    assert fitted(Minutes(min=15, plan=25, max=35), 40) == Minutes(min=15, plan=40, max=40)


@given(RUNS)
def test_the_median_lies_between_the_shortest_and_the_longest(runs: list[dict[str, int]]) -> None:
    for key, actual in typical(runs).items():
        all_ = [run[key] for run in runs if run.get(key)]
        assert min(all_) <= actual.minutes <= max(all_)
        assert abs(actual.minutes - median(all_)) <= 0.5
        assert actual.runs == len(all_)


@given(RUNS)
def test_the_order_of_the_sessions_does_not_matter(runs: list[dict[str, int]]) -> None:
    assert typical(runs) == typical(list(reversed(runs)))


@given(st.lists(st.integers(0, 600), min_size=3, max_size=3).map(sorted), st.integers(1, 600))
def test_least_plan_and_most_stay_in_order(figures: list[int], plan: int) -> None:
    least, planned, most = figures
    new = fitted(Minutes(min=least, plan=planned, max=most), plan)
    assert new.min <= new.plan == plan <= new.max
    assert new.min <= least
    assert new.max >= most
