"""When two entries are the same person, and whom a typed name means."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.ids import from_number
from facilitator.core.people import APART, Apart, called, names, same, told_apart, whom
from facilitator.core.records import Person

STRICT: tuple[Apart, ...] = ("name", *APART)
WORDS = ("", "HR", "hr", "Büro", "buro", "Sales")


def somebody(name: str = "Anna", n: int = 1, **more: Any) -> Person:
    return Person(id=from_number(n), name=name, order=n, **more)


people = st.builds(
    somebody,
    st.sampled_from(("Anna", "ANNA", "Ánna", "Anna Bakker", "Bart")),
    email=st.sampled_from(("", "a@x.org", "A@X.org", "b@x.org")),
    department=st.sampled_from(WORDS),
    organisation=st.sampled_from(WORDS),
)
fields = st.sampled_from(((), ("department",), ("organisation",), APART, STRICT))


@pytest.mark.parametrize(
    ("one", "other", "apart", "alike"),
    [
        ({}, {}, APART, True),
        ({}, {"name": "anna"}, APART, True),
        ({"name": "Jörg Weiß"}, {"name": "JORG WEISS"}, APART, True),
        ({"name": "Zoë"}, {"name": unicodedata.normalize("NFD", "Zoë")}, APART, True),
        ({}, {"name": "Bart"}, APART, False),
        ({"email": "a@x.org"}, {"email": "A@X.ORG"}, APART, True),
        ({"email": "a@x.org"}, {"email": "b@x.org"}, APART, False),
        ({"email": "a@x.org"}, {}, APART, True),
        ({"email": "a@x.org"}, {"email": "a@x.org", "name": "A. Bakker"}, APART, True),
        ({"email": "a@x.org"}, {"email": "a@x.org", "name": "A. Bakker"}, STRICT, False),
        ({"email": "a@x.org", "department": "HR"}, {"email": "a@x.org", "department": "IT"}, STRICT, True),
        ({"department": "HR"}, {"department": "hr"}, APART, True),
        ({"department": "HR"}, {"department": "IT"}, APART, False),
        ({"department": "HR"}, {"department": "IT"}, ("organisation",), True),
        ({"department": "HR"}, {"department": "IT"}, (), True),
        ({"department": "HR"}, {}, APART, True),
        ({"organisation": "Shell"}, {"organisation": "BP"}, APART, False),
        ({"organisation": "Shell"}, {"organisation": "BP"}, ("department",), True),
    ],
)
def test_two_entries_are_one_person_or_two(
    one: dict[str, Any], other: dict[str, Any], apart: tuple[Apart, ...], alike: bool
) -> None:
    assert same(somebody(**one), somebody(**other), apart) is alike


@pytest.mark.parametrize(
    ("said", "known", "alike"), [("", "", True), ("HR", "HR", True), ("", "HR", True), ("HR", "", False)]
)
def test_to_be_sure_what_is_said_must_be_known_of_the_other_too(said: str, known: str, alike: bool) -> None:
    assert same(somebody(department=said), somebody(department=known), sure=True) is alike


@given(people, people, fields)
def test_it_does_not_matter_who_of_two_comes_first(one: Person, other: Person, apart: tuple[Apart, ...]) -> None:
    assert same(one, other, apart) == same(other, one, apart)


@given(people, fields, st.booleans())
def test_everybody_is_oneself(person: Person, apart: tuple[Apart, ...], sure: bool) -> None:
    assert same(person, person, apart, sure=sure)


@given(people, people)
def test_the_more_tells_people_apart_the_fewer_are_the_same(one: Person, other: Person) -> None:
    steps = [same(one, other, apart) for apart in ((), ("department",), APART, STRICT)]
    assert steps == sorted(steps, reverse=True)
    assert same(one, other) or not same(one, other, sure=True)


@given(people, st.lists(people, max_size=5), fields)
def test_whom_it_can_be_are_only_people_who_are_the_same(
    person: Person, others: list[Person], apart: tuple[Apart, ...]
) -> None:
    found, alike = whom(person, others, apart), [other for other in others if same(person, other, apart)]
    assert all(other in alike for other in found)
    assert bool(found) == bool(alike)


def test_the_same_address_counts_before_the_same_name() -> None:
    plain, mailed = somebody(n=2), somebody("A. Bakker", n=3, email="a@x.org")
    assert whom(somebody(email="a@x.org"), [plain, mailed]) == [mailed]


def test_of_several_with_one_address_it_is_the_one_with_the_name() -> None:
    boss, clerk = somebody("Bart", n=2, email="office@x.org"), somebody("Anna", n=3, email="office@x.org")
    assert whom(somebody(email="office@x.org"), [boss, clerk]) == [clerk]


def test_namesakes_of_whom_nothing_else_is_known_are_all_meant() -> None:
    one, two = somebody(n=2), somebody(n=3)
    assert whom(somebody(), [one, two]) == [one, two]


@given(st.lists(people, max_size=6))
def test_everybody_is_found_by_the_name_that_tells_apart(everybody: list[Person]) -> None:
    everybody = [somebody(p.name, n, email=p.email, department=p.department) for n, p in enumerate(everybody, 1)]
    for id_, name in names(everybody).items():
        assert getattr(called(everybody, name), "id", None) == id_


def test_a_name_typed_without_its_accents_is_known() -> None:
    zoe = somebody("Zoë Müller")
    assert called([zoe], "zoe muller") == zoe
    assert called([zoe], "Zoe") == zoe


def test_of_two_names_that_differ_in_an_accent_the_one_typed_is_meant() -> None:
    plain, accented = somebody("Jose", n=1), somebody("José", n=2)
    assert called([plain, accented], "josé") == accented
    assert called([plain, accented], "jose") == plain


def test_a_name_that_nobody_else_has_tells_nobody_apart() -> None:
    staff, clerk = somebody(n=1, department="Staff"), somebody(n=2, department="Clerks")
    assert told_apart([staff, clerk], "anna (clerks)") == clerk
    assert told_apart([staff, clerk], "Anna") is None
    assert told_apart([staff], "Anna") is None
