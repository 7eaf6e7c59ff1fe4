"""What was kept with one key – parked thoughts, notes, decisions – and what becomes of it."""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from facilitator.core import cards
from facilitator.core.change import Change
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Counter, Item, Note, Task
from facilitator.core.tasks import Planning, end, owner
from facilitator.core.text import BODY, TITLE, clean, line

What = Literal["parked", "note", "decision"]
TITLES: dict[What, str] = {"parked": N_("Parked thought"), "decision": N_("Decision"), "note": N_("Note")}
"""Words for what was kept, in the order in which one goes through them."""
SHORT = 60
"""Most characters of a thought in the history."""


def named(note: Note, tr: Translator) -> str:
    """What undo and the history call it: the room reads both, so a note has no words of its own there."""
    return tr(TITLES["note"]) if note.what == "note" else line(note.text, SHORT)


def turned(note: Note, tr: Translator) -> Change:
    """Done, or open again."""
    text = named(note, tr)
    label = tr("open “{text}” again", text=text) if note.done else tr("done: “{text}”", text=text)
    return Change(label, (replace(note, done=not note.done),))


def edited(note: Note, text: str, what: What, tr: Translator) -> Change | None:
    """Another text, or another kind; None when nothing is different. Nothing is made of an empty text."""
    changed = replace(note, text=clean(text) or note.text, what=what)
    if changed == note:
        return None
    secret = note if note.what == "note" else changed  # neither the old words nor the new ones are the room's
    return Change(tr("change “{text}”", text=named(secret, tr)), (changed,))


def dropped(note: Note, tr: Translator) -> Change:
    """It is taken away."""
    return Change(tr("remove “{text}”", text=named(note, tr)), (), (note,))


def as_task(plan: Planning, note: Note, counter: Counter, *, owned_by: str = "", due: str = "") -> Change:
    """A task out of it; what it came from is done. ``counter``: that of the tasks after this one; ``due``: ISO."""
    person, made = owner(plan, line(owned_by))
    title, text = title_and_text(note.text)
    task = Task(
        id=new_id(),
        number=counter.next - 1,
        title=title,
        description=text,
        order=end(plan),
        owner=person.id if person else None,
        due=due,
        step=note.step,
    )
    label = plan.tr("task {n} out of “{text}”", n=task.number, text=named(note, plan.tr))
    return Change(label, (*made, task, replace(note, done=True), counter))


def as_card(note: Note, collection: str, items: Iterable[Item], counter: Counter, tr: Translator) -> Change:
    """A card at the end of a collection; what it came from is done. ``counter``: that of the items after this one."""
    ideas = cards.ready([cards.Idea(*title_and_text(note.text))], tr)
    made = cards.new_cards(ideas, collection, items, counter.next - 1, step=note.step)
    label = tr("card {n} out of “{text}”", n=counter.next - 1, text=named(note, tr))
    return Change(label, (*made, replace(note, done=True), counter))


def title_and_text(text: str) -> tuple[str, str]:
    """A thought as a title, and the whole of it where a title does not hold it all."""
    text = clean(text)
    first = line(text.partition("\n")[0], BODY)
    if len(first) > TITLE:
        cut = first[: cards.LONG_TITLE]
        first = (cut.rpartition(" ")[0] or cut) + "…"
    return first, "" if first == line(text, BODY) else text
