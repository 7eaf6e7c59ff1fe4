from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitator.kit.plane_layout import Layout, PlanePoint, Space, head, path, single, towards

SHARES = st.floats(0, 1, allow_nan=False)
SPACES = st.builds(Space, st.integers(8, 90), st.integers(3, 40))
POINTS = st.lists(st.tuples(SHARES, SHARES, st.sampled_from(["", "A", "AB", "漢字"])), max_size=60).map(
    lambda found: [PlanePoint(at, x, y, label=label) for at, (x, y, label) in enumerate(found)]
)


@given(POINTS, SPACES)
def test_every_point_is_drawn_or_counted_behind_another(points: list[PlanePoint], space: Space) -> None:
    layout = Layout(points, space)
    assert sorted(at for mark in layout.marks for at in mark.members) == list(range(len(points)))


@given(POINTS, SPACES)
def test_no_mark_is_drawn_over_another(points: list[PlanePoint], space: Space) -> None:
    for row in Layout(points, space).rows:
        spans = sorted((mark.left, mark.left + mark.width) for mark in row)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


@given(POINTS, st.builds(Space, st.integers(20, 90), st.integers(5, 40)))
def test_a_mark_stands_on_the_side_of_its_point(points: list[PlanePoint], space: Space) -> None:
    for mark in Layout(points, space).marks:
        for at in mark.members:
            right = (points[at].x > 0.5 + 1e-9) - (points[at].x < 0.5 - 1e-9)
            assert space.side(mark.column, mark.row)[0] == right


@given(POINTS, SPACES)
def test_the_text_of_a_mark_fits_its_cells(points: list[PlanePoint], space: Space) -> None:
    for mark in Layout(points, space).marks:
        assert cell_len(mark.text(points[mark.at])) <= max(mark.width, 1 + cell_len(points[mark.at].label))


@given(SHARES, SHARES, SPACES)
def test_a_cell_is_within_the_plane(x: float, y: float, space: Space) -> None:
    column, row = space.cell(x, y)
    assert 0 <= column < space.width
    assert 0 <= row < space.height


@given(st.integers(-5, 200), st.integers(-5, 200), SPACES)
def test_a_place_is_within_the_plane_also_for_cells_outside(column: int, row: int, space: Space) -> None:
    x, y = space.place(column, row)
    assert 0 <= x <= 1
    assert 0 <= y <= 1


def test_what_is_on_a_line_is_drawn_on_it_and_what_is_not_beside_it() -> None:
    space = Space(41, 21)
    assert space.cell(0.5, 0.5) == (20, 10)
    assert space.cell(0.501, 0.501) == (21, 9)
    assert space.cell(0.499, 0.499) == (19, 11)


def test_a_line_may_be_elsewhere_than_in_the_middle() -> None:
    space = Space(41, 21, (0.5, 0.7))
    assert space.lines == (20, 6)
    assert space.cell(0.9, 0.71)[1] == 5


def test_the_point_that_is_held_has_no_mark() -> None:
    layout = Layout([PlanePoint("a", 0.2, 0.2), PlanePoint("b", 0.8, 0.8)], Space(40, 10), held=1)
    assert list(layout.of) == [0]


def test_a_mark_answers_for_all_of_its_cells() -> None:
    layout = Layout([PlanePoint("a", 0.0, 1.0, label="AB")], Space(40, 10))
    assert layout.mark_at(2, 0) is layout.marks[0]
    assert layout.mark_at(10, 0) is None
    assert layout.mark_at(-1, 99) is None


def test_a_label_stands_at_the_left_where_it_would_cross_the_line_or_the_edge() -> None:
    space = Space(41, 11)
    assert single(0, 40, 3, 2, space).left == 38  # type: ignore[union-attr]
    assert single(0, 19, 3, 2, space).left == 17  # type: ignore[union-attr]
    assert single(0, 5, 3, 2, space).left == 5  # type: ignore[union-attr]
    assert single(0, 41, 3, 2, space) is None


def test_how_many_are_behind_is_counted_within_the_cells_of_the_label() -> None:
    points = [PlanePoint(n, 1.0, 1.0, label="AB") for n in range(200)]
    layout = Layout(points, Space(9, 3))
    texts = [mark.text(points[mark.at]) for mark in layout.marks]
    assert all(len(text) <= 4 for text in texts)
    assert any("9+" in text for text in texts)


def test_a_path_leaves_out_both_ends() -> None:
    assert path((0, 0), (4, 0)) == [(1, 0), (2, 0), (3, 0)]
    assert path((2, 2), (2, 2)) == []


def test_an_arrow_points_the_way_it_goes() -> None:
    assert [head((5, 5), end) for end in ((9, 5), (0, 5), (5, 9), (5, 0))] == ["→", "←", "↓", "↑"]


def test_the_next_point_is_near_and_rather_straight_ahead() -> None:
    cells = [(0, 0), (10, 0), (3, 3), None]
    assert towards(cells, (0, 0), 1, 0) == 1
    assert towards(cells, (0, 0), 0, 1) == 2
    assert towards(cells, (0, 0), -1, 0) is None


NAMED = st.lists(
    st.tuples(
        SHARES, SHARES, st.sampled_from(["A", "AB", "漢字"]), st.sampled_from(["", "Anna Bakker", "山田太郎", "x" * 70])
    ),
    max_size=60,
).map(lambda found: [PlanePoint(at, x, y, label=label, name=name) for at, (x, y, label, name) in enumerate(found)])


def written(*points: PlanePoint, space: Space, kept: frozenset[tuple[int, int]] = frozenset()) -> list[str]:
    """What the marks say, in the order of the points."""
    layout = Layout(points, space)
    layout.write_names(points, kept)
    return [layout.of[at].text(point) for at, point in enumerate(points)]


@given(NAMED, SPACES)
def test_a_name_goes_over_nobody_else_and_not_over_the_vertical_line(points: list[PlanePoint], space: Space) -> None:
    layout = Layout(points, space)
    before = {id(mark): (mark.column, mark.row) for mark in layout.marks}
    layout.write_names(points, ())
    for mark in layout.marks:
        assert (mark.column, mark.row) == before[id(mark)]
        if mark.name:
            cells = range(mark.left, mark.left + len(mark.text(points[mark.at])))
            assert space.lines[0] == mark.column or space.lines[0] not in cells
            assert mark.left >= 0
            assert mark.left + cell_len(mark.text(points[mark.at])) <= space.width
    for row in layout.rows:
        spans = sorted((mark.left, mark.left + cell_len(mark.text(points[mark.at]))) for mark in row if mark.name)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))


def test_a_name_stands_instead_of_the_label_where_there_is_room() -> None:
    assert written(PlanePoint(1, 0.1, 0.5, label="AB", name="Anna Bakker"), space=Space(60, 9)) == ["●Anna Bakker"]


def test_a_name_stands_at_the_left_where_the_edge_is_near() -> None:
    assert written(PlanePoint(1, 1.0, 0.5, label="AB", name="Anna Bakker"), space=Space(60, 9)) == ["Anna Bakker●"]


def test_a_name_is_cut_rather_than_left_out_but_not_to_a_few_letters() -> None:
    long = PlanePoint(1, 0.0, 0.7, label="AB", name="Anna Bakker-van der Meer")
    assert written(long, space=Space(30, 9)) == ["●Anna Bakker…"]
    assert written(long, space=Space(16, 9)) == ["●AB"]


def test_a_name_leaves_the_cells_that_are_kept() -> None:
    point = PlanePoint(1, 0.0, 0.5, label="AB", name="Anna Bakker")
    assert written(point, space=Space(60, 9), kept=frozenset({(5, 4)})) == ["●AB"]


def test_a_name_is_said_in_full_where_less_is_kept_and_nothing_changes_by_it() -> None:
    point = PlanePoint(1, 1.0, 0.5, label="AB", name="Anna Bakker")
    layout = Layout([point], Space(60, 9))
    layout.write_names([point], {(50, 4)})
    mark = layout.of[0]
    before = mark.text(point)
    assert layout.fuller(mark, point.name, {(50, 4)}) == mark
    assert layout.fuller(mark, point.name, ()).text(point) == "Anna Bakker●"
    assert mark.text(point) == before


@given(NAMED, SPACES)
def test_a_name_in_full_goes_over_nobody_else_either(points: list[PlanePoint], space: Space) -> None:
    layout = Layout(points, space)
    layout.write_names(points, {space.cell(point.x, 0.5) for point in points})
    for mark in layout.marks:
        full = layout.fuller(mark, points[mark.at].name, ())
        assert cell_len(full.text(points[mark.at])) >= cell_len(mark.text(points[mark.at]))
        cells = range(full.left, full.left + cell_len(full.text(points[mark.at])))
        assert all(layout.mark_at(cell, mark.row) in (None, mark) for cell in cells)


def test_a_mark_with_others_behind_it_shows_how_many_and_no_name() -> None:
    together = [PlanePoint(at, 0.5, 0.5, label="AB", name="Anna Bakker") for at in range(2)]
    assert written(*together, space=Space(60, 9)) == ["●+1", "●+1"]


def test_whoever_stands_on_the_vertical_line_has_no_name_at_the_left_of_it() -> None:
    middle, beside = (PlanePoint(x, x, 0.2, label="AB", name="Anna Bakker") for x in (0.5, 0.6))
    assert written(middle, beside, space=Space(61, 9)) == ["●AB", "●Anna Bakker"]
