"""One open session folder: what the rest of the program sees of the store.

Nothing that was acknowledged is ever lost: a change counts when it is in the journal on the medium.
"""

import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from facilitator.store.documents import Document, Operation, Tables, encode
from facilitator.store.files import REAL, Files
from facilitator.store.holder import Heart
from facilitator.store.layout import LOCK
from facilitator.store.notices import CannotSave, Finding, ForeignFile, Problem, ReadOnly, StoreError
from facilitator.store.opening import Opened, make, open_folder
from facilitator.store.peek import SessionSummary, peek, summaries
from facilitator.store.repair import repair
from facilitator.store.writer import Writer

if TYPE_CHECKING:
    from facilitator.store.db import SessionDB

__all__ = [
    "CannotSave",
    "Finding",
    "ForeignFile",
    "Operation",
    "Problem",
    "ReadOnly",
    "SessionSummary",
    "Store",
    "StoreError",
    "peek",
    "repair",
    "summaries",
]

PROBE = 2.0
"""Seconds between two tries while the disk has a problem."""


class Store:
    """One open session. Made by ``create`` and ``open``; any thread may use it."""

    def __init__(self, opened: Opened, files: Files, now: Callable[[], float], probe: float) -> None:
        self.folder = opened.folder
        self.findings: tuple[Finding, ...] = tuple(opened.findings)
        """What was found at opening, for the user to read."""
        self.read_only: ReadOnly | None = opened.read_only
        self.last_alive = opened.last_alive
        """Epoch seconds at which the program that had it before, and did not close it, last gave a sign of life."""
        self._documents: Tables = opened.tables
        self._summary: dict[str, Any] = opened.summary
        self._lock = opened.lock
        self._files = files
        self._writer: Writer | None = None
        if opened.disk is not None:
            self._heart = Heart(files, self.folder, now)
            self._disk = opened.disk
            self._writer = Writer(opened.disk, self._documents, self.folder, self._relock, probe)
            self._writer.summary = self._summary
            self._heart.beat(self._disk.generation, self._disk.changes)
            self._writer.start(opened.problem)

    @classmethod
    def create(
        cls, folder: Path, *, files: Files = REAL, now: Callable[[], float] = time.time, probe: float = PROBE
    ) -> "Store":
        """A new session in a folder that is empty or not there yet.

        Raises:
            StoreError: there is something in the folder, or it cannot be written.
        """
        return cls(make(folder, files), files, now, probe)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        adopt: bool = False,
        files: Files = REAL,
        now: Callable[[], float] = time.time,
        probe: float = PROBE,
    ) -> "Store":
        """Opens a session by its folder or its ``session.json``; see ``read_only`` and ``findings`` afterwards.

        ``read_only`` writes nothing at all; ``adopt`` takes over what another program wrote into session.json.

        Raises:
            ForeignFile: another program has changed session.json, and ``adopt`` is False.
            StoreError: there is no session, or nothing of it can be read.
        """
        return cls(open_folder(path, files, read_only=read_only, adopt=adopt), files, now, probe)

    @property
    def tables(self) -> Mapping[str, Mapping[int, Document]]:
        """The documents by table and id, for looking only.

        They change on the writer's thread: take ``list(table.items())`` before going through a table.
        """
        return self._documents

    @cached_property
    def db(self) -> "SessionDB":
        """TinyDB over the same documents."""
        from facilitator.store.db import SessionDB, SessionStorage  # Home peeks at sessions without TinyDB

        return SessionDB(storage=lambda: SessionStorage(self))

    @property
    def problem(self) -> Problem | None:
        """Why nothing can be saved just now; None when saving works."""
        return self._writer.problem if self._writer else None

    @property
    def summary(self) -> dict[str, Any]:
        """What Home shows of this session; set it before a checkpoint, which writes it."""
        return self._summary

    @summary.setter
    def summary(self, value: dict[str, Any]) -> None:
        self._summary = msgspec.json.decode(msgspec.json.encode(value))
        if self._writer:
            self._writer.summary = self._summary

    def submit(self, operations: Sequence[Operation]) -> "Future[None]":
        """Saves operations together, all or none; done when they are on disk and in ``tables``.

        The future fails with ``CannotSave`` when they are not saved.

        Raises:
            TypeError, ValueError: something in them is not JSON; nothing is saved.
        """
        payload, kept = encode(operations)
        if self._writer is None:
            refused: Future[None] = Future()
            refused.set_exception(CannotSave(Problem("read_only", {"folder": str(self.folder)})))
            return refused
        return self._writer.submit(payload, kept)

    def commit(self, operations: Sequence[Operation]) -> None:
        """The same, and waits.

        Raises:
            CannotSave: they are not saved.
            TypeError, ValueError: something in them is not JSON; nothing is saved.
        """
        if self._writer:
            self._writer.must_not_wait()
        self.submit(operations).result()

    def version(self, table: str) -> int:
        """A number that grows whenever a table changes."""
        return self._writer.versions[table] if self._writer else 0

    def on_problem(self, callback: Callable[[Problem | None], None]) -> None:
        """Calls back on the writer's thread when a disk problem appears, changes or is gone; it must not raise."""
        if self._writer:
            self._writer.listen(callback)

    def checkpoint(self) -> "Future[None]":
        """Folds the journal into session.json; the future fails with ``CannotSave``, and nothing is lost."""
        if self._writer is None:
            return self.submit([])
        return self._writer.call(self._writer.checkpoint)

    def retry(self) -> "Future[bool]":
        """Tries at once whether saving works again, without waiting for the next try."""
        if self._writer is None:
            never: Future[bool] = Future()
            never.set_result(False)
            return never
        return self._writer.call(self._writer.try_again)

    def alive(self) -> None:
        """Leaves a sign of life beside the lock; cheap, and never fails."""
        if self._writer:
            self._writer.call(lambda: self._heart.beat(self._disk.generation, self._disk.changes))

    def close(self, summary: dict[str, Any] | None = None) -> None:
        """Folds the journal into session.json, so that this one file is the session, and frees the lock.

        Where the disk does not let it, the journal stays and the next opening goes on from there.
        """
        if summary is not None:
            self.summary = summary
        if self._writer:
            self._writer.end(self._finish)
        self._free()

    def abandon(self) -> None:
        """Lets go as a crash would: the journal stays, nothing more is written."""
        if self._writer:
            self._writer.end(lambda: self._heart.stop(keep=True))
        self._free()

    def _finish(self) -> None:
        assert self._writer is not None
        if self._writer.try_again():
            with contextlib.suppress(OSError):
                self._disk.checkpoint(self._documents, self._summary, is_open=False)
        self._heart.stop()

    def _free(self) -> None:
        if self._lock:
            free, self._lock = self._lock, None
            free()

    def _relock(self) -> bool:
        """Takes the lock again after the folder was away: the file of the former lock may be another one now."""
        self._free()
        self._disk.must_be_there()
        self._lock = self._files.lock(self.folder / LOCK)
        return self._lock is not None
