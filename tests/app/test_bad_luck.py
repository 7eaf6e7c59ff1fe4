"""A day that goes wrong: a late start, a lunch that cannot move, midnight, summer time, a laptop asleep."""

import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.app.catch_up import CatchUp
from facilitator.app.run_clock import ClockLine, reading
from facilitator.core.agenda import ordered, spent
from facilitator.core.agenda_day import whole_minutes
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.wall_clock import clock_time
from facilitator.kit.big import BigTime
from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session
from tests.app.conftest import Now
from tests.app.driving import Driver, running
from tests.kit.harness import make_session

TR = Translator()


@pytest.fixture(autouse=True)
def amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The room is in Amsterdam, where summer time begins on 28 March 2027 and ended on 25 October 2026."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def wall(*parts: int) -> float:
    return datetime(*parts).astimezone().timestamp()  # type: ignore[arg-type]


DAY: list[dict[str, Any]] = [
    {"id": "a", "kind": "brief", "title": "Welcome", "minutes": {"min": 20, "plan": 30, "max": 40}},
    {"id": "b", "kind": "brief", "title": "Cards", "minutes": {"min": 60, "plan": 90, "max": 120}, "buffer": 15},
    {"id": "c", "kind": "brief", "title": "Extra", "minutes": 30, "priority": "could"},
    {"id": "lunch", "kind": "break", "title": "Lunch", "minutes": 45, "fixed": "12:30"},
    {"id": "d", "kind": "brief", "title": "Vote", "minutes": {"min": 60, "plan": 90, "max": 120}},
]


def a_day(tmp_path: Path, now: Now, *begins: int, starts: str = "") -> Session:
    now.seconds = wall(*begins)
    made = make_session(tmp_path, DAY, now=now)
    if starts:
        made.apply_now(Change("", (replace(made.info, starts=starts),), history="none"))
    return made


def go(session: Session, key: str) -> None:
    to = next(step for step in session.steps if step.key == key)
    session.apply_now(clock.go(session, to, done=True))


def line(session: Session) -> str:
    found = reading(session, TR)
    assert found is not None
    return f"{found.time} · {' · '.join(found.rest)}"


def starts(session: Session) -> dict[str, str]:
    return {entry.step.key: clock_time(entry.starts) for entry in clock.timetable(session).entries}


def seconds(session: Session) -> float:
    step = clock.current_step(session)
    assert step is not None
    return spent(step, session.clock, session.now())


async def test_a_late_start_by_an_hour_is_said_and_made_good_before_lunch(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 1, 29, 10, 30, starts="09:30")
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        assert "60 min behind" in driver.run.query_one(ClockLine).text
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, CatchUp))
        await driver.dialog_closes("enter")
        await driver.until(lambda: starts(driver.session)["lunch"] == "12:30")
        assert driver.session.history[-1].label == "catch up 45 min"


async def test_a_lunch_that_cannot_move_and_the_plan_already_past_it(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 1, 29, 9, 30)
    session.apply_now(clock.start(session))
    now.minutes(190)
    async with running(session) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, CatchUp))
        assert "10 min do not fit before “Lunch” at 12:30: it begins at 12:40." in driver.words
        assert "Behind “Lunch”: “Cards”" in driver.words
        await driver.dialog_closes("enter")
        await driver.until(lambda: driver.session.history)
        order = [step.key for step in ordered(driver.session.steps) if step.state != "skipped"]
        assert order == ["a", "lunch", "b", "d"]
        await driver.press(
            "ctrl+z", until=lambda: [s.key for s in ordered(driver.session.steps)] == [*"abc", "lunch", "d"]
        )


def test_a_workshop_over_midnight_goes_on_with_its_times_and_its_plan(tmp_path: Path, now: Now) -> None:
    now.seconds = wall(2027, 1, 29, 23, 0)
    steps = [{"id": "a", "kind": "brief", "minutes": 30}, {"id": "b", "kind": "brief", "minutes": 60}]
    session = make_session(tmp_path, [*steps, {"id": "c", "kind": "brief", "minutes": 20, "fixed": "01:00"}], now=now)
    session.apply_now(clock.start(session))
    now.minutes(40)
    go(session, "b")
    assert line(session) == "60 min left · of 60 min · until 00:40 · end 01:20 · 10 min behind"
    now.minutes(50)
    assert line(session) == "10 min left · of 60 min · until 00:40 · end 01:20 · 10 min behind"
    now.minutes(20)
    go(session, "c")
    assert line(session) == "20 min left · of 20 min · until 01:10 · end 01:10, planned 01:20 · 10 min ahead"
    session.store.close()


def test_when_summer_time_begins_lunch_stays_at_its_clock_time(tmp_path: Path, now: Now) -> None:
    now.seconds = wall(2027, 3, 28, 1, 0)
    steps = [{"id": "a", "kind": "brief", "minutes": 30}, {"id": "b", "kind": "brief", "minutes": 15, "fixed": "04:00"}]
    session = make_session(tmp_path, steps, now=now)
    session.apply_now(clock.start(session))
    assert starts(session) == {"a": "01:00", "b": "04:00"}
    assert clock.timetable(session).entries[1].starts - now() == 2 * 3600
    now.minutes(30)
    assert (line(session), seconds(session)) == ("0 s left · of 30 min · until 01:30 · end 04:15", 1800)
    now.minutes(60)
    assert clock_time(now()) == "03:30"
    assert whole_minutes(clock.timetable(session).late) == 60
    session.store.close()


def test_when_summer_time_ends_an_hour_is_an_hour(tmp_path: Path, now: Now) -> None:
    now.seconds = wall(2026, 10, 25, 1, 30)
    steps = [
        {"id": "a", "kind": "brief", "minutes": 120},
        {"id": "b", "kind": "brief", "minutes": 15, "fixed": "03:00"},
    ]
    session = make_session(tmp_path, steps, now=now)
    session.apply_now(clock.start(session))
    assert starts(session) == {"a": "01:30", "b": "03:00"}
    now.minutes(60)
    assert clock_time(now()) == "02:30"
    now.minutes(60)
    assert (clock_time(now()), seconds(session)) == ("02:30", 7200)
    assert line(session) == "0 s left · of 120 min · until 02:30 · end 03:15"
    session.store.close()


async def woken(driver: Driver) -> None:
    """The laptop is opened again; it asks."""
    driver.run._beat()
    await driver.until(lambda: isinstance(driver.dialog, Confirm))


async def test_a_laptop_asleep_over_lunch_asks_and_enter_lets_the_break_count(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 1, 29, 9, 30)
    session.apply_now(clock.start(session))
    now.minutes(180)
    go(session, "lunch")
    async with running(session) as driver:
        await driver.until(lambda: driver.run.query_one(BigTime).value == "13:15")
        now.minutes(2)
        driver.run._beat()
        now.minutes(40)
        await woken(driver)
        assert "away from 12:32" in driver.words
        assert "to 13:12 (40 minutes)" in driver.words
        await driver.dialog_closes("enter")
        await driver.until(lambda: not driver.run.run.pulse.needs_answer)
        assert seconds(driver.session) == 42 * 60
        assert line(driver.session).startswith("3 min left")
        assert driver.run.query_one(BigTime).value == "13:15"


async def test_a_laptop_asleep_over_night_that_does_not_count_begins_the_day_anew(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 1, 29, 15, 0)
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.minutes(10)
        driver.run._beat()
        now.minutes(18 * 60)
        await woken(driver)
        assert "away from 29-1 15:10 to 09:10 (1080 minutes)" in driver.words
        await driver.dialog_closes("enter")
        await driver.until(lambda: driver.session.clock.since == now())
        assert seconds(driver.session) == 600
        assert "behind" not in line(driver.session)


async def test_a_laptop_asleep_over_the_change_of_summer_time_counts_real_minutes(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 3, 28, 1, 45)
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.minutes(5)
        driver.run._beat()
        now.minutes(20)
        await woken(driver)
        assert "away from 01:50 to 03:10 (20 minutes)" in driver.words
        await driver.dialog_closes("right", "enter")
        await driver.until(lambda: not driver.run.run.pulse.needs_answer)
        assert seconds(driver.session) == 25 * 60


async def test_a_laptop_whose_clock_was_a_year_ahead_does_not_measure_against_that_day(
    tmp_path: Path, now: Now
) -> None:
    session = a_day(tmp_path, now, 2028, 1, 29, 9, 30)
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.seconds = wall(2027, 1, 29, 9, 31)
        driver.run._beat()
        await driver.until(lambda: driver.session.clock.since == now())
        assert clock.timetable(driver.session).late == 0
        day = clock.today(driver.session)
        assert day is not None
        assert day.begun == now()


def test_everything_is_there_again_after_the_power_was_cut(tmp_path: Path, now: Now) -> None:
    session = a_day(tmp_path, now, 2027, 1, 29, 10, 0, starts="09:30")
    session.apply_now(clock.start(session))
    session.apply_now(clock.count_down(session, 600))
    before = line(session)
    session.store.abandon()
    again = Session.open(session.store.folder, session.kinds, now=now)
    assert (line(again), again.clock.countdown) == (before, now() + 600)
    again.store.close()
