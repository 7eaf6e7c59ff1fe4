"""Views of single steps: what a kind sees of its session."""

from typing import TYPE_CHECKING

import msgspec

from facilitator.core.agenda import ordered
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import Cluster, Item, Person, Step, Task
from facilitator.core.stepview import StepView

if TYPE_CHECKING:
    from facilitator.session.session import Session


def view(session: "Session", step: Step, tr: Translator | None = None) -> StepView:
    """The view of a step, with texts in the language of ``tr`` (default: the session's).

    Raises:
        FacilitatorError: the step's kind is not installed, or its settings do not fit the kind.
    """
    tr = tr or session.tr
    texts = session.workshop(tr.language)
    own = next((entry for entry in texts.steps if entry.id == step.key), None)
    activity = session.kinds.get(step.kind)
    if activity is None:
        raise FacilitatorError(
            tr("The kind “{kind}” of this step is not installed; what it holds is kept.", kind=step.kind)
        )
    try:
        settings = msgspec.convert({**step.settings, **(own.settings if own else {})}, activity.settings_type)
    except msgspec.ValidationError as error:
        message = tr("The settings of the step “{step}” do not fit: {error}", step=step.key, error=error)
        raise FacilitatorError(message) from error
    return StepView(
        session=session.info,
        step=step,
        settings=settings,
        tr=tr,
        title=step.title or (own.title if own else step.key),
        prompt=step.prompt or (own.prompt if own else ""),
        notes=step.notes or (own.notes if own else ""),
        collection=texts.collections.get(step.items),
        items=items_of(session, step),
        all_items=session.table(Item),
        clusters=sorted(
            (c for c in session.table(Cluster).values() if c.collection == step.items),
            key=lambda c: (c.order, c.id),
        ),
        people=session.table(Person),
        tasks=sorted(session.table(Task).values(), key=lambda task: (task.order, task.number)),
        table=session.table,
        standing=session.rounds.known,
    )


def title_of(session: "Session", step: Step, tr: Translator | None = None) -> str:
    """A step's title without the rest of its view."""
    texts = session.workshop((tr or session.tr).language)
    return step.title or next((entry.title for entry in texts.steps if entry.id == step.key), step.key)


def items_of(session: "Session", step: Step) -> list[Item]:
    """The active items a step works on, in order."""
    items = [i for i in session.table(Item).values() if i.collection == step.items and i.state == "active"]
    winners = step.only.get("winners_of")
    if winners:
        chosen = winners_of(session, winners)
        items = [item for item in items if item.id in chosen]
    return sorted(items, key=lambda item: (item.order, item.number))


def winners_of(session: "Session", key: str) -> list[Id]:
    """Ids that the step with this key passes on; of a repeated step, its latest run that has a result."""
    for step in reversed(ordered(session.steps)):
        if step.key == key and step.kind in session.kinds:
            found = session.kinds[step.kind].winner_ids(view(session, step))
            if found:
                return found
    return []
