"""Where groups stand on their page."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.app.group_layout import Box, Entry, Layout


def box(n: int, people: int, *, cards: int = 0) -> Box:
    parts = (
        tuple(Entry(f"{n}.{at}", f"Person {n} {at}") for at in range(people)),
        tuple(Entry(f"{n}c{at}", f"{at} · A card") for at in range(cards)),
    )
    return Box(n, f"Group {n}", parts)


def boxes(groups: int, people: int, cards: int = 0) -> list[Box]:
    return [box(n, people, cards=cards) for n in range(groups)]


def test_six_groups_of_four_with_a_card_each_fit_a_small_terminal() -> None:
    layout = Layout(boxes(6, 4, 1), 74, 18)
    assert (layout.columns, len(layout.lines) <= 18) == (3, True)


def test_where_there_is_room_names_stand_apart() -> None:
    layout = Layout(boxes(2, 2), 80, 40)
    assert layout.places["0.1"].top - layout.places["0.0"].top == 2


def test_where_there_is_less_room_only_people_and_cards_stand_apart() -> None:
    layout = Layout(boxes(1, 3, 1), 80, 6)
    assert [layout.places[key].top for key in ("0.0", "0.1", "0.2", "0c0")] == [1, 2, 3, 5]


def test_without_room_nothing_stands_apart() -> None:
    layout = Layout(boxes(1, 3, 1), 80, 5)
    assert [layout.places[key].top for key in ("0.0", "0.1", "0.2", "0c0")] == [1, 2, 3, 4]


def test_more_columns_are_taken_rather_than_a_page_that_scrolls() -> None:
    assert Layout(boxes(4, 8), 200, 60).columns == 2
    assert Layout(boxes(4, 8), 200, 10).columns == 4


def test_boxes_in_a_row_begin_at_the_same_line() -> None:
    layout = Layout([box(0, 1), box(1, 5), box(2, 2), box(3, 2)], 60, 40)
    assert layout.places["2.0"].top == layout.places["3.0"].top > layout.places["1.4"].top


def test_a_long_text_goes_on_below_and_is_cut_at_its_third_line() -> None:
    entry = Entry("a", "word " * 60, sign="■")
    layout = Layout([Box(0, "Group", ((entry,),))], 24, 40)
    texts = [line[0].text for line in layout.lines if line[0].key == "a"]
    assert len(texts) == 3
    assert texts[0].startswith("■ word")
    assert texts[1].startswith("  word")
    assert texts[2].rstrip().endswith("…")


def test_what_is_under_the_pointer_is_found() -> None:
    layout = Layout(boxes(2, 2), 60, 5)
    found = layout.at(35, 1)
    assert found is not None
    assert (found.key, found.box) == ("1.0", 1)
    assert layout.at(29, 1) is None
    assert layout.at(0, 99) is None


def test_the_cursor_goes_down_through_the_boxes_of_its_column() -> None:
    layout = Layout(boxes(4, 2), 60, 20)
    assert layout.beside("0.1", 0, 1) == "2.0"
    assert layout.beside("2.0", 0, -1) == "0.1"
    assert layout.beside("2.1", 0, 1) == "2.1"


def test_the_cursor_goes_sideways_to_the_nearest_line() -> None:
    layout = Layout([box(0, 4), box(1, 2), box(2, 4)], 80, 8)
    assert layout.beside("0.3", 1, 0) == "1.1"
    assert layout.beside("2.0", 1, 0) == "2.0"


def test_a_column_without_anybody_is_passed_over() -> None:
    layout = Layout([box(0, 1), Box(1, "Empty", ()), box(2, 1)], 80, 4)
    assert layout.beside("0.0", 1, 0) == "2.0"


def test_nothing_at_all_is_an_empty_page() -> None:
    assert Layout([], 80, 24).lines == []


@given(st.lists(st.integers(0, 9), max_size=14), st.integers(0, 220), st.integers(0, 60), st.text(max_size=40))
def test_every_line_is_as_wide_as_its_box_and_everybody_has_a_place(
    people: list[int], width: int, height: int, text: str
) -> None:
    made = [Box(n, text, (tuple(Entry((n, at), text or "-") for at in range(many)),)) for n, many in enumerate(people)]
    layout = Layout(made, width, height)
    assert len(layout.places) == sum(people)
    assert all(cell_len(piece.text) in (0, layout.cell) for line in layout.lines for piece in line)
