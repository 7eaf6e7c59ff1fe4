"""Which texts an overlay leaves out."""

import tomllib

from facilitator.core.workshop_missing import texts_of, untranslated
from tests.core.workshop_texts import BASE, DUTCH, KINDS

SOURCE = tomllib.loads(BASE)


def test_the_texts_that_an_overlay_leaves_out_are_listed() -> None:
    assert untranslated(SOURCE, tomllib.loads(DUTCH), KINDS) == [
        ("purpose",),
        ("step", "ideas", "title"),
        ("step", "plan", "title"),
    ]


def test_a_word_out_of_a_fixed_few_is_no_text() -> None:
    assert ("step", "ideas", "mode") not in list(texts_of(SOURCE, KINDS))


def test_an_empty_text_is_no_translation() -> None:
    assert ("title",) in untranslated(SOURCE, {"title": ""}, KINDS)


def test_texts_inside_a_list_of_tables_are_found_by_their_ids() -> None:
    source = tomllib.loads(BASE.replace("dots = 3", 'options = [{ id = "a", title = "A" }]'))
    place = ("step", "vote", "options", "a", "title")
    assert place in untranslated(source, {}, KINDS)
    assert place not in untranslated(source, {"step": {"vote": {"options": {"a": "A."}}}}, KINDS)
    assert place not in untranslated(source, {"step": {"vote": {"options": {"a": {"title": "A."}}}}}, KINDS)
