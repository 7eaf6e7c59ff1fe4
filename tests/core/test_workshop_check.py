"""Checking a workshop file: which fault, on which line, and what would be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.workshop_check import Fault, check
from tests.core.workshop_texts import BASE, DUTCH, KINDS


def faults(text: str, **overlays: str) -> list[Fault]:
    return check(text, overlays, KINDS)


def after(old: str, new: str, text: str = BASE) -> str:
    """The text with one place changed."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    """Line of the first occurrence of a part."""
    return text[: text.index(part)].count("\n") + 1


def test_a_right_file_has_no_fault() -> None:
    assert faults(BASE, nl=DUTCH) == []


TABLE = [
    # what is written in place of what, where the fault is, and what its sentence says
    ('title = "Small"', 'titel = "Small"', "titel", "Unknown key “titel”. Did you mean “title”?"),
    ('title = "Small"', "", "", "“title” is missing."),
    ('title = "Small"', 'title = "  "', "", "“title” is missing."),
    ('title = "Small"', "title = 4", "title = 4", "“title” must be text, not a whole number."),
    ('purpose = "Try it."', 'language = "Dutch!"', "language", "must be a code such as"),
    ("min = 2,", 'min = "2",', "group", "“min” must be a whole number, not text."),
    ("min = 2,", "min = 9,", "group", "The smallest group is larger than the largest."),
    ("min = 2,", "minn = 2,", "group", "Unknown key “minn”. Did you mean “min”?"),
    ("max = 8", "max = 0", "group", "“max” must be from 1 to 9999, not 0."),
    ("[collections.cards]", '[collections."Cards!"]', '"Cards!"', "“Cards!” is no valid id: lower-case letters"),
    ('title = "Card"', "", "[collections.cards]", "“title” is missing."),
    ('type = "person"', 'type = "persons"', 'id = "owner"', "cannot be “persons”. Did you mean “person”?"),
    ('id = "risk"', 'id = "owner"', 'title = "Risk"', "There is a field “owner” already."),
    ('id = "risk", ', "", 'title = "Risk"', "“id” is missing."),
    ('id = "vote"', 'id = "ideas"', 'id = "ideas"\nkind = "vote"', "There is a step “ideas” already."),
    ('id = "ideas"', 'id = "My Ideas"', 'id = "My', "Did you mean “my-ideas”?"),
    ('kind = "vote"', 'kind = "votes"', 'kind = "votes"', "There is no kind of step “votes”. Did you mean “vote”?"),
    ('kind = "vote"', 'kind = "x"', 'kind = "x"', "Possible here: ideas, vote, plain."),
    ('kind = "plain"', "", '[[step]]\nid = "plan"', "“kind” is missing."),
    ('title = "Vote"', "", '[[step]]\nid = "vote"', "“title” is missing."),
    ("minutes = 15", "", "[[step]]", "“minutes” is missing."),
    ("minutes = 15", 'minutes = "15"', "minutes = ", "“minutes” must be a whole number, not text."),
    ("minutes = 15", "minutes = 0", "minutes = 0", "“minutes” must be from 1 to 1440, not 0."),
    ("minutes = 15", "minutes = true", "minutes = true", "must be a whole number, not true or false."),
    (
        "min = 5, plan = 10,",
        "min = 11, plan = 10,",
        "minutes = {",
        "must rise from min to max: min 11, plan 10, max 12.",
    ),
    ("plan = 10, max = 12", "max = 12", "minutes = {", "“plan” is missing."),
    ("plan = 10, max = 12", "plan = 10, most = 12", "minutes = {", "Unknown key “most”."),
    ('mode = "collect"', 'mode = "colect"', "mode", "“mode” cannot be “colect”. Did you mean “collect”?"),
    ('mode = "collect"', "mode = 3", "mode", "“mode” must be “cluster” or “collect”, not a whole number."),
    ('mode = "collect"', "privat = true", "privat", "Unknown key “privat”. Did you mean “private”?"),
    ('mode = "collect"', 'notess = "x"', "notess", "Unknown key “notess”. Did you mean “notes”?"),
    ('mode = "collect"', 'priority = "most"', "priority", "“priority” cannot be “most”. Did you mean “must”?"),
    ('mode = "collect"', "material = 3", "material", "“material” must be a list of texts, not a whole number."),
    ('mode = "collect"', 'material = ["a", 3]', "material", "“material” holds texts only, not a whole number."),
    ('mode = "collect"', "day = 0", "day", "“day” must be from 1 to 99, not 0."),
    ('mode = "collect"', "groups = 1.5", "groups", "“groups” must be a whole number, not a number."),
    ("dots = 3", 'dots = "auot"', "dots", "“dots” cannot be “auot”. Did you mean “auto”?"),
    ("dots = 3", "dots = true", "dots", "“dots” must be a whole number or “auto”, not true or false."),
    ("dots = 3", "winners = 99", "winners", "Nobody loses."),
    ("dots = 3", 'ties = ["draw", "scores"]', "ties", "“ties” cannot be “scores”. Did you mean “score”?"),
    ("dots = 3", 'options = [{ id = "a", titel = "A" }]', "options", "Unknown key “titel”. Did you mean “title”?"),
    ("dots = 3", 'options = [{ id = "a" }]', "options", "“title” is missing."),
    (
        "dots = 3",
        'options = [{ id = "a", title = "A", weight = "x" }]',
        "options",
        "“weight” must be a number, not text.",
    ),
    ('checklist = ["One", "Two"]', 'checklist = "One"', "checklist", "“checklist” must be a list, not text."),
    ('fixed = "16:30"', 'fixed = "16.30"', "fixed", "“16.30” is no clock time: write “fixed” as “12:30”."),
    ('fixed = "16:30"', 'fixed = "24:00"', "fixed", "is no clock time"),
    ('fixed = "16:30"', "fixed = 16:30:00", "fixed", "“fixed” must be text, not a date or time."),
    (
        'winners_of = "vote"',
        'winners_of = "vots"',
        "only",
        "No step before this one has the id “vots”. Did you mean “vote”?",
    ),
    ('winners_of = "vote"', 'winners_of = "plan"', "only", "No step before this one has the id “plan”."),
    ('winners_of = "vote"', 'winners_of = "ideas"', "only", "“ideas” has no winners: it is of kind ideas."),
    ('winners_of = "vote"', 'winner_of = "vote"', "only", "Unknown key “winner_of”. Did you mean “winners_of”?"),
    (
        'items = "cards"\ndots',
        'items = "card"\ndots',
        'items = "card"\n',
        "There is no collection “card”. Did you mean “cards”?",
    ),
    ('items = "cards"\nonly', "only", "only", "The winners of “vote” are of another collection"),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), TABLE, ids=[entry[3] for entry in TABLE])
def test_a_fault_is_named_with_its_line(old, new, at, sentence) -> None:
    text = after(old, new)
    found = [fault for fault in faults(text) if sentence in fault.sentence]
    assert [(fault.file, fault.line) for fault in found] == [("workshop.toml", line_of(text, at))]


def test_every_fault_is_named_from_top_to_bottom() -> None:
    text = after("minutes = 15", "minutes = -1")
    text = after('kind = "plain"', 'kind = "plan"', after("dots = 3", "dot = 3", text))
    assert [fault.line for fault in faults(text)] == [
        line_of(text, "minutes = -1"),
        line_of(text, "dot = 3"),
        line_of(text, 'kind = "plan"'),
    ]


def test_two_faults_in_one_list_are_both_named() -> None:
    text = after("dots = 3", "options = [\n { id = 1, title = 'A' },\n { id = 'b' },\n]")
    first = line_of(text, "{ id = 1")
    assert [fault.line for fault in faults(text)] == [first, first + 1]


def test_of_bad_syntax_the_first_fault_is_named() -> None:
    text = after("minutes = 15", "minutes = = 15")
    assert [(fault.line, fault.sentence) for fault in faults(text, nl="= =")] == [
        (line_of(text, "minutes = = 15"), "This is not valid TOML: Invalid value.")
    ]


def test_a_text_that_ends_too_early_is_a_fault_of_its_last_line() -> None:
    assert faults('title = "a"\nx = """b\n')[0].line == 2


@pytest.mark.parametrize("depth", [40, 150, 300, 900, 100_000])
def test_a_file_nested_too_deeply_is_a_fault_and_no_crash(depth) -> None:
    found = faults(after("dots = 3", f"dots = {'[' * depth}{']' * depth}"))
    assert [fault.sentence for fault in found] == ["Lists and tables are nested too deeply in this file."]


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "9223372036854775808"])
def test_a_number_too_large_for_toml_is_a_fault_and_no_crash(number) -> None:
    assert len(faults(after("minutes = 15", f"minutes = {number}"))) == 1


def test_faults_carry_no_control_characters() -> None:
    text = after('mode = "collect"', '"\\u001b[2J" = 1\nmode = "\\u001b]0;x\\u0007"')
    found = faults(text)
    assert len(found) == 2
    assert not any("\x1b" in fault.sentence for fault in found)


OVERLAYS = [
    ('title = "Klein"', 'titel = "Klein"', "titel", "The workshop has no “titel” here. Did you mean “title”?"),
    ('title = "Klein"', "title = 1", "title", "“title” must be text, not a whole number."),
    ('title = "Klein"', "group = { min = 1 }", "group", "“group” is not translated: it stands in workshop.toml only."),
    ('title = "Klein"', 'audience = "Iedereen"', "audience", "The workshop has no “audience” here."),
    ("[collections.cards]", "[collections.card]", "[coll", "The workshop has no “card” here. Did you mean “cards”?"),
    ('owner = "Eigenaar"', 'owners = "Eigenaar"', "fields", "Did you mean “owner”?"),
    ('owner = "Eigenaar"', "owner = 3", "fields", "“owner” must be a table, not a whole number."),
    ('owner = "Eigenaar"', 'owner = { type = "text" }', "fields", "“type” is not translated"),
    ("[step.ideas]", "[step.idea]", "[step", "The workshop has no “idea” here. Did you mean “ideas”?"),
    ('prompt = "Wat nu?"', 'kind = "vote"', "kind", "“kind” is not translated: it stands in workshop.toml only."),
    (
        'prompt = "Wat nu?"',
        'notes = "Let op"',
        "notes",
        "The workshop has no “notes” here. Possible here: title, prompt, mode.",
    ),
    ('title = "Stemmen"', "dots = 4", "dots", "“dots” is not translated: it stands in workshop.toml only."),
    ('["Een", "Twee"]', '["Een"]', "checklist", "“checklist” needs as many texts as in workshop.toml: 2, not 1."),
    ('["Een", "Twee"]', '"Een"', "checklist", "“checklist” must be a list of texts, not text."),
    ('prompt = "Wat nu?"', 'mode = "verzamelen"', "mode", "“mode” cannot be “verzamelen”."),
]


@pytest.mark.parametrize(("old", "new", "at", "sentence"), OVERLAYS, ids=[entry[3] for entry in OVERLAYS])
def test_a_fault_of_an_overlay_is_named_with_its_line(old, new, at, sentence) -> None:
    text = after(old, new, DUTCH)
    found = faults(BASE, nl=text)
    assert [(fault.file, fault.line) for fault in found if sentence in fault.sentence] == [
        ("nl.toml", line_of(text, at))
    ]


def test_steps_of_an_overlay_are_named_not_listed() -> None:
    assert "[step.ID], not [[step]]" in faults(BASE, nl='[[step]]\nid = "ideas"\n')[0].sentence


def test_an_overlay_has_the_name_of_a_language() -> None:
    assert "is no language" in faults(BASE, dutch=DUTCH)[0].sentence


def test_an_overlay_with_bad_syntax_is_named_beside_the_faults_of_the_workshop() -> None:
    found = faults(after("dots = 3", "dotz = 3"), nl="x", de="y")
    assert [fault.file for fault in found] == ["workshop.toml", "de.toml", "nl.toml"]


@given(st.text(max_size=40), st.integers(0, len(BASE)), st.integers(0, 30))
def test_a_file_damaged_anywhere_is_checked_without_a_crash(noise, at, gone) -> None:
    text = BASE[:at] + noise + BASE[at + gone :]
    for fault in faults(text, nl=noise + DUTCH[at % len(DUTCH) :]):
        assert 1 <= fault.line <= text.count("\n") + noise.count("\n") + 2


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e309"])
def test_what_is_no_finite_number_is_a_fault_and_no_crash(number) -> None:
    said = [fault.sentence for fault in faults(after("dots = 3", f"share = [{{ a = {number} }}]"))]
    assert said == ["A number in this file is infinite or none at all (inf, nan)."]
