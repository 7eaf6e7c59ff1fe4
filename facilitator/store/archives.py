"""Which archives there are: what their sessions were, from the beginning of each file alone."""

from pathlib import Path

from facilitator.store import checkpoint
from facilitator.store.archive import SUFFIX, check
from facilitator.store.disk import FIRST_LINE
from facilitator.store.files import REAL, Files
from facilitator.store.layout import SESSION
from facilitator.store.notices import Finding
from facilitator.store.peek import SessionSummary, summary_of

_START = b'{"_meta":'


def archives(place: Path, *, files: Files = REAL) -> list[SessionSummary]:
    """The archives in a folder, the newest session first; one that is none, or damaged, has a ``fault``.

    Raises:
        OSError: the folder cannot be read.
    """
    names = (name for name in files.names(place) if name.lower().endswith(SUFFIX) and not name.startswith("."))
    found = [peek_archive(place / name, files=files) for name in names]
    return sorted(found, key=lambda summary: (summary.date, summary.folder.name), reverse=True)


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
