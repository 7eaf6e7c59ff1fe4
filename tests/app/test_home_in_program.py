"""Home as the first screen of the program, and the way from it to a session and back."""

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.events import Paste
from textual.widgets import Input, Select, TextArea

from facilitator.app.home import HomeScreen
from facilitator.app.library import LibraryScreen
from facilitator.app.listing import Listing
from facilitator.app.new import NewScreen
from facilitator.app.run import RunScreen
from facilitator.core.records import Person
from facilitator.kit.dialogs import Form
from facilitator.kit.rows import Rows
from facilitator.store.settings import FILE
from tests.app.driving import program, shown
from tests.app.shell_app import ShellApp, a_session
from tests.test_translation import PSEUDO, latin


async def test_the_first_screen_has_its_look(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path, size=(80, 24)) as driver:
        lines = driver.text.split("\n")
        assert lines[0].startswith(" facilitator  Acme: 1 session")
        assert lines[1].startswith(" Search")


async def test_the_newest_session_is_one_key_away(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert driver.session.info.title == "Kick-off"


async def test_a_palette_opened_while_a_session_is_opening_does_not_stay_below_it(tmp_path: Path) -> None:
    path = a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        driver.app.open_session(path)
        driver.app.action_command_palette()
        await driver.until(lambda: driver.app.run_screen is not None and shown(driver))
        await driver.press("ctrl+p", until=lambda: isinstance(driver.app.screen, CommandPalette))
        await driver.press("escape", until=lambda: driver.app.screen is driver.run)
        assert [type(screen) for screen in driver.app.screen_stack[-2:]] == [HomeScreen, RunScreen]


async def test_from_home_to_a_new_session_on_the_screen(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
        driver.app.screen.query_one("#client", Input).value = "Acme"
        driver.app.screen.query_one(TextArea).text = "Anna\nBart; IT\nChris <c@example.com>"
        await driver.pilot.pause()
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
        people = driver.session.table(Person).values()
        assert sorted(person.name for person in people) == ["Anna", "Bart", "Chris"]
        assert len(list((tmp_path / "sessions").iterdir())) == 1


async def test_what_is_pasted_into_any_field_holds_no_control_characters(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        await driver.press("slash")
        driver.app.post_message(Paste("ki\x1b[2J\u202eck\x07"))
        await driver.until(lambda: driver.app.screen.query_one(Input).value == "ki[2Jck")


async def test_cells_of_a_spreadsheet_are_pasted_whole(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
        area = driver.app.screen.query_one(TextArea)
        area.focus()
        await driver.pilot.pause()
        driver.app.post_message(Paste("Name\tDepartment\r\nAnna\tHR\r\nBart\tIT\r\n"))
        await driver.until(lambda: "2 people." in driver.text)


async def test_a_broken_settings_file_is_said_and_home_is_there(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('them = "nord"\n')
    async with program(tmp_path) as driver:
        assert any("line 1: Unknown key “them”. Did you mean “theme”?" in sentence for sentence in driver.said)
        assert isinstance(driver.app.screen, HomeScreen)


async def test_another_language_is_that_of_home_at_once(tmp_path: Path) -> None:
    async with program(tmp_path, size=(100, 40)) as driver:
        await driver.press("s", until=lambda: isinstance(driver.app.screen, Form))
        driver.app.screen.query(Select).first().value = "nl"
        await driver.pilot.pause()
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, HomeScreen))
        await driver.until(lambda: driver.app.screen.tr.language == "nl")
        assert driver.app.theme


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ShellApp:
    """An app in a made-up language, in which nothing is said in Latin letters by people or workshops."""
    monkeypatch.setattr("facilitator.imports.library.shipped", lambda: tmp_path / "none")
    folder = tmp_path / "workshops" / "00"
    folder.mkdir(parents=True)
    step = '[[step]]\nid = "1"\nkind = "brief"\ntitle = "Да"\nminutes = 5\n'
    (folder / "workshop.toml").write_text(f'title = "Мастерская"\naudience = "Все"\n{step}', encoding="utf-8")
    return ShellApp(tmp_path, tr=PSEUDO)


async def test_every_text_of_the_library_is_translated(strange: ShellApp) -> None:
    async with strange.run_test(size=(120, 40)) as pilot:
        strange.show(LibraryScreen(strange, Listing([], "")))
        await strange.settled(pilot)
        assert strange.screen.query_one(Rows).rows
        assert latin(strange.text()) == set()


async def test_every_text_of_a_new_session_is_translated(strange: ShellApp) -> None:
    async with strange.run_test(size=(120, 40)) as pilot:
        strange.show(LibraryScreen(strange, Listing([], "")))
        await strange.settled(pilot)
        await pilot.press("enter")
        await strange.settled(pilot)
        assert latin(strange.text()) == set()
        strange.screen.query_one("#date", Input).value = "??"
        strange.screen.query_one(TextArea).text = "Анна\nАнна\nИванова, Вера\n42\nИгорь; 1; 2; 3; 4"
        await strange.settled(pilot)
        assert latin(strange.text()) == set()
