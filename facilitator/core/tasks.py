"""What is done to a task of the plan: it is added, gets an owner, a date and a priority, is done or dropped.

Every function gives a ``Change``, or None when there is nothing to change; none of them touches anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Literal, Protocol

import msgspec

from facilitator.core import text as edge
from facilitator.core.blocks import Profile
from facilitator.core.change import Change
from facilitator.core.dates import parse_day
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.people import called
from facilitator.core.plan import as_seen
from facilitator.core.records import Counter, Person, Task

Priority = Literal["", "high", "medium", "low"]
PRIORITIES: dict[Priority, str] = {"": N_("none"), "high": N_("high"), "medium": N_("medium"), "low": N_("low")}
"""Words for a task's priority, in the order in which one key goes through them."""

Counted = Callable[[str, int], Counter]
"""Gives the counter after that many numbers of a name were given."""


class Planning(Protocol):
    """What must be known to change a task; a ``StepView`` knows it as well."""

    @property
    def tasks(self) -> Sequence[Task]:
        """Every task of the session, in order."""

    @property
    def people(self) -> Mapping[Id, Person]:
        """Everybody the session knows."""

    @property
    def tr(self) -> Translator:
        """The language of labels and sentences."""


@dataclass(frozen=True)
class Sheet:
    """The plan of a session, seen from no step."""

    tasks: Sequence[Task]
    people: Mapping[Id, Person]
    tr: Translator


def find_person(plan: Planning, name: str) -> Person | None:
    """The person with this name, however it is capitalised; people of one name are told apart as ``names`` does."""
    wanted = edge.line(name)
    return called(plan.people.values(), wanted) if wanted else None


def added(plan: Planning, text: str, counted: Counted, step: Id | None, audience: Profile = "client") -> Change | None:
    """One task for each filled line, made in a step, for these readers; None when there is none."""
    titles = edge.lines(text)
    if not titles:
        return None
    counter = counted("tasks", len(titles))
    first, last = counter.next - len(titles), end(plan)
    tasks = [
        Task(id=new_id(), number=first + at, title=title, order=last + at, step=step, audience=audience)
        for at, title in enumerate(titles)
    ]
    label = plan.tr("add task “{title}”", title=as_seen(tasks[0], covered=True).title)
    if len(tasks) > 1:
        label = plan.tr.n("add {n} task", "add {n} tasks", len(tasks))
    return Change(label, (*tasks, counter))


def end(plan: Planning) -> float:
    """The place after the last task."""
    return max((task.order for task in plan.tasks), default=0.0) + 1.0


def owned(plan: Planning, task: Task, name: str) -> Change | None:
    """Gives the task to one person; a name that nobody has becomes a person outside the room. Empty: to nobody."""
    name = edge.line(name)
    person, made = owner(plan, name)
    if (person.id if person else None) == task.owner:
        return None
    changed = msgspec.structs.replace(task, owner=person.id if person else None)
    label = plan.tr("task {n}: no owner", n=task.number)
    if person:
        label = plan.tr("task {n} to {name}", n=task.number, name=person.name)
    return Change(label, (*made, changed))


def owner(plan: Planning, name: str) -> tuple[Person | None, tuple[Person, ...]]:
    """The person of a name, and the record to write if it is a new one."""
    if not name:
        return None, ()
    if found := find_person(plan, name):
        return found, ()
    order = max((person.order for person in plan.people.values()), default=0.0) + 1.0
    new = Person(id=new_id(), name=name, order=order, participant=False)
    return new, (new,)


def due_day(text: str, today: Date, tr: Translator) -> str:
    """A typed date as ISO; empty stays empty.

    Raises:
        FacilitatorError: it is no date.
    """
    text = edge.line(text)
    if not text:
        return ""
    found = parse_day(text, today)
    if found is None:
        message = tr("“{text}” is no date. Write it as 3-12-2026, 3.12., 2026-12-03 or +14 (days).", text=text)
        raise FacilitatorError(message)
    return found.isoformat()


def dated(plan: Planning, task: Task, iso: str) -> Change | None:
    """Sets the day on which the task is to be done (ISO; empty: none)."""
    if iso == task.due:
        return None
    label = plan.tr("date of task {n}", n=task.number)
    return Change(label, (msgspec.structs.replace(task, due=iso),))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What the form of a task holds."""

    title: str
    description: str
    owner: str
    """Name; empty: nobody."""
    due: str
    """ISO; empty: none."""
    priority: Priority = ""
    audience: Profile = "client"


def edited(plan: Planning, task: Task, entry: Entry) -> Change | None:
    """The task with what the form says; None when nothing is different.

    Raises:
        FacilitatorError: the title is empty.
    """
    title = edge.line(entry.title)
    if not title:
        raise FacilitatorError(plan.tr("A task needs a title."))
    person, made = owner(plan, edge.line(entry.owner))
    changed = msgspec.structs.replace(
        task,
        title=title,
        description=edge.clean(entry.description),
        owner=person.id if person else None,
        due=entry.due,
        priority=entry.priority,
        audience=entry.audience,
    )
    return None if changed == task else Change(plan.tr("edit task {n}", n=task.number), (*made, changed))


def marked(plan: Planning, task: Task, status: Literal["done", "dropped"]) -> Change:
    """Marks the task as done or dropped; when it is that already, it is open again. Nothing is deleted."""
    new: Literal["open", "done", "dropped"] = "open" if task.status == status else status
    words = {
        "open": plan.tr("task {n} open again", n=task.number),
        "done": plan.tr("task {n} done", n=task.number),
        "dropped": plan.tr("task {n} dropped", n=task.number),
    }
    return Change(words[new], (msgspec.structs.replace(task, status=new),))


def prioritised(plan: Planning, task: Task) -> Change:
    """Gives the task the next priority: none, high, medium, low and round again."""
    order = list(PRIORITIES)
    new = order[(order.index(task.priority) + 1) % len(order)]
    label = plan.tr("task {n}: priority {word}", n=task.number, word=plan.tr(PRIORITIES[new]))
    return Change(label, (msgspec.structs.replace(task, priority=new),))
