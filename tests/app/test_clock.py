"""The clock and the place in the agenda."""

from msgspec.structs import replace

from facilitator.app import clock
from facilitator.core.agenda import left, ordered, spent
from facilitator.core.change import Change
from facilitator.session.session import Session
from tests.app.conftest import NINE, Now


def seconds(session: Session, key: str) -> float:
    step = next(step for step in session.steps if step.key == key)
    return spent(step, session.clock, session.now())


def move(session: Session, key: str, *, done: bool = True) -> None:
    step = next(step for step in session.steps if step.key == key)
    session.apply_now(clock.go(session, step, done=done))


def test_a_new_session_stands_at_its_first_step_with_the_clock_still(session: Session) -> None:
    step = clock.current_step(session)
    assert step is not None
    assert (step.key, session.clock.since, session.info.state) == ("hello", None, "prepared")


def test_starting_the_clock_makes_the_session_a_running_one(session: Session) -> None:
    session.apply_now(clock.start(session))
    step = clock.current_step(session)
    assert step is not None
    assert (session.clock.since, session.info.state, step.started) == (NINE, "running", session.moment())


def test_a_pause_keeps_the_time_that_ran(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(3)
    session.apply_now(clock.pause(session))
    now.minutes(5)
    assert (seconds(session, "hello"), session.clock.since) == (180, None)


def test_going_on_with_a_running_clock_gives_each_step_its_time(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(4)
    move(session, "ideas")
    now.minutes(2)
    assert (seconds(session, "hello"), seconds(session, "ideas")) == (240, 120)


def test_going_on_marks_the_step_done_and_going_back_does_not(session: Session) -> None:
    move(session, "ideas")
    move(session, "hello", done=False)
    assert [step.state for step in ordered(session.steps)[:2]] == ["done", "open"]


def test_going_on_with_a_still_clock_leaves_it_still(session: Session, now: Now) -> None:
    move(session, "ideas")
    now.minutes(2)
    assert (session.clock.since, seconds(session, "ideas")) == (None, 0)


def test_a_skipped_step_stays_skipped_when_left(session: Session) -> None:
    step = ordered(session.steps)[0]
    session.apply_now(Change("", (replace(step, state="skipped"),)))
    move(session, "ideas")
    assert ordered(session.steps)[0].state == "skipped"


def test_minutes_added_to_a_step_are_there_again_when_one_comes_back(session: Session) -> None:
    session.apply_now(clock.add(session, 5))
    move(session, "ideas")
    assert session.clock.extra == 0
    move(session, "hello", done=False)
    assert session.clock.extra == 5


def test_no_more_minutes_can_be_taken_than_there_are(session: Session) -> None:
    session.apply_now(clock.add(session, -100))
    step = clock.current_step(session)
    assert step is not None
    assert left(step, session.clock, session.now()) == 0


def test_time_after_a_moment_is_left_out_when_it_does_not_count(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(30)
    session.apply_now(clock.counted_until(session, NINE + 300))
    now.minutes(1)
    assert seconds(session, "hello") == 360


def test_a_clock_set_back_loses_nothing_that_was_counted(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(5)
    session.apply_now(clock.pause(session))
    session.apply_now(clock.start(session))
    now.minutes(-60)
    assert seconds(session, "hello") == 300


def test_none_of_it_is_in_the_history(session: Session) -> None:
    before = len(session.history)
    session.apply_now(clock.start(session))
    session.apply_now(clock.add(session, 5))
    move(session, "ideas")
    session.apply_now(clock.pause(session))
    assert len(session.history) == before


def test_drift_is_what_timed_steps_took_beyond_their_plan(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(14)
    move(session, "ideas")
    now.minutes(1)
    assert clock.drift(session.steps, session.clock, now()) == 240


def test_minutes_added_to_the_running_step_count_as_behind(session: Session) -> None:
    session.apply_now(clock.add(session, 5))
    assert clock.drift(session.steps, session.clock, session.now()) == 300


def test_a_step_that_ended_early_is_ahead(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(6)
    move(session, "ideas")
    assert clock.drift(session.steps, session.clock, now()) == -240
