"""Lists of choices in dialogs."""

from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Static

from facilitator.core.i18n import Translator
from facilitator.kit.dialogs import Choose
from facilitator.kit.menu import Menu
from facilitator.kit.rows import Row, RowColumn, Rows

TR = Translator()


class MenuApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Menu([RowColumn("")], [Row("a", ("First",)), Row("b", ("Second",))])

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.chosen.append(event.key)


async def test_one_click_chooses() -> None:
    app = MenuApp()
    async with app.run_test() as pilot:
        await pilot.click(Menu, offset=(2, 1))
        assert app.chosen == ["b"]


async def test_a_click_below_the_last_choice_chooses_nothing() -> None:
    app = MenuApp()
    async with app.run_test() as pilot:
        await pilot.click(Menu, offset=(2, 5))
        assert app.chosen == []


async def test_enter_chooses_too() -> None:
    app = MenuApp()
    async with app.run_test() as pilot:
        await pilot.press("down", "enter")
        assert app.chosen == ["b"]


async def test_a_choice_is_made_with_one_click() -> None:
    app, answers = App[None](), []
    async with app.run_test() as pilot:
        app.push_screen(Choose(TR, "Which?", [("x", "One"), ("y", "Two")]), answers.append)
        await pilot.pause()
        await pilot.click("#options", offset=(2, 1))
        await pilot.pause()
        assert answers == ["y"]


async def test_a_choice_too_long_for_its_line_is_told_in_full() -> None:
    app, long = App[None](), f"{'words ' * 20}end"
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Choose(TR, "Which?", [("x", "Short"), ("y", long)]))
        await pilot.pause()
        whole = app.screen.query_one("#whole", Static)
        assert str(whole.content) == ""
        await pilot.press("down")
        await pilot.pause()
        assert str(whole.content) == long


async def test_short_choices_are_not_told_twice() -> None:
    app = App[None]()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Choose(TR, "Which?", [("x", "One"), ("y", "Two")]))
        await pilot.pause()
        assert not app.screen.query("#whole")
