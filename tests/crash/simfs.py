"""A file system in memory that stands in for the real one and remembers every call.

It behaves as POSIX promises while the program runs. What it remembers is enough to say, for any moment, what a power
cut could have left on the medium: ``medium.Medium`` does that.
"""

import errno
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Event:
    """One call that reached the disk, or a mark of the test."""

    what: str
    """``write``, ``truncate``, ``sync``, ``drop``, ``move``, ``sync_folder`` or ``mark``."""
    inode: int = 0
    offset: int = 0
    data: bytes = b""
    folder: str = ""
    sets: tuple[tuple[str, int | None], ...] = ()
    """Names that appear; None stands for a folder."""
    unsets: tuple[str, ...] = ()
    mark: Any = None


@dataclass(frozen=True)
class Image:
    """What lies on a medium."""

    files: Mapping[str, bytes]
    folders: frozenset[str]

    def key(self) -> int:
        """Equal for equal images."""
        return hash((tuple(sorted(self.files.items())), self.folders))


EMPTY = Image({}, frozenset({"/"}))
Fault = Callable[[str, str], OSError | None]
"""From a call and its path to its error, if it is to fail; ``written`` of a write's error: bytes that got through."""


@dataclass
class SimFs:
    """``Files`` in memory. ``fault`` lets calls fail; ``dropping``: a failed sync forgets what it should write."""

    image: Image = EMPTY
    fault: Fault | None = None
    dropping: bool = False
    log: list[Event] = field(default_factory=list)
    gate: threading.RLock = field(default_factory=threading.RLock)
    calls: int = 0

    def __post_init__(self) -> None:
        self.folders = set(self.image.folders)
        self.inodes: dict[int, bytearray] = {}
        self.files: dict[str, int] = {}
        self.held: set[str] = set()
        self.open: set[str] = set()
        """Files that a handle was not closed of; two handles of one file count once."""
        for number, (path, data) in enumerate(sorted(self.image.files.items()), 1):
            self.inodes[number], self.files[path] = bytearray(data), number

    def mark(self, value: Any) -> None:
        """Remembers that something happened between two calls."""
        with self.gate:
            self.log.append(Event("mark", mark=value))

    def now(self) -> Image:
        """What a program that is killed leaves behind, as long as the power stays."""
        with self.gate:
            files = {path: bytes(self.inodes[inode]) for path, inode in self.files.items()}
            return Image(files, frozenset(self.folders))

    def call(self, name: str, path: str) -> None:
        """Counts a call, and lets it fail."""
        self.calls += 1
        error = self.fault(name, path) if self.fault else None
        if error is not None:
            raise error

    def create(self, path: Path) -> "SimHandle":
        with self.gate:
            self.call("create", str(path))
            self._parent(path)
            if str(path) in self.files or str(path) in self.folders:
                raise FileExistsError(errno.EEXIST, "exists", str(path))
            inode = max(self.inodes, default=0) + 1
            self.inodes[inode] = bytearray()
            self._move(path, sets=((str(path), inode),))
            return SimHandle(self, inode, str(path))

    def append(self, path: Path) -> "SimHandle":
        with self.gate:
            self.call("append", str(path))
            return SimHandle(self, self._inode(path), str(path))

    def read(self, path: Path) -> bytes:
        with self.gate:
            self.call("read", str(path))
            return bytes(self.inodes[self._inode(path)])

    def head(self, path: Path, size: int) -> bytes:
        with self.gate:
            self.call("head", str(path))
            return bytes(self.inodes[self._inode(path)][:size])

    def exists(self, path: Path) -> bool:
        with self.gate:
            return str(path) in self.files or str(path) in self.folders

    def names(self, folder: Path) -> list[str]:
        with self.gate:
            self.call("names", str(folder))
            if str(folder) in self.files:
                raise NotADirectoryError(errno.ENOTDIR, "no folder", str(folder))
            start = f"{folder}/"
            inside = (path[len(start) :] for path in [*self.files, *self.folders] if path.startswith(start))
            return sorted(name for name in inside if "/" not in name)

    def make_folder(self, folder: Path) -> None:
        with self.gate:
            if str(folder) in self.folders:
                return
            self.call("make_folder", str(folder))
            self.make_folder(folder.parent)
            self._move(folder, sets=((str(folder), None),))

    def replace(self, source: Path, target: Path) -> None:
        with self.gate:
            self.call("replace", str(source))
            if str(source) in self.folders:
                return self._move_folder(source, target)
            inode = self._inode(source)
            self._parent(target)
            self._move(source, target, sets=((str(target), inode),), unsets=(str(source),))

    def link(self, source: Path, target: Path) -> None:
        with self.gate:
            self.call("link", str(source))
            inode = self._inode(source)
            self._parent(target)
            if str(target) in self.files:
                raise FileExistsError(errno.EEXIST, "exists", str(target))
            self._move(target, sets=((str(target), inode),))

    def remove(self, path: Path) -> None:
        with self.gate:
            self.call("remove", str(path))
            if str(path) in self.files:
                self._move(path, unsets=(str(path),))

    def remove_folder(self, folder: Path) -> None:
        with self.gate:
            self.call("remove_folder", str(folder))
            if any(path.startswith(f"{folder}/") for path in [*self.files, *self.folders]):
                raise OSError(errno.ENOTEMPTY, "not empty", str(folder))
            if str(folder) in self.folders:
                self._move(folder, unsets=(str(folder),))

    def sync_folder(self, folder: Path) -> None:
        with self.gate:
            self.call("sync_folder", str(folder))
            if str(folder) not in self.folders:
                raise FileNotFoundError(errno.ENOENT, "missing", str(folder))
            self.log.append(Event("sync_folder", folder=str(folder)))

    def lock(self, path: Path) -> Callable[[], None] | None:
        with self.gate:
            self.call("lock", str(path))
            self._parent(path)
            if str(path) in self.held:
                return None
            if str(path) not in self.files:
                inode = max(self.inodes, default=0) + 1
                self.inodes[inode] = bytearray()
                self._move(path, sets=((str(path), inode),))
            self.held.add(str(path))
            return lambda: self.held.discard(str(path))

    def _inode(self, path: Path) -> int:
        if str(path) not in self.files:
            raise FileNotFoundError(errno.ENOENT, "missing", str(path))
        return self.files[str(path)]

    def _move_folder(self, source: Path, target: Path) -> None:
        """One step: whatever lies below has its new name or its old one."""
        self._parent(target)
        if str(target) in self.files or str(target) in self.folders:
            raise OSError(errno.ENOTEMPTY, "exists", str(target))
        below = f"{source}/"
        old = [path for path in (*self.folders, *self.files) if path == str(source) or path.startswith(below)]
        sets = tuple((f"{target}{path.removeprefix(str(source))}", self.files.get(path)) for path in sorted(old))
        self._move(source, target, sets=sets, unsets=tuple(old))

    def _parent(self, path: Path) -> None:
        if str(path.parent) not in self.folders:
            raise FileNotFoundError(errno.ENOENT, "missing", str(path.parent))

    def _move(self, *where: Path, sets: tuple[tuple[str, int | None], ...] = (), unsets: tuple[str, ...] = ()) -> None:
        for path in unsets:
            self.files.pop(path, None)
            self.folders.discard(path)
        for path, inode in sets:
            if inode is None:
                self.folders.add(path)
            else:
                self.files[path] = inode
        folders = "\n".join(dict.fromkeys(str(path.parent) for path in where))
        self.log.append(Event("move", folder=folders, sets=sets, unsets=unsets))


class SimHandle:
    """An open file; it stays the same file when its name goes to another one."""

    def __init__(self, fs: SimFs, inode: int, path: str) -> None:
        self._fs, self._inode, self._path = fs, inode, path
        self._open = True
        fs.open.add(path)

    def write(self, data: bytes) -> None:
        with self._fs.gate:
            self._check()
            try:
                self._fs.call("write", self._path)
            except OSError as error:
                self._put(data[: getattr(error, "written", 0)])
                raise
            self._put(data)

    def sync(self) -> None:
        with self._fs.gate:
            self._check()
            try:
                self._fs.call("sync", self._path)
            except OSError:
                if self._fs.dropping:
                    self._fs.log.append(Event("drop", inode=self._inode))
                raise
            self._fs.log.append(Event("sync", inode=self._inode))

    def truncate(self, size: int) -> None:
        with self._fs.gate:
            self._check()
            self._fs.call("truncate", self._path)
            del self._fs.inodes[self._inode][size:]
            self._fs.log.append(Event("truncate", inode=self._inode, offset=size))

    def close(self) -> None:
        self._open = False
        self._fs.open.discard(self._path)

    def _put(self, data: bytes) -> None:
        if data:
            content = self._fs.inodes[self._inode]
            self._fs.log.append(Event("write", inode=self._inode, offset=len(content), data=bytes(data)))
            content += data

    def _check(self) -> None:
        if not self._open:
            raise OSError(errno.EBADF, "closed", self._path)
