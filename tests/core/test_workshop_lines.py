"""Finding the line of every key of a TOML text."""

import tomllib
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.workshop_lines import line_at, lines_of
from facilitator.core.workshop_values import Path

TEXT = '''\
# a comment with [brackets] and = signs
title = "a # b"   # x
text = """
[[not]]
x = 1 \\""" ok
"""
literal = \'\'\'
it's''\'\'\'
"quoted key"."b.c" = 1
[a.b]
c = 1979-05-27 07:32:00
list = [ 1, # one
  [2, "]"],
  {x = 1, y = {z = 2}},
]
[[step]]
id = "1"
[step.only]
winners_of = "x"
[[step.option]]
id = 1
[[step.option]]
id = 2
[[step]]
id = "2"
option = []
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("text",), 3),
        (("literal",), 7),
        (("quoted key", "b.c"), 9),
        (("a",), 10),
        (("a", "b", "c"), 11),
        (("a", "b", "list", 0), 12),
        (("a", "b", "list", 1, 1), 13),
        (("a", "b", "list", 2, "y", "z"), 14),
        (("step", 0), 16),
        (("step", 0, "only"), 18),
        (("step", 0, "only", "winners_of"), 19),
        (("step", 0, "option", 1), 22),
        (("step", 0, "option", 1, "id"), 23),
        (("step", 1, "id"), 25),
        (("step", 1, "option"), 26),
    ],
)
def test_each_place_has_its_line(path, line) -> None:
    assert lines_of(TEXT)[path] == line


def test_a_place_that_is_not_written_down_has_the_line_of_what_is_around_it() -> None:
    assert line_at(("step", 1, "title"), lines_of(TEXT)) == 24


def test_an_empty_document_is_line_one() -> None:
    assert line_at(("title",), lines_of("")) == 1


def test_windows_line_ends_count_once() -> None:
    assert lines_of("a = 1\r\nb = 2\r\n[c]\r\nd = 3\r\n")[("c", "d")] == 4


@pytest.mark.parametrize(
    "string", ['""', "''", '""""""', '"""a"""', "''''''", '"""a""""', "'''a'''''", '"\\""', "'\\'"]
)
def test_every_way_to_write_a_string_ends_where_it_ends(string) -> None:
    assert lines_of(f"a = {string}\nb = 1\n")[("b",)] == 2


def places(value: Any, path: Path = ()) -> list[Path]:
    inside: list[Any] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(place for key, entry in inside for place in places(entry, (*path, key)))]


def test_every_place_of_the_text_is_found() -> None:
    assert set(places(tomllib.loads(TEXT))) == set(lines_of(TEXT))


names = st.text(st.sampled_from("ab\"'\\.# =[\n\u00e9"), max_size=4)
scalars = st.one_of(names, st.integers(-9, 9), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=10
)


def written(value: Any) -> str:
    """A value as inline TOML; JSON's strings, numbers and booleans are TOML's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)} = {written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(written, value)) + "\n]"
    return msgspec.json.encode(value).decode()


@given(st.dictionaries(names, trees, max_size=4))
def test_every_place_of_any_document_is_found(tree) -> None:
    text = "".join(f"{written(key)} = {written(value)}\n" for key, value in tree.items())
    assert set(places(tomllib.loads(text))) == set(lines_of(text))
