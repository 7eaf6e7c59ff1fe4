"""Making and opening a session, and what is said about what was found."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from facilitator.core.errors import FacilitatorError
from facilitator.store.store import CannotSave, ForeignFile, Store, StoreError
from tests.store.conftest import codes, contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]


def crashed(begin: Begin, changes: int = 3) -> None:
    """Leaves a session as a killed program does."""
    store = begin()
    for number in range(1, changes + 1):
        store.commit([("items", number, {"n": number})])
    store.abandon()


def test_a_new_session_is_empty_and_has_its_files(store: Store, folder: Path) -> None:
    assert contents(store) == {}
    assert {path.name for path in folder.iterdir()} == {
        "session.json",
        "session.wal-1",
        "session.lock",
        "session.holder",
    }


def test_a_closed_session_is_one_file_with_its_copies(store: Store, folder: Path) -> None:
    store.close()
    assert {path.name for path in folder.iterdir()} == {"session.json", "session.lock", "copies"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_others_on_the_computer_cannot_read_it(store: Store, folder: Path) -> None:
    store.commit([("items", 1, {})])
    store.close()
    for path in [folder, *folder.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_new_session_wants_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="something in this folder already"):
        Store.create(tmp_path)


def test_a_session_is_not_made_over_another(begin: Begin, folder: Path) -> None:
    begin().close()
    with pytest.raises(StoreError, match="something in this folder already"):
        Store.create(folder)


def test_of_two_who_make_it_at_once_one_gets_it(folder: Path) -> None:
    class Late(Faulty):
        """Somebody makes the session between the look and the lock."""

        def lock(self, path: Path) -> Callable[[], None] | None:
            Store.create(folder).close()
            return super().lock(path)

    with pytest.raises(StoreError, match="something in this folder already"):
        Store.create(folder, files=Late())
    assert Store.open(folder, read_only=True).findings == ()


def test_an_interrupted_creation_does_not_stand_in_the_way(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("session.lock", "session.wal-1", "session.json.new"):
        (folder / name).write_bytes(b"")
    store = Store.create(folder)
    store.close()
    assert (folder / "session.json").exists()


def test_the_folder_or_its_file_opens_it(begin: Begin, folder: Path) -> None:
    crashed(begin)
    for path in (folder, folder / "session.json"):
        store = Store.open(path)
        assert len(store.tables["items"]) == 3
        store.close()


def test_a_session_that_was_closed_has_nothing_to_say(begin: Begin) -> None:
    begin().close()
    assert begin().findings == ()


def test_after_a_crash_it_says_how_many_changes_were_recovered(begin: Begin) -> None:
    crashed(begin)
    store = begin()
    assert [(f.code, f.params) for f in store.findings] == [("recovered", {"changes": 3})]


def test_after_a_crash_without_changes_it_says_nothing(begin: Begin) -> None:
    begin().abandon()
    assert begin().findings == ()


def test_opening_twice_in_a_row_says_it_once(begin: Begin) -> None:
    crashed(begin)
    begin().abandon()
    assert begin().findings == ()


def test_a_torn_end_is_dropped_kept_aside_and_said(begin: Begin, folder: Path) -> None:
    crashed(begin)
    wal = folder / "session.wal-1"
    torn = wal.read_bytes()[:-7]
    wal.write_bytes(torn)
    (folder / "session.holder").unlink()
    store = begin()
    assert codes(store) == ["recovered", "torn"]
    assert set(store.tables["items"]) == {1, 2}
    kept = folder / store.findings[1].params["file"]
    assert torn.endswith(kept.read_bytes())
    assert len(kept.read_bytes()) == store.findings[1].params["bytes"] > 0


def test_a_torn_end_stays_kept_after_many_sittings(begin: Begin, folder: Path) -> None:
    crashed(begin)
    wal = folder / "session.wal-1"
    wal.write_bytes(wal.read_bytes()[:-7])
    store = begin()
    kept = folder / store.findings[1].params["file"]
    for _ in range(6):
        store.close()
        store = begin()
    assert kept.exists()


def test_a_journal_cut_where_a_change_ends_is_noticed_by_the_signs_of_life(begin: Begin, folder: Path) -> None:
    store = begin()
    for number in (1, 2, 3):
        store.commit([("items", number, {})])
    store.alive()
    store.abandon()
    wal = folder / "session.wal-1"
    wal.write_bytes(b"".join(wal.read_bytes().splitlines(keepends=True)[:-2]))
    again = begin()
    assert [(f.code, f.params) for f in again.findings] == [("recovered", {"changes": 1}), ("short", {"changes": 2})]


def test_a_session_json_copied_without_its_journal_says_so(begin: Begin, folder: Path, tmp_path: Path) -> None:
    store = begin()
    store.commit([("items", 1, {})])
    store.checkpoint().result()
    (tmp_path / "mail").mkdir()
    shutil.copy(folder / "session.json", tmp_path / "mail" / "session.json")
    copy = Store.open(tmp_path / "mail")
    assert codes(copy) == ["no_journal"]
    assert set(copy.tables["items"]) == {1}
    copy.close()
    assert Store.open(tmp_path / "mail", read_only=True).findings == ()


def test_findings_are_sentences(begin: Begin) -> None:
    crashed(begin)
    (finding,) = begin().findings
    assert "{changes}" in finding.message
    assert str(finding).endswith("3.")


# read only


def test_reading_only_writes_nothing_at_all(begin: Begin, folder: Path) -> None:
    crashed(begin)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
    files = Faulty()
    store = Store.open(folder, read_only=True, files=files)
    assert len(store.tables["items"]) == 3
    store.alive()
    store.close({"title": "no"})
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before
    assert {call for call, _ in files.calls} <= {"read", "head", "exists", "names"}


def test_reading_only_refuses_changes_with_a_sentence(begin: Begin, folder: Path) -> None:
    crashed(begin)
    store = Store.open(folder, read_only=True)
    assert store.read_only == "asked"
    with pytest.raises(CannotSave, match="reading only"):
        store.commit([("items", 9, {})])
    with pytest.raises(CannotSave, match="reading only"):
        store.checkpoint().result()
    assert not store.retry().result()
    assert store.problem is None


def test_reading_only_from_a_read_only_medium_works(begin: Begin, folder: Path) -> None:
    begin().close()
    (folder / "session.lock").unlink()
    store = Store.open(folder, read_only=True)
    assert not (folder / "session.lock").exists()
    store.close()


# what is no session


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file or folder"):
        Store.open(tmp_path / "nowhere")


def test_a_folder_without_a_session_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no session here"):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_session_json_that_is_missing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no session here"):
        Store.open(tmp_path / "session.json")


def test_another_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    with pytest.raises(StoreError, match="this is another file"):
        Store.open(tmp_path / "report.pdf")


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 500, b"[1, 2]", b'{"a": 1}', b"\xff\xfe{}", b"%PDF-1.7"])
def test_a_file_that_is_no_session_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "session.json").write_bytes(data)
    with pytest.raises(FacilitatorError, match="not a session"):
        Store.open(tmp_path)
    assert (tmp_path / "session.json").read_bytes() == data


def test_a_folder_called_session_json_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "session.json").mkdir()
    with pytest.raises(FacilitatorError):
        Store.open(tmp_path)


def test_a_lost_session_json_names_the_way_back(begin: Begin, folder: Path) -> None:
    crashed(begin)
    begin().close()
    (folder / "session.json").unlink()
    with pytest.raises(StoreError, match="facilitator repair"):
        Store.open(folder)


# written by another program


def edited(begin: Begin, folder: Path) -> None:
    """Changes a closed session with stock TinyDB."""
    crashed(begin)
    begin().close()
    with TinyDB(folder / "session.json") as db:
        db.table("items").update({"by": "hand"}, doc_ids=[2])


def test_a_file_that_another_program_changed_is_asked_about(begin: Begin, folder: Path) -> None:
    edited(begin, folder)
    before = (folder / "session.json").read_bytes()
    with pytest.raises(ForeignFile, match="another program has changed this file"):
        Store.open(folder)
    assert (folder / "session.json").read_bytes() == before


def test_after_the_question_the_lock_is_free(begin: Begin, folder: Path) -> None:
    edited(begin, folder)
    with pytest.raises(ForeignFile):
        Store.open(folder)
    store = Store.open(folder, adopt=True)
    assert store.read_only is None
    store.close()


def test_adopting_takes_the_changes_over_and_keeps_the_original(begin: Begin, folder: Path) -> None:
    edited(begin, folder)
    before = (folder / "session.json").read_bytes()
    store = Store.open(folder, adopt=True)
    assert codes(store) == ["adopted"]
    assert store.tables["items"][2] == {"n": 2, "by": "hand"}
    assert (folder / store.findings[0].params["file"]).read_bytes() == before
    store.commit([("items", 4, {})])
    store.close()
    assert Store.open(folder, read_only=True).findings == ()


def test_adopting_keeps_the_changes_of_a_journal_that_was_open(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {"n": 1})])
    store.checkpoint().result()
    store.commit([("items", 2, {"n": 2})])
    store.abandon()
    with TinyDB(folder / "session.json") as db:
        db.table("items").insert(Document({"by": "hand"}, 99))
    again = begin(adopt=True)
    assert again.tables["items"] == {1: {"n": 1}, 2: {"n": 2}, 99: {"by": "hand"}}


def test_a_plain_tinydb_file_can_be_adopted(tmp_path: Path) -> None:
    (tmp_path / "session.json").write_text(json.dumps({"_default": {"1": {"a": 1}}}))
    store = Store.open(tmp_path, adopt=True)
    assert contents(store) == {"_default": {1: {"a": 1}}}
    store.close()


def test_adopting_for_reading_changes_nothing(begin: Begin, folder: Path) -> None:
    edited(begin, folder)
    before = (folder / "session.json").read_bytes()
    store = Store.open(folder, adopt=True, read_only=True)
    assert store.tables["items"][2]["by"] == "hand"
    assert (folder / "session.json").read_bytes() == before


def test_what_cannot_be_kept_aside_is_not_adopted(begin: Begin, folder: Path, files: Faulty) -> None:
    import errno

    edited(begin, folder)
    before = (folder / "session.json").read_bytes()
    files.fail("create", errno.ENOSPC)
    store = begin(adopt=True)
    assert store.read_only == "cannot_write"
    assert (folder / "session.json").read_bytes() == before


@pytest.mark.parametrize(
    "meta",
    [
        {"generation": 10**20},
        {"generation": -4},
        {"schema": 0},
        {"schema": -1},
        {"head": "../../etc"},
        {"head": 7},
        {"summary": "no dict"},
        {"open": "perhaps"},
    ],
    ids=str,
)
def test_a_hidden_table_full_of_nonsense_is_harmless(begin: Begin, folder: Path, meta: dict[str, object]) -> None:
    crashed(begin)
    begin().close()
    data = json.loads((folder / "session.json").read_bytes())
    data["_meta"]["1"].update(meta)
    (folder / "session.json").write_text(json.dumps(data))
    store = begin(adopt=True)
    store.commit([("items", 9, {})])
    store.abandon()
    again = begin()
    assert set(again.tables["items"]) == {1, 2, 3, 9}
    assert codes(again) == ["recovered"]


def test_an_adopted_file_never_falls_back_to_the_session_before_it(begin: Begin, folder: Path) -> None:
    crashed(begin)
    for _ in range(4):
        begin().close()
    (folder / "session.json").write_text(json.dumps({"other": {"1": {"a": 1}}}))
    store = begin(adopt=True)
    store.commit([("other", 2, {})])
    store.abandon()
    (folder / "session.json").write_bytes(bytes(400))
    again = begin()
    assert again.read_only == "damaged"
    assert "damaged_file" not in codes(again)


# the summary


def test_the_summary_is_in_the_first_line_after_closing(begin: Begin) -> None:
    begin().close({"title": "Acme", "open_tasks": 3})
    assert begin().summary == {"title": "Acme", "open_tasks": 3}


def test_the_summary_is_written_at_a_checkpoint(begin: Begin, folder: Path) -> None:
    store = begin()
    store.summary = {"title": "Acme"}
    store.checkpoint().result()
    assert b'"Acme"' in (folder / "session.json").read_bytes()


def test_the_summary_is_a_copy(store: Store) -> None:
    given = {"list": [1]}
    store.summary = given
    given["list"].append(2)
    assert store.summary == {"list": [1]}
