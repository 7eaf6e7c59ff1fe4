"""A finished session goes into an archive and comes back as it was."""

import asyncio
import csv
import errno
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, Task
from facilitator.core.rounds import Round
from facilitator.core.workshop import Workshop
from facilitator.exports.format import Format
from facilitator.session.archive_text import readme
from facilitator.session.archiving import Archived, NotFinished, archive, look, unarchive
from facilitator.session.finishing import finish
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.store.archive import AlteredArchive, check, contents
from facilitator.store.archives import archives
from facilitator.store.notices import StoreError

from .conftest import Wall, card

TR = Translator()


@pytest.fixture
def rich(session: Session) -> Session:
    """A session with cards, a task, a note and a revealed round; open, and not finished."""
    person = next(iter(session.table(Person).values()))
    cards = [card(session, "Draft quotes"), card(session, "Ask the manuals")]
    task = Task(id=new_id(), number=1, title="Try it", order=1, owner=person.id, due="2027-02-05")
    note = Note(id=new_id(), what="parked", text="Who pays?", at=session.moment())
    session.apply_now(Change("cards", (*cards, task, note)))
    asyncio.run(revealed(session))
    return session


async def revealed(session: Session, before_it: Callable[[], None] = lambda: None) -> None:
    step = next(step for step in session.steps if step.key == "vote").id
    name = new_id()
    await session.rounds.open(name, step, {"dots": 3}, Change("open"))
    await session.rounds.cast(name, "seat 1", {"secret": "Anna's ballot"}, "laptop")
    await session.rounds.close(name, Change("close"))
    before_it()
    await session.rounds.reveal(name, lambda ballots, notes: (Change("reveal"), {"ballots": len(ballots)}))


def archived(session: Session, home: Path, **more: Any) -> Archived:
    session.close()
    return archive(session.store.folder, home, find(), TR, **{"finish_first": True} | more)


def documents(session: Session) -> dict[str, Any]:
    return {name: dict(table) for name, table in session.store.tables.items() if name != "log"}


def test_the_session_is_gone_and_its_archive_is_there(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path)
    assert made.path == tmp_path / "archive" / "2027-01-29-acme-first.zip"
    assert (made.removed, made.remarks) == (True, ())
    assert list((tmp_path / "sessions").iterdir()) == []
    assert check(made.path).digest == made.digest


def test_what_comes_back_equals_what_went(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path, keep=True)
    before = Session.open(rich.store.folder, find())
    boxes = {path.name: path.read_bytes() for path in (rich.store.folder / "rounds").iterdir()}
    tables = documents(before)
    receipts = before.rounds.receipts(next(iter(before.table(Round))))
    before.close()
    assert archive(rich.store.folder, tmp_path, find(), TR).path == made.path
    folder, findings = unarchive(made.path, tmp_path)
    assert (folder, findings) == (rich.store.folder, ())
    after = Session.open(folder, find())
    assert after.info.state == "finished"
    assert after.store.findings == ()
    assert documents(after) == tables
    assert after.rounds.receipts(next(iter(after.table(Round)))) == receipts
    assert {path.name: path.read_bytes() for path in (folder / "rounds").iterdir()} == boxes
    after.close()


def test_the_same_session_gives_the_same_bytes_also_after_coming_back(rich: Session, tmp_path: Path) -> None:
    first = archived(rich, tmp_path)
    folder, _ = unarchive(first.path, tmp_path)
    first.path.rename(tmp_path / "first.zip")
    second = archive(folder, tmp_path, find(), TR)
    assert second.digest == first.digest


def test_the_archive_stays_when_the_session_comes_back(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path)
    unarchive(made.path, tmp_path)
    assert made.path.exists()


def test_a_session_that_is_there_already_does_not_come_back_twice(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path)
    first, _ = unarchive(made.path, tmp_path)
    second, findings = unarchive(made.path, tmp_path)
    assert second == first
    assert [finding.code for finding in findings] == ["unarchived_before"]


def test_a_session_that_was_changed_since_is_not_overwritten_by_its_archive(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path, keep=True)
    session = Session.open(rich.store.folder, find())
    session.apply_now(Change("", (card(session, "Later"),), history="none"))
    session.close()
    folder, _ = unarchive(made.path, tmp_path)
    assert folder.name == "2027-01-29-acme-first-2"
    assert len(list((tmp_path / "sessions").iterdir())) == 2


def test_two_clients_of_the_same_name_do_not_mix(tmp_path: Path, workshop: Workshop) -> None:
    for who in ("Anna", "Bert"):
        people = [Person(id=new_id(), name=who, order=1)]
        beginning = Beginning(title="First", client="Acme", date="2027-01-29", people=people)
        made = archived(create(tmp_path, workshop, beginning, find()), tmp_path, keep=True)
        assert made.path.name == ("2027-01-29-acme-first.zip" if who == "Anna" else "2027-01-29-acme-first-2.zip")
    for folder in sorted((tmp_path / "sessions").iterdir()):
        archive(folder, tmp_path, find(), TR)
    found = sorted(archives(tmp_path / "archive"), key=lambda summary: summary.folder.stem)
    assert [summary.client for summary in found] == ["Acme", "Acme"]
    names = []
    for summary in found:
        session = Session.open(unarchive(summary.folder, tmp_path)[0], find())
        names.append([person.name for person in session.table(Person).values()])
        session.close()
    assert names == [["Anna"], ["Bert"]]


# What is in it


def test_the_archive_holds_results_record_schema_boxes_and_a_word_to_the_reader(rich: Session, tmp_path: Path) -> None:
    content = contents(archived(rich, tmp_path).path)
    names = {name if not name.startswith("rounds/") else "rounds/*" for name in content}
    assert names >= {
        *("README.txt", "session.json", "session.schema.json", "rounds/*"),
        *("exports/report.md", "exports/tasks.csv", "exports/run-sheet.md"),
    }
    assert "exports/session.json" not in names


def test_the_record_reads_as_json_without_the_program(rich: Session, tmp_path: Path) -> None:
    tables = json.loads(contents(archived(rich, tmp_path).path)["session.json"])
    assert [item["title"] for item in tables["items"].values()] == ["Draft quotes", "Ask the manuals"]


def test_the_plan_names_owners_because_the_archive_is_the_consultants(rich: Session, tmp_path: Path) -> None:
    text = contents(archived(rich, tmp_path).path)["exports/tasks.csv"].decode("utf-8-sig")
    assert "Anna" in {cell for row in csv.reader(io.StringIO(text)) for cell in row}


def test_no_ballot_and_nothing_undone_is_in_the_archive(rich: Session, tmp_path: Path) -> None:
    gone = card(rich, "Never said this")
    rich.apply_now(Change("add a card", (gone,)))
    asyncio.run(rich.undo())
    with zipfile.ZipFile(archived(rich, tmp_path).path) as packed:
        whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Anna's ballot" not in whole
    assert b"Never said this" not in whole
    assert b'"log"' not in contents(tmp_path / "archive" / "2027-01-29-acme-first.zip")["session.json"]


def test_the_reader_is_told_in_the_sessions_language(session: Session) -> None:
    told = []

    class Told(Translator):
        def __call__(self, message: str, /, **values: object) -> str:
            told.append(message)
            return super().__call__(message, **values)

    text = readme(session.info, ["session.json", "odd.bin", "rounds/A.box"], Told()).decode()
    assert text.startswith("Archive of a workshop\n\nFirst\nAcme · 29 January 2027\n")
    assert "Archive of a workshop" in told
    assert all(len(line) <= 78 for line in text.splitlines())
    for word in ("session.json", "odd.bin", "rounds/", "Confidential", "sha256sum -c manifest-sha256.txt", "unarchive"):
        assert word in text
    assert "exports/report.md" not in text


def test_a_form_of_results_that_fails_is_said_and_the_rest_is_archived(
    rich: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Format.files

    def failing(self: Format, package: Any) -> Any:
        if self.name == "tasks":
            raise KeyError("owner")
        return real(self, package)

    monkeypatch.setattr(Format, "files", failing)
    made = archived(rich, tmp_path)
    assert made.remarks == ("tasks.csv could not be made (KeyError: 'owner').",)
    assert "exports/report.md" in contents(made.path)


# What is in the way


def test_what_is_open_is_known_before(rich: Session) -> None:
    rich.close()
    before = look(rich.store.folder, find(), TR)
    assert (before.title, before.finished) == ("First", False)
    assert "Parked thought: “Who pays?”" in before.open_ends


def test_an_unfinished_session_is_not_archived_unless_told(rich: Session, tmp_path: Path) -> None:
    with pytest.raises(NotFinished, match="“First” is not finished") as caught:
        archived(rich, tmp_path, finish_first=False)
    assert "Parked thought: “Who pays?”" in caught.value.ends
    assert not (tmp_path / "archive").exists()
    session = Session.open(rich.store.folder, find())
    assert session.info.state == "prepared"
    session.close()


@pytest.mark.parametrize("act", ["look", "archive"])
def test_a_round_that_is_not_revealed_keeps_the_session_out_of_the_archive(
    session: Session, tmp_path: Path, act: str
) -> None:
    step = next(step for step in session.steps if step.key == "vote").id
    asyncio.run(session.rounds.open(new_id(), step, {}, Change("open")))
    finish(session, TR)
    session.close()
    with pytest.raises(FacilitatorError, match="A round in “Vote” has not been revealed"):
        look(session.store.folder, find(), TR) if act == "look" else archived(session, tmp_path)
    assert (session.store.folder / "session.json").exists()


def test_a_box_that_belongs_to_no_round_keeps_the_session_out_of_the_archive(session: Session, tmp_path: Path) -> None:
    (session.store.folder / "rounds").mkdir()
    (session.store.folder / "rounds" / "0AZ4K9T2M7QX1.box").write_bytes(b"?")
    with pytest.raises(FacilitatorError, match="ballot box of no round"):
        archived(session, tmp_path)


def test_a_damaged_box_of_a_revealed_round_is_archived_as_it_is_and_said(rich: Session, tmp_path: Path) -> None:
    rich.close()
    (box,) = (rich.store.folder / "rounds").iterdir()
    box.write_bytes(b"damaged")
    made = archived(rich, tmp_path)
    assert made.remarks == (
        f"The ballot box {box.name} is damaged; it is in the archive as it is. Its result is in the session.",
    )
    assert contents(made.path)[f"rounds/{box.name}"] == b"damaged"


@pytest.mark.parametrize(("old", "new"), [(b'"box"', b'"bOx"'), (b"Anna's", b"anna's"), (b'"cast"', b'"cAst"')])
def test_ballots_that_a_damaged_box_still_shows_go_into_no_archive(
    session: Session, tmp_path: Path, old: bytes, new: bytes
) -> None:
    def damaged() -> None:
        (box,) = (session.store.folder / "rounds").iterdir()
        before.append((box, box.read_bytes().replace(old, new)))

    before: list[tuple[Path, bytes]] = []
    asyncio.run(revealed(session, damaged))
    session.close()
    (box, data) = before[0]
    box.write_bytes(data)
    made = archived(session, tmp_path)
    assert made.remarks == (
        f"The ballot box {box.name} is damaged and still shows ballots, so it is not in the archive. Its result is in "
        "the session.",
    )
    assert b"'s ballot" not in b"".join(contents(made.path).values())


def test_a_session_open_in_another_window_is_not_archived(rich: Session, tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=r"has this session open since .* It was not archived\."):
        archive(rich.store.folder, tmp_path, find(), TR, finish_first=True)
    assert not (tmp_path / "archive").exists()


def test_a_session_opened_while_it_is_archived_stays(
    rich: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[Session] = []
    before_removing(monkeypatch, lambda: others.append(Session.open(rich.store.folder, find())))
    with pytest.raises(StoreError, match="open in another program"):
        archived(rich, tmp_path)
    others[0].close()
    assert (rich.store.folder / "session.json").exists()


def test_a_session_changed_while_it_is_archived_stays(
    rich: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change() -> None:
        other = Session.open(rich.store.folder, find())
        other.apply_now(Change("", (card(other, "Last minute"),), history="none"))
        other.close()

    before_removing(monkeypatch, change)
    with pytest.raises(StoreError, match="changed meanwhile"):
        archived(rich, tmp_path)
    session = Session.open(rich.store.folder, find())
    assert "Last minute" in [item.title for item in session.table(Item).values()]
    session.close()


def before_removing(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    from facilitator.session import archiving

    real = archiving.remove_session

    def later(*args: Any, **named: Any) -> None:
        act()
        real(*args, **named)

    monkeypatch.setattr(archiving, "remove_session", later)


def test_a_photo_in_the_sessions_folder_is_not_removed_with_it(rich: Session, tmp_path: Path) -> None:
    photo = rich.store.folder / "wall.jpg"
    photo.write_bytes(b"jpg")
    with pytest.raises(StoreError, match=r"no part of the session: wall\.jpg"):
        archived(rich, tmp_path)
    assert photo.exists()
    assert archived(rich, tmp_path, keep=True).removed is False


def test_what_file_managers_leave_is_in_nobodys_way(rich: Session, tmp_path: Path) -> None:
    (rich.store.folder / ".DS_Store").write_bytes(b"?")
    assert archived(rich, tmp_path).removed
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_read_only_folder_is_said(rich: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rich.close()

    def refused(self: object, path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("facilitator.store.files.RealFiles.lock", refused)
    with pytest.raises(FacilitatorError, match=r"Nothing can be written in .* It was not archived\."):
        archived(rich, tmp_path)
    assert not (tmp_path / "archive").exists()


def test_a_place_that_takes_no_archive_keeps_the_session(rich: Session, tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file in the way")
    with pytest.raises(StoreError, match="the archive cannot be written"):
        archived(rich, tmp_path)
    session = Session.open(rich.store.folder, find())
    assert session.info.state == "finished"
    session.close()


def test_a_damaged_session_is_not_archived(rich: Session, tmp_path: Path) -> None:
    rich.close()
    path = rich.store.folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b"Draft quotes", b"Draft quoteS"))
    with pytest.raises(FacilitatorError, match="another program has changed this file"):
        archived(rich, tmp_path)
    assert not (tmp_path / "archive").exists()


def test_an_altered_archive_is_not_unpacked(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path)
    data = bytearray(made.path.read_bytes())
    data[data.index(b"Ask the manuals")] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(AlteredArchive, match=r"altered since the archive was made: .*session\.json"):
        unarchive(made.path, tmp_path)
    assert list((tmp_path / "sessions").iterdir()) == []


def test_a_place_that_takes_no_session_is_said(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "sessions").write_text("a file in the way")
    with pytest.raises(StoreError, match="cannot be put there"):
        unarchive(made.path, tmp_path / "elsewhere")


def test_a_session_on_a_stick_is_archived_on_the_stick(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path / "laptop")
    assert made.path.parent == tmp_path / "archive"


def test_a_session_outside_any_home_is_archived_in_the_home(rich: Session, tmp_path: Path) -> None:
    rich.close()
    alone = rich.store.folder.rename(tmp_path / "alone")
    made = archive(alone, tmp_path / "laptop", find(), TR, finish_first=True)
    assert made.path == tmp_path / "laptop" / "archive" / "alone.zip"


# With made-up names


def named(session: Session) -> None:
    """Cards and notes that speak of people."""
    session.apply_now(Change("", (card(session, "Anna asks Cem", text="anna's idea"),), history="none"))


def test_an_archive_with_pseudonyms_holds_no_name(rich: Session, tmp_path: Path) -> None:
    named(rich)
    made = archived(rich, tmp_path, pseudonyms=True, keep=True)
    assert set(made.pseudonyms) == {"Anna", "Bo", "Cem"}
    assert set(made.pseudonyms.values()) == {"Person 1", "Person 2", "Person 3"}
    content = contents(made.path)
    for name in ("Anna", "Cem"):
        assert not [file for file, data in content.items() if name.encode() in data]
    assert "rounds" not in "".join(content)
    assert f"{made.pseudonyms['Anna']} asks {made.pseudonyms['Cem']}".encode() in content["session.json"]


def test_the_session_itself_keeps_its_names(rich: Session, tmp_path: Path) -> None:
    archived(rich, tmp_path, pseudonyms=True, keep=True)
    session = Session.open(rich.store.folder, find())
    assert {person.name for person in session.table(Person).values()} == {"Anna", "Bo", "Cem"}
    session.close()


def test_an_archive_with_pseudonyms_says_so_by_name_and_what_it_cannot_promise(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path, pseudonyms=True, keep=True)
    assert made.path.stem.endswith("-pseudonyms")
    assert "That is no anonymity" in " ".join(contents(made.path)["README.txt"].decode().split())


def test_an_archive_with_pseudonyms_comes_back_as_well(rich: Session, tmp_path: Path) -> None:
    made = archived(rich, tmp_path, pseudonyms=True)
    assert made.removed
    folder, _ = unarchive(made.path, tmp_path)
    session = Session.open(folder, find())
    assert (session.info.state, session.unreadable) == ("finished", [])
    assert len(session.table(Person)) == 3
    session.close()


def test_the_results_in_an_archive_are_in_the_sessions_language(tmp_path: Path, workshop: Workshop) -> None:
    session = create(tmp_path, workshop, Beginning(title="Eerste", language="nl"), find())
    content = contents(archived(session, tmp_path).path)
    assert 'lang: "nl"' in content["exports/report.md"].decode()


def test_the_clock_of_a_finished_session_that_still_runs_is_stopped_in_its_archive(
    rich: Session, tmp_path: Path, wall: Wall
) -> None:
    finish(rich, TR)
    rich.apply_now(Change("", (replace(rich.clock, since=wall.now, countdown=wall.now),), history="none"))
    wall.now += 3600
    after = brought_back(archived(rich, tmp_path).path, tmp_path)
    assert (after.clock.since, after.clock.countdown) == (None, None)
    assert all(step.spent == 0 for step in after.steps)
    after.close()


def test_a_clock_that_ran_when_the_program_died_counts_until_its_last_sign_of_life(
    rich: Session, tmp_path: Path, wall: Wall
) -> None:
    rich.apply_now(Change("", (replace(rich.clock, since=wall.now),), history="none"))
    wall.now += 600
    rich.store.alive()
    rich.store.checkpoint().result()
    rich.rounds.stop()
    rich.store.abandon()
    wall.now += 3 * 24 * 3600
    made = archive(rich.store.folder, tmp_path, find(), TR, finish_first=True, now=wall)
    after = brought_back(made.path, tmp_path)
    assert next(step.spent for step in after.steps if step.id == after.clock.step) == 600
    after.close()


def brought_back(path: Path, home: Path) -> Session:
    return Session.open(unarchive(path, home)[0], find())
