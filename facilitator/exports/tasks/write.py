"""Writes ``tasks.csv``: UTF-8 without BOM, comma, CRLF, ISO dates, columns in the order that Asana's import asks for.

Texts that a spreadsheet would take for a formula get an apostrophe in front, as OWASP advises.
"""

import csv
import io

from facilitator.core.i18n import N_, Translator
from facilitator.exports.package import Package, PlanTask

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
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def files(package: Package) -> dict[str, bytes]:
    """The table of all tasks that were not dropped."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(row(task, package.tr) for task in package.tasks if task.status != "dropped")
    return {"tasks.csv": text.getvalue().encode()}


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


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; line breaks as ``\\n``, no NUL."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
