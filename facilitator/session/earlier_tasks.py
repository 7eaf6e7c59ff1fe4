"""Open tasks that the client's earlier sessions left, for the plan of this one.

A task counts as taken over as soon as a later session has one whose ``origin`` it is: then only that one goes on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from facilitator.core.activity import Activity
from facilitator.core.change import Change
from facilitator.core.clients import Likeness, same_client
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import Person, SessionInfo, Task
from facilitator.session.earlier import NotWhole, is_damaged, open_tasks, taken_tasks
from facilitator.session.session import Session
from facilitator.store.peek import SessionSummary, summaries
from facilitator.store.places import sessions


@dataclass(frozen=True)
class OpenTask:
    """A task and where it comes from."""

    task: Task
    owner: Person | None
    session: SessionInfo


@dataclass(frozen=True)
class Left:
    """What the sessions of one client's name left open."""

    client: str
    """As these sessions write it."""
    sure: bool
    """Whether it is the name of this session's client as well; else a like one, and it is to be asked."""
    tasks: tuple[OpenTask, ...]
    """By date, those without one last."""
    sessions: tuple[Id, ...]
    faults: tuple[FacilitatorError, ...]
    """Why a session of this client could not be read."""


@dataclass(frozen=True)
class Asking:
    """The session that asks, as it is now."""

    folder: Path
    info: SessionInfo
    origins: frozenset[Id]


def asking(session: Session) -> Asking:
    """What of a session decides which tasks it is offered; taken before the reading, which is done in a thread."""
    return Asking(session.store.folder, session.info, _origins(session))


def find(home: Path, asking: Asking, kinds: Mapping[str, Activity], *, strangers: bool = False) -> list[Left]:
    """The open tasks of earlier sessions in the home by their client's name, the sure ones first.

    Read are only sessions of a like name that have open tasks. ``strangers``: also those that were said to be another
    client's. A session that cannot be read is a fault of its client, never an error.
    """
    known = [entry for entry in summaries(sessions(home)) if _is_earlier(entry, asking)]
    superseded = frozenset[Id]().union(*(entry.origins for entry in known))
    groups: dict[tuple[bool, str], list[SessionSummary]] = {}
    for entry in known:
        likeness = _likeness(entry, asking.info)
        apart = entry.id in asking.info.strangers and not strangers
        if likeness != "no" and not apart and (entry.open_tasks or entry.open):
            name = "" if likeness == "same" else " ".join(entry.client.casefold().split())
            groups.setdefault((likeness != "same", name), []).append(entry)
    found = [_read(group, not maybe, asking, superseded, kinds) for (maybe, _), group in sorted(groups.items())]
    return [left for left in found if left.tasks or left.faults]


def _is_earlier(entry: SessionSummary, asking: Asking) -> bool:
    itself = entry.folder == asking.folder or entry.id == asking.info.id
    return not (itself or entry.fault) and entry.date <= asking.info.date


def _likeness(entry: SessionSummary, info: SessionInfo) -> Likeness:
    """How like the clients are; that of a session without one is never sure, that of the one it follows always."""
    if entry.id and entry.id == info.follows:
        return "same"
    likeness = same_client(entry.client, info.client)
    return "maybe" if likeness == "same" and not info.client.strip() else likeness


def _read(
    entries: Sequence[SessionSummary],
    sure: bool,
    asking: Asking,
    superseded: frozenset[Id],
    kinds: Mapping[str, Activity],
) -> Left:
    found: list[OpenTask] = []
    faults: list[FacilitatorError] = []
    for entry in entries:
        try:
            session = Session.open(entry.folder, kinds, read_only=True)
        except FacilitatorError as error:
            faults.append(error)
            continue
        if is_damaged(session):
            faults.append(NotWhole(session))
        people, info = session.table(Person), session.info
        found += [OpenTask(task, people.get(task.owner or ""), info) for task in open_tasks(session)]
        superseded |= _origins(session)
        session.close()
    left = [one for one in found if one.task.id not in superseded and not _is_here(one.task, asking.origins)]
    left.sort(key=lambda one: (one.task.due or "9999", one.session.date, one.task.order, one.task.number))
    ids = tuple(entry.id for entry in entries if entry.id)
    return Left(entries[0].client, sure, tuple(left), ids, tuple(faults))


def _origins(session: Session) -> frozenset[Id]:
    return frozenset(task.origin for task in session.table(Task).values() if task.origin)


def _is_here(task: Task, origins: frozenset[Id]) -> bool:
    """Whether a session that has tasks of these origins has this task already, in this form or an older one."""
    return task.id in origins or task.origin in origins


def take_over(session: Session, tasks: Iterable[OpenTask], tr: Translator, *, done: bool = False) -> Change | None:
    """Puts tasks of earlier sessions into the plan, each once; with ``done`` as done. None: all are there already."""
    origins = _origins(session)
    wanted = [one for one in tasks if not _is_here(one.task, origins)]
    if not wanted:
        return None
    owners = {one.owner.id: one.owner for one in wanted if one.owner}
    last = max((task.order for task in session.table(Task).values()), default=0.0)
    here = sorted(session.table(Person).values(), key=lambda person: (person.order, person.id))
    number = session.number("tasks")
    copies, came = taken_tasks([one.task for one in wanted], owners, here, number=number, order=last + 1)
    label = tr.n("take over {n} task", "take over {n} tasks", len(copies))
    if done:
        copies = [replace(task, status="done") for task in copies]
        label = tr.n("{n} task of an earlier session is done", "{n} tasks of earlier sessions are done", len(copies))
    return Change(label, (*came, *copies, session.counted("tasks", len(copies))))


def of_another(session: Session, left: Left, tr: Translator) -> Change:
    """Keeps that these sessions are another client's: their tasks are not offered again by themselves."""
    strangers = dict.fromkeys((*session.info.strangers, *left.sessions))
    return Change(tr("another client"), (replace(session.info, strangers=tuple(strangers)),), history="none")
