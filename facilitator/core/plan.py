"""The plan: what every task needs before people go home, and how it is shown."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date

from msgspec.structs import replace

from facilitator.core.blocks import AnyBlock, Column, Table, Timeline
from facilitator.core.dates import written_day
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import Person, Task
from facilitator.core.text import COVER

STATUS = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}
"""Words for a task's status."""


def lacks_owner(task: Task) -> bool:
    """Whether an open action has nobody who answers for it: an action has exactly one owner."""
    return task.status == "open" and task.type == "action" and not task.owner


def lacks_due(task: Task) -> bool:
    """Whether an open action has no day on which it is to be done."""
    return task.status == "open" and task.type == "action" and not task.due


def lacking(tasks: Iterable[Task]) -> list[Task]:
    """Open actions without an owner or without a date."""
    return [task for task in tasks if lacks_owner(task) or lacks_due(task)]


def for_the_room(task: Task) -> bool:
    """Whether the room may read a task: only what the client may read."""
    return task.audience == "client"


def as_seen(task: Task, covered: bool) -> Task:
    """The task as a screen shows it; ``covered``: the room sees the screen, so one that is not for it has no words."""
    return replace(task, title=COVER, description="") if covered and not for_the_room(task) else task


def owner_name(task: Task, people: Mapping[Id, Person]) -> str:
    """Name of the owner; empty when there is none."""
    owner = people.get(task.owner) if task.owner else None
    return owner.name if owner else ""


def is_day(text: str) -> bool:
    """Whether a text is a day as records keep it, ISO."""
    try:
        return Date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def blocks(tasks: Sequence[Task], people: Mapping[Id, Person], tr: Translator) -> list[AnyBlock]:
    """The plan as a table, and as a timeline when at least two tasks have a date. Owners are for the team."""
    shown = [task for task in tasks if task.status != "dropped"]
    if not shown:
        return []
    columns = (
        Column(title=tr("No."), align="right"),
        Column(title=tr("Task")),
        Column(title=tr("Owner"), audience="team"),
        Column(title=tr("Due")),
        Column(title=tr("Status")),
    )
    rows = tuple(
        (
            str(task.number),
            f"{task.title}\n{task.description}" if task.description else task.title,
            owner_name(task, people),
            written_day(task.due, tr),
            tr(STATUS[task.status]),
        )
        for task in shown
    )
    table = Table(columns=columns, rows=rows)
    spans = tuple(
        (task.phase or tr("Tasks"), f"{task.number} {task.title}", _first_day(task), task.due)
        for task in shown
        if is_day(task.due)
    )
    return [table, Timeline(title=tr("Timeline"), spans=spans)] if len(spans) > 1 else [table]


def _first_day(task: Task) -> str:
    return task.start if is_day(task.start) and task.start <= task.due else task.due
