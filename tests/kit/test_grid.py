from typing import Any

import pytest
from textual.app import App, ComposeResult

from facilitator.kit.grid import Grid, GridLine


class GridApp(App[Any]):
    """A grid of so many rows and columns whose cells say where they are."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.rows = [GridLine(f"r{n}", f"Row {n}") for n in range(rows)]
        self.columns = [GridLine(f"c{n}", f"Col {n}") for n in range(columns)]
        self.chosen: list[tuple[Any, Any]] = []

    def compose(self) -> ComposeResult:
        yield Grid()

    def on_mount(self) -> None:
        self.fill()
        self.grid.focus()

    @property
    def grid(self) -> Grid:
        return self.query_one(Grid)

    def fill(self) -> None:
        self.grid.hint = "Nothing here"
        self.grid.set_lines(self.rows, self.columns, lambda row, column: (f"{row}{column}"[1:], ""), widest=6)

    def on_grid_chosen(self, event: Grid.Chosen) -> None:
        self.chosen.append(event.grid.current)

    def text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())


async def test_titles_of_rows_and_columns_stay_in_view_while_it_scrolls() -> None:
    app = GridApp(300, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end", "end", "pageup")
        await pilot.pause()
        lines = app.text().split("\n")
        assert "Col 39" in lines[0]
        assert any(line.startswith("Row 2") for line in lines)
        assert app.grid.current == (f"r{app.grid.row}", "c39")
        assert f"{app.grid.row}c39" in app.text()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["down", "right", "right"], (1, 2)),
        (["up", "left"], (0, 0)),
        (["end"], (0, 3)),
        (["end", "end"], (4, 3)),
        (["end", "end", "home", "home"], (0, 0)),
        (["pagedown"], (4, 0)),
    ],
)
async def test_the_cursor_moves_and_stays_inside(keys: list[str], place: tuple[int, int]) -> None:
    app = GridApp(5, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert (app.grid.row, app.grid.column) == place


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
async def test_an_empty_grid_says_so_and_chooses_nothing(shape: tuple[int, int]) -> None:
    app = GridApp(*shape)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "end", "right")
        await pilot.click(Grid, offset=(30, 3))
        assert "Nothing here" in app.text()
        assert app.chosen == []


async def test_a_click_puts_the_cursor_and_a_second_one_chooses() -> None:
    app = GridApp(5, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        place = (app.grid._widths.label + app.grid._widths.column + 1, 3)
        await pilot.click(Grid, offset=place)
        assert app.grid.current == ("r2", "c1")
        assert app.chosen == []
        await pilot.click(Grid, offset=place)
        assert app.chosen == [("r2", "c1")]


async def test_a_click_on_a_title_goes_to_its_row_or_column() -> None:
    app = GridApp(5, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Grid, offset=(1, 3))
        assert app.grid.current == ("r2", "c0")
        await pilot.click(Grid, offset=(app.grid._widths.label + 2 * app.grid._widths.column, 0))
        assert app.grid.current == ("r2", "c2")
        assert app.chosen == []


async def test_the_cursor_stays_on_its_row_when_others_come_before_it() -> None:
    app = GridApp(5, 4)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right")
        app.rows.insert(0, GridLine("new", "New"))
        app.fill()
        assert app.grid.current == ("r2", "c1")
        assert app.grid.row == 3


async def test_the_cursor_goes_to_keys_and_says_when_one_is_not_there() -> None:
    app = GridApp(50, 30)
    async with app.run_test(size=(80, 24)):
        assert app.grid.go_to("r40", "c20")
        assert app.grid.current == ("r40", "c20")
        assert not app.grid.go_to("r99")
        assert app.grid.current == ("r40", "c20")


async def test_a_heading_goes_over_all_columns() -> None:
    app = GridApp(2, 3)
    app.rows[0] = GridLine("r0", "A heading that is longer than the titles of the rows are wide", section=True)
    async with app.run_test(size=(80, 24)):
        assert "A heading that is longer than the titles of the rows are wide" in app.text()


async def test_feet_stand_below_the_rows_and_come_and_go() -> None:
    app = GridApp(2, 3)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.set_feet([("Sum", ["1", "2", "3"])])
        await pilot.pause()
        assert app.text().split("\n")[4].split() == ["Sum", "1", "2", "3"]
        app.grid.set_feet([])
        await pilot.pause()
        assert "Sum" not in app.text()


async def test_a_row_gets_another_title_without_the_others() -> None:
    app = GridApp(3, 3)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.update_rows({"r1": GridLine("r1", "✗ Row 1", "bad")})
        await pilot.pause()
        assert "✗ Row 1" in app.text()
        assert "Row 0" in app.text()


async def test_columns_get_other_titles_of_more_lines() -> None:
    app = GridApp(3, 12)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.update_columns([GridLine(line.key, f"{line.title} and a longer one") for line in app.columns])
        await pilot.pause()
        assert app.text().split("\n")[0].split()[:2] == ["Col", "0"]
        assert "Row 0" in app.text()


@pytest.mark.parametrize("size", [(1, 1), (12, 3), (20, 4)])
async def test_a_tiny_grid_is_drawn(size: tuple[int, int]) -> None:
    app = GridApp(30, 30)
    async with app.run_test(size=size) as pilot:
        await pilot.press("end", "end")
        await pilot.pause()
        assert app.grid.current == ("r29", "c29")


async def test_at_the_end_the_first_column_in_view_is_a_whole_one() -> None:
    app = GridApp(5, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        await pilot.pause()
        heads, cells = (line.split() for line in app.text().split("\n")[:2])
        first = int(heads[1])
        assert heads == [word for n in range(first, 40) for word in ("Col", str(n))]
        assert cells == ["Row", "0", *(f"0c{n}" for n in range(first, 40))]


async def test_a_column_that_is_only_partly_in_view_never_shows_half_a_text_as_a_whole_one() -> None:
    app = GridApp(5, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = {len(line.rstrip()) for line in app.text().split("\n")[:6]}
        assert max(shown) == 80
        last = [line.split()[-1] for line in app.text().split("\n")[1:6]]
        assert all(text.endswith("…") or text.split("c")[0] in "01234" for text in last)
        assert any(text.endswith("…") for text in last)


async def test_scrolling_sideways_goes_column_by_column() -> None:
    app = GridApp(5, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        wide = app.grid._widths.column
        app.grid.scroll_to(x=wide + 3, animate=False, force=True)
        await pilot.pause()
        assert app.grid.scroll_offset.x == wide
        assert app.text().split("\n")[0].split()[:2] == ["Col", "1"]


async def test_the_margin_stands_right_behind_the_last_column() -> None:
    app = GridApp(3, 3)
    app.rows = [GridLine(line.key, line.title, margin="  1  2") for line in app.rows]
    async with app.run_test(size=(200, 24)) as pilot:
        grid = app.grid
        await pilot.pause()
        line = app.text().split("\n")[1]
        assert line.endswith("  1  2")
        assert len(line) == grid._widths.label + 3 * grid._widths.column + 6
        assert grid._widths.margin == 6 + 1  # a blank one behind it
        await pilot.click(Grid, offset=(len(line) - 1, 2))
        assert grid.current == ("r0", "c0")


async def test_columns_that_became_wider_are_scrolled_to_whole_ones() -> None:
    app = GridApp(5, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["right"] * 12)
        app.grid.set_lines(app.rows, app.columns, lambda _row, column: (f"a long {column}", ""), widest=11)
        await pilot.pause()
        assert app.grid.current == ("r0", "c12")
        assert app.grid.scroll_offset.x % app.grid._widths.column == 0
        assert "a long c12" in app.text()


async def test_a_heading_is_not_chosen() -> None:
    app = GridApp(2, 3)
    app.rows[0] = GridLine("r0", "A heading", section=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "space")
        await pilot.click(Grid, offset=(app.grid._widths.label + 1, 1))
        await pilot.pause()
        assert app.chosen == []
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.chosen == [("r1", "c0")]
