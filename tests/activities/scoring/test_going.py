"""A round that is not revealed yet, when something is not as it should be."""

from pathlib import Path

import pytest

from facilitator.activities.scoring.ballot import ScoreBallot
from facilitator.activities.scoring.result import ResultPane
from facilitator.activities.scoring.rules import Scores, current, rounds
from facilitator.activities.scoring.setup import SetupPane
from facilitator.core.rounds import Round
from facilitator.kit.keybar import KeyBar
from facilitator.kit.locked import LockedScreen
from facilitator.session.session import Session
from tests.activities.scoring.building import cast, closed, look, opened, roi, scored, scoring_session
from tests.kit.round_app import CODE, RoundApp, give, lock, press, settle, unlock

FIVE = [roi((4, 4), (3, 3), (2, 2), (1, 1))] * 5


def now(session: Session) -> Scores:
    scores = current(look(session))
    assert scores is not None
    return scores


def box(session: Session, scores: Scores) -> Path:
    return session.store.folder / "rounds" / f"{scores.id}.box"


async def damaged(home: Path) -> Session:
    """A session with an open round whose box cannot be read any more."""
    session = scoring_session(home)
    scores = await opened(session)
    await cast(session, scores, *FIVE)
    session.rounds.stop()
    data = box(session, scores).read_bytes()
    box(session, scores).write_bytes(data[:20] + b"###" + data[23:])
    return session


async def test_a_damaged_box_is_said_where_those_who_scored_are_counted(tmp_path: Path) -> None:
    app = RoundApp(await damaged(tmp_path), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert "damaged" in " ".join(app.text().split())
        assert "have scored" not in app.text()


@pytest.mark.parametrize("key", ["h", "v", "w"])
async def test_with_a_damaged_box_nothing_goes_on_and_nothing_breaks(tmp_path: Path, key: str) -> None:
    app = RoundApp(await damaged(tmp_path), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, key, *(CODE if key == "w" else ""), "escape")
        assert not isinstance(app.screen, LockedScreen)
        assert now(app.session).state == "open"


async def test_a_round_whose_box_is_damaged_is_set_aside_for_good(tmp_path: Path) -> None:
    session = await damaged(tmp_path)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "x", "right", "enter")
        assert isinstance(app.pane, SetupPane)
        (scores,) = rounds(look(session))
        assert scores.state == "set aside"
        assert session.table(Round)[scores.id].state == "revealed"
        assert not box(session, scores).exists()


async def test_who_only_reads_the_session_is_told_that_the_count_is_not_known(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await cast(session, await opened(session), *FIVE)
    folder, kinds = session.store.folder, session.kinds
    session.close()
    app = RoundApp(Session.open(folder, kinds, read_only=True), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert "How many have scored cannot be told here." in app.text()


async def test_a_reveal_before_anybody_has_scored_says_so_and_is_not_done_by_one_key(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "v")
        assert "Nobody has scored yet." in app.text()
        await press(app, pilot, "enter")
        assert now(session).state == "open"


async def test_a_closed_round_takes_nobody_any_more_and_is_revealed(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await opened(session)
    await cast(session, scores, *FIVE)
    await closed(session, scores)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        assert "The round is closed. Reveal it, or set it aside." in app.text()
        await press(app, pilot, "h")
        assert not isinstance(app.screen, LockedScreen)
        await press(app, pilot, "v", "right", "enter")
        assert isinstance(app.pane, ResultPane)


@pytest.mark.parametrize("typed", ["", "many", "0", "99999"])
async def test_a_number_of_voters_that_makes_no_sense_changes_nothing(tmp_path: Path, typed: str) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "w", "backspace", *typed, "enter")
        assert now(session).voters == 6
        assert app.said == ["The number of voters must be between 1 and 1000."]


async def test_another_code_is_chosen_while_the_round_goes_on(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await unlock(app, pilot)
        await press(app, pilot, "k", *"2718", "enter", *"2718", "enter")
        await press(app, pilot, "h", "f", *CODE, "enter")
        assert isinstance(app.screen, LockedScreen)
        await press(app, pilot, *(["backspace"] * 4), *"2718", "enter")
        assert not isinstance(app.screen, LockedScreen)


@pytest.mark.parametrize("width", [80, 200])
async def test_the_line_of_keys_says_how_a_ballot_is_filled_in_and_handed_in(tmp_path: Path, width: int) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test(size=(width, 24)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter")
        keys = {entry.text for entry in app.screen.query_one(KeyBar).entries}
        assert {"Next value", "One step more", "One step less", "Hand in", "Facilitator"} <= keys


async def test_a_ballot_with_nothing_in_it_says_so_and_counts_as_given(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, people=("Anna", "Ben"))
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "enter")
        assert "You score nothing." in app.text()
        await press(app, pilot, "c", "enter")
        assert session.rounds.standing(now(session).id).ballots == 1


async def test_a_value_on_the_ballot_is_taken_away_again(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await press(app, pilot, "enter", "5", "tab", "4", "left", "delete")
        assert app.screen.query_one(ScoreBallot).value() == {"1": {"feasibility": 4}}


async def test_a_result_whose_box_is_gone_is_still_told_how_it_came_about(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    scores = await scored(session, *FIVE)
    session.rounds.stop()
    box(session, scores).unlink()
    app = RoundApp(session, "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await press(app, pilot, "i")
        assert "Round 1" in app.text()
        assert "Receipts" not in app.text()


async def test_two_voters_one_after_the_other_do_not_see_each_other(tmp_path: Path) -> None:
    app = RoundApp(scoring_session(tmp_path, people=("Anna", "Ben")), "score")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(app, pilot)
        await lock(app, pilot)
        await give(app, pilot, "5", "tab", "4")
        await press(app, pilot, "enter")
        assert app.screen.query_one(ScoreBallot).value() == {}
