"""How a session's folder is made and opened."""

import errno
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.store import holder, journal
from facilitator.store.disk import Disk
from facilitator.store.documents import Tables
from facilitator.store.files import Files
from facilitator.store.layout import COPIES, HOLDER, LOCK, NEW, ROUNDS, SCHEMA, SESSION, journal_name, keep_aside
from facilitator.store.notices import Finding, Problem, ReadOnly, StoreError
from facilitator.store.recovery import State, migrate, recover
from facilitator.store.writer import diagnose

Free = Callable[[], None]
_DEBRIS = {LOCK, HOLDER, NEW, journal_name(1), COPIES, ROUNDS}
"""What a creation that was interrupted leaves behind."""


@dataclass
class Opened:
    """What a store starts from."""

    folder: Path
    tables: Tables
    summary: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    read_only: ReadOnly | None = None
    last_alive: float | None = None
    disk: Disk | None = None
    problem: Problem | None = None
    lock: Free | None = None


def make(folder: Path, files: Files) -> Opened:
    """A new session in a folder of its own.

    Raises:
        StoreError: the folder holds something, or it cannot be made.
    """
    free: Free | None = None
    try:
        if not set(files.names(folder)) <= _DEBRIS:
            raise StoreError("occupied", folder)
        _make_folders(files, folder)
        free = files.lock(folder / LOCK)
        if free is None:
            raise StoreError("in_use", folder)
        if files.exists(folder / SESSION):  # made by somebody else just now
            raise StoreError("occupied", folder)
        disk = Disk(files, folder, generation=0, head=secrets.token_bytes(journal.DIGEST), base=None, line=b"")
        disk.checkpoint({}, {})
        return Opened(folder, {}, {}, disk=disk, lock=free)
    except (OSError, StoreError) as error:
        if free:
            free()
        if isinstance(error, StoreError):
            raise
        raise StoreError("not_made", folder, reason=error.strerror or error) from error


def open_folder(path: Path, files: Files, *, read_only: bool, adopt: bool) -> Opened:
    """Opens a session for writing, or for reading when asked for or when nothing else is possible.

    Raises:
        ForeignFile: another program has changed session.json, and ``adopt`` is False.
        StoreError: there is no session, or nothing of it can be read.
    """
    folder = locate(files, path)
    before = holder.read(files, folder)
    if read_only:
        return _for_reading(recover(files, folder, adopt=adopt, live=True), folder, ReadOnly.ASKED)
    if not files.exists(folder / SESSION):
        recover(files, folder)  # says what is missing
    try:
        free = files.lock(folder / LOCK)
    except OSError as error:
        return _cannot_write(recover(files, folder, adopt=adopt, live=True), folder, error)
    if free is None:
        opened = _for_reading(recover(files, folder, adopt=adopt, live=True), folder, ReadOnly.LOCKED)
        opened.findings.append(_who(before))
        return opened
    try:
        state = recover(files, folder, adopt=adopt)
        _miss(state, before)
        opened = _for_writing(state, folder, files)
        opened.last_alive = before.last.time if before else None
    except BaseException:
        free()
        raise
    if opened.disk is None:
        free()
    else:
        opened.lock = free
    return opened


def locate(files: Files, path: Path) -> Path:
    """The session's folder, whether the folder or its ``session.json`` was named.

    Raises:
        StoreError: it is neither.
    """
    try:
        if path.name == SESSION and (files.exists(path) or not files.exists(path / SESSION)):
            return path.parent
        files.names(path)
    except NotADirectoryError as error:
        raise StoreError("elsewhere", path) from error
    except OSError as error:
        raise StoreError("unreachable", path, reason=error.strerror or error) from error
    return path


def _for_reading(state: State, folder: Path, reason: ReadOnly) -> Opened:
    if state.damaged:
        reason = ReadOnly.DAMAGED
    elif state.walk.schema > SCHEMA:
        reason = ReadOnly.NEWER
    migrate(state)
    return Opened(folder, state.tables, state.summary, state.findings, reason)


def _cannot_write(state: State, folder: Path, error: OSError) -> Opened:
    opened = _for_reading(state, folder, ReadOnly.CANNOT_WRITE)
    params = {"folder": str(folder), "reason": error.strerror or str(error)}
    opened.findings.append(Finding("cannot_write", params))
    return opened


def _for_writing(state: State, folder: Path, files: Files) -> Opened:
    if state.damaged or state.walk.schema > SCHEMA:
        return _for_reading(state, folder, ReadOnly.DAMAGED)
    problem = None
    disk = disk_of(state, files, folder)
    try:
        keep(state, files, folder)
        disk.checkpoint(state.tables, state.summary)
    except OSError as error:
        unwritable = error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
        if unwritable or state.aside or state.walk.schema < SCHEMA:
            disk.let_go()
            return _cannot_write(state, folder, error)
        problem = diagnose(error, folder)
    return Opened(folder, state.tables, state.summary, state.findings, disk=disk, problem=problem)


def disk_of(state: State, files: Files, folder: Path) -> Disk:
    """The disk that goes on from a state."""
    return Disk(
        files, folder, generation=state.highest, head=state.walk.head, base=state.base, line=state.contents.line
    )


def keep(state: State, files: Files, folder: Path) -> None:
    """Puts into ``copies`` what would be gone after the next checkpoint, and brings the format up to date.

    Raises:
        OSError: it could not be kept; nothing must be written then.
    """
    for code, data in list(state.aside):
        name = keep_aside(files, folder, f"{code}-{state.highest}", data)
        state.findings.append(Finding(code, {"file": name, "bytes": len(data)}))
        state.aside.remove((code, data))
    if state.walk.schema < SCHEMA:
        old = keep_aside(files, folder, f"format-{state.walk.schema}-{SESSION}", state.contents.data or b"")
        number = migrate(state)
        state.findings.append(Finding("migrated", {"schema": number, "known": SCHEMA, "file": old}))


def _who(before: holder.Holder | None) -> Finding:
    if before is None:
        return Finding("locked_by_somebody")
    since = time.strftime("%Y-%m-%d %H:%M", time.localtime(before.since.time))
    who = {"user": before.since.user, "host": before.since.host, "pid": before.since.pid, "since": since}
    return Finding("locked", who)


def _miss(state: State, before: holder.Holder | None) -> None:
    """Says so when the last sign of life knew of more changes than the journal still holds."""
    if before is None or state.walk.last is None or before.last.generation != state.walk.generation:
        return
    missing = before.last.changes - len(state.walk.last.frames)
    if missing > 0 and not state.damaged:
        state.findings.append(Finding("short", {"changes": missing}))


def _make_folders(files: Files, folder: Path) -> None:
    """Makes the folder, and lets its name and those of new folders above it reach the medium."""
    new = [folder]
    while not files.exists(new[-1].parent) and new[-1].parent != new[-1]:
        new.append(new[-1].parent)
    files.make_folder(folder)
    for path in reversed(new):
        files.sync_folder(path.parent)
