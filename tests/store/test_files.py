"""Real files: what the store relies on."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from facilitator.store import files as module
from facilitator.store.files import REAL, RealFiles


def test_a_file_is_created_once(tmp_path: Path) -> None:
    REAL.create(tmp_path / "a").close()
    with pytest.raises(FileExistsError):
        REAL.create(tmp_path / "a")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    REAL.make_folder(tmp_path / "x" / "y")
    REAL.create(tmp_path / "x" / "y" / "a").close()
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("x", "x/y", "x/y/a")] == [0o700, 0o700, 0o600]


def test_writing_goes_on_where_it_ended(tmp_path: Path) -> None:
    handle = REAL.create(tmp_path / "a")
    handle.write(b"one\r\n")
    handle.sync()
    handle.close()
    handle = REAL.append(tmp_path / "a")
    handle.write(b"two")
    handle.close()
    assert REAL.read(tmp_path / "a") == b"one\r\ntwo"


def test_after_cutting_the_next_write_goes_to_the_new_end(tmp_path: Path) -> None:
    handle = REAL.create(tmp_path / "a")
    handle.write(b"keep this, not that")
    handle.truncate(9)
    handle.write(b"!")
    handle.close()
    assert REAL.read(tmp_path / "a") == b"keep this!"


def test_appending_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        REAL.append(tmp_path / "a")


def test_a_write_in_several_parts_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: whole(descriptor, data[:3]))
    handle = REAL.create(tmp_path / "a")
    handle.write(b"ten bytes!")
    handle.close()
    assert REAL.read(tmp_path / "a") == b"ten bytes!"


def test_the_head_of_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    assert (REAL.head(tmp_path / "a", 4), REAL.head(tmp_path / "a", 99)) == (b"0123", b"0123456789")
    with pytest.raises(FileNotFoundError):
        REAL.head(tmp_path / "b", 4)


def test_names_are_sorted_and_none_in_a_missing_folder(tmp_path: Path) -> None:
    for name in "bca":
        (tmp_path / name).touch()
    assert (REAL.names(tmp_path), REAL.names(tmp_path / "none")) == (["a", "b", "c"], [])


def test_making_a_folder_that_is_there_is_fine(tmp_path: Path) -> None:
    REAL.make_folder(tmp_path)
    REAL.make_folder(tmp_path / "x")
    REAL.make_folder(tmp_path / "x")


def test_removing_what_is_not_there_is_fine(tmp_path: Path) -> None:
    REAL.remove(tmp_path / "a")


def test_a_link_is_a_second_name(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    REAL.link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").stat().st_ino == (tmp_path / "a").stat().st_ino


def test_a_link_never_replaces(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(name.encode())
    with pytest.raises(FileExistsError):
        REAL.link(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize("error", [errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK])
def test_without_hard_links_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_bytes(b"content")
    REAL.link(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"content"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_failing_disk_is_not_taken_for_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "a").write_bytes(b"content")
    with pytest.raises(OSError, match="input/output"):
        REAL.link(tmp_path / "a", tmp_path / "b")


class Busy(OSError):
    """What Windows raises while a virus scanner holds a file."""

    winerror = 32  # type: ignore[assignment]


def test_a_busy_file_on_windows_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    replace = os.replace

    def busy(source: Any, target: Any) -> None:
        if len(waited) < 3:
            raise Busy
        replace(source, target)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(module.time, "sleep", waited.append)
    (tmp_path / "a").write_bytes(b"new")
    REAL.replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"new"
    assert len(waited) == 3


def test_a_file_that_stays_busy_is_an_error_after_two_and_a_half_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def busy(*_: object) -> None:
        raise Busy

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(module.time, "sleep", waited.append)
    with pytest.raises(Busy):
        REAL.replace(tmp_path / "a", tmp_path / "b")
    assert 2.0 <= sum(waited) <= 2.5


def test_another_error_of_a_replace_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda _: pytest.fail("waited"))
    with pytest.raises(FileNotFoundError):
        REAL.replace(tmp_path / "a", tmp_path / "b")


def test_a_file_system_without_folder_sync_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EINVAL, "no such call")

    monkeypatch.setattr(os, "fsync", refuse)
    REAL.sync_folder(tmp_path)


def test_a_folder_that_cannot_be_synced_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="input/output"):
        REAL.sync_folder(tmp_path)


def test_a_lock_is_given_once_and_again_when_freed(tmp_path: Path) -> None:
    free = REAL.lock(tmp_path / "lock")
    assert free is not None
    assert RealFiles().lock(tmp_path / "lock") is None
    free()
    again = REAL.lock(tmp_path / "lock")
    assert again is not None
    again()


def test_freeing_a_lock_leaves_its_file(tmp_path: Path) -> None:
    free = REAL.lock(tmp_path / "lock")
    assert free is not None
    free()
    assert (tmp_path / "lock").exists()
