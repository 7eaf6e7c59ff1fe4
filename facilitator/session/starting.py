"""A new session out of a workshop."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as Date
from pathlib import Path
from time import time

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Clock, Person, Record, SessionInfo, Step, WorkshopCopy
from facilitator.core.text import line, slug
from facilitator.core.workshop import StepDef, Workshop
from facilitator.session.session import Session
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


def create(
    home: Path,
    workshop: Workshop,
    beginning: Beginning,
    kinds: Mapping[str, Activity],
    now: Callable[[], float] = time,
) -> Session:
    """Makes the session's folder under ``home/sessions``, saves agenda and people, and opens it.

    Raises:
        FacilitatorError: the folder cannot be written.
    """
    date = beginning.date or Date.today().isoformat()  # noqa: DTZ011 – the local day is meant
    info = SessionInfo(
        id=new_id(),
        title=line(beginning.title) or workshop.in_language(beginning.language).title,
        client=line(beginning.client),
        date=date,
        starts=beginning.starts,
        language=beginning.language,
        workshop=workshop.id,
    )
    folder = free_folder(home / "sessions", f"{date} {info.client} {info.title}")
    session = Session(Store.create(folder, now=now), kinds, now)
    steps = [new_step(entry, order) for order, entry in enumerate(workshop.steps, 1)]
    copy = WorkshopCopy(id=new_id(), source=workshop.source, overlays=workshop.overlays)
    clock = Clock(id=new_id(), step=steps[0].id if steps else new_id())
    records: Iterable[Record] = (info, copy, clock, *steps, *beginning.people)
    session.apply_now(Change("", tuple(records), history="none"))
    return session


def free_folder(parent: Path, title: str) -> Path:
    """A folder name for the title that is not taken yet."""
    name = slug(title, 60)
    taken = (parent / name, *(parent / f"{name}-{n}" for n in range(2, 10_000)))
    return next(folder for folder in taken if not folder.exists())


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
