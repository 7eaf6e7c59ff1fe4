"""Dry runs: a session to try things with, in a folder of its own outside the home, gone when it is closed.

The process that tries holds a lock in that folder. What a killed program leaves is therefore told apart from a dry run
that goes on in another window, and is removed at the next occasion.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import time

from facilitator.core.activity import Activity
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.core.rounds import Round
from facilitator.core.workshop import Workshop
from facilitator.session.record import record
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.store.files import REAL
from facilitator.store.layout import SESSION
from facilitator.store.notices import ReadOnly
from facilitator.store.places import sessions

PREFIX = "facilitator-dry-run-"
MARK = "dry-run.lock"
"""In the folder of a dry run; locked as long as its program lives."""
PEOPLE = (
    ("Ada Vermeer", N_("Sales")),
    ("Bo Lindqvist", N_("Production")),
    ("Chris Okafor", N_("Office")),
    ("Dina Haas", N_("Sales")),
    ("Emil Novak", N_("Production")),
    ("Fay Laurent", N_("Office")),
)
"""Those who take part in the dry run of a workshop, with their departments."""

_held: dict[Path, Callable[[], None]] = {}


def of_workshop(
    workshop: Workshop, kinds: Mapping[str, Activity], tr: Translator, now: Callable[[], float] = time
) -> Path:
    """A session of the workshop with six made-up people, and its folder.

    Raises:
        FacilitatorError: there is no room for temporary files.
    """
    language = tr.language if tr.language in workshop.languages else workshop.languages[0]
    people = [Person(id=new_id(), name=name, department=tr(part), order=n) for n, (name, part) in enumerate(PEOPLE)]
    root = _new_root(tr)
    try:
        session = create(root, workshop, Beginning(title="", language=language, people=people), kinds, now)
        session.close()
    except BaseException:
        _remove(root)
        raise
    return session.store.folder


def of_session(path: Path, kinds: Mapping[str, Activity], tr: Translator) -> Path:
    """A copy of a session, which may be open elsewhere, and the copy's folder.

    Raises:
        FacilitatorError: it cannot be opened or is damaged, a round goes on in it, or there is no room for temporary files.
    """
    session = Session.open(path, kinds, read_only=True)
    try:
        if session.store.read_only is ReadOnly.DAMAGED:
            raise FacilitatorError(tr("This session is damaged: repair it before a dry run."))
        if any(one.state != "revealed" for one in session.table(Round).values()):
            raise FacilitatorError(
                tr("A round goes on in this session: its ballots are not copied. Reveal it before a dry run.")
            )
        content = record(session)
        name = session.store.folder.name
    finally:
        session.close()
    root = _new_root(tr)
    try:
        folder = sessions(root) / name
        folder.mkdir(parents=True)
        (folder / SESSION).write_bytes(content)
    except OSError as error:
        _remove(root)
        raise _no_room(error, tr) from error
    return folder


def root_of(folder: Path) -> Path | None:
    """The folder of the dry run that a session belongs to; None for a session that is kept."""
    root = folder.parent.parent
    is_dry = folder.parent == sessions(root) and root.name.startswith(PREFIX) and (root / MARK).is_file()
    return root if is_dry else None


def discard(folder: Path) -> None:
    """Removes a closed session with everything that was made from it, if it was a dry run."""
    root = root_of(folder)
    if root is not None:
        _remove(root)


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


def _new_root(tr: Translator) -> Path:
    try:
        while True:
            root = Path(tempfile.mkdtemp(prefix=PREFIX))
            free = REAL.lock(root / MARK)
            if free is not None:  # else another program has just swept it
                _held[root] = free
                return root
    except OSError as error:
        raise _no_room(error, tr) from error


def _no_room(error: OSError, tr: Translator) -> FacilitatorError:
    reason = error.strerror or str(error)
    return FacilitatorError(tr("A dry run needs room for temporary files: {reason}.", reason=reason))


def _remove(root: Path) -> None:
    free = _held.pop(root, None)
    if free is not None:
        free()
    shutil.rmtree(root, ignore_errors=True)
