"""Ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.ids import ALPHABET, LENGTH, from_number, new_id, to_number


@given(st.integers(0, 2**64 - 1))
def test_an_id_and_its_number_are_the_same(number: int) -> None:
    assert to_number(from_number(number)) == number


def test_a_new_id_has_13_characters_of_the_alphabet() -> None:
    assert len(new_id()) == LENGTH
    assert set(new_id()) <= set(ALPHABET)


@pytest.mark.parametrize("text", ["", "ABC", "U" * 13, "Z" * 13, "0" * 14])
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not an id|substring"):
        to_number(text)
