"""Texts of another language: what an overlay must say, and what it makes of a value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.workshop_overlay import laid, texts_between

WORD = st.sampled_from(["one", "two", "three", "vier"])
ENTRY = st.fixed_dictionaries({"title": WORD, "note": WORD})


@pytest.mark.parametrize(
    ("base", "other", "over"),
    [
        ("Money", "Geld", "Geld"),
        ("Money", "Money", None),
        ("Money", "", None),
        (["a", "b"], ["a", "c"], ["a", "c"]),
        (["a"], ["a", "b"], None),
        ({"A": "Does", "I": "Is told"}, {"A": "Doet", "I": "Is told"}, {"A": "Doet"}),
        ([{"id": "x", "title": "One"}], [{"id": "x", "title": "Een"}], {"x": {"title": "Een"}}),
        ([{"id": "x", "weight": 1}], [{"id": "x", "weight": 2}], None),
        (3, 4, None),
        ("three", 3, None),
        ({"a": "b"}, None, None),
    ],
)
def test_an_overlay_says_the_texts_that_are_others(base: Any, other: Any, over: Any) -> None:
    assert texts_between(base, other) == over


@given(st.dictionaries(st.sampled_from("abc"), st.tuples(ENTRY, ENTRY), min_size=1))
def test_laid_over_the_value_it_gives_the_other_one_back(entries: dict[str, Any]) -> None:
    base = [{"id": id_, **mine} for id_, (mine, _) in entries.items()]
    other = [{"id": id_, **theirs} for id_, (_, theirs) in entries.items()]
    assert laid(base, texts_between(base, other)) == other
