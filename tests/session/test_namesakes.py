"""People of one name: who is one and the same."""

from pathlib import Path

import pytest

from facilitator.core.ids import new_id
from facilitator.session.namesakes import Known, called, told_apart


def known(place: str = "a", name: str = "Anna Bakker", client: str = "Acme", **more: str) -> Known:
    return Known(Path(place), "T", client, more.pop("id", new_id()), name, **more)


@pytest.mark.parametrize("typed", ["Anna Bakker", "anna  bakker", "Bakker, Anna", "A@Example.org "])
def test_somebody_is_found_by_name_or_address(typed: str) -> None:
    anna, ben = known(email="a@example.org"), known(name="Ben", email="b@example.org")
    assert called(typed, [anna, ben]) == [anna]


def test_a_first_name_alone_is_not_the_whole_name() -> None:
    assert called("Anna", [known()]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"email": "a@x.org"}, {"email": "A@X.org", "client": "Bolt"}),
        ({"email": "a@x.org"}, {}),
        ({"department": "IT"}, {"department": "it"}),
        ({"client": "ACME"}, {"client": "acme"}),
        ({"client": "", "id": "0AZ4K9T2M7QX1"}, {"client": "Bolt", "id": "0AZ4K9T2M7QX1"}),
    ],
    ids=["client", "address", "one address", "department", "client in capitals", "id"],
)
def test_one_human_being_in_two_sessions(one: dict[str, str], other: dict[str, str]) -> None:
    assert len(told_apart([known("a", **one), known("b", **other)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"client": "Acme"}, {"client": "Bolt"}),
        ({"client": ""}, {"client": ""}),
        ({"client": "Acme"}, {"client": "ACME B.V."}),
        ({"email": "a@x.org"}, {"email": "b@x.org"}),
        ({"department": "IT"}, {"department": "HR"}),
        ({"organisation": "Acme"}, {"organisation": "Supplier"}),
    ],
    ids=["two clients", "no client", "clients alike", "addresses", "departments", "organisations"],
)
def test_who_may_be_two_is_asked_about(one: dict[str, str], other: dict[str, str]) -> None:
    assert len(told_apart([known("a", **one), known("b", **other)])) == 2


def test_two_entries_of_one_session_are_two_people() -> None:
    assert len(told_apart([known("a"), known("a")])) == 2


def test_nobody_is_in_two_groups() -> None:
    people = [known(place, email=email) for place, email in (("a", "x@x"), ("b", ""), ("c", "y@y"), ("d", ""))]
    groups = told_apart(people)
    assert sorted(p.id for group in groups for p in group) == sorted(p.id for p in people)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_who_may_be_either_of_two_is_nobody_of_them_for_sure(order: tuple[int, ...]) -> None:
    people = [known("a", department="IT"), known("a", department="HR"), known("b")]
    assert sorted(len(group) for group in told_apart([people[n] for n in order])) == [1, 1, 1]


def test_an_address_settles_the_doubt() -> None:
    people = [known("a", email="x@x"), known("a"), known("b", email="X@x"), known("c")]
    assert sorted(len(group) for group in told_apart(people)) == [1, 1, 2]
