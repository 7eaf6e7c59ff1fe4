"""The locked laptop in the whole program: Run, palette, help and quit are behind it, and stay there."""

from pathlib import Path

from textual.events import Key
from textual.keys import Keys

from facilitator.activities.dot_voting.rules import current
from facilitator.app.run import RunScreen
from facilitator.kit.locked import LockedScreen
from tests.activities.dot_voting.building import cast, look, opened, voting_session
from tests.app.driving import Driver, running

ALL_KEYS = sorted({key.value for key in Keys if not key.value.startswith("<")} | set("abdeghijklmnopqrstuvwxyz"))
"""Without ``f`` and ``c``, which have their own tests."""


def locked(driver: Driver) -> bool:
    return isinstance(driver.app.screen, LockedScreen) and driver.app.screen.phase == "waiting"


async def lock(driver: Driver) -> LockedScreen:
    """Hands the laptop round, with the code 4711."""
    await driver.until(lambda: "Hand the laptop round" in driver.text)
    await driver.dialog_opens("h")
    for _ in range(2):
        await driver.press(*"4711")
        before = driver.app.screen
        await driver.press("enter", until=lambda before=before: driver.app.screen is not before)  # type: ignore[misc]
    await driver.until(lambda: locked(driver))
    screen = driver.app.screen
    assert isinstance(screen, LockedScreen)
    return screen


async def test_no_key_leads_out_of_the_locked_laptop(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await opened(session)
    async with running(session, size=(80, 24)) as driver:
        screen = await lock(driver)
        clock, steps, log = driver.session.clock, driver.session.steps, list(driver.session.history)
        for way in ((), ("enter",)):
            await driver.press(*way)
            for key in ALL_KEYS:
                driver.app.post_message(Key(key, key if len(key) == 1 else None))
            await driver.pilot.pause()
            assert driver.app.screen is screen
            assert [type(s) for s in driver.app.screen_stack[-2:]] == [RunScreen, LockedScreen]
        assert driver.app.is_running
        assert (driver.session.clock, driver.session.steps, driver.session.history) == (clock, steps, log)
        vote = current(look(driver.session))
        assert vote is not None
        assert driver.session.rounds.standing(vote.id).ballots == 0


async def test_no_click_leads_out_of_the_locked_laptop(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await opened(session)
    async with running(session, size=(80, 24)) as driver:
        screen = await lock(driver)
        for y in range(0, 24, 3):
            for x in (3, 60):
                await driver.pilot.click(offset=(x, y))
        assert driver.app.screen is screen
        for action in ("quit", "command_palette", "next", "previous", "help"):
            await driver.app.run_action(action)
            await driver.app.run_action(f"app.{action}")
        assert driver.app.screen is screen


async def test_the_facilitator_comes_back_to_run_with_the_ballots_counted(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await opened(session)
    async with running(session, size=(80, 24)) as driver:
        screen = await lock(driver)
        await driver.press("enter", until=lambda: screen.phase == "ballot")
        await driver.press("1", "enter", until=lambda: screen.phase == "asking")
        await driver.press("c", until=lambda: screen.phase == "thanks")
        await driver.press("enter", until=lambda: locked(driver))
        await driver.press("f", *"4711", "enter", until=lambda: isinstance(driver.app.screen, RunScreen))
        await driver.until(lambda: "1 of 6 have voted" in driver.text)


async def test_after_a_crash_in_the_middle_of_a_vote_the_step_shows_the_same_round(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await cast(session, await opened(session), {"1": 1}, {"2": 1}, {})
    async with running(session, size=(80, 24), closed=False) as driver:
        await driver.until(lambda: "3 of 6 have voted" in driver.words)
