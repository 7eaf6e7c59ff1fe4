"""How a plan grows out of the step's list, and the order of its tasks; what is decided about each is the core's."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from facilitator.core import text as edge
from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.change import Change
from facilitator.core.ids import Id, new_id
from facilitator.core.plan import lacking
from facilitator.core.records import Item, Task
from facilitator.core.stepview import StepView
from facilitator.core.tasks import Counted, end, find_person

FIRST_STEP = ("first-step", "first_step", "firststep", "next-step", "next_step")
"""Ids of the field of a card that already says what is to be done first."""


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
    tasks = [_from_item(view, item, counter.next - len(items) + at, end(view) + at) for at, item in enumerate(items)]
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
