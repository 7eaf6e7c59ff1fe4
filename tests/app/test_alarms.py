"""What the clock says by itself."""

from typing import Any

import pytest
from msgspec.structs import replace
from textual.geometry import Size

from facilitator.app import clock
from facilitator.app.alarms import Alarms
from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Minutes
from facilitator.session.session import Session
from tests.app.conftest import NINE, Now
from tests.app.driving import running


class Locked:
    locked = True


class Room:
    """The app around Run, as far as alarms need it."""

    tr = Translator()
    private = False
    size = Size(80, 24)

    def __init__(self) -> None:
        self.said: list[str] = []
        self.rung = 0
        self.screen_stack: list[Any] = []

    def say(self, sentence: str, *, bad: bool = False) -> None:
        self.said.append(sentence)

    def bell(self) -> None:
        self.rung += 1


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def alarms(session: Session, room: Room) -> Alarms:
    return Alarms(Running(session, room, lambda: None))  # type: ignore[arg-type]


async def through(alarms: Alarms, now: Now, minutes: float, of: float = 0.5) -> None:
    """Looks at the clock again and again while so many minutes go by."""
    for _ in range(round(minutes / of)):
        now.minutes(of)
        await alarms.tick()


async def test_the_last_20_and_5_percent_and_the_end_are_said_once(
    session: Session, now: Now, room: Room, alarms: Alarms
) -> None:
    session.apply_now(clock.start(session))
    await alarms.tick()
    await through(alarms, now, 20)
    assert room.said == ["“Welcome”: 2 minutes left.", "“Welcome”: 1 minute left.", "“Welcome”: the time is over."]
    assert room.rung == 0


async def test_nothing_is_said_while_the_clock_stands_still(now: Now, room: Room, alarms: Alarms) -> None:
    await alarms.tick()
    await through(alarms, now, 20)
    assert room.said == []


async def test_a_step_of_0_minutes_is_never_warned_about(
    session: Session, now: Now, room: Room, alarms: Alarms
) -> None:
    step = clock.current_step(session)
    assert step is not None
    session.apply_now(Change("", (replace(step, minutes=Minutes(min=0, plan=0, max=0)),)))
    session.apply_now(clock.start(session))
    await alarms.tick()
    await through(alarms, now, 20)
    assert room.said == []


async def test_a_step_that_was_over_when_one_came_to_it_is_not_said_again(
    session: Session, now: Now, room: Room, alarms: Alarms
) -> None:
    session.apply_now(clock.start(session))
    now.minutes(15)
    await through(alarms, now, 3)
    assert room.said == []


async def test_minutes_added_make_a_warning_due_again(session: Session, now: Now, room: Room, alarms: Alarms) -> None:
    session.apply_now(clock.start(session))
    await alarms.tick()
    await through(alarms, now, 8)
    session.apply_now(clock.add(session, 10))
    await alarms.tick()
    await through(alarms, now, 8)
    assert room.said == ["“Welcome”: 2 minutes left.", "“Welcome”: 4 minutes left."]


async def test_each_step_has_its_own_warnings(session: Session, now: Now, room: Room, alarms: Alarms) -> None:
    session.apply_now(clock.start(session))
    await alarms.tick()
    await through(alarms, now, 8)
    session.apply_now(clock.go(session, next(s for s in session.steps if s.key == "ideas"), done=True))
    await alarms.tick()
    await through(alarms, now, 16)
    assert room.said == ["“Welcome”: 2 minutes left.", "“Collect use cases”: 4 minutes left."]


async def test_over_the_laptop_handed_round_nothing_is_said_and_then_what_holds(
    session: Session, now: Now, room: Room, alarms: Alarms
) -> None:
    session.apply_now(clock.start(session))
    await alarms.tick()
    room.screen_stack = [Locked()]
    await through(alarms, now, 12)
    assert room.said == []
    room.screen_stack = []
    await alarms.tick()
    assert room.said == ["“Welcome”: the time is over."]


async def test_a_countdown_rings_once_and_is_gone(session: Session, now: Now, room: Room, alarms: Alarms) -> None:
    session.apply_now(clock.count_down(session, 90))
    await through(alarms, now, 1)
    assert (room.said, session.clock.countdown) == ([], NINE + 90)
    await through(alarms, now, 1)
    assert (room.said, room.rung, session.clock.countdown) == (["The countdown is over."], 1, None)


async def test_a_countdown_that_ended_while_nobody_was_there_goes_without_a_sound(
    session: Session, now: Now, room: Room, alarms: Alarms
) -> None:
    session.apply_now(clock.count_down(session, 90))
    now.minutes(30)
    await alarms.tick()
    assert (room.said, room.rung, session.clock.countdown) == ([], 0, None)


async def test_the_same_countdown_can_be_started_again(session: Session, now: Now, room: Room, alarms: Alarms) -> None:
    for _ in range(2):
        session.apply_now(clock.count_down(session, 60))
        await through(alarms, now, 2)
    assert room.rung == 2


async def test_a_session_without_steps_has_nothing_to_say(session: Session, room: Room, alarms: Alarms) -> None:
    session.apply_now(Change("", drops=tuple(session.steps)))
    await alarms.tick()
    assert room.said == []


async def test_run_looks_at_the_clock_by_itself(session: Session, now: Now) -> None:
    session.apply_now(clock.count_down(session, 90))
    async with running(session) as driver:
        now.minutes(1.6)
        await driver.until(lambda: driver.session.clock.countdown is None)
        assert "The countdown is over." in driver.said


async def test_a_countdown_survives_a_crash(session: Session, now: Now) -> None:
    session.apply_now(clock.count_down(session, 180))
    now.minutes(1)
    async with running(session, closed=False) as driver:
        assert driver.session.clock.countdown == NINE + 180
