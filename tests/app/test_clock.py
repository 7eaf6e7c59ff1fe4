"""The clock and the place in the agenda."""

from msgspec.structs import replace

from facilitator.app import clock
from facilitator.core.agenda import left, ordered, spent
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Day
from facilitator.core.wall_clock import clock_time, local
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


FULL = NINE - NINE % 60
"""A full minute, as clock times are."""


def day(session: Session) -> Day:
    found = clock.today(session)
    assert found is not None
    return found


def late(session: Session) -> float:
    """Minutes behind."""
    return clock.timetable(session).late / 60


def with_starts(session: Session, moment: float) -> None:
    info = replace(session.info, starts=clock_time(moment), date=local(moment).date().isoformat())
    session.apply_now(Change("", (info,), history="none"))


def test_the_day_begins_with_the_clock_and_ends_as_planned(session: Session) -> None:
    assert clock.today(session) is None
    session.apply_now(clock.start(session))
    assert (day(session).begun, day(session).ends) == (NINE, NINE + 60 * 60)


def test_a_second_start_does_not_begin_the_day_again(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(3)
    session.apply_now(clock.pause(session))
    session.apply_now(clock.start(session))
    assert (day(session).begun, len(session.table(Day))) == (NINE, 1)


def test_a_late_start_by_an_hour_is_an_hour_behind_the_planned_begin(session: Session, now: Now) -> None:
    with_starts(session, FULL)
    now.minutes(60)
    session.apply_now(clock.start(session))
    assert (day(session).begun, int(late(session))) == (FULL, 60)


def test_before_the_day_has_begun_times_count_from_the_planned_begin(session: Session) -> None:
    with_starts(session, FULL + 30 * 60)
    assert clock.timetable(session).entries[0].starts == FULL + 30 * 60


def test_a_session_of_a_later_date_shows_the_times_of_that_date(session: Session) -> None:
    with_starts(session, FULL + 7 * 24 * 3600)
    assert clock.timetable(session).entries[0].starts == FULL + 7 * 24 * 3600


def test_a_date_that_is_none_is_today(session: Session) -> None:
    with_starts(session, FULL + 30 * 60)
    session.apply_now(Change("", (replace(session.info, date="soon"),), history="none"))
    assert clock.timetable(session).entries[0].starts == FULL + 30 * 60


def test_the_second_day_begins_when_its_first_step_is_reached_with_a_running_clock(session: Session, now: Now) -> None:
    plan = ordered(session.steps)[-1]
    session.apply_now(Change("", (replace(plan, day=2),)))
    session.apply_now(clock.start(session))
    now.minutes(50)
    move(session, "plan")
    assert (day(session).day, day(session).begun, late(session)) == (2, NINE + 50 * 60, 0)


def test_a_step_of_the_second_day_looked_at_with_a_still_clock_does_not_begin_it(session: Session) -> None:
    plan = ordered(session.steps)[-1]
    session.apply_now(Change("", (replace(plan, day=2),)))
    move(session, "plan")
    assert list(session.table(Day).values()) == []


def test_the_same_steps_taken_up_on_the_next_date_begin_a_day_anew(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(10)
    move(session, "ideas")
    session.apply_now(clock.pause(session))
    now.minutes(24 * 60)
    assert clock.today(session) is None
    session.apply_now(clock.start(session))
    assert (len(session.table(Day)), day(session).begun, late(session)) == (1, now(), 0)


def test_a_night_that_does_not_count_begins_the_day_anew(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(24 * 60)
    session.apply_now(clock.counted_until(session, NINE + 300))
    assert (day(session).begun, late(session)) == (now(), 0)


def test_what_a_step_takes_beyond_its_plan_is_behind(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(14)
    move(session, "ideas")
    now.minutes(1)
    assert late(session) == 4


def test_minutes_added_to_the_running_step_count_as_behind(session: Session) -> None:
    session.apply_now(clock.start(session))
    session.apply_now(clock.add(session, 5))
    assert late(session) == 5


def test_a_step_that_ended_early_is_ahead(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(6)
    move(session, "ideas")
    assert late(session) == -4


def test_ahead_and_behind_are_the_same_after_a_restart(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(14)
    session.close()
    again = Session.open(session.store.folder, session.kinds, now=now)
    assert late(again) == 4
    again.store.close()


def test_a_step_ends_at_the_clock_time_that_was_said(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(3.3)
    session.apply_now(clock.until(session, NINE + 25 * 60))
    assert round(clock.timetable(session).entries[0].ends, 3) == NINE + 25 * 60


def test_saying_until_when_starts_a_still_clock(session: Session) -> None:
    session.apply_now(clock.until(session, NINE + 7 * 60))
    assert (session.clock.since, session.clock.extra, session.info.state) == (NINE, -3, "running")


def test_until_a_clock_time_means_nothing_without_steps(session: Session) -> None:
    session.apply_now(Change("", drops=tuple(session.steps)))
    session.apply_now(clock.until(session, NINE + 60))
    assert session.clock.extra == 0


def test_a_countdown_is_part_of_the_clock_and_leaves_the_step_alone(session: Session) -> None:
    session.apply_now(clock.count_down(session, 180))
    assert (session.clock.countdown, session.clock.since) == (NINE + 180, None)
    move(session, "ideas")
    assert session.clock.countdown == NINE + 180
    session.apply_now(clock.count_down(session, None))
    assert session.clock.countdown is None


async def test_the_end_of_the_day_is_changed_and_the_change_undone(session: Session) -> None:
    session.apply_now(clock.start(session))
    await session.apply(clock.stay_until(day(session), NINE + 90 * 60, Translator()))
    assert day(session).ends == NINE + 90 * 60
    assert await session.undo() == f"the day ends at {clock_time(NINE + 90 * 60)}"
    assert day(session).ends == NINE + 60 * 60


async def test_a_proposal_accepted_and_undone_gives_back_the_same_agenda(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(15)
    before = ordered(session.steps)
    found = clock.catching_up(session)
    assert found.minutes == 5
    await session.apply(Change("catch up", found.steps))
    assert ordered(session.steps) != before
    await session.undo()
    assert ordered(session.steps) == before
