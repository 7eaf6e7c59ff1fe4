"""A person is taken out of documents: texts are cleaned, references let go, documents stay valid."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities import find
from facilitator.core.ids import Id, from_number, new_id, to_number
from facilitator.core.records import Record, StepRecord
from facilitator.session.redact import Texts, Whom, cleaned, redacted, strings
from facilitator.session.schema import Schema
from facilitator.session.traces import Traces

ANNA = new_id()
BEN = new_id()
WHOM = Whom(Traces(["Anna Bakker"], ["anna@example.org"], others=["Ben"]), frozenset((ANNA,)))


class Point(msgspec.Struct, frozen=True, kw_only=True):
    person: Id
    x: float
    seen_by: Id | None = None


class Cell(StepRecord, frozen=True, kw_only=True):
    """As a kind that nobody has written yet may keep it."""

    person: Id
    letters: str = ""


class Snapshot(StepRecord, frozen=True, kw_only=True):
    points: tuple[Point, ...] = ()
    effort: dict[Id, int] = {}
    waiting: tuple[Id, ...] = ()
    by: Id | None = None


TYPES: dict[str, type[Record]] = {**Schema(find().values()).types, "raci.cell": Cell, "map.snapshot": Snapshot}
STEP = new_id()


def run(table: str, document: dict[str, Any], whom: Whom = WHOM, types: Any = None) -> dict[str, Any] | None:
    done = redacted({table: {7: document}}, {}, whom, "#", TYPES if types is None else types)
    return done.tables[table].get(7)


def test_every_text_is_cleaned_also_deep_inside_and_in_keys() -> None:
    document = {"a": ["Anna Bakker", {"b": "Bakker, Anna"}], "Anna Bakker": 1, "n": 3, "t": None}
    assert run("notes.unknown", document) == {"a": ["#", {"b": "#"}], "#": 1, "n": 3, "t": None}


def test_keys_that_become_equal_lose_nothing() -> None:
    assert run("x", {"Anna Bakker": 1, "anna bakker": 2}) == {"#": 1, "# (2)": 2}


def test_the_person_is_gone_and_others_keep_name_and_address() -> None:
    people = {to_number(ANNA): {"name": "Anna Bakker"}, 2: {"name": "Anna Bakker", "role": "boss of Anna Bakker"}}
    done = redacted({"people": people}, {}, WHOM, "#", {})
    assert done.tables["people"] == {2: {"name": "Anna Bakker", "role": "boss of #"}}
    assert done.people == 1


def test_the_history_is_emptied() -> None:
    done = redacted({"log": {1: {"label": "x"}, 2: {}}}, {}, WHOM, "#", {})
    assert (done.tables, done.history) == ({}, 2)


def test_the_summary_is_cleaned() -> None:
    assert redacted({}, {"title": "For Anna Bakker", "steps": 3}, WHOM, "#", {}).summary == {
        "title": "For #",
        "steps": 3,
    }


def test_the_summary_counts_the_people_who_are_left() -> None:
    people = {to_number(ANNA): {"name": "Anna Bakker"}, 2: {"name": "Ben"}, 3: {"name": "Cem", "participant": False}}
    assert redacted({"people": people}, {"people": 2}, WHOM, "#", TYPES).summary == {"people": 1}


def test_an_optional_reference_becomes_empty() -> None:
    task = {"number": 1, "title": "T", "order": 1.0, "owner": ANNA, "item": BEN}
    assert run("tasks", task) == task | {"owner": None}


def test_a_list_becomes_shorter() -> None:
    group = {"step": STEP, "title": "G", "order": 1.0, "people": [BEN, ANNA], "items": []}
    assert run("groups", group) == group | {"people": [BEN]}


def test_a_document_about_the_person_alone_is_gone() -> None:
    assert run("raci.cell", {"step": STEP, "person": ANNA, "letters": "R"}) is None


def test_a_document_with_the_persons_own_id_is_gone() -> None:
    done = redacted({"map.card": {to_number(ANNA): {"x": 1}, 5: {"x": 2}}}, {}, WHOM, "#", {})
    assert done.tables == {"map.card": {5: {"x": 2}}}
    assert done.dropped == {"map.card": 1}


def test_a_part_about_the_person_goes_and_the_rest_of_the_document_stays() -> None:
    snapshot = {
        "step": STEP,
        "points": [
            {"person": ANNA, "x": 1.0, "seen_by": ANNA},
            {"person": BEN, "x": 2.0, "seen_by": ANNA},
            {"person": ANNA, "x": 3.0},
        ],
        "effort": {ANNA: 3, BEN: 4},
        "waiting": [ANNA, BEN, ANNA],
        "by": ANNA,
    }
    assert run("map.snapshot", snapshot) == {
        "step": STEP,
        "points": [{"person": BEN, "x": 2.0, "seen_by": None}],
        "effort": {BEN: 4},
        "waiting": [BEN],
        "by": None,
    }


def test_a_kind_that_is_not_installed_lets_go_as_well() -> None:
    document = {"who": ANNA, "cells": [ANNA, BEN], "by": {ANNA: 1}, "key": f"row:{ANNA}", f"{ANNA}:x": 2}
    assert run("other.thing", document) == {"who": None, "cells": [BEN], "by": {}, "key": "row:#"}


def test_an_answer_to_a_field_that_names_the_person_by_id_is_taken_out() -> None:
    item = {"number": 1, "collection": "c", "title": "T", "order": 1.0, "fields": {"owner": ANNA, "x": "y"}}
    assert run("items", item) == item | {"fields": {"x": "y"}}


def test_fixed_words_of_the_program_stay_valid() -> None:
    whom = Whom(Traces(["X Y"], also=["decision", "open", "brief", "plan"]))
    note = {"what": "decision", "text": "a decision", "at": ""}
    assert run("notes", note, whom) == note | {"text": "a #"}
    step = {"key": "k", "kind": "brief", "order": 1.0, "minutes": {"min": 1, "plan": 2, "max": 3}, "state": "open"}
    assert run("steps", step, whom) == step


def test_settings_of_a_step_stay_unless_they_are_prose() -> None:
    whom = Whom(Traces(["X Y"], also=["collect", "score"]))
    source = {"step": [{"id": "a", "mode": "collect", "ties": ["score"], "title": "collect", "prompt": "We collect"}]}
    after = run("workshop", {"source": source, "overlays": {}}, whom)
    assert after is not None
    assert after["source"]["step"] == [
        {"id": "a", "mode": "collect", "ties": ["score"], "title": "#", "prompt": "We #"}
    ]


def test_texts_that_hold_a_part_of_the_name_are_listed_once_a_document() -> None:
    tables = {"notes": {1: {"text": "Anna again", "more": "Bakker"}, 2: {"text": "nobody"}}}
    done = redacted(tables, {}, WHOM, "#", {})
    assert [(left.table, left.excerpt) for left in done.left] == [("notes", "Anna again")]


def test_the_names_of_other_people_are_no_leftovers() -> None:
    assert redacted({"people": {3: {"name": "Anna Other"}}}, {}, WHOM, "#", {}).left == []


def test_what_was_given_is_not_changed() -> None:
    tables = {"x": {1: {"a": ["Anna Bakker", ANNA]}}}
    redacted(tables, {}, WHOM, "#", {})
    assert tables == {"x": {1: {"a": ["Anna Bakker", ANNA]}}}


def test_a_ballot_loses_name_and_id() -> None:
    texts = Texts(WHOM, "#")
    assert cleaned(texts, {ANNA: [1, 2], BEN: [3, 4], "why": "Anna Bakker"}) == {BEN: [3, 4], "why": "#"}
    assert cleaned(texts, ANNA) is None
    assert cleaned(texts, 3) == 3


TEXTS = st.sampled_from(["Anna Bakker", "x Bakker, Anna y", ANNA, BEN, f"k:{ANNA}", "anna@example.org", "Ben", "", "ü"])
JSON = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "Anna Bakker"]), JSON, max_size=3))
def test_nothing_of_the_person_is_left_in_any_document(document: dict[str, Any]) -> None:
    after = run("any.thing", document) or {}
    for text in strings(after):
        assert ANNA not in text
        assert not WHOM.traces.within(text)
    assert run("any.thing", after) == after


POINTS = st.lists(
    st.builds(
        lambda p, s: {"person": p, "x": 1.0, "seen_by": s},
        st.sampled_from([ANNA, BEN]),
        st.sampled_from([ANNA, BEN, None]),
    ),
    max_size=4,
)


@given(POINTS, st.dictionaries(st.sampled_from([ANNA, BEN]), st.integers(), max_size=2), st.sampled_from([ANNA, None]))
def test_what_is_left_is_always_valid_and_keeps_the_others(points: Any, effort: Any, by: Any) -> None:
    after = run("map.snapshot", {"step": STEP, "points": points, "effort": effort, "by": by})
    assert after is not None
    kept = msgspec.convert({**after, "id": from_number(7)}, Snapshot)
    assert [point.person for point in kept.points] == [p["person"] for p in points if p["person"] == BEN]
    assert kept.effort == {key: value for key, value in effort.items() if key == BEN}
