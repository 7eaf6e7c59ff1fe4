import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.kit.grid_layout import NARROWEST, exactly, heading, headings, widths


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Sales lead", ["Sales", "lead"]),
        ("IT", ["IT"]),
        ("A b c", ["A b c"]),
        ("Betriebsrat", ["Betrie-", "bsrat"]),
        ("Programme lead", ["Progr-", "amme", "lead"]),
        ("Geschäftsführung", ["Geschä-", "ftsfüh-", "rung"]),
        ("", []),
    ],
)
def test_a_title_is_broken_at_words_and_inside_words_that_are_too_long(title: str, lines: list[str]) -> None:
    assert heading(title, 8, 3) == lines


def test_what_does_not_fit_is_cut_off_with_an_ellipsis() -> None:
    assert heading("Data protection officer", 8, 2) == ["Data", "protect…"]
    assert heading("One two three four", 5, 2) == ["One", "two…"]


def test_what_is_cut_off_begins_as_far_as_there_is_room() -> None:
    assert heading("Tom Willems", 6, 1) == ["Tom W…"]
    assert heading("Noor Jansen", 6, 1) == ["Noor…"]


def test_all_titles_end_on_the_same_line() -> None:
    assert headings(["IT", "Works council"], 8, 3) == [["", "IT"], ["Works", "council"]]


@given(st.text("abcäß", min_size=1, max_size=60), st.integers(1, 12))
def test_a_divided_word_is_still_the_word(word: str, width: int) -> None:
    assert "".join(line.removesuffix("-") for line in heading(word, width, 100)) == word


@given(st.text(max_size=40), st.integers(1, 12), st.integers(1, 4))
def test_no_line_of_a_title_is_wider_than_its_column(title: str, width: int, most: int) -> None:
    found = heading(title, width, most)
    assert len(found) <= most
    assert all(cell_len(line) <= max(width, 2) for line in found)


@given(st.text("aä漢 ", max_size=20), st.integers(0, 20))
def test_a_text_is_brought_to_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(exactly(text, width)) == width


def test_blanks_in_a_text_are_kept() -> None:
    assert exactly("  ä · b", 9) == "  ä · b  "


@given(st.integers(1, 250), st.integers(0, 80), st.integers(0, 120), st.integers(0, 20), st.integers(0, 9))
def test_the_parts_of_a_line_have_room(width: int, columns: int, longest: int, margin: int, widest: int) -> None:
    found = widths(width, ["Role"] * columns, longest, margin, widest)
    assert found.label >= 1
    assert found.column >= max(NARROWEST, widest + 1)
    assert found.margin in (0, margin)


def test_few_columns_leave_room_for_the_titles_of_the_rows() -> None:
    assert widths(80, ["IT", "HR"], 50, 0).label > 50


def test_a_long_title_of_a_row_takes_what_the_columns_leave_and_no_more() -> None:
    assert widths(140, ["IT", "HR"], 90, 0).label == 91
    assert widths(140, ["IT"] * 7, 90, 0).label == 60


def test_sixty_columns_are_as_narrow_as_can_be() -> None:
    found = widths(80, ["Role"] * 60, 50, 0)
    assert found.column == NARROWEST
    assert found.label == 20


def test_the_words_of_a_title_stay_whole_while_there_is_room() -> None:
    assert widths(100, ["Managing director"] * 6, 60, 0).column >= len("Managing") + 1


def test_a_narrow_line_goes_without_a_margin() -> None:
    assert widths(80, ["IT"], 20, 15).margin == 0
    assert widths(120, ["IT"], 20, 15).margin == 15


@given(st.integers(30, 240), st.integers(1, 40), st.integers(1, 80), st.integers(0, 12))
def test_all_columns_are_in_view_when_they_can_be_beside_short_titles_of_rows(
    width: int, columns: int, longest: int, widest: int
) -> None:
    shared = widths(width, ["Department"] * columns, longest, 0, widest)
    narrowest = max(NARROWEST, widest + 1)
    if 16 + columns * narrowest <= width:
        assert shared.label + columns * shared.column <= width
        assert shared.label >= 16 or shared.label > longest


def test_nine_people_fit_into_eighty_cells() -> None:
    assert widths(80, ["Sandra Kuipers"] * 9, 50, 15).column * 9 + 16 <= 80
