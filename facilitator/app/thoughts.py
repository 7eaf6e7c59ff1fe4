"""What becomes of a thought that was kept: a task, or a card. Asked of the facilitator, saved as one change."""

from datetime import date as Date

from facilitator.app.running import Running
from facilitator.core import notes
from facilitator.core.agenda import ordered
from facilitator.core.ids import Id
from facilitator.core.records import Item, Note, Person
from facilitator.core.tasks import Sheet
from facilitator.kit.dialogs import Choose
from facilitator.kit.task_dialogs import ask_due, ask_owner
from facilitator.session.report import tasks_of
from facilitator.session.session import Session


def sheet(run: Running) -> Sheet:
    """The plan as it is now."""
    return Sheet(tasks_of(run.session), run.session.table(Person), run.tr)


def today(run: Running) -> Date:
    """The local day."""
    return Date.fromisoformat(run.session.moment()[:10])


async def to_task(run: Running, note: Note) -> bool:
    """Asks who and when – enter passes over either, escape at the date goes back to who – and makes a task of it.
    Whether it was made."""
    tr, (title, _) = run.tr, notes.title_and_text(note.text)
    name, due = "", None
    while due is None:
        chosen = await ask_owner(run.app, sheet(run), tr("Who answers for “{title}”?", title=title), name)
        if chosen is None:
            return False
        name = chosen
        due = await ask_due(run.app, sheet(run), tr("When is “{title}” done?", title=title), today(run))
    change = notes.as_task(sheet(run), note, run.session.counted("tasks", 1), owned_by=name, due=due)
    return await run.hands.apply(change)


async def to_card(run: Running, note: Note) -> bool:
    """Makes a card of it; asks which collection it belongs to when there are several. Whether it was made."""
    tr, found = run.tr, collections(run.session)
    chosen: Id | None = found[0][0] if len(found) == 1 else None
    if len(found) > 1:
        chosen = await run.ask(Choose(tr, tr("A card of what?"), found))
    if chosen is None:
        return False
    counter = run.session.counted("items", 1)
    change = notes.as_card(note, chosen, run.session.table(Item).values(), counter, tr)
    return await run.hands.apply(change)


def collections(session: Session) -> list[tuple[str, str]]:
    """Id and name of the collections that the agenda works on, in its order."""
    known = session.workshop(session.info.language).collections
    used = dict.fromkeys(step.items for step in ordered(session.steps) if step.items in known)
    return [(name, known[name].title or name) for name in used]
