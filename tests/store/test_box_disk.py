"""A ballot box on a disk that fails: nothing is acknowledged, nothing is lost, and it goes on by itself."""

import errno
import shutil
import threading
from pathlib import Path

import pytest

from facilitator.store.box import Box, CannotSave
from facilitator.store.files import Handle, RealFiles

ROUND = "0AZ4K9T2M7QX1"


class Disk(RealFiles):
    """Real files of which some calls can be made to fail."""

    def __init__(self) -> None:
        self.failing: set[str] = set()
        self.calls: list[str] = []
        self.recovered = threading.Event()

    def check(self, name: str, number: int = errno.ENOSPC) -> None:
        self.calls.append(name)
        if name in self.failing:
            raise OSError(number, "no room")

    def create(self, path: Path) -> Handle:
        self.check("create")
        return FailingHandle(self, super().create(path))

    def append(self, path: Path) -> Handle:
        self.check("append")
        return FailingHandle(self, super().append(path))

    def replace(self, source: Path, target: Path) -> None:
        self.check("replace")
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self.check("sync_folder")
        super().sync_folder(folder)
        self.recovered.set()

    def make_folder(self, folder: Path) -> None:
        self.check("make_folder")
        super().make_folder(folder)


class FailingHandle:
    def __init__(self, disk: Disk, handle: Handle) -> None:
        self._disk, self._handle = disk, handle

    def write(self, data: bytes) -> None:
        if "write" in self._disk.failing:
            self._handle.write(data[: len(data) // 2])
        self._disk.check("write")
        self._handle.write(data)

    def sync(self) -> None:
        self._disk.check("sync", errno.EIO)
        self._handle.sync()

    def truncate(self, size: int) -> None:
        self._handle.truncate(size)

    def close(self) -> None:
        self._handle.close()


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rounds"


def test_what_the_disk_does_not_take_is_not_acknowledged(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "kept", source="phone").result()
    disk.failing = {"write"}
    with pytest.raises(CannotSave, match="disk is full"):
        box.cast("seat 1", "not kept", source="phone").result()
    assert [value for _, value in box.waiting()] == ["kept"]
    box.stop()


@pytest.mark.parametrize("call", ["write", "sync"])
def test_after_an_error_the_file_is_not_written_again(disk: Disk, folder: Path, call: str) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "a", source="phone").result()
    inode = (folder / f"{ROUND}.box").stat().st_ino
    old = folder / "old"
    old.hardlink_to(folder / f"{ROUND}.box")
    disk.failing = {call}
    assert box.cast("seat 2", "b", source="phone").exception() is not None
    left = old.read_bytes()
    disk.failing = set()
    box.cast("seat 3", "c", source="phone").result()
    assert old.read_bytes() == left
    assert (folder / f"{ROUND}.box").stat().st_ino != inode
    box.stop()


@pytest.mark.parametrize("call", ["create", "write", "sync", "replace", "sync_folder", "append"])
def test_when_there_is_room_again_it_goes_on(disk: Disk, folder: Path, call: str) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "a", source="phone").result()
    disk.failing = {"write"}
    assert box.cast("seat 2", "b", source="phone", nonce="n").exception() is not None
    disk.failing = {call}
    assert box.cast("seat 2", "b", source="phone", nonce="n").exception() is not None
    disk.failing = set()
    assert box.cast("seat 2", "b", source="phone", nonce="n").result().version == 1
    box.stop()
    later = Box.open(folder, ROUND)
    assert sorted(value for _, value in later.waiting()) == ["a", "b"]
    assert [path.name for path in folder.iterdir()] == [f"{ROUND}.box"]
    later.stop()


def test_it_tries_again_by_itself(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk, retry=0.001)
    disk.failing = {"write"}
    assert box.cast("seat 1", "a", source="phone").exception() is not None
    assert box.problem is not None
    assert box.problem.code == "full"
    disk.recovered.clear()
    disk.failing = set()
    assert disk.recovered.wait(30)
    box.note("any", 1).result()
    assert box.problem is None
    box.stop()


def test_a_refused_group_that_reached_the_file_does_not_count(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    disk.failing = {"sync"}
    assert box.cast("seat 1", "a", source="phone").exception() is not None
    disk.failing = set()
    box.close().result()
    assert box.ballots() == []
    box.stop()


@pytest.mark.parametrize("call", ["write", "sync"])
def test_what_was_refused_is_not_found_at_the_next_opening(disk: Disk, folder: Path, call: str) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "a", source="phone").result()
    disk.failing = {call, "create"}
    assert box.cast("seat 2", "b", source="phone").exception() is not None
    box.stop()
    box = Box.open(folder, ROUND)
    assert ([value for _, value in box.waiting()], box.dropped) == (["a"], 0)
    box.stop()


def test_a_close_that_is_not_on_disk_does_not_close(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    disk.failing = {"sync"}
    assert isinstance(box.close().exception(), CannotSave)
    assert box.state == "open"
    disk.failing = set()
    box.close().result()
    assert box.state == "closed"
    box.stop()


@pytest.mark.parametrize("call", ["create", "write", "sync", "replace", "sync_folder"])
def test_a_seal_that_fails_loses_nothing_and_can_be_repeated(disk: Disk, folder: Path, call: str) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "a", source="phone").result()
    box.close().result()
    disk.failing = {call}
    assert isinstance(box.seal({"a": 1}).exception(), CannotSave)
    assert ([ballot.value for ballot in box.ballots()], box.sealed) == (["a"], None)
    disk.failing = set()
    assert box.seal({"a": 1}).result().ballots == 1
    assert [path.name for path in folder.iterdir()] == [f"{ROUND}.box"]
    box.stop()


@pytest.mark.parametrize("call", ["make_folder", "create", "write", "sync", "replace", "sync_folder"])
def test_a_box_that_cannot_be_made_leaves_nothing_behind(disk: Disk, folder: Path, call: str) -> None:
    disk.failing = {call}
    with pytest.raises(CannotSave):
        Box.create(folder, ROUND, {}, files=disk)
    assert not folder.exists() or not list(folder.iterdir())
    disk.failing = set()
    Box.create(folder, ROUND, {}, files=disk).stop()


@pytest.mark.parametrize("call", ["append", "sync", "sync_folder"])
def test_a_box_opens_on_a_disk_that_takes_nothing(disk: Disk, folder: Path, call: str) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.cast("seat 1", "a", source="phone").result()
    box.stop()
    disk.failing = {call}
    box = Box.open(folder, ROUND, files=disk, retry=0.001)
    assert [value for _, value in box.waiting()] == ["a"]
    assert box.problem is not None
    disk.failing = set()
    box.cast("seat 2", "b", source="phone").result()
    assert box.problem is None
    box.stop()


def test_a_torn_box_opens_on_a_full_disk(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {})
    box.cast("seat 1", "a", source="phone").result()
    box.cast("seat 2", "b", source="phone").result()
    box.stop()
    file = folder / f"{ROUND}.box"
    file.write_bytes(file.read_bytes()[:-9])
    disk.failing = {"write"}
    box = Box.open(folder, ROUND, files=disk)
    assert [value for _, value in box.waiting()] == ["a"]
    assert [path.name for path in folder.iterdir()] == [file.name]
    disk.failing = set()
    box.close().result()
    assert len(list(folder.iterdir())) == 2
    box.stop()


def test_a_folder_that_is_gone_is_not_made_again_somewhere(folder: Path, tmp_path: Path) -> None:
    box = Box.create(folder, ROUND, {})
    box.cast("seat 1", "a", source="phone").result()
    shutil.move(folder, tmp_path / "elsewhere")
    with pytest.raises(CannotSave, match="is gone"):
        box.cast("seat 2", "b", source="phone").result()
    assert not folder.exists()
    shutil.move(tmp_path / "elsewhere", folder)
    box.cast("seat 2", "b", source="phone").result()
    assert box.standing().ballots == 2
    box.stop()


def test_a_refusal_is_told_even_while_the_disk_fails(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.close().result()
    box._writer._file.release()
    disk.failing = {"append"}
    with pytest.raises(Exception, match="closed"):
        box.cast("seat 1", "a", source="phone").result()
    box.stop()


def test_a_ballot_is_synced_before_it_is_acknowledged(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    box.note("first", 1).result()
    disk.calls.clear()
    box.cast("seat 1", "a", source="phone").result()
    assert disk.calls == ["write", "sync"]
    box.stop()


def test_a_ballot_sent_again_is_not_acknowledged_before_it_is_known_to_be_on_disk(disk: Disk, folder: Path) -> None:
    box = Box.create(folder, ROUND, {}, files=disk)
    receipt = box.cast("seat 1", "a", source="phone", nonce="n").result()
    box.stop()
    disk.failing = {"sync"}
    box = Box.open(folder, ROUND, files=disk)
    with pytest.raises(CannotSave):
        box.cast("seat 1", "a", source="phone", nonce="n").result()
    disk.failing = set()
    assert box.cast("seat 1", "a", source="phone", nonce="n").result() == receipt
    box.stop()
