"""A session's results: who may read what is decided here, once, for every form of results."""

from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import __version__
from facilitator.core import plan
from facilitator.core.agenda import ordered
from facilitator.core.blocks import AnyBlock, Bullets, Column, Heading, Profile, Table, Text, filtered, may_see
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator, translator
from facilitator.core.people import took_part
from facilitator.core.records import Note, Person, Step, Task
from facilitator.core.text import slug
from facilitator.exports.package import Package, PlanTask
from facilitator.exports.writing import ExportResult, Progress, write
from facilitator.session import sub_groups
from facilitator.session.comparison import comparison
from facilitator.session.record import record, schema
from facilitator.session.run_sheet import run_sheet
from facilitator.session.views import title_of, view
from facilitator.store import places

if TYPE_CHECKING:
    from facilitator.session.session import Session


def export(
    session: "Session",
    *,
    profile: Profile = "client",
    language: str = "",
    folder: Path | None = None,
    formats: Iterable[str] | None = None,
    starts: str = "",
    progress: Progress | None = None,
) -> ExportResult:
    """Writes a session's results into a new folder ``<date>-<session>-<profile>`` under ``folder``.

    Without ``folder`` that is the home's place for exports, without ``language`` the session's own, without ``formats``
    everything that the profile may have. Screens make the package on their own thread and write it on another.

    Raises:
        FacilitatorError: no such form of results, not for this profile, or the folder cannot be made.
    """
    return write(package(session, profile, language, starts), folder or place_of(session), formats, progress)


def place_of(session: "Session") -> Path:
    """Where a session's results go when no folder is named: beside the sessions of its home."""
    home = session.store.folder.parent
    return places.exports(home.parent if home.name == "sessions" else places.home())


def package(session: "Session", profile: Profile, language: str = "", starts: str = "") -> Package:
    """The session as plain data for one kind of reader, in one language; the same session gives the same package."""
    info = session.info
    tr = translator(language or info.language)
    day = info.date or Date.today().isoformat()  # noqa: DTZ011 – the local day is meant
    workshop = session.workshop(tr.language)
    consultant = profile == "consultant"
    return Package(
        profile=profile,
        tr=tr,
        title=info.title,
        client=info.client,
        date=info.date,
        language=tr.language,
        state=info.state,
        workshop=workshop.title,
        folder=f"{day}-{slug(f'{info.client} {info.title}', 60)}-{profile}",
        program=f"facilitator {__version__}",
        purpose=workshop.purpose,
        people=sum(not person.facilitator for person in took_part(session.table(Person).values())),
        blocks=tuple(blocks(session, profile, tr)),
        tasks=tuple(plan_tasks(session, profile)),
        sheet=tuple(run_sheet(session, tr, starts)) if consultant else (),
        record=record(session) if consultant else b"",
        schema=schema(session) if consultant else {},
    )


def blocks(session: "Session", profile: Profile, tr: Translator) -> list[AnyBlock]:
    """The report below its title, as far as the profile may read it; a part with nothing to read has no heading."""
    parts = [
        (tr("Participants"), participants(session, tr)),
        (tr("Decisions"), kept(session, "decision", tr)),
        (tr("Plan"), plan.blocks(tasks_for(session, profile), session.table(Person), tr)),
        *((title_of(session, step, tr.language), step_blocks(session, step, tr)) for step in ordered(session.steps)),
        (tr("Parked thoughts"), kept(session, "parked", tr)),
        (tr("Notes"), kept(session, "note", tr)),
        (tr("Agenda"), agenda(session, tr)),
    ]
    shown: list[AnyBlock] = []
    for title, content in parts:
        if readable := filtered(content, profile):
            shown += [Heading(text=title), *readable]
    return shown


def step_blocks(session: "Session", step: Step, tr: Translator) -> list[AnyBlock]:
    """What a step has to report; nothing for a skipped one. One that cannot be read says so."""
    if step.state == "skipped":
        return []
    try:
        if step.kind not in session.kinds:
            return _missing(step, tr)
        look = view(session, step, tr)
        return [*session.kinds[step.kind].blocks(look), *sub_groups.blocks(look)]
    except FacilitatorError as error:
        return [Text(text=str(error))]


def _missing(step: Step, tr: Translator) -> list[AnyBlock]:
    return [Text(text=tr("The kind “{kind}” of this step is not installed; what it holds is kept.", kind=step.kind))]


def participants(session: "Session", tr: Translator) -> list[AnyBlock]:
    """Who took part, for the team."""
    rows = tuple(
        (
            f"{person.name} ({tr('facilitator')})" if person.facilitator else person.name,
            person.role,
            person.department or person.organisation,
        )
        for person in took_part(session.table(Person).values())
    )
    columns = tuple(Column(title=title) for title in (tr("Name"), tr("Role"), tr("Department")))
    used = [0, *(at for at in (1, 2) if any(row[at] for row in rows))]
    narrow = tuple(tuple(row[at] for at in used) for row in rows)
    return [Table(audience="team", columns=tuple(columns[at] for at in used), rows=narrow)] if rows else []


def kept(session: "Session", what: str, tr: Translator) -> list[AnyBlock]:
    """Decisions, parked thoughts (with a mark for those that are dealt with), or the facilitator's notes."""
    notes = sorted((note for note in session.table(Note).values() if note.what == what), key=lambda n: (n.at, n.id))
    if not notes:
        return []
    titles = {step.id: title_of(session, step, tr.language) for step in session.steps}
    items = tuple(_with_place(note.text, titles.get(note.step or "", "")) for note in notes)
    return [
        Bullets(
            items=items,
            done=tuple(note.done for note in notes) if what == "parked" else (),
            audience="consultant" if what == "note" else "client",
        )
    ]


def _with_place(text: str, place: str) -> str:
    return f"{text} ({place})" if place else text


def agenda(session: "Session", tr: Translator) -> list[AnyBlock]:
    """Planned and actual minutes of every step, for the team; where the plan was changed, the workshop's as well."""
    steps = ordered(session.steps)
    if not steps:
        return []
    first = {line.step.id: line.workshop for line in comparison(session) if line.step is not None}
    changed = any(first[step.id] not in (None, step.minutes.plan) for step in steps)
    states = {"open": tr("open"), "done": tr("done"), "skipped": tr("skipped")}
    rows = tuple(
        (
            title_of(session, step, tr.language),
            *([str(first[step.id] or "")] if changed else ()),
            str(step.minutes.plan),
            str(round(step.spent / 60)),
            states[step.state],
        )
        for step in steps
    )
    columns = (
        Column(title=tr("Step")),
        *([Column(title=tr("Workshop"), align="right")] if changed else ()),
        Column(title=tr("Planned minutes"), align="right"),
        Column(title=tr("Actual minutes"), align="right"),
        Column(title=tr("Status")),
    )
    return [Table(audience="team", columns=columns, rows=rows)]


def tasks_of(session: "Session") -> list[Task]:
    """Every task in order."""
    return sorted(session.table(Task).values(), key=lambda task: (task.order, task.number))


def tasks_for(session: "Session", profile: Profile) -> list[Task]:
    """The tasks that these readers may know of, in order."""
    return [task for task in tasks_of(session) if may_see(profile, task.audience)]


def plan_tasks(session: "Session", profile: Profile) -> list[PlanTask]:
    """The tasks with their references resolved; owners only for those who may know them."""
    people, readable = session.table(Person), tasks_for(session, profile)
    named, tasks = may_see(profile, "team"), {task.id: task for task in readable}
    return [
        _plan_task(task, people.get(task.owner or "") if named else None, tasks.get(task.parent or ""))
        for task in readable
    ]


def _plan_task(task: Task, owner: Person | None, parent: Task | None) -> PlanTask:
    return PlanTask(
        number=task.number,
        title=task.title,
        type=task.type,
        parent=parent.number if parent else None,
        description=task.description,
        owner=owner.name if owner else "",
        email=owner.email if owner else "",
        start=task.start if plan.is_day(task.start) else "",
        due=task.due if plan.is_day(task.due) else "",
        priority=task.priority,
        labels=task.labels,
        phase=task.phase,
        status=task.status,
    )
