"""Removing a session's folder so that it is never seen half removed: its name goes in one step, then its files."""

import contextlib
import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from facilitator.store.documents import Tables
from facilitator.store.files import REAL, Files
from facilitator.store.layout import (
    COPIES,
    HOLDER,
    LOCK,
    NEW,
    ROUNDS,
    SESSION,
    copies,
    is_removed,
    journal_name,
    journals,
    removed_name,
)
from facilitator.store.notices import StoreError
from facilitator.store.recovery import recover

_INSIDE = {
    COPIES: re.compile(r"session-\d{6,12}\.(?:json|wal)(?:\.part)?|[a-z][a-z0-9_.-]*-\d{1,6}(?:\.part)?"),
    ROUNDS: re.compile(r"[0-9A-Z]+\.box(?:\..+)?"),
}
"""What the program calls its files in these folders."""
_LITTER = ("thumbs.db", "desktop.ini", ".ds_store", ".directory")
"""What file managers leave in every folder, in small letters."""
NAMED = 8
"""Files of somebody else that a sentence names at most."""


def strangers(folder: Path, files: Files = REAL) -> list[str]:
    """Files in a session's folder that are not the program's own: somebody put them there, and they go nowhere."""
    own = {SESSION, NEW, LOCK, HOLDER, COPIES, ROUNDS, *(journal_name(n) for n in journals(files, folder))}
    found = [name for name in files.names(folder) if name not in own and not _is_litter(name)]
    for inner, names in _INSIDE.items():
        there = files.names(folder / inner) if files.exists(folder / inner) else []
        found += [f"{inner}/{name}" for name in there if not names.fullmatch(name) and not _is_litter(name)]
    return found


def _listed(names: list[str]) -> str:
    return ", ".join(names[:NAMED] + ["…"] * (len(names) > NAMED))


def _is_litter(name: str) -> bool:
    return name.lower() in _LITTER or name.startswith("._")


def _is_session(folder: Path, files: Files) -> bool:
    """Whether there is a session, or what damage has left of one."""
    return files.exists(folder / SESSION) or bool(copies(files, folder) or journals(files, folder))


def remove_session(folder: Path, *, only: Callable[[Tables], bool] | None = None, files: Files = REAL) -> None:
    """Removes a session with its copies and boxes. What a kill in the middle leaves, ``sweep`` removes.

    ``only``: asked with the session's documents once nobody else can change them; False leaves everything as it is.

    Raises:
        StoreError: it is not there, somebody has it open, it holds files of somebody else, it has changed, or the disk
            refuses.
    """
    try:
        if not files.exists(folder):
            raise StoreError("missing", folder)
        if not _is_session(folder, files):
            raise StoreError("no_session", folder)
        if names := strangers(folder, files):
            raise StoreError("strangers", folder, names=_listed(names))
        aside = _put_aside(folder, only, files)
    except OSError as error:
        raise StoreError("not_removed", folder, reason=error.strerror or error) from error
    with contextlib.suppress(OSError):  # its name is gone; what is left is swept at the next occasion
        files.sync_folder(folder.parent)
        _delete(aside, files)


def sweep(parent: Path, files: Files = REAL) -> None:
    """Removes what interrupted removals left in a folder of sessions; what cannot be removed stays for next time."""
    with contextlib.suppress(OSError):
        for name in files.names(parent):
            if is_removed(name):
                _delete(parent / name, files)


def _put_aside(folder: Path, only: Callable[[Tables], bool] | None, files: Files) -> Path:
    free = files.lock(folder / LOCK)
    if free is None:
        raise StoreError("in_use", folder)
    aside = folder.with_name(removed_name(folder.name, secrets.token_hex(4)))
    try:
        if only is not None and not only(recover(files, folder).tables):
            raise StoreError("changed_since", folder)
        if sys.platform == "win32":  # a folder with an open file in it cannot be renamed there
            free()
        files.replace(folder, aside)
    finally:
        free()
    return aside


def _delete(folder: Path, files: Files) -> None:
    for name in files.names(folder):
        path = folder / name
        if name in (COPIES, ROUNDS):
            for inner in files.names(path):
                files.remove(path / inner)
            files.remove_folder(path)
        else:
            files.remove(path)
    files.remove_folder(folder)
    files.sync_folder(folder.parent)
