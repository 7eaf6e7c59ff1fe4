"""Who has a session open, and when that program was last alive: a file beside the lock, never synced.

Its first line names the holder, every further line is a sign of life. Nothing here is needed to save, so nothing here
fails: a sign that cannot be written is left out.
"""

import contextlib
import getpass
import os
import platform
from collections.abc import Callable
from pathlib import Path

import msgspec

from facilitator.store.documents import BROKEN
from facilitator.store.files import Files, Handle
from facilitator.store.layout import HOLDER

_ROLL_OVER = 16_384  # bytes


class Beat(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line."""

    time: float
    """Epoch seconds."""
    generation: int = 0
    changes: int = 0
    """Changes that the journal of that generation holds for certain."""
    host: str = ""
    user: str = ""
    pid: int = 0


class Holder(msgspec.Struct, frozen=True):
    """The first and the last line."""

    since: Beat
    last: Beat


def read(files: Files, folder: Path) -> Holder | None:
    """What the file beside the lock says; None when there is none or it cannot be read."""
    beats: list[Beat] = []
    with contextlib.suppress(OSError):
        for line in files.read(folder / HOLDER).splitlines():
            with contextlib.suppress(*BROKEN):  # the last line may be torn
                beats.append(msgspec.json.decode(line, type=Beat))
    return Holder(beats[0], beats[-1]) if beats else None


class Heart:
    """Writes the file of a session that is open for writing."""

    def __init__(self, files: Files, folder: Path, now: Callable[[], float]) -> None:
        self._files = files
        self._path = folder / HOLDER
        self._now = now
        self._me = Beat(now(), host=platform.node(), user=_user(), pid=os.getpid())
        self._handle: Handle | None = None
        self._size = 0

    def beat(self, generation: int, changes: int) -> None:
        """Adds a sign of life."""
        with contextlib.suppress(OSError):
            if self._handle is None or self._size > _ROLL_OVER:
                self._start()
            self._add(Beat(self._now(), generation, changes))

    def stop(self, *, keep: bool = False) -> None:
        """Ends it; the file goes unless it is kept."""
        with contextlib.suppress(OSError):
            if self._handle is not None:
                handle, self._handle = self._handle, None
                handle.close()
            if not keep:
                self._files.remove(self._path)

    def _start(self) -> None:
        self.stop()
        self._handle, self._size = self._files.create(self._path), 0
        self._add(self._me)

    def _add(self, beat: Beat) -> None:
        assert self._handle is not None
        line = msgspec.json.encode(beat) + b"\n"
        self._handle.write(line)
        self._size += len(line)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"  # no entry for this user id, as in some containers
