"""Minutes and clock times as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.minutes import around, minutes_of, minutes_text, parse_clock, parse_minutes, parse_span
from facilitator.core.records import Minutes

TR = Translator()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25", (20, 25, 30)),
        (" 15 ", (12, 15, 18)),
        ("1", (1, 1, 1)),
        ("0", (0, 0, 0)),
        ("20-25-35", (20, 25, 35)),
        ("20 – 25 – 35", (20, 25, 35)),
        ("20/25/35", (20, 25, 35)),
        ("0-5-5", (0, 5, 5)),
        ("1440", (1152, 1440, 1728)),
    ],
)
def test_minutes_are_read_as_the_plan_or_as_least_planned_and_most(text: str, wanted: tuple[int, int, int]) -> None:
    found = parse_minutes(text, TR)
    assert (found.min, found.plan, found.max) == wanted


@pytest.mark.parametrize("text", ["", "ten", "-5", "20-35", "1:30", "2.5", "1-2-3-4", "²", "99999999"])
def test_what_names_no_minutes_says_how_they_are_written(text: str) -> None:
    with pytest.raises(FacilitatorError, match="20-25-35"):
        parse_minutes(text, TR)


def test_minutes_that_fall_are_refused() -> None:
    with pytest.raises(FacilitatorError, match="must rise"):
        parse_minutes("30-25-35", TR)


def test_a_step_longer_than_a_day_is_refused() -> None:
    with pytest.raises(FacilitatorError, match="1440"):
        parse_minutes("1441", TR)


@given(st.integers(0, 1440))
def test_a_plan_alone_is_written_alone(plan: int) -> None:
    assert minutes_text(around(plan)) == str(plan)
    assert parse_minutes(str(plan), TR) == around(plan)


@given(st.lists(st.integers(0, 1440), min_size=3, max_size=3).map(sorted))
def test_minutes_are_read_back_as_they_are_written(three: list[int]) -> None:
    minutes = Minutes(min=three[0], plan=three[1], max=three[2])
    assert parse_minutes(minutes_text(minutes), TR) == minutes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12:30", "12:30"),
        ("9:05", "09:05"),
        ("12.30", "12:30"),
        ("1230", "12:30"),
        ("0900", "09:00"),
        ("14 h", "14:00"),
        ("14 uur", "14:00"),
        ("9 Uhr", "09:00"),
        ("9", "09:00"),
        ("9h", "09:00"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("9:30", "09:30"),
        ("17", "17:00"),
        ("23:59", "23:59"),
        ("00:00", "00:00"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_clock_time_is_read_as_people_write_it(text: str, wanted: str) -> None:
    assert parse_clock(text, TR) == wanted


@pytest.mark.parametrize("text", ["24:00", "12:60", "noon", "24", "930", "12:3", "25h", "1:2:3", "9999"])
def test_what_is_no_clock_time_says_how_it_is_written(text: str) -> None:
    with pytest.raises(FacilitatorError, match="12:30"):
        parse_clock(text, TR)


def test_a_clock_time_is_so_many_minutes_after_midnight() -> None:
    assert [minutes_of(text) for text in ("00:00", "09:30", "23:59", "", "noon", "9")] == [
        0,
        570,
        1439,
        None,
        None,
        None,
    ]


@given(st.text(max_size=12))
def test_any_text_gives_a_clock_time_or_a_sentence(text: str) -> None:
    try:
        found = parse_clock(text, TR)
    except FacilitatorError:
        return
    assert found == "" or parse_clock(found, TR) == found


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3", 180), (" 3 ", 180), ("1:30", 90), ("0:05", 5), ("1.5", 90), ("1,5", 90), ("0.25", 15), ("180", 10_800)],
)
def test_a_short_span_is_minutes_or_minutes_and_seconds(text: str, seconds: float) -> None:
    assert parse_span(text, TR) == seconds


@pytest.mark.parametrize(
    "text", ["", "soon", "0", "0:00", "-3", "1:60", "1:5", "181", "999:59", "3 min", "1:30:00", "²"]
)
def test_what_names_no_span_says_how_it_is_written(text: str) -> None:
    with pytest.raises(FacilitatorError, match="1:30"):
        parse_span(text, TR)


@given(st.text(max_size=12))
def test_a_span_is_read_or_refused_in_words_whatever_is_typed(text: str) -> None:
    with suppress(FacilitatorError):
        assert 1 <= parse_span(text, TR) <= 10_800
