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


@pytest.mark.parametrize("name", ["copies/holiday.jpg", "copies/old", "rounds/list.txt"])
def test_nor_do_files_of_somebody_else_go_with_its_copies_and_boxes(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"?")
    with pytest.raises(StoreError, match=f"no part of the session: {name}"):
        remove_session(folder)
    assert (folder / name).exists()


@pytest.mark.parametrize("names", [(), ("copies/holiday.jpg",), ("rounds/A.box",), ("session.lock",)])
def test_a_folder_that_is_no_session_is_left_alone(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "copies").mkdir()
    (tmp_path / "rounds").mkdir()
    for name in names:
        (tmp_path / name).write_bytes(b"?")
    with pytest.raises(StoreError, match="no session here"):
        remove_session(tmp_path)
    assert all((tmp_path / name).exists() for name in names)


def test_what_damage_left_of_a_session_can_be_removed(folder: Path) -> None:
    (folder / "session.json").unlink()
    remove_session(folder)
    assert not folder.exists()


def test_many_files_of_somebody_else_are_not_all_named(folder: Path) -> None:
    for number in range(30):
        (folder / f"photo{number:02}.jpg").write_bytes(b"?")
    with pytest.raises(StoreError, match=r"photo07\.jpg, …\. Move"):
        remove_session(folder)


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
