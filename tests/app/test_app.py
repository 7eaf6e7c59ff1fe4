"""The app around the screens: errors, quitting, themes, language, the laptop handed round."""

import asyncio
import gc
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from facilitator.app.app_commands import choose_theme
from facilitator.app.home import HomeScreen
from facilitator.app.run_step import StepPane
from facilitator.app.themes import DARK
from facilitator.core.errors import FacilitatorError
from facilitator.kit.dialogs import AskLine, Confirm
from facilitator.session.session import Session
from tests.app.driving import program, running, shown
from tests.kit.harness import make_session

SENTENCE = "The [red]disk[/nope] is tired; give it a rest."


class Failing(Screen[None]):
    """Fails in every way in which a screen can fail."""

    BINDINGS: ClassVar[list[Any]] = [("a", "fail", ""), ("w", "work", "")]

    def action_fail(self) -> None:
        raise FacilitatorError(SENTENCE)

    async def _fail(self) -> None:
        raise FacilitatorError(SENTENCE)

    def action_work(self) -> None:
        self.run_worker(self._fail())


class Break(Message):
    """Breaks whoever gets it."""


class Breaking(Static):
    @on(Break)
    def _break(self) -> None:
        raise FacilitatorError(SENTENCE)


@pytest.mark.parametrize("key", ["a", "w"])
async def test_an_error_anywhere_becomes_one_sentence(tmp_path: Path, key: str) -> None:
    async with program(tmp_path) as driver:
        await driver.app.push_screen(Failing())
        await driver.press(key)
        await driver.until(lambda: driver.said == [SENTENCE])
        assert driver.app.return_code is None


async def test_an_error_inside_a_steps_screen_gives_a_fresh_screen(session: Session) -> None:
    async with running(session) as driver:
        activity = driver.run.query_one(StepPane).activity
        assert activity is not None
        broken = Breaking()
        await activity.mount(broken)
        broken.post_message(Break())
        while driver.run.query_one(StepPane).activity in (None, activity):
            await asyncio.sleep(0.01)  # the pilot itself would wait for the broken one
        await driver.until(lambda: driver.said == [SENTENCE] and shown(driver))
        await driver.press("n", until=lambda: driver.step == "ideas")


async def test_an_error_that_is_a_fault_of_the_program_is_not_swallowed(tmp_path: Path) -> None:
    class Wrong(Screen[None]):
        BINDINGS: ClassVar[list[Any]] = [("a", "fail", "")]

        def action_fail(self) -> None:
            raise ValueError("a fault")

    async def fail() -> None:
        async with program(tmp_path) as driver:
            await driver.app.push_screen(Wrong())
            await driver.press("a")

    with pytest.raises(ValueError, match="a fault"):
        await fail()


async def test_the_program_starts_with_home(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        assert isinstance(driver.app.screen, HomeScreen)
        assert len(driver.app.screen_stack) == 1


async def test_ctrl_q_quits_at_once_when_nothing_is_open(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("ctrl+q", until=lambda: driver.app._exit)
        assert driver.app.return_code == 0


async def test_ctrl_q_asks_when_something_typed_is_not_kept(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        await driver.press("x")
        await driver.dialog_opens("ctrl+q")
        assert isinstance(driver.app.screen, Confirm)
        assert "Something typed has not been kept yet." in driver.text
        await driver.dialog_closes("escape")
        assert isinstance(driver.app.screen, AskLine)


async def test_ctrl_c_says_how_to_quit(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        driver.app.action_how_to_quit()
        await driver.until(lambda: driver.said == ["Press ctrl+q to quit."])


async def test_leaving_a_session_goes_back_to_home(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f10", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert driver.app.run_screen is None
        again = Session.open(session.store.folder, session.kinds)
        assert again.store.read_only is None
        again.close()


async def test_a_session_is_opened_from_home_and_home_is_there_again(session: Session) -> None:
    session.close()
    async with program(session.store.folder.parent.parent, now=session.now) as driver:
        await driver.press("enter", until=lambda: driver.app.run_screen is not None)
        await driver.press("ctrl+l", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert len(driver.app.screen_stack) == 1


async def test_a_high_contrast_theme_is_among_the_themes(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "high-contrast"\n')
    async with program(tmp_path) as driver:
        assert driver.app.theme == "high-contrast"
        assert driver.app.current_theme.background == "#000000"


async def test_an_unknown_theme_leaves_the_programs_own(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "no such"\n')
    async with program(tmp_path) as driver:
        assert driver.app.theme == DARK


async def test_faults_of_the_settings_are_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("lnguage = 'de'\n")
    async with program(tmp_path) as driver:
        assert len(driver.said) == 1
        assert "settings.toml" in driver.said[0]


async def test_the_screen_counts_as_public_until_the_facilitator_says_otherwise(session: Session) -> None:
    async with running(session) as driver:
        door = driver.run.run.door
        assert door is not None
        assert door.covered
        driver.app.turn_public()
        assert not door.covered
        driver.app.turn_public()
        assert door.covered


class Locked(Screen[None]):
    locked = True

    def compose(self) -> ComposeResult:
        yield Static("Vote")


@pytest.mark.parametrize(
    "key", ["ctrl+q", "ctrl+p", "f1", "question_mark", "ctrl+c", "n", "p", "t", "f2", "f6", "f9", "ctrl+t"]
)
async def test_nothing_works_while_the_laptop_is_handed_round(session: Session, key: str) -> None:
    async with running(session) as driver:
        locked = Locked()
        await driver.app.push_screen(locked)
        await driver.press(key)
        await driver.pilot.pause(0.02)
        assert driver.app.screen is locked
        assert not driver.app._exit
        assert driver.said == []


async def test_a_question_about_the_time_waits_until_the_laptop_is_back(session: Session) -> None:
    async with running(session) as driver:
        await driver.app.push_screen(Locked())
        driver.run.run.pulse.silent_since = 1.0
        driver.run._beat()
        await driver.pilot.pause(0.02)
        assert isinstance(driver.app.screen, Locked)


async def test_no_palette_opens_over_a_question(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        await driver.press("ctrl+p")
        assert isinstance(driver.app.screen, AskLine)


async def test_a_dialog_tells_its_keys_on_f1(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_opens("f1")
        assert "^o" in driver.text
        await driver.press("f1")
        await driver.dialog_closes("enter")
        assert isinstance(driver.app.screen, AskLine)


async def test_the_palette_has_the_actions_of_a_list_that_is_open(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("ctrl+p")
        await driver.until(lambda: "Has left" in driver.text)
        assert "Next step" not in driver.text


async def test_other_colours_are_chosen_from_a_list(session: Session) -> None:
    async with running(session) as driver:
        driver.app.run_worker(choose_theme(driver.app))
        await driver.until(lambda: driver.dialog is not None)
        await driver.press(*"high", "enter", until=lambda: driver.app.theme == "high-contrast")


async def test_other_settings_change_the_theme_at_once(tmp_path: Path) -> None:
    from dataclasses import replace

    async with program(tmp_path) as driver:
        driver.app.use_settings(replace(driver.app.settings, theme="high-contrast"))
        assert driver.app.theme == "high-contrast"


async def test_garbage_is_looked_for_in_a_session_only_after_it_is_closed(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "one", "kind": "brief"}])
    session.close()
    async with program(tmp_path) as driver:
        driver.app._collects = True
        driver.app.open_session(session.store.folder)
        await driver.until(lambda: gc.get_freeze_count() > 0)
        driver.app.close_session()
        await driver.until(lambda: driver.app.run_screen is None and gc.get_freeze_count() == 0)
