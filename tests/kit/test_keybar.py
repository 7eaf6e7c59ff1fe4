"""The line of keys: which keys, in which order, in which language, and that a click presses them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input

from facilitator.core.i18n import Translator
from facilitator.kit.keybar import Entry, KeyBar, fitted, key_text, shown


class Upper(Translator):
    """A language in which every text is in capitals."""

    def __call__(self, message: str, /, **values: object) -> str:
        return super().__call__(message, **values).upper()


class Bar(App[Any]):
    AUTO_FOCUS = None
    BINDINGS = [
        Binding("x", "hit('x')", "Hit", id="bar.hit"),
        Binding("y,z", "hit('y')", "Other", id="bar.other"),
        Binding("w", "never", "Never", id="bar.never"),
        Binding("f1", "hit('help')", "Help", id="app.help"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[str] = []

    def compose(self) -> ComposeResult:
        yield Input()
        yield KeyBar(Upper())

    def action_hit(self, what: str) -> None:
        self.hits.append(what)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "never"


async def test_it_shows_what_works_translated_help_last() -> None:
    app = Bar()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        entries = app.query_one(KeyBar).entries
        assert [entry.text for entry in entries] == ["HIT", "OTHER", "HELP"]


async def test_a_click_presses_the_key() -> None:
    app = Bar()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.pause()
        assert app.hits == ["x"]


async def test_a_click_beside_the_keys_does_nothing() -> None:
    app = Bar()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(40, 0))
        await pilot.pause()
        assert app.hits == []


async def test_keys_that_a_text_field_takes_are_not_shown() -> None:
    app = Bar()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(Input).focus()
        await pilot.pause()
        assert [entry.key for entry in app.query_one(KeyBar).entries] == ["f1"]


def test_the_first_key_of_an_action_stands_for_all() -> None:
    bindings = Binding.make_bindings([Binding("escape,ctrl+g", "back", "Back")])
    first, last = shown(bindings, Translator())
    assert ([entry.key for entry in first], last) == (["escape"], [])


def test_keys_are_written_for_people() -> None:
    texts = [key_text(key) for key in ("ctrl+p", "f1", "question_mark", "n", "escape", "shift+tab", "f")]
    assert texts == ["^p", "F1", "?", "n", "esc", "shift+tab", "f"]


@given(st.lists(st.text("abc", min_size=1, max_size=12), max_size=12), st.integers(0, 200))
def test_entries_never_overlap_or_leave_the_line(texts: list[str], width: int) -> None:
    entries = [Entry("x", text) for text in texts]
    placed = fitted(entries[:-1], entries[-1:], width)
    ends = [0] + [place + entry.cells for place, entry in placed]
    assert all(place >= end for (place, _), end in zip(placed, ends, strict=False))
    assert ends[-1] <= max(width, 0)


def test_on_a_narrow_line_the_keys_close_up_and_f1_goes_without_its_word() -> None:
    first = [Entry("h", "Hand the laptop round"), Entry("e", "End the round")]
    pinned = [Entry("n", "Next step"), Entry("f1", "Help"), Entry("ctrl+p", "All actions")]
    wide = [entry for _, entry in fitted(first, pinned, 120)]
    assert wide == [*first, *pinned]
    narrow = [entry for _, entry in fitted(first, pinned, 80)]
    assert [entry.key for entry in narrow] == ["h", "e", "n", "f1", "ctrl+p"]
    assert narrow[3].text == ""


def test_the_next_step_stays_in_view_however_many_keys_there_are() -> None:
    bindings = [Binding(key, "act", f"Act {key}", id=f"act.{key}") for key in "abcdefgh"]
    first, last = shown([*bindings, Binding("n", "walk", "Next step", id="run.next")], Translator())
    assert "Next step" in [entry.text for _, entry in fitted(first, last, 40)]


class Over(ModalScreen[None]):
    BINDINGS = [Binding("e", "edit", "Edit", id="over.edit")]

    def compose(self) -> ComposeResult:
        yield KeyBar(Translator())


class Helping(App[Any]):
    """Its help works over a dialog, its palette does not."""

    BINDINGS = [
        Binding("f1", "help", "Help", priority=True, id="app.help"),
        Binding("ctrl+p", "palette", "All actions", priority=True, id="app.palette"),
        Binding("x", "hit", "Hit", id="bar.hit"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "palette"

    def on_mount(self) -> None:
        self.push_screen(Over())


async def test_over_a_dialog_help_is_shown_where_it_works() -> None:
    app = Helping()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [entry.text for entry in app.screen.query_one(KeyBar).entries] == ["Edit", "Help"]
