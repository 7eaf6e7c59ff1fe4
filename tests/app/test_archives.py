"""From Home into the archive and back."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.app.archives import ArchivesScreen
from facilitator.app.home import HomeScreen
from facilitator.app.listing import Listing, archived_heading, has_archives, heading, read, read_archives
from facilitator.app.session_list import Search
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Task
from facilitator.kit.dialogs import Choose, Confirm, Message
from facilitator.kit.rows import Rows
from facilitator.session.archiving import archive
from facilitator.session.session import Session
from facilitator.store.peek import SessionSummary
from tests.app.driving import Driver, program, shown
from tests.app.shell_app import a_session

TR = Translator()


def archived(home: Path, title: str, client: str = "Acme", date: str = "2026-11-22") -> Path:
    return archive(a_session(home, title, client, date), home, find(), TR, finish_first=True).path


def keys(driver: Driver) -> set[str]:
    """The keys that do something now."""
    return {key for key, active in driver.app.screen.active_bindings.items() if active.enabled}


def names(driver: Driver) -> set[str]:
    return {path.name for path in (driver.app.home / "sessions").iterdir()}


async def chosen(driver: Driver, *moves: str) -> None:
    """Archives what is under the cursor, finishing it, in the way that the moves lead to."""
    await driver.press("x", until=lambda: isinstance(driver.app.screen, Confirm))
    await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Choose))
    await driver.press(*moves, "enter", until=lambda: isinstance(driver.app.screen, Message))


async def test_a_session_goes_into_the_archive_by_one_key_and_two_answers(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    a_session(tmp_path, "Deep dive", "Acme", "2026-11-01")
    async with program(tmp_path) as driver:
        await chosen(driver)
        assert "It was read back and is whole." in driver.words
        assert "SHA-256" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
        await driver.until(lambda: "Acme: 1 session" in driver.text)
        assert "Kick-off" not in driver.text
        assert names(driver) == {"2026-11-01-acme-deep-dive"}


async def test_a_session_can_be_archived_and_kept(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        await chosen(driver, "down")
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
        await driver.until(lambda: "✓ finished" in driver.text)
        assert has_archives(tmp_path)


async def test_a_copy_with_made_up_names_says_what_it_cannot_promise(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme", people=("Annabel Visser",))
    async with program(tmp_path) as driver:
        await chosen(driver, "down", "down")
        assert "may still recognise others" in driver.words
        (path,) = (tmp_path / "archive").iterdir()
        assert b"Annabel" not in path.read_bytes()
        assert names(driver) == {"2026-11-22-acme-kick-off"}


async def test_open_ends_are_listed_before_a_session_is_finished(tmp_path: Path) -> None:
    folder = a_session(tmp_path, "Kick-off", "Acme")
    session = Session.open(folder, find())
    session.apply_now(Change("", (Note(id=new_id(), what="parked", text="Who pays?", at=session.moment()),)))
    session.close()
    async with program(tmp_path) as driver:
        await driver.press("x", until=lambda: isinstance(driver.app.screen, Confirm))
        assert "Finish although this is open? • Parked thought: “Who pays?”" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert not has_archives(tmp_path)
        assert "○ prepared" in driver.text


async def test_a_finished_session_is_not_asked_about_twice(tmp_path: Path) -> None:
    archive(a_session(tmp_path, "Kick-off", "Acme"), tmp_path, find(), TR, finish_first=True, keep=True)
    async with program(tmp_path) as driver:
        await driver.press("x", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("escape", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert names(driver) == {"2026-11-22-acme-kick-off"}


async def test_a_session_open_in_another_window_is_said(tmp_path: Path) -> None:
    other = Session.open(a_session(tmp_path, "Kick-off", "Acme"), find())
    async with program(tmp_path) as driver:
        await chosen(driver)
        assert "has this session open since" in driver.words
        assert "It was not archived." in driver.words
    other.close()


async def test_a_place_that_takes_no_archive_is_said_and_the_session_stays(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    (tmp_path / "archive").write_text("nothing can be written here")
    async with program(tmp_path) as driver:
        await chosen(driver)
        assert "the archive cannot be written" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert names(driver) == {"2026-11-22-acme-kick-off"}


async def test_a_session_that_cannot_be_read_has_no_key_to_archive_it(tmp_path: Path) -> None:
    folder = a_session(tmp_path, "Kick-off", "Acme")
    (folder / "session.json").write_text("broken")
    async with program(tmp_path, client="Acme") as driver:
        assert "x" not in keys(driver)


async def test_without_archives_there_is_no_key_for_them(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        assert "z" not in keys(driver)
        assert "x" in keys(driver)


async def test_the_archives_of_one_client_are_a_key_away(tmp_path: Path) -> None:
    a_session(tmp_path, "Next", "Acme")
    archived(tmp_path, "Kick-off")
    archived(tmp_path, "Secret plan", "Bolt")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert "Archived, Acme: 1 session" in driver.text
        assert "Kick-off" in driver.text
        assert "Secret" not in driver.text
        await driver.press("a")
        assert "Archived, all clients: 2 sessions · the room can see this" in driver.text
        assert "Secret plan" in driver.text


@pytest.mark.parametrize("key", ["z", "escape", "ctrl+g"])
async def test_the_same_key_or_escape_leads_back_home(tmp_path: Path, key: str) -> None:
    archived(tmp_path, "Kick-off")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press(key, until=lambda: isinstance(driver.app.screen, HomeScreen))


async def test_when_everything_is_archived_its_client_is_still_found(tmp_path: Path) -> None:
    archived(tmp_path, "Kick-off")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert "Archived, Acme: 1 session" in driver.text


async def test_an_archived_session_comes_back_and_is_opened(tmp_path: Path) -> None:
    path = archived(tmp_path, "Kick-off")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert driver.session.info.title == "Kick-off"
        assert driver.session.info.state == "finished"
        assert path.exists()


async def test_an_archived_session_may_stay_there(tmp_path: Path) -> None:
    archived(tmp_path, "Kick-off")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("escape", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert names(driver) == set()


async def test_an_altered_archive_is_said_and_nothing_comes_back(tmp_path: Path) -> None:
    path = archived(tmp_path, "Kick-off")
    path.write_bytes(path.read_bytes().replace(b"# Kick-off", b"# Kick-0ff"))
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Message))
        assert "altered since the archive was made" in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert names(driver) == set()


async def test_coming_back_a_second_time_opens_what_is_there(tmp_path: Path) -> None:
    path = archived(tmp_path, "Kick-off")
    archive(path_back(path, tmp_path), tmp_path, find(), TR, keep=True)
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Message))
        assert "the session is there already" in driver.words
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert names(driver) == {"2026-11-22-acme-kick-off"}


def path_back(path: Path, home: Path) -> Path:
    from facilitator.session.archiving import unarchive

    return unarchive(path, home)[0]


@pytest.mark.parametrize("sound", [True, False])
async def test_one_key_says_whether_an_archive_is_whole(tmp_path: Path, sound: bool) -> None:
    path = archived(tmp_path, "Kick-off")
    if not sound:
        path.write_bytes(path.read_bytes().replace(b"# Kick-off", b"# Kick-0ff"))
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("v", until=lambda: isinstance(driver.app.screen, Message))
        title = "This archive is whole." if sound else "This archive is not as it was made."
        assert title in driver.words
        assert ("compare the checksum" in driver.words) == sound


async def test_archives_are_searched_like_sessions(tmp_path: Path) -> None:
    archived(tmp_path, "Kick-off")
    archived(tmp_path, "Deep dive")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("slash", *"zdeep")
        assert driver.app.screen.query_one(Search).value == "zdeep"
        assert "No session has these words" in driver.text
        await driver.press("escape")
        assert isinstance(driver.app.focused, Rows)
        assert "Kick-off" in driver.text


async def test_text_of_an_archive_is_no_markup(tmp_path: Path) -> None:
    archived(tmp_path, "[red]Jo[/nope]", "[b]Acme[/zz]")
    async with program(tmp_path) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert "[b]Acme[/zz]: 1 session" in driver.text
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        assert "Bring back “[red]Jo[/nope]”?" in driver.words


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (30, 8)])
async def test_archives_are_drawn_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    archived(tmp_path, "Kick-off")
    async with program(tmp_path, size=size) as driver:
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        assert len(driver.text.split("\n")) == size[1]


async def test_both_actions_are_in_the_palette(tmp_path: Path) -> None:
    from facilitator.app.commands import commands

    archived(tmp_path, "Kick-off")
    a_session(tmp_path, "Next", "Acme")
    async with program(tmp_path) as driver:
        titles = {command.title for command in commands(driver.app, driver.app.screen, driver.app.tr)}
        assert {"Archive", "Archived"} <= titles


# Which are listed


def summary(client: str, title: str = "x") -> SessionSummary:
    return SessionSummary(folder=Path("/a") / f"{client}-{title}.zip", title=title, client=client, date="2026-11-22")


def test_a_client_of_nearly_the_same_name_is_told_and_not_shown() -> None:
    listing = Listing([summary("Acme"), summary("ACME B.V."), summary("Acme Nord")], "Acme")
    assert [session.client for session in listing.seen] == ["Acme"]
    assert heading(listing, TR, public=True) == "Acme: 1 session · 1 more under a similar name"


def test_all_clients_leave_nobody_under_a_similar_name() -> None:
    listing = Listing([summary("Acme"), summary("ACME B.V.")], "Acme", everybody=True)
    assert heading(listing, TR, public=False) == "All clients: 2 sessions"


def test_archives_without_a_client_have_a_heading_of_their_own() -> None:
    assert archived_heading(Listing([summary("")], ""), TR, public=True) == "Archived: 1 session"


def test_a_place_of_archives_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert read_archives(tmp_path, TR) == ([], "")
    (tmp_path / "archive").write_text("a file")
    assert has_archives(tmp_path) is False
    assert "cannot be read" in read_archives(tmp_path, TR)[1]


def test_what_an_interrupted_archiving_left_is_swept_when_sessions_are_read(tmp_path: Path) -> None:
    folder = a_session(tmp_path, "Kick-off", "Acme")
    left = folder.rename(folder.with_name(f".{folder.name}.removed-0123abcd"))
    assert read(tmp_path, TR) == ([], "")
    assert not left.exists()


async def test_open_tasks_are_told_before_the_session_is_archived(tmp_path: Path) -> None:
    folder = a_session(tmp_path, "Kick-off", "Acme")
    session = Session.open(folder, find())
    done, open_ = (Task(id=new_id(), number=n, title=f"Task {n}", order=n) for n in (1, 2))
    session.apply_now(Change("", (replace(done, status="done"), open_)))
    session.close()
    async with program(tmp_path) as driver:
        await driver.press("x", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Choose))
        assert "It has 1 open task. Once it is in the archive only, later sessions do not show it" in driver.words


async def test_without_open_tasks_the_question_before_archiving_says_nothing_of_them(tmp_path: Path) -> None:
    a_session(tmp_path, "Kick-off", "Acme")
    async with program(tmp_path) as driver:
        await driver.press("x", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Choose))
        assert "open task" not in driver.words


async def test_home_says_that_everything_is_archived_and_which_key_shows_it(tmp_path: Path) -> None:
    archived(tmp_path, "Kick-off")
    async with program(tmp_path) as driver:
        assert "There are no sessions here: all are archived." in driver.words
        assert "z shows what is archived" in driver.words
        assert "your first one" not in driver.words
