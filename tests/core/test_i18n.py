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
