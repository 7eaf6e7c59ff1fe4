"""Former checkpoints stay for a while, with the journal that goes with each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store import checkpoint
from facilitator.store.files import RealFiles
from facilitator.store.store import Store
from tests.store.faults import Faulty

Begin = Callable[..., Store]


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "copies").iterdir())


def test_a_checkpoint_keeps_the_one_before_and_its_journal(store: Store, folder: Path) -> None:
    store.commit([("items", 1, {"a": "first"})])
    before = (folder / "session.json").read_bytes()
    wal = (folder / "session.wal-1").read_bytes()
    store.checkpoint().result()
    assert kept(folder) == ["session-000001.json", "session-000001.wal"]
    assert (folder / "copies" / "session-000001.json").read_bytes() == before
    assert (folder / "copies" / "session-000001.wal").read_bytes() == wal


def test_a_checkpoint_goes_in_the_order_that_survives_a_power_cut_at_any_step(store: Store, files: Faulty) -> None:
    store.commit([("items", 1, {})])
    files.calls.clear()
    store.checkpoint().result()
    steps = [call for call in files.calls if call[0] in ("create", "write", "sync", "sync_folder", "link", "replace")]
    assert steps == [
        ("create", "session.wal-2"),
        ("write", "session.wal-2"),
        ("sync", "session.wal-2"),
        ("sync_folder", "acme"),
        ("create", "session.json.new"),
        ("write", "session.json.new"),
        ("sync", "session.json.new"),
        ("link", "session-000001.json"),
        ("sync_folder", "copies"),
        ("replace", "session.json"),
        ("sync_folder", "acme"),
        ("replace", "session-000001.wal"),
    ]


def test_a_new_session_reaches_the_medium_with_all_folders_above_it(files: Faulty, folder: Path) -> None:
    Store.create(folder, files=files).abandon()
    synced = [name for call, name in files.calls if call == "sync_folder"]
    assert synced[:2] == [folder.parent.parent.name, folder.parent.name]


def test_three_of_them_stay(store: Store, folder: Path) -> None:
    for number in range(8):
        store.commit([("items", number, {})])
        store.checkpoint().result()
    assert kept(folder) == [f"session-00000{n}.{suffix}" for n in (6, 7, 8) for suffix in ("json", "wal")]


def test_the_newest_first_has_every_change(store: Store, folder: Path) -> None:
    for number in range(5):
        store.commit([("items", number, {})])
        store.checkpoint().result()
    for path in (folder / "copies").glob("*.json"):
        meta, tables = checkpoint.read(path.read_bytes())
        assert len(tables.get("items", {})) == meta.generation - 1


def test_where_there_are_no_hard_links_the_file_is_copied(begin: Begin, folder: Path) -> None:
    class NoLinks(Faulty):
        """A stick formatted as exFAT."""

        def link(self, source: Path, target: Path) -> None:
            self.check("link", target)
            self._copy(source, target)

    store = begin(files=NoLinks())
    store.commit([("items", 1, {})])
    before = (folder / "session.json").read_bytes()
    store.checkpoint().result()
    copy = folder / "copies" / "session-000001.json"
    assert copy.read_bytes() == before
    assert copy.stat().st_nlink == 1


def test_a_copy_is_never_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    def broken(*_: object) -> None:
        raise OSError(28, "no space left")

    (tmp_path / "a").write_bytes(b"whole")
    monkeypatch.setattr(shutil, "copyfileobj", broken)
    with pytest.raises(OSError, match="no space"):
        RealFiles()._copy(tmp_path / "a", tmp_path / "b")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_writing_into_session_json_does_not_reach_the_copies(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {})])
    store.close()
    copy = folder / "copies" / "session-000001.json"
    before = copy.read_bytes()
    with (folder / "session.json").open("r+b") as file:
        file.write(b"x" * 100)
    assert copy.read_bytes() == before
