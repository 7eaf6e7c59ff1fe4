"""Home."""

from pathlib import Path

import pytest
from textual.widgets import Input

from facilitator.app.home import HomeScreen, Search
from facilitator.app.library import LibraryScreen
from facilitator.kit.dialogs import AskLine, Form
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.store.settings import Settings, load
from tests.app.shell_app import ShellApp, a_session


@pytest.fixture
def home(tmp_path: Path) -> Path:
    a_session(tmp_path, "Kick-off", "Acme", "2026-11-20")
    a_session(tmp_path, "Deep dive", "Acme", "2026-11-21")
    a_session(tmp_path, "Secret plan", "Bolt", "2026-10-01")
    return tmp_path


def keys(app: ShellApp) -> dict[str, str]:
    """The keys that are shown, with their texts."""
    return {entry.key: entry.text for entry in app.screen.query_one(KeyBar).entries}


async def test_the_newest_clients_sessions_are_listed_newest_first(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        text = app.text()
        assert text.index("Deep dive") < text.index("Kick-off")
        assert "Acme: 2 sessions" in text
        assert "Secret" not in text
        assert "Bolt" not in text


@pytest.mark.parametrize("settings", [Settings(), Settings(client="Acme")])
async def test_the_command_lines_client_comes_first(home: Path, settings: Settings) -> None:
    app = ShellApp(home, client="Bolt", settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert "Secret plan" in app.text()
        assert "Kick-off" not in app.text()


async def test_one_key_shows_all_clients_and_says_who_can_see_it(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("a")
        assert "Secret plan" in app.text()
        assert "the room can see this" in app.text()
        assert keys(app)["a"] == "One client"
        await pilot.press("a")
        assert "Secret plan" not in app.text()
        assert keys(app)["a"] == "All clients"


async def test_a_private_screen_shows_all_clients_at_once(home: Path) -> None:
    app = ShellApp(home, settings=Settings(public_screen=False))
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert "Secret plan" in app.text()
        assert "the room" not in app.text()


async def test_enter_opens_the_session_under_the_cursor(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("down", "enter")
        assert [path.name for path in app.opened] == ["2026-11-20-acme-kick-off"]


async def test_typing_in_the_search_shortens_the_list(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("slash", *"kick")
        assert "Deep dive" not in app.text()
        await pilot.press("enter", "enter")
        assert [path.name for path in app.opened] == ["2026-11-20-acme-kick-off"]


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_a_search_without_result_says_so_and_one_key_shows_all_again(home: Path, key: str) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("slash", *"zzz")
        assert "No session has these words" in app.text()
        await pilot.press(key)
        assert "Deep dive" in app.text()
        assert isinstance(app.focused, Rows)


async def test_keys_in_the_search_field_are_letters(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("slash", *"nosa/")
        assert app.screen.query_one(Search).value == "nosa/"
        assert isinstance(app.screen, HomeScreen)


async def test_only_keys_that_work_are_shown(tmp_path: Path) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert set(keys(app)) == {"n", "o", "s"}
        await pilot.press("slash", "a", "enter")
        assert app.opened == []


async def test_without_sessions_a_newcomer_is_told_what_to_do(tmp_path: Path) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert "makes your first one" in app.text()
        assert "facilitator demo" in app.text()


async def test_a_broken_session_is_listed_with_its_sentence(home: Path) -> None:
    folder = home / "sessions" / "2026-12-01-acme-broken"
    folder.mkdir()
    (folder / "session.json").write_text("no session at all")
    app = ShellApp(home)
    async with app.run_test(size=(120, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert "2026-12-01-acme-broken: this is not a session" in app.text()


async def test_text_from_people_is_no_markup(tmp_path: Path) -> None:
    a_session(tmp_path, "[red]x[/nope] [@click=app.quit]y", "[b]Acme[/zz]")
    app = ShellApp(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert "[red]x[/nope] [@click=app.quit]y" in app.text()
        assert "[b]Acme[/zz]: 1 session" in app.text()


async def test_a_path_that_is_not_there_can_be_mended(home: Path, tmp_path: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("o", *"nowher", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AskLine)
        assert "There is nothing at" in app.text()
        app.screen.query_one(Input).value = "deep"
        await pilot.press("enter")
        await pilot.pause()
        assert [path.name for path in app.opened] == ["2026-11-21-acme-deep-dive"]


async def test_leaving_the_question_for_a_path_opens_nothing(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("o", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.opened == []


async def test_back_on_home_the_list_is_read_again(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("down", "n")
        await app.settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        a_session(home, "Third", "Acme", "2026-11-23")
        await pilot.press("escape")
        await app.settled(pilot)
        assert "Third" in app.text()
        assert "kick-off" in str(app.screen.query_one(Rows).current)


async def test_a_first_session_made_elsewhere_appears_on_r(tmp_path: Path) -> None:
    app = ShellApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        a_session(tmp_path, "First", "Acme")
        await pilot.press("r")
        assert "Acme: 1 session" in app.text()


async def test_settings_are_kept_and_used_at_once(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 40)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, Form)
        app.screen.query(Input).first().value = "Bolt"
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.pause()
        assert load(home).settings.client == "Bolt"
        assert app.settings.client == "Bolt"
        assert "Secret plan" in app.text()


async def test_settings_that_cannot_be_saved_stay_in_the_form(home: Path) -> None:
    (home / "settings.new").mkdir()
    app = ShellApp(home)
    async with app.run_test(size=(80, 40)) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        app.screen.query(Input).first().value = "Bolt"
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert "cannot be saved" in app.text()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query(Input).first().value == "Bolt"
        assert app.settings.client == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (20, 5)])
async def test_home_is_drawn_at_every_size(home: Path, size: tuple[int, int]) -> None:
    app = ShellApp(home)
    async with app.run_test(size=size) as pilot:
        app.show(HomeScreen(app))
        await app.settled(pilot)
        assert len(app.text().split("\n")) == size[1]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Deep dive" in app.text()
