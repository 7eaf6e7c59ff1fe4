"""Getting back what can be had from a damaged session; the damaged files are kept."""

from pathlib import Path
from typing import Any

import msgspec

from facilitator.store import checkpoint
from facilitator.store.box_repair import repair_boxes
from facilitator.store.checkpoint import Foreign, Meta, Unreadable
from facilitator.store.documents import BROKEN, META, apply
from facilitator.store.files import REAL, Files
from facilitator.store.journal import DIGEST, Header, parse, read_header
from facilitator.store.layout import COPIES, LOCK, ROUNDS, SESSION, journal_name, keep_aside
from facilitator.store.notices import Finding, ForeignFile, StoreError
from facilitator.store.opening import disk_of, keep, locate
from facilitator.store.recovery import Contents, State, adopted, load, prove
from facilitator.store.walk import Walk


def repair(path: Path, *, files: Files = REAL) -> list[Finding]:
    """Brings a damaged session back to a whole ``session.json``; says what was done, nothing when it is sound.

    Raises:
        ForeignFile: another program has changed session.json, and no copy proves what it was before.
        StoreError: there is no session, somebody has it open, or nothing readable is left.
    """
    folder = locate(files, path)
    contents = load(files, folder)
    if contents.data is None and not contents.journals and not files.names(folder / COPIES):
        raise StoreError("no_session", folder)
    try:
        free = files.lock(folder / LOCK)
        if free is None:
            raise StoreError("in_use", folder)
        try:
            return _repair(files, folder, load(files, folder)) + repair_boxes(folder / ROUNDS, files)
        finally:
            free()
    except OSError as error:
        raise StoreError("unrepaired", folder, reason=error.strerror or error) from error


def _repair(files: Files, folder: Path, contents: Contents) -> list[Finding]:
    findings: list[Finding] = []
    state = _state(files, folder, contents, findings)
    walk = state.walk
    last = walk.last
    broken = last is not None and (walk.alien or last.damaged)
    if not findings and not broken:
        return []
    if contents.data is not None and findings:
        _keep(files, folder, f"damaged-{SESSION}", contents.data, findings)
    if broken and last is not None:
        name = journal_name(walk.generation)
        _keep(files, folder, f"damaged-{name}", contents.journals.get(walk.generation, last.rest), findings)
        findings.append(_journal_finding(walk, name))
    keep(state, files, folder)
    disk_of(state, files, folder).checkpoint(state.tables, state.summary, is_open=False)
    return [*findings, *state.findings]


def _keep(files: Files, folder: Path, stem: str, data: bytes, findings: list[Finding]) -> None:
    findings.append(Finding("kept", {"file": keep_aside(files, folder, stem, data)}))


def _journal_finding(walk: Walk, name: str) -> Finding:
    if walk.alien:
        return Finding("alien_journal", {"file": name})
    lost = bool(walk.last and walk.last.rest)
    behind = walk.take_behind()
    return Finding("skipped", {"changes": behind}) if lost else Finding("mended")


def _state(files: Files, folder: Path, contents: Contents, findings: list[Finding]) -> State:
    """The best state there is; ``findings`` stays empty when session.json itself is whole."""
    meta: Meta | None = None
    foreign: Foreign | None = None
    if contents.data is not None:
        try:
            meta, tables = checkpoint.read(contents.data)
            walk = Walk(tables, meta.generation, bytes.fromhex(meta.head), meta.schema).follow(contents.journals)
            return State(walk, meta.generation, max(meta.generation, contents.highest), meta.summary, contents)
        except Foreign as changed:
            foreign, meta = changed, changed.meta
        except Unreadable as broken:
            meta = broken.meta
    proven = prove(files, folder, contents, meta)
    if proven and proven[1]:
        findings.append(Finding("rebuilt"))
        return proven[0]
    if foreign is not None and not contents.journals:
        raise ForeignFile("foreign", folder / SESSION) from foreign
    if foreign is not None:
        findings.append(Finding("unproven"))
        return adopted(contents, foreign)
    state = proven[0] if proven else _nothing(contents, meta)
    documents = _salvage(contents.data or b"", state.walk)
    changes = _replay(contents.journals, state.walk)
    if not documents and not changes and not proven:
        raise StoreError("hopeless", folder)
    state.aside += [("damaged", data) for data in contents.journals.values()]
    findings.append(Finding("salvaged", {"documents": documents}))
    return state


def _nothing(contents: Contents, meta: Meta | None) -> State:
    number = max(meta.generation if meta else 0, contents.highest)
    head = bytes.fromhex(meta.head) if meta else bytes(DIGEST)
    return State(Walk({}, number, head, 1), None, number, meta.summary if meta else {}, contents)


def _salvage(data: bytes, walk: Walk) -> int:
    """Puts every document that can be read in a damaged file into the state; how many there were."""
    table, documents = "", 0
    for line in data.split(b"\n"):
        text = line.rstrip(b",")
        if text.endswith(b":{") and isinstance(name := _value(text[:-2]), str):
            table = name
            continue
        entry = _value(b"{" + text + b"}")
        if not table or table == META or not isinstance(entry, dict):
            continue
        for key, document in entry.items():
            if key.isdecimal() and isinstance(document, dict):
                walk.tables.setdefault(table, {})[int(key)] = document
                documents += 1
    return documents


def _replay(journals: dict[int, bytes], walk: Walk) -> int:
    """Applies every whole change of the journals, proven or not; how many there were."""
    changes = 0
    for generation in sorted(journals):
        expected = read_header(journals[generation]) or Header(generation, walk.head.hex(), walk.schema)
        found = parse(journals[generation], expected)
        for frame in [*found.frames, *found.behind]:
            apply(walk.tables, frame.operations)
            changes += 1
    walk.last, walk.alien = None, False
    return changes


def _value(text: bytes) -> Any:
    try:
        return msgspec.json.decode(text)
    except BROKEN:
        return None
