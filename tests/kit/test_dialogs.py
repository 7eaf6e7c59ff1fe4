"""Dialogs: each is asked in a real app and answered with keys or clicks."""

from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static

from facilitator.core.i18n import Translator
from facilitator.kit.dialog import NameInput
from facilitator.kit.dialogs import AskLine, AskText, Choose, Confirm, Form, FormField, Message
from facilitator.kit.keybar import KeyBar

TR = Translator()
SIZE = (80, 24)


class Asking(App[Any]):
    """Asks one dialog and keeps the answer."""

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.answers.append)


async def answer(dialog: Screen[Any], *keys: str) -> list[Any]:
    app = Asking(dialog)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return app.answers


async def test_confirm_answers_the_safe_way_on_enter() -> None:
    assert await answer(Confirm(TR, "Go?", "Go", "Stay"), "enter") == [False]


async def test_confirm_can_have_yes_as_its_default() -> None:
    assert await answer(Confirm(TR, "Go?", "Go", "Stay", default_yes=True), "enter") == [True]


@pytest.mark.parametrize("key", ["left", "right", "up", "down"])
def test_an_arrow_moves_the_focus_before_a_fast_enter_is_looked_at(key: str) -> None:
    assert all(binding.priority for binding in Confirm._merged_bindings.key_to_bindings[key])  # type: ignore[union-attr]


async def test_an_arrow_reaches_the_other_answer() -> None:
    assert await answer(Confirm(TR, "Go?", "Go", "Stay"), "right", "enter") == [True]


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_both_back_keys_leave_a_dialog(key: str) -> None:
    assert await answer(Confirm(TR, "Go?", "Go", "Stay", default_yes=True), key) == [False]
    assert await answer(AskLine(TR, "Name"), key) == [None]


async def test_a_line_comes_back_cleaned() -> None:
    assert await answer(AskLine(TR, "Name", value="A\u202eb  c "), "enter") == ["Ab c"]


async def test_a_password_comes_back_as_typed() -> None:
    assert await answer(AskLine(TR, "Code", password=True), "a", "space", "space", "b", "enter") == ["a  b"]


async def test_markup_in_a_title_is_shown_literally() -> None:
    app = Asking(Confirm(TR, "[red]Stop[/nope]", "[@click=app.quit]yes", "[b]no"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        title = app.screen.query(".dialog--title").first(Static)
        assert str(title.visual) == "[red]Stop[/nope]"


async def test_cells_pasted_into_a_text_stay_apart() -> None:
    cells = "Anna\u202e\tLegal\nBram\tSales\n"
    assert await answer(AskText(TR, "Who?", value=cells), "ctrl+o") == ["Anna\tLegal\nBram\tSales"]


async def test_a_text_is_kept_with_ctrl_o() -> None:
    assert await answer(AskText(TR, "Notes"), "a", "enter", "b", "ctrl+o") == ["a\nb"]


async def test_leaving_a_changed_text_asks_once() -> None:
    assert await answer(AskText(TR, "Notes"), "a", "ctrl+g", "enter") == []
    assert await answer(AskText(TR, "Notes"), "a", "ctrl+g", "right", "enter") == [None]


async def test_an_unchanged_text_is_left_without_a_question() -> None:
    assert await answer(AskText(TR, "Notes", value="x"), "ctrl+g") == [None]


OPTIONS = [(1, "Anna"), (2, "Ben"), (3, "Hanna Maria")]


async def test_choose_starts_on_what_is_chosen_now() -> None:
    assert await answer(Choose(TR, "Who?", OPTIONS, selected=2), "enter") == [2]


async def test_choose_moves_with_the_arrows() -> None:
    assert await answer(Choose(TR, "Who?", OPTIONS), "down", "down", "up", "enter") == [2]


MANY = [*OPTIONS, *((n, f"Person {n}") for n in range(4, 10))]


async def test_choose_filters_a_long_list_by_every_word_typed() -> None:
    assert await answer(Choose(TR, "Who?", MANY), "a", "n", "n", "a", "space", "m", "enter") == [3]


async def test_choose_without_a_match_stays_open() -> None:
    assert await answer(Choose(TR, "Who?", MANY), "q", "enter") == []


async def test_letters_do_not_empty_a_short_list() -> None:
    assert await answer(Choose(TR, "Who?", MANY[:8]), "q", "down", "enter") == [2]


async def test_a_message_is_left_with_enter() -> None:
    assert await answer(Message(TR, "Found", "Something [/b]"), "enter") == [None]


def fields(**values: str) -> list[FormField]:
    return [
        FormField("title", "Title", values.get("title", "")),
        FormField("text", "Text", values.get("text", ""), kind="text"),
        FormField("who", "Who", values.get("who", ""), kind="choice", choices=[("", "nobody"), ("a", "[b]Anna")]),
    ]


async def test_a_form_gives_its_values() -> None:
    typed = await answer(Form(TR, "Card", fields(who="a")), "x", "enter", "y", "ctrl+o")
    assert typed == [{"title": "x", "text": "y", "who": "a"}]


async def test_a_form_shows_faults_and_loses_nothing() -> None:
    def check(values: dict[str, str]) -> dict[str, str]:
        return {"title": "[/nope] too short"} if len(values["title"]) < 2 else {}

    app = Asking(Form(TR, "Card", fields(text="kept"), check=check))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("a", "tab", "ctrl+o")
        fault = app.screen.query("#fault-0").first(Static)
        assert (str(fault.visual), fault.display) == ("[/nope] too short", True)
        assert app.focused is app.screen.query("#field-0").first(Input)
        await pilot.press("end", "b", "ctrl+o")
        assert app.answers == [{"title": "ab", "text": "kept", "who": ""}]


async def test_leaving_a_changed_form_asks_once() -> None:
    assert await answer(Form(TR, "Card", fields()), "x", "escape", "enter") == []


async def test_a_paste_of_many_lines_keeps_all_words_of_a_line() -> None:
    from textual.events import Paste

    app = Asking(AskLine(TR, "Thought"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.post_message(Paste("one\ntwo"))
        await pilot.pause()
        await pilot.press("enter")
        assert app.answers == ["one two"]


async def test_a_line_takes_every_printable_key_whatever_is_bound_around_it() -> None:
    class Bound(AskLine):
        BINDINGS = [(key, "cancel", "Back") for key in ("plus", "minus", "slash", "at", "underscore", "n")]

    typed = await answer(Bound(TR, "Sum"), "plus", "minus", "slash", "at", "underscore", "n", "enter")
    assert typed == ["+-/@_n"]


@pytest.mark.parametrize(
    "dialog", [Confirm(TR, "Go?", "Go", "Stay"), Choose(TR, "Who?", OPTIONS), Form(TR, "Card", fields())]
)
async def test_every_dialog_shows_its_two_keys_and_survives_a_tiny_screen(dialog: Screen[Any]) -> None:
    app = Asking(dialog)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keys = {entry.key for entry in app.screen.query_one(KeyBar).entries}
        assert {"ctrl+o", "escape"} <= keys
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert app.screen is dialog


async def test_enter_behind_the_last_field_of_a_form_saves_it() -> None:
    form = Form(TR, "Copy", [FormField("title", "Title", "A"), FormField("id", "Id", "a")])
    assert await answer(form, "enter", "enter", "enter") == [{"title": "A", "id": "a"}]


async def test_the_line_of_keys_says_what_the_button_of_a_form_says() -> None:
    app = Asking(Form(TR, "Card", fields()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Save" in [entry.text for entry in app.screen.query_one(KeyBar).entries]


async def test_a_long_list_of_long_choices_leaves_room_for_the_buttons() -> None:
    app = Asking(Choose(TR, "Which?", [(n, f"{n} {'long ' * 20}") for n in range(40)]))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        box = app.screen.query_one(".dialog--box")
        assert box.max_scroll_y == 0


async def test_the_keys_of_a_question_say_what_its_buttons_say() -> None:
    class Barred(Confirm):
        """With a line of keys as in the program."""

    app = Asking(Barred(TR, "Go on?", "Go on", "Stay"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        words = [entry.text for entry in app.screen.query_one(KeyBar).entries]
        assert [word for word in words if word in ("Go on", "Stay", "OK", "Back")] == ["Go on", "Stay"]
        assert [b.description for b in Confirm._merged_bindings.key_to_bindings["ctrl+o"]] == ["OK"]


async def test_a_choice_can_say_what_to_know_before() -> None:
    app = Asking(Choose(TR, "Who?", OPTIONS, details="[b]Nobody[/nope] comes back."))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert str(app.screen.query_one(".choose--details", Static).content) == "[b]Nobody[/nope] comes back."


class Named(App[None]):
    def compose(self) -> ComposeResult:
        yield NameInput()


@pytest.mark.parametrize("pasted", ["Kick-off\nAnna\nBen", "\r  Kick-off\rAnna\r"])
async def test_a_name_takes_the_first_line_of_a_paste(pasted: str) -> None:
    app = Named()
    async with app.run_test(size=SIZE) as pilot:
        app.query_one(NameInput).focus().post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.query_one(NameInput).value == "Kick-off"
