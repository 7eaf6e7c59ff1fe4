"""Clock times and the moments they mean."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.wall_clock import HALF_DAY, clock_time, local, moment_of, moment_on, next_moment
from tests.core.agendas import wall

HOUR = 3600.0


pytestmark = pytest.mark.usefixtures("amsterdam")


def test_a_clock_time_is_that_of_the_local_day() -> None:
    assert moment_of("12:30", wall(2027, 1, 29, 9, 0)) == wall(2027, 1, 29, 12, 30)


def test_one_that_is_past_stays_on_the_same_day() -> None:
    assert moment_of("12:30", wall(2027, 1, 29, 18, 0)) == wall(2027, 1, 29, 12, 30)


def test_what_was_begun_in_the_evening_goes_on_past_midnight() -> None:
    assert moment_of("00:30", wall(2027, 1, 29, 20, 0)) == wall(2027, 1, 30, 0, 30)


def test_what_was_begun_after_midnight_is_of_its_own_date() -> None:
    assert moment_of("01:15", wall(2027, 1, 30, 0, 10)) == wall(2027, 1, 30, 1, 15)


def test_on_the_day_summer_time_begins_lunch_is_when_the_wall_shows_it() -> None:
    begun = wall(2027, 3, 28, 1, 0)
    lunch = moment_of("12:30", begun)
    assert lunch is not None
    assert lunch - begun == 10.5 * HOUR
    assert clock_time(lunch) == "12:30"


def test_on_the_day_summer_time_ends_lunch_is_when_the_wall_shows_it() -> None:
    begun = wall(2026, 10, 25, 1, 0)
    lunch = moment_of("12:30", begun)
    assert lunch is not None
    assert lunch - begun == 12.5 * HOUR


def test_a_time_that_is_left_out_in_spring_is_as_much_later() -> None:
    moment = moment_on(date(2027, 3, 28), "02:30")
    assert moment is not None
    assert clock_time(moment) == "03:30"


def test_of_a_time_that_comes_twice_in_autumn_the_first_is_meant() -> None:
    assert moment_on(date(2026, 10, 25), "02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("text", ["", "noon", "25:00", "12:60", "12.30", "1230", "12:30:00", "١٢:٣٠"])
def test_what_is_no_clock_time_means_no_moment(text: str) -> None:
    assert moment_of(text, wall(2027, 1, 29, 9, 0)) is None
    assert next_moment(text, wall(2027, 1, 29, 9, 0)) is None


def test_the_ends_of_the_calendar_are_no_fault() -> None:
    for day in (date.min, date.max):
        for clock in ("00:00", "23:59"):
            assert isinstance(moment_on(day, clock), float | None)


def test_the_next_moment_of_a_clock_time_is_today_or_tomorrow() -> None:
    evening = wall(2027, 1, 29, 23, 50)
    assert next_moment("23:55", evening) == wall(2027, 1, 29, 23, 55)
    assert next_moment("00:10", evening) == wall(2027, 1, 30, 0, 10)
    assert next_moment("23:50", evening) == wall(2027, 1, 30, 23, 50)


def test_the_last_day_of_a_year_is_followed_by_the_next_year() -> None:
    assert moment_of("00:15", wall(2026, 12, 31, 22, 0)) == wall(2027, 1, 1, 0, 15)


@given(
    begun=st.floats(wall(2026, 1, 1), wall(2028, 1, 1), allow_nan=False),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
def test_a_clock_time_is_shown_by_the_wall_and_near_the_begin(begun: float, hour: int, minute: int) -> None:
    text = f"{hour:02}:{minute:02}"
    moment = moment_of(text, begun)
    assert moment is not None
    assert -HALF_DAY - HOUR <= moment - begun <= 24 * HOUR + HOUR
    shown = local(moment)
    assert clock_time(moment) == text or shown.hour == 3  # the hour that is left out in spring
    assert abs(shown - local(begun)) <= timedelta(hours=25)
