"""Opening sessions: whatever is in the way is said in one sentence, and nothing is lost."""

import json
from pathlib import Path

import pytest

from facilitator.app.home import HomeScreen
from facilitator.kit.dialogs import Choose, Message
from facilitator.session.session import Session
from tests.app.driving import program, running, shown
from tests.kit.harness import add_items


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file or folder"),
        (b"", "this is not a session"),
        (b"\x00\xff\xfe[/nope]", "this is not a session"),
        (b'{"a": [1, 2', "this is not a session"),
        (b'["just", "json"]', "this is not a session"),
    ],
)
async def test_what_is_no_session_is_said_and_home_is_shown(tmp_path: Path, content: bytes | None, said: str) -> None:
    folder = tmp_path / "sessions" / "[red]x[/nope]"
    if content is not None:
        folder.mkdir(parents=True)
        (folder / "session.json").write_bytes(content)
    async with program(tmp_path, size=(200, 50), session=folder) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "This session cannot be opened." in driver.words
        assert said in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))


def edited(session: Session) -> Path:
    """A session.json that another program has written."""
    add_items(session, "cases", "One")
    session.close()
    path = session.store.folder / "session.json"
    document = json.loads(path.read_text())
    item = next(iter(document["items"].values()))
    item["title"] = "Changed elsewhere"
    path.write_text(json.dumps(document))
    return path


async def test_a_file_changed_by_another_program_is_asked_about(session: Session) -> None:
    path = edited(session)
    async with program(path.parent.parent.parent, session=path.parent, now=session.now) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Choose))
        assert "another program has changed this file" in driver.words
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        from facilitator.core.records import Item

        assert [item.title for item in driver.session.table(Item).values()] == ["Changed elsewhere"]
        assert list((path.parent / "copies").iterdir()) != []


async def test_declining_that_question_opens_nothing_and_changes_nothing(session: Session) -> None:
    path = edited(session)
    before = path.read_bytes()
    async with program(path.parent.parent.parent, session=path.parent, now=session.now) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Choose))
        await driver.press("escape", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert path.read_bytes() == before


async def test_a_damaged_session_is_for_reading_until_it_is_repaired(session: Session) -> None:
    for title in ("One", "Two", "Three", "Four"):
        add_items(session, "cases", title)
    session.store.abandon()
    journal = next(session.store.folder.glob("session.wal-*"))
    lines = journal.read_bytes().split(b"\n")
    middle = len(lines) // 2
    lines[middle] = lines[middle][:40] + b"#" + lines[middle][41:]
    journal.write_bytes(b"\n".join(lines))
    folder = session.store.folder
    async with program(folder.parent.parent, size=(150, 40), session=folder, now=session.now) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "damaged" in driver.words
        await driver.dialog_closes("enter")
        assert "F5 repairs it; the original is kept." in driver.words
        await driver.press("f5")
        await driver.until(
            lambda: isinstance(driver.app.screen, Message) and "The session is repaired." in driver.words
        )
        await driver.press("enter")
        await driver.until(lambda: driver.app.run_screen is not None and not driver.run.run.read_only)


async def test_what_recovery_found_is_said_once(session: Session) -> None:
    add_items(session, "cases", "One")
    async with running(session, closed=False) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "This session was not closed the last time." in driver.words
        await driver.dialog_closes("enter")
        again = driver.session
    async with running(again) as driver:
        assert driver.dialog is None


async def test_documents_that_cannot_be_read_are_named_and_kept(session: Session) -> None:
    add_items(session, "cases", "One")
    number = next(iter(session.store.tables["items"]))
    session.store.commit([("items", number, {"number": "not a number"})])
    async with running(session) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, Message))
        assert "1 document of this session cannot be read" in driver.words
        assert driver.session.store.tables["items"][number] == {"number": "not a number"}
