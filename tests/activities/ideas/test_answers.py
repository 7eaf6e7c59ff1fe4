import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.ideas.answers import written
from facilitator.core.i18n import Translator
from tests.activities.ideas.building import FIELDS

TR = Translator()


@pytest.mark.parametrize(
    ("typed", "kept"), [("8", "8"), ("2,5", "2.5"), ("-3.25", "-3.25"), (" 1 000 ", "1000"), ("+4", "4"), ("", "")]
)
def test_a_number_is_kept_with_a_decimal_point(typed: str, kept: str) -> None:
    assert written(FIELDS, {"hours": typed}, TR) == ({"hours": kept}, {})


@pytest.mark.parametrize("typed", ["eight", "8 h", "1.2.3", "1e5", "²"])
def test_what_is_no_number_is_named(typed: str) -> None:
    answers, faults = written(FIELDS, {"hours": typed}, TR)
    assert answers == {}
    assert f"“{typed}” is no number" in faults["hours"]


@pytest.mark.parametrize("typed", ["2027-03-31", "31-3-2027", "31.03.2027", "31/3/2027"])
def test_a_date_is_kept_as_iso(typed: str) -> None:
    assert written(FIELDS, {"first": typed}, TR) == ({"first": "2027-03-31"}, {})


@pytest.mark.parametrize("typed", ["31-2-2027", "tomorrow", "2027-13-01", "0000-01-01"])
def test_what_is_no_date_is_named(typed: str) -> None:
    assert "is no date" in written(FIELDS, {"first": typed}, TR)[1]["first"]


def test_a_long_answer_keeps_its_lines() -> None:
    assert written(FIELDS, {"problem": "a\nb"}, TR)[0] == {"problem": "a\nb"}


def test_another_answer_is_one_line() -> None:
    assert written(FIELDS, {"process": "a\nb"}, TR)[0] == {"process": "a b"}


def test_an_answer_to_no_field_is_left_out() -> None:
    assert written(FIELDS, {"gone": "x"}, TR) == ({}, {})


@given(st.dictionaries(st.sampled_from([field.id for field in FIELDS]), st.text(max_size=40)))
def test_every_answer_is_kept_or_refused(given_answers: dict[str, str]) -> None:
    answers, faults = written(FIELDS, given_answers, TR)
    assert answers.keys() | faults.keys() == given_answers.keys()
    assert not answers.keys() & faults.keys()
