"""Text at the edge."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.text import BODY, TITLE, _folded, clean, folded, line, lines, number, safe, slug, unused


@given(st.text())
def test_clean_text_has_nothing_invisible(text: str) -> None:
    for character in clean(text):
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in line(text)
    assert len(line(text)) <= TITLE


def test_bidi_and_zero_width_characters_go() -> None:
    assert clean("a\u202eb\u200bc\ufeff") == "abc"


def test_escape_sequences_lose_their_escape() -> None:
    assert clean("\x1b[31mred\x07") == "[31mred"


def test_letters_become_composed() -> None:
    assert clean("e\u0301") == "é"


def test_a_long_text_is_capped() -> None:
    assert len(clean("x" * (BODY + 5))) == BODY


def test_lines_lose_bullets_numbers_and_boxes() -> None:
    assert lines("- one\n* two\n3. three\n\n  [ ] four\n• five\r\n") == ["one", "two", "three", "four", "five"]


@given(st.text())
def test_a_slug_is_a_safe_name_everywhere(text: str) -> None:
    name = slug(text)
    assert name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.endswith("-")


@pytest.mark.parametrize("name", ["CON", "nul", "Lpt1"])
def test_names_reserved_on_windows_are_changed(name: str) -> None:
    assert slug(name) == f"{name.lower()}-1"


@given(st.text())
def test_safe_text_has_nothing_invisible_but_breaks_and_tabs(text: str) -> None:
    for character in safe(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")


def test_safe_text_keeps_the_cells_of_a_spreadsheet() -> None:
    assert safe("a\tb\r\nc\x1b[2J\t\u202ed\n") == "a\tb\nc[2J\td\n"


@given(st.text(st.characters(max_codepoint=255)))
def test_the_quick_way_of_folding_western_texts_is_the_long_one(text: str) -> None:
    assert folded(text) == _folded(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("ÉLÈVE", "eleve"), ("Straße", "strasse"), ("Ærø", "aero"), ("10 m²", "10 m2"), ("ЁЖ", "еж"), ("ﬁx ﬀ", "fix ff")],
)
def test_folded_texts_have_no_capitals_and_accents(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    ("taken", "name"),
    [((), "map"), (("map",), "map-2"), (("map", "map-2"), "map-3"), (("map-2",), "map")],
    ids=["nothing is taken", "it is taken", "the second is taken too", "only the second is taken"],
)
def test_an_unused_name_gets_the_first_number_that_is_free(taken: tuple[str, ...], name: str) -> None:
    assert unused("map", taken) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7.0), (" 7,5 ", 7.5), (".5", 0.5), ("7.", 7.0), ("+3", 3.0), ("−4", -4.0), ("–4", -4.0), ("-0", 0.0)],
)
def test_a_number_is_read_as_people_type_it(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "-", ".", "seven", "1e3", "1_0", "1,120.5", "nan", "inf", "7 8", "٣", "9" * 400])
def test_what_is_no_number_or_none_to_count_with_is_none(text: str) -> None:
    assert number(text) is None


def test_there_is_no_negative_zero() -> None:
    assert str(number("-0")) == "0.0"
