"""Pasted text as rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.imports.headings import SYNONYMS, find
from facilitator.imports.paste import MOST_ROWS, delimiter_of, read


def rows(text: str, delimiter: str | None = None) -> list[tuple[str, ...]]:
    return [row.cells for row in read(text, delimiter).rows]


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_the_sign_between_the_cells_is_found(sign: str) -> None:
    assert delimiter_of([f"a{sign}b", f"c{sign}d"]) == (sign if sign != "|" else "|")


@pytest.mark.parametrize("text", ["", "Anna", "Anna\nBart, the second\nChris\nDora"])
def test_plain_lines_have_no_sign_between_cells(text: str) -> None:
    assert delimiter_of(text.split("\n")) == ""


def test_a_tab_counts_wherever_it_stands() -> None:
    assert delimiter_of(["Anna", "Bart, a; b\tIT"]) == "\t"


def test_a_first_line_may_name_the_sign() -> None:
    assert rows("sep=,\na,b;c") == [("a", "b;c")]


def test_line_numbers_are_those_of_the_text() -> None:
    found = read('sep=;\n\na;b\n"c\nd";e\nf;g').rows
    assert [(row.line, row.cells[0]) for row in found] == [(3, "a"), (4, "c\nd"), (6, "f")]


def test_rulers_and_empty_rows_go() -> None:
    assert rows("| a | b |\n|---|:-:|\n|   |   |\n| c | d |") == [("a", "b"), ("c", "d")]


def test_quotes_that_do_not_close_are_plain_signs() -> None:
    assert rows('a;"b\nc;d', ";") == [("a", '"b'), ("c", "d")]


def test_what_is_too_long_is_not_complete() -> None:
    assert read("a\n" * MOST_ROWS).complete
    assert not read("a\n" * (MOST_ROWS + 1)).complete


@given(st.text(), st.sampled_from([None, "", ";", ",", "\t", "|"]))
def test_any_text_has_rows_of_cells_without_loss_of_letters(text: str, delimiter: str | None) -> None:
    found = read(text, delimiter)
    assert all(any(row.cells) for row in found.rows)
    if found.delimiter == "" and not text.lower().startswith("sep="):
        letters = "".join(sign for sign in text if sign.isalpha())
        assert "".join(sign for row in found.rows for sign in row.cells[0] if sign.isalpha()) == letters


@pytest.mark.parametrize("field", SYNONYMS)
def test_every_heading_is_found_whatever_its_case_and_signs(field: str) -> None:
    for heading in SYNONYMS[field].split():
        headings = find([("Name", f" {heading.upper()}-: ", "Rolle", "Mail")])
        assert headings is not None
        assert headings.fields[1] == (field if field != "name" else "")


def test_a_person_is_no_heading() -> None:
    assert find([("Anna Bakker", "HR")]) is None
    assert find([("Job", "Team")]) is None


def test_headings_are_not_looked_for_far_below() -> None:
    assert find([("x", "y")] * 20 + [("Name", "Role")]) is None
