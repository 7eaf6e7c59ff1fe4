import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.exports.spreadsheet import neutral, written
from facilitator.imports.reading import unguarded


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-3", "@SUM(A1)", "\tx", "＝1", "\n=1", "'=x"])
def test_a_text_that_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["8 uur → 2 uur, “echt”", "'tis", "A", ""])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_line_breaks_are_written_in_one_way_and_nul_goes() -> None:
    assert neutral("a\0b\r\nc\rd") == "ab\nc\nd"


@given(st.text())
def test_what_was_made_neutral_is_read_again_as_it_was(text: str) -> None:
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    assert unguarded(neutral(text)) == plain


def test_a_file_has_commas_and_lines_as_the_standard_wants_them() -> None:
    assert written([("a", "b,c"), ("é", 'd"')]) == 'a,"b,c"\r\né,"d"""\r\n'.encode()


@given(st.lists(st.lists(st.text().map(neutral), min_size=1, max_size=3), max_size=4))
def test_any_texts_come_back_from_the_file(rows: list[list[str]]) -> None:
    assert list(csv.reader(io.StringIO(written(rows).decode(), newline=""))) == rows
