from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities.scoring.compare import heads, revealed_rounds, side_by_side
from facilitator.activities.scoring.faces import SCORE, cell, column_lines, order, row_lines
from facilitator.activities.scoring.presets import PRESETS
from facilitator.activities.scoring.report import missing
from facilitator.activities.scoring.rules import Line, ScoringSettings
from facilitator.activities.scoring.sheet import Figure
from facilitator.activities.scoring.texts import (
    axis_words,
    criterion_line,
    cut_note,
    formula,
    in_words,
    passes,
    quadrant_counts,
    scale,
    score_text,
    turnout,
    value_text,
)
from facilitator.core.i18n import Translator
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

TR = Translator()
ROI = PRESETS["roi_feasibility"][0]
RICE = {one.id: one for one in PRESETS["rice"]}


@pytest.mark.parametrize(
    ("score", "text"),
    [(None, "–"), (0.0, "0.0"), (1.234, "1.23"), (12.34, "12.3"), (100.0, "100.0"), (12345.6, "12346")],
)
def test_a_score_has_as_many_decimals_as_make_sense(score: float | None, text: str) -> None:
    assert score_text(score, TR) == text


def test_decimals_are_written_as_the_language_does() -> None:
    assert score_text(62.5, Translator("de")) == "62,5"


def test_a_mean_has_its_decimals_and_an_agreed_value_has_not() -> None:
    assert value_text(Figure(ROI, Line(raters=2, mean=3.0)), TR) == "3.0"
    assert value_text(Figure(ROI, Line(raters=2, mean=3.0), agreed=4), TR) == "4"
    assert value_text(Figure(ROI, Line()), TR) == ""


def test_a_scale_tells_its_steps_where_they_are_not_one() -> None:
    assert scale(ROI, TR) == "1 to 5"
    assert scale(RICE["effort"], TR) == "0.5 to 24 in steps of 0.5"


def test_a_criterion_is_read_with_scale_and_question() -> None:
    assert criterion_line(RICE["reach"], TR).startswith("Reach (0 to 10000). How many")


def test_the_formula_tells_weights_only_where_they_are_not_one() -> None:
    plain = round_of(1)
    assert "Weights" not in formula(plain, TR)
    heavy = round_of(1, "ice", *(PRESETS["ice"][0], PRESETS["ice"][1]))
    assert "Weights" not in formula(heavy, TR)


def test_what_is_passed_on_is_told_in_words() -> None:
    settings = ScoringSettings(quick_wins="Do now")
    assert passes(1, settings, TR) == "the first"
    assert passes(4, settings, TR) == "the first 4"
    assert passes("quick_wins", settings, TR) == "the cards in “Do now”"


def test_equal_cards_at_the_cut_are_told(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=3, winners=1)
    together(session, {"roi": 5, "feasibility": 5}, {"roi": 5, "feasibility": 5}, {"roi": 1, "feasibility": 1})
    note = cut_note(sheet_of(session), TR)
    assert note == "Passed on: the first (1, 2). Cards 1, 2 are equal: all of them are passed on."


def test_an_invalid_ballot_is_told_with_the_turnout() -> None:
    assert turnout(done(round_of(1), {"9": 1}), TR) == "1 of 6 have scored · 1 ballot was invalid"


def test_few_values_are_told_without_their_spread() -> None:
    figure = Figure(ROI, Line(raters=2, mean=3.0))
    assert in_words(figure, 5, TR) == "mean 3 · 2 values · spread not shown: fewer than 5 values"


@given(st.lists(st.integers(1, 5).map(float), min_size=1, max_size=12), st.integers(3, 8))
def test_below_the_floor_no_sentence_tells_a_distribution(values: list[float], floor: int) -> None:
    ballots = [roi((value, 3)) for value in values]
    (figures,) = (line for line in done(round_of(1, floor=floor), *ballots).lines.values())
    said = in_words(Figure(ROI, figures["roi"]), floor, TR)
    assert ("×" in said) == (len(values) >= floor)


def test_words_of_an_axis_on_which_more_is_worse_are_turned(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="rice")
    together(session)
    assert axis_words(sheet_of(session), TR) == (("Effort: high", "Effort: low"), ("Impact: low", "Impact: high"))


def test_quadrants_are_counted(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    together(session, {"roi": 5, "feasibility": 5}, {"roi": 1})
    assert quadrant_counts(sheet_of(session), TR) == [
        "Quick wins (1)",
        "Strategic bets (0)",
        "Leave (0)",
        "Fill-ins (0)",
    ]


# The table


def test_the_table_is_sorted_by_score_by_a_criterion_or_by_number(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=3)
    together(session, {"roi": 1, "feasibility": 5}, {"roi": 5, "feasibility": 5}, {"roi": 4})
    sheet = sheet_of(session)

    def numbers(by: str) -> list[int]:
        return [sheet.at[item].card.number for item in order(sheet, by)]

    assert numbers(SCORE) == [2, 1, 3]
    assert numbers("roi") == [2, 3, 1]
    assert numbers("") == [1, 2, 3]


def test_of_a_criterion_where_more_is_worse_the_least_comes_first(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2, preset="rice")
    together(session, {"effort": 10}, {"effort": 2})
    sheet = sheet_of(session)
    assert [sheet.at[item].card.number for item in order(sheet, "effort")] == [2, 1]


def test_rows_have_rank_number_title_and_quadrant(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    together(session, {"roi": 5, "feasibility": 1})
    sheet = sheet_of(session)
    first, second = row_lines(sheet, order(sheet, ""), TR)
    assert (first.title, first.margin) == ("  1. 1 Card 1", " Strategic bets")
    assert (second.title, second.margin) == ("   – 2 Card 2", "")
    assert [line.title for line in column_lines(sheet, "roi", TR)] == ["Score", "Benefit ▼", "Feasibility"]


async def test_cells_mark_what_was_corrected_and_where_people_disagree(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    await scored(session, *[roi((1, 3), (3, 3))] * 3, *[roi((5, 3), (3, 3))] * 3)
    first, second = (entry.card.item for entry in sheet_of(session).entries)
    typed(session, second, "roi", 4)
    sheet = sheet_of(session)
    assert cell(sheet, first, "roi", TR) == ("3.0 ▲", "warn")
    assert cell(sheet, second, "roi", TR) == ("4*", "")
    assert cell(sheet, first, SCORE, TR) == ("50.0", "strong")


# Rounds side by side


async def test_rounds_are_compared_card_by_card(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2)
    await scored(session, *[roi((1, 1), (5, 5))] * 5)
    together(session, {"roi": 5, "feasibility": 5})
    view = look(session)
    rounds = revealed_rounds(view)
    assert heads(view, rounds) == ["Round 1", "Round 2"]
    assert [(number, cells) for _, number, _, cells in side_by_side(view, rounds)] == [
        (1, ["0.0 (2.)", "100.0 (1.)"]),
        (2, ["100.0 (1.)", "–"]),
    ]


# Many cards


def test_scores_stand_under_one_another(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=3)
    together(session, *({"roi": n, "feasibility": n} for n in (5, 3, 1)))
    sheet = sheet_of(session)
    shown = [cell(sheet, entry.card.item, SCORE, TR)[0] for entry in sheet.ranking]
    assert shown == ["100.0", " 50.0", "  0.0"]


def test_values_of_a_wide_scale_stand_under_one_another(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=2, preset="rice")
    together(session, {"reach": 9000}, {"reach": 12})
    sheet = sheet_of(session)
    shown = [cell(sheet, entry.card.item, "reach", TR)[0] for entry in sheet.entries]
    assert shown == [" 9000", "   12"]


def test_of_many_cards_only_the_first_numbers_are_told_on_the_screen(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=40)
    together(session)
    sheet = sheet_of(session)
    assert missing(sheet, TR, 3) == "40 cards have no score, because a value is missing: 1, 2, 3 …"
    assert missing(sheet, TR).endswith("39, 40")


def test_of_many_equal_cards_only_the_first_numbers_are_told_on_the_screen(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, cards=20)
    together(session, *[{"roi": 3, "feasibility": 3}] * 20)
    assert cut_note(sheet_of(session), TR, 2).startswith("Passed on: the first 3 (1, 2 …). Cards 1, 2 … are equal")


def test_the_formula_of_a_product_has_the_names_of_its_criteria() -> None:
    assert formula(round_of(1, "rice"), TR) == "Score: Reach × Impact × Confidence % ÷ Effort."
    assert formula(round_of(1, "wsjf"), TR) == "Score: (Value + Urgency + Risk or chance) ÷ Size."
    renamed = [replace(one, title=one.title.upper()) for one in PRESETS["ice"]]
    assert formula(round_of(1, "ice", *renamed), TR) == "Score: IMPACT × CONFIDENCE × EASE."
