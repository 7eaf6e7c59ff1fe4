from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.dot_voting.hand import HandCount
from facilitator.activities.dot_voting.rules import Result, Vote
from facilitator.activities.dot_voting.tally import cut, places, totals
from facilitator.core.rounds import Ballot
from tests.activities.dot_voting.building import ballot, counted, vote_of, with_dots

FIVE = [ballot(c1=2, c2=1), ballot(c1=2), ballot(c2=1, c3=1), ballot(c2=1), ballot()]


def result_of(vote: Vote) -> Result:
    assert vote.result is not None
    return vote.result


def numbers(cards: object) -> list[int]:
    return [card.number for card in cards]  # type: ignore[attr-defined]


def test_dots_are_added_up_per_card() -> None:
    assert [line.dots for line in result_of(counted(vote_of(4), *FIVE)).lines] == [4, 3, 1, 0]


def test_supporters_are_voters_not_dots() -> None:
    assert [line.supporters for line in result_of(counted(vote_of(4), *FIVE)).lines] == [2, 3, 1, 0]


def test_unused_dots_and_abstentions_are_counted() -> None:
    result = result_of(counted(vote_of(4), *FIVE))
    assert (result.voted, result.unused, result.abstained) == (5, 15 - 8, 1)


def test_a_card_with_half_of_its_dots_from_one_ballot_is_marked() -> None:
    heavy = [line.heavy for line in result_of(counted(vote_of(4), *FIVE)).lines]
    assert heavy == [True, False, False, False]


def test_coverage_is_the_share_of_the_voters_and_intensity_dots_per_supporter() -> None:
    first = places(counted(vote_of(4, voters=8), *FIVE))[0]
    assert (first.candidate.number, first.coverage, first.intensity) == (1, 25.0, 2.0)


def test_shares_are_of_all_dots_given() -> None:
    assert [place.share for place in places(counted(vote_of(4), *FIVE))] == [50.0, 37.5, 12.5, 0.0]


def test_under_the_floor_nothing_tells_of_single_ballots() -> None:
    result = result_of(counted(vote_of(4), *FIVE[:4]))
    assert result.detail == "floor"
    assert result.abstained is None
    assert {(line.supporters, line.heavy) for line in result.lines} == {(None, None)}


def test_under_the_floor_the_totals_are_shown_all_the_same() -> None:
    assert [line.dots for line in result_of(counted(vote_of(4), FIVE[0])).lines] == [2, 1, 0, 0]


def test_the_floor_counts_those_who_voted_not_those_who_might_have() -> None:
    assert result_of(counted(vote_of(4, voters=30), *FIVE[:4])).detail == "floor"


def test_a_hand_count_is_added_and_makes_supporters_unknown() -> None:
    result = result_of(counted(vote_of(4, voters=9), *FIVE, hand=HandCount(voters=3, dots={"1": 2, "4": 5})))
    assert [line.dots for line in result.lines] == [6, 3, 1, 5]
    assert {line.supporters for line in result.lines} == {None}
    assert (result.voted, result.by_hand, result.unused, result.detail) == (8, 3, 24 - 15, "hand")


def test_a_ballot_that_breaks_the_rules_counts_as_voted_and_its_dots_do_not_count() -> None:
    result = result_of(counted(vote_of(2), *FIVE[3:], Ballot({"1": 99}, "phone")))
    assert (result.voted, result.invalid, [line.dots for line in result.lines]) == (3, 1, [0, 1])


def test_equal_dots_share_a_rank_and_the_next_rank_counts_them_all() -> None:
    ranked = places(with_dots(vote_of(5), 3, 5, 3, 1, 0))
    assert [(place.candidate.number, place.rank) for place in ranked] == [(2, 1), (1, 2), (3, 2), (4, 4), (5, 5)]


def test_cards_without_a_dot_stay_in_the_list() -> None:
    assert len(places(counted(vote_of(7), ballot(c1=1)))) == 7


def test_the_cut_line_stands_behind_the_last_winner() -> None:
    line = cut(with_dots(vote_of(5), 9, 7, 5, 3, 0))
    assert (numbers(line.winners), line.tied, line.gap) == ([1, 2, 3], (), 2)


def test_a_tie_above_the_line_does_not_matter() -> None:
    assert cut(with_dots(vote_of(4), 5, 5, 4, 1)).tied == ()


def test_a_tie_below_the_line_does_not_matter() -> None:
    assert cut(with_dots(vote_of(5), 9, 8, 7, 2, 2)).tied == ()


def test_a_tie_across_the_line_matters() -> None:
    line = cut(with_dots(vote_of(5), 9, 4, 4, 4, 1))
    assert (numbers(line.winners), numbers(line.tied), line.seats) == ([1], [2, 3, 4], 2)


def test_cards_without_a_dot_do_not_win() -> None:
    line = cut(with_dots(vote_of(5), 2, 0, 0, 0, 0))
    assert (numbers(line.winners), line.tied, line.gap) == ([1], (), 2)


def test_when_nobody_gives_a_dot_nobody_wins() -> None:
    line = cut(counted(vote_of(3), ballot(), ballot()))
    assert (line.winners, line.tied, line.gap) == ((), (), 0)


def test_fewer_cards_than_winners_all_win() -> None:
    assert numbers(cut(with_dots(vote_of(2), 1, 1)).winners) == [1, 2]


def test_the_sealed_box_keeps_plain_totals() -> None:
    vote = counted(vote_of(2), *FIVE[3:])
    assert totals(vote, result_of(vote)) == {"dots": {"1": 0, "2": 1}, "voted": 2, "by_hand": 0, "unused": 5}


ballots = st.lists(
    st.dictionaries(st.sampled_from("1234567"), st.integers(0, 2), max_size=3).filter(lambda d: sum(d.values()) <= 3),
    max_size=12,
).map(lambda many: [Ballot(dots, "laptop") for dots in many])


@given(ballots)
def test_no_dot_is_lost_or_made(given_ballots: list[Ballot]) -> None:
    result = result_of(counted(vote_of(7), *given_ballots))
    assert sum(line.dots for line in result.lines) + result.unused == 3 * len(given_ballots)


@given(ballots, st.randoms())
def test_the_order_of_the_ballots_changes_nothing(given_ballots: list[Ballot], random: object) -> None:
    shuffled = list(given_ballots)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(vote_of(7), *given_ballots) == counted(vote_of(7), *shuffled)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.integers(1, 9))
def test_the_cut_line_never_gives_more_places_than_there_are(dots: list[int], winners: int) -> None:
    vote = with_dots(vote_of(len(dots), winners=winners), *dots)
    line = cut(vote)
    assert len(line.winners) + line.seats <= winners
    assert bool(line.tied) == bool(line.seats)
    assert len(line.tied) != line.seats or not line.tied
    above = Counter(dots)
    for card in line.tied:
        assert above[dots[card.number - 1]] == len(line.tied)
