"""The one small object through which every file operation of the store goes.

Real files are ``REAL``; tests put a simulated file system in its place. Whatever cannot be done raises
``OSError``.
"""

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

_NO_HARD_LINKS = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.EMLINK,
    errno.EXDEV,
    errno.EINVAL,
}
_BUSY_ON_WINDOWS = {
    5,
    32,
    33,
}  # access denied, sharing violation, lock violation: a virus scanner looks at the file
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8)  # seconds between tries, 2.5 in all


class Handle(Protocol):
    """An open file that is written at its end."""

    def write(self, data: bytes) -> None:
        """Writes all of it, or raises ``OSError``: then a part may have reached the file."""

    def sync(self) -> None:
        """Returns when all that was written is on the medium; after ``OSError`` nothing is known."""

    def truncate(self, size: int) -> None:
        """Cuts the file to ``size`` bytes; the next write goes there."""

    def close(self) -> None:
        """Closes without syncing."""


class Files(Protocol):
    """What the store asks of a file system."""

    def create(self, path: Path) -> Handle:
        """A new empty file for its owner alone (0600); ``FileExistsError`` when there is one."""

    def append(self, path: Path) -> Handle:
        """An existing file, positioned at its end."""

    def read(self, path: Path) -> bytes:
        """The whole content; ``FileNotFoundError`` when it is missing."""

    def head(self, path: Path, size: int) -> bytes:
        """At most the first ``size`` bytes; ``FileNotFoundError`` when it is missing."""

    def exists(self, path: Path) -> bool:
        """Whether there is a file or folder."""

    def names(self, folder: Path) -> list[str]:
        """The sorted names in a folder; none when the folder is missing."""

    def make_folder(self, folder: Path) -> None:
        """Makes it and its parents for their owner alone (0700), where they are not there."""

    def replace(self, source: Path, target: Path) -> None:
        """Moves a file over another, or a folder to a free name, in one step."""

    def link(self, source: Path, target: Path) -> None:
        """A second name for the file, or a synced copy where the file system has no hard links."""

    def remove(self, path: Path) -> None:
        """Removes a file; fine when it is missing."""

    def remove_folder(self, folder: Path) -> None:
        """Removes an empty folder; fine when it is missing."""

    def sync_folder(self, folder: Path) -> None:
        """Returns when the names in the folder are on the medium."""

    def lock(self, path: Path) -> Callable[[], None] | None:
        """Takes the lock that ends with the process; gives what frees it, or None when somebody has it."""


class _RealHandle:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def sync(self) -> None:
        _sync(self._descriptor)

    def truncate(self, size: int) -> None:
        os.ftruncate(self._descriptor, size)
        os.lseek(self._descriptor, size, os.SEEK_SET)

    def close(self) -> None:
        os.close(self._descriptor)


class RealFiles:
    """The files of this computer."""

    _BINARY = getattr(os, "O_BINARY", 0)

    def create(self, path: Path) -> Handle:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | self._BINARY
        return _RealHandle(os.open(path, flags, 0o600))

    def append(self, path: Path) -> Handle:
        return _RealHandle(os.open(path, os.O_WRONLY | os.O_APPEND | self._BINARY))

    def read(self, path: Path) -> bytes:
        return path.read_bytes()

    def head(self, path: Path, size: int) -> bytes:
        with path.open("rb") as file:
            return file.read(size)

    def exists(self, path: Path) -> bool:
        return path.exists()

    def names(self, folder: Path) -> list[str]:
        try:
            return sorted(os.listdir(folder))
        except FileNotFoundError:
            return []

    def make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self.make_folder(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)

    def replace(self, source: Path, target: Path) -> None:
        for wait in _WAITS:
            try:
                return os.replace(source, target)
            except OSError as error:
                if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS:
                    raise
                time.sleep(wait)
        os.replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            self._copy(source, target)

    def _copy(self, source: Path, target: Path) -> None:
        part = target.with_name(target.name + ".part")
        self.remove(part)
        try:
            with (
                source.open("rb") as old,
                os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | self._BINARY, 0o600), "wb") as new,
            ):
                shutil.copyfileobj(old, new)
                new.flush()
                _sync(new.fileno())
            self.replace(part, target)
        except OSError:
            self.remove(part)
            raise

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()

    def sync_folder(self, folder: Path) -> None:
        if sys.platform == "win32":
            return  # a folder cannot be opened there; NTFS orders its own journal
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EBADF, errno.EOPNOTSUPP):
                raise  # those three: this file system has no such call (some network and FUSE mounts)
        finally:
            os.close(descriptor)

    def lock(self, path: Path) -> Callable[[], None] | None:
        from filelock import FileLock, Timeout  # 20 ms that Home does not need

        lock = FileLock(path, timeout=0, mode=0o600, thread_local=False, preserve_lock_file=True)
        try:
            lock.acquire()
        except Timeout:
            return None
        return lambda: lock.release(force=True)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)  # fsync alone leaves it in the drive's own memory there
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOTTY):
                raise
            os.fsync(descriptor)
    elif hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


REAL: Files = RealFiles()
