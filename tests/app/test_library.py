"""The library on the screen: workshops are copied, altered, begun and tried."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from facilitator.app.editor import EditorScreen
from facilitator.app.library import LibraryScreen
from facilitator.kit.dialogs import Form, Message
from facilitator.kit.rows import Rows
from tests.app.driving import Driver, program, shown

MATRIX = """\
title = "Matrix"

[[step]]
id = "who"
kind = "raci"
title = "Who does what"
minutes = 10
letters = { A = "Decides", R = "" }
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@asynccontextmanager
async def library(home: Path, **arguments: object) -> AsyncIterator[tuple[Driver, LibraryScreen]]:
    async with program(home, **arguments) as driver:
        await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
        assert isinstance(driver.app.screen, LibraryScreen)
        yield driver, driver.app.screen


async def fill(driver: Driver, *values: str) -> None:
    await driver.until(lambda: isinstance(driver.app.screen, Form))
    for at, value in enumerate(values):
        driver.app.screen.query_one(f"#field-{at}", Input).value = value
    await driver.dialog_closes("ctrl+o")


def own(home: Path, name: str, text: str) -> Path:
    folder = home / "workshops" / name
    folder.mkdir(parents=True)
    (folder / "workshop.toml").write_text(text, encoding="utf-8")
    return folder


async def test_altering_a_workshop_of_the_library_makes_a_copy_first(home) -> None:
    async with library(home) as (driver, screen):
        assert screen.query_one(Rows).go_to("use-case")
        await driver.press("e", until=lambda: isinstance(driver.app.screen, Form))
        assert "is altered as a copy of your own" in driver.words
        assert driver.app.screen.query_one("#field-0", Input).value == "use-case"
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, EditorScreen))
        assert (home / "workshops" / "use-case" / "nl.toml").exists()
        await driver.press("escape", until=lambda: driver.app.screen is screen)
        await driver.until(lambda: "Use-case workshop (own)" in driver.words)


async def test_altering_an_own_workshop_opens_it_at_once_and_the_list_follows(home) -> None:
    folder = own(home, "mine", 'title = "Mine"\n')
    async with library(home) as (driver, screen):
        assert screen.query_one(Rows).go_to("mine")
        await driver.press("e", until=lambda: isinstance(driver.app.screen, EditorScreen))
        text = (Path(__file__).parents[2] / "workshops" / "use-case" / "workshop.toml").read_text(encoding="utf-8")
        driver.app.screen.query_one(TextArea).load_text(text.replace("Use-case workshop", "Mended"))
        await driver.press("ctrl+o", until=lambda: "Mended" in (folder / "workshop.toml").read_text(encoding="utf-8"))
        await driver.press("escape", until=lambda: driver.app.screen is screen)
        await driver.until(lambda: "Mended (own)" in driver.words)
        assert screen.query_one(Rows).current == "mine"


async def test_own_workshops_of_the_same_title_say_their_ids(home) -> None:
    text = (Path(__file__).parents[2] / "workshops" / "use-case" / "workshop.toml").read_text(encoding="utf-8")
    own(home, "acme-spring", text)
    own(home, "acme-autumn", text)
    async with library(home) as (driver, _):
        await driver.until(lambda: "Use-case workshop (own, acme-autumn)" in driver.words)
        assert "Use-case workshop (own, acme-spring)" in driver.words


async def test_a_broken_own_workshop_of_a_librarys_id_is_found_again(home) -> None:
    own(home, "use-case", "title =")
    async with library(home) as (driver, screen):
        assert screen.query_one(Rows).go_to("own/use-case")
        await driver.press("e", until=lambda: isinstance(driver.app.screen, EditorScreen))
        await driver.press("escape", until=lambda: driver.app.screen is screen)
        assert screen.query_one(Rows).current == "own/use-case"


async def test_a_workshop_is_copied_under_an_id_that_is_free(home) -> None:
    async with library(home) as (driver, screen):
        await driver.press("c")
        await driver.until(lambda: isinstance(driver.app.screen, Form))
        driver.app.screen.query_one("#field-0", Input).value = "Not An Id"
        await driver.press("ctrl+o", until=lambda: "is no valid id" in driver.words)
        await fill(driver, "second")
        await driver.until(lambda: screen.query_one(Rows).current == "second")
        await driver.press("c", until=lambda: isinstance(driver.app.screen, Form))
        assert driver.app.screen.query_one("#field-0", Input).value == "second-2"


async def test_calling_the_question_off_writes_nothing(home) -> None:
    async with library(home) as (driver, screen):
        for key in "cen":
            await driver.press(key, until=lambda: isinstance(driver.app.screen, Form))
            await driver.press("escape", until=lambda: driver.app.screen is screen)
        assert not (home / "workshops").exists()


async def test_a_disk_that_does_not_take_the_copy_is_said_and_asked_again(home) -> None:
    home.mkdir()
    (home / "workshops").write_text("in the way")
    async with library(home) as (driver, _):
        await driver.press("c")
        await fill(driver, "second")
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "Cannot write" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Form))
        assert driver.app.screen.query_one("#field-0", Input).value == "second"


async def test_a_new_workshop_is_begun_and_has_no_fault(home) -> None:
    async with library(home) as (driver, screen):
        await driver.press("n")
        await fill(driver, "Kick-off", "kick-off")
        await driver.until(lambda: isinstance(driver.app.screen, EditorScreen) and "No fault found" in driver.words)
        await driver.press("escape", until=lambda: driver.app.screen is screen)
        await driver.until(lambda: "Kick-off (own)" in driver.words)
        assert screen.query_one(Rows).current == "kick-off"


async def test_a_workshop_is_tried_and_the_library_is_there_again(home, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with library(home) as (driver, screen):
        await driver.press("d", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert "Dry run: nothing is kept." in driver.words
        await driver.press("f10", until=lambda: driver.app.screen is screen)
        assert not (home / "sessions").exists()


async def test_a_broken_workshop_cannot_be_tried(home) -> None:
    own(home, "broken", "title =")
    async with library(home) as (driver, screen):
        assert screen.query_one(Rows).go_to("broken")
        await driver.pilot.pause()
        assert "Dry run" not in driver.text
        assert "Change" in driver.text


async def test_everything_fits_a_small_terminal(home) -> None:
    async with library(home, size=(80, 24)) as (driver, _):
        assert "Change" in driver.text


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_a_workshop_whose_settings_make_no_sense_is_refused_with_its_line(home, key: str) -> None:
    own(home, "matrix", MATRIX)
    async with library(home) as (driver, screen):
        assert screen.query_one(Rows).go_to("matrix")
        await driver.press(key, until=lambda: isinstance(driver.app.screen, Message))
        assert "This workshop cannot be used." in driver.words
        assert "The letter “R” has no word." in driver.words
        await driver.press("enter", until=lambda: driver.app.screen is screen)
        assert not (home / "sessions").exists()
