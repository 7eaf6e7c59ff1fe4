"""Removing a session's folder so that it is never seen half removed: its name goes in one step, then its files."""

import contextlib
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
    is_removed,
    journal_name,
    journals,
    removed_name,
)
from facilitator.store.notices import StoreError
from facilitator.store.recovery import recover

_LITTER = ("thumbs.db", "desktop.ini", ".ds_store", ".directory")
"""What file managers leave in every folder, in small letters."""


def strangers(folder: Path, files: Files = REAL) -> list[str]:
    """Files in a session's folder that are not the program's own: somebody put them there, and they go nowhere."""
    own = {SESSION, NEW, LOCK, HOLDER, COPIES, ROUNDS, *(journal_name(n) for n in journals(files, folder))}
    found = (name for name in files.names(folder) if name not in own)
    return [name for name in found if name.lower() not in _LITTER and not name.startswith("._")]


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
        if names := strangers(folder, files):
            raise StoreError("strangers", folder, names=", ".join(names))
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
