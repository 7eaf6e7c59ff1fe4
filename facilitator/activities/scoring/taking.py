"""Scores from a file become values of one entry for the group."""

import msgspec

from facilitator.activities.scoring.opening import group_entry, none_goes_on
from facilitator.activities.scoring.presets import Criterion
from facilitator.activities.scoring.rules import Scores, Value, deciding
from facilitator.activities.scoring.scales import value_fault
from facilitator.activities.scoring.sheet import worded
from facilitator.core.cards import Candidate
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Record
from facilitator.core.stepview import StepView
from facilitator.core.tasks import Counted
from facilitator.core.text import folded
from facilitator.imports.found import FoundScores

BLUR = 0.006
"""How far a place in a chart may be from the value it stands for, of the whole axis: charts have two decimals."""


def taken(view: StepView, found: FoundScores, counted: Counted) -> Change:
    """The values in the result that the step has, else in a new entry for the group. Cards of the same title are the
    same, others are added to the collection; an empty value leaves what is there.

    Raises:
        FacilitatorError: a round is going on, no criterion is known, or a value is not on its scale.
    """
    tr = view.tr
    none_goes_on(view)
    items, new = _items(view, found, counted)
    scores, begun = _round(view, items)
    criteria = _criteria(view, scores, found)
    there = {(v.item, v.criterion): v for v in view.records(Value) if v.round == scores.id}
    known = {card.item for card in scores.candidates}
    puts: list[Record] = []
    for item, one in zip(items, found.items, strict=True):
        if item.id not in known and scores.way == "ballots":
            raise FacilitatorError(tr("“{title}” is not in the round that was revealed.", title=item.title))
        for at, criterion in criteria.items():
            value = _value(view, scores, criterion, one.values[at], item.title, shares=found.shares)
            before = there.get((item.id, criterion.id))
            if value is not None and (before is None or before.value != value):
                before = before or Value(
                    id=new_id(), step=view.step.id, round=scores.id, item=item.id, criterion=criterion.id, value=value
                )
                puts.append(msgspec.structs.replace(before, value=value))
    if not puts:
        raise FacilitatorError(tr("All of this is in the scores already."))
    counter = (counted("items", len(new)),) if new else ()
    return Change(tr("import scores"), (*new, *counter, *begun, *puts))


def _items(view: StepView, found: FoundScores, counted: Counted) -> tuple[list[Item], list[Item]]:
    """The card of every row, and those of them that are new. Two rows of one title are two cards."""
    waiting: dict[str, list[Item]] = {}
    for item in view.items:
        waiting.setdefault(folded(item.title), []).append(item)
    wanted: list[Item | None] = []
    for row in found.items:
        same = waiting.get(folded(row.title))
        wanted.append(same.pop(0) if same else None)
    missing = sum(item is None for item in wanted)
    if missing and not view.step.items:
        raise FacilitatorError(view.tr("This step has no cards, so scores of cards cannot come into it."))
    number = counted("items", missing).next - missing if missing else 0
    order = max((item.order for item in view.items), default=0.0)
    items: list[Item] = []
    new: list[Item] = []
    for row, known in zip(found.items, wanted, strict=True):
        if known is None:
            order += 1
            known = Item(
                id=new_id(),
                number=number + len(new),
                collection=view.step.items,
                title=row.title,
                order=order,
                step=view.step.id,
            )
            new.append(known)
        items.append(known)
    return items, new


def _round(view: StepView, items: list[Item]) -> tuple[Scores, tuple[Record, ...]]:
    """The result that takes the values, and the record of it when it is new."""
    last = deciding(view)
    if last is not None:
        return last, ()
    cards = tuple(Candidate(item=item.id, number=item.number, title=item.title) for item in items)
    known = {item.id for item in items}
    scores = group_entry(view, cards)
    rest = tuple(card for card in scores.candidates if card.item not in known)
    scores = msgspec.structs.replace(scores, candidates=(*cards, *rest))
    return scores, (scores,)


def _criteria(view: StepView, scores: Scores, found: FoundScores) -> dict[int, Criterion]:
    """Column of the file to criterion: by title or id, in a chart by the axes."""
    names: dict[str, Criterion] = {}
    for one in worded(view, scores):
        names.setdefault(folded(one.title), one)
        names.setdefault(folded(one.id), one)
    known = {at: names[folded(title)] for at, title in enumerate(found.criteria) if folded(title) in names}
    if not known:
        titles = ", ".join(f"“{one.title}”" for one in worded(view, scores))
        raise FacilitatorError(view.tr("None of its columns is a criterion of this step: {titles}.", titles=titles))
    return known


def _value(
    view: StepView, scores: Scores, one: Criterion, value: float | None, title: str, *, shares: bool
) -> float | None:
    if value is None:
        return None
    if shares:
        exact = one.min + min(max(value, 0.0), 1.0) * (one.max - one.min)
        nearest = one.nearest(exact)
        return round(nearest if abs(exact - nearest) <= BLUR * (one.max - one.min) else exact, 6)
    if fault := value_fault(scores.preset, one, value, view.tr, between=True):
        raise FacilitatorError(f"{title}: {fault}")
    return value
