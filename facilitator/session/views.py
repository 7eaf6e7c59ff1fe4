"""Views of single steps: what a kind sees of its session."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.agenda import ordered
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.records import Cluster, Item, Person, Step, Task
from facilitator.core.stepview import PassedOn, StepView
from facilitator.core.workshop import StepDef

if TYPE_CHECKING:
    from facilitator.session.session import Session


def view(session: "Session", step: Step, tr: Translator | None = None, language: str = "") -> StepView:
    """The view of a step. ``language`` is that of the workshop's texts; default: that of ``tr``, else the session's.

    Raises:
        FacilitatorError: the step's kind is not installed, or its settings do not fit the kind.
    """
    tr = tr or session.tr
    language = language or tr.language
    texts = session.workshop(language)
    own = texts.step(step.key)
    activity = session.kinds.get(step.kind)
    if activity is None:
        raise FacilitatorError(
            tr("The kind “{kind}” of this step is not installed; what it holds is kept.", kind=step.kind)
        )
    return StepView(
        session=session.info,
        step=step,
        settings=_settings(session, step, activity, own, tr),
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
        facts=lambda name: facts_of(session, name, tr),
        undecided=lambda: undecided_of(session, step.only.get("winners_of", "")),
        title_of=lambda other: title_of(session, other, tr.language),
        passed_on=cache(lambda: passed_on(session, step, tr)),
    )


def facts_of(session: "Session", name: str, tr: Translator) -> Mapping[Id, str]:
    """What the latest step that knows something by this name says of people or items."""
    for step in reversed(ordered(session.steps)):
        activity = session.kinds.get(step.kind)
        if activity is not None and activity.facts and step.state != "skipped":
            with suppress(FacilitatorError):  # a step that cannot be read knows nothing; its own screen says why
                if found := activity.known_facts(view(session, step, tr)).get(name):
                    return found
    return {}


def _settings(session: "Session", step: Step, activity: Activity, own: StepDef | None, tr: Translator) -> Any:
    """The kind's settings: those of the session's step, in the language of ``tr`` while they are the workshop's own."""
    source = session.workshop().step(step.key)
    if own is not None and source is not None and source.settings == step.settings:
        with suppress(msgspec.ValidationError):  # a word that a translation must not change: the workshop's own counts
            return msgspec.convert(own.settings, activity.settings_type)
    try:
        return msgspec.convert(step.settings, activity.settings_type)
    except msgspec.ValidationError as error:
        message = tr("The settings of the step “{step}” do not fit: {error}", step=step.key, error=error)
        raise FacilitatorError(message) from error


def title_of(session: "Session", step: Step, language: str = "") -> str:
    """A step's title without the rest of its view; default: in the session's language."""
    own = session.workshop(language or session.info.language).step(step.key)
    return step.title or (own.title if own else step.key)


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
    return next((found for _, found in _results(session, key)), [])


def passed_on(session: "Session", step: Step, tr: Translator) -> list[PassedOn]:
    """What the steps before one can pass on to it, in their order; a repeated step is told once."""
    found: dict[str, PassedOn] = {}
    for other in ordered(session.steps):
        if other.id == step.id:
            break
        activity = session.kinds.get(other.kind)
        if activity is not None and activity.winners and other.items and other.items == step.items:
            title = title_of(session, other, tr.language)
            with suppress(FacilitatorError):  # a step that cannot be read passes nothing on; its own screen says why
                found[other.key] = PassedOn(other.key, title, winners_of(session, other.key))
    return list(found.values())


def undecided_of(session: "Session", key: str) -> frozenset[Id]:
    """Of the ids that the step with this key passes on, those that are in an open tie."""
    step = next((step for step, _ in _results(session, key)), None)
    return frozenset(session.kinds[step.kind].undecided_ids(view(session, step)) if step else ())


def _results(session: "Session", key: str) -> Iterator[tuple[Step, list[Id]]]:
    """The runs of a step that have a result, the latest first, and what they pass on."""
    for step in reversed(ordered(session.steps)):
        if step.key == key and step.kind in session.kinds:
            found = session.kinds[step.kind].winner_ids(view(session, step))
            if found:
                yield step, found
