"""Keys: nobody takes another one's, and a key is shown only when it works."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from facilitator import activities
from facilitator.activities import find
from facilitator.app.app import FacilitatorApp
from facilitator.app.commands import commands
from facilitator.app.run import RunScreen
from facilitator.core.agenda import ordered
from facilitator.kit.help import actions as actions_of
from facilitator.kit.keybar import KeyBar
from facilitator.session.session import Session
from tests.app.driving import running

FIELD_KEYS = {"ctrl+c", "ctrl+z", "ctrl+y", "f6", "f7"}
"""Keys that a text area has for itself; Run's own way is back when the field is left."""
SECOND_ESCAPE = {"ctrl+g"}


def keys_of(node_type: type[DOMNode], *, inherited: bool = False) -> set[str]:
    types: Iterable[type] = node_type.__mro__ if inherited else [node_type]
    found = [binding for cls in types for binding in cls.__dict__.get("BINDINGS", [])]
    return {binding.key for binding in Binding.make_bindings(found)}


RUN = keys_of(RunScreen) | keys_of(FacilitatorApp)


def widgets_of(kind: str) -> Iterator[type[DOMNode]]:
    """Every widget that a kind defines; its dialogs have their keys to themselves."""
    package = import_module(f"{activities.__name__}.{kind}")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__ == module.name
            if own and issubclass(value, DOMNode) and not issubclass(value, Screen):
                yield value


@pytest.mark.parametrize("kind", sorted(find()))
def test_no_kind_takes_a_key_of_run_or_of_the_app(kind: str) -> None:
    taken = {cls.__name__: keys_of(cls) & (RUN | {"question_mark"}) for cls in widgets_of(kind)}
    assert {name: keys for name, keys in taken.items() if keys} == {}


@pytest.mark.parametrize("kind", sorted(find()))
def test_no_kind_binds_function_keys_or_ctrl_keys(kind: str) -> None:
    for cls in widgets_of(kind):
        reserved = {key for key in keys_of(cls) if key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdigit())}
        assert reserved <= SECOND_ESCAPE, cls.__name__


@pytest.mark.parametrize("kind", sorted(find()))
def test_every_binding_of_a_kind_has_an_id_and_a_description(kind: str) -> None:
    for cls in widgets_of(kind):
        for binding in Binding.make_bindings(cls.__dict__.get("BINDINGS", [])):
            assert binding.id, (cls.__name__, binding.key)
            assert binding.description, (cls.__name__, binding.key)


def test_a_line_of_text_loses_no_key_to_run() -> None:
    assert keys_of(Input, inherited=True) & RUN <= {"ctrl+c"}


def test_a_text_area_and_run_share_only_the_keys_that_are_the_fields() -> None:
    assert keys_of(TextArea, inherited=True) & RUN == FIELD_KEYS


def test_a_textfields_own_keys_are_not_taken_before_it_sees_them() -> None:
    first = {
        binding.key
        for binding in Binding.make_bindings([*RunScreen.BINDINGS, *FacilitatorApp.BINDINGS])
        if binding.priority
    }
    assert first == {"f1", "ctrl+p", "ctrl+q", "ctrl+t", "ctrl+n", "ctrl+r"}
    assert not first & (keys_of(Input, inherited=True) | keys_of(TextArea, inherited=True))


def test_every_binding_of_run_and_app_has_an_id() -> None:
    bindings = Binding.make_bindings([*RunScreen.BINDINGS, *FacilitatorApp.BINDINGS])
    assert [binding.key for binding in bindings if not binding.id and not binding.system] == []


async def test_undo_is_shown_only_when_there_is_something_to_undo(session: Session) -> None:
    async with running(session, size=(220, 40)) as driver:
        bar = driver.run.query_one(KeyBar)
        assert "Undo" not in [entry.text for entry in bar.entries]
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_closes("x", "enter")
        await driver.until(lambda: "Undo" in [entry.text for entry in bar.entries])


async def test_the_first_step_has_no_previous_one(session: Session) -> None:
    async with running(session, size=(220, 40)) as driver:
        assert "Previous step" not in [entry.text for entry in driver.run.query_one(KeyBar).entries]


async def test_the_palette_has_every_action_of_run(session: Session) -> None:
    async with running(session) as driver:
        titles = {command.title for command in commands(driver.app, driver.run, driver.app.tr)}
        hidden = {"Previous step", "Load again", "Undo", "Redo", "Take this session up again", "Import…"}
        wanted = {b.description for b in Binding.make_bindings(RunScreen.BINDINGS)} - hidden
        assert wanted | {"Finish the session", "Skip this step", "Quit", "This screen is private"} <= titles


async def test_the_palette_runs_what_it_offers(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+p")
        await driver.press(*"skip", until=lambda: "Skip this step" in driver.text)
        await driver.press("down", "enter", until=lambda: ordered(driver.session.steps)[0].state == "skipped")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", [("f3",), ("f6",), ("f6", "u"), ("f8",)], ids="-".join)
async def test_where_not_every_key_of_a_list_has_room_the_palette_is_one_click(
    session: Session, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with running(session, size=size) as driver:
        for key in keys:
            await driver.dialog_opens(key)
        shown = driver.app.screen.query_one(KeyBar).entries
        actions = {action.text for action in actions_of(driver.app.screen, driver.app.tr) if action.binding.show}
        assert "ctrl+p" in [entry.key for entry in shown] or actions <= {entry.text for entry in shown}


async def test_letters_typed_into_a_field_are_letters(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and isinstance(driver.app.focused, Input))
        await driver.press("n", "p", "t", "question_mark")
        field = driver.app.focused
        assert isinstance(field, Input)
        assert (field.value, driver.step, driver.dialog) == ("npt?", "ideas", None)


async def test_while_a_card_is_typed_the_first_key_of_the_line_leads_out_of_the_field(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and isinstance(driver.app.focused, Input))
        assert driver.run.query_one(KeyBar).entries[0].text == "To the cards"
