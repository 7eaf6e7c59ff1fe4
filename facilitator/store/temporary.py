"""Homes outside the home, for dry runs: gone when the session is closed, or at the next start.

The process that uses one holds a lock in it. What a killed program leaves is therefore told apart from a dry run that
goes on in another window.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from facilitator.store.files import REAL
from facilitator.store.places import sessions

PREFIX = "facilitator-dry-run-"
MARK = "dry-run.lock"
"""In every such folder; locked as long as its program lives."""

_held: dict[Path, Callable[[], None]] = {}


def new_root() -> Path:
    """A new folder for a home that is not kept.

    Raises:
        OSError: there is no room for temporary files.
    """
    while True:
        root = Path(tempfile.mkdtemp(prefix=PREFIX))
        free = REAL.lock(root / MARK)
        if free is not None:  # else another program has just swept it
            _held[root] = free
            return root


def root_of(folder: Path) -> Path | None:
    """The folder of the dry run that a session belongs to; None for a session that is kept."""
    root = folder.parent.parent
    is_dry = folder.parent == sessions(root) and root.name.startswith(PREFIX) and (root / MARK).is_file()
    return root if is_dry else None


def discard(folder: Path) -> None:
    """Removes a closed session with everything that was made from it, if it was a dry run."""
    root = root_of(folder)
    if root is not None:
        remove(root)


def remove(root: Path) -> None:
    """Removes the folder of a dry run."""
    free = _held.pop(root, None)
    if free is not None:
        free()
    shutil.rmtree(root, ignore_errors=True)


def sweep() -> None:
    """Removes what dry runs of killed programs left."""
    with contextlib.suppress(OSError):
        for root in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if root in _held or root.is_symlink() or not (root / MARK).is_file():
                continue
            with contextlib.suppress(OSError):
                if (free := REAL.lock(root / MARK)) is not None:
                    free()
                    shutil.rmtree(root, ignore_errors=True)
