"""F1: what can be done here."""

import pytest
from textual.binding import Binding
from textual.screen import Screen

from facilitator.app.help import table
from facilitator.kit.help import Action
from facilitator.kit.keybar import key_text
from facilitator.session.session import Session
from tests.app.driving import running


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_lists_the_keys_that_work_here(session: Session, key: str) -> None:
    async with running(session, size=(120, 60)) as driver:
        await driver.dialog_opens(key)
        for part in ("Help", "n goes on, p goes back", "Next step", "Parked thought", "All actions", "Quit"):
            assert part in driver.text
        assert "Scroll End" not in driver.text
        await driver.dialog_closes("enter")


async def test_help_tells_how_to_run_the_step_even_beside_it(session: Session) -> None:
    async with running(session, size=(120, 60)) as driver:
        driver.app.screen.set_focus(driver.run.query_one("#agenda"))
        await driver.dialog_opens("f1")
        assert "Speak freely and let the group read along." in driver.text
        assert "The agenda of this session" in driver.text


async def test_help_fits_a_small_terminal(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.dialog_opens("f1")
        assert all(len(line) <= 80 for line in driver.text.splitlines())
        first = driver.text
        await driver.press("pagedown")
        assert driver.text != first


async def test_f1_in_a_text_field_says_that_letters_are_the_fields(session: Session) -> None:
    async with running(session, size=(120, 60)) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and driver.app.focused is not None)
        await driver.dialog_opens("f1")
        assert "While you type" in driver.text


HERE: Screen[None] = Screen()


def action(key: str, text: str, node: Screen[None] = HERE) -> Action:
    return Action(node, Binding(key, "do"), (key_text(key),), text)


def test_what_two_widgets_call_the_same_stays_two_lines() -> None:
    assert len(table([action("a", "Add"), action("plus", "Add", Screen())])) == 2


def test_what_is_called_the_same_is_one_line_with_all_of_its_keys() -> None:
    found = table([action("up", "Nearest that way"), action("x", "Out"), action("down", "Nearest that way")])
    assert [line.plain.split() for line in found] == [["↑,", "↓", "Nearest", "that", "way"], ["x", "Out"]]


def test_what_is_held_down_for_several_keys_is_written_once() -> None:
    found = table([action(f"shift+{way}", "Move far") for way in ("up", "down", "left", "right")])
    assert [line.plain for line in found] == ["  shift+↑ ↓ ← →  Move far"]
