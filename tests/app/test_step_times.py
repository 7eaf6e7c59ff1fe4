"""Planned against taken, on the screen."""

import pytest
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.app.step_times import StepTimes
from facilitator.core.change import Change
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.app.conftest import Now
from tests.app.driving import Driver, running
from tests.kit.harness import step_of


def table(driver: Driver) -> list[tuple[str, ...]]:
    assert isinstance(driver.dialog, StepTimes)
    return [row.cells for row in driver.dialog.query_one(Rows).rows]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_planned_and_taken_minutes_are_two_keys_away(session: Session, size: tuple[int, int], now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(12)
    session.apply_now(clock.go(session, step_of(session, "ideas"), done=True))
    now.minutes(4)
    session.apply_now(clock.pause(session))
    session.apply_now(Change("", (replace(step_of(session, "pause"), state="skipped"),)))
    async with running(session, size=size) as driver:
        await driver.press("f12")
        await driver.dialog_opens("v")
        assert table(driver) == [
            ("Welcome", "10", "10", "12", "+2"),
            ("Collect use cases", "20", "20", "4", ""),
            ("Break", "15", "–", "", ""),
            ("First steps", "15", "15", "", ""),
            ("Sum", "60", "45", "16", "+2"),
        ]
        assert "Collect use cases" in driver.text
        await driver.dialog_closes("escape")


async def test_a_step_that_took_less_says_so(session: Session) -> None:
    session.apply_now(Change("", (replace(step_of(session, "hello"), state="done", spent=240.0),)))
    async with running(session) as driver:
        await driver.press("f12")
        await driver.dialog_opens("v")
        assert table(driver)[0][-1] == "−6"


async def test_minutes_kept_free_are_named_below(session: Session) -> None:
    session.apply_now(Change("", (replace(step_of(session, "hello"), buffer=5),)))
    async with running(session) as driver:
        await driver.press("f12")
        await driver.dialog_opens("v")
        assert "5 min are kept free between the steps." in driver.words


async def test_a_removed_step_is_named_so(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f12", "3")
        await driver.press("x", until=lambda: len(driver.session.steps) == 3)
        await driver.dialog_opens("v")
        assert ("Break (removed)", "15", "–", "", "") in table(driver)
