from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities.scoring.presets import PRESETS
from facilitator.activities.scoring.sheet import Sheet, facts, winners
from facilitator.core.change import Change
from facilitator.core.records import Item
from facilitator.session.session import Session
from tests.activities.scoring.building import (
    done,
    look,
    roi,
    round_of,
    scored,
    scoring_session,
    sheet_of,
    together,
    typed,
)


def plain(home: Path, *pairs: tuple[float, float], **words: object) -> Session:
    """A session whose group has scored its cards with these values of benefit and feasibility."""
    session = scoring_session(home, cards=len(pairs), **words)  # type: ignore[arg-type]
    together(session, *({"roi": benefit, "feasibility": does} for benefit, does in pairs))
    return session


def numbers(entries: object) -> list[int]:
    return [entry.card.number for entry in entries]  # type: ignore[attr-defined]


def test_the_ranking_goes_from_the_top_down_and_equal_cards_share_a_rank(tmp_path: Path) -> None:
    sheet = sheet_of(plain(tmp_path, (1, 1), (5, 5), (3, 3), (4, 2)))
    assert [(e.card.number, e.rank) for e in sheet.ranking] == [(2, 1), (3, 2), (4, 2), (1, 4)]


def test_a_card_with_a_missing_value_has_no_rank_and_is_last(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    together(session, {"roi": 5}, {"roi": 1, "feasibility": 1})
    sheet = sheet_of(session)
    assert numbers(sheet.ranking) == [2, 1]
    assert (sheet.without[0].score, sheet.without[0].missing) == (None, ["Feasibility"])


@pytest.mark.parametrize(
    ("pair", "quadrant"),
    [
        ((5, 5), "quick_wins"),
        ((5, 1), "strategic_bets"),
        ((1, 5), "fill_ins"),
        ((1, 1), "leave"),
        ((3, 3), "quick_wins"),
    ],
)
def test_quadrants_are_by_the_middle_of_both_scales(tmp_path: Path, pair: tuple[float, float], quadrant: str) -> None:
    assert sheet_of(plain(tmp_path, pair)).entries[0].quadrant == quadrant


def test_less_effort_is_on_the_right(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1, preset="rice")
    together(session, {"reach": 100, "impact": 3, "confidence": 100, "effort": 0.5})
    assert sheet_of(session).entries[0].place == (1, 1)


def test_the_first_of_the_ranking_go_on(tmp_path: Path) -> None:
    session = plain(tmp_path, (1, 1), (5, 5), (3, 3), (4, 4), winners=2)
    assert [look(session).all_items[item].number for item in winners(look(session))] == [2, 4]
    assert [item.number for item in look(session, "vote").items] == [2, 4]


def test_of_equal_cards_at_the_cut_all_go_on(tmp_path: Path) -> None:
    sheet = sheet_of(plain(tmp_path, (5, 5), (3, 3), (3, 3), (1, 1), winners=2))
    assert numbers(sheet.winning) == [1, 2, 3]
    assert numbers(sheet.shared) == [2, 3]


def test_a_quadrant_can_go_on(tmp_path: Path) -> None:
    sheet = sheet_of(plain(tmp_path, (5, 1), (5, 5), (4, 2), (1, 5), winners="strategic_bets"))
    assert numbers(sheet.winning) == [1, 3]


def test_before_the_reveal_nothing_goes_on(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    assert winners(look(session)) == []
    assert facts(look(session)) == {}


def test_others_may_ask_for_scores_as_numbers_with_a_point(tmp_path: Path) -> None:
    session = plain(tmp_path, (4, 3), (5, 5))
    assert sorted(look(session, "vote").facts("score").values()) == ["100", "62.5"]


def test_what_can_go_are_the_cards_in_the_quadrant_to_leave_the_last_first(tmp_path: Path) -> None:
    assert numbers(sheet_of(plain(tmp_path, (2, 2), (5, 5), (1, 1), (1, 5))).can_go) == [3, 1]


def test_what_can_go_of_products_is_the_last_quarter_that_is_not_on_top(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=8, preset="ice")
    together(session, *({"impact": n, "confidence": 5, "ease": 5} for n in range(1, 9)))
    assert numbers(sheet_of(session).can_go) == [1, 2]


def test_the_top_that_hangs_on_a_weight_is_found(tmp_path: Path) -> None:
    session = scoring_session(
        tmp_path, cards=4, preset="own", criteria=[{"id": "a", "max": 101}, {"id": "b", "max": 101}]
    )
    together(session, {"a": 100, "b": 100}, {"a": 90, "b": 90}, {"a": 80, "b": 41}, {"a": 40, "b": 80})
    shifts = [(s.criterion.id, s.more, s.into[0].number, s.out[0].number) for s in sheet_of(session).shifts]
    assert shifts == [("a", False, 4, 3), ("b", True, 4, 3)]


def test_a_top_that_is_far_ahead_stands_firm(tmp_path: Path) -> None:
    assert sheet_of(plain(tmp_path, (5, 5), (5, 4), (4, 5), (1, 1))).shifts == []


async def test_cards_people_disagree_about_are_flagged_from_the_setting_on(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2, floor=4)
    ends = [roi((1, 3), (3, 3)), roi((1, 3), (3, 3)), roi((5, 3), (4, 3)), roi((5, 3), (4, 3))]
    await scored(session, *ends)
    sheet = sheet_of(session)
    assert numbers(sheet.disputed) == [1]
    assert sheet.disputed[0].disputed == ("roi",)
    assert sheet.disputed[0].figures["roi"].dispersion == pytest.approx(1)


async def test_a_correction_counts_in_place_of_the_mean_and_can_be_taken_back(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    await scored(session, *[roi((1, 1))] * 5)
    card = sheet_of(session).entries[0].card.item
    typed(session, card, "roi", 5)
    assert (sheet_of(session).entries[0].score, sheet_of(session).entries[0].figures["roi"].line.mean) == (50, 1)
    typed(session, card, "roi", None)
    assert sheet_of(session).entries[0].score == 0


def test_a_card_that_came_later_can_be_scored_together_too(tmp_path: Path) -> None:
    session = plain(tmp_path, (5, 5))
    first = next(iter(session.table(Item).values()))
    late = replace(first, id="0000000000001", number=99, title="Late", order=99.0)
    session.apply_now(Change("late", (late,)))
    assert numbers(sheet_of(session).entries) == [1, 99]


def test_a_card_put_away_before_anything_was_said_of_it_is_left_out(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    together(session, {"roi": 5, "feasibility": 5})
    second = next(item for item in session.table(Item).values() if item.number == 2)
    session.apply_now(Change("park", (replace(second, state="parked"),)))
    assert numbers(sheet_of(session).entries) == [1]


async def test_undo_takes_a_typed_value_back(tmp_path: Path) -> None:
    session = plain(tmp_path, (5, 5))
    typed(session, sheet_of(session).entries[0].card.item, "roi", 1)
    assert sheet_of(session).entries[0].score == 50
    await session.undo()
    assert sheet_of(session).entries[0].score == 100


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return scoring_session(tmp_path_factory.mktemp("four"), cards=4)


PAIRS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=4, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PAIRS, min_size=1, max_size=6))
def test_every_sheet_is_sound(four: Session, votes: list[list[tuple[float, float]]]) -> None:
    scores = replace(done(round_of(4), *(roi(*pairs) for pairs in votes)), criteria=PRESETS["roi_feasibility"])
    sheet = Sheet(look(four), scores)
    assert [entry.rank for entry in sheet.ranking] == sorted(entry.rank or 99 for entry in sheet.ranking)
    assert len(sheet.winning) >= 3
    assert all(0 <= (entry.score or 0.0) <= 100 for entry in sheet.entries)
    assert all(0 <= share <= 1 for entry in sheet.entries for share in entry.place or ())
    assert {card.number for shift in sheet.shifts for card in shift.out} <= set(numbers(sheet.top))
