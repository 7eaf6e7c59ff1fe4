from typing import Any

import pytest
from textual.app import App, ComposeResult

from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.kit.grid import GridLine

Values = dict[tuple[Id, str], float]


class GridApp(App[None]):
    """A table of two cards, with a column of scores in front when it is wanted."""

    def __init__(self, preset: Preset = "roi_feasibility", *, scores: bool = False, cards: int = 2) -> None:
        super().__init__()
        self.values: Values = {}
        self.puts: list[tuple[Id, str, float | None]] = []
        self.grid = ScoreGrid(Translator(), preset, lambda item, id_: self.values.get((item, id_)), self.put)
        self.criteria = PRESETS[preset]
        self.rows = [GridLine(f"c{n}", f"Card {n}") for n in range(1, cards + 1)]
        self.columns = [GridLine("=", "Score")] * scores + [GridLine(one.id, one.title) for one in self.criteria]

    def shown(self, item: Id, id_: str) -> tuple[str, str]:
        value = self.values.get((item, id_))
        return ("" if value is None else f"{value:g}", "")

    def put(self, item: Id, one: Criterion, value: float | None) -> None:
        self.puts.append((item, one.id, value))
        if value is None:
            self.values.pop((item, one.id), None)
        else:
            self.values[item, one.id] = value

    def compose(self) -> ComposeResult:
        yield self.grid

    def on_mount(self) -> None:
        self.grid.set_cards(self.rows, self.columns, self.criteria, self.shown)
        self.grid.focus()


async def typed(app: GridApp, *keys: str) -> Values:
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press(*keys)
    return app.values


async def test_a_digit_is_kept_at_once_where_no_second_can_follow() -> None:
    assert await typed(GridApp(), "4") == {("c1", "roi"): 4}


async def test_a_digit_waits_where_a_second_can_follow() -> None:
    app = GridApp("ice")
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("1")
        assert (app.values, app.grid.typed) == ({}, "1")
        await pilot.press("0")
        assert (app.values, app.grid.typed) == ({}, "10")
        await pilot.press("tab")
        assert (app.values, app.grid.typed) == ({("c1", "impact"): 10}, "")


@pytest.mark.parametrize("key", ["down", "right", "tab", "space", "end", "pagedown", "x"])
async def test_a_number_that_waits_is_kept_by_any_other_key(key: str) -> None:
    assert await typed(GridApp("ice"), "1", key) == {("c1", "impact"): 1}


async def test_a_number_that_waits_is_kept_when_the_focus_goes() -> None:
    app = GridApp("ice")
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("1")
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.values == {("c1", "impact"): 1}


async def test_backspace_takes_back_a_digit_and_then_the_value() -> None:
    app = GridApp("wsjf")
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("1", "2", "backspace")
        assert app.grid.typed == "1"
        await pilot.press("down", "up", "backspace")
        assert app.values == {}


async def test_tab_goes_through_the_values_of_a_card_and_then_to_the_next_card() -> None:
    app = GridApp()
    async with app.run_test(size=(100, 20)) as pilot:
        places = [app.grid.current]
        for _ in range(4):
            await pilot.press("tab")
            places.append(app.grid.current)
        last = ("c2", "feasibility")
        assert places == [("c1", "roi"), ("c1", "feasibility"), ("c2", "roi"), last, last]


async def test_tab_passes_over_a_column_in_which_nothing_is_typed() -> None:
    app = GridApp(scores=True)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("tab", "tab", "tab")
        assert app.grid.current == ("c2", "roi")


async def test_a_value_outside_the_scale_is_said_until_something_else_is_typed() -> None:
    app = GridApp("wsjf")
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("2", "5", "x")
        assert (app.grid.fault, app.puts) == ("“Value” goes from 1 to 20.", [])
        await pilot.press("3")
        assert app.grid.fault == ""


async def test_zero_alone_is_refused_with_the_scale() -> None:
    app = GridApp()
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.press("0", "down", "up")
        assert app.values == {}


async def test_decimals_are_typed_with_a_comma_or_a_point() -> None:
    assert await typed(GridApp("rice"), "right", "0", "comma", "5", "down", "0", "full_stop", "7", "5", "up") == {
        ("c1", "impact"): 0.5,
        ("c2", "impact"): 0.75,
    }


async def test_endless_digits_do_no_harm() -> None:
    app = GridApp("rice")
    assert await typed(app, *"1" * 30, "down") == {}
    assert app.grid.fault == "“Reach” goes from 0 to 10000."


async def test_a_number_that_is_too_long_is_refused_as_a_whole() -> None:
    app = GridApp("rice")
    app.values["c1", "reach"] = 7
    assert await typed(app, *"25000", "down") == {("c1", "reach"): 7}


async def test_a_table_for_reading_takes_no_value() -> None:
    app = GridApp()
    app.grid.editable = False
    assert await typed(app, "4", "plus", "delete") == {}


async def test_a_table_without_cards_takes_no_value() -> None:
    assert await typed(GridApp(cards=0), "4", "tab", "plus", "delete", "down") == {}


async def test_a_click_on_the_cell_with_the_cursor_goes_up_one_step_and_round() -> None:
    app = GridApp()
    async with app.run_test(size=(100, 20)) as pilot:
        seen: list[Any] = []
        for _ in range(4):
            app.grid.action_choose()
            seen.append(app.values["c1", "roi"])
        await pilot.pause()
        assert seen == [3, 4, 5, 1]


async def test_no_binding_of_the_table_is_one_of_the_locked_screen() -> None:
    keys = {key for binding in ScoreGrid.BINDINGS for key in str(binding.key).split(",")}  # type: ignore[union-attr]
    assert not keys & {"enter", "escape", "ctrl+g", "f", "n", "p", "t"}
