"""The plan from anywhere, to look at: the session stays where it is."""

from collections.abc import Sequence
from typing import ClassVar

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.i18n import N_
from facilitator.core.records import Person, Task
from facilitator.kit.rows import Row, RowColumn


async def show(run: Running) -> None:
    """Every task of the session so far."""
    await run.ask(Tasks(run, run.tr("Plan")))


class Tasks(Panel):
    """Every task of the session, to look at."""

    empty: ClassVar[str] = N_("No tasks yet.")

    def columns(self) -> Sequence[RowColumn]:
        """Number, title, owner, date."""
        tr = self.tr
        return [
            RowColumn("", 4, align="right"),
            RowColumn(tr("Task")),
            RowColumn(tr("Owner"), 20),
            RowColumn(tr("Due"), 10),
        ]

    def rows(self) -> Sequence[Row]:
        """Open ones first as they were ordered."""
        session = self.run.session
        people = session.table(Person)
        tasks = sorted(session.table(Task).values(), key=lambda task: (task.status != "open", task.order))
        return [
            Row(
                task.id,
                (str(task.number), task.title, _name(people.get(task.owner or "")), task.due),
                "" if task.status == "open" else "dim",
            )
            for task in tasks
        ]


def _name(person: Person | None) -> str:
    return person.name if person else ""
