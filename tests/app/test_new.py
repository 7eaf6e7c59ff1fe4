"""From the library to a new session."""

from pathlib import Path

import pytest
from textual.widgets import Input, Select, TextArea

from facilitator.activities import find
from facilitator.app.earlier import PickPeople, people_of
from facilitator.app.library import LibraryScreen
from facilitator.app.listing import Listing
from facilitator.app.new import NewScreen
from facilitator.core.records import Person
from facilitator.kit.dialogs import Confirm
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.store.peek import summaries
from tests.app.shell_app import ShellApp, a_session

OWN = """
title = "Own workshop"
language = "nl"
group = { min = 2, max = 3 }
[[step]]
id = "a"
kind = "brief"
title = "Begin"
minutes = 5
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "workshops" / "aa-own"
    folder.mkdir(parents=True)
    (folder / "workshop.toml").write_text(OWN)
    (folder / "en.toml").write_text('title = "Own workshop"\n')
    return tmp_path


def listing_of(home: Path, client: str = "Acme") -> Listing:
    return Listing(summaries(home / "sessions"), client)


def opened(path: Path) -> Session:
    return Session.open(path, find(), read_only=True)


async def to_fields(app: ShellApp, pilot, home: Path) -> NewScreen:
    """From the library to the fields of the own workshop."""
    app.show(LibraryScreen(app, listing_of(home)))
    await app.settled(pilot)
    assert app.screen.query_one(Rows).go_to("aa-own")
    await pilot.press("enter")
    await app.settled(pilot)
    assert isinstance(app.screen, NewScreen)
    return app.screen


async def test_the_library_shows_what_a_workshop_is_for(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(LibraryScreen(app, listing_of(home)))
        await app.settled(pilot)
        app.screen.query_one(Rows).go_to("use-case")
        await pilot.pause()
        text = app.text()
        for words in ("Use-case workshop", "Time: 120 minutes", "People: 4–24", "English, Deutsch, Nederlands"):
            assert words in text


async def test_own_workshops_stand_among_the_others(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(LibraryScreen(app, listing_of(home)))
        await app.settled(pilot)
        assert "Own workshop (own)" in app.text()


async def test_a_broken_workshop_is_listed_with_its_faults_and_cannot_be_chosen(home: Path) -> None:
    (home / "workshops" / "aa-own" / "workshop.toml").write_text("title = ")
    app = ShellApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        app.show(LibraryScreen(app, listing_of(home)))
        await app.settled(pilot)
        app.screen.query_one(Rows).go_to("aa-own")
        await pilot.press("enter")
        await app.settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert "✗ aa-own" in app.text()
        assert "workshop.toml:1:" in app.text().replace("\n", "")


async def test_a_long_preview_can_be_read_on(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(LibraryScreen(app, listing_of(home)))
        await app.settled(pilot)
        app.screen.query_one(Rows).go_to("use-case")
        await pilot.press("right_square_bracket")
        assert app.screen.query_one("#preview").scroll_offset.y > 0


async def test_a_session_is_made_of_what_was_typed(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        await pilot.press(*"Kick", "tab", "end", *" NV", "tab", *"3-12-2026")
        screen.query_one(Select).value = "en"
        screen.query_one(TextArea).text = "Anna Bakker <anna@example.com>\nBart; IT; Head\n\nAnna Bakker"
        await pilot.pause()
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        (folder,) = app.answers
        assert folder == home / "sessions" / "2026-12-03-acme-nv-kick"
        session = opened(folder)
        info = session.info
        assert (info.title, info.client, info.date, info.language) == ("Kick", "Acme NV", "2026-12-03", "en")
        people = sorted(session.table(Person).values(), key=lambda person: person.order)
        assert [(p.name, p.email, p.role) for p in people] == [
            ("Anna Bakker", "anna@example.com", ""),
            ("Bart", "", "Head"),
        ]


async def test_without_typing_a_session_has_the_workshops_title_and_today(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_fields(app, pilot, home)
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        info = opened(app.answers[0]).info
        assert (info.title, info.date) == ("Own workshop", "2026-11-22")


async def test_a_wrong_day_is_said_at_once_and_nothing_is_made(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one("#date", Input).value = "31-2"
        screen.query_one(TextArea).text = "Anna"
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        assert "“31-2” is not a day" in app.text()
        assert app.focused is screen.query_one("#date")
        assert screen.query_one(TextArea).text == "Anna"
        assert not (home / "sessions").exists()


async def test_a_past_day_is_only_a_hint(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one("#date", Input).value = "1-2-2020"
        await pilot.pause()
        assert "this day is over" in app.text()
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        assert opened(app.answers[0]).info.date == "2020-02-01"


async def test_a_folder_that_cannot_be_made_is_said_and_nothing_typed_is_lost(home: Path) -> None:
    (home / "sessions").write_text("a file in the way")
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        app.show(LibraryScreen(app, Listing([], "")))
        await app.settled(pilot)
        app.screen.query_one(Rows).go_to("aa-own")
        await pilot.press("enter")
        await app.settled(pilot)
        app.screen.query_one(TextArea).text = "Anna"
        await pilot.press(*"Kick", "ctrl+o")
        await app.settled(pilot, "create")
        assert isinstance(app.screen, NewScreen)
        assert str(app.screen.query_one("#fault").render())
        assert app.screen.query_one("#title", Input).value == "Kick"
        assert app.screen.query_one(TextArea).text == "Anna"


async def test_going_back_to_the_library_keeps_what_was_typed(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one(TextArea).text = "Anna"
        screen.query_one("#date", Input).value = "3-12-2026"
        await pilot.press(*"Kick", "escape")
        await app.settled(pilot)
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("enter")
        await app.settled(pilot)
        assert app.screen.query_one("#title", Input).value == "Kick"
        assert app.screen.query_one("#date", Input).value == "3-12-2026"
        assert app.screen.query_one(TextArea).text == "Anna"


async def test_leaving_the_library_with_people_typed_asks_once(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one(TextArea).text = "Anna"
        await pilot.pause()
        await pilot.press("escape")
        await app.settled(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        await pilot.press("ctrl+g")
        await pilot.pause()
        app.screen.dismiss(True)
        await app.settled(pilot)
        assert app.answers == [None]


async def test_the_people_are_counted_while_one_types(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one(TextArea).focus()
        await pilot.press(*"Anna", "enter", *"Bart")
        assert "2 people." in app.text()


async def test_many_people_are_pasted_at_once(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        area = screen.query_one(TextArea)
        area.focus()
        area.insert("Name\tDepartment\n" + "\n".join(f"Person {'abcdefgh'[n]}\tHR" for n in range(8)))
        await pilot.pause()
        assert "8 people. This workshop is made for 2–3." in app.text()


async def test_people_of_an_earlier_session_are_copied(home: Path) -> None:
    a_session(home, "Earlier", "Acme", people=("Anna", "Bart", "Chris"))
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one(TextArea).text = "Anna <anna@example.com>"
        await pilot.press("f3")
        await pilot.pause()
        assert "Earlier" in app.text()
        await pilot.press("enter")
        await picked(app, pilot)
        await pilot.press("down", "space", "ctrl+o")
        await app.settled(pilot, "earlier")
        assert screen.query_one(TextArea).text == "Anna <anna@example.com>\nChris"


async def picked(app: ShellApp, pilot) -> None:
    """Waits for the list of people, which a thread reads."""
    while not isinstance(app.screen, PickPeople):
        await pilot.pause()


async def test_everybody_or_nobody_is_marked_by_one_key(home: Path) -> None:
    a_session(home, "Earlier", "Acme", people=("Anna", "Bart"))
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("enter")
        await picked(app, pilot)
        await pilot.press("asterisk")
        assert app.screen.query_one(Rows).marked == set()
        await pilot.press("asterisk", "enter")
        await app.settled(pilot, "earlier")
        assert screen.query_one(TextArea).text == "Anna\nBart"


async def test_other_clients_people_are_not_offered(home: Path) -> None:
    a_session(home, "Secret", "Bolt", people=("Anna",))
    app = ShellApp(home)
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        assert "f3" not in {entry.key for entry in screen.query_one(KeyBar).entries}


async def test_a_session_without_people_says_so(home: Path) -> None:
    a_session(home, "Earlier", "Acme")
    app = ShellApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_fields(app, pilot, home)
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("enter")
        while "No people are listed" not in app.text():
            await pilot.pause()


def test_people_of_a_session_come_in_their_order_and_the_session_stays_untouched(home: Path) -> None:
    folder = a_session(home, "Earlier", people=("Bart", "Anna"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert [person.name for person in people_of(folder)] == ["Bart", "Anna"]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (20, 5)])
async def test_fields_are_drawn_at_every_size(home: Path, size: tuple[int, int]) -> None:
    app = ShellApp(home)
    async with app.run_test(size=size) as pilot:
        await to_fields(app, pilot, home)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        text = app.text()
        for words in ("Title", "Client", "Day", "Language", "People, one per line", "Nobody yet"):
            assert words in text


async def test_a_name_with_markup_is_kept_and_shown_as_it_is(home: Path) -> None:
    app = ShellApp(home)
    async with app.run_test(size=(120, 24)) as pilot:
        screen = await to_fields(app, pilot, home)
        screen.query_one(TextArea).text = "[red]x[/nope]\n[red]x[/nope]\nBart"
        await pilot.pause()
        assert "kept once: [red]x[/nope]." in app.text()
        await pilot.press("ctrl+o")
        await app.settled(pilot, "create")
        assert {p.name for p in opened(app.answers[0]).table(Person).values()} == {"[red]x[/nope]", "Bart"}
