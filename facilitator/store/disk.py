"""What is written in a session's folder, in the order that survives a power cut between any two steps.

Everything here runs on the caller's thread and raises ``OSError``; after one, either the journal goes on as if nothing
had been tried, or it is given up and ``ready`` is False: then only a checkpoint into new files helps.
"""

import contextlib
import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.store import checkpoint, journal
from facilitator.store.documents import Tables
from facilitator.store.files import Files, Handle
from facilitator.store.layout import (
    COPIES,
    KEEP,
    NEW,
    SCHEMA,
    SESSION,
    copies,
    copy_name,
    journal_name,
    journals,
    keep_aside,
)

FIRST_LINE = 65_536
"""Bytes within which the first line of a session.json ends, in all but contrived cases."""


class Taken(OSError):
    """session.json is one that another facilitator has written."""


class Gone(OSError):
    """The folder is not there any more."""


class Disk:
    """The journal and the checkpoints of one session."""

    def __init__(
        self, files: Files, folder: Path, *, generation: int, head: bytes, base: int | None, line: bytes
    ) -> None:
        """``generation``: the highest number in use; ``base`` and ``line``: number and first line of session.json."""
        self.head = head
        self.generation = generation
        self.changes = 0
        """Changes in the journal."""
        self._files = files
        self._folder = folder
        self._base = base
        self._lines = [line]
        self._journal: Handle | None = None
        self._size = 0

    @property
    def ready(self) -> bool:
        """Whether the journal can take a change."""
        return self._journal is not None

    @property
    def size(self) -> int:
        """Bytes in the journal."""
        return self._size

    def append(self, payloads: Sequence[bytes]) -> None:
        """Puts changes on disk, all or none; ready must be True."""
        assert self._journal is not None
        data, head = journal.frames(self.head, payloads)
        try:
            self._journal.write(data)
        except OSError:
            self._cut_back(self._journal)
            raise
        try:
            self._journal.sync()
            self._must_exist(self._folder / journal_name(self.generation))
        except OSError:
            self.let_go()  # what a failed sync left on the medium nobody knows
            raise
        self._size += len(data)
        self.changes += len(payloads)
        self.head = head

    def checkpoint(self, tables: Tables, summary: dict[str, Any], *, is_open: bool = True) -> None:
        """Writes session.json afresh and starts a new journal (none when the session is closed by it)."""
        number = self.generation + 1
        self.must_be_there()
        self._respect_others()
        data = checkpoint.build(
            tables, schema=SCHEMA, generation=number, head=self.head, is_open=is_open, summary=summary
        )
        started: _Started | None = None
        try:
            if is_open:
                started = self._start_journal(number)
                self._files.sync_folder(self._folder)
            self._write(self._folder / NEW, data).close()
            self._keep_copy()
        except OSError:
            self._leave_no_orphan(started, number)
            raise
        self._lines.append(data.partition(b"\n")[0])
        try:
            self._files.replace(self._folder / NEW, self._folder / SESSION)
            self._files.sync_folder(self._folder)
        except OSError:
            # After a power cut either generation may be found. Both hold this state, so neither may go on alone.
            self.let_go()
            self.generation, self._base = number, None
            if started:
                _close(started.handle)
            raise
        self.let_go()
        self.generation, self._base, self._lines, self.changes = number, number, self._lines[-1:], 0
        if started:
            self._journal, self._size, self.head = started
        self.tidy()

    def tidy(self) -> None:
        """Moves the former journals to the copies and removes what is left over; what cannot be done is left."""
        with contextlib.suppress(OSError):
            kept = {name for _, name in copies(self._files, self._folder)}
            for generation, name in journals(self._files, self._folder).items():
                if generation == self.generation and self.ready:
                    continue
                if generation < self.generation and copy_name(generation, "json") in kept:
                    target = self._folder / COPIES / copy_name(generation, "wal")
                    self._files.replace(self._folder / name, target)
                else:
                    self._files.remove(self._folder / name)
            self._files.remove(self._folder / NEW)
            self._prune()

    def must_be_there(self) -> None:
        """Raises ``Gone`` when the session's folder is not there any more; it is never made again elsewhere."""
        self._must_exist(self._folder)

    def let_go(self) -> None:
        """Closes the journal; it is never written again."""
        if self._journal is not None:
            handle, self._journal = self._journal, None
            _close(handle)

    def _cut_back(self, handle: Handle) -> None:
        try:
            handle.truncate(self._size)
            handle.sync()  # so that at most one group of lines is ever unsynced
        except OSError:
            self.let_go()

    def _must_exist(self, path: Path) -> None:
        if not self._files.exists(path):
            raise Gone(errno.ENOENT, "gone", str(path))

    def _respect_others(self) -> None:
        """Keeps aside a session.json that another program put here; refuses one of another facilitator."""
        path = self._folder / SESSION
        if not self._files.exists(path):
            return
        line = self._files.head(path, max(FIRST_LINE, *(len(known) + 1 for known in self._lines))).partition(b"\n")[0]
        if line in self._lines:
            return
        if checkpoint.read_meta(line) is not None:
            raise Taken(errno.EBUSY, "taken", str(path))
        keep_aside(self._files, self._folder, f"changed-{SESSION}", self._files.read(path))
        self._base = None

    def _leave_no_orphan(self, started: "_Started | None", number: int) -> None:
        if started:
            _close(started.handle)
        for name in (NEW, journal_name(number)):
            with contextlib.suppress(OSError):
                self._files.remove(self._folder / name)

    def _start_journal(self, number: int) -> "_Started":
        line, head = journal.start(journal.Header(generation=number, head=self.head.hex(), schema=SCHEMA))
        return _Started(self._write(self._folder / journal_name(number), line), len(line), head)

    def _write(self, path: Path, data: bytes) -> Handle:
        self._files.remove(path)
        handle = self._files.create(path)
        try:
            handle.write(data)
            handle.sync()
        except OSError:
            _close(handle)
            raise
        return handle

    def _keep_copy(self) -> None:
        if self._base is None or not self._files.exists(self._folder / SESSION):
            return
        folder = self._folder / COPIES
        self._files.make_folder(folder)
        target = folder / copy_name(self._base, "json")
        if not self._files.exists(target):
            self._files.link(self._folder / SESSION, target)
            self._files.sync_folder(folder)

    def _prune(self) -> None:
        kept = copies(self._files, self._folder)
        newest = sorted({generation for generation, name in kept if name.endswith(".json")}, reverse=True)[:KEEP]
        for generation, name in kept:
            if generation not in newest:
                self._files.remove(self._folder / COPIES / name)


class _Started(NamedTuple):
    handle: Handle
    size: int
    head: bytes


def _close(handle: Handle) -> None:
    with contextlib.suppress(OSError):
        handle.close()
