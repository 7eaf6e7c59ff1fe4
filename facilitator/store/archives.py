"""The archives there are, told from the beginning of each file alone, and the way back from one to a session."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from facilitator.store import checkpoint
from facilitator.store.archive import SUFFIX, check, is_archive, write_new
from facilitator.store.disk import FIRST_LINE
from facilitator.store.files import REAL, Files
from facilitator.store.layout import NEW, ROUNDS, SESSION, is_removed
from facilitator.store.notices import Finding, StoreError
from facilitator.store.peek import SessionSummary, summary_of

BOXES = f"{ROUNDS}/"
"""Where the ballot boxes are in an archive."""

_START = b'{"_meta":'


def archives(place: Path, *, files: Files = REAL) -> list[SessionSummary]:
    """The archives in a folder, the newest session first; one that is none, or damaged, has a ``fault``.

    Raises:
        OSError: the folder cannot be read.
    """
    paths = (place / name for name in files.names(place))
    found = [peek_archive(path, files=files) for path in paths if is_archive(path)]
    return sorted(found, key=lambda summary: (summary.date, summary.folder.name), reverse=True)


def sweep_parts(place: Path, files: Files = REAL) -> None:
    """Removes what interrupted archivings left unfinished; what cannot be removed stays for next time."""
    with contextlib.suppress(OSError):
        for name in files.names(place):
            if name.startswith(".") and name.lower().endswith(f"{SUFFIX}.part"):
                files.remove(place / name)


def peek_archive(path: Path, *, files: Files = REAL) -> SessionSummary:
    """The summary of an archived session. Its ``folder`` is the archive's path."""
    meta = _quickly(path, files)
    if meta is not None:
        return summary_of(path, meta)
    checked = check(path, files=files)
    line = checked.content.get(SESSION, b"").partition(b"\n")[0]
    meta = checkpoint.read_meta(line)
    if meta is not None:
        return summary_of(path, meta)
    finding = checked.faults[0] if checked.faults else Finding("not_an_archive", {"path": str(path)})
    return SessionSummary(folder=path, title=path.name, fault=str(finding), finding=finding)


def _quickly(path: Path, files: Files) -> checkpoint.Meta | None:
    """The first line of the session's file, which stands near the beginning and proves itself."""
    try:
        head = files.head(path, FIRST_LINE)
    except OSError:
        return None
    start = head.find(_START)
    return checkpoint.read_meta(head[start:].partition(b"\n")[0]) if start >= 0 else None


def restore(content: Mapping[str, bytes], parent: Path, name: str, *, files: Files = REAL) -> tuple[Path, bool]:
    """Puts the session of an archive into a folder of its own under ``parent``; False: it is there already.

    session.json comes last, so a kill in the middle leaves nothing that looks like a session, and no obstacle.

    Raises:
        StoreError: the disk does not take it.
    """
    record = content[SESSION]
    try:
        if there := _same(record, parent, files):
            return there, False
        folder = _room(parent, name, files)
        files.make_folder(folder)
        files.sync_folder(parent.parent)
        files.sync_folder(parent)
        boxes = {path.removeprefix(BOXES): data for path, data in content.items() if path.startswith(BOXES)}
        if boxes:
            files.make_folder(folder / ROUNDS)
        for box, data in boxes.items():
            write_new(folder / ROUNDS / box, data, files)
        if boxes:
            files.sync_folder(folder / ROUNDS)
        write_new(folder / NEW, record, files)
        files.replace(folder / NEW, folder / SESSION)
        files.sync_folder(folder)
    except OSError as error:
        raise StoreError("not_unarchived", parent, reason=error.strerror or error) from error
    return folder, True


def _same(record: bytes, parent: Path, files: Files) -> Path | None:
    """The folder of a session that holds the same documents."""
    ours = checkpoint.read_meta(record.partition(b"\n")[0])
    for name in files.names(parent) if ours else ():
        path = parent / name
        if is_removed(name) or not files.exists(path / SESSION):
            continue
        meta = checkpoint.read_meta(files.head(path / SESSION, FIRST_LINE).partition(b"\n")[0])
        if meta and ours and meta.sha256 == ours.sha256 and not meta.open:
            return path
    return None


def _room(parent: Path, name: str, files: Files) -> Path:
    """A folder that is not there, or holds no more than an interrupted restoring has left."""
    number = 1
    while True:
        folder = parent / (name if number == 1 else f"{name}-{number}")
        if not files.exists(folder) or set(files.names(folder)) <= {NEW, ROUNDS}:
            return folder
        number += 1
