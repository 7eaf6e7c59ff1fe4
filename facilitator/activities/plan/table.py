"""The whole of a task in words, and what the plan lacks as one line."""

from facilitator.activities.plan.rules import waiting_items
from facilitator.core.i18n import Translator
from facilitator.core.plan import as_seen, lacks_due, lacks_owner
from facilitator.core.records import Task
from facilitator.core.stepview import StepView


def details(whole: Task, view: StepView, tr: Translator, *, covered: bool = False) -> str:
    """All of a task: number and title, the card it came from, and what else was written down; ``covered``: no word of
    one that is not for the room."""
    task = as_seen(whole, covered)
    card = view.all_items.get(task.item or "")
    parts = [
        f"{task.number} · {task.title}",
        tr("from card {n} “{title}”", n=card.number, title=card.title) if card and card.title != task.title else "",
        "" if card and task.description == card.title else task.description,
        tr("not for the room") if task is not whole else "",
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
