"""Touches: what lies between two versions of a document, and back."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.session.history import restored, touch

DOCUMENTS = st.none() | st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3))


@given(before=DOCUMENTS, after=DOCUMENTS)
def test_going_back_gives_the_document_before(before: dict[str, int] | None, after: dict[str, int] | None) -> None:
    t = touch("t", 1, before, after)
    assert restored(after, t.before, t.after) == before


@given(before=DOCUMENTS, after=DOCUMENTS)
def test_going_forth_again_gives_the_document_after(
    before: dict[str, int] | None, after: dict[str, int] | None
) -> None:
    t = touch("t", 1, before, after)
    back = restored(after, t.before, t.after)
    assert restored(back, t.after, t.before) == after


def test_a_touch_holds_only_what_differs() -> None:
    t = touch("t", 1, {"a": 1, "b": 2}, {"a": 1, "b": 3})
    assert (t.before, t.after) == ({"b": 2}, {"b": 3})


def test_going_back_keeps_what_came_later_in_other_fields() -> None:
    t = touch("t", 1, {"a": 1, "b": 2}, {"a": 1, "b": 3})
    assert restored({"a": 9, "b": 3}, t.before, t.after) == {"a": 9, "b": 2}
