import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.dot_voting.rules import (
    LADDER,
    VotingSettings,
    auto_dots,
    auto_per_item,
    ballot_fault,
    check,
    with_voters,
)
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from tests.activities.dot_voting.building import vote_of

TR = Translator()


@pytest.mark.parametrize(("items", "dots"), [(0, 1), (1, 1), (5, 1), (6, 2), (12, 4), (29, 9), (30, 10), (300, 10)])
def test_automatic_dots_are_a_third_of_the_cards_between_one_and_ten(items: int, dots: int) -> None:
    assert auto_dots(items) == dots


@pytest.mark.parametrize(("dots", "most"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (10, 3)])
def test_automatically_half_of_the_dots_and_at_most_three_may_go_on_one_card(dots: int, most: int) -> None:
    assert auto_per_item(dots) == most


@given(st.integers(0, 10_000))
def test_nobody_may_ever_put_more_on_a_card_than_everybody_has(items: int) -> None:
    assert 1 <= auto_per_item(auto_dots(items)) <= auto_dots(items) <= 10


def test_settings_are_automatic_and_secret_without_a_word() -> None:
    settings = msgspec.convert({}, VotingSettings)
    assert (settings.dots, settings.per_item, settings.secret, settings.winners) == ("auto", "auto", True, 3)
    assert settings.ties == LADDER
    assert not settings.facilitator_votes
    assert check(settings, Translator()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"dots": 0},
        {"dots": "many"},
        {"per_item": -1},
        {"winners": 0},
        {"floor": 2},
        {"ties": ["coin"]},
        {"color": "red"},
        {"secret": 1},
    ],
    ids=str,
)
def test_settings_of_the_wrong_shape_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, VotingSettings)


def test_more_on_one_card_than_dots_is_a_fault() -> None:
    assert [key for key, _ in check(VotingSettings(dots=2, per_item=3), Translator())] == ["per_item"]


def test_a_rung_twice_is_a_fault() -> None:
    ((key, sentence),) = check(VotingSettings(ties=("draw", "decider", "draw")), Translator())
    assert key == "ties"
    assert "draw" in sentence


@pytest.mark.parametrize("ballot", [{}, {"1": 2, "2": 1}, {"1": 0}, {"1": 1}], ids=str)
def test_a_ballot_may_leave_dots_unused_or_abstain(ballot: dict[str, int]) -> None:
    vote = vote_of(3)
    assert ballot_fault(vote.rules, vote.candidates, ballot) == ""


@pytest.mark.parametrize(
    ("ballot", "word"),
    [
        ({"1": 3}, "one card"),
        ({"1": 2, "2": 2}, "everybody"),
        ({"9": 1}, "not in this round"),
        ({"1": 10**400}, "everybody"),
        ({"1": -1}, "not a ballot"),
        ({"1": True}, "not a ballot"),
        ({"1": 1.0}, "not a ballot"),
        ({"1": "1"}, "not a ballot"),
        ([1], "not a ballot"),
        (None, "not a ballot"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_ballot_that_breaks_the_rules_is_named(ballot: object, word: str) -> None:
    vote = vote_of(3)
    assert word in ballot_fault(vote.rules, vote.candidates, ballot)


def test_the_number_of_voters_follows_who_comes_and_leaves() -> None:
    assert with_voters(vote_of(3, voters=6), 4, 4, TR).voters == 4
    assert with_voters(vote_of(3, voters=6), 9, 4, TR).voters == 9


def test_fewer_voters_than_ballots_is_refused_with_the_number_it_would_break() -> None:
    with pytest.raises(FacilitatorError, match=r"5 have voted: 2 ballots would be broken"):
        with_voters(vote_of(3, voters=6), 3, 5, TR)


@pytest.mark.parametrize("voters", [0, -3, 1001])
def test_a_senseless_number_of_voters_is_refused(voters: int) -> None:
    with pytest.raises(FacilitatorError):
        with_voters(vote_of(3), voters, -5, TR)


def test_a_revealed_round_keeps_its_number_of_voters() -> None:
    with pytest.raises(FacilitatorError, match="over"):
        with_voters(msgspec.structs.replace(vote_of(3), state="revealed"), 9, 0, TR)
