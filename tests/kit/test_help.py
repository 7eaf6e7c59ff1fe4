"""Help and palette read the screen itself."""

from gettext import NullTranslations
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from facilitator.core.i18n import N_, Translator
from facilitator.kit.help import actions, parts


class Inner(Widget, can_focus=True):
    HELP: ClassVar[str] = N_("About the inner one.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,y", "inner", N_("Do it inside"), id="inner.do"),
        Binding("down", "inner", N_("Down"), id="inner.down"),
        Binding("z", "never", N_("Never"), id="inner.never"),
        Binding("j", "secret", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "never"


class Outer(App[Any]):
    HELP = "About the app."
    BINDINGS = [
        Binding("x", "outer", "Hidden by the inner one", id="outer.x"),
        Binding("o", "outer", "Out", id="outer.o"),
    ]

    def compose(self) -> ComposeResult:
        yield Inner()
        yield Input()


async def test_the_nearest_comes_first_and_hides_its_keys_from_those_around() -> None:
    app = Outer()
    async with app.run_test() as pilot:
        app.query_one(Inner).focus()
        await pilot.pause()
        found = parts(app.screen, Translator())
        assert [part.help for part in found] == ["About the inner one.", "About the app."]
        assert [[(a.keys, a.text) for a in part.actions] for part in found] == [
            [(("x", "y"), "Do it inside"), (("↓",), "Down")],
            [(("o",), "Out")],
        ]


class Silent(Inner):
    HELP: ClassVar[str] = ""


class Around(Widget):
    HELP: ClassVar[str] = "How it is done."
    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "out", "Around", id="around.o")]

    def compose(self) -> ComposeResult:
        yield Silent()


async def test_words_stand_above_the_keys_of_a_widget_that_has_none() -> None:
    class Holding(App[Any]):
        def compose(self) -> ComposeResult:
            yield Around()

    app = Holding()
    async with app.run_test() as pilot:
        app.query_one(Silent).focus()
        await pilot.pause()
        found = [(part.help, [a.text for a in part.actions]) for part in parts(app.screen, Translator())]
        assert found == [("How it is done.", ["Do it inside", "Down", "Around"])]


async def test_actions_leave_out_moving_about_and_what_does_not_work() -> None:
    app = Outer()
    async with app.run_test() as pilot:
        app.query_one(Inner).focus()
        await pilot.pause()
        assert [action.text for action in actions(app.screen, Translator())] == ["Do it inside", "Out"]


async def test_keys_of_textuals_own_widgets_are_not_among_them() -> None:
    app = Outer()
    async with app.run_test() as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        texts = [action.text for part in parts(app.screen, Translator()) for action in part.actions]
        assert texts == ["Hidden by the inner one", "Out"]


async def test_a_dialog_tells_nothing_of_what_lies_under_it() -> None:
    class Modal(ModalScreen[None]):
        BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "m", "In the dialog", id="m.m")]

    app = Outer()
    async with app.run_test() as pilot:
        await app.push_screen(Modal())
        await pilot.pause()
        assert [action.text for action in actions(app.screen, Translator())] == ["In the dialog"]


class Known(NullTranslations):
    def gettext(self, message: str) -> str:
        return "Erste Zeile.\nZweite Zeile.\n" if message == "First line.\nSecond line.\n" else message


class Lengthy(App[Any]):
    HELP = "First line.\nSecond line.\n"


async def test_a_help_text_is_looked_up_as_it_stands_and_tidied_afterwards() -> None:
    app = Lengthy()
    async with app.run_test():
        assert parts(app.screen, Translator("de", Known()))[-1].help == "Erste Zeile.\nZweite Zeile."


async def test_a_key_that_was_changed_is_told_as_it_is_now() -> None:
    app = Outer()
    async with app.run_test() as pilot:
        app.set_keymap({"inner.do": "k"})
        app.query_one(Inner).focus()
        await pilot.pause()
        assert [action.keys for action in actions(app.screen, Translator())] == [("k",), ("x",), ("o",)]


class Removing(Outer):
    BINDINGS = [Binding("delete", "remove", "Remove for good", id="outer.remove")]


async def test_an_action_whose_only_key_is_delete_is_in_the_palette() -> None:
    app = Removing()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Remove for good" in [action.text for action in actions(app.screen, Translator())]


class Far(Outer):
    BINDINGS = [Binding("shift+up", "far", "Move far", show=False, id="outer.far")]


async def test_moving_far_by_arrows_is_no_action_of_the_palette() -> None:
    app = Far()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "Move far" not in [action.text for action in actions(app.screen, Translator())]
