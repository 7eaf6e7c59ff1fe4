"""What the clock's menu asks about."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.core.change import Change
from facilitator.core.wall_clock import clock_time
from facilitator.kit.big import BigTime
from facilitator.session.session import Session
from tests.app.conftest import NINE, Now
from tests.app.driving import Driver, running
from tests.kit.harness import make_session

FULL = NINE - NINE % 60
"""A full minute, as clock times are."""


def at(minutes: float) -> str:
    return clock_time(FULL + minutes * 60)


async def typed(driver: Driver, key: str, text: str) -> None:
    """Chooses in the menu, types and accepts."""
    await driver.dialog_opens("t")
    await driver.press(key, until=lambda: driver.app.screen.query("#line"))
    await driver.press(*("colon" if c == ":" else "full_stop" if c == "." else c for c in text), "enter")


async def test_the_step_ends_at_the_clock_time_that_is_typed(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        await typed(driver, "u", at(25))
        await driver.until(lambda: driver.session.clock.extra)
        entry = clock.timetable(driver.session).entries[0]
        assert clock_time(entry.ends) == at(25)


async def test_saying_until_when_starts_the_clock_and_says_so(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("t")
        await driver.press("u", until=lambda: driver.app.screen.query("#line"))
        assert "The clock starts." in driver.words
        await driver.dialog_closes("escape")
        await typed(driver, "u", at(25))
        await driver.until(lambda: driver.session.clock.since == NINE)


@pytest.mark.parametrize(("text", "said"), [("99:00", "is no clock time"), (at(-30), "is past")])
async def test_a_time_that_will_not_do_is_said_and_can_be_mended(session: Session, text: str, said: str) -> None:
    async with running(session) as driver:
        await typed(driver, "u", text)
        await driver.until(lambda: said in driver.words)
        assert driver.session.clock.since is None
        await driver.dialog_closes("escape")


async def test_in_a_break_the_room_reads_when_it_is_back_over_a_fixed_time_that_follows(
    tmp_path: Path, now: Now
) -> None:
    steps = [
        {"id": "pause", "kind": "break", "title": "Lunch", "minutes": 30},
        {"id": "talk", "kind": "brief", "title": "Talk", "fixed": at(40)},
    ]
    async with running(make_session(tmp_path, steps, now=now)) as driver:
        await driver.until(lambda: driver.run.query_one(BigTime).value == at(40))
        await typed(driver, "u", at(45))
        await driver.until(lambda: driver.run.query_one(BigTime).value == at(45))


@pytest.mark.parametrize(("text", "seconds"), [("3", 180), ("1:30", 90), ("0.5", 30)])
async def test_a_countdown_starts_at_once(session: Session, text: str, seconds: int) -> None:
    async with running(session) as driver:
        await typed(driver, "w", text)
        await driver.until(lambda: driver.session.clock.countdown == NINE + seconds)
        assert driver.session.clock.since is None
        await driver.until(lambda: f"▼ {seconds // 60}:{seconds % 60:02}" in driver.text)


async def test_the_same_key_stops_it(session: Session) -> None:
    session.apply_now(clock.count_down(session, 180))
    async with running(session) as driver:
        await driver.dialog_opens("t")
        assert "Stop the countdown" in driver.text
        await driver.dialog_closes("w")
        await driver.until(lambda: driver.session.clock.countdown is None)
        await driver.until(lambda: "▼" not in driver.text)


async def test_what_is_no_span_is_said_and_can_be_mended(session: Session) -> None:
    async with running(session) as driver:
        await typed(driver, "w", "soon")
        await driver.until(lambda: "minutes and seconds as “1:30”" in driver.words)
        await driver.dialog_closes("escape")
        assert driver.session.clock.countdown is None


async def test_an_empty_line_starts_nothing(session: Session) -> None:
    async with running(session) as driver:
        await typed(driver, "w", "")
        await driver.until(lambda: driver.dialog is None)
        assert driver.session.clock.countdown is None


async def test_the_end_of_the_day_is_changed_and_taken_back(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        before = clock.today(driver.session)
        await typed(driver, "e", at(90))
        await driver.until(lambda: clock.today(driver.session) != before)
        assert f"end {clock_time(NINE + 3600)}, planned {at(90)}" in driver.text
        await driver.press("ctrl+z", until=lambda: clock.today(driver.session) == before)


async def test_a_day_that_has_not_begun_has_no_end_to_change(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("t")
        assert "End of the day" not in driver.text
        await driver.press("e")
        assert driver.dialog is not None


async def test_the_plan_is_checked(session: Session) -> None:
    step = next(step for step in session.steps if step.key == "ideas")
    session.apply_now(Change("", (replace(step, minutes=replace(step.minutes, plan=150)),)))
    async with running(session) as driver:
        await driver.dialog_opens("t")
        await driver.press("k", until=lambda: "without a break" in driver.words)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_choice_of_the_menu_is_seen(session: Session, size: tuple[int, int]) -> None:
    session.apply_now(clock.start(session))
    async with running(session, size=size) as driver:
        await driver.dialog_opens("t")
        for text in (
            "Pause the clock",
            "Until a clock time",
            "Countdown",
            "Catch up",
            "End of the day",
            "Check the plan",
        ):
            assert text in driver.text


async def test_checking_the_plan_knows_when_the_day_begins(session: Session) -> None:
    pause = next(step for step in session.steps if step.key == "pause")
    session.apply_now(Change("", (replace(session.info, starts="09:00"), replace(pause, fixed="12:00"))))
    async with running(session) as driver:
        await driver.dialog_opens("t")
        await driver.press("k", until=lambda: "Before “Break” at 12:00" in driver.words)
        assert "there are 150 minutes in which nothing happens" in driver.words
