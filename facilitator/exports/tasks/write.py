"""Writes ``tasks.csv``: ISO dates, columns in the order that Asana's import asks for; no cell is a formula."""

from facilitator.core.i18n import N_, Translator
from facilitator.exports.package import Package, PlanTask
from facilitator.exports.spreadsheet import neutral, written

HEADER = (
    "Name",
    "Description",
    "Section",
    "Assignee",
    "Collaborators",
    "Start Date",
    "Due Date",
    "Tags",
    "Priority",
    "Phase",
    "ID",
    "Parent",
)
"""English in every language: importers go by it."""

SECTIONS = {
    "action": N_("Actions"),
    "communication": N_("Communication"),
    "milestone": N_("Milestones"),
    "kpi": N_("Targets"),
}


def files(package: Package) -> dict[str, bytes]:
    """The table of all tasks that were not dropped."""
    rows = (row(task, package.tr) for task in package.tasks if task.status != "dropped")
    return {"tasks.csv": written((HEADER, *rows))}


def row(task: PlanTask, tr: Translator) -> tuple[str, ...]:
    """The cells of one task. Numbers and dates are typed values; every other cell is neutralised text."""
    tags = (*task.labels, *((tr("done"),) if task.status == "done" else ()))
    return (
        neutral(task.title),
        neutral(task.description),
        neutral(tr(SECTIONS[task.type])),
        neutral(task.email or task.owner),
        "",
        neutral(task.start),
        neutral(task.due),
        neutral(",".join(tags)),
        task.priority,
        neutral(task.phase),
        str(task.number),
        str(task.parent or ""),
    )
