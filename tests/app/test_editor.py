"""The editor of own workshops."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from facilitator.app.editor import EditorScreen, Faults
from facilitator.app.run import RunScreen
from facilitator.core.i18n import Translator
from facilitator.imports.editing import Editing
from facilitator.imports.library import at
from facilitator.kit.dialogs import Choose, Confirm, Message
from tests.app.driving import Driver, program, shown

TR = Translator()
RIGHT = """\
title = "Right"

[[step]]
id = "hello"
kind = "brief"
title = "Hello"
minutes = 5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "home" / "workshops" / "mine"
    made.mkdir(parents=True)
    (made / "workshop.toml").write_text(RIGHT, encoding="utf-8")
    (made / "nl.toml").write_text('title = "Goed"\n', encoding="utf-8")
    return made


@asynccontextmanager
async def editor(folder: Path, **arguments: object) -> AsyncIterator[tuple[Driver, EditorScreen]]:
    async with program(folder.parent.parent, **arguments) as driver:
        screen = EditorScreen(driver.app, Editing(at(folder, TR), TR))
        driver.app.push_screen(screen)
        await driver.until(lambda: (screen.is_current and "No fault" in driver.words) or screen.faults)
        yield driver, screen


def verdict(screen: EditorScreen) -> str:
    return str(screen.query_one("#verdict", Static).content)


async def test_a_right_workshop_has_no_fault(folder) -> None:
    async with editor(folder) as (driver, screen):
        assert "✓ No fault found." in driver.text
        assert not screen.query_one(Faults).display
        assert isinstance(driver.app.focused, TextArea)


async def test_faults_come_and_go_while_typing(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("x", until=lambda: screen.faults)
        assert "✗" in verdict(screen)
        assert screen.query_one(Faults).display
        await driver.press("backspace", until=lambda: not screen.faults)
        assert verdict(screen) == "✓ No fault found."


async def test_every_fault_is_listed_with_its_line(folder) -> None:
    (folder / "workshop.toml").write_text(RIGHT.replace("minutes = 5", "minutes = 0\nitems = 'x'"))
    async with editor(folder) as (_, screen):
        assert [(fault.file, fault.line) for fault in screen.faults] == [("workshop.toml", 7), ("workshop.toml", 8)]
        assert len(screen.query_one(Faults).rows) == 2


async def test_f8_goes_from_fault_to_fault_and_round(folder) -> None:
    (folder / "workshop.toml").write_text(RIGHT.replace("minutes = 5", "minutes = 0\nitems = 'x'"))
    (folder / "nl.toml").write_text('title = "Goed"\ntitel = "Fout"\n')
    async with editor(folder) as (driver, screen):
        places = []
        for _ in range(4):
            await driver.press("f8")
            places.append((screen.shown, screen.areas[screen.shown].cursor_location[0] + 1))
        assert places == [("workshop.toml", 7), ("workshop.toml", 8), ("nl.toml", 2), ("workshop.toml", 7)]


async def test_f8_is_not_there_without_a_fault(folder) -> None:
    async with editor(folder) as (driver, _):
        assert "Next fault" not in driver.text


async def test_a_fault_is_gone_to_from_the_list(folder) -> None:
    (folder / "workshop.toml").write_text(RIGHT.replace("minutes = 5", "minutes = 0"))
    async with editor(folder) as (driver, screen):
        screen.query_one(Faults).focus()
        await driver.press("enter")
        assert screen.areas["workshop.toml"].cursor_location == (6, 0)
        assert screen.areas["workshop.toml"].has_focus


async def test_ctrl_o_saves_and_says_so(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("end", "#", until=lambda: "(not saved)" in driver.words)
        await driver.press("ctrl+o", until=lambda: "Saved." in driver.said)
        assert (folder / "workshop.toml").read_text() == RIGHT.replace("\n", "#\n", 1)
        assert "(not saved)" not in driver.words
        assert not screen.unsaved


async def test_a_faulty_workshop_can_be_saved_and_that_is_said(folder) -> None:
    async with editor(folder) as (driver, _):
        await driver.press("x", "ctrl+o", until=lambda: "Saved, with 3 faults." in driver.said)
        assert (folder / "workshop.toml").read_text() == "x" + RIGHT


async def test_going_back_without_a_change_asks_nothing(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("escape", until=lambda: screen not in driver.app.screen_stack)


@pytest.mark.parametrize(
    ("keys", "content", "left"),
    [(("enter",), "#" + RIGHT, True), (("down", "enter"), RIGHT, False), (("down", "down", "enter"), RIGHT, True)],
    ids=["save", "stay", "throw away"],
)
async def test_going_back_with_a_change_asks(folder, keys, content, left) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("#")
        await driver.dialog_opens("ctrl+g")
        await driver.dialog_closes(*keys)
        await driver.until(lambda: (screen not in driver.app.screen_stack) is left)
        assert (folder / "workshop.toml").read_text() == content


async def test_quitting_with_a_change_asks(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("#")
        await driver.press("ctrl+q", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("escape", until=lambda: driver.app.screen is screen)


async def test_a_translation_is_chosen_and_saved(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("f2", until=lambda: isinstance(driver.app.screen, Choose))
        assert "New translation: Deutsch (de.toml)" in driver.words
        await driver.press("down", "enter", until=lambda: screen.shown == "nl.toml")
        assert screen.areas["nl.toml"].has_focus
        await driver.press("#", "ctrl+o", until=lambda: "Saved." in driver.said)
        assert (folder / "nl.toml").read_text() == '#title = "Goed"\n'


async def test_a_new_translation_is_begun(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("f2", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("down", "down", "enter", until=lambda: screen.shown == "de.toml")
        screen.areas["de.toml"].insert('title = "Richtig"\n')
        await driver.press("ctrl+o", until=lambda: "Saved." in driver.said)
        assert (folder / "de.toml").read_text() == 'title = "Richtig"\n'


async def test_each_file_keeps_its_cursor_and_its_undo(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("down", "#")
        screen.show("nl.toml")
        await driver.press("x")
        screen.show("workshop.toml")
        await driver.pilot.pause()
        assert screen.areas["workshop.toml"].cursor_location == (1, 1)
        await driver.press("ctrl+z", until=lambda: screen.areas["workshop.toml"].text == RIGHT)
        assert screen.areas["nl.toml"].text.startswith("x")


@pytest.mark.parametrize("mine", [True, False])
async def test_another_programs_change_is_asked_about_and_both_are_kept(folder, mine) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("#")
        (folder / "workshop.toml").write_text("# theirs\n")
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Choose))
        assert "Another program has changed workshop.toml meanwhile." in driver.words
        await driver.press(*([] if mine else ["down"]), "enter", until=lambda: driver.app.screen is screen)
        await driver.until(lambda: driver.said)
        texts = ["#" + RIGHT, "# theirs\n"]
        assert (folder / "workshop.toml").read_text() == texts[not mine]
        assert (folder / "workshop.toml.kept-1").read_text() == texts[mine]
        assert screen.areas["workshop.toml"].text == texts[not mine]


async def test_calling_off_that_question_saves_nothing(folder) -> None:
    async with editor(folder) as (driver, screen):
        await driver.press("#")
        (folder / "workshop.toml").write_text("# theirs\n")
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("escape", until=lambda: driver.app.screen is screen)
        assert (folder / "workshop.toml").read_text() == "# theirs\n"
        assert screen.areas["workshop.toml"].text == "#" + RIGHT


async def test_a_disk_that_does_not_take_it_is_said_and_nothing_typed_is_lost(folder, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with editor(folder) as (driver, screen):
        await driver.press("#")
        monkeypatch.setattr("facilitator.imports.editing.os.replace", full)
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Message))
        assert "No space left on device" in driver.words
        await driver.press("enter", until=lambda: driver.app.screen is screen)
        assert screen.unsaved


async def test_another_encoding_is_said(folder) -> None:
    (folder / "nl.toml").write_bytes('title = "Één"\n'.encode("cp1252"))
    async with editor(folder) as (driver, screen):
        assert any("nl.toml is not UTF-8 text" in said for said in driver.said)
        assert screen.editing.texts["nl.toml"] == 'title = "Één"\n'


async def test_what_is_typed_can_be_tried_before_it_is_saved(folder, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with editor(folder) as (driver, screen):
        screen.areas["workshop.toml"].load_text(RIGHT.replace('"Right"', '"Tried"'))
        await driver.press("f4", until=lambda: isinstance(driver.app.screen, RunScreen) and shown(driver))
        assert driver.session.info.title == "Tried"
        await driver.press("f10", until=lambda: driver.app.screen is screen)
        assert (folder / "workshop.toml").read_text() == RIGHT
        assert screen.unsaved


async def test_what_cannot_be_played_cannot_be_tried_and_that_is_said(folder) -> None:
    async with editor(folder) as (driver, screen):
        screen.areas["workshop.toml"].load_text("title = 1")
        await driver.press("f4", until=lambda: isinstance(driver.app.screen, Message))
        assert "There can be no dry run." in driver.words


async def test_everything_fits_a_small_terminal(folder) -> None:
    (folder / "workshop.toml").write_text(
        RIGHT.replace("minutes = 5", "minutes = 0\nitems = 'x'\nfixed = 'y'\nday = 0")
    )
    async with editor(folder, size=(80, 24)) as (driver, screen):
        assert screen.areas["workshop.toml"].size.height >= 8
        assert "^o Save" in driver.text or "Save" in driver.text


async def test_the_files_name_stands_beside_a_fault_only_where_there_are_several(folder) -> None:
    (folder / "workshop.toml").write_text(RIGHT.replace("minutes = 5", "minutes = 0"))
    async with editor(folder) as (driver, screen):
        assert [column.title for column in screen.query_one(Faults).columns] == ["File", "Line", "Fault"]
        assert driver.text.count("workshop.toml") == 3
    (folder / "nl.toml").unlink()
    async with editor(folder) as (driver, screen):
        assert [column.title for column in screen.query_one(Faults).columns] == ["Line", "Fault"]
        assert [len(row.cells) for row in screen.query_one(Faults).rows] == [2]
