"""Days as people type and read them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.dates import MONTHS, parse_day, with_weekday, written_day
from facilitator.core.i18n import Translator

TODAY = date(2026, 11, 22)
EXPECTED = date(2026, 12, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-03", "2026-12-3", "3-12-2026", "03-12-2026", "3.12.2026", "3. 12. 2026", "3/12/2026"),
        *("3-12-26", "3.12.26", "3.12.", "3.12", "3-12", "3/12", " 3  12  2026 "),
        *("3 dec", "3 Dec 2026", "3 december 2026", "3. Dezember 2026", "3 dez. 2026", "3-dec-2026", "3. Dez"),
        "+11",
    ],
)
def test_forms_of_one_and_the_same_day(text: str) -> None:
    assert parse_day(text, TODAY) == EXPECTED


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31-2-2026", "2026-13-01", "0-0-0", "3", "3 brumaire", "12-3-2026-4", "+", "++3"),
        *("99-99", "+9999999", "3-12-202", "１２３", "30.2.", "-3"),
    ],
)
def test_what_names_no_day(text: str) -> None:
    assert parse_day(text, TODAY) is None


def test_a_day_before_month_is_never_read_the_american_way() -> None:
    assert parse_day("3/4/2027", TODAY) == date(2027, 4, 3)
    assert parse_day("3/13/2027", TODAY) is None


def test_without_a_year_a_day_that_is_over_means_next_year() -> None:
    assert parse_day("3-2", TODAY) == date(2027, 2, 3)


def test_without_a_year_today_means_today() -> None:
    assert parse_day("22.11.", TODAY) == TODAY


def test_a_leap_day_without_a_year_is_the_next_one() -> None:
    assert parse_day("29 feb", TODAY) == date(2028, 2, 29)


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["{2}-{1}-{0}", "{2}.{1}.{0}", "{0}-{1:02}-{2:02}"])
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert parse_day(form.format(day.year, day.month, day.day), TODAY) == day


@given(st.integers(0, 9999))
def test_days_from_today(days: int) -> None:
    assert parse_day(f"+{days}", TODAY) == TODAY + timedelta(days=days)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert parse_day(text, TODAY) is None or isinstance(parse_day(text, TODAY), date)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_name_of_every_month_is_read(month: int) -> None:
    assert parse_day(f"1 {MONTHS[month - 1]} 2027", TODAY) == date(2027, month, 1)


def test_a_written_day_has_the_month_by_name() -> None:
    assert written_day("2026-12-03", Translator()) == "3 December 2026"


def test_what_is_no_day_stays_as_it_is() -> None:
    assert written_day("", Translator()) == ""
    assert written_day("soon", Translator()) == "soon"


def test_the_day_of_the_week_shows_a_mistyped_date() -> None:
    assert with_weekday("2026-12-03", Translator()) == "Thursday, 3 December 2026"
    assert with_weekday("soon", Translator()) == "soon"
