"""Rules of a scoring, typed and chosen before the round."""

from pathlib import Path

import pytest

from facilitator.activities.scoring.criteria import with_preset
from facilitator.activities.scoring.opening import prepared, rules_of
from facilitator.activities.scoring.rules import Preparation
from facilitator.core.change import Change
from facilitator.kit.rows import Rows
from tests.activities.scoring.building import look, scoring_session
from tests.kit.round_app import RoundApp, press, settle


def go_to(app: RoundApp, rule: str) -> None:
    """Puts the cursor on a rule."""
    assert rule in rules_of(look(app.session))
    assert app.query_one("#rules", Rows).go_to(rule)


async def test_enter_says_that_the_facilitator_scores_and_once_more_that_not(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for scores in (True, False):
            go_to(app, "facilitator_votes")
            await press(app, pilot, "enter")
            assert prepared(look(app.session)).facilitator_votes is scores


async def test_the_number_of_voters_is_typed(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        go_to(app, "voters")
        await press(app, pilot, "enter", "backspace", "9", "enter")
        assert prepared(look(app.session)).voters == 9


@pytest.mark.parametrize("typed", ["0", "many", "1001"])
async def test_a_number_of_voters_out_of_range_is_said_and_not_kept(tmp_path: Path, typed: str) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        go_to(app, "voters")
        await press(app, pilot, "enter", "backspace", *typed, "enter")
        assert app.said == ["Enter a whole number between 1 and 1000."]
        assert not app.session.table(Preparation)


async def test_another_number_that_goes_on_is_typed_after_choosing_so(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        go_to(app, "winners")
        await press(app, pilot, "enter", "enter", "backspace", "7", "enter")
        assert prepared(look(app.session)).winners == 7


async def test_a_choice_that_is_called_off_changes_nothing(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test() as pilot:
        await settle(app, pilot)
        for rule in ("winners", "voters", "preset"):
            go_to(app, rule)
            await press(app, pilot, "enter", "escape")
        assert not app.session.table(Preparation)


async def test_a_criterion_more_says_that_another_formula_ends(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    session.apply_now(Change("", (with_preset(look(session), "rice"),)))
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "a")
        assert "The score becomes the weighted mean of the criteria." in app.text()
