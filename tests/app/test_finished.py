"""A finished session stands still until it is taken up again."""

import asyncio

import pytest
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.app.clock import current_step, is_finished
from facilitator.app.commands import commands
from facilitator.app.home import HomeScreen
from facilitator.app.run_agenda import Agenda, agenda_rows
from facilitator.app.run_clock import ClockLine, reading
from facilitator.app.run_pulse import Pulse
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Step
from facilitator.kit.dialogs import Confirm
from facilitator.kit.keybar import KeyBar
from facilitator.session.finishing import finish, taken_up
from facilitator.session.session import Session
from tests.app.conftest import Now
from tests.app.driving import Driver, running

TR = Translator()
TAKE_UP = "Take this session up again"


@pytest.fixture
def over(session: Session, now: Now) -> Session:
    """A session that was finished after four minutes of its first step."""
    session.apply_now(clock.start(session))
    now.minutes(4)
    finish(session, TR)
    return session


def bar(driver: Driver) -> list[str]:
    return [entry.text for entry in driver.run.query_one(KeyBar).entries]


def palette(driver: Driver) -> list[str]:
    return [command.title for command in commands(driver.app, driver.run, driver.app.tr)]


async def test_the_line_with_the_time_says_that_it_is_finished(over: Session) -> None:
    async with running(over) as driver:
        assert (
            "■ This session is finished · 4 min taken · of 10 min · t: take up again"
            in driver.run.query_one(ClockLine).text
        )
        assert "This session is finished" in driver.text


async def test_t_asks_whether_it_is_taken_up_and_starts_no_clock(over: Session) -> None:
    async with running(over) as driver:
        await driver.dialog_opens("t")
        assert isinstance(driver.dialog, Confirm)
        await driver.dialog_closes("escape")
        assert is_finished(driver.session)
        assert driver.session.clock.since is None


async def test_taken_up_again_it_goes_on_and_the_clock_can_be_started(over: Session) -> None:
    async with running(over) as driver:
        await driver.dialog_opens("t")
        await driver.dialog_closes("enter")
        await driver.until(lambda: driver.session.info.state == "running")
        assert driver.session.history == []
        await driver.until(lambda: TAKE_UP not in bar(driver))
        assert driver.session.clock.since is None
        await driver.dialog_opens("t")
        await driver.press("t", until=lambda: driver.session.clock.since is not None)


async def test_key_bar_and_palette_offer_it_only_in_a_finished_session(over: Session) -> None:
    async with running(over) as driver:
        assert TAKE_UP in bar(driver)
        assert "Clock" not in bar(driver)
        assert palette(driver).count(TAKE_UP) == 1
        driver.session.apply_now(taken_up(driver.session, TR))
        await driver.until(lambda: "Clock" in bar(driver))
        assert TAKE_UP not in palette(driver)


async def test_the_key_of_the_agenda_that_takes_up_a_step_takes_up_the_session(over: Session) -> None:
    async with running(over) as driver:
        driver.run.query_one(Agenda).focus()
        await driver.pilot.pause()
        await driver.dialog_opens("s")
        assert "Take this session up again?" in driver.text


async def test_a_click_on_the_line_with_the_time_asks_too(over: Session) -> None:
    async with running(over) as driver:
        await driver.pilot.click(ClockLine)
        await driver.until(lambda: isinstance(driver.dialog, Confirm))


async def test_a_finished_session_for_reading_cannot_be_taken_up(over: Session) -> None:
    async with running(over, read_only=True) as driver:
        assert TAKE_UP not in bar(driver)
        assert "take up" not in driver.run.query_one(ClockLine).text


async def test_going_through_a_finished_session_is_only_looking(over: Session) -> None:
    async with running(over) as driver:
        before = {step.id: step for step in driver.session.steps}
        await driver.press("n", until=lambda: driver.step == "ideas")
        await driver.run.run.to_neighbour(-1)
        await driver.until(lambda: driver.step == "hello")
        assert {step.id: step for step in driver.session.steps} == before
        assert is_finished(driver.session)


async def test_n_at_the_last_step_of_a_finished_session_finishes_nothing(over: Session) -> None:
    last = ordered(over.steps)[-1]
    over.apply_now(clock.go(over, last, done=False))
    async with running(over) as driver:
        driver.run.query_one(Agenda).focus()
        await driver.press("n")
        assert driver.dialog is None
        assert not isinstance(driver.app.screen, HomeScreen)


def test_no_clock_is_started_in_a_finished_session(over: Session) -> None:
    with pytest.raises(FacilitatorError, match="take it up again before the clock runs"):
        clock.start(over)
    with pytest.raises(FacilitatorError):
        clock.until(over, over.now() + 600)


def test_going_on_in_a_finished_session_leaves_its_state_and_its_steps(over: Session) -> None:
    to = ordered(over.steps)[1]
    over.apply_now(clock.go(over, to, done=True))
    assert current_step(over) == to
    assert (over.info.state, over.table(Step)[to.id].started) == ("finished", "")


def test_a_clock_that_ran_on_in_a_finished_session_is_asked_nothing_about(over: Session, now: Now) -> None:
    over.apply_now(Change("", (replace(over.clock, since=over.now()),), history="none"))
    pulse = Pulse(over)
    now.minutes(30)
    pulse.beat()
    assert not pulse.needs_answer
    line = reading(over, TR)
    assert line is not None
    assert (line.running, line.rest[0]) == (False, "4 min taken")


def test_a_clock_that_ran_on_stands_still_when_the_session_is_taken_up(over: Session) -> None:
    over.apply_now(Change("", (replace(over.clock, since=over.now(), countdown=1.0),), history="none"))
    over.apply_now(taken_up(over, TR))
    assert (over.clock.since, over.clock.countdown, over.info.state) == (None, None, "running")


def test_no_step_of_a_finished_session_is_still_to_begin(over: Session) -> None:
    assert {row.cells[-1] for row in agenda_rows(over, TR)} == {""}


def test_no_round_is_opened_in_a_finished_session_and_one_is_after_it_was_taken_up(over: Session) -> None:
    step = over.steps[0].id
    with pytest.raises(FacilitatorError, match="take it up again"):
        asyncio.run(over.rounds.open("0000000000001", step, {}, Change("open")))
    over.apply_now(taken_up(over, TR))
    asyncio.run(over.rounds.open("0000000000001", step, {}, Change("open")))
