"""The line-drawn list."""

from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult

from facilitator.kit.rows import Row, RowColumn, Rows, column_widths, fit
from facilitator.kit.rows_drawing import STYLES

COLUMNS = (RowColumn("Title"), RowColumn("Date", width=10), RowColumn("Open", width=4, align="right"))


def rows_of(count: int) -> list[Row]:
    return [Row(n, (f"Session {n}", f"2026-11-{n % 28 + 1:02}", str(n))) for n in range(count)]


class ListApp(App[None]):
    def __init__(self, rows: list[Row], markable: bool = False) -> None:
        super().__init__()
        self.list = Rows(COLUMNS, rows, markable=markable)
        self.moved: list[Hashable] = []
        self.chosen: list[Hashable] = []
        self.toggled: list[Hashable] = []

    def compose(self) -> ComposeResult:
        yield self.list

    @on(Rows.Moved)
    def note_moved(self, message: Rows.Moved) -> None:
        assert message.control is self.list
        self.moved.append(message.key)

    @on(Rows.Chosen)
    def note_chosen(self, message: Rows.Chosen) -> None:
        self.chosen.append(message.key)

    @on(Rows.Marked)
    def note_marked(self, message: Rows.Marked) -> None:
        self.toggled.append(message.key)


def seen(app: ListApp) -> list[str]:
    """The lines of the list as they are drawn."""
    return [app.list.render_line(y).text for y in range(app.list.size.height)]


async def test_header_stays_on_top_while_the_rows_scroll() -> None:
    app = ListApp(rows_of(100))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end")
        lines = seen(app)
        assert lines[0].split() == ["Title", "Date", "Open"]
        assert lines[-1].startswith(" Session 99 ")


async def test_a_list_without_titles_has_no_header() -> None:
    app = ListApp(rows_of(3))
    async with app.run_test(size=(60, 10)):
        app.list.set_columns(RowColumn(""), RowColumn("", width=10), RowColumn("", width=4))
        assert seen(app)[0].startswith(" Session 0")


async def test_arrows_move_the_cursor_and_say_so() -> None:
    app = ListApp(rows_of(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("down", "down", "up")
        assert app.moved == [1, 2, 1]
        assert app.list.cursor == 1


async def test_the_cursor_stops_at_both_ends() -> None:
    app = ListApp(rows_of(3))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("up", "end", "down", "down")
        assert app.list.current == 2
        await pilot.press("home", "up")
        assert app.list.current == 0


async def test_a_page_is_what_is_seen_at_once() -> None:
    app = ListApp(rows_of(100))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("pagedown")
        assert app.list.cursor == 9
        await pilot.press("pageup")
        assert app.list.cursor == 0


async def test_the_cursor_stays_in_view_when_the_list_gets_lower() -> None:
    app = ListApp(rows_of(30))
    async with app.run_test(size=(60, 32)) as pilot:
        await pilot.press("end")
        await pilot.resize_terminal(34, 5)
        await pilot.pause()
        assert any("Session 29" in text for text in seen(app)[1:])


async def test_enter_chooses_the_row_with_the_cursor() -> None:
    app = ListApp(rows_of(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("down", "enter")
        assert app.chosen == [1]


async def test_a_click_moves_and_a_second_one_chooses() -> None:
    app = ListApp(rows_of(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(Rows, offset=(5, 3))
        assert (app.list.current, app.chosen) == (2, [])
        await pilot.click(Rows, offset=(5, 3))
        assert app.chosen == [2]


async def test_a_click_beside_the_rows_does_nothing() -> None:
    app = ListApp(rows_of(2))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.click(Rows, offset=(5, 0))
        await pilot.click(Rows, offset=(5, 8))
        assert (app.list.current, app.chosen) == (0, [])


async def test_a_click_in_a_scrolled_list_finds_the_row_under_it() -> None:
    app = ListApp(rows_of(50))
    async with app.run_test(size=(60, 11)) as pilot:
        await pilot.press("end")
        await pilot.click(Rows, offset=(5, 1))
        assert app.list.current == 40


async def test_a_row_may_be_one_text_across_all_columns() -> None:
    app = ListApp([Row(1, (), across="one long sentence over every column of the list"), *rows_of(1)])
    async with app.run_test(size=(60, 10)):
        assert seen(app)[1].strip() == "one long sentence over every column of the list"


async def test_space_marks_and_unmarks_where_marking_is_allowed() -> None:
    app = ListApp(rows_of(3), markable=True)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("space", "space", "up", "space")
        assert app.list.marked == {0}
        assert app.toggled == [0, 1, 1]
        assert seen(app)[1].startswith(" ■ Session 0")


async def test_space_does_nothing_in_a_plain_list() -> None:
    app = ListApp(rows_of(3))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("space")
        assert app.list.marked == set()


async def test_an_empty_list_takes_every_key() -> None:
    app = ListApp([], markable=True)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("up", "down", "pageup", "pagedown", "home", "end", "enter", "space")
        assert app.list.current is None
        assert (app.moved, app.chosen, app.toggled) == ([], [], [])


async def test_new_rows_keep_the_cursor_on_its_key() -> None:
    app = ListApp(rows_of(5))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("down", "down")
        app.list.set_rows(reversed(rows_of(5)))
        await pilot.pause()
        assert (app.list.current, app.list.cursor) == (2, 2)
        app.list.set_rows(rows_of(10)[2:])
        assert (app.list.current, app.list.cursor) == (2, 0)


async def test_new_rows_without_the_old_key_say_which_is_current_now() -> None:
    app = ListApp(rows_of(5), markable=True)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end", "space")
        app.list.set_rows(rows_of(2))
        await pilot.pause()
        assert (app.list.current, app.moved[-1], app.list.marked) == (1, 1, set())
        app.list.set_rows([])
        await pilot.pause()
        assert app.moved[-1] is None


async def test_go_to_finds_a_row_by_its_key() -> None:
    app = ListApp(rows_of(50))
    async with app.run_test(size=(60, 10)):
        assert app.list.go_to(44)
        assert app.list.current == 44
        assert not app.list.go_to("nobody")


async def test_text_from_people_is_shown_as_it_is() -> None:
    app = ListApp([Row(1, ("[red]x[/nope] [@click=app.quit]\x1b[2J", "a\nb", "1"))])
    async with app.run_test(size=(60, 10)):
        shown = seen(app)[1]
        assert "[red]x[/nope] [@click=app.quit]" in shown
        assert shown.isprintable()


@pytest.mark.parametrize("style", STYLES)
async def test_every_style_has_a_look_of_its_own(style: str) -> None:
    app = ListApp([Row(0, ("", "", "")), Row(1, ("a", "b", "1")), Row(2, ("a", "b", "1"), style)])
    async with app.run_test(size=(60, 10)):
        plain, styled = (next(iter(app.list.render_line(y))).style for y in (2, 3))
        assert plain != styled


async def test_columns_leave_a_list_that_is_too_narrow() -> None:
    app = ListApp(rows_of(2))
    async with app.run_test(size=(30, 10)) as pilot:
        app.list.set_columns(COLUMNS[0], RowColumn("Date", width=10, from_width=40), COLUMNS[2])
        assert "Date" not in seen(app)[0]
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert "Date" in seen(app)[0]


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, 20, 200])
async def test_every_line_is_as_wide_as_the_list(width: int) -> None:
    app = ListApp(rows_of(30), markable=True)
    async with app.run_test(size=(width, 6)) as pilot:
        await pilot.press("down", "space")
        strips = [app.list.render_line(y) for y in range(6)]
        assert {cell_len(strip.text) for strip in strips} == {app.list.scrollable_content_region.width}


async def test_only_the_rows_on_screen_are_drawn() -> None:
    app = ListApp(rows_of(5_000))
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.press("end")
        assert len(app.list._texts) < 50


@given(st.text(), st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_a_cell_has_exactly_its_width(text: str, width: int, align: str) -> None:
    assert cell_len(fit(text, width, align)) == width


@given(
    st.lists(st.builds(RowColumn, st.just("t"), st.none() | st.integers(1, 9), st.integers(1, 3)), max_size=6),
    st.integers(0, 300),
)
def test_columns_fill_the_width_together(columns: list[RowColumn], width: int) -> None:
    widths = column_widths(columns, width)
    fixed = sum(column.width or 0 for column in columns)
    room = width - fixed - 2 * max(0, len(columns) - 1)
    flexible = [w for w, column in zip(widths, columns, strict=True) if column.width is None]
    assert sum(flexible) == (max(0, room) if flexible else 0)


async def test_a_row_repaints_alone_when_the_cursor_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(rows_of(20))
    async with app.run_test(size=(60, 30)) as pilot:
        areas: list[int] = []
        original = Rows.refresh

        def counted(self: Rows, *regions: object, **options: object) -> Rows:
            areas.extend(region.height for region in regions)
            return original(self, *regions, **options)

        monkeypatch.setattr(Rows, "refresh", counted)
        await pilot.press("down")
        assert areas == [1, 1]


async def test_a_dim_row_is_darker_than_an_ordinary_one() -> None:
    class Few(App[None]):
        def compose(self) -> ComposeResult:
            yield Rows([RowColumn("")], [Row(0, ("cursor",)), Row(1, ("plain",)), Row(2, ("dim",), "dim")])

    app = Few()
    async with app.run_test() as pilot:
        await pilot.pause()
        colours = [segment.style.color for y in (1, 2) for segment in app.query_one(Rows).render_line(y)]
        plain, dim = (colour.get_truecolor() for colour in colours)
        assert sum(dim) < sum(plain)


def test_a_column_that_needs_less_than_its_share_gives_to_one_that_needs_more() -> None:
    two = [RowColumn("Name"), RowColumn("Role")]
    assert column_widths(two, 42) == [20, 20]
    assert column_widths(two, 42, [10, 28]) == [12, 28]
    assert column_widths(two, 42, [10, 60]) == [10, 30]
    assert column_widths(two, 42, [30, 30]) == [20, 20]


async def test_columns_are_measured_by_what_stands_in_them() -> None:
    app = ListApp([])
    async with app.run_test(size=(40, 6)):
        rows = app.query_one(Rows)
        rows.set_columns(RowColumn("Name"), RowColumn("Role"))
        rows.set_rows([Row(1, ("Jo", "Head of the mechanical engineering"))])
        assert "Head of the mechanical engineer" in rows.render_line(1).text


def test_a_list_can_stand_closer_together() -> None:
    three = [RowColumn("", 1), RowColumn("Name"), RowColumn("", 5)]
    assert column_widths(three, 20, gap=1) == [1, 12, 5]
    assert column_widths(three, 20) == [1, 10, 5]


def test_the_cursor_comes_to_stand_where_it_is_put() -> None:
    rows = Rows([RowColumn("")], [Row(n, (str(n),)) for n in range(4)])
    assert [rows.landing(at) for at in range(4)] == [0, 1, 2, 3]


def test_spaces_within_a_text_stay_whatever_letters_it_has() -> None:
    assert fit("Up   ↑   run", 14) == "Up   ↑   run  "
    assert fit("a\u2028b\nc", 6) == "a b c "


async def test_colours_follow_a_change_of_theme() -> None:
    app = ListApp([Row("a", ("A title", "", ""), "dim")])
    async with app.run_test(size=(40, 5)) as pilot:
        app.theme = "textual-dark"
        await pilot.pause()
        dark = [segment.style for segment in app.list.render_line(1)]
        app.theme = "textual-light"
        await pilot.pause()
        assert [segment.style for segment in app.list.render_line(1)] != dark
