"""Tasks as rows of a table, and what is missing as one line."""

from collections.abc import Mapping, Sequence
from datetime import date as Date

from rich.cells import cell_len

from facilitator.activities.plan.rules import waiting_items
from facilitator.core.dates import written_day
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.plan import lacks_due, lacks_owner, owner_name
from facilitator.core.records import Person, Task
from facilitator.core.stepview import StepView
from facilitator.kit.rows import Row, RowColumn

LONGEST_OWNER = 24
"""Most cells for the names of owners."""
MARKS = {"open": " ", "done": "✓", "dropped": "–"}


def columns(rows: Sequence[Row], tr: Translator) -> list[RowColumn]:
    """The table's columns; owner and date are as wide as what stands in them."""
    owner, due = tr("Owner"), tr("Due")
    owners = max([cell_len(owner), *(cell_len(row.cells[3]) for row in rows)])
    return [
        RowColumn("", 1),
        RowColumn(tr("No."), 4, align="right"),
        RowColumn(tr("Task")),
        RowColumn(owner, min(owners, LONGEST_OWNER)),
        RowColumn(due, max([cell_len(due), *(cell_len(row.cells[4]) for row in rows)])),
    ]


def rows(tasks: Sequence[Task], people: Mapping[Id, Person], today: Date, tr: Translator) -> list[Row]:
    """One row per task; what an open task lacks stands where it belongs."""
    return [row(task, people, today, tr) for task in tasks]


def row(task: Task, people: Mapping[Id, Person], today: Date, tr: Translator) -> Row:
    """The row of one task."""
    owner = owner_name(task, people) or (tr("! no owner") if lacks_owner(task) else "")
    due = written_day(task.due, tr) or (tr("! no date") if lacks_due(task) else "")
    late = task.status == "open" and bool(task.due) and task.due < today.isoformat()
    mark = "!" if late else MARKS[task.status]
    style = "dim" if task.status != "open" else "warn" if late or lacks_owner(task) or lacks_due(task) else ""
    return Row(task.id, (mark, str(task.number), task.title, owner, due), style)


def details(task: Task, view: StepView, tr: Translator) -> str:
    """All of a task: number and title, the card it came from, and what else was written down."""
    card = view.all_items.get(task.item or "")
    parts = [
        f"{task.number} · {task.title}",
        tr("from card {n} “{title}”", n=card.number, title=card.title) if card and card.title != task.title else "",
        "" if card and task.description == card.title else task.description,
    ]
    return "\n".join(part for part in parts if part)


def summary(view: StepView, tr: Translator) -> str:
    """How many tasks, what they lack, and what has not become one."""
    waiting, tie = len(waiting_items(view)), tie_note(view, tr)
    if not view.tasks:
        if waiting:
            made = tr.n(
                "No tasks yet. “w” makes one of the card.", "No tasks yet. “w” makes {n} of the cards.", waiting
            )
            return f"{made} ▲ {tie}" if tie else made
        return tr("No tasks yet. Type the first one above.")
    without_owner, without_due = sum(map(lacks_owner, view.tasks)), sum(map(lacks_due, view.tasks))
    done = sum(task.status == "done" for task in view.tasks)
    parts = [
        tr.n("{n} task", "{n} tasks", len(view.tasks)),
        tr("{n} done", n=done) if done else "",
        tr("{n} without owner", n=without_owner) if without_owner else "",
        tr("{n} without date", n=without_due) if without_due else "",
        tr.n("{n} card has no task yet", "{n} cards have no task yet", waiting) if waiting else "",
        f"▲ {tie}" if tie else "",
    ]
    return " · ".join(part for part in parts if part)


def tie_note(view: StepView, tr: Translator) -> str:
    """How many of the cards that would become tasks have not won yet; empty when all have."""
    undecided = view.undecided()
    open_tie = sum(item.id in undecided for item in waiting_items(view))
    return tr.n("{n} card is in an open tie.", "{n} cards are in an open tie.", open_tie) if open_tie else ""
