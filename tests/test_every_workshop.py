"""Every workshop of the library: right, whole, in every language, and of the length it promises."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from facilitator.activities import find
from facilitator.core.i18n import LANGUAGES, Translator
from facilitator.core.workshop import Workshop
from facilitator.core.workshop_missing import texts_of
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import WorkshopSource, library

SOURCES = library(None)
KINDS = kind_checks(find())
LENGTHS = {"raci": (55, 65)}
"""Minutes a workshop may take in all; two hours unless said otherwise."""

ENGLISH = re.compile(r"\b(the|and|with|you|who|what|which|this|that|have|they|does|not)\b", re.IGNORECASE)
OVERLAID = [(name, language) for name in SOURCES for language in LANGUAGES if language != "en"]


@pytest.fixture(params=list(SOURCES))
def source(request) -> WorkshopSource:
    return SOURCES[request.param]


@pytest.fixture
def workshop(source) -> Workshop:
    assert source.workshop is not None, source.faults
    return source.workshop


def at(document: Any, path: tuple[Any, ...]) -> Any:
    """What an overlay says at a place."""
    for key in path:
        document = document[key]
    return document


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from texts_in(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from texts_in(entry)


def test_there_is_a_library() -> None:
    assert {"raci", "stakeholders", "use-case"} <= SOURCES.keys()


def test_a_workshop_checks_without_a_fault(source) -> None:
    assert source.check(KINDS, Translator()) == []


def test_a_workshop_has_every_language_of_the_program(workshop) -> None:
    assert set(workshop.languages) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workshop_is_read_in_each_language(workshop, language) -> None:
    assert workshop.in_language(language).language == language


def test_no_text_of_a_workshop_is_left_untranslated(source) -> None:
    assert source.untranslated(KINDS) == {}


@pytest.mark.parametrize(("name", "language"), OVERLAID)
def test_no_long_text_is_a_copy_of_the_english_one(name, language) -> None:
    workshop = SOURCES[name].workshop
    assert workshop is not None
    own = [text for text in texts_in(workshop.source) if len(text) > 30]
    assert not set(own) & set(texts_in(workshop.overlays[language]))


@pytest.mark.parametrize(("name", "language"), OVERLAID)
def test_a_translation_has_no_english_words_left(name, language) -> None:
    workshop = SOURCES[name].workshop
    assert workshop is not None
    overlay = workshop.overlays[language]
    english = {
        word.lower()
        for path in texts_of(workshop.source, KINDS)
        for text in texts_in(at(overlay, path))
        for word in ENGLISH.findall(text)
    }
    assert english <= {"nl": {"have"}, "de": set()}.get(language, set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_has_the_same_shape_in_each_language(workshop, language) -> None:
    def shape(text: str) -> list[str]:
        return ["list" if line.startswith("- ") else "text" for line in text.splitlines() if line]

    for step, own in zip(workshop.in_language(language).steps, workshop.steps, strict=True):
        assert shape(step.prompt) == shape(own.prompt), step.id
        assert shape(step.notes) == shape(own.notes), step.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_the_same_in_each_language(workshop, language) -> None:
    for step, own in zip(workshop.in_language(language).steps, workshop.steps, strict=True):
        numbers = [sorted(re.findall(r"\d+", text)) for text in (step.notes, own.notes)]
        assert numbers[0] == numbers[1], step.id


def test_the_minutes_add_up_to_what_is_promised(workshop) -> None:
    low, high = LENGTHS.get(workshop.id, (100, 130))
    assert low <= workshop.minutes <= high


def test_a_workshop_can_be_shortened_and_stretched(workshop) -> None:
    assert sum(step.minutes.min for step in workshop.steps) < workshop.minutes
    assert sum(step.minutes.max for step in workshop.steps) > workshop.minutes


def test_there_is_a_break_at_least_every_ninety_minutes(workshop) -> None:
    stretch = 0
    for step in workshop.steps:
        stretch = 0 if step.kind == "break" else stretch + step.minutes.plan
        assert stretch <= 90, step.id


def test_every_step_says_what_everybody_reads_and_how_it_is_run(workshop) -> None:
    for step in workshop.steps:
        assert step.prompt, step.id
        assert len(step.notes) > 300, step.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prompt_fits_on_the_projector(workshop, language) -> None:
    for step in workshop.in_language(language).steps:
        lines = sum(1 + len(line) // 76 for line in step.prompt.splitlines())
        assert lines <= 16, step.id


def test_every_step_but_a_break_has_notes_for_few_and_for_many(workshop) -> None:
    for step in workshop.steps:
        if step.kind != "break":
            assert f"With {workshop.group.min} people." in step.notes, step.id
            assert f"With {workshop.group.max} people." in step.notes, step.id


@pytest.mark.parametrize(
    ("language", "attribution"),
    [
        ("en", "in the source article"),
        ("nl", "in het bronartikel"),
        ("de", "im Quellenartikel"),
    ],
)
def test_a_percentage_is_never_our_own_claim(workshop, language, attribution) -> None:
    for step in workshop.in_language(language).steps:
        if re.search(r"\d+ %", step.notes + step.prompt):
            assert attribution in step.notes, step.id


def test_the_settings_fit_the_kinds_in_each_language(workshop) -> None:
    for language in LANGUAGES:
        for step in workshop.in_language(language).steps:
            msgspec.convert(step.settings, KINDS[step.kind].settings)
