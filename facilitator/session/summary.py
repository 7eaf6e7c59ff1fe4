"""What Home shows of a session without opening it."""

from typing import TYPE_CHECKING, Any

from facilitator.core.records import Task

if TYPE_CHECKING:
    from facilitator.session.session import Session

SUMMARISED = frozenset({"session", "steps", "tasks"})
"""Tables that the summary is made of."""


def summary(session: "Session") -> dict[str, Any]:
    """Title, client, date, state, progress in steps, open tasks and the earliest date among them."""
    info, steps = session.info, [step for step in session.steps if step.state != "skipped"]
    tasks = [task for task in session.table(Task).values() if task.status == "open"]
    return {
        "title": info.title,
        "client": info.client,
        "date": info.date,
        "workshop": info.workshop,
        "state": info.state,
        "steps": len(steps),
        "steps_done": sum(step.state == "done" for step in steps),
        "open_tasks": len(tasks),
        "next_due": min((task.due for task in tasks if task.due), default=""),
    }
