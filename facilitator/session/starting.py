"""A new session out of a workshop."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Date
from itertools import chain, count
from pathlib import Path
from time import time

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.actuals import KEEPING_ITS_LENGTH, fitted
from facilitator.core.change import Change
from facilitator.core.clients import same_client
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import translator
from facilitator.core.ids import new_id
from facilitator.core.records import Clock, Counter, Person, Record, SessionInfo, Step, WorkshopCopy
from facilitator.core.text import line, slug
from facilitator.core.workshop import Collection, StepDef, Workshop, parse
from facilitator.session.earlier import Earlier, Wanted, rest_of_agenda, taken_cards, taken_known, taken_tasks
from facilitator.session.session import Session
from facilitator.session.who import paired
from facilitator.store.store import Store


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """What the facilitator chooses for a new session."""

    title: str
    client: str = ""
    date: str = ""
    """ISO; empty: today."""
    starts: str = ""
    """Clock time ``HH:MM`` at which its days are to begin; empty: when the clock is first started."""
    language: str = "en"
    people: Sequence[Person] = ()
    follows: Earlier | None = None
    """The session that this one goes on from."""
    wanted: Wanted = Wanted()
    """What is taken over from it."""
    minutes: Mapping[str, int] = {}
    """Planned minutes other than the workshop's, by key of the step; breaks keep theirs."""


def create(
    home: Path,
    workshop: Workshop,
    beginning: Beginning,
    kinds: Mapping[str, Activity],
    now: Callable[[], float] = time,
) -> Session:
    """Makes the session's folder under ``home/sessions``, saves agenda and people, and opens it.

    Raises:
        FacilitatorError: the folder cannot be written, or the rest of an agenda is wanted of which all is done.
    """
    date = beginning.date or Date.today().isoformat()  # noqa: DTZ011 – the local day is meant
    earlier = beginning.follows
    info = SessionInfo(
        id=new_id(),
        title=line(beginning.title) or workshop.in_language(beginning.language).title,
        client=line(beginning.client) or (earlier.info.client if earlier else ""),
        date=date,
        starts=beginning.starts,
        language=beginning.language,
        workshop=earlier.info.workshop if earlier and beginning.wanted.rest else workshop.id,
        follows=earlier.info.id if earlier else None,
    )
    records = _records(workshop, beginning, info)
    folder = free_folder(home / "sessions", f"{date} {info.client} {info.title}")
    session = Session(Store.create(folder, now=now), kinds, now)
    session.apply_now(Change("", records, history="none"))
    return session


def _records(workshop: Workshop, beginning: Beginning, info: SessionInfo) -> tuple[Record, ...]:
    """Everything that is in a session from the start."""
    copy = WorkshopCopy(id=new_id(), source=workshop.source, overlays=workshop.overlays)
    steps = [new_step(entry, order) for order, entry in enumerate(workshop.steps, 1)]
    taken: list[Record] = []
    if (earlier := beginning.follows) is not None:
        wanted, collections = beginning.wanted, workshop.collections
        if wanted.rest:
            steps, copy, collections = _rest(earlier, beginning.language)
        taken += taken_cards(earlier, wanted.cards, collections)
        if wanted.tasks and earlier.tasks:
            owners = {person.id: person for person in earlier.people}
            known = paired(earlier.people, beginning.people)
            tasks, came = taken_tasks(earlier.tasks, owners, beginning.people, number=1, order=1.0, known=known)
            taken += [*tasks, *came, Counter(id=new_id(), name="tasks", next=len(tasks) + 1)]
        if wanted.known and same_client(info.client, earlier.info.client) == "same":
            here = [*beginning.people, *(record for record in taken if isinstance(record, Person))]
            taken += taken_known(earlier, [step.kind for step in steps], here)
    steps = [_planned(step, beginning.minutes) for step in steps]
    first = next((step for step in steps if step.state == "open"), None)
    clock = Clock(id=new_id(), step=first.id if first else new_id())
    return (info, copy, clock, *steps, *beginning.people, *taken)


def _rest(earlier: Earlier, language: str) -> tuple[list[Step], WorkshopCopy, dict[str, Collection]]:
    steps = rest_of_agenda(earlier)
    if not steps:
        tr = translator(language)
        raise FacilitatorError(tr("Every step of “{title}” is done: nothing is left of it.", title=earlier.info.title))
    whole = parse(earlier.workshop.source, earlier.workshop.overlays, earlier.info.workshop)
    return steps, msgspec.structs.replace(earlier.workshop, id=new_id()), whole.collections


def _planned(step: Step, minutes: Mapping[str, int]) -> Step:
    plan = minutes.get(step.key, 0)
    if plan <= 0 or step.kind in KEEPING_ITS_LENGTH:
        return step
    return msgspec.structs.replace(step, minutes=fitted(step.minutes, plan))


def free_folder(parent: Path, title: str) -> Path:
    """A folder name for the title that is not taken yet."""
    name = slug(title, 60)
    names = chain((name,), (f"{name}-{n}" for n in count(2)))
    return next(folder for one in names if not (folder := parent / one).exists())


def new_step(entry: StepDef, order: float) -> Step:
    """The agenda's step for an entry of a workshop."""
    return Step(
        id=new_id(),
        key=entry.id,
        kind=entry.kind,
        order=order,
        minutes=entry.minutes,
        priority=entry.priority,
        items=entry.items or "",
        only=entry.only,
        settings=entry.settings,
        fixed=entry.fixed or "",
        day=entry.day,
        buffer=entry.buffer,
        groups=entry.groups or 0,
    )
