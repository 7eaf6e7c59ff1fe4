"""Texts in languages."""

import pytest

from facilitator.core.i18n import N_, Translator, match, translator


def test_a_text_without_a_catalog_is_itself() -> None:
    assert Translator()("Delete {title}?", title="x") == "Delete x?"


def test_a_text_without_values_may_hold_braces() -> None:
    assert Translator()("{not a place}") == "{not a place}"


def test_a_form_is_chosen_by_number() -> None:
    tr = Translator()
    assert [tr.n("{n} card", "{n} cards", n) for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def test_nothing_is_translated_to_nothing() -> None:
    assert translator("nl")("") == ""


def test_marking_changes_nothing() -> None:
    assert N_("x") == "x"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("de_AT.UTF-8", "de"), ("nl", "nl"), ("nl-BE", "nl"), ("C.UTF-8", "en"), (None, "en"), ("fr_FR", "en")],
)
def test_the_nearest_language_is_taken(wanted: str | None, expected: str) -> None:
    assert match(wanted) == expected


@pytest.mark.parametrize(("language", "text"), [("en", "1.5"), ("nl", "1,5"), ("de", "1,5")])
def test_numbers_have_the_decimal_sign_of_the_language(language: str, text: str) -> None:
    assert Translator(language).number(1.5) == text


@pytest.mark.parametrize(("value", "text"), [(3.0, "3"), (-0.001, "0"), (2.345, "2.35"), (1e6, "1000000")])
def test_numbers_have_two_decimals_at_most(value: float, text: str) -> None:
    assert Translator().number(value) == text
