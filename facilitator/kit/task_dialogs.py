"""What the facilitator is asked about a task: who, when, everything. For the plan as a step and from anywhere."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date as Date
from typing import Protocol, TypeVar

from textual.screen import Screen
from textual.widgets import Input

from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.people import in_order, names
from facilitator.core.plan import for_the_room
from facilitator.core.records import Task
from facilitator.core.tasks import PRIORITIES, Planning
from facilitator.core.text import folded, line
from facilitator.kit.dialogs import AskLine, Choose, Confirm
from facilitator.kit.form import Form, FormField
from facilitator.kit.rows import Row

T = TypeVar("T")


class Asker(Protocol):
    """The app, as far as questions go."""

    async def push_screen_wait(self, screen: Screen[T], /) -> T:
        """Shows a dialog and waits for its answer."""


DATE_HINT = N_("3-12-2026, 3.12., 3 December, 2026-12-03 or +14 for in two weeks")
READERS = {"team": N_("Only those who work on it: not the room, not the client"), "client": N_("Everybody")}
"""Words for who may read a task."""
NEW = -1
"""Key of the row for a name that nobody has."""
Ask = Callable[[Asker, Planning, Task, Date], Awaitable[Change | None]]
"""A question about a task. The answer is a change, or None when there is nothing to change."""


class ChooseOwner(Choose[str]):
    """A choice among the people, with nobody first; a typed name that nobody has can be taken as well."""

    def __init__(self, tr: Translator, title: str, people: Iterable[str], selected: str) -> None:
        known = list(dict.fromkeys([*people, selected] if selected else people))
        options = [("", tr("Nobody")), *((name, name) for name in known)]
        super().__init__(tr, title, options, selected=selected, searches=True)
        self._known = {folded(name) for name in known}

    def _rows(self, words: str) -> list[Row]:
        rows, name = super()._rows(words), line(words)
        if name and folded(name) not in self._known:
            rows.append(Row(NEW, (self.tr("New person: {name}", name=name),)))
        return rows

    def answer(self) -> str | None:
        """The name; empty for nobody."""
        if self._list.current == NEW:
            return line(self.query_one("#filter", Input).value)
        return super().answer()


class TaskForm(Form):
    """Everything about one task."""

    def __init__(self, plan: Planning, task: Task, today: Date) -> None:
        tr = plan.tr
        known = names(plan.people.values())
        there = [known[person.id] for person in in_order(plan.people.values()) if person.participant]
        fields = [
            FormField("title", tr("Task"), task.title),
            FormField(
                "owner",
                tr("Owner"),
                known.get(task.owner or "", ""),
                hint=", ".join(there[:8]),
            ),
            FormField("due", tr("Due"), task.due, hint=tr(DATE_HINT)),
            FormField(
                "priority",
                tr("Priority"),
                task.priority,
                kind="choice",
                choices=[(value, tr(word)) for value, word in PRIORITIES.items()],
            ),
            FormField("description", tr("Description"), task.description, kind="text"),
        ]
        if not for_the_room(task):
            readers = [(reader, tr(words)) for reader, words in READERS.items()]
            fields.append(FormField("audience", tr("Who may read it"), task.audience, kind="choice", choices=readers))
        super().__init__(tr, tr("Task {n}", n=task.number), fields, check=lambda values: faults(values, today, tr))


def faults(values: dict[str, str], today: Date, tr: Translator) -> dict[str, str]:
    """What is wrong, by field."""
    found = {}
    if not values["title"]:
        found["title"] = tr("A task needs a title.")
    try:
        tasks.due_day(values["due"], today, tr)
    except FacilitatorError as error:
        found["due"] = str(error)
    return found


def entry(values: dict[str, str], today: Date, tr: Translator) -> tasks.Entry:
    """The values of a form without faults."""
    priority, audience = values["priority"], values.get("audience", "client")
    return tasks.Entry(
        title=values["title"],
        description=values["description"],
        owner=values["owner"],
        due=tasks.due_day(values["due"], today, tr),
        priority=priority if priority in ("high", "medium", "low") else "",  # type: ignore[arg-type]
        audience=audience if audience in READERS else "client",  # type: ignore[arg-type]
    )


async def may_open(app: Asker, tr: Translator, task: Task, covered: bool) -> bool:
    """Whether all of a task may be on the screen; asks when it is not for the room, and the room sees the screen."""
    if not covered or for_the_room(task):
        return True
    question = tr("The room can see what you open now. Open task {n}?", n=task.number)
    dialog = Confirm(tr, question, tr("Open"), tr("Keep covered"))
    answer = await app.push_screen_wait(dialog)
    return bool(answer)


async def ask_owner(app: Asker, plan: Planning, title: str, selected: str = "") -> str | None:
    """A name, known or new; empty: nobody. None: gone back."""
    known = names(plan.people.values()).values()
    return await app.push_screen_wait(ChooseOwner(plan.tr, title, known, selected))


async def ask_due(app: Asker, plan: Planning, title: str, today: Date, value: str = "") -> str | None:
    """A day, ISO; empty: none. Asked again until it is one. None: gone back."""
    tr, typed = plan.tr, value
    hint = f"{tr(DATE_HINT)}\n{tr('Empty: no date.') if value else tr('Enter alone: no date.')}"
    while True:
        answer = await app.push_screen_wait(AskLine(tr, title, value=typed, hint=hint))
        if answer is None:
            return None
        try:
            return tasks.due_day(answer, today, tr)
        except FacilitatorError as error:
            typed, hint = answer, str(error)


async def form(app: Asker, plan: Planning, task: Task, today: Date) -> Change | None:
    """Everything about the task."""
    values = await app.push_screen_wait(TaskForm(plan, task, today))
    return None if values is None else tasks.edited(plan, task, entry(values, today, plan.tr))


async def owner(app: Asker, plan: Planning, task: Task, _today: Date) -> Change | None:
    """Who answers for the task."""
    title = plan.tr("Who answers for task {n}?", n=task.number)
    known = names(plan.people.values())
    name = await ask_owner(app, plan, title, known.get(task.owner or "", ""))
    return None if name is None else tasks.owned(plan, task, name)


async def due(app: Asker, plan: Planning, task: Task, today: Date) -> Change | None:
    """The day on which the task is to be done."""
    day = await ask_due(app, plan, plan.tr("When is task {n} done?", n=task.number), today, task.due)
    return None if day is None else tasks.dated(plan, task, day)


ASK: dict[str, Ask] = {"form": form, "owner": owner, "due": due}
