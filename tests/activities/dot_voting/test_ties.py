import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.dot_voting.hand import HandCount
from facilitator.activities.dot_voting.rules import LADDER, Rung, Vote
from facilitator.activities.dot_voting.ties import (
    by_decider,
    by_draw,
    by_itself,
    by_runoff,
    drawn,
    open_tie,
    passed_over,
    standing_winners,
)
from tests.activities.dot_voting.building import ballot, counted, item, vote_of, with_dots

THREE_FOR_ONE = with_dots(vote_of(4, winners=1), 4, 4, 4, 1)


def tied(vote: Vote) -> list[int]:
    tie = open_tie(vote)
    return [card.number for card in tie.tied] if tie else []


def won(vote: Vote) -> list[int]:
    return sorted(card.number for card in vote.candidates if card.item in standing_winners(vote)[0])


def tried(vote: Vote) -> list[tuple[str, str]]:
    return [(step.rung, step.why) for step in vote.ties]


def runoff(of: Vote, *dots: int) -> Vote:
    """A revealed run-off among the tied of a round."""
    tie = open_tie(of)
    assert tie is not None
    vote = msgspec.structs.replace(
        vote_of(4, winners=tie.seats), id=item(99), runoff_of=of.id, candidates=tie.tied, number=2
    )
    given = {str(card.number): d for card, d in zip(tie.tied, dots, strict=True)}
    return counted(vote, hand=HandCount(voters=20, dots=given))


def test_a_clear_result_has_no_tie() -> None:
    assert open_tie(with_dots(vote_of(4, winners=1), 4, 3, 2, 1)) is None


def test_more_supporters_win() -> None:
    votes = [ballot(c1=2), ballot(c1=1), ballot(c2=1), ballot(c2=1), ballot(c2=1)]
    vote = by_itself(counted(vote_of(3, winners=1), *votes))
    assert (won(vote), tied(vote), tried(vote)) == ([2], [], [("supporters", "")])


def test_supporters_can_decide_a_part_and_the_next_rung_sees_only_the_rest() -> None:
    votes = [ballot(c1=2), ballot(c2=2), ballot(c3=1), ballot(c3=1), ballot()]
    vote = by_itself(counted(vote_of(4, winners=2, scores=[1, 7, 9, 0]), *votes))
    assert vote.ties[0].into == (item(3),)
    assert won(vote) == [2, 3]
    assert tried(vote) == [("supporters", ""), ("score", "")]


def test_with_a_hand_count_supporters_are_skipped_because_they_are_not_known() -> None:
    assert tried(by_itself(THREE_FOR_ONE))[0] == ("supporters", "hand")


def test_under_the_floor_supporters_are_skipped_because_they_would_tell_too_much() -> None:
    vote = by_itself(counted(vote_of(2, winners=1), ballot(c1=2), ballot(c2=1), ballot(c2=1)))
    assert tried(vote) == [("supporters", "floor"), ("score", "not scored")]
    assert tied(vote) == [1, 2]


def test_the_higher_score_wins_when_all_the_tied_have_one() -> None:
    vote = by_itself(with_dots(vote_of(3, winners=1, scores=[2.5, 8, 3]), 4, 4, 4))
    assert won(vote) == [2]


def test_a_missing_score_is_not_zero() -> None:
    vote = by_itself(with_dots(vote_of(3, winners=1, scores=[2.5, None, -1]), 4, 4, 4))
    assert ("score", "not scored") in tried(vote)
    assert tied(vote) == [1, 2, 3]


def test_what_needs_a_hand_is_not_tried_by_itself() -> None:
    tie = open_tie(by_itself(THREE_FOR_ONE))
    assert tie is not None
    assert tie.ladder == ("run-off", "decider", "draw")


def test_the_announced_order_is_kept() -> None:
    vote = with_dots(vote_of(3, winners=1, ties=("decider", "score"), scores=[1, 2, 3]), 4, 4, 4)
    assert by_itself(vote) == vote
    assert won(by_itself(passed_over(vote, "decider"))) == [3]


def test_a_run_off_decides() -> None:
    vote = by_runoff(THREE_FOR_ONE, runoff(THREE_FOR_ONE, 1, 5, 2))
    assert (won(vote), vote.ties[-1].round) == ([2], item(99))


def test_a_run_off_that_is_tied_again_leaves_those_who_are_still_equal() -> None:
    vote = by_runoff(THREE_FOR_ONE, runoff(THREE_FOR_ONE, 5, 5, 2))
    assert (won(vote), tied(vote)) == ([], [1, 2])


def test_a_run_off_in_which_nobody_votes_changes_nothing() -> None:
    vote = by_runoff(THREE_FOR_ONE, runoff(THREE_FOR_ONE, 0, 0, 0))
    assert tied(vote) == [1, 2, 3]
    assert tried(vote)[-1] == ("run-off", "equal")


def test_the_rung_of_the_run_off_is_used_once() -> None:
    tie = open_tie(by_runoff(THREE_FOR_ONE, runoff(THREE_FOR_ONE, 5, 5, 2)))
    assert tie is not None
    assert "run-off" not in tie.ladder


def test_the_decider_chooses_and_is_kept() -> None:
    vote = by_decider(THREE_FOR_ONE, (item(3),), "Anna")
    assert (won(vote), tied(vote), vote.ties[-1].by) == ([3], [], "Anna")


def test_a_draw_keeps_its_seed_and_can_be_done_again() -> None:
    vote = by_draw(THREE_FOR_ONE, "abc")
    assert vote.ties[-1].seed == "abc"
    assert won(vote) == drawn("abc", [1, 2, 3])[:1]
    assert by_draw(THREE_FOR_ONE, "abc") == vote


def test_the_draw_is_the_documented_one() -> None:
    digests = {n: hashlib.sha256(f"00ff {n}".encode()).hexdigest() for n in (3, 7, 12)}
    assert drawn("00ff", [12, 3, 7]) == sorted(digests, key=digests.__getitem__)


def test_every_card_can_be_drawn_first() -> None:
    firsts = {drawn(str(seed), [1, 2, 3])[0] for seed in range(50)}
    assert firsts == {1, 2, 3}


def test_with_no_rung_left_the_tie_stays_open() -> None:
    vote = with_dots(vote_of(3, winners=1, ties=()), 4, 4, 4)
    tie = open_tie(by_itself(vote))
    assert tie is not None
    assert tie.ladder == ()
    assert standing_winners(vote) == ([], [item(1), item(2), item(3)])


def test_winners_above_the_tie_stand_whatever_becomes_of_it() -> None:
    vote = with_dots(vote_of(4, winners=2), 9, 4, 4, 1)
    assert won(vote) == [1]
    assert won(by_draw(vote, "x")) in ([1, 2], [1, 3])


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=8),
    st.integers(1, 5),
    st.permutations(LADDER),
    st.text(max_size=5),
)
def test_every_ladder_with_a_draw_ends_with_exactly_the_places_filled(
    dots: list[int], winners: int, ladder: list[Rung], seed: str
) -> None:
    vote = with_dots(vote_of(len(dots), winners=winners, ties=tuple(ladder)), *dots)
    while (tie := open_tie(vote := by_itself(vote))) is not None:
        if tie.ladder[0] == "run-off":
            vote = by_runoff(vote, runoff(vote, *range(len(tie.tied))))
        elif tie.ladder[0] == "decider":
            vote = passed_over(vote, "decider")
        else:
            vote = by_draw(vote, seed)
    assert len(won(vote)) == min(winners, sum(d > 0 for d in dots))
    losers = [d for n, d in enumerate(dots, 1) if n not in won(vote)]
    assert all(dots[n - 1] >= max(losers, default=0) for n in won(vote))


@pytest.mark.parametrize("rung", LADDER)
def test_a_rung_that_was_left_out_is_kept_as_such(rung: Rung) -> None:
    assert passed_over(THREE_FOR_ONE, rung).ties[-1].why == "passed over"
