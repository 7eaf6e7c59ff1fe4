"""Documents are plain JSON, and nobody shares them with the store."""

import datetime
import enum
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.documents import Tables, apply, copied, decode, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.text(), VALUES, max_size=4)


class Colour(enum.Enum):
    """A value that JSON could write, but would not give back."""

    RED = "red"


@given(DOCUMENTS, st.integers(0, 2**64 - 1))
def test_what_is_encoded_is_read_back_the_same(document: dict[str, Any], number: int) -> None:
    line, kept = encode([("items", number, document)])
    assert decode(line) == kept == [("items", number, document)]


@given(DOCUMENTS)
def test_the_copy_shares_nothing_with_the_document(document: dict[str, Any]) -> None:
    document["list"] = [{"deep": [1]}]
    _, kept = encode([("items", 1, document)])
    document["list"][0]["deep"].append(2)
    assert kept[0][2] is not None
    assert kept[0][2]["list"] == [{"deep": [1]}]


@given(VALUES)
def test_a_copy_is_equal_and_apart(value: Any) -> None:
    whole = {"value": value, "list": [[1]]}
    other = copied(whole)
    other["list"][0].append(2)
    assert whole == {"value": value, "list": [[1]]}


def test_the_line_is_one_line_whatever_the_text() -> None:
    line, _ = encode([("items", 1, {"text": "a\nb\r\u2028c\x00"})])
    assert b"\n" not in line
    assert b"\r" not in line


def test_tuples_become_lists() -> None:
    assert encode([("items", 1, {"labels": ("a", ("b",))})])[1] == [("items", 1, {"labels": ["a", ["b"]]})]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_are_not_finite_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON has no number"):
        encode([("items", 1, {"deep": [{"n": number}]})])


@pytest.mark.parametrize(
    "value",
    [
        {1, 2},
        b"bytes",
        object(),
        datetime.date(2026, 1, 1),
        uuid.UUID(int=1),
        Colour.RED,
        {1: "a key that is no text"},
        1j,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        encode([("items", 1, {"deep": [value]})])


def test_text_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        encode([("items", 1, {"text": "\ud800"})])


def test_endless_nesting_is_refused() -> None:
    document: dict[str, Any] = {}
    document["self"] = document
    with pytest.raises(ValueError, match="nested too deeply"):
        encode([("items", 1, document)])


@pytest.mark.parametrize("number", ["1", 1.0, True, b"1"])
def test_an_id_is_a_whole_number(number: Any) -> None:
    with pytest.raises(TypeError, match="id"):
        encode([("items", number, {})])


def test_a_document_is_a_dict() -> None:
    wrong: Any = ["no", "dict"]
    with pytest.raises(TypeError, match="dict"):
        encode([("items", 1, wrong)])


def test_a_table_has_a_name() -> None:
    wrong: Any = 7
    with pytest.raises(TypeError, match="name"):
        encode([(wrong, 1, {})])


def test_the_hidden_table_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="_meta"):
        encode([("_meta", 1, {})])


def test_one_bad_document_refuses_all_of_them() -> None:
    with pytest.raises(TypeError):
        encode([("items", 1, {}), ("items", 2, {"x": {1}})])


def test_operations_put_remove_make_and_drop() -> None:
    tables: Tables = {"old": {1: {}}}
    apply(
        tables, [("items", 1, {"a": 1}), ("items", 2, {}), ("items", 1, None), ("empty", None, {}), ("old", None, None)]
    )
    assert tables == {"items": {2: {}}, "empty": {}}


def test_removing_what_is_not_there_changes_nothing() -> None:
    tables: Tables = {"items": {1: {}}}
    apply(tables, [("items", 9, None), ("none", 1, None), ("none", None, None)])
    assert tables == {"items": {1: {}}}


def test_making_a_table_that_is_there_keeps_its_documents() -> None:
    tables: Tables = {"items": {1: {}}}
    apply(tables, [("items", None, {})])
    assert tables == {"items": {1: {}}}
