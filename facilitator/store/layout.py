"""The names in a session's folder, and the number of its format."""

import re
from collections.abc import Callable
from pathlib import Path

from facilitator.store.documents import Tables
from facilitator.store.files import Files

SCHEMA = 1
"""Number of the format that this program writes."""
MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""For every older number a pure function that brings the tables to the next one."""

SESSION = "session.json"
NEW = "session.json.new"
LOCK = "session.lock"
HOLDER = "session.holder"
COPIES = "copies"
ROUNDS = "rounds"
KEEP = 3
"""How many former checkpoints stay in ``copies``."""

_JOURNAL = re.compile(r"session\.wal-(\d{1,12})")
_COPY = re.compile(r"session-(\d{6,12})\.(?:json|wal)")
_REMOVED = re.compile(r"\..+\.removed-[0-9a-f]{8}")


def journal_name(generation: int) -> str:
    """The journal of a checkpoint."""
    return f"session.wal-{generation}"


def copy_name(generation: int, suffix: str) -> str:
    """A former checkpoint (``json``) or its journal (``wal``)."""
    return f"session-{generation:06}.{suffix}"


def removed_name(name: str, mark: str) -> str:
    """What the folder of a session is called from the moment it is removed; ``mark``: 8 hex digits."""
    return f".{name}.removed-{mark}"


def is_removed(name: str) -> bool:
    """Whether a folder is what an interrupted removal left."""
    return _REMOVED.fullmatch(name) is not None


def journals(files: Files, folder: Path) -> dict[int, str]:
    """The journals in a session's folder by generation."""
    found = ((_JOURNAL.fullmatch(name), name) for name in files.names(folder))
    return {int(match[1]): name for match, name in found if match}


def copies(files: Files, folder: Path) -> list[tuple[int, str]]:
    """Generation and name of everything that is kept in ``copies`` by generation, the newest first."""
    found = ((_COPY.fullmatch(name), name) for name in files.names(folder / COPIES))
    return sorted(((int(match[1]), name) for match, name in found if match), reverse=True)


def keep_aside(files: Files, folder: Path, stem: str, data: bytes) -> str:
    """Puts bytes into ``copies`` under a name that is free (or holds them already); gives the name.

    Raises:
        OSError: they could not be written.
    """
    files.make_folder(folder / COPIES)
    number = 1
    while True:
        name = f"{stem}-{number}"
        path = folder / COPIES / name
        if not files.exists(path):
            break
        if files.read(path) == data:
            return f"{COPIES}/{name}"
        number += 1
    part = path.with_name(f"{name}.part")
    files.remove(part)
    handle = files.create(part)
    try:
        handle.write(data)
        handle.sync()
    finally:
        handle.close()
    files.replace(part, path)
    files.sync_folder(path.parent)
    return f"{COPIES}/{name}"
