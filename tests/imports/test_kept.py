"""Everybody of a list once."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.people import APART, Apart, same
from facilitator.imports.kept import Kept


class Entry(NamedTuple):
    name: str = "Anna"
    email: str = ""
    department: str = ""
    organisation: str = ""


entries = st.builds(
    Entry,
    st.sampled_from(("Anna", "ÁNNA", "Bart", "")),
    st.sampled_from(("", "a@x.org", "A@x.org", "b@x.org")),
    st.sampled_from(("", "HR", "IT")),
)


@given(st.lists(entries, max_size=8), entries, st.sampled_from(((), ("department",), ("name", *APART))))
def test_the_first_who_is_the_same_is_found(known: list[Entry], one: Entry, apart: tuple[Apart, ...]) -> None:
    expected = next((at for at, other in enumerate(known) if same(other, one, apart)), None)
    assert Kept(apart, known).find(one) == expected


def test_somebody_is_found_by_an_address_that_was_filled_in_later() -> None:
    kept = Kept(APART, [Entry()])
    kept.fill(0, Entry(email="a@x.org"))
    assert kept.find(Entry("A. Bakker", "a@x.org")) == 0
    assert kept.find(Entry("A. Bakker", "b@x.org")) is None


def test_what_is_filled_in_is_kept_in_its_place() -> None:
    kept = Kept(APART, [Entry(), Entry("Bart")])
    kept.fill(0, Entry(department="HR"))
    assert kept.people == [Entry(department="HR"), Entry("Bart")]


@pytest.mark.parametrize(("name", "there"), [("anna", True), ("Ánna", True), ("Bart", False)])
def test_a_name_is_there_however_it_is_written(name: str, there: bool) -> None:
    assert Kept(APART, [Entry()]).has(name) is there
