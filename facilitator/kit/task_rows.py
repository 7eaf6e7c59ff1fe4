"""Tasks as rows of a table, and the keys for the one with the cursor."""

from collections.abc import Mapping, Sequence
from datetime import date as Date
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from facilitator.core.dates import written_day
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.plan import as_seen, lacks_due, lacks_owner, owner_name
from facilitator.core.records import Person, Task
from facilitator.core.tasks import PRIORITIES
from facilitator.kit.rows import Row, RowColumn, Rows

LONGEST_OWNER = 24
"""Most cells for the names of owners."""
NEVER = 10_000
"""Cells that no list has."""
MARKS = {"open": " ", "done": "✓", "dropped": "–"}
KEYS: tuple[BindingType, ...] = (
    Binding("a", "add", N_("Add"), id="plan.add"),
    Binding("o", "ask('owner')", N_("Owner"), id="plan.owner"),
    Binding("d", "ask('due')", N_("Date"), id="plan.due"),
    Binding("space,x", "mark('done')", N_("Done"), id="plan.done"),
    Binding("r", "priority", N_("Priority"), id="plan.priority"),
    Binding("delete,minus", "mark('dropped')", N_("Drop"), id="plan.drop"),
)
"""The same wherever tasks are listed."""


class TaskRows(Rows):
    """The tasks; choosing one opens its form."""

    HELP: ClassVar[str] = N_(
        "**Signs:** ✓ done, – dropped, ! late, or without an owner or a date. ▒▒▒▒ is not for the room: such a task "
        "has no words here while the room can see this screen, and the client's files leave it out. *Enter* opens it "
        "after a question; its form says who may read it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,e", "choose", N_("Change"), id="plan.edit")]


def columns(rows: Sequence[Row], tr: Translator) -> list[RowColumn]:
    """The table's columns; owner, date and priority are as wide as what stands in them."""
    owner, due = tr("Owner"), tr("Due")
    owners = max([cell_len(owner), *(cell_len(row.cells[3]) for row in rows)])
    priorities = max((cell_len(row.cells[5]) for row in rows), default=0)
    return [
        RowColumn("", 1),
        RowColumn(tr("No."), 4, align="right"),
        RowColumn(tr("Task")),
        RowColumn(owner, min(owners, LONGEST_OWNER)),
        RowColumn(due, max([cell_len(due), *(cell_len(row.cells[4]) for row in rows)])),
        RowColumn("", priorities, from_width=70 if priorities else NEVER),
    ]


def rows(
    tasks: Sequence[Task], people: Mapping[Id, Person], today: Date, tr: Translator, *, covered: bool
) -> list[Row]:
    """One row per task; what an open task lacks stands where it belongs. ``covered``: the room sees the screen."""
    return [row(as_seen(task, covered), people, today, tr) for task in tasks]


def row(task: Task, people: Mapping[Id, Person], today: Date, tr: Translator) -> Row:
    """The row of one task."""
    owner = owner_name(task, people) or (tr("! no owner") if lacks_owner(task) else "")
    due = written_day(task.due, tr) or (tr("! no date") if lacks_due(task) else "")
    late = task.status == "open" and bool(task.due) and task.due < today.isoformat()
    mark = "!" if late else MARKS[task.status]
    style = "dim" if task.status != "open" else "warn" if late or lacks_owner(task) or lacks_due(task) else ""
    priority = tr(PRIORITIES[task.priority]) if task.priority else ""
    return Row(task.id, (mark, str(task.number), task.title, owner, due, priority), style)
