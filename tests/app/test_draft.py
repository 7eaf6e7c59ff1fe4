"""What is said about the fields of a new session."""

from datetime import date

import pytest

from facilitator.app.draft import about_date, about_people, first_language, languages_of, with_people
from facilitator.core.i18n import Translator
from facilitator.core.workshop import parse
from facilitator.imports.people import parse_people
from tests.app.shell_app import SOURCE

TR = Translator()
TODAY = date(2026, 11, 22)
WORKSHOP = parse(SOURCE, {"nl": {"title": "Kleine workshop"}})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Sunday, 22 November 2026 – today"),
        ("3-12-2026", "Thursday, 3 December 2026"),
        ("3.12.2026", "Thursday, 3 December 2026"),
        ("2026-12-03", "Thursday, 3 December 2026"),
        ("1-11-2026", "Sunday, 1 November 2026 – this day is over"),
    ],
)
def test_a_day_is_said_in_words(typed: str, words: str) -> None:
    said = about_date(typed, TODAY, TR)
    assert (said.text, said.fault) == (words, False)


def test_what_is_no_day_is_a_fault_with_examples() -> None:
    said = about_date("31-2-2026", TODAY, TR)
    assert said.fault
    assert said.text.startswith("“31-2-2026” is not a day: write 2027-01-29")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Nobody yet; you can add people later."),
        ("Anna\nBart", "2 people."),
        ("Anna", "1 person. This workshop is made for 2–4."),
        ("Anna\nAnna\nBart", "2 people. Listed more than once and kept once: Anna."),
    ],
)
def test_people_are_counted_and_doubts_said(typed: str, words: str) -> None:
    assert about_people(typed, WORKSHOP, TR).text == words


def test_the_languages_are_those_of_the_workshop() -> None:
    assert languages_of(WORKSHOP) == [("en", "English"), ("nl", "Nederlands")]


def test_the_first_language_is_the_first_wanted_one_that_the_workshop_has() -> None:
    assert first_language(WORKSHOP, "", "nl") == "nl"
    assert first_language(WORKSHOP, "de") == "en"


def people(*lines: str) -> list:
    return parse_people("\n".join(lines))[0]


def test_copied_people_stand_below_those_who_are_there() -> None:
    assert with_people("Anna", people("Bart <b@example.com>; IT")) == "Anna\nBart <b@example.com>; IT"


def test_who_is_there_already_is_not_copied() -> None:
    assert with_people("Anna\nBart", people("bart", "Chris")) == "Anna\nBart\nChris"


def test_an_empty_list_takes_everybody() -> None:
    assert with_people("", people("Anna", "Bart")) == "Anna\nBart"


def test_rows_of_a_spreadsheet_become_lines_so_that_lines_can_follow() -> None:
    text = "Name\tDepartment\nAnna\tHR"
    assert with_people(text, people("Bart; IT")) == "Anna; HR\nBart; IT"


def test_lines_that_name_nobody_stay() -> None:
    assert with_people("Anna\n???", people("Bart")) == "Anna\n???\nBart"
