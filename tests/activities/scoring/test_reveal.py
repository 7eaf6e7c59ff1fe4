from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.scoring.reveal import ballot_fault
from tests.activities.scoring.building import done, item, roi, round_of

SIX = [roi((5, 1), (4, 4)), roi((5, 2), (4, 4)), roi((5, 2), (4, 4)), roi((1, 4), (4, 4)), roi((1, 5), (4, 4))]


def test_means_are_those_of_the_values_given() -> None:
    line = done(round_of(2), *SIX).lines[item(1)]
    assert (line["roi"].mean, line["roi"].raters) == (pytest.approx(3.4), 5)


def test_who_leaves_a_value_empty_does_not_count_as_zero() -> None:
    line = done(round_of(1), roi((4, 4)), roi((2, 4)), {"1": {"feasibility": 4}}, {}).lines[item(1)]
    assert (line["roi"].mean, line["roi"].raters) == (3, 2)


def test_a_card_that_nobody_scored_has_no_mean() -> None:
    assert done(round_of(2), roi((4, 4))).lines[item(2)]["roi"].mean is None


def test_the_distribution_counts_every_value() -> None:
    assert done(round_of(2), *SIX).lines[item(1)]["roi"].counts == ((1, 2), (5, 3))


def test_below_the_anonymity_floor_only_the_mean_is_kept() -> None:
    scores = done(round_of(2, floor=6), *SIX)
    assert scores.lines[item(1)]["roi"].counts is None
    assert scores.lines[item(1)]["roi"].mean is not None
    assert scores.concordance is None


def test_the_floor_holds_for_every_single_criterion() -> None:
    scores = done(round_of(1, floor=3), roi((4, 4)), roi((2, 4)), {"1": {"feasibility": 4}})
    line = scores.lines[item(1)]
    assert line["roi"].counts is None
    assert line["feasibility"].counts == ((4, 3),)


def test_only_whole_rankings_count_for_the_agreement() -> None:
    scores = done(round_of(2), *SIX, {"1": {"roi": 5, "feasibility": 5}})
    assert scores.rankers == 5
    assert scores.concordance == pytest.approx(1)


def test_no_single_ballot_is_in_the_result() -> None:
    kept = msgspec.json.encode(done(round_of(2, floor=3), *SIX))
    for ballot in SIX:
        assert msgspec.json.encode(ballot) not in kept
        assert msgspec.json.encode(ballot["1"]) not in kept


def test_the_order_of_the_ballots_leaves_no_trace() -> None:
    assert done(round_of(2), *SIX) == done(round_of(2), *reversed(SIX))


@pytest.mark.parametrize(
    ("ballot", "said"),
    [
        ([], "This is not a ballot."),
        ({"1": 3}, "This is not a ballot."),
        ({"1": {"roi": True}}, "This is not a ballot."),
        ({"1": {"roi": "5"}}, "This is not a ballot."),
        ({"1": {"roi": float("nan")}}, "This is not a ballot."),
        ({"1": {"roi": 10**400}}, "A value is outside the scale."),
        ({"1": {"roi": -(10**400)}}, "A value is outside the scale."),
        ({"9": {"roi": 5}}, "The ballot has a card or a criterion that is not in this round."),
        ({"1": {"ease": 5}}, "The ballot has a card or a criterion that is not in this round."),
        ({"1": {"roi": 6}}, "A value is outside the scale."),
        ({"1": {"roi": 2.5}}, "A value is outside the scale."),
        ({}, ""),
        ({"1": {}}, ""),
    ],
)
def test_a_ballot_that_breaks_the_rules_is_found(ballot: Any, said: str) -> None:
    assert ballot_fault(round_of(2), ballot) == said


def test_an_invalid_ballot_counts_as_given_and_its_values_do_not() -> None:
    scores = done(round_of(1), roi((4, 4)), {"1": {"roi": 99}})
    assert (scores.voted, scores.invalid, scores.lines[item(1)]["roi"].raters) == (2, 1, 1)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.dictionaries(st.text(), x)))
def test_whatever_comes_as_a_ballot_is_judged(ballot: Any) -> None:
    assert isinstance(ballot_fault(round_of(2), ballot), str)
