"""How a plan grows: tasks from the step's list, typed ones, and what is decided about each."""

from collections.abc import Callable, Sequence
from datetime import date as Date
from typing import Literal

import msgspec

from facilitator.core import text as edge
from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.change import Change
from facilitator.core.dates import parse_day
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.plan import lacking
from facilitator.core.records import Counter, Item, Person, Task
from facilitator.core.stepview import StepView

FIRST_STEP = ("first-step", "first_step", "firststep", "next-step", "next_step")
"""Ids of the field of a card that already says what is to be done first."""

Counted = Callable[[str, int], Counter]
"""Gives the counter after that many numbers of a name were given."""


class Settings(BaseSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workshop file may say about a plan."""

    title_field: str = ""
    """Id of the card's field that becomes the task's title; empty: its first step, if it has such a field."""


def waiting_items(view: StepView) -> list[Item]:
    """Items of the step's list that have not become a task yet, in the list's order."""
    used = {task.item for task in view.tasks}
    return [item for item in view.items if item.id not in used]


def from_items(view: StepView, counted: Counted) -> Change | None:
    """One task for each item of the step's list that has none yet; None when there is nothing to make.

    An action says what somebody does, so the card's first step is its title if it is filled; the card stays its source.
    """
    items = waiting_items(view)
    if not items:
        return None
    counter = counted("tasks", len(items))
    tasks = [_from_item(view, item, counter.next - len(items) + at, _end(view) + at) for at, item in enumerate(items)]
    label = view.tr.n("make {n} task from the list", "make {n} tasks from the list", len(tasks))
    return Change(label, (*tasks, counter))


def _from_item(view: StepView, item: Item, number: int, order: float) -> Task:
    wanted = (view.settings.title_field,) if view.settings.title_field else FIRST_STEP
    first_step = next((text for field in wanted if (text := edge.line(item.fields.get(field, "")))), "")
    about = [item.title, item.text] if first_step else [item.text]
    return Task(
        id=new_id(),
        number=number,
        title=first_step or item.title,
        order=order,
        description="\n".join(part for part in about if part),
        owner=_owner_on(view, item),
        step=view.step.id,
        item=item.id,
    )


def _owner_on(view: StepView, item: Item) -> Id | None:
    """The known person whom a card names in a field for one."""
    fields = view.collection.fields if view.collection else ()
    named = [item.fields.get(field.id, "") for field in fields if field.type == "person"]
    return next((person.id for name in named if (person := find_person(view, name))), None)


def find_person(view: StepView, name: str) -> Person | None:
    """The person with this name, however it is capitalised."""
    wanted = edge.line(name).casefold()
    return next((person for person in view.people.values() if wanted and person.name.casefold() == wanted), None)


def typed(view: StepView, text: str, counted: Counted) -> Change | None:
    """One task for each filled line; None when there is none."""
    titles = edge.lines(text)
    if not titles:
        return None
    counter = counted("tasks", len(titles))
    first, end = counter.next - len(titles), _end(view)
    tasks = [
        Task(id=new_id(), number=first + at, title=title, order=end + at, step=view.step.id)
        for at, title in enumerate(titles)
    ]
    label = view.tr("add task “{title}”", title=titles[0])
    if len(tasks) > 1:
        label = view.tr.n("add {n} task", "add {n} tasks", len(tasks))
    return Change(label, (*tasks, counter))


def _end(view: StepView) -> float:
    return max((task.order for task in view.tasks), default=0.0) + 1.0


def owned(view: StepView, task: Task, name: str) -> Change | None:
    """Gives the task to one person; a name that nobody has becomes a person outside the room. Empty: to nobody."""
    name = edge.line(name)
    person, made = _person(view, name)
    if (person.id if person else None) == task.owner:
        return None
    changed = msgspec.structs.replace(task, owner=person.id if person else None)
    label = view.tr("task {n}: no owner", n=task.number)
    if person:
        label = view.tr("task {n} to {name}", n=task.number, name=person.name)
    return Change(label, (*made, changed))


def _person(view: StepView, name: str) -> tuple[Person | None, tuple[Person, ...]]:
    """The person of a name, and the record to write if it is a new one."""
    if not name:
        return None, ()
    if found := find_person(view, name):
        return found, ()
    order = max((person.order for person in view.people.values()), default=0.0) + 1.0
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


def dated(view: StepView, task: Task, iso: str) -> Change | None:
    """Sets the day on which the task is to be done (ISO; empty: none)."""
    if iso == task.due:
        return None
    label = view.tr("date of task {n}", n=task.number)
    return Change(label, (msgspec.structs.replace(task, due=iso),))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What the form of a task holds."""

    title: str
    description: str
    owner: str
    """Name; empty: nobody."""
    due: str
    """ISO; empty: none."""
    priority: Literal["", "high", "medium", "low"] = ""


def edited(view: StepView, task: Task, entry: Entry) -> Change | None:
    """The task with what the form says; None when nothing is different.

    Raises:
        FacilitatorError: the title is empty.
    """
    title = edge.line(entry.title)
    if not title:
        raise FacilitatorError(view.tr("A task needs a title."))
    person, made = _person(view, edge.line(entry.owner))
    changed = msgspec.structs.replace(
        task,
        title=title,
        description=edge.clean(entry.description),
        owner=person.id if person else None,
        due=entry.due,
        priority=entry.priority,
    )
    return None if changed == task else Change(view.tr("edit task {n}", n=task.number), (*made, changed))


def marked(view: StepView, task: Task, status: Literal["done", "dropped"]) -> Change:
    """Marks the task as done or dropped; when it is that already, it is open again. Nothing is deleted."""
    new: Literal["open", "done", "dropped"] = "open" if task.status == status else status
    words = {
        "open": view.tr("task {n} open again", n=task.number),
        "done": view.tr("task {n} done", n=task.number),
        "dropped": view.tr("task {n} dropped", n=task.number),
    }
    return Change(words[new], (msgspec.structs.replace(task, status=new),))


def moved(view: StepView, task: Task, direction: Literal[1, -1]) -> Change | None:
    """Moves the task one place down (1) or up (−1); None at the end of the list."""
    line: Sequence[Task] = view.tasks
    at = next((place for place, other in enumerate(line) if other.id == task.id), -1)
    beside = at + direction
    if at < 0 or not 0 <= beside < len(line):
        return None
    beyond = beside + direction
    near = line[beside].order
    far = line[beyond].order if 0 <= beyond < len(line) else near + direction
    label = view.tr("move task {n}", n=task.number)
    if near != far and (order := (near + far) / 2) not in (near, far):
        return Change(label, (msgspec.structs.replace(task, order=order),))
    return Change(label, _renumbered(line, at, beside))


def _renumbered(line: Sequence[Task], at: int, beside: int) -> tuple[Task, ...]:
    """All tasks in whole-number places, after one of them has moved: for places that leave no room between."""
    order = list(line)
    order.insert(beside, order.pop(at))
    places = [msgspec.structs.replace(task, order=float(place)) for place, task in enumerate(order, 1)]
    return tuple(new for old, new in zip(order, places, strict=True) if old != new)


def unfinished(view: StepView) -> str:
    """No tasks yet, or some that nobody answers for or that have no date."""
    if not view.tasks:
        return view.tr("There are no tasks yet.")
    missing = len(lacking(view.tasks))
    if not missing:
        return ""
    return view.tr.n("{n} task has no owner or no date.", "{n} tasks have no owner or no date.", missing)


def open_ends(view: StepView) -> list[str]:
    """Items of the step's list that have no task; tasks without owner or date are listed by the finish itself."""
    return [
        view.tr("{n} “{title}” has become no task.", n=item.number, title=item.title) for item in waiting_items(view)
    ]
