"""Styles of line-drawn widgets."""

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from facilitator.kit import styles
from facilitator.kit.bars import Bars
from facilitator.kit.board_drawing import BoardDrawing
from facilitator.kit.grid_drawing import GridDrawing
from facilitator.kit.plane_picture import PlanePicture
from facilitator.kit.rows_drawing import RowsDrawing


class Drawn(styles.Layered, Widget, can_focus=True):
    PARTS = "drawn"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"drawn--quiet", "drawn--cursor"}
    DEFAULT_CSS = """
    Drawn { color: $foreground; }
    Drawn > .drawn--quiet { color: $text-muted; }
    Drawn > .drawn--cursor { text-style: bold; }
    Drawn:focus > .drawn--cursor { background: $primary; }
    """

    def render_line(self, y: int) -> Strip:
        return Strip.blank(self.size.width, self._style())


class DrawnApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Drawn()

    @property
    def drawn(self) -> Drawn:
        return self.query_one(Drawn)


async def test_parts_lie_over_each_other() -> None:
    app = DrawnApp()
    async with app.run_test():
        app.set_focus(None)
        quiet, both = app.drawn._style("quiet"), app.drawn._style("quiet", "cursor")
        assert both.color == quiet.color
        assert (quiet.bold, both.bold) == (None, True)


async def test_without_a_part_or_with_an_empty_one_the_style_is_that_of_the_widget() -> None:
    app = DrawnApp()
    async with app.run_test():
        assert app.drawn._style() == app.drawn._style("") == app.drawn.rich_style


async def test_a_style_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = DrawnApp()
    async with app.run_test():
        app.drawn._style("quiet")
        monkeypatch.setattr(styles, "layered", lambda *_: pytest.fail("looked up again"))
        app.drawn._style("quiet")


async def test_with_the_focus_the_style_is_another() -> None:
    app = DrawnApp()
    async with app.run_test() as pilot:
        app.set_focus(None)
        await pilot.pause()
        before = app.drawn._style("cursor")
        app.drawn.focus()
        await pilot.pause()
        assert app.drawn._style("cursor").bgcolor != before.bgcolor


async def test_with_another_theme_the_style_is_another() -> None:
    app = DrawnApp()
    async with app.run_test() as pilot:
        before = app.drawn._style("quiet")
        app.theme = "textual-light"
        await pilot.pause()
        assert app.drawn._style("quiet") != before


@pytest.mark.parametrize("kind", [Bars, BoardDrawing, GridDrawing, PlanePicture, RowsDrawing])
def test_the_parts_of_a_widget_have_its_name_before_them(kind: type[styles.Layered]) -> None:
    parts = kind.COMPONENT_CLASSES
    assert all(part.startswith(f"{kind.PARTS}--") for part in parts)
