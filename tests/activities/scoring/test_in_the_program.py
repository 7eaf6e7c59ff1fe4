"""A scoring in the whole program: Run's keys beside those of the table, undo, and the locked laptop."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.activities import find
from facilitator.activities.scoring.rules import Value
from facilitator.app.run import RunScreen
from facilitator.core.i18n import translator
from facilitator.core.workshop import parse
from facilitator.kit.locked import LockedScreen
from facilitator.session.report import step_blocks
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from tests.activities.scoring.building import cast, opened, roi, scored, scoring_session, sheet_of, together
from tests.app.driving import running
from tests.kit.harness import add_items


def values(session: Session) -> list[float]:
    return sorted(value.value for value in session.table(Value).values())


async def test_a_number_being_typed_is_kept_when_run_goes_to_the_next_step(tmp_path: Path) -> None:
    session = scoring_session(tmp_path, preset="rice", winners=1)
    together(session)
    async with running(session, size=(120, 40)) as driver:
        await driver.until(lambda: "One entry for the group" in driver.words)
        await driver.press("1", "2", "n")
        await driver.until(lambda: values(driver.session) == [12])


async def test_undo_and_redo_go_through_the_values(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    together(session)
    async with running(session, size=(120, 40)) as driver:
        await driver.until(lambda: "One entry for the group" in driver.words)
        await driver.press("4", until=lambda: values(driver.session) == [4])
        await driver.press("ctrl+z", until=lambda: values(driver.session) == [])
        await driver.until(lambda: any("Benefit of card 1: 4" in said for said in driver.said))
        await driver.press("ctrl+y", until=lambda: values(driver.session) == [4])


async def test_no_key_leads_out_of_the_locked_laptop(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await opened(session)
    async with running(session, size=(80, 24)) as driver:
        await driver.until(lambda: "Hand the laptop round" in driver.text)
        await driver.dialog_opens("h")
        for _ in range(2):
            await driver.press(*"4711")
            before: Any = driver.app.screen
            await driver.press("enter", until=lambda before=before: driver.app.screen is not before)  # type: ignore[misc]
        screen = driver.app.screen
        assert isinstance(screen, LockedScreen)
        await driver.press("enter", until=lambda: screen.phase == "ballot")
        await driver.press(
            "n", "p", "t", "f1", "f5", "f9", "ctrl+p", "ctrl+q", "ctrl+z", "question_mark", "s", "q", "m"
        )
        assert driver.app.screen is screen
        assert screen.phase == "ballot"
        await driver.press("5", "tab", "3", "enter", until=lambda: screen.phase == "asking")
        await driver.press("c", until=lambda: screen.phase == "thanks")
        await driver.press("f", *"4711", "enter", until=lambda: isinstance(driver.app.screen, RunScreen))
        await driver.until(lambda: "1 of 6 have scored" in driver.words)


async def test_going_on_with_an_open_round_asks_once(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await cast(session, await opened(session), roi((1, 1)))
    async with running(session, size=(120, 40)) as driver:
        await driver.until(lambda: "1 of 6 have scored" in driver.words)
        await driver.dialog_opens("n")
        assert "The round is still open." in driver.words


async def test_a_session_for_reading_only_shows_the_result_and_takes_nothing(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await scored(session, *[roi((1, 1), (5, 5))] * 5)
    other = Session.open(session.store.folder, session.kinds)
    assert other.store.read_only
    assert sheet_of(other).ranking[0].card.number == 2
    other.close()
    session.close()


@pytest.mark.parametrize(("language", "title"), [("en", "Gain"), ("de", "Gewinn")])
def test_words_of_criteria_and_quadrants_come_from_the_overlay(tmp_path: Path, language: str, title: str) -> None:
    step = {
        "id": "score",
        "kind": "scoring",
        "title": "Score",
        "minutes": 10,
        "items": "cards",
        "criteria": [{"id": "roi", "title": "Gain"}],
        "quick_wins": "Do now",
    }
    source = {"title": "W", "step": [step], "collections": {"cards": {"title": "Card"}}}
    overlay = {"step": {"score": {"criteria": {"roi": {"title": "Gewinn"}}, "quick_wins": "Jetzt"}}}
    session = create(tmp_path, parse(source, {"de": overlay}, "w"), Beginning(title="T"), find())
    add_items(session, "cards", "One")
    together(session, {"roi": 5, "feasibility": 5})
    found = step_blocks(session, session.steps[0], translator(language))
    text = repr(found)
    assert title in text
    assert ("Jetzt" in text) == (language == "de")
    session.close()
