"""A workshop's documents as TOML: what is written is read back, and people can read it."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator.imports.library import shipped
from facilitator.imports.workshop_toml import overlay_text, workshop_text

TEXTS = st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=30) | st.lists(
    st.sampled_from(['"', '""', '"""', "\\", "\n", "a", "'", "\t", '\\"', "\x7f"])
).map("".join)
KEYS = st.text(st.sampled_from("ab-_.é \"'"), min_size=1, max_size=4)
VALUES = st.recursive(
    TEXTS | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)


@given(TABLES, st.dictionaries(KEYS, TABLES, max_size=2), st.lists(TABLES, max_size=3))
def test_a_workshop_that_is_written_is_read_back(head: dict[str, Any], collections: Any, steps: Any) -> None:
    document = head | {"collections": collections, "step": steps}
    document = {key: value for key, value in document.items() if value or key in head}
    assert tomllib.loads(workshop_text(document)) == document


@given(TABLES)
def test_an_overlay_that_is_written_is_read_back(document: dict[str, Any]) -> None:
    assert tomllib.loads(overlay_text(document)) == document


def test_the_librarys_workshops_are_read_back() -> None:
    for folder in shipped().iterdir():
        for file in folder.glob("*.toml"):
            document = tomllib.loads(file.read_text(encoding="utf-8"))
            write = workshop_text if file.name == "workshop.toml" else overlay_text
            assert tomllib.loads(write(document)) == document


def test_a_long_text_has_its_line_breaks_and_quotation_marks() -> None:
    step = {"id": "a", "prompt": 'Say: "Good".\n\nThen wait.\n'}
    assert '\nprompt = """\nSay: "Good".\n\nThen wait.\n"""\n' in workshop_text({"step": [step]})


def test_small_tables_stand_on_one_line() -> None:
    text = workshop_text({"step": [{"id": "a", "minutes": {"min": 8, "plan": 10, "max": 15}, "winners": 3}]})
    assert text.endswith('[[step]]\nid = "a"\nminutes = { min = 8, plan = 10, max = 15 }\nwinners = 3\n')


def test_every_step_has_a_header_of_its_own_however_short() -> None:
    assert workshop_text({"title": "T", "step": [{"id": "a"}, {"id": "b"}]}).count("[[step]]") == 2


def test_a_large_table_of_a_step_stands_below_it() -> None:
    step = {"id": "a", "texts": {"one": "x" * 90, "two": "y" * 90}, "last": 1}
    text = workshop_text({"step": [step]})
    assert text.index("last = 1") < text.index("[step.texts]")
