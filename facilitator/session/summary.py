"""What Home shows of a session without opening it."""

from typing import TYPE_CHECKING, Any

from facilitator.core.actuals import taken
from facilitator.core.records import Person, Task

if TYPE_CHECKING:
    from facilitator.session.session import Session

SUMMARISED = frozenset({"session", "steps", "tasks", "people"})
"""Tables that the summary is made of."""


def summary(session: "Session") -> dict[str, Any]:
    """Title, client, date, state, progress in steps, open tasks and the earliest date among them.

    For the client's next session also how long each step took, how many people took part, and which tasks of earlier
    sessions go on in this one.
    """
    info, steps = session.info, [step for step in session.steps if step.state != "skipped"]
    every = session.table(Task).values()
    tasks = [task for task in every if task.status == "open"]
    return {
        "id": info.id,
        "title": info.title,
        "client": info.client,
        "date": info.date,
        "workshop": info.workshop,
        "state": info.state,
        "steps": len(steps),
        "steps_done": sum(step.state == "done" for step in steps),
        "open_tasks": len(tasks),
        "next_due": min((task.due for task in tasks if task.due), default=""),
        "people": sum(person.participant for person in session.table(Person).values()),
        "minutes": taken(session.steps),
        "origins": [task.origin for task in every if task.origin],
    }
