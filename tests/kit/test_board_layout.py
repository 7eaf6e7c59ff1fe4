import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.kit.board_layout import MOST_LINES, Card, Lane, Layout, Wraps, cut, padded, wrapped

TEXT = st.text("ab é日👍[]/ ", max_size=60)


def lane(key: str, *titles: str, first: int = 1) -> Lane:
    return Lane(key, key, tuple(Card(f"{key}{n}", n, title) for n, title in enumerate(titles, first)))


def flow(*titles: str, width: int = 80, height: int = 20) -> Layout:
    return Layout([lane("", *titles)], width, height, Wraps(), True)


def lanes(*groups: Lane, width: int = 80, height: int = 20) -> Layout:
    return Layout(groups, width, height, Wraps(), False)


def test_a_title_is_broken_between_words() -> None:
    assert wrapped("draft quotes in minutes", 12) == ("draft quotes", "in minutes")


def test_a_word_wider_than_the_line_is_broken_within() -> None:
    assert wrapped("abcdefgh", 4) == ("abcd", "efgh")


def test_what_is_left_over_after_the_last_line_shows_as_an_ellipsis() -> None:
    assert wrapped("one two three four five", 5) == ("one", "two", "thre…")


def test_an_empty_title_has_one_line() -> None:
    assert wrapped("", 5) == ("",)


@given(TEXT, st.integers(2, 30))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(cell_len(line) <= width for line in lines)


@given(TEXT, st.integers(0, 30))
def test_a_padded_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(padded(text, width)) == width


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("日本", 4) == "日本"


def test_a_cut_text_ends_with_an_ellipsis() -> None:
    assert cut("日本語", 4) == "日…"


@pytest.mark.parametrize(("width", "columns"), [(20, 1), (80, 2), (120, 3), (200, 5)])
def test_a_flow_has_as_many_columns_as_fit(width: int, columns: int) -> None:
    assert len(flow(*"abcdefgh", width=width).columns) == columns


def test_a_flow_is_read_along_its_rows() -> None:
    assert [[card.number for card in column.cards] for column in flow(*"abcde").columns] == [[1, 3, 5], [2, 4]]


def test_cards_of_one_row_of_a_flow_begin_at_the_same_line() -> None:
    left, right = flow("long " * 30, "short", "c", "d").columns
    assert left.tops == right.tops


def test_a_lane_is_one_column() -> None:
    layout = lanes(lane("a", "x", "y"), lane("b", "z"))
    assert [len(column.cards) for column in layout.columns] == [2, 1]


def test_an_empty_lane_is_a_column_too() -> None:
    assert len(lanes(lane("a"), lane("b", "z")).columns) == 2


def test_only_as_many_lanes_are_shown_as_fit() -> None:
    assert lanes(*(lane(name, "x") for name in "abcdefg"), width=80).shown == 3


def test_lanes_share_the_width() -> None:
    assert lanes(lane("a", "x"), lane("b", "y"), width=80).cell == 39


def test_cards_stand_apart_while_there_is_room() -> None:
    assert flow("a", "b", "c", width=40, height=10).columns[0].tops == [0, 2, 4]


def test_cards_move_together_when_there_is_not_enough_room() -> None:
    assert flow("a", "b", "c", width=40, height=4).columns[0].tops == [0, 1, 2]


def test_a_line_between_two_cards_belongs_to_none() -> None:
    column = flow("a", "b", width=40).columns[0]
    assert [column.at(y) for y in range(4)] == [0, None, 1, None]


def test_the_nearest_card_of_a_blank_line_is_the_one_above() -> None:
    assert flow("a", "b", width=40).columns[0].nearest(1) == 0


def test_numbers_of_every_length_have_the_same_room() -> None:
    layout = lanes(lane("a", "x", first=7), lane("b", "y", first=123))
    assert layout.digits == 3


def test_a_note_takes_room_from_the_titles() -> None:
    plain = lanes(lane("a", "x"))
    noted = lanes(Lane("a", "a", (Card("1", 1, "x", note="3/8"),)))
    assert plain.room - noted.room == 4


@given(st.integers(1, 250), st.integers(1, 70), st.lists(st.integers(0, 20), max_size=8), st.booleans())
def test_every_card_has_one_place_at_any_size(width: int, height: int, sizes: list[int], flowing: bool) -> None:
    groups = [lane(f"g{n}", *(f"title {i} of {n}" for i in range(size))) for n, size in enumerate(sizes)]
    layout = Layout(groups, width, height, Wraps(), flowing)
    assert len(layout.places) == sum(sizes)
    for key, (column, row) in layout.places.items():
        assert layout.columns[column].cards[row].key == key


def test_titles_are_whole_as_long_as_all_cards_have_room() -> None:
    title = "one two three four five six"
    assert sum(flow(title, width=8, height=20).columns[0].heights) > MOST_LINES
    assert flow(*[title] * 9, width=8, height=20).columns[0].heights == [MOST_LINES] * 9
