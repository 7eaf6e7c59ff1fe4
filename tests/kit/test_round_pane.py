"""A round that is not revealed yet, whatever the ballots are about."""

from pathlib import Path

import pytest

from facilitator.core.change import Change
from facilitator.kit.dialogs import AskLine
from facilitator.kit.locked import LockedScreen
from tests.activities.dot_voting.driving import app_for as voting_app
from tests.activities.dot_voting.driving import now
from tests.activities.scoring.building import opened, scoring_session
from tests.kit.round_app import RoundApp, press, settle


async def test_a_round_closed_just_before_an_interruption_is_said_to_be_closed_and_locks_nothing(
    tmp_path: Path,
) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    await session.rounds.close(scores.id, Change("", ()))
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "h")
        assert not isinstance(app.screen, LockedScreen)
        assert "The round is closed. Reveal it, or set it aside." in app.text()


async def test_a_number_of_voters_set_by_hand_is_offered_again(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "w", "backspace", "9", "enter")
        await press(app, pilot, "w")
        assert isinstance(app.screen, AskLine)
        assert app.screen.query_one("Input").value == "9"  # type: ignore[attr-defined]


async def test_a_number_set_by_hand_is_not_held_against_those_present(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "w", "backspace", "9", "enter")
        assert "0 of 9 have scored" in app.text()
        assert "w changes the number" not in app.text()


@pytest.mark.parametrize("typed", ["", "many", "0", "9" * 40])
async def test_a_number_of_voters_that_is_none_is_refused(tmp_path: Path, typed: str) -> None:
    app = voting_app(tmp_path, cards=3)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "o", "enter")
        await press(app, pilot, "w", "backspace", *typed, "enter")
        assert now(app).voters == 6
        assert app.said == ["The number of voters must be between 1 and 1000."]


async def test_no_code_is_changed_before_one_was_chosen(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert [bool(app.pane.check_action(act, ())) for act in ("hand_round", "code")] == [True, False]
