"""Dry runs: a session to try things with, in a folder of its own outside the home, gone when it is closed."""

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
from facilitator.store.layout import SESSION
from facilitator.store.notices import ReadOnly
from facilitator.store.places import sessions
from facilitator.store.temporary import new_root, remove

PEOPLE = (
    ("Ada Vermeer", N_("Sales")),
    ("Bo Lindqvist", N_("Production")),
    ("Chris Okafor", N_("Office")),
    ("Dina Haas", N_("Sales")),
    ("Emil Novak", N_("Production")),
    ("Fay Laurent", N_("Office")),
)
"""Those who take part in the dry run of a workshop, with their departments."""


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
        remove(root)
        raise
    return session.store.folder


def of_session(path: Path, kinds: Mapping[str, Activity], tr: Translator) -> Path:
    """A copy of a session, which may be open elsewhere, and the copy's folder.

    Raises:
        FacilitatorError: it cannot be opened, is damaged, has a round going on, or there is no room for a copy.
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
        remove(root)
        raise _no_room(error, tr) from error
    return folder


def _new_root(tr: Translator) -> Path:
    try:
        return new_root()
    except OSError as error:
        raise _no_room(error, tr) from error


def _no_room(error: OSError, tr: Translator) -> FacilitatorError:
    reason = error.strerror or str(error)
    return FacilitatorError(tr("A dry run needs room for temporary files: {reason}.", reason=reason))
