import pytest

from facilitator.activities.dot_voting.hand import HandCount, hand_count, hand_fault
from facilitator.core.i18n import Translator
from tests.activities.dot_voting.building import vote_of

TR = Translator()


def fault(ballots: int, **hand: object) -> str:
    return hand_fault(vote_of(3, voters=6), ballots, HandCount(**hand), TR)  # type: ignore[arg-type]


def test_a_count_within_the_rules_is_kept() -> None:
    assert fault(2, voters=4, dots={"1": 8, "2": 4}) == ""


def test_paper_without_a_dot_is_a_count_too() -> None:
    assert fault(0, voters=6) == ""


@pytest.mark.parametrize(
    ("ballots", "hand", "words"),
    [
        (2, {"voters": 5}, "more than the 6 voters"),
        (0, {"voters": 0}, "how many voted"),
        (0, {"voters": 2, "dots": {"1": 4, "2": 3}}, "2 voters have 6 dots"),
        (0, {"voters": 2, "dots": {"1": 5}}, "Card 1 can have at most 4"),
    ],
    ids=str,
)
def test_a_count_that_cannot_be_right_is_named(ballots: int, hand: dict[str, object], words: str) -> None:
    assert words in fault(ballots, **hand)


def test_no_count_among_the_notes_is_none() -> None:
    assert hand_count({}) is None
    assert hand_count({"hand": {"voters": 2, "dots": {"1": 1}}}) == HandCount(voters=2, dots={"1": 1})
