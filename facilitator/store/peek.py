"""What Home shows of sessions, from the first line of each file alone."""

from pathlib import Path
from typing import Any

import msgspec

from facilitator.store import checkpoint, journal
from facilitator.store.disk import FIRST_LINE
from facilitator.store.files import REAL, Files
from facilitator.store.layout import COPIES, SESSION, is_removed, journal_name, journals
from facilitator.store.notices import Finding

_HEADER = 1_024  # bytes within which the first line of a journal ends


class SessionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """One line of Home."""

    folder: Path
    id: str = ""
    """Id of the session's own record; empty in files that do not say it in their first line."""
    title: str = ""
    client: str = ""
    date: str = ""
    state: str = ""
    """``prepared``, ``running``, ``finished``; ``open`` when there are changes that the summary does not know."""
    workshop: str = ""
    steps: int = 0
    steps_done: int = 0
    open_tasks: int = 0
    next_due: str = ""
    people: int = 0
    """How many took part."""
    minutes: dict[str, int] = {}
    """Minutes that the steps took which are done, by key."""
    origins: list[str] = []
    """Ids of the tasks of earlier sessions that go on in this one."""
    open: bool = False
    """A program has it open, or it was not closed."""
    fault: str = ""
    """What is wrong with the file, as a sentence; empty: nothing that the first line shows."""
    finding: Finding | None = None
    """The same, to be translated."""


def peek(path: Path, *, files: Files = REAL) -> SessionSummary:
    """The summary of a session by its folder or its ``session.json``; a broken one has a ``fault``."""
    folder = path.parent if path.name == SESSION else path
    try:
        return _peek(folder, files)
    except FileNotFoundError:
        return _faulty(folder, Finding("no_session", {"path": str(folder)}))
    except OSError as error:
        return _faulty(folder, Finding("unreachable", {"path": str(folder), "reason": error.strerror or str(error)}))


def summaries(folder: Path, *, files: Files = REAL) -> list[SessionSummary]:
    """The sessions in a folder of sessions, the newest date first."""
    names = (name for name in files.names(folder) if not is_removed(name))
    found = [peek(folder / name, files=files) for name in names if _is_session(folder / name, files)]
    return sorted(found, key=lambda summary: (summary.date, summary.folder.name), reverse=True)


def _peek(folder: Path, files: Files) -> SessionSummary:
    data = files.head(folder / SESSION, FIRST_LINE)
    line, ended, _ = data.partition(b"\n")
    if not ended and len(data) == FIRST_LINE:
        line = files.read(folder / SESSION).partition(b"\n")[0]
    meta = checkpoint.read_meta(line)
    if meta is None:
        code = "foreign" if line.startswith(b"{") else "not_a_session"
        return _faulty(folder, Finding(code, {"path": str(folder / SESSION)}))
    found = summary_of(folder, meta)
    if meta.open and _has_changes(files, folder / journal_name(meta.generation)):
        return msgspec.structs.replace(found, state="open")
    return found


def summary_of(path: Path, meta: checkpoint.Meta) -> SessionSummary:
    """What the first line of a session says, wherever it lies."""
    known = {key: _fit(meta.summary.get(key), default) for key, default in _FIELDS.items()}
    return SessionSummary(folder=path, open=meta.open, **known)


_FIELDS: dict[str, Any] = {
    "id": "",
    "title": "",
    "client": "",
    "date": "",
    "state": "",
    "workshop": "",
    "steps": 0,
    "steps_done": 0,
    "open_tasks": 0,
    "next_due": "",
    "people": 0,
    "minutes": {},
    "origins": [],
}


def _fit(value: Any, default: Any) -> Any:
    """The value if it is one of the default's type; of tables and lists, what in them is as it should be."""
    if type(value) is not type(default):
        return default
    if isinstance(value, dict):
        return {key: minutes for key, minutes in value.items() if type(minutes) is int}
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else value


def _faulty(folder: Path, finding: Finding) -> SessionSummary:
    return SessionSummary(folder=folder, title=folder.name, fault=str(finding), finding=finding)


def _has_changes(files: Files, path: Path) -> bool:
    try:
        head = files.head(path, _HEADER)
    except FileNotFoundError:
        return False
    return journal.read_header(head) is None or head.partition(b"\n")[2] != b""


def _is_session(folder: Path, files: Files) -> bool:
    """Whether there is a session, or what is left of one."""
    if files.exists(folder / SESSION):
        return True
    try:
        return bool(files.names(folder / COPIES)) and bool(journals(files, folder) or files.names(folder))
    except NotADirectoryError:
        return False
