from pathlib import Path
from typing import Any

import pytest

from facilitator.activities.scoring.report import blocks, open_ends, unfinished
from facilitator.activities.scoring.reveal import setting_aside
from facilitator.activities.scoring.scene import scene
from facilitator.activities.scoring.texts import accord, sensitivity
from facilitator.core.blocks import AnyBlock, Bars, Bullets, Heading, Plane, Table, Text, filtered
from facilitator.core.i18n import Translator
from facilitator.session.session import Session
from tests.activities.scoring.building import (
    cast,
    closed,
    done,
    look,
    opened,
    roi,
    round_of,
    scored,
    scoring_session,
    sheet_of,
    together,
    typed,
)

TR = Translator()
CAMPS = [roi((1, 3), (4, 4), (2, 1), (5, 5))] * 3 + [roi((5, 3), (4, 3), (1, 2), (5, 4))] * 3


def said(found: list[AnyBlock]) -> str:
    """Every text of the blocks."""
    parts: list[str] = []
    for block in found:
        match block:
            case Heading() | Text():
                parts.append(block.text)
            case Bullets():
                parts += block.items
            case Table():
                parts += [" | ".join(row) for row in block.rows]
            case Plane():
                parts += [*block.x, *block.y, *block.quadrants, *(point.label for point in block.points)]
            case Bars():
                parts += [label for label, _ in block.bars]
    return "\n".join(parts)


def of(kind: type[Any], found: list[AnyBlock]) -> list[Any]:
    return [block for block in found if isinstance(block, kind)]


async def camps(home: Path, **words: Any) -> Session:
    session = scoring_session(home, **words)
    await scored(session, *CAMPS)
    return session


async def test_the_report_answers_the_three_questions(tmp_path: Path) -> None:
    text = said(blocks(look(await camps(tmp_path))))
    assert "What is on top?\n4 · Card 4 (93.8)" in text
    assert "What can go?\n3 · Card 3" in text
    assert "Where do we disagree?\n1 · Card 1 – Benefit\n" in text


async def test_the_picture_has_every_card_in_its_place(tmp_path: Path) -> None:
    (plane,) = of(Plane, blocks(look(await camps(tmp_path))))
    assert plane.quadrants == ("Quick wins", "Strategic bets", "Leave", "Fill-ins")
    assert (plane.x, plane.y) == (("Feasibility: low", "Feasibility: high"), ("Benefit: low", "Benefit: high"))
    assert plane.points[0].label == "1 Card 1"
    assert (plane.points[0].x, plane.points[0].y) == (0.5, 0.5)


async def test_the_workshop_names_the_quadrants(tmp_path: Path) -> None:
    (plane,) = of(Plane, blocks(look(await camps(tmp_path, quick_wins="Do now"))))
    assert plane.quadrants[0] == "Do now"


async def test_distributions_are_for_the_team_only(tmp_path: Path) -> None:
    found = blocks(look(await camps(tmp_path)))
    assert len(of(Table, filtered(found, "client"))) == 1
    assert "median" not in said(filtered(found, "client"))
    assert len(of(Table, filtered(found, "team"))) == 2


async def test_below_the_floor_no_figure_tells_of_single_ballots(tmp_path: Path) -> None:
    text = said(blocks(look(await camps(tmp_path, floor=7))))
    assert "median" not in text
    assert "dispersion" not in text
    assert "Not shown: too few have scored to keep single ballots secret." in text
    assert "Agreement on the order is not shown: fewer than 7 have scored every card." in text


async def test_corrections_are_told_with_what_was_before(tmp_path: Path) -> None:
    session = await camps(tmp_path)
    typed(session, sheet_of(session).entries[0].card.item, "roi", 5)
    assert "Corrected together after the reveal: 1 Benefit 3 → 5" in said(blocks(look(session)))


def test_an_entry_of_the_group_has_no_disagreement_and_no_agreement(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=1)
    together(session, {"roi": 5, "feasibility": 5})
    text = said(blocks(look(session)))
    assert "Nobody knows: there is one value for all." in text
    assert "Agreement" not in text


def test_before_anything_the_report_says_so(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    assert said(blocks(look(session))) == unfinished(look(session)) == "Nobody has scored yet."


async def test_an_open_round_shows_no_value_anywhere(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    await cast(session, scores, *CAMPS)
    view = look(session)
    assert said(blocks(view)) == "Round 1\nThis round has not been revealed."
    assert unfinished(view) == "The round is still open."
    assert open_ends(view) == ["Round 1 of the scoring has not been revealed."]
    shown = list(scene(view).blocks)
    assert not of(Plane, shown)
    assert not of(Bars, shown)
    assert "6 of 6 have scored" in said(shown)


async def test_a_closed_round_is_unfinished(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await closed(session, await opened(session))
    assert unfinished(look(session)) == "The round has not been revealed."
    assert "The result comes with the reveal" in said(list(scene(look(session)).blocks))


async def test_few_ballots_and_missing_values_are_unfinished(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await scored(session, CAMPS[0])
    assert unfinished(look(session)) == "Only 1 of 6 have scored."
    other = scoring_session(tmp_path / "other", cards=2)
    together(other, {"roi": 1, "feasibility": 1})
    assert unfinished(look(other)) == "1 card has no score, because a value is missing: 2"
    assert open_ends(look(other)) == []


async def test_a_finished_scoring_is_finished(tmp_path: Path) -> None:
    assert unfinished(look(await camps(tmp_path))) == ""


async def test_the_room_sees_result_and_picture_after_the_reveal(tmp_path: Path) -> None:
    shown = list(scene(look(await camps(tmp_path))).blocks)
    assert of(Plane, shown)
    assert of(Bars, shown)


async def test_earlier_rounds_are_told_in_short(tmp_path: Path) -> None:
    session = await camps(tmp_path)
    await scored(session, *CAMPS)
    assert "Round 1\n6 of 6 have scored. Ahead were: 4, 2, 1." in said(blocks(look(session)))


@pytest.mark.parametrize(
    ("pairs", "word"),
    [([(5, 4, 3)] * 6, "Strong agreement"), ([(5, 4, 3), (3, 4, 5)] * 3, "Hardly any agreement")],
)
def test_agreement_is_told_in_words(pairs: list[tuple[int, ...]], word: str) -> None:
    ballots = [roi(*((value, 3) for value in row)) for row in pairs]
    assert accord(done(round_of(3), *ballots), TR).startswith(f"{word} on the order (W ")


def test_agreement_of_one_voter_is_not_known() -> None:
    assert accord(done(round_of(3), roi((1, 1), (2, 2), (3, 3))), TR).startswith("Agreement on the order is not known")


def test_all_cards_equal_for_everybody_is_said() -> None:
    scores = done(round_of(2), *[roi((3, 3), (3, 3))] * 5)
    assert accord(scores, TR) == "Agreement on the order is not known: everybody finds all cards equal."


def test_a_firm_top_is_told_in_a_sentence(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    together(session, {"roi": 5, "feasibility": 5}, {"roi": 1, "feasibility": 1})
    assert sensitivity(sheet_of(session), TR) == ["The first three stay the same when any one weight moves by 20 %."]


def test_a_top_that_hangs_on_a_weight_is_told_with_the_numbers(tmp_path: Path) -> None:
    criteria = [{"id": "a", "max": 101}, {"id": "b", "max": 101}]
    session = scoring_session(tmp_path, preset="own", criteria=criteria)
    together(session, {"a": 100, "b": 100}, {"a": 90, "b": 90}, {"a": 80, "b": 41}, {"a": 40, "b": 80})
    lines = sensitivity(sheet_of(session), TR)
    assert lines[1:] == ["“a” 20 % lighter: 4 in, 3 out", "“b” 20 % heavier: 4 in, 3 out"]
    assert "The first three depend on the weights:" in said(blocks(look(session)))


async def test_a_round_set_aside_is_in_the_report_and_nothing_of_its_ballots(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    await cast(session, scores, *CAMPS)
    await session.rounds.give_up(scores.id, setting_aside(look(session), scores))
    together(session, {"roi": 3, "feasibility": 3})
    text = said(blocks(look(session)))
    assert "This round was set aside; its ballots were never opened." in text
    assert "3 cards have no score, because a value is missing: 2, 3, 4" in text
