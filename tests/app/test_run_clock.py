"""The line with the time, its menu, and what happens to the time when the program was away."""

from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.app.run_clock import ClockLine, countdown_text, duration, reading
from facilitator.core.agenda import ordered, spent
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Day, Minutes
from facilitator.kit.dialogs import Confirm
from facilitator.session.finishing import finish
from facilitator.session.session import Session
from tests.app.conftest import NINE, Now
from tests.app.driving import Driver, running

TR = Translator()


def said(session: Session) -> str:
    now = reading(session, TR)
    assert now is not None
    return f"{now.time}, {now.state}, {' · '.join(now.rest)}"


def sign_of_life(session: Session) -> None:
    """Left now, not when the store's thread gets round to it."""
    session.store.alive()
    session.store.checkpoint().result()


def until(minutes: float) -> str:
    return datetime.fromtimestamp(NINE + minutes * 60).strftime("%H:%M")  # noqa: DTZ006


def test_a_still_clock_says_so(session: Session) -> None:
    assert (
        said(session) == f"10 min left, on time, of 10 min · clock stands still · until {until(10)} · end {until(60)}"
    )


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (1, "9 min left, on time"),
        (8, "2 min left, last 20 %"),
        (9, "60 s left, last 20 %"),
        (9.6, "24 s left, last 5 %"),
        (13, "3 min over, , of 10 min"),
    ],
)
def test_the_time_is_said_in_words(session: Session, now: Now, gone: float, words: str) -> None:
    session.apply_now(clock.start(session))
    now.minutes(gone)
    assert said(session).startswith(words)


def test_it_says_how_far_behind_one_is(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(14)
    assert said(session).endswith("4 min behind · t c: catch up")


def test_behind_the_plan_no_step_is_called_on_time(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(14)
    session.apply_now(clock.go(session, ordered(session.steps)[1], done=True))
    line = ClockLine(session, TR).text
    assert "left" in line
    assert "4 min behind" in line
    assert "on time" not in line


def test_what_is_over_is_said_once(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(13)
    assert ClockLine(session, TR).text.startswith("▶ 3 min over · of 10 min")


def test_it_says_how_far_ahead_one_is(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(6)
    to = next(step for step in session.steps if step.key == "ideas")
    session.apply_now(clock.go(session, to, done=True))
    assert said(session).endswith("4 min ahead")


def test_one_that_is_on_plan_is_told_so_after_the_first_step(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    assert "plan" not in said(session)
    now.minutes(10)
    session.apply_now(clock.go(session, next(step for step in session.steps if step.key == "ideas"), done=True))
    assert said(session).endswith("on plan")


def test_an_end_other_than_planned_is_said_with_both_times(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(15)
    assert f"end {until(65)}, planned {until(60)}" in said(session)


def test_catching_up_is_offered_only_while_the_clock_runs(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(15)
    session.apply_now(clock.pause(session))
    assert "catch up" not in said(session)


def test_with_the_end_of_the_day_out_of_reach_nothing_is_on_plan(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(10)
    session.apply_now(clock.go(session, ordered(session.steps)[1], done=True))
    assert "on plan" in said(session)
    last = ordered(session.steps)[-1]
    session.apply_now(Change("", (replace(last, minutes=Minutes(min=50, plan=60, max=70)),)))
    assert f"planned {until(60)}" in said(session)
    assert "on plan" not in said(session)


def test_a_step_that_is_over_without_missing_anything_offers_nothing(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    session.apply_now(clock.stay_until(session.only(Day), NINE + 7200, TR))
    now.minutes(15)
    assert "catch up" not in said(session)
    assert f"end {until(65)}, planned {until(120)}" in said(session)


def test_a_step_of_0_minutes_says_the_time_taken_and_is_never_over(session: Session, now: Now) -> None:
    step = clock.current_step(session)
    assert step is not None
    session.apply_now(Change("", (replace(step, minutes=Minutes(min=0, plan=0, max=0)),)))
    session.apply_now(clock.start(session))
    now.minutes(4)
    assert said(session).startswith("4 min taken, not timed, end ")


def test_a_finished_session_has_no_end_to_come(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(4)
    finish(session, TR)
    assert said(session) == "This session is finished, , 4 min taken · of 10 min · t: take up again"


def test_a_countdown_stands_before_everything_else(session: Session, now: Now) -> None:
    session.apply_now(clock.count_down(session, 180))
    now.minutes(0.505)
    found = reading(session, TR)
    assert found is not None
    assert found.countdown == "2:30"


@pytest.mark.parametrize(
    ("seconds", "text"), [(180, "3:00"), (59.2, "1:00"), (9, "0:09"), (0, "0:00"), (-5, "0:00"), (3600, "60:00")]
)
def test_what_is_left_of_a_countdown_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert countdown_text(seconds) == text


def test_the_end_of_everything_follows_what_happens(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(15)
    assert f"end {until(65)}" in said(session)


def test_the_bar_shows_the_part_that_is_gone(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(2.5)
    found = reading(session, TR)
    assert found is not None
    assert found.done == 0.25


def test_a_step_without_minutes_is_over_at_once(session: Session) -> None:
    session.apply_now(clock.add(session, -60))
    assert said(session).startswith("0 s left, over")


def test_a_session_without_steps_has_no_time(session: Session) -> None:
    session.apply_now(Change("", drops=tuple(session.steps)))
    assert reading(session, TR) is None


@pytest.mark.parametrize(("seconds", "words"), [(0, "0 s"), (119.9, "119 s"), (120, "2 min"), (-30, "30 s")])
def test_spans_are_minutes_or_seconds(seconds: float, words: str) -> None:
    assert duration(TR, seconds) == words


async def test_t_opens_the_menu_and_t_again_starts_the_clock(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("t")
        assert "Start the clock" in driver.text
        await driver.dialog_closes("t")
        await driver.until(lambda: driver.session.clock.since == NINE)
        await driver.until(lambda: driver.run.query_one(ClockLine).text.startswith("▶"))


@pytest.mark.parametrize(
    ("key", "extra"), [("plus", 1), ("greater_than_sign", 5), ("minus", -1), ("less_than_sign", -5)]
)
async def test_minutes_are_added_and_taken_by_key(session: Session, key: str, extra: int) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("t")
        await driver.dialog_closes(key)
        await driver.until(lambda: driver.session.clock.extra == extra)


async def test_the_menu_is_chosen_with_arrows_as_well(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("t")
        await driver.dialog_closes("down", "down", "enter")
        await driver.until(lambda: driver.session.clock.extra == 5)


async def test_a_click_on_the_line_opens_the_menu(session: Session) -> None:
    async with running(session) as driver:
        await driver.pilot.click(ClockLine)
        await driver.until(lambda: driver.dialog is not None)


async def test_a_tick_redraws_only_when_a_word_changes(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        line, drawn = driver.run.query_one(ClockLine), []
        line.refresh = lambda *args, **named: drawn.append(1)  # type: ignore[method-assign, return-value, assignment]
        now.minutes(0.2)
        line.tick()
        assert drawn != []
        drawn.clear()
        line.tick()
        assert drawn == []


async def test_quitting_stops_the_clock_and_adds_up_the_time(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.minutes(2)
        await driver.dialog_opens("ctrl+q")
        assert "The clock is running" in driver.text
        await driver.press("right", "enter", until=lambda: driver.app._exit)
    again = Session.open(session.store.folder, session.kinds, now=now)
    now.minutes(30)
    step = clock.current_step(again)
    assert step is not None
    assert (again.clock.since, spent(step, again.clock, now())) == (None, 120)
    again.store.close()


async def test_after_a_crash_the_clock_goes_on_within_ten_minutes(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(3)
    sign_of_life(session)
    now.minutes(4)
    async with running(session, closed=False) as driver:
        if driver.dialog is not None:
            await driver.dialog_closes("enter")
        step = driver.run.run.step
        assert step is not None
        assert spent(step, driver.session.clock, now()) == 420
        assert not isinstance(driver.dialog, Confirm)


async def away(driver: Driver, *answer: str) -> float:
    """Past the finding about the crash, answers the question, gives the seconds that the step has then."""
    await driver.until(lambda: driver.dialog is not None)
    if not isinstance(driver.dialog, Confirm):
        await driver.press("enter")
    await driver.until(lambda: isinstance(driver.dialog, Confirm))
    assert "Does this time count" in driver.text
    await driver.dialog_closes(*answer)
    await driver.until(lambda: not driver.run.run.pulse.needs_answer)
    await driver.pilot.pause(0.05)
    step = driver.run.run.step
    assert step is not None
    return spent(step, driver.session.clock, driver.session.now())


@pytest.mark.parametrize(("answer", "seconds"), [(("enter",), 180), (("right", "enter"), 180 + 1500)])
async def test_after_a_long_silence_it_asks_whether_the_time_counts(
    session: Session, now: Now, answer: tuple[str, ...], seconds: float
) -> None:
    session.apply_now(clock.start(session))
    now.minutes(3)
    sign_of_life(session)
    now.minutes(25)
    async with running(session, closed=False) as driver:
        assert await away(driver, *answer) == seconds
        now.minutes(1)
        step = driver.run.run.step
        assert step is not None
        assert spent(step, driver.session.clock, now()) == seconds + 60


async def test_a_still_clock_is_not_asked_about(session: Session, now: Now) -> None:
    sign_of_life(session)
    now.minutes(60)
    async with running(session, closed=False) as driver:
        assert not driver.run.run.pulse.needs_answer


async def test_a_laptop_that_slept_is_asked_about_as_well(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.minutes(2)
        driver.run._beat()
        now.minutes(40)
        driver.run._beat()
        assert await away(driver, "enter") == 120


async def test_a_wall_clock_set_back_keeps_what_was_counted(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        now.minutes(5)
        driver.run._beat()
        now.minutes(-60)
        driver.run._beat()
        await driver.until(lambda: driver.session.clock.since == now())
        now.minutes(1)
        step = driver.run.run.step
        assert step is not None
        assert spent(step, driver.session.clock, now()) == 360


async def test_a_session_opened_much_later_after_a_proper_end_asks_nothing(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    session.apply_now(clock.pause(session))
    session.close()
    now.minutes(600)
    async with running(session) as driver:
        assert not driver.run.run.pulse.needs_answer


def test_a_step_that_was_never_begun_is_marked_as_begun_by_the_clock(session: Session, tmp_path: Path) -> None:
    step = clock.current_step(session)
    assert step is not None
    session.apply_now(Change("", (replace(step, started=""),)))
    session.apply_now(clock.start(session))
    again = clock.current_step(session)
    assert again is not None
    assert again.started == session.moment()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
async def test_the_line_is_never_wider_than_the_screen_and_keeps_the_time_left(session: Session, width: int) -> None:
    async with running(session, size=(width, 24)) as driver:
        line = driver.run.query_one(ClockLine)
        strip = line.render_line(0)
        assert strip.cell_length == line.size.width
        assert strip.text.startswith(" ■ 10 min left")
        driver.session.apply_now(clock.count_down(driver.session, 180))
        line.tick()
        strip = line.render_line(0)
        assert strip.cell_length == line.size.width
        assert strip.text.startswith(" ▼ 3:00  ■ 10 min left"[:width])


async def test_on_a_narrow_screen_words_give_way_to_the_bar(session: Session) -> None:
    async with running(session, size=(60, 24)) as driver:
        text = driver.run.query_one(ClockLine).render_line(0).text
        assert "░" in text
        assert "of 10 min" not in text


async def test_on_a_high_screen_the_countdown_is_large_and_goes_when_it_is_over(session: Session) -> None:
    async with running(session, size=(120, 40)) as driver:
        line = driver.run.query_one(ClockLine)
        assert line.size.height == 1
        driver.session.apply_now(clock.count_down(driver.session, 180))
        await driver.until(lambda: line.size.height == 7)
        assert "███" in driver.text
        assert line.render_line(6).text.startswith(" ▼ 3:00  ■ 10 min left")
        driver.session.apply_now(clock.count_down(driver.session, None))
        await driver.until(lambda: line.size.height == 1)


async def test_on_a_low_screen_the_countdown_stays_in_the_line(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        driver.session.apply_now(clock.count_down(driver.session, 180))
        line = driver.run.query_one(ClockLine)
        await driver.until(lambda: "▼ 3:00" in line.text)
        assert line.size.height == 1
