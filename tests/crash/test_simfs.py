"""The simulated file system does what the tests need of it, and the search finds stores that are broken on purpose."""

import errno
import random
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.box_file import BoxFile
from facilitator.store.disk import Disk
from facilitator.store.notices import StoreError
from tests.crash.box_load import BoxLoad
from tests.crash.explore import explore
from tests.crash.medium import Medium
from tests.crash.simfs import Image, SimFs
from tests.crash.store_load import StoreLoad

FOLDER = Path("/a")
FILE = FOLDER / "f"


def left(fs: SimFs, limit: int = 1_000) -> list[Image]:
    """What a power cut can leave now."""
    medium = Medium(fs.image)
    for event in fs.log:
        medium.apply(event)
    return list(medium.images(random.Random(0), limit))


@pytest.fixture
def fs() -> SimFs:
    return SimFs(Image({}, frozenset({"/", "/a"})))


def test_a_file_reads_as_it_was_written(fs: SimFs) -> None:
    handle = fs.create(FILE)
    handle.write(b"one")
    handle.write(b"two")
    handle.truncate(4)
    handle.write(b"!")
    assert (fs.read(FILE), fs.head(FILE, 2), fs.names(FOLDER)) == (b"onet!", b"on", ["f"])


def test_a_missing_file_is_missing_and_one_that_is_there_is_not_made_again(fs: SimFs) -> None:
    for call in (fs.read, fs.append, lambda path: fs.replace(path, FOLDER / "g")):
        with pytest.raises(FileNotFoundError):
            call(FILE)
    fs.remove(FILE)
    fs.create(FILE)
    with pytest.raises(FileExistsError):
        fs.create(FILE)


def test_an_open_file_keeps_its_content_when_its_name_goes(fs: SimFs) -> None:
    handle = fs.create(FILE)
    other = fs.create(FOLDER / "g")
    other.write(b"other")
    fs.replace(FOLDER / "g", FILE)
    handle.write(b"lost")
    assert fs.read(FILE) == b"other"


def test_a_lock_is_taken_once(fs: SimFs) -> None:
    free = fs.lock(FOLDER / "lock")
    assert free is not None
    assert fs.lock(FOLDER / "lock") is None
    free()
    assert fs.lock(FOLDER / "lock") is not None


def test_what_is_synced_with_its_folder_is_in_every_crash_state(fs: SimFs) -> None:
    handle = fs.create(FILE)
    handle.write(b"x" * 2_000)
    handle.sync()
    fs.sync_folder(FOLDER)
    assert {image.files["/a/f"] for image in left(fs)} == {b"x" * 2_000}


def test_a_name_is_not_certain_before_its_folder_is_synced(fs: SimFs) -> None:
    fs.create(FILE).sync()
    assert {"/a/f" in image.files for image in left(fs)} == {True, False}


def test_of_unsynced_bytes_every_set_of_sectors_may_be_left(fs: SimFs) -> None:
    handle = fs.create(FILE)
    handle.sync()
    fs.sync_folder(FOLDER)
    handle.write(b"a" * 512 + b"b" * 512)
    found = {image.files["/a/f"] for image in left(fs)}
    sectors = {b"", b"a" * 512, bytes(512) + b"b" * 512, b"a" * 512 + b"b" * 512}
    assert found > sectors  # the others are torn


def test_a_rename_is_there_or_not_but_never_half(fs: SimFs) -> None:
    for name, content in (("f", b"old"), ("g", b"new")):
        handle = fs.create(FOLDER / name)
        handle.write(content)
        handle.sync()
    fs.sync_folder(FOLDER)
    fs.replace(FOLDER / "g", FILE)
    assert sorted(sorted(image.files.items()) for image in left(fs)) == [
        [("/a/f", b"new")],
        [("/a/f", b"old"), ("/a/g", b"new")],
    ]


def test_a_later_rename_may_survive_an_earlier_one(fs: SimFs) -> None:
    fs.create(FILE).sync()
    fs.create(FOLDER / "g").sync()
    names = {tuple(image.files) for image in left(fs)}
    assert names == {(), ("/a/f",), ("/a/g",), ("/a/f", "/a/g")}


def test_a_file_in_a_folder_that_is_not_certain_may_be_gone_with_it(fs: SimFs) -> None:
    fs.make_folder(FOLDER / "b")
    fs.create(FOLDER / "b" / "f").sync()
    fs.sync_folder(FOLDER / "b")
    assert {tuple(image.files) for image in left(fs)} == {(), ("/a/b/f",)}


def test_a_failed_write_leaves_the_part_that_got_through(fs: SimFs) -> None:
    handle = fs.create(FILE)

    def full(name: str, _path: str) -> OSError | None:
        error = OSError(errno.ENOSPC, "full")
        error.written = 2  # type: ignore[attr-defined]
        return error if name == "write" else None

    fs.fault = full
    with pytest.raises(OSError, match="full"):
        handle.write(b"abc")
    assert fs.read(FILE) == b"ab"


def test_a_kernel_that_drops_pages_never_writes_them(fs: SimFs) -> None:
    handle = fs.create(FILE)
    handle.write(b"x")
    fs.sync_folder(FOLDER)
    fs.dropping, fs.fault = True, lambda name, _path: OSError(errno.EIO, "bad") if name == "sync" else None
    with pytest.raises(OSError, match="bad"):
        handle.sync()
    fs.fault = None
    handle.sync()
    assert fs.read(FILE) == b"x"
    assert {image.files["/a/f"] for image in left(fs)} == {b""}


class Careless(SimFs):
    """Forgets to do one thing."""

    forgets = ""

    def sync_folder(self, folder: Path) -> None:
        if self.forgets != "sync_folder":
            super().sync_folder(folder)

    def create(self, path: Path) -> Any:
        return self._careless(super().create(path))

    def append(self, path: Path) -> Any:
        return self._careless(super().append(path))

    def _careless(self, handle: Any) -> Any:
        if self.forgets == "sync":
            handle.sync = lambda: None
        return handle


@pytest.mark.parametrize("forgets", ["sync", "sync_folder"])
@pytest.mark.parametrize("load", ["tests.crash.store_load.SimFs", "tests.crash.box_load.SimFs"])
def test_a_file_system_that_does_not_sync_is_found_out(
    forgets: str, load: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Careless, "forgets", forgets)
    monkeypatch.setattr(load, Careless)
    with pytest.raises((AssertionError, StoreError)):
        explore(StoreLoad if "store" in load else BoxLoad, 3_000)


def test_a_store_that_acknowledges_before_the_sync_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def early(disk: Any, payloads: Any) -> None:
        handle, disk._journal.sync = disk._journal, lambda: None
        append(disk, payloads)
        del handle.sync

    append = Disk.append
    monkeypatch.setattr(Disk, "append", early)
    with pytest.raises(AssertionError):
        explore(StoreLoad, 3_000)


def test_a_box_that_writes_on_after_a_torn_end_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    load = BoxFile.load

    def trusting(file: Any) -> Any:
        reading = load(file)
        file._clean = True
        return reading

    monkeypatch.setattr(BoxFile, "load", trusting)
    with pytest.raises((AssertionError, StoreError)):
        explore(BoxLoad, 3_000)
