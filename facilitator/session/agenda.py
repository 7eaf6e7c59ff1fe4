"""What the facilitator does to the agenda of a session, as changes: add, repeat, move, change, skip, remove.

All of it belongs to the session, never to the workshop file, and all of it can be undone.
"""

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from facilitator.core.agenda import neighbour, ordered
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import new_id
from facilitator.core.minutes import minutes_text
from facilitator.core.placing import moved, placed
from facilitator.core.records import Minutes, Record, Step
from facilitator.core.text import clean, line, slug, unused
from facilitator.core.workshop import StepDef
from facilitator.session.views import title_of

if TYPE_CHECKING:
    from facilitator.session.session import Session

TEXTS = ("title", "prompt", "notes")
"""Fields of a step that are empty as long as they are the workshop's own."""
LABELS = {
    "title": N_("rename “{step}”"),
    "prompt": N_("change the prompt of “{step}”"),
    "notes": N_("change the notes of “{step}”"),
    "minutes": N_("“{step}”: {minutes} min"),
    "fixed": N_("change the fixed time of “{step}”"),
    "buffer": N_("change the buffer after “{step}”"),
    "groups": N_("change the sub-groups of “{step}”"),
    "priority": N_("change the priority of “{step}”"),
}
"""What a change of one field alone is called; of several, or of the day: *change “Vote”*."""


class NewStep(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for when a step is added."""

    kind: str
    title: str
    minutes: Minutes
    items: str = ""
    """Id of the collection it works on; empty: none."""


def own_texts(session: "Session", step: Step) -> StepDef | None:
    """What the workshop says of a step, in the session's language; None for one that was added."""
    return session.workshop(session.info.language).step(step.key)


def likely_items(session: "Session", near: Step | None) -> str:
    """The collection that a new step probably works on: that of the step it is added to or of the nearest before it,
    else the workshop's first one; empty when it has none."""
    known = session.workshop().collections
    steps = ordered(session.steps)
    at = steps.index(near) if near in steps else -1
    before = (step.items for step in reversed(steps[: at + 1]) if step.items in known)
    return next(before, next(iter(known), ""))


def add(session: "Session", tr: Translator, new: NewStep, after: Step | None) -> Change:
    """A step of any kind with the kind's default settings, behind another one (None: at the head).

    Raises:
        FacilitatorError: it has no title, the kind is not installed, or its default settings do not do.
    """
    title = line(new.title)
    if not title:
        raise FacilitatorError(tr("A step needs a title."))
    activity = session.kinds.get(new.kind)
    if activity is None:
        raise FacilitatorError(tr("The kind “{kind}” is not installed.", kind=new.kind))
    faults = activity.faults(msgspec.convert({}, activity.settings_type), tr)
    if faults:
        why = " ".join(sentence for _, sentence in faults)
        raise FacilitatorError(
            tr("A “{kind}” cannot be added without settings: {why}", kind=tr(activity.title), why=why)
        )
    step = Step(
        id=new_id(),
        key=_free_key(session, title),
        kind=new.kind,
        order=0.0,
        minutes=new.minutes,
        items=new.items,
        title=title,
    )
    puts = placed(session.steps, step, after, after.day if after else 1)
    return Change(tr("add “{step}”", step=title), tuple(puts))


def repeat(session: "Session", tr: Translator, step: Step, here: Step | None) -> Change:
    """The same step once more, fresh: behind itself, or behind the current step ``here`` where that is further on.

    It keeps its key, so what works with the winners of the step works with those of its latest run.
    """
    steps = ordered(session.steps)
    after = here if here in steps and steps.index(here) > steps.index(step) else step
    number = sum(other.key == step.key for other in steps) + 1
    base = title_of(session, step).removesuffix(f" ({number - 1})")
    copy = replace(
        step, id=new_id(), title=f"{base} ({number})", state="open", spent=0.0, started="", extra=0, fixed=""
    )
    return Change(tr("repeat “{step}”", step=base), tuple(placed(steps, copy, after, after.day)))


def move(session: "Session", tr: Translator, step: Step, direction: int) -> Change | None:
    """A step one place on (1) or back (−1), also into the next or previous day; None at the end of the agenda."""
    puts = moved(session.steps, step, direction)
    title = title_of(session, step)
    label = tr("move “{step}” down", step=title) if direction > 0 else tr("move “{step}” up", step=title)
    return Change(label, tuple(puts)) if puts else None


def edit(session: "Session", tr: Translator, step: Step, **fields: Any) -> Change | None:
    """Other values for fields of a step; None when nothing is different.

    An empty title, prompt or notes bring back the workshop's own. A step that comes to another day goes to its end.

    Raises:
        FacilitatorError: a step that was added would have no title.
    """
    own = own_texts(session, step)
    for name in TEXTS:
        if name in fields:
            text = (line if name == "title" else clean)(fields[name])
            fields[name] = "" if own is not None and text == getattr(own, name) else text
    if own is None and fields.get("title", step.title) == "":
        raise FacilitatorError(tr("A step needs a title."))
    altered = [name for name, value in fields.items() if value != getattr(step, name)]
    if not altered:
        return None
    new = replace(step, **fields)
    label = tr(
        LABELS.get(altered[0], "") if len(altered) == 1 else "",
        step=title_of(session, step),
        minutes=minutes_text(new.minutes),
    )
    puts = placed(session.steps, new, step, new.day) if new.day != step.day else [new]
    return Change(label or tr("change “{step}”", step=title_of(session, step)), tuple(puts))


def skip(session: "Session", tr: Translator, step: Step) -> Change:
    """Marks an open step as skipped; takes one that was skipped or done up again."""
    title = title_of(session, step)
    if step.state == "open":
        return Change(tr("skip “{step}”", step=title), (replace(step, state="skipped"),))
    return Change(tr("take “{step}” up again", step=title), (replace(step, state="open"),))


def remove(session: "Session", tr: Translator, step: Step) -> Change:
    """Takes a step that was never begun and holds nothing out of the agenda; where the session stands at it, the
    session goes to the next one.

    Raises:
        FacilitatorError: it was begun, holds something or is needed; the sentence says which and what to do instead.
    """
    why = _why_kept(session, tr, step)
    if why:
        raise FacilitatorError(why)
    clock, steps = session.clock, session.steps
    puts: list[Record] = []
    if clock.step == step.id:
        to = neighbour(steps, step.id, 1) or neighbour(steps, step.id, -1)
        other = to or next(other for other in ordered(steps) if other.id != step.id)
        puts.append(replace(clock, step=other.id, extra=other.extra))
    return Change(tr("remove “{step}”", step=title_of(session, step)), tuple(puts), (step,))


def place_kept(session: "Session", before: list[Step]) -> Change | None:
    """Where undo or redo took away the step at which the session stood: it goes to the one before it, else after it.

    ``before``: the steps as they were. None when there is nothing to put right.
    """
    clock, left = session.clock, session.table(Step)
    line_before = [step.id for step in ordered(before)]
    if clock.step in left or clock.step not in line_before or not left:
        return None
    at = line_before.index(clock.step)
    nearest = next(id_ for id_ in [*reversed(line_before[:at]), *line_before[at:]] if id_ in left)
    since = None if clock.since is None else session.now()
    return Change("", (replace(clock, step=nearest, since=since, extra=left[nearest].extra),), history="none")


def _free_key(session: "Session", title: str) -> str:
    taken = {step.key for step in session.steps} | {step.id for step in session.workshop().steps}
    return unused(slug(title), taken)


def _why_kept(session: "Session", tr: Translator, step: Step) -> str:
    title = title_of(session, step)
    clock, others = session.clock, [other for other in session.steps if other.id != step.id]
    if not others:
        return tr("A session needs at least one step.")
    running = clock.step == step.id and clock.since is not None
    if step.started or step.spent or step.state == "done" or running:
        return tr("“{step}” has been begun: skip it instead; what it holds is kept.", step=title)
    if _holds(session, step):
        return tr("“{step}” holds something already: skip it instead; what it holds is kept.", step=title)
    needing = [other for other in others if other.only.get("winners_of") == step.key]
    if needing and not any(other.key == step.key for other in others):
        return tr(
            "“{other}” works with the winners of “{step}”: skip it instead.",
            other=title_of(session, needing[0]),
            step=title,
        )
    return ""


def _holds(session: "Session", step: Step) -> bool:
    """Whether any document refers to a step: cards, tasks, notes, groups, rounds, and the records of any kind, also of
    one that is not installed."""
    tables = session.store.tables
    return any(
        document.get("step") == step.id
        for name, documents in tables.items()
        if name not in ("steps", "clock", "log")
        for document in documents.values()
    )
