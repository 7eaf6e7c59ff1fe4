"""Which cards a vote is about: all of its collection, or only those that an earlier step passes on."""

import msgspec

from facilitator.activities.dot_voting.opening import preparation
from facilitator.core.change import Change
from facilitator.core.stepview import PassedOn, StepView


def sources(view: StepView) -> list[PassedOn]:
    """The earlier steps whose result can be voted on, the one that is taken now first of all; empty: no choice.

    A run-off is about the tied cards and has none.
    """
    own = preparation(view)
    if own is not None and own.runoff_of:
        return []
    taken = chosen(view)
    return [source for source in view.passed_on() if source.items or source.step == taken]


def chosen(view: StepView) -> str:
    """Key of the step whose result is voted on; empty: all cards."""
    return view.step.only.get("winners_of", "")


def said(view: StepView, key: str) -> str:
    """A choice of cards in words."""
    tr = view.tr
    source = next((source for source in view.passed_on() if source.step == key), None)
    if source is None:
        shown = [i for i in view.all_items.values() if i.collection == view.step.items and i.state == "active"]
        return tr.n("all ({n} card)", "all ({n} cards)", sum(not item.hidden for item in shown))
    if not source.items:
        return tr("what “{step}” passes on: nothing yet", step=source.title)
    return tr.n(
        "the one that “{step}” passes on",
        "the {n} that “{step}” passes on",
        len(source.items),
        step=source.title,
    )


def choices(view: StepView) -> list[tuple[str, str]]:
    """Step and words of everything that can be voted on; the first is all cards. Empty: there is no choice."""
    found = sources(view)
    return [(key, said(view, key)) for key in ("", *(source.step for source in found))] if found else []


def next_source(view: StepView, by: int) -> str:
    """The choice before or after the one that is taken."""
    keys = [key for key, _ in choices(view)]
    return keys[(keys.index(chosen(view)) + by) % len(keys)]


def with_source(view: StepView, key: str) -> Change | None:
    """The step with other cards; later steps that go on from this one follow. None: nothing changes."""
    if key == chosen(view):
        return None
    step = msgspec.structs.replace(view.step, only={"winners_of": key} if key else {})
    return Change(view.tr("Cards of the vote: {which}", which=said(view, key)), (step,))
