"""The new workshop."""

import tomllib

import pytest

from facilitator.activities import find
from facilitator.core.i18n import LANGUAGES, Translator, translator
from facilitator.core.workshop_check import check
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.workshop_template import template


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_no_fault_in_any_language(language: str) -> None:
    assert check(template("Mine", translator(language)), {}, kind_checks(find())) == []


def test_its_title_is_kept_as_it_is() -> None:
    title = 'A "title" {with} \\ signs'
    assert tomllib.loads(template(title, Translator()))["title"] == title


def test_it_says_what_else_can_be_said() -> None:
    text = template("Mine", Translator())
    assert "{ min = 8, plan = 10, max = 15 }" in text
    assert "# “facilitator kinds” lists the kinds of steps" in text.replace('kind = "brief"  ', "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_in_its_comment_are_minutes_as_toml_takes_them(language: str) -> None:
    line = next(line for line in template("Mine", translator(language)).splitlines() if "min = 8" in line)
    comment = line.partition("#")[2]
    assert tomllib.loads(f"minutes = {comment.rpartition(': ')[2]}") == {"minutes": {"min": 8, "plan": 10, "max": 15}}
