"""Which archives there are, and the way back from one to a session's folder."""

import os
import zipfile
from pathlib import Path

import pytest

from facilitator.store import checkpoint
from facilitator.store.archive import save
from facilitator.store.archives import archives, peek_archive, restore
from facilitator.store.notices import StoreError
from facilitator.store.store import Store


def record(title: str, date: str, **summary: object) -> bytes:
    whole = {"title": title, "client": "Acme", "date": date, "state": "finished", **summary}
    tables = {"items": {7: {"title": title}}}
    return checkpoint.build(tables, schema=1, generation=1, head=bytes(16), is_open=False, summary=whole)


def saved(place: Path, title: str, date: str = "2026-11-22", **summary: object) -> Path:
    return save({"session.json": record(title, date, **summary), "README.txt": b"?"}, place, title.lower())[0]


def test_archives_are_listed_the_newest_session_first(tmp_path: Path) -> None:
    for title, date in (("Old", "2025-01-01"), ("New", "2027-01-01"), ("Middle", "2026-01-01")):
        saved(tmp_path, title, date)
    assert [summary.title for summary in archives(tmp_path)] == ["New", "Middle", "Old"]


def test_an_archive_tells_what_its_session_was(tmp_path: Path) -> None:
    path = saved(tmp_path, "Kick-off", open_tasks=3, next_due="2026-12-03")
    found = peek_archive(path)
    assert (found.folder, found.client, found.state, found.open_tasks) == (path, "Acme", "finished", 3)


def test_an_archive_that_was_packed_again_is_listed_too(tmp_path: Path) -> None:
    path = saved(tmp_path, "Kick-off")
    with zipfile.ZipFile(path) as old:
        content = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in reversed(content.items()):
            new.writestr(name, data)
    assert archives(tmp_path)[0].title == "Kick-off"


def test_what_is_no_archive_is_listed_with_its_fault(tmp_path: Path) -> None:
    (tmp_path / "holiday.zip").write_bytes(b"?")
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "notes.txt").write_text("not looked at")
    (tmp_path / ".first.zip.part").write_bytes(b"not looked at")
    found = {summary.title: summary.fault for summary in archives(tmp_path)}
    assert found["holiday.zip"].endswith("holiday.zip: this is no archive of a session.")
    assert "cannot be read" in found["folder.zip"]
    assert len(found) == 2


def test_an_archive_whose_first_line_is_damaged_is_listed_with_its_fault(tmp_path: Path) -> None:
    path = saved(tmp_path, "Kick-off")
    path.write_bytes(path.read_bytes().replace(b'"client":"Acme"', b'"client":"Bolt"'))
    assert [summary.client for summary in archives(tmp_path)] == [""]
    assert "altered" in archives(tmp_path)[0].fault


def test_a_place_that_is_not_there_has_no_archives(tmp_path: Path) -> None:
    assert archives(tmp_path / "none") == []


def test_a_session_comes_back_into_a_folder_of_its_own(tmp_path: Path) -> None:
    content = {"session.json": record("Kick-off", "2026-11-22"), "rounds/A.box": b"sealed", "exports/report.md": b"#"}
    folder, new = restore(content, tmp_path / "sessions", "kick-off")
    assert (folder, new) == (tmp_path / "sessions" / "kick-off", True)
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) == [
        "rounds",
        os.path.join("rounds", "A.box"),
        "session.json",
    ]
    store = Store.open(folder)
    assert (store.findings, store.tables["items"][7]) == ((), {"title": "Kick-off"})
    store.close()


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kick-off").mkdir()
    (tmp_path / "kick-off" / "mine.txt").write_text("mine")
    folder, _ = restore({"session.json": record("Kick-off", "2026-11-22")}, tmp_path, "kick-off")
    assert folder.name == "kick-off-2"


def test_the_same_session_is_found_under_another_name(tmp_path: Path) -> None:
    content = {"session.json": record("Kick-off", "2026-11-22")}
    first, _ = restore(content, tmp_path, "kick-off")
    first = first.rename(tmp_path / "renamed")
    assert restore(content, tmp_path, "kick-off") == (first, False)


def test_a_session_that_is_open_is_not_taken_for_the_same(tmp_path: Path) -> None:
    content = {"session.json": record("Kick-off", "2026-11-22")}
    store = Store.open(restore(content, tmp_path, "kick-off")[0])
    assert restore(content, tmp_path, "kick-off")[0].name == "kick-off-2"
    store.close()


def test_a_place_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file")
    with pytest.raises(StoreError, match="cannot be put there"):
        restore({"session.json": record("Kick-off", "2026-11-22")}, tmp_path / "sessions", "kick-off")
