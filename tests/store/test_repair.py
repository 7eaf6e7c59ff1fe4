"""A damaged session opens read-only with what can be proved, and repair gets back what there is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store.store import CannotSave, ForeignFile, Store, StoreError, repair
from tests.store.conftest import codes, contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]
FIVE = {"items": {number: {"n": number} for number in range(1, 6)}}


def crashed(begin: Begin) -> None:
    """Two changes in session.json, three in its journal."""
    store = begin()
    for number in (1, 2):
        store.commit([("items", number, {"n": number})])
    store.checkpoint().result()
    for number in (3, 4, 5):
        store.commit([("items", number, {"n": number})])
    store.abandon()


def closed(begin: Begin) -> None:
    """All of them in session.json."""
    crashed(begin)
    begin().close()


def damage(path: Path, text: bytes) -> bytes:
    """Flips a bit of a text in a file; the bytes as they are now."""
    data = path.read_bytes()
    position = data.index(text)
    data = data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]
    path.write_bytes(data)
    return data


def names(findings: object) -> list[str]:
    return [finding.code for finding in findings]  # type: ignore[attr-defined]


def test_a_sound_session_needs_no_repair(begin: Begin, folder: Path) -> None:
    for leave in (crashed, closed):
        leave(begin)
        before = (folder / "session.json").read_bytes()
        assert repair(folder) == []
        assert (folder / "session.json").read_bytes() == before


# the journal


def test_a_damaged_journal_opens_for_reading_with_what_it_proves(begin: Begin, folder: Path) -> None:
    crashed(begin)
    damage(folder / "session.wal-2", b'"n":4')
    store = begin()
    assert store.read_only == "damaged"
    assert set(store.tables["items"]) == {1, 2, 3}
    assert store.findings[-1].params == {"file": "session.wal-2", "changes": 1, "behind": 1}


def test_a_damaged_session_is_not_changed_by_opening_it(begin: Begin, folder: Path) -> None:
    crashed(begin)
    data = damage(folder / "session.wal-2", b'"n":4')
    store = begin()
    with pytest.raises(CannotSave):
        store.commit([("items", 9, {})])
    store.close()
    assert (folder / "session.wal-2").read_bytes() == data


def test_repair_leaves_the_damaged_change_out_and_keeps_those_behind(begin: Begin, folder: Path) -> None:
    crashed(begin)
    data = damage(folder / "session.wal-2", b'"n":4')
    found = repair(folder)
    assert names(found) == ["kept", "skipped"]
    assert found[1].params == {"changes": 1}
    assert (folder / found[0].params["file"]).read_bytes() == data
    store = begin()
    assert (store.read_only, set(store.tables["items"])) == (None, {1, 2, 3, 5})


def test_a_damaged_digest_costs_nothing(begin: Begin, folder: Path) -> None:
    crashed(begin)
    wal = folder / "session.wal-2"
    line = wal.read_bytes().splitlines()[2]
    damage(wal, line[:8])
    store = begin()
    assert (store.read_only, contents(store)) == ("damaged", FIVE)
    assert names(repair(folder)) == ["kept", "mended"]
    assert contents(begin()) == FIVE


def test_a_damaged_first_line_costs_nothing(begin: Begin, folder: Path) -> None:
    crashed(begin)
    damage(folder / "session.wal-2", b'"generation":2')
    assert begin().read_only == "damaged"
    repair(folder)
    assert contents(begin()) == FIVE


def test_an_empty_journal_is_said(begin: Begin, folder: Path) -> None:
    crashed(begin)
    (folder / "session.wal-2").write_bytes(b"")
    store = begin()
    assert (store.read_only, set(store.tables["items"])) == ("damaged", {1, 2})


def test_a_journal_of_another_state_is_said_and_kept(begin: Begin, folder: Path) -> None:
    crashed(begin)
    data = (folder / "session.wal-2").read_bytes()
    (folder / "session.json").write_bytes((folder / "copies" / "session-000001.json").read_bytes())
    (folder / "session.wal-2").rename(folder / "session.wal-1")
    store = begin()
    assert store.read_only == "damaged"
    assert "alien_journal" in codes(store)
    found = repair(folder)
    assert names(found) == ["kept", "alien_journal"]
    assert (folder / found[0].params["file"]).read_bytes() == data
    assert begin().read_only is None


def test_an_older_session_json_put_back_goes_on_through_its_journals(begin: Begin, folder: Path) -> None:
    crashed(begin)
    copies = folder / "copies"
    (folder / "session.json").write_bytes((copies / "session-000001.json").read_bytes())
    shutil.copy(copies / "session-000001.wal", folder / "session.wal-1")
    assert contents(begin()) == FIVE


# session.json


@pytest.mark.parametrize("leave", [crashed, closed])
@pytest.mark.parametrize("text", [b'{"n":1}', b'"items":{', b"}}\n"])
def test_a_damaged_session_json_is_proved_by_its_copies(
    begin: Begin, folder: Path, leave: Callable[[Begin], None], text: bytes
) -> None:
    leave(begin)
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(text, b"\x00" * len(text), 1))
    damaged = path.read_bytes()
    store = begin()
    assert (store.read_only, codes(store), contents(store)) == ("damaged", ["damaged_file"], FIVE)
    store.close()
    found = repair(folder)
    assert names(found)[:2] == ["rebuilt", "kept"]
    assert (folder / found[1].params["file"]).read_bytes() == damaged
    again = begin()
    assert (again.read_only, again.findings, contents(again)) == (None, (), FIVE)


def test_a_damaged_first_line_is_proved_by_the_rest(begin: Begin, folder: Path) -> None:
    closed(begin)
    path = folder / "session.json"
    path.write_bytes(b"\x00" * 40 + path.read_bytes()[40:])
    store = begin()
    assert (codes(store), contents(store)) == (["damaged_file"], FIVE)


def test_a_missing_session_json_is_rebuilt(begin: Begin, folder: Path) -> None:
    crashed(begin)
    (folder / "session.json").unlink()
    assert names(repair(folder)) == ["rebuilt"]
    assert contents(Store.open(folder, read_only=True)) == FIVE


def test_a_readable_but_changed_file_can_go_back_to_what_was_saved(begin: Begin, folder: Path) -> None:
    closed(begin)
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":3}', b'{"n":7}'))
    with pytest.raises(ForeignFile):
        begin()
    assert "rebuilt" in names(repair(folder))
    assert contents(begin()) == FIVE


def test_without_copies_a_changed_file_is_left_to_the_question(begin: Begin, folder: Path) -> None:
    closed(begin)
    shutil.rmtree(folder / "copies")
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":3}', b'{"n":7}'))
    with pytest.raises(ForeignFile):
        repair(folder)


def test_a_changed_file_with_a_damaged_journal_is_taken_as_it_is(begin: Begin, folder: Path) -> None:
    crashed(begin)
    shutil.rmtree(folder / "copies")
    damage(folder / "session.wal-2", b'"n":4')
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b'{"n":7}'))
    assert begin(adopt=True).read_only == "damaged"
    assert "unproven" in names(repair(folder))
    store = begin()
    assert (store.read_only, set(store.tables["items"])) == (None, {1, 2, 3, 5})
    assert store.tables["items"][1] == {"n": 7}


def test_without_copies_repair_saves_what_is_readable(begin: Begin, folder: Path) -> None:
    closed(begin)
    shutil.rmtree(folder / "copies")
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":3}', b"\x00\x00\x00\x00\x00\x00\x00"))
    with pytest.raises(StoreError, match="facilitator repair"):
        begin()
    found = repair(folder)
    assert found[0].params == {"documents": 4}
    store = Store.open(folder)
    assert set(store.tables["items"]) == {1, 2, 4, 5}
    store.close()


def test_the_journal_is_put_on_what_was_readable(begin: Begin, folder: Path) -> None:
    crashed(begin)
    shutil.rmtree(folder / "copies")
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b"\x00\x00\x00\x00\x00\x00\x00"))
    assert "salvaged" in names(repair(folder))
    assert set(Store.open(folder, read_only=True).tables["items"]) == {2, 3, 4, 5}


def test_a_truncated_file_without_copies_gives_its_beginning(begin: Begin, folder: Path) -> None:
    closed(begin)
    shutil.rmtree(folder / "copies")
    path = folder / "session.json"
    path.write_bytes(path.read_bytes()[: path.read_bytes().index(b'"4"')])
    repair(folder)
    assert set(Store.open(folder, read_only=True).tables["items"]) == {1, 2, 3}


def test_when_copies_prove_only_a_part_that_is_shown_and_said(begin: Begin, folder: Path) -> None:
    crashed(begin)
    (folder / "copies" / "session-000001.wal").unlink()
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b"\x00\x00\x00\x00\x00\x00\x00"))
    store = begin()
    assert (store.read_only, codes(store)) == ("damaged", ["damaged_part"])
    store.close()
    assert "salvaged" in names(repair(folder))
    assert set(begin().tables["items"]) == {2, 3, 4, 5}


def test_copies_that_miss_the_last_changes_are_never_called_everything(begin: Begin, folder: Path) -> None:
    closed(begin)
    for path in (folder / "copies").glob("*.wal"):
        path.unlink()
    (folder / "copies" / "session-000003.json").unlink()
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b"\x00\x00\x00\x00\x00\x00\x00"))
    store = begin()
    assert (codes(store), set(store.tables["items"])) == (["damaged_part"], {1, 2})


def test_changes_behind_a_damage_are_put_on_what_was_readable(begin: Begin, folder: Path) -> None:
    crashed(begin)
    shutil.rmtree(folder / "copies")
    damage(folder / "session.wal-2", b'"n":4')
    path = folder / "session.json"
    path.write_bytes(path.read_bytes().replace(b'{"n":1}', b"\x00\x00\x00\x00\x00\x00\x00"))
    found = repair(folder)
    assert names(found) == ["salvaged", "kept", "damaged"]
    assert b'"n"' in (folder / found[2].params["file"]).read_bytes()
    assert set(Store.open(folder, read_only=True).tables["items"]) == {2, 3, 5}


def test_what_is_kept_aside_is_on_the_medium_before_anything_is_overwritten(begin: Begin, folder: Path) -> None:
    crashed(begin)
    damage(folder / "session.wal-2", b'"n":4')
    files = Faulty()
    repair(folder, files=files)
    calls = [call for call in files.calls if call[0] in ("sync", "sync_folder", "replace")]
    assert calls[:3] == [
        ("sync", "damaged-session.wal-2-1.part"),
        ("replace", "damaged-session.wal-2-1"),
        ("sync_folder", "copies"),
    ]


def test_when_nothing_is_left_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "session.json").write_bytes(bytes(3_000))
    with pytest.raises(StoreError, match="nothing readable is left"):
        repair(tmp_path)
    assert (tmp_path / "session.json").read_bytes() == bytes(3_000)


def test_where_no_session_is_there_is_nothing_to_repair(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no session here"):
        repair(tmp_path)
    with pytest.raises(StoreError):
        repair(tmp_path / "nowhere")


def test_an_open_session_is_not_repaired(begin: Begin, folder: Path) -> None:
    begin()
    with pytest.raises(StoreError, match="close it there first"):
        repair(folder)


def test_repairing_twice_does_nothing_more(begin: Begin, folder: Path) -> None:
    crashed(begin)
    damage(folder / "session.wal-2", b'"n":4')
    repair(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert repair(folder) == []
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_after_a_repair_the_session_is_closed(begin: Begin, folder: Path) -> None:
    crashed(begin)
    damage(folder / "session.wal-2", b'"n":4')
    repair(folder)
    assert list(folder.glob("session.wal-*")) == []
    assert begin().findings == ()
