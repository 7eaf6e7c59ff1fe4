"""The plan from anywhere: to the step that makes it and back, or the list of tasks where there is no such step."""

from collections.abc import Sequence
from typing import ClassVar

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.agenda import ordered
from facilitator.core.i18n import N_
from facilitator.core.records import Person, Step, Task
from facilitator.kit.rows import Row, RowColumn

KIND = "plan"


def plan_step(run: Running) -> Step | None:
    """The agenda's next step that makes the plan, else the last one."""
    steps = [step for step in ordered(run.session.steps) if step.kind == KIND and step.state != "skipped"]
    return next((step for step in steps if step.state == "open"), steps[-1] if steps else None)


async def show(run: Running) -> None:
    """To the plan, or from it back to where one came from."""
    goal, here = plan_step(run), run.step
    if goal is None or KIND not in run.session.kinds:
        await run.ask(Tasks(run, run.tr("Tasks")))
    elif here is not None and here.id == goal.id:
        back, run.came_from = run.came_from, None
        if back is None or not await run.go_to(back):
            run.say(run.tr("This is the plan."))
    elif await run.go_to(goal.id):
        run.came_from = here.id if here else None


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
