from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.activities.scoring.report import plane
from facilitator.activities.scoring.rules import Value
from facilitator.activities.scoring.taking import taken
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Item
from facilitator.imports.found import FoundScore, FoundScores
from facilitator.session.session import Session
from tests.activities.scoring.building import look, opened, roi, scored, scoring_session, sheet_of, together
from tests.kit.harness import add_items

CRITERIA = ("Benefit", "feasibility")


def found(*rows: tuple[str, Any, Any], criteria: tuple[str, ...] = CRITERIA, shares: bool = False) -> FoundScores:
    items = tuple(FoundScore(title=title, values=tuple(values)) for title, *values in rows)
    return FoundScores(criteria=criteria, items=items, shares=shares)


def take(session: Session, scores: FoundScores) -> None:
    session.apply_now(taken(look(session), scores, session.counted))


def values(session: Session) -> list[tuple[int, str, float]]:
    items = session.table(Item)
    return sorted((items[v.item].number, v.criterion, v.value) for v in session.table(Value).values())


def test_values_come_to_the_cards_of_the_same_title_by_title_or_id_of_the_criterion(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    take(session, found(("card 2", 4, 5)))
    assert values(session) == [(2, "feasibility", 5), (2, "roi", 4)]


def test_new_titles_become_cards_with_numbers_of_their_own(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    take(session, found(("Card 1", 1, 1), ("New", 5, 5), ("Newer", 2, 2)))
    assert [(e.card.number, e.card.title) for e in sheet_of(session).entries] == [
        (1, "Card 1"),
        (2, "New"),
        (3, "Newer"),
    ]
    assert session.number("items") == 4


def test_a_step_without_cards_gets_them_from_the_file(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=0)
    take(session, found(("New", 5, 5)))
    assert sheet_of(session).entries[0].score == 100


def test_an_empty_value_leaves_what_is_there(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session, {"roi": 3, "feasibility": 3})
    take(session, found(("Card 1", None, 5)))
    assert values(session) == [(1, "feasibility", 5), (1, "roi", 3)]


def test_two_rows_of_one_title_are_two_cards(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    add_items(session, "cards", "Card 1")
    take(session, found(("Card 1", 1, 1), ("Card 1", 5, 5)))
    assert [entry.score for entry in sheet_of(session).entries] == [0, 100]


def test_a_value_outside_the_scale_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    with pytest.raises(FacilitatorError, match="Card 2: “Benefit” goes from 1 to 5"):
        take(session, found(("Card 1", 1, 1), ("Card 2", 9, 1)))
    assert values(session) == []


def test_a_file_without_a_known_criterion_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        FacilitatorError, match="None of its columns is a criterion of this step: “Benefit”, “Feasibility”"
    ):
        take(scoring_session(tmp_path), found(("Card 1", 1, 1), criteria=("Speed", "Colour")))


async def test_a_round_that_goes_on_takes_nothing(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    with pytest.raises(FacilitatorError, match="has not been revealed yet"):
        take(session, found(("Card 1", 1, 1)))


async def test_into_a_revealed_round_values_come_as_corrections(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    await scored(session, *[roi((1, 1))] * 5)
    take(session, found(("Card 1", 5, 5)))
    assert sheet_of(session).entries[0].score == 100
    with pytest.raises(FacilitatorError, match="“New” is not in the round that was revealed"):
        take(session, found(("New", 5, 5)))


def test_the_same_file_twice_says_that_all_is_there(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    take(session, found(("Card 1", 5, 5)))
    with pytest.raises(FacilitatorError, match="All of this is in the scores already"):
        take(session, found(("Card 1", 5, 5)))


@pytest.mark.parametrize("preset", ["roi_feasibility", "rice"])
def test_shares_of_a_chart_come_back_as_the_same_picture(tmp_path: Path, preset: str) -> None:
    session = scoring_session(tmp_path / "a", cards=2, preset=preset)
    one, two = sheet_of_filled(session)
    picture = plane(one, Translator())
    assert picture is not None
    turned = preset == "rice"  # more effort is at the left of the picture, and at the high end of its scale
    rows = [(f"Card {n}", abs(turned - point.x), point.y) for n, point in enumerate(picture.points, 1)]
    other = scoring_session(tmp_path / "b", cards=2, preset=preset)
    take(other, found(*rows, criteria=two, shares=True))
    assert [entry.place for entry in sheet_of(other).entries] == [
        pytest.approx((point.x, point.y), abs=0.02) for point in picture.points
    ]


def sheet_of_filled(session: Session) -> tuple[Any, tuple[str, str]]:
    """The sheet of two cards with values on both axes, and the titles of these."""
    preset = look(session).settings.preset
    if preset == "rice":
        together(session, {"impact": 3, "effort": 4}, {"impact": 0.5, "effort": 20})
        return sheet_of(session), ("Effort", "Impact")
    together(session, {"roi": 5, "feasibility": 2}, {"roi": 1, "feasibility": 4})
    return sheet_of(session), ("Feasibility", "Benefit")


def test_means_of_a_table_come_in_although_they_are_between_two_steps(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    take(session, found(("Card 1", 3.3, 4.7)))
    assert values(session) == [(1, "feasibility", 4.7), (1, "roi", 3.3)]


@pytest.mark.parametrize(("share", "value"), [(0.5, 3), (0.51, 3.04), (0.995, 5), (0.42, 2.68), (1.2, 5), (-1, 1)])
def test_a_place_in_a_chart_is_the_value_it_stands_for(tmp_path: Path, share: float, value: float) -> None:
    session = scoring_session(tmp_path, cards=1)
    take(session, found(("Card 1", share, 0), shares=True))
    assert values(session)[1] == (1, "roi", pytest.approx(value))


async def test_nothing_comes_in_beside_a_round_that_goes_on_after_an_earlier_one(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    await scored(session, roi((4, 4)))
    await opened(session)
    with pytest.raises(FacilitatorError, match="Round 2 has not been revealed yet"):
        take(session, found(("Card 1", 2, 2)))
    assert values(session) == []


def test_a_step_without_cards_takes_no_scores_of_cards(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=0)
    session.apply_now(Change("", (replace(look(session).step, items=""),)))
    with pytest.raises(FacilitatorError, match="This step has no cards"):
        taken(look(session), found(("Mail", 4, 5)), session.counted)
