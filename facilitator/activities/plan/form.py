"""The form of a task: its fields, and what can be wrong in them."""

from datetime import date as Date

from facilitator.activities.plan.rules import Entry, due_day
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.plan import owner_name
from facilitator.core.records import Task
from facilitator.core.stepview import StepView
from facilitator.kit.form import Form, FormField

PRIORITIES = {"": N_("none"), "high": N_("high"), "medium": N_("medium"), "low": N_("low")}
DATE_HINT = N_("3-12-2026, 3.12., 3 December, 2026-12-03 or +14 for in two weeks")


class TaskForm(Form):
    """Everything about one task."""

    def __init__(self, tr: Translator, view: StepView, task: Task, today: Date) -> None:
        names = ", ".join(person.name for person in view.participants[:8])
        fields = [
            FormField("title", tr("Task"), task.title),
            FormField("owner", tr("Owner"), owner_name(task, view.people), hint=names),
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
        super().__init__(tr, tr("Task {n}", n=task.number), fields, check=lambda values: faults(values, today, tr))


def faults(values: dict[str, str], today: Date, tr: Translator) -> dict[str, str]:
    """What is wrong, by field."""
    found = {}
    if not values["title"]:
        found["title"] = tr("A task needs a title.")
    try:
        due_day(values["due"], today, tr)
    except FacilitatorError as error:
        found["due"] = str(error)
    return found


def entry(values: dict[str, str], today: Date, tr: Translator) -> Entry:
    """The values of a form without faults."""
    priority = values["priority"]
    return Entry(
        title=values["title"],
        description=values["description"],
        owner=values["owner"],
        due=due_day(values["due"], today, tr),
        priority=priority if priority in ("high", "medium", "low") else "",  # type: ignore[arg-type]
    )
