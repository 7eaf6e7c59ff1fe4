"""What the group types in: its one entry, or corrections after the reveal."""

import msgspec

from facilitator.activities.scoring.presets import Criterion
from facilitator.activities.scoring.rules import Scores, Value
from facilitator.activities.scoring.scales import value_fault
from facilitator.activities.scoring.sheet import Sheet
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.stepview import StepView


def value_of(view: StepView, scores: Scores, item: Id, criterion: str) -> Value | None:
    """What was typed in for a card on a criterion."""
    wanted = scores.id, item, criterion
    return next((v for v in view.records(Value) if (v.round, v.item, v.criterion) == wanted), None)


def put_value(view: StepView, sheet: Sheet, item: Id, one: Criterion, value: float | None) -> Change | None:
    """A value typed in, or (``None``) taken away: then what the voters gave counts again. None: nothing changes.

    Raises:
        FacilitatorError: the scale does not have it.
    """
    tr, scores = view.tr, sheet.scores
    before, card = value_of(view, scores, item, one.id), sheet.at[item].card
    if value is None:
        label = tr("{title} of card {n}: typed value taken away", title=one.title, n=card.number)
        return Change(label, (), (before,)) if before else None
    if fault := value_fault(scores.preset, one, value, tr):
        raise FacilitatorError(fault)
    if before is not None and before.value == value:
        return None
    if before is None and sheet.at[item].figures[one.id].value == value:
        return None
    label = tr("{title} of card {n}: {value}", title=one.title, n=card.number, value=tr.number(value))
    record = before or Value(id=new_id(), step=view.step.id, round=scores.id, item=item, criterion=one.id, value=value)
    return Change(label, (msgspec.structs.replace(record, value=value),))
