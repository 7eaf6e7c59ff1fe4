from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.ideas import answers as rules
from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from tests.activities.ideas.building import FIELDS

TR = Translator()
TODAY = date(2026, 11, 22)
PEOPLE = [
    Person(id=str(n), name=name, order=n)
    for n, name in enumerate(["Anna Visser", "Ben Bos", "Bea van Dam", "Zoë Åkers"])
]


def written(given_answers: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    return rules.written(FIELDS, given_answers, PEOPLE, TODAY, TR)


@pytest.mark.parametrize(
    ("typed", "kept"), [("8", "8"), ("2,5", "2.5"), ("-3.25", "-3.25"), (" 1 000 ", "1000"), ("+4", "4"), ("", "")]
)
def test_a_number_is_kept_with_a_decimal_point(typed: str, kept: str) -> None:
    assert written({"hours": typed}) == ({"hours": kept}, {})


@pytest.mark.parametrize("typed", ["eight", "8 h", "1.2.3", "1e5", "²"])
def test_what_is_no_number_is_named(typed: str) -> None:
    answers, faults = written({"hours": typed})
    assert answers == {}
    assert f"“{typed}” is no number" in faults["hours"]


@pytest.mark.parametrize(
    "typed", ["2027-03-31", "31-3-2027", "31.03.2027", "31/3/2027", "31 mrt 2027", "31. März 2027"]
)
def test_a_date_is_kept_as_iso(typed: str) -> None:
    assert written({"first": typed}) == ({"first": "2027-03-31"}, {})


@pytest.mark.parametrize("typed", ["31-2-2027", "soon", "2027-13-01", "0000-01-01"])
def test_what_is_no_date_is_named(typed: str) -> None:
    assert "is no date" in written({"first": typed})[1]["first"]


def test_a_long_answer_keeps_its_lines() -> None:
    assert written({"problem": "a\nb"})[0] == {"problem": "a\nb"}


def test_another_answer_is_one_line() -> None:
    assert written({"process": "a\nb"})[0] == {"process": "a b"}


def test_an_answer_to_no_field_is_left_out() -> None:
    assert written({"gone": "x"}) == ({}, {})


@given(st.dictionaries(st.sampled_from([field.id for field in FIELDS]), st.text(max_size=40)))
def test_every_answer_is_kept_or_refused(given_answers: dict[str, str]) -> None:
    answers, faults = written(given_answers)
    assert answers.keys() | faults.keys() == given_answers.keys()
    assert not answers.keys() & faults.keys()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("anna", "Anna Visser"),
        ("bos", "Ben Bos"),
        ("b", "b"),
        ("zoe", "Zoë Åkers"),
        ("akers", "Zoë Åkers"),
        ("BEA VAN DAM", "Bea van Dam"),
        ("IT department", "IT department"),
        ("", ""),
    ],
)
def test_the_beginning_of_one_name_is_completed(typed: str, kept: str) -> None:
    assert written({"owner": typed}) == ({"owner": kept}, {})


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("", "Zoe", ["Zoe"]),
        ("", "anna visser", []),
        ("", "Zoe Akers", []),
        ("", "", []),
        ("Zoe", "Zoe", []),
    ],
)
def test_a_name_that_nobody_on_the_list_has_is_found(before: str, after: str, named: list[str]) -> None:
    assert rules.strangers(FIELDS, {"owner": before}, {"owner": after, "problem": "Zoe"}, PEOPLE) == named


def test_without_a_list_of_people_every_name_will_do() -> None:
    assert rules.strangers(FIELDS, {}, {"owner": "Zoe"}, []) == []
