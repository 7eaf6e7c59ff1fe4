from pathlib import Path

import msgspec
import pytest

from facilitator.activities.dot_voting.hand import HandCount
from facilitator.activities.dot_voting.opening import RULES
from facilitator.activities.dot_voting.rules import LADDER, TieStep
from facilitator.activities.dot_voting.texts import (
    RUNGS,
    WHYS,
    cut_note,
    detail_note,
    heavy_note,
    ladder,
    round_name,
    rule_rows,
    rules_line,
    tie_sentence,
    tie_step,
    turnout,
    voters_line,
)
from facilitator.activities.dot_voting.ties import by_decider, by_draw, open_tie
from facilitator.core.i18n import Translator
from facilitator.core.ids import from_number
from tests.activities.dot_voting.building import ballot, counted, item, look, vote_of, voting_session, with_dots

TR = Translator()
TIE = with_dots(vote_of(4, winners=2), 9, 4, 4, 1)


class Shouting(Translator):
    """Texts that are recognised when they went through the translator."""

    def __call__(self, message: str, /, **values: object) -> str:
        return super().__call__(message, **values).upper()

    def n(self, one: str, many: str, n: int, /, **values: object) -> str:
        return super().n(one, many, n, **values).upper()


def test_the_rules_are_one_line() -> None:
    line = rules_line(vote_of(6).rules, TR)
    assert line == "3 dots each · at most 2 on one card · secret ballots · 3 cards win"


def test_one_is_said_as_one() -> None:
    line = rules_line(vote_of(6, dots=1, per_item=1, winners=1, secret=False).rules, TR)
    assert line.startswith("1 dot each · at most 1 on one card · open: hands")
    assert line.endswith("1 card wins")


def test_who_votes_is_said() -> None:
    vote = vote_of(3, voters=1)
    assert voters_line(vote, TR) == "1 voter, without the facilitator"
    rules = msgspec.structs.replace(vote.rules, facilitator_votes=True)
    assert voters_line(msgspec.structs.replace(vote, rules=rules, voters=7), TR) == "7 voters, facilitator included"


def test_the_ladder_is_in_its_order_and_without_rungs_the_tie_stays() -> None:
    assert ladder(("draw", "score"), TR) == "draw → score"
    assert ladder((), TR) == "stay open"


def test_every_rung_and_every_reason_has_words() -> None:
    assert set(RUNGS) == set(LADDER)
    assert set(WHYS) == {"equal", "hand", "floor", "not scored", "passed over"}


def test_turnout_counts_in_words() -> None:
    vote = counted(vote_of(3, voters=8), ballot(c1=2), ballot(c1=1), ballot(c2=1), ballot(c2=1), ballot())
    assert turnout(vote, TR) == "5 of 8 voted (62 %) · 10 dots unused · 1 abstained"


def test_turnout_says_how_many_were_counted_by_hand() -> None:
    vote = counted(vote_of(3, voters=8), ballot(c1=2), hand=HandCount(voters=3, dots={"1": 2}))
    assert "4 of 8 voted (50 %) · 3 of them counted by hand" in turnout(vote, TR)


def test_before_the_reveal_there_is_no_turnout() -> None:
    assert turnout(vote_of(3), TR) == ""
    assert detail_note(vote_of(3), TR) == ""
    assert heavy_note(vote_of(3), TR) == ""


def test_why_supporters_are_missing_is_said() -> None:
    assert "counted by hand" in detail_note(TIE, TR)
    assert "fewer than 5 voted" in detail_note(counted(vote_of(3), ballot(c1=1)), TR)


def test_the_cut_line_says_gap_tie_or_nothing() -> None:
    assert cut_note(with_dots(vote_of(5), 9, 7, 5, 3, 0), TR) == "cut line: gap of 2 dots"
    assert cut_note(TIE, TR) == "cut line: tie of 2 for 1 place"
    assert cut_note(by_draw(TIE, "x"), TR) == "cut line: 2 won, tie broken"
    assert cut_note(with_dots(vote_of(3), 0, 0, 0), TR) == "no card has a dot"


def test_cards_on_which_one_ballot_weighs_are_named() -> None:
    votes = [ballot(c1=2), ballot(c2=1), ballot(c2=1), ballot(c2=1), ballot()]
    assert heavy_note(counted(vote_of(3), *votes), TR) == "! one ballot gave half or more of the dots: 1"


def test_an_open_tie_is_a_sentence() -> None:
    tie = open_tie(TIE)
    assert tie is not None
    assert tie_sentence(TIE, tie, TR) == "Round 1: cards 2, 3 are tied for 1 place."


def test_a_run_off_is_named_as_one() -> None:
    assert round_name(msgspec.structs.replace(TIE, number=3, runoff_of=from_number(9)), TR) == "Round 3 (run-off)"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (TieStep(rung="supporters", why="hand"), "supporters: not known, because dots were counted by hand"),
        (TieStep(rung="score", why="equal"), "score: equal"),
        (TieStep(rung="run-off", into=(item(2),), out=(item(3),)), "run-off: 2 in, 3 out"),
        (TieStep(rung="supporters", out=(item(3),)), "supporters: 3 out"),
        (TieStep(rung="draw", into=(item(2),), seed="ab"), "draw: 2 in, seed ab"),
    ],
    ids=lambda value: value.rung if isinstance(value, TieStep) else "",
)
def test_a_rung_is_told_as_it_went(step: TieStep, words: str) -> None:
    assert tie_step(TIE, step, TR) == words


def test_the_decider_is_named_only_where_names_belong() -> None:
    step = by_decider(TIE, (item(2),), "Anna").ties[-1]
    assert tie_step(TIE, step, TR) == "decider: 2 in, 3 out, decided by Anna"
    assert tie_step(TIE, step, TR, names=False) == "decider: 2 in, 3 out"


def test_every_rule_has_a_row(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=12)
    rows = rule_rows(look(session))
    assert len(rows) == len(RULES)
    assert dict(rows)["Cards that win"] == "3"
    session.close()


def test_every_word_goes_through_the_translator() -> None:
    shout = Shouting()
    tie = open_tie(TIE)
    assert tie is not None
    for text in (
        rules_line(TIE.rules, shout),
        voters_line(TIE, shout),
        ladder(LADDER, shout),
        turnout(TIE, shout),
        cut_note(TIE, shout),
        detail_note(TIE, shout),
        tie_sentence(TIE, tie, shout),
        *(tie_step(TIE, TieStep(rung=rung, why="equal"), shout) for rung in LADDER),
    ):
        assert text == text.upper()
