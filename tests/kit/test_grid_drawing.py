"""What a grid draws: head, rows, cells, feet, margin, at every size and wherever it is scrolled."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.kit.grid import Grid, GridLine
from facilitator.kit.grid_drawing import STYLES
from tests.kit.test_grid import GridApp


def seen(app: GridApp) -> list[str]:
    return app.text().split("\n")


async def test_every_line_is_as_wide_as_the_grid_wherever_it_is_scrolled() -> None:
    app = GridApp(60, 30)
    app.rows = [GridLine(line.key, line.title, section=n % 7 == 3, margin=" 1 2") for n, line in enumerate(app.rows)]
    async with app.run_test(size=(123, 20)) as pilot:
        app.grid.set_feet([("Sum", [str(n) for n in range(30)])])
        for keys in ([], ["right"] * 20, ["end"], ["end"], ["pageup"], ["home"]):
            await pilot.press(*keys)
            await pilot.pause()
            width = app.grid.scrollable_content_region.width
            strips = [app.grid.render_line(y) for y in range(app.grid.scrollable_content_region.height)]
            assert {strip.cell_length for strip in strips} == {width}
            assert {sum(segment.cell_length for segment in strip) for strip in strips} == {width}


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    size=st.tuples(st.integers(4, 90), st.integers(2, 20)),
    shape=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    place=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_the_cell_with_the_cursor_is_whole_and_in_view(
    size: tuple[int, int], shape: tuple[int, int], place: tuple[float, float]
) -> None:
    import asyncio

    async def look() -> None:
        app = GridApp(*shape)
        async with app.run_test(size=size) as pilot:
            row, column = round(place[0] * (shape[0] - 1)), round(place[1] * (shape[1] - 1))
            app.grid.go_to(f"r{row}", f"c{column}")
            await pilot.pause()
            grid = app.grid
            span = dict(grid._span())
            assert column in span
            assert grid.scroll_offset.x % grid._widths.column == 0
            assert span[column] == min(grid._widths.column, grid._wide())
            assert grid.scroll_offset.y <= row < grid.scroll_offset.y + grid._high

    asyncio.run(look())


async def test_feet_are_scrolled_with_their_columns() -> None:
    app = GridApp(5, 40)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.set_feet([("Sum", [f"s{n}" for n in range(40)])])
        await pilot.press("end")
        await pilot.pause()
        heads = [word for word in seen(app)[0].split() if word.isdigit()]
        sums = next(line for line in seen(app) if line.startswith("Sum")).split()[1:]
        assert sums == [f"s{n}" for n in heads]


async def test_a_blank_cell_shows_a_dot() -> None:
    app = GridApp(1, 2)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.set_lines(app.rows, app.columns, lambda _row, column: ("A" if column == "c0" else "", ""))
        await pilot.pause()
        assert seen(app)[1].split() == ["Row", "0", "A", "·"]


@pytest.mark.parametrize("style", STYLES)
async def test_a_style_alters_how_a_text_looks(style: str) -> None:
    app = GridApp(1, 2)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.set_lines(app.rows, app.columns, lambda _row, column: ("x", style if column == "c1" else ""))
        app.grid.go_to("r0", "c0")
        await pilot.pause()
        plain = app.grid._style("line")
        assert app.grid._style(style, "line") != plain


async def test_other_colours_are_looked_up_after_a_change_of_theme() -> None:
    app = GridApp(2, 2)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = app.grid._style("title")
        app.theme = "textual-light"
        await pilot.pause()
        assert app.grid._style("title") != before


async def test_wide_and_combined_characters_keep_the_columns_in_line() -> None:
    app = GridApp(3, 3)
    app.rows = [GridLine(f"r{n}", title) for n, title in enumerate(["決定する", "e\u0301te\u0301", "🎉 party"])]
    async with app.run_test(size=(80, 24)) as pilot:
        app.fill()
        await pilot.pause()
        label = app.grid._widths.label
        for y in range(1, 4):
            assert app.grid.render_line(y).crop(label, label + 3).text == f"{y - 1}c0"


async def test_a_grid_that_becomes_narrower_keeps_its_cursor_in_view() -> None:
    app = GridApp(30, 30)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("end", "end")
        await pilot.resize_terminal(60, 15)
        await pilot.pause()
        assert app.grid.current == ("r29", "c29")
        assert "29c29" in app.text()


async def test_a_click_below_the_rows_moves_nothing() -> None:
    app = GridApp(2, 2)
    async with app.run_test(size=(80, 24)) as pilot:
        app.grid.set_feet([("Sum", ["1", "2"])])
        await pilot.click(Grid, offset=(30, 4))
        await pilot.click(Grid, offset=(30, 12))
        assert app.grid.current == ("r0", "c0")
        assert app.chosen == []
