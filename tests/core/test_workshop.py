"""Reading a workshop file: what comes out, and in which language."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Minutes
from facilitator.core.workshop import WORKSHOP_KEYS, Group, parse, read
from facilitator.core.workshop_overlay import STEP_KEYS, merged
from tests.core.workshop_texts import BASE, DUTCH


@pytest.fixture
def source() -> dict[str, Any]:
    return tomllib.loads(BASE)


@pytest.fixture
def dutch() -> dict[str, Any]:
    return tomllib.loads(DUTCH)


def step_with(source: dict[str, Any], **keys: Any) -> Any:
    """The first step as it is read with other keys."""
    source["step"][0].update(keys)
    return parse(source).steps[0]


def refusal(source: dict[str, Any]) -> str:
    with pytest.raises(FacilitatorError) as caught:
        parse(source, {}, "small")
    return str(caught.value)


def test_a_number_of_minutes_is_the_plan_with_a_fifth_either_way(source) -> None:
    assert step_with(source, minutes=15).minutes == Minutes(min=12, plan=15, max=18)


def test_a_minute_stays_a_minute(source) -> None:
    assert step_with(source, minutes=1).minutes == Minutes(min=1, plan=1, max=1)


def test_minutes_can_be_given_in_full(source) -> None:
    minutes = step_with(source, minutes={"min": 5, "plan": 20, "max": 60}).minutes
    assert minutes == Minutes(min=5, plan=20, max=60)


def test_limits_left_out_come_from_the_plan(source) -> None:
    assert step_with(source, minutes={"plan": 10}).minutes == Minutes(min=8, plan=10, max=12)


def test_keys_beyond_the_common_ones_are_settings_of_the_kind(source) -> None:
    assert parse(source).steps[1].settings == {"dots": 3, "checklist": ["One", "Two"]}


def test_common_keys_are_no_settings(source) -> None:
    assert not set(parse(source).steps[2].settings) & set(STEP_KEYS)


def test_a_step_knows_its_collection(source) -> None:
    assert parse(source).steps[0].items == "cards"


def test_a_step_without_items_has_no_collection(source) -> None:
    del source["step"][0]["items"]
    assert parse(source).steps[0].items is None


def test_a_step_can_take_the_winners_of_an_earlier_one(source) -> None:
    assert parse(source).steps[2].only == {"winners_of": "vote"}


@pytest.mark.parametrize(("written", "read_as"), [("9:05", "09:05"), ("16:30", "16:30"), ("00:00", "00:00")])
def test_a_fixed_start_is_a_clock_time(source, written, read_as) -> None:
    assert step_with(source, fixed=written).fixed == read_as


def test_day_groups_and_buffer_are_read(source) -> None:
    step = step_with(source, day=2, groups=4, buffer=5)
    assert (step.day, step.groups, step.buffer) == (2, 4, 5)


def test_priority_is_should_unless_said(source) -> None:
    assert parse(source).steps[0].priority == "should"


def test_the_length_counts_buffers(source) -> None:
    source["step"][0]["buffer"] = 5
    assert parse(source).minutes == 15 + 10 + 10 + 5


def test_the_group_has_limits_even_when_nothing_is_said(source) -> None:
    del source["group"]
    assert parse(source).group == Group(1, 99)


def test_fields_of_a_collection_keep_their_order_and_type(source) -> None:
    fields = parse(source).collections["cards"].fields
    assert [(field.id, field.title, field.type) for field in fields] == [
        ("owner", "Owner", "person"),
        ("risk", "Risk", "text"),
    ]


def test_texts_lose_what_would_disturb_the_screen(source) -> None:
    source["step"][0] |= {"title": " A\x1b[31m\u202eB\n C ", "hint": {"a": ["\x07x"]}}
    step = parse(source).steps[0]
    assert (step.title, step.settings["hint"]) == ("A[31mB C", {"a": ["x"]})


def test_markdown_keeps_its_lines(source) -> None:
    assert step_with(source, prompt="\n- a\n- b\n").prompt == "- a\n- b"


def test_a_step_is_found_by_its_id(source) -> None:
    workshop = parse(source)
    assert workshop.step("vote") is workshop.steps[1]
    assert workshop.step("other") is None


def test_the_raw_document_stays_with_the_workshop(source, dutch) -> None:
    workshop = parse(source, {"nl": dutch})
    assert (workshop.source, workshop.overlays) == (source, {"nl": dutch})


def test_unknown_keys_and_kinds_do_not_keep_a_workshop_from_being_played(source) -> None:
    source["colour"] = "red"
    source["step"][0]["kind"] = "juggling"
    assert parse(source).steps[0].kind == "juggling"


def test_a_refusal_names_workshop_step_and_nearest_word(source) -> None:
    source["step"][2]["only"] = {"winners_of": "votes"}
    assert refusal(source) == (
        "Workshop “small”, step “plan”: No step before this one has the id “votes”. Did you mean “vote”?"
    )


def test_a_step_without_id_or_title_is_named_by_its_number(source) -> None:
    del source["step"][1]["id"], source["step"][1]["title"]
    assert refusal(source).startswith("Workshop “small”, step 2: ")


def test_a_refusal_carries_no_control_characters(source) -> None:
    source["step"][0] |= {"id": "\x1b]0;x\x07", "items": "\x1b[2J"}
    assert "\x1b" not in refusal(source)


def test_a_workshop_without_steps_is_refused(source) -> None:
    del source["step"]
    assert "at least one [[step]]" in refusal(source)


# Languages


def test_an_overlay_replaces_texts(source, dutch) -> None:
    workshop = parse(source, {"nl": dutch}).in_language("nl")
    assert (workshop.title, workshop.steps[0].prompt) == ("Klein", "Wat nu?")


def test_what_the_overlay_leaves_out_stays(source, dutch) -> None:
    workshop = parse(source, {"nl": dutch}).in_language("nl")
    assert (workshop.purpose, workshop.steps[0].title) == ("Try it.", "Ideas")


def test_fields_are_translated_by_their_ids(source, dutch) -> None:
    fields = parse(source, {"nl": dutch}).in_language("nl").collections["cards"].fields
    assert [field.title for field in fields] == ["Eigenaar", "Risico"]


def test_settings_with_texts_are_translated(source, dutch) -> None:
    step = parse(source, {"nl": dutch}).in_language("nl").steps[1]
    assert step.settings == {"dots": 3, "checklist": ["Een", "Twee"]}


def test_a_region_falls_back_to_its_language(source, dutch) -> None:
    assert parse(source, {"nl": dutch}).in_language("nl-BE").language == "nl"


def test_a_language_that_is_not_there_falls_back_to_the_workshops_own(source, dutch) -> None:
    workshop = parse(source, {"nl": dutch})
    assert workshop.in_language("fr") is workshop


def test_the_own_language_is_found_again(source, dutch) -> None:
    workshop = parse(source, {"nl": dutch})
    assert workshop.in_language("nl").in_language("en") == workshop


def test_a_workshop_can_be_written_in_another_language(source) -> None:
    source["language"] = "nl"
    workshop = parse(source, {"de": {"title": "Klein auf Deutsch"}})
    assert workshop.languages == ("nl", "de")
    assert workshop.in_language("en").title == "Small"


@pytest.mark.parametrize(
    "overlay",
    [
        {"step": {"ideas": {"id": "other", "kind": "x", "items": "y", "minutes": "z", "fixed": "12:00"}}},
        {"step": {"vote": {"dots": 9, "checklist": ["Only one"]}}},
        {"step": [{"id": "ideas", "title": "X"}]},
        {"step": {"nowhere": {"title": "X"}}},
        {"title": 3, "collections": 4, "group": {"min": 1}},
        {"collections": {"cards": {"fields": {"owner": {"type": "text", "id": "x"}}}}},
        {"title": " \u200b "},
    ],
)
def test_an_overlay_changes_nothing_but_texts(source, overlay) -> None:
    plain = parse(source, {"nl": overlay})
    other = plain.in_language("nl")
    assert (other.title, other.steps, other.collections) == (plain.title, plain.steps, plain.collections)


def test_laying_an_overlay_alters_neither_document(source, dutch) -> None:
    merged(source, dutch)
    assert (source, dutch) == (tomllib.loads(BASE), tomllib.loads(DUTCH))


# Anything

leaves = st.one_of(
    st.text(max_size=8), st.integers(), st.booleans(), st.floats(), st.dates(), st.sampled_from(["cards", "ideas"])
)
keys = st.one_of(st.sampled_from([*STEP_KEYS, *WORKSHOP_KEYS, "winners_of", "fields", "plan"]), st.text(max_size=5))
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
)
documents = st.dictionaries(keys, values, max_size=6)
steps = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b"]), "kind": st.just("x"), "title": st.just("T"), "minutes": st.just(5)},
    optional=dict.fromkeys(sorted(set(STEP_KEYS) - {"id", "kind", "title", "minutes"}), values),
)
likely = st.fixed_dictionaries(
    {"title": st.just("T"), "step": st.lists(steps, min_size=1, max_size=3)},
    optional={"collections": values, "group": values, "language": values},
)


@given(documents | likely, st.dictionaries(st.sampled_from(["nl", "de"]), documents, max_size=2))
def test_any_document_is_a_workshop_or_one_clear_sentence(source, overlays) -> None:
    try:
        workshop = parse(source, overlays)
    except FacilitatorError as error:
        sentence = str(error)
    else:
        sentence = "no refusal"
        for language in ("nl", "de", "en"):
            assert len(workshop.in_language(language).steps) == len(workshop.steps)
    assert len(sentence.splitlines()) == 1


@given(documents | likely)
def test_parse_refuses_exactly_when_a_fatal_problem_was_noted(source) -> None:
    _, problems = read(source, {}, "", Translator())
    try:
        parse(source)
    except FacilitatorError:
        assert any(problem.fatal for problem in problems)
    else:
        assert not any(problem.fatal for problem in problems)
