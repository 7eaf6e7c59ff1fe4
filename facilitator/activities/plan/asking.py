"""What the facilitator is asked about a task. Each answer is a change, or None when there is nothing to change."""

from collections.abc import Awaitable, Callable
from datetime import date as Date
from typing import Any

from textual.app import App

from facilitator.activities.plan import rules
from facilitator.activities.plan.form import DATE_HINT, TaskForm, entry
from facilitator.activities.plan.owner import ChooseOwner
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.plan import owner_name
from facilitator.core.records import Task
from facilitator.core.stepview import StepView
from facilitator.kit.dialogs import AskLine

Ask = Callable[[App[Any], StepView, Task, Date, Translator], Awaitable[Change | None]]


async def form(app: App[Any], view: StepView, task: Task, today: Date, tr: Translator) -> Change | None:
    """Everything about the task."""
    values = await app.push_screen_wait(TaskForm(tr, view, task, today))
    return None if values is None else rules.edited(view, task, entry(values, today, tr))


async def owner(app: App[Any], view: StepView, task: Task, today: Date, tr: Translator) -> Change | None:
    """Who answers for the task: those in the room first."""
    everybody = sorted(view.people.values(), key=lambda person: (not person.participant, person.order))
    names = [person.name for person in everybody]
    title = tr("Who answers for task {n}?", n=task.number)
    name = await app.push_screen_wait(ChooseOwner(tr, title, names, owner_name(task, view.people)))
    return None if name is None else rules.owned(view, task, name)


async def due(app: App[Any], view: StepView, task: Task, today: Date, tr: Translator) -> Change | None:
    """The day on which the task is to be done; asked again until it is one."""
    typed, hint = task.due, tr(DATE_HINT)
    while True:
        title = tr("When is task {n} done?", n=task.number)
        answer = await app.push_screen_wait(AskLine(tr, title, value=typed, hint=hint))
        if answer is None:
            return None
        try:
            return rules.dated(view, task, rules.due_day(answer, today, tr))
        except FacilitatorError as error:
            typed, hint = answer, str(error)


ASK: dict[str, Ask] = {"form": form, "owner": owner, "due": due}
