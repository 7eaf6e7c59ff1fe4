"""Where a text speaks of a person."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.session.traces import Traces, same_name

ANNA = Traces(["Anna Bakker"], ["a.bakker@example.org"], others=["Anna Bakkersma", "Joanna Bakker"])


@pytest.mark.parametrize(
    "text",
    [
        "anna bakker",
        "ANNA BAKKER",
        "Anna  Bakker",
        "Anna\u00a0Bakker",
        "Anna\nBakker",
        "Bakker, Anna",
        "Bakker Anna",
        "Anna-Bakker",
        "anna_bakker",
        "AnnaBakker",
        "anna.bakker@elsewhere.example",
        "a.bakker@example.org",
        "A.BAKKER@EXAMPLE.ORG",
        "An\u00adna Bakker",
    ],
)
def test_a_full_name_is_found_in_every_form(text: str) -> None:
    assert ANNA.cleaned(f"ask {text}.", "#") == ("ask #.", 1)


@pytest.mark.parametrize(
    "text",
    ["Anna", "Bakker", "Anna Bakkersma", "Joanna Bakker", "Hanna Bakker", "xa.bakker@example.org", "Anna. Bakker"],
)
def test_other_words_and_other_people_stay(text: str) -> None:
    assert ANNA.cleaned(f"ask {text}", "#") == (f"ask {text}", 0)


def test_a_genitive_keeps_its_ending() -> None:
    assert ANNA.cleaned("Anna Bakkers idea, Anna Bakker's plan", "#") == ("#s idea, #'s plan", 2)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Müßig", "JÜRGEN MÜSSIG"),
        ("Jürgen Müßig", "Juergen Muessig"),
        ("Jürgen Müßig", "Jurgen Mussig"),
        ("Juergen Muessig", "Jürgen Müßig"),
        ("José García", "Jose Garcia"),
        ("Siobhán O’Brien", "Siobhan O'Brien"),
        ("Siobhán O’Brien", "siobhan obrien"),
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Anna de Vries", "Vries, Anna de"),
        ("Anna de Vries", "de Vries, Anna"),
        ("Dr. Anna Bakker (IT)", "Anna Bakker"),
        ("Bakker, Anna", "Anna Bakker"),
        ("Anna M. Bakker", "Anna Bakker"),
        ("İpek Yılmaz", "ipek yilmaz"),
    ],
)
def test_accents_umlauts_titles_and_order_do_not_matter(name: str, text: str) -> None:
    for form in ("NFC", "NFD"):
        assert Traces([name]).cleaned(unicodedata.normalize(form, f"x {text} y"), "#") == ("x # y", 1)


def test_a_name_of_one_word_is_not_found_inside_others_nor_as_an_ordinary_word() -> None:
    assert Traces(["Ann"]).cleaned("Ann, Annual, ANN; Joann", "#") == ("#, Annual, #; Joann", 2)
    assert Traces(["Will"]).cleaned("Will will, if Will's will holds", "#") == ("# will, if #'s will holds", 2)


def test_a_name_of_one_word_is_not_the_beginning_of_somebody_elses() -> None:
    traces = Traces(["Anna"], others=["Anna Bakker"])
    assert traces.cleaned("Anna and Anna Bakker", "#") == ("# and Anna Bakker", 1)


def test_joe_is_not_jo() -> None:
    assert not Traces(["Joe"]).within("Jo said")


def test_a_short_full_name_needs_its_blank() -> None:
    assert Traces(["An Na"]).cleaned("Anna, An Na", "#") == ("Anna, #", 1)


def test_a_script_without_blanks_needs_none() -> None:
    assert Traces(["李伟"]).cleaned("我们问李伟说好", "#") == ("我们问#说好", 1)


def test_further_words_are_found_in_any_case_but_not_inside_others() -> None:
    assert Traces(["X Y"], also=["Annie", "the boss"]).cleaned("ANNIE, the  Boss; Annies", "#") == ("#, #; Annies", 2)


def test_a_part_of_the_name_is_shown_with_what_stands_around_it() -> None:
    assert ANNA.part("Anna said so") == "Anna said so"
    assert ANNA.part("it was Mr Bakker") == "it was Mr Bakker"
    assert ANNA.part("nothing") == ""


def test_a_part_that_belongs_to_somebody_else_is_not_shown() -> None:
    assert ANNA.part("Joanna Bakker and Anna Bakkersma") == ""


def test_the_lower_case_word_of_a_one_word_name_is_shown_as_a_part() -> None:
    assert Traces(["Anna"]).part("ask anna") == "ask anna"


def test_small_words_of_a_name_are_no_parts() -> None:
    assert Traces(["Anna de Vries"]).part("de rest van het plan") == ""


@pytest.mark.parametrize("nothing", ["-", "@", "?", "none", "\u200d", "\u0301", " \u00ad "])
def test_what_stands_in_the_place_of_an_address_is_not_taken_for_one(nothing: str) -> None:
    assert Traces(["Jo Smit"], [nothing]).found("nobody - none @ all? \u200d") == []


@given(st.text(max_size=3), st.text(max_size=3), st.text(max_size=12))
def test_any_words_may_be_asked_for_and_nothing_empty_is_found(email: str, word: str, text: str) -> None:
    traces = Traces(["Jo Smit"], [email], [word, "\u200d", "\u0301"])
    assert all(begin < end for begin, end in traces.found(text + word))


def test_nothing_to_look_for_finds_nothing() -> None:
    assert not Traces([""])
    assert Traces(["  "], [" "], [""]).found("anything at all") == []


def test_same_name_is_told_however_it_is_written() -> None:
    assert same_name("Bakker, Anna", "ANNA BAKKER")
    assert not same_name("Anna Bakker", "Anna Bakkers")


TEXT = st.text(max_size=60)
NAME = st.sampled_from(["Anna Bakker", "Jürgen Müßig", "Li Wei", "Zoë", "José García", "O’Brien"])


@given(TEXT, TEXT, NAME, st.sampled_from(["NFC", "NFD"]))
def test_a_name_is_always_found_and_never_twice(before: str, after: str, name: str, form: str) -> None:
    traces = Traces([name])
    text = f"{before} · {unicodedata.normalize(form, name)} · {after}"
    once, count = traces.cleaned(text, "#")
    assert count >= 1
    assert traces.cleaned(once, "#") == (once, 0)


@given(TEXT, NAME)
def test_what_is_not_the_name_stays_character_by_character(text: str, name: str) -> None:
    traces = Traces([name])
    cleaned, count = traces.cleaned(text, "")
    assert (cleaned == text) or count
    spans = traces.found(text)
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert spans == sorted(spans)


@given(st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=2), st.lists(TEXT, max_size=2), TEXT)
def test_any_names_at_all_make_no_fault(names: list[str], emails: list[str], also: list[str], text: str) -> None:
    traces = Traces(names, emails, also, others=[text])
    traces.cleaned(text, "#")
    traces.part(text)


@pytest.mark.parametrize(
    "name",
    [
        "Gal·la",
        "D´Angelo Mia",
        "O`Brien Sean",
        "Anna & Ben",
        "A/B",
        "José (Pepe) García",
        "@anna",
        ":a",
        "Smith Jr., Jo",
    ],
)
def test_a_name_is_found_as_it_was_typed_whatever_stands_between_its_words(name: str) -> None:
    assert Traces([name]).within(f"ask {name}!")


@given(st.text(min_size=1, max_size=14))
def test_any_name_is_found_as_it_is_written(name: str) -> None:
    traces = Traces([name])
    assert traces.within(f"- {name} said") or not traces


def test_columns_of_a_table_do_not_hide_a_name() -> None:
    assert ANNA.within("Anna      Bakker     IT")


def test_a_genitive_is_shown_as_a_part() -> None:
    assert ANNA.part("Annas idea") == "Annas idea"
    assert Traces(["Anna"]).part("Annas idea") == "Annas idea"
    assert Traces(["Ann"]).part("Annual, Anna") == ""


def test_a_name_of_two_letters_is_shown_as_a_part() -> None:
    assert Traces(["Jo Smit"]).part("Jo was tired") == "Jo was tired"
    assert Traces(["An Peeters"]).part("ask An") == "ask An"
    assert Traces(["Jo Smit"]).part("jo, Joanna") == ""
