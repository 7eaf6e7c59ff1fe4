"""Real files whose calls fail when a test says so."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitator.store.files import Handle, RealFiles


class Faulty(RealFiles):
    """``fail("sync", errno.EIO)`` lets every following ``sync`` fail, until ``heal()``."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        """Every call and the name of its file, in order."""
        self._rules: list[dict[str, Any]] = []

    def fail(self, call: str, error: int, *, times: int = 10**9, name: str = "", skip: int = 0, part: int = 0) -> None:
        """The next calls named ``call`` on files whose name begins with ``name`` fail ``times`` times.

        ``skip`` of them still work before; of a write, ``part`` bytes reach the file.
        """
        self._rules.append({"call": call, "error": error, "times": times, "name": name, "skip": skip, "part": part})

    def heal(self) -> None:
        """Everything works again."""
        self._rules.clear()

    def check(self, call: str, path: Path) -> int:
        """Notes a call; raises, or says how many bytes of a write still work (-1: all)."""
        self.calls.append((call, path.name))
        for rule in self._rules:
            if rule["call"] not in (call, "*") or not path.name.startswith(rule["name"]) or not rule["times"]:
                continue
            if rule["skip"]:
                rule["skip"] -= 1
                continue
            rule["times"] -= 1
            if call == "write" and rule["part"]:
                return int(rule["part"])
            raise OSError(rule["error"], os.strerror(rule["error"]), str(path))
        return -1

    def error(self, call: str) -> int:
        """The error that a rule for ``call`` raises."""
        return next(rule["error"] for rule in self._rules if rule["call"] == call)

    def create(self, path: Path) -> Handle:
        self.check("create", path)
        return _FaultyHandle(super().create(path), self, path)

    def append(self, path: Path) -> Handle:
        self.check("append", path)
        return _FaultyHandle(super().append(path), self, path)

    def read(self, path: Path) -> bytes:
        self.check("read", path)
        return super().read(path)

    def head(self, path: Path, size: int) -> bytes:
        self.check("head", path)
        return super().head(path, size)

    def exists(self, path: Path) -> bool:
        self.check("exists", path)
        return super().exists(path)

    def names(self, folder: Path) -> list[str]:
        self.check("names", folder)
        return super().names(folder)

    def make_folder(self, folder: Path) -> None:
        self.check("make_folder", folder)
        super().make_folder(folder)

    def replace(self, source: Path, target: Path) -> None:
        self.check("replace", target)
        super().replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        self.check("link", target)
        super().link(source, target)

    def remove(self, path: Path) -> None:
        self.check("remove", path)
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self.check("sync_folder", folder)
        super().sync_folder(folder)

    def lock(self, path: Path) -> Callable[[], None] | None:
        self.check("lock", path)
        return super().lock(path)


class _FaultyHandle:
    def __init__(self, handle: Handle, files: Faulty, path: Path) -> None:
        self._handle = handle
        self._files = files
        self._path = path

    def write(self, data: bytes) -> None:
        part = self._files.check("write", self._path)
        if part >= 0:
            self._handle.write(data[:part])
            raise OSError(self._files.error("write"), "a part was written", str(self._path))
        self._handle.write(data)

    def sync(self) -> None:
        self._files.check("sync", self._path)
        self._handle.sync()

    def truncate(self, size: int) -> None:
        self._files.check("truncate", self._path)
        self._handle.truncate(size)

    def close(self) -> None:
        self._handle.close()
