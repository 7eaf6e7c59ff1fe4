import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.imports.markup import plain
from facilitator.imports.reading import MOST_ROWS, decode, sheets, tables, unguarded


def cells(text: str) -> list[tuple[str, ...]]:
    """The filled rows of the first table."""
    return [line.cells for line in tables(text)[0].lines if line.filled]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Größe".encode(), "utf-8"),
        ("Größe".encode("utf-8-sig"), "utf-8"),
        ("Größe".encode("utf-16"), "utf-16"),
        ("Größe;a;b".encode("utf-16-le"), "utf-16"),
        ("Größe;a;b".encode("utf-16-be"), "utf-16"),
        ("Größe".encode("cp1252"), "cp1252"),
    ],
)
def test_a_file_is_read_in_its_encoding(data: bytes, encoding: str) -> None:
    text, found = decode(data)
    assert (text.startswith("Größe"), found) == (True, encoding)


@pytest.mark.parametrize("text", ["Müller;Plän\r\n", "Zoë's café;straße", "Größe;„Bau“ – später"])
@pytest.mark.parametrize("encoding", ["mac-roman", "cp1252"])
def test_files_of_old_macs_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_an_encoding_can_be_chosen() -> None:
    assert decode("Größe".encode("mac-roman"), "mac-roman") == ("Größe", "mac-roman")


@given(st.binary(max_size=200))
def test_any_bytes_become_a_text(data: bytes) -> None:
    assert isinstance(decode(data)[0], str)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_divided_by_any_usual_sign(sign: str) -> None:
    assert ("Plan", "A", "R") in [
        line.cells for table in sheets(f"x{sign}y{sign}z\nPlan{sign}A{sign}R") for line in table.lines
    ]


def test_the_sign_that_the_first_line_names_is_the_only_one() -> None:
    assert [[line.cells for line in table.lines] for table in sheets("sep=;\na,b;c")] == [[("a,b", "c")]]


def test_lines_are_counted_as_in_the_file() -> None:
    [table] = sheets('sep=;\na;"b\nc"\nd;e')
    assert [line.at for line in table.lines] == [2, 4]


def test_a_markdown_table_has_plain_words_and_the_heading_above_it() -> None:
    [table] = tables("## *Who* does what\n\n| **Task** | [PM](http://x) |\n|---|:--:|\n| `a` \\| b | A<br>R |\n\nbye")
    assert table.title == "Who does what"
    assert [line.cells for line in table.lines] == [("Task", "PM"), ("a | b", "A\nR")]
    assert [line.strong for line in table.lines] == [True, False]


def test_a_markdown_table_needs_no_bars_at_its_ends() -> None:
    assert cells("Task | PM\n--- | ---\nPlan | A\n\nmore text") == [("Task", "PM"), ("Plan", "A")]


def test_several_markdown_tables_are_several() -> None:
    assert len(tables("| a | b |\n|--|--|\n| 1 | 2 |\n\ntext\n\n| c | d |\n|--|--|\n| 3 | 4 |")) == 2


def test_a_row_of_nothing_but_bars_is_a_blank_row() -> None:
    [table] = tables("| a | b |\n|--|--|\n||||\n| 1 | 2 |")
    assert [line.filled for line in table.lines] == [2, 0, 2]


def test_a_table_in_a_fence_of_code_is_none() -> None:
    assert all(table.form == "cells" for table in tables("```text\n| a | b |\n|--|--|\n```"))


def test_html_tables_in_markdown_are_read_with_their_spans() -> None:
    page = "# T\n<table><tr><th colspan=2>Task</th><th>PM</th></tr>\n<tr><td>1<td>Plan &amp; go<td>A<br>R</table>"
    [table] = tables(page)
    assert [line.cells for line in table.lines] == [("Task", "", "PM"), ("1", "Plan & go", "A\nR")]


def test_a_table_that_is_too_long_is_cut_and_says_so() -> None:
    [table] = sheets("a,b\n" * (MOST_ROWS + 5))
    assert (len(table.lines), table.complete) == (MOST_ROWS, False)


@pytest.mark.parametrize(
    ("cell", "text"), [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'tis", "'tis"), ("'", "'"), ("O'Neil", "O'Neil")]
)
def test_an_apostrophe_goes_where_it_guards_a_formula(cell: str, text: str) -> None:
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**R**", "R"),
        ("*a* and _b_", "a and b"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("\\*not\\*", "*not*"),
        ("a &lt; b", "a < b"),
        ("![x](y.png)z", "xz"),
        ("<https://example.org>", "https://example.org"),
        ("~~gone~~", "gone"),
        ("<!-- no -->A", "A"),
    ],
)
def test_markup_goes_and_words_stay(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@given(st.text())
def test_no_text_is_too_strange_for_a_table(text: str) -> None:
    for table in tables(text):
        assert table.lines
