"""A session's folder goes in one step, and with it nothing that is somebody else's."""

from pathlib import Path

import pytest

from facilitator.store.notices import StoreError
from facilitator.store.peek import summaries
from facilitator.store.places import find_session
from facilitator.store.removal import remove_session, strangers, sweep
from facilitator.store.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed session with copies and a box."""
    store = Store.create(tmp_path / "sessions" / "first")
    store.commit([("items", 1, {"n": 1})])
    store.checkpoint().result()
    store.close()
    (store.folder / "rounds").mkdir()
    (store.folder / "rounds" / "A.box").write_bytes(b"?")
    return store.folder


def left_over(folder: Path) -> Path:
    """What a kill in the middle of a removal leaves."""
    return folder.rename(folder.with_name(".first.removed-0123abcd"))


def test_a_session_is_removed_with_everything_in_it(folder: Path) -> None:
    remove_session(folder)
    assert list(folder.parent.iterdir()) == []


def test_nothing_in_the_folder_is_a_stranger(folder: Path) -> None:
    assert strangers(folder) == []


@pytest.mark.parametrize("name", ["wall.jpg", "notes", ".git", "session.txt", "session.wal-x"])
def test_what_is_not_the_programs_keeps_the_session(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    with pytest.raises(StoreError, match=f"no part of the session: {name}"):
        remove_session(folder)
    assert (folder / "session.json").exists()


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "._session.json"])
def test_litter_of_file_managers_goes_with_it(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"?")
    remove_session(folder)
    assert list(folder.parent.iterdir()) == []


def test_an_open_session_stays(folder: Path) -> None:
    store = Store.open(folder)
    with pytest.raises(StoreError, match="open in another program"):
        remove_session(folder)
    store.close()
    assert (folder / "session.json").exists()


def test_a_session_that_is_another_now_stays(folder: Path) -> None:
    with pytest.raises(StoreError, match="changed meanwhile"):
        remove_session(folder, only=lambda tables: tables == {})
    assert (folder / "session.json").exists()
    remove_session(folder, only=lambda tables: tables == {"items": {1: {"n": 1}}})
    assert not folder.exists()


def test_a_session_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file or folder"):
        remove_session(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_removal_left_is_no_session_and_is_swept(folder: Path) -> None:
    left = left_over(folder)
    assert summaries(left.parent) == []
    sweep(left.parent)
    assert list(left.parent.iterdir()) == []


def test_what_is_left_is_not_found_by_a_part_of_its_name(folder: Path, tmp_path: Path) -> None:
    left_over(folder)
    assert find_session(tmp_path, "first") == Path("first").absolute()


def test_sweeping_leaves_sessions_alone(folder: Path) -> None:
    sweep(folder.parent)
    sweep(folder.parent / "none")
    assert (folder / "session.json").exists()
