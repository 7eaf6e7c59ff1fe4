"""What the checker would find wrong in a workshop made by the program is left out and said."""

import tomllib
from copy import deepcopy
from typing import Any

import pytest

from facilitator.core.i18n import Translator
from facilitator.core.workshop_mend import mended
from tests.core.workshop_texts import BASE, DUTCH, KINDS

TR = Translator()
SOURCE = tomllib.loads(BASE)
OVERLAY = tomllib.loads(DUTCH)


def mend(
    source: dict[str, Any], overlays: dict[str, dict[str, Any]] | None = None
) -> tuple[dict[str, Any], dict[str, dict[str, Any]], tuple[str, ...]]:
    return mended(deepcopy(source), deepcopy(overlays or {}), KINDS, TR)


def test_a_right_workshop_stays_as_it_is() -> None:
    assert mend(SOURCE, {"nl": OVERLAY}) == (SOURCE, {"nl": OVERLAY}, ())


def test_an_unknown_key_is_left_out() -> None:
    source, _, said = mend(SOURCE | {"colour": "red"})
    assert source == SOURCE
    assert said[0].startswith("Left out, at the top: Unknown key “colour”.")


def test_several_faults_are_each_said() -> None:
    source, _, said = mend(SOURCE | {"colour": "red", "taste": "sour"})
    assert source == SOURCE
    assert len(said) == 2


def test_a_setting_that_the_kind_does_not_have_is_left_out() -> None:
    faulty = deepcopy(SOURCE)
    faulty["step"][0]["nonsense"] = 1
    source, _, said = mend(faulty)
    assert source == SOURCE
    assert f"step “{SOURCE['step'][0]['id']}”" in said[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "Klein"},
        {"step": {"gone": {"title": "Weg"}}},
        {"step": [1]},
        {"title": 1},
        {"group": {"min": 1}},
    ],
)
def test_what_does_not_fit_in_a_translation_is_left_out(wrong: dict[str, Any]) -> None:
    _, overlays, said = mend(SOURCE, {"nl": wrong})
    assert overlays == {}
    assert said[0].startswith("Left out, nl.toml: ")


def test_a_translation_to_no_language_is_left_out_whole() -> None:
    _, overlays, said = mend(SOURCE, {"notes": OVERLAY})
    assert overlays == {}
    assert len(said) == 1


def test_what_cannot_be_mended_stays() -> None:
    faulty = SOURCE | {"step": []}
    assert mend(faulty) == (faulty, {}, ())
