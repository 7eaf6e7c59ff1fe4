"""What a session's folder holds, read without changing anything."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.store import checkpoint, journal
from facilitator.store.checkpoint import Foreign, Meta, Unreadable
from facilitator.store.documents import BROKEN, Tables
from facilitator.store.files import Files
from facilitator.store.layout import COPIES, MIGRATIONS, SCHEMA, SESSION, copies, journal_name, journals
from facilitator.store.notices import Finding, ForeignFile, StoreError
from facilitator.store.walk import Walk


@dataclass
class Contents:
    """The bytes in a session's folder."""

    data: bytes | None
    """Of session.json; None when it is missing."""
    journals: dict[int, bytes]
    highest: int
    """The highest generation among journals and copies."""

    @property
    def line(self) -> bytes:
        """The first line of session.json."""
        return (self.data or b"").partition(b"\n")[0]


@dataclass
class State:
    """What was found."""

    walk: Walk
    base: int | None
    """Generation of session.json; None when it is not the store's own."""
    highest: int
    """The highest generation in use in the folder."""
    summary: dict[str, Any]
    contents: Contents
    findings: list[Finding] = field(default_factory=list)
    damaged: bool = False
    aside: list[tuple[str, bytes]] = field(default_factory=list)
    """What has to be kept in ``copies`` before anything is written, by the code of what was found."""

    @property
    def tables(self) -> Tables:
        """The documents."""
        return self.walk.tables


def load(files: Files, folder: Path) -> Contents:
    """Reads everything, and again when somebody who has the session open writes a checkpoint meanwhile.

    Raises:
        StoreError: there is no session, or it cannot be read.
    """
    try:
        for _ in range(50):
            try:
                data = files.read(folder / SESSION)
                found = _journals(files, folder)
                line = data.partition(b"\n")[0]
                if files.head(folder / SESSION, len(line) + 1).partition(b"\n")[0] == line:
                    return Contents(data, found, max([0, *found, *(g for g, _ in copies(files, folder))]))
            except FileNotFoundError:
                if not files.exists(folder / SESSION):
                    found = _journals(files, folder)
                    return Contents(None, found, max([0, *found, *(g for g, _ in copies(files, folder))]))
        raise StoreError("unreachable", folder, reason="it changes all the time")
    except OSError as error:
        raise StoreError("unreachable", folder, reason=error.strerror or error) from error


def recover(files: Files, folder: Path, *, adopt: bool = False, live: bool = False) -> State:
    """The state that the folder proves.

    ``adopt`` takes a session.json that another program wrote as it is; ``live`` leaves out what only a holder may
    say, because somebody else may be writing just now.

    Raises:
        ForeignFile: another program wrote session.json.
        StoreError: there is no session, or nothing of it can be proved.
    """
    contents = load(files, folder)
    state = _read(files, folder, contents, adopt=adopt)
    _judge(state, live=live)
    if state.walk.schema > SCHEMA:
        state.findings.append(Finding("newer", {"schema": state.walk.schema, "known": SCHEMA}))
    return state


def migrate(state: State) -> int | None:
    """Brings an older state to this program's format; the number it had, or None when it was up to date."""
    old = state.walk.schema
    if old >= SCHEMA:
        return None
    for number in range(old, SCHEMA):
        state.walk.tables = MIGRATIONS[number](state.walk.tables)
    state.walk.schema = SCHEMA
    return old


def prove(files: Files, folder: Path, contents: Contents, meta: Meta | None) -> tuple[State, bool] | None:
    """What copies and journals prove without session.json, and whether that is everything; None: nothing."""
    kept: dict[int, bytes] = {}
    bases: list[tuple[Meta, Tables]] = []
    for generation, name in copies(files, folder):
        try:
            data = files.read(folder / COPIES / name)
            if name.endswith(".wal"):
                kept[generation] = data
            else:
                bases.append(checkpoint.read(data))
        except (OSError, Foreign, Unreadable):
            continue  # a copy that cannot be used is none
    best: State | None = None
    highest = max(contents.highest, meta.generation if meta else 0)
    for known, tables in bases:
        walk = Walk(tables, known.generation, bytes.fromhex(known.head), known.schema).follow(kept | contents.journals)
        state = State(walk, None, highest, known.summary, contents)
        if _complete(walk, contents, meta):
            return state, True
        if best is None or walk.generation > best.walk.generation:
            best = state
    return (best, False) if best else None


def _read(files: Files, folder: Path, contents: Contents, *, adopt: bool) -> State:
    path = folder / SESSION
    if contents.data is None:
        if copies(files, folder):
            raise StoreError("lost_file", path)
        raise StoreError("no_session" if files.exists(folder) else "missing", folder)
    try:
        meta, tables = checkpoint.read(contents.data)
    except Foreign as foreign:
        if not adopt:
            raise ForeignFile("foreign", path) from foreign
        return adopted(contents, foreign)
    except Unreadable as broken:
        proven = prove(files, folder, contents, broken.meta)
        if proven is None:
            ours = broken.meta is not None or contents.journals or b'"_meta"' in contents.line
            raise StoreError("unprovable" if ours else "not_a_session", path) from broken
        state, everything = proven
        state.damaged = True
        state.findings.append(Finding("damaged_file" if everything else "damaged_part"))
        return state
    walk = Walk(tables, meta.generation, bytes.fromhex(meta.head), meta.schema)
    with contextlib.suppress(*(BROKEN if meta.schema > SCHEMA else ())):  # a newer journal may hold other things
        walk.follow(contents.journals)
    state = State(walk, meta.generation, max(meta.generation, contents.highest), meta.summary, contents)
    if meta.open and meta.generation not in contents.journals and walk.generation == meta.generation:
        state.findings.append(Finding("no_journal"))
    return state


def adopted(contents: Contents, foreign: Foreign) -> State:
    """The tables as another program left them, and on them every change that the newest journal proves."""
    meta = foreign.meta
    number = max([meta.generation if meta else 0, *contents.journals])
    head = bytes.fromhex(meta.head) if meta else bytes(journal.DIGEST)
    schema = meta.schema if meta else SCHEMA
    header = journal.read_header(contents.journals.get(number, b""))
    if header is not None:
        head, schema = bytes.fromhex(header.head), header.schema
    walk = Walk(foreign.tables, number, head, schema).follow(contents.journals)
    state = State(walk, None, max(number, contents.highest), meta.summary if meta else {}, contents)
    state.aside.append(("adopted", contents.data or b""))
    return state


def _judge(state: State, *, live: bool) -> None:
    """What the last journal of the walk gives reason to say."""
    walk, last = state.walk, state.walk.last
    if walk.changes and not live and not state.damaged:
        state.findings.append(Finding("recovered", {"changes": walk.changes}))
    if last is None:
        return
    name = journal_name(walk.generation)
    if walk.alien:
        if last.header is not None and journal.parse(last.rest, last.header).frames:
            state.damaged = True
            state.findings.append(Finding("alien_journal", {"file": name}))
    elif last.damaged:
        state.damaged = True
        counts = {"file": name, "changes": len(last.frames), "behind": len(last.behind)}
        state.findings.append(Finding("damaged_journal", counts))
    elif last.rest and not live:
        state.aside.append(("torn", last.rest))


def _complete(walk: Walk, contents: Contents, meta: Meta | None) -> bool:
    """Whether a walk from a copy has reached what session.json and its journal held."""
    if walk.alien or (walk.last and walk.last.damaged):
        return False
    if contents.journals:
        return walk.generation == max(contents.journals)
    if meta is not None:
        return meta.sha256 == checkpoint.digest(walk.tables)
    return contents.data is not None and contents.data.partition(b"\n")[2] == checkpoint.body(walk.tables) != b""


def _journals(files: Files, folder: Path) -> dict[int, bytes]:
    return {g: files.read(folder / name) for g, name in journals(files, folder).items()}
