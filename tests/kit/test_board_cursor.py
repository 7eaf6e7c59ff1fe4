from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.kit.board_cursor import Cursor
from facilitator.kit.board_layout import Card, Lane


def lane(key: str, cards: Sequence[str]) -> Lane:
    return Lane(key, key, tuple(Card(card, n, f"Card {card}") for n, card in enumerate(cards, 1)))


def flow(cards: str = "abcdefgh", width: int = 80, height: int = 20) -> Cursor:
    cursor = Cursor(True)
    cursor.arrange([lane("", cards)], width, height)
    return cursor


def lanes(*groups: str, width: int = 80, height: int = 20) -> Cursor:
    cursor = Cursor(False)
    cursor.arrange([lane(f"lane{n}", cards) for n, cards in enumerate(groups)], width, height)
    return cursor


def at(cursor: Cursor) -> object:
    return cursor.card.key if cursor.card else None


def test_the_cursor_begins_on_the_first_card() -> None:
    assert at(flow()) == "a"


def test_a_board_without_cards_has_no_card_under_the_cursor() -> None:
    assert at(flow("")) is None


@pytest.mark.parametrize(("across", "down", "goal"), [(1, 0, "d"), (-1, 0, "b"), (0, 1, "e"), (0, -1, "a")])
def test_in_a_flow_the_arrows_go_to_the_neighbours(across: int, down: int, goal: str) -> None:
    cursor = flow()
    cursor.go(0, 1)
    cursor.step(across, down)
    assert at(cursor) == goal


def test_in_a_flow_the_end_of_a_row_leads_to_the_next() -> None:
    cursor = flow()
    cursor.go(1, 0)
    cursor.step(1, 0)
    assert at(cursor) == "c"


def test_in_a_flow_there_is_nothing_beyond_the_last_card() -> None:
    cursor = flow("abc")
    cursor.edge(1)
    cursor.step(1, 0)
    cursor.step(0, 1)
    assert at(cursor) == "c"


def test_end_and_home_reach_the_last_and_first_card_of_a_flow() -> None:
    cursor = flow("abcdefg")
    cursor.edge(1)
    assert at(cursor) == "g"
    cursor.edge(-1)
    assert at(cursor) == "a"


def test_end_reaches_the_last_card_of_the_lane() -> None:
    cursor = lanes("abc", "de")
    cursor.edge(1)
    assert at(cursor) == "c"


def test_beside_a_lane_the_cursor_stays_at_its_height() -> None:
    cursor = lanes("abc", "def")
    cursor.go(0, 2)
    cursor.step(1, 0)
    assert at(cursor) == "f"


def test_beside_a_shorter_lane_it_stands_on_its_last_card() -> None:
    cursor = lanes("abc", "d")
    cursor.go(0, 2)
    cursor.step(1, 0)
    assert at(cursor) == "d"


def test_an_empty_lane_can_have_the_cursor() -> None:
    cursor = lanes("abc", "")
    cursor.step(1, 0)
    assert (at(cursor), cursor.lane) == (None, "lane1")


def test_from_an_empty_lane_there_is_a_way_back() -> None:
    cursor = lanes("abc", "")
    cursor.step(1, 0)
    cursor.step(-1, 0)
    assert cursor.lane == "lane0"


def test_a_page_goes_on_by_what_is_seen() -> None:
    cursor = lanes("abcdefghij", height=4)
    cursor.page(1)
    assert at(cursor) == "e"


def test_each_lane_scrolls_for_itself() -> None:
    cursor = lanes("abcdefghij", "klmnopqrst", height=4)
    cursor.edge(1)
    assert (cursor.offset(0) > 0, cursor.offset(1)) == (True, 0)


def test_all_columns_of_a_flow_scroll_together() -> None:
    cursor = flow("abcdefghijklmnop", height=3)
    cursor.edge(1)
    assert cursor.offset(0) == cursor.offset(1) > 0


def test_moving_within_what_is_seen_scrolls_nothing() -> None:
    cursor = lanes("abcdefghij", height=4)
    before = cursor.view
    cursor.step(0, 1)
    assert cursor.view == before


def test_lanes_beyond_the_screen_come_into_view_with_the_cursor() -> None:
    cursor = lanes(*"abcdefg")
    for _ in range(5):
        cursor.step(1, 0)
    assert cursor.first <= cursor.column < cursor.first + cursor.layout.shown


def test_the_cursor_stays_on_its_card_when_others_come_before_it() -> None:
    cursor = flow("abc")
    cursor.go(0, 1)
    cursor.arrange([lane("", "xyzabc")], 80, 20)
    assert at(cursor) == "c"


def test_when_its_card_goes_the_cursor_stays_at_its_place() -> None:
    cursor = lanes("abc")
    cursor.go(0, 1)
    cursor.arrange([lane("lane0", "ac")], 80, 20)
    assert at(cursor) == "c"


def test_when_its_card_goes_the_cursor_stays_in_its_lane() -> None:
    cursor = lanes("a", "bc")
    cursor.go(1, 1)
    cursor.arrange([lane("new", "x"), lane("lane0", "a"), lane("lane1", "b")], 80, 20)
    assert at(cursor) == "b"


def test_a_lane_keeps_its_scrolling_when_lanes_come_before_it() -> None:
    cursor = lanes("abcdefghij", height=4)
    cursor.edge(1)
    cursor.arrange([lane("new", "x"), lane("lane0", "abcdefghij")], 80, 4)
    assert cursor.offset(1) == 6


MOVES = st.lists(
    st.tuples(st.sampled_from(["step", "page", "edge"]), st.integers(-1, 1), st.integers(-1, 1)), max_size=25
)


@given(st.lists(st.integers(0, 12), max_size=6), st.booleans(), st.integers(1, 130), st.integers(1, 12), MOVES)
def test_the_cursor_never_leaves_the_board_nor_the_view(
    sizes: list[int], flowing: bool, width: int, height: int, moves: list[tuple[str, int, int]]
) -> None:
    cursor = Cursor(flowing)
    groups = [lane(f"lane{n}", [f"{n}-{i}" for i in range(size)]) for n, size in enumerate(sizes)]
    cursor.arrange(groups, width, height)
    for name, x, y in moves:
        if name == "step":
            cursor.step(x, y)
        elif name == "page":
            cursor.page(x or 1)
        else:
            cursor.edge(x or 1)
        if cursor.card is not None:
            column = cursor.layout.columns[cursor.column]
            top = column.tops[cursor.row] - cursor.offset(cursor.column)
            assert 0 <= top < cursor.height
            assert cursor.first <= cursor.column < cursor.first + cursor.layout.shown
        else:
            assert not any(sizes) or not flowing
