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
