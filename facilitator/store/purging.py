"""Rewrites a session so that nothing of what it was is left: for a person who asks to be taken off the record.

The order survives a power cut between any two steps: boxes first, each replaced as a whole; then a session.json with
a chain of its own in the place of the old one; then everything that held earlier states goes. Whatever is left of an
interrupted run opens, and the same run may be made again.
"""

import contextlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from facilitator.store import archive, box_journal, checkpoint
from facilitator.store.box_file import SUFFIX, BoxFile
from facilitator.store.box_journal import Cast, Entry, First, Head, Note, canonical, value_of
from facilitator.store.box_urn import Urn
from facilitator.store.documents import Tables
from facilitator.store.files import REAL, Files
from facilitator.store.journal import DIGEST
from facilitator.store.layout import COPIES, HOLDER, LOCK, NEW, ROUNDS, SCHEMA, SESSION, journals
from facilitator.store.notices import StoreError
from facilitator.store.opening import locate
from facilitator.store.recovery import State, migrate, recover

Rewrite = Callable[[Tables, dict[str, Any]], tuple[Tables, dict[str, Any]]]
"""From the documents and the summary for Home to what they are to be."""
Clean = Callable[[Any], Any]
"""From a JSON value (or a text) to what it is to be; an equal value when there is nothing to clean."""


@dataclass(frozen=True)
class Rewritten:
    """What a rewriting has done beside the documents."""

    boxes: int = 0
    """Ballot boxes that held something."""
    ballots: int = 0
    """Ballots in them that were changed: their voters' receipts are void."""
    removed: int = 0
    """Files with earlier states that are gone."""


def read_tables(path: Path, *, files: Files = REAL) -> tuple[Tables, dict[str, Any]]:
    """The documents and the summary of a session as they are now; somebody may have it open.

    Raises:
        StoreError: there is no session, or nothing of it can be read.
    """
    state = recover(files, locate(files, path), live=True)
    migrate(state)
    return state.tables, state.summary


def rewrite(path: Path, change: Rewrite, clean: Clean, *, files: Files = REAL) -> Rewritten:
    """Rewrites a session that nobody has open, and removes every earlier state of it.

    ``change`` gets the documents, ``clean`` every value in the ballot boxes.

    Raises:
        ForeignFile: another program has changed session.json.
        StoreError: there is no session, somebody has it open, it is damaged, or the disk does not take it. A run that
            was cut short leaves a session that opens; run it again.
    """
    folder = locate(files, path)
    try:
        if not files.exists(folder / SESSION):
            recover(files, folder)  # says what is missing
        free = files.lock(folder / LOCK)
        if free is None:
            raise StoreError("in_use", folder)
        try:
            return _rewrite(files, folder, change, clean)
        finally:
            free()
    except OSError as error:
        raise StoreError("not_purged", folder, reason=error.strerror or error) from error


def replace_archive(path: Path, content: Mapping[str, bytes], *, files: Files = REAL) -> None:
    """Puts an archive with other content in the place of an earlier one, in one step, and reads it back.

    Raises:
        StoreError: it cannot be written or does not read back.
    """
    data, part = archive.pack(content), path.with_name(f".{path.name}.part")
    try:
        archive.write_new(part, data, files)
        files.replace(part, path)
        files.sync_folder(path.parent)
        back = files.read(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            files.remove(part)
        raise StoreError("not_purged", path, reason=error.strerror or error) from error
    if archive.check_bytes(back, path).content != content:
        raise StoreError("archive_not_read_back", path)


def _rewrite(files: Files, folder: Path, change: Rewrite, clean: Clean) -> Rewritten:
    state = recover(files, folder)
    if state.damaged:
        raise StoreError("purge_damaged", folder)
    if state.walk.schema > SCHEMA:
        raise StoreError("purge_newer", folder)
    migrate(state)
    tables, summary = change(state.tables, state.summary)
    boxes, ballots, removed = _boxes(files, folder / ROUNDS, clean)
    _replace(files, folder, state, tables, summary)
    return Rewritten(boxes, ballots, removed + _forget(files, folder))


def _replace(files: Files, folder: Path, state: State, tables: Tables, summary: dict[str, Any]) -> None:
    data = checkpoint.build(
        tables,
        schema=SCHEMA,
        generation=max(state.highest, state.walk.generation) + 1,
        head=secrets.token_bytes(DIGEST),  # nothing leads from the former chain to this one
        is_open=False,
        summary=summary,
    )
    files.remove(folder / NEW)
    handle = files.create(folder / NEW)
    try:
        handle.write(data)
        handle.sync()
    finally:
        handle.close()
    files.replace(folder / NEW, folder / SESSION)
    files.sync_folder(folder)


def _forget(files: Files, folder: Path) -> int:
    """Removes journals, copies and what was kept aside; how many files that were."""
    gone = [folder / name for name in journals(files, folder).values()]
    gone += [folder / COPIES / name for name in files.names(folder / COPIES)]
    for path in [*gone, folder / HOLDER]:
        files.remove(path)
    if files.exists(folder / COPIES):
        files.sync_folder(folder / COPIES)
    files.sync_folder(folder)
    return len(gone)


def _boxes(files: Files, folder: Path, clean: Clean) -> tuple[int, int, int]:
    """Cleans every box; how many held something, how many ballots of them changed, how many files beside are gone."""
    boxes = ballots = removed = 0
    names = files.names(folder)
    for name in names:
        if name.endswith(SUFFIX):
            changed = _box(files, folder, name.removesuffix(SUFFIX), clean)
            boxes += changed is not None
            ballots += changed or 0
    for name in files.names(folder):
        if SUFFIX + "." in name:  # torn ends and unfinished files
            files.remove(folder / name)
            removed += 1
    if names:
        files.sync_folder(folder)
    return boxes, ballots, removed


def _box(files: Files, folder: Path, round_id: str, clean: Clean) -> int | None:
    """Cleans one box; how many of its ballots have changed, None when there was nothing to clean."""
    path = folder / (round_id + SUFFIX)
    found = _clean(files.read(path), path, round_id, clean)
    if found is None:
        return None
    after, ballots = found
    if after:
        BoxFile(files, folder, round_id).start_afresh(after, alone=True)
    else:
        files.remove(path)
    return ballots


def clean_box(raw: bytes, path: Path, round_id: str, clean: Clean) -> tuple[bytes, int] | None:
    """The bytes of a cleaned box (none: nothing in it was proved) and how many ballots have changed.

    None: there was nothing to clean. ``path`` is for the sentence of an error.

    Raises:
        StoreError: a newer program wrote it.
    """
    found = _clean(raw, path, round_id, clean)
    if found is None:
        return None
    after, ballots = found
    return box_journal.write(box_journal.start(round_id), 0, after)[0], ballots


def _clean(raw: bytes, path: Path, round_id: str, clean: Clean) -> tuple[list[First | Entry], int] | None:
    reading = box_journal.read(raw, round_id)
    if reading.newer:
        raise StoreError("box_newer", path)
    lost = reading.lost.decode("utf-8", "replace")
    before = [*([reading.first] if reading.first else []), *reading.entries]
    if clean(lost) == lost and all(_cleaned(entry, clean) == entry for entry in before):
        return None
    kept = Urn(round_id, reading.entries).entries()  # without ballots that were replaced by later ones
    if reading.first is None and not kept:
        return [], 0
    whole = [reading.first or Head(rules=msgspec.Raw(canonical({}))), *kept]
    after = [_cleaned(entry, clean) for entry in whole]
    pairs = zip(whole, after, strict=True)
    return after, sum(isinstance(old, Cast) and old != new for old, new in pairs)


def _cleaned(entry: First | Entry, clean: Clean) -> First | Entry:
    replaced: dict[str, Any] = {}
    for name in ("value", "rules", "totals"):
        if hasattr(entry, name):
            text = bytes(getattr(entry, name))
            value = value_of(text)
            cleaned = clean(value)
            replaced[name] = msgspec.Raw(canonical(cleaned) if cleaned != value else text)
    if isinstance(entry, Note):
        replaced["name"] = clean(entry.name)
    return msgspec.structs.replace(entry, **replaced)
