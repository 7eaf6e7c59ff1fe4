"""What a brief knows: the points of its check list, and which of them are done."""

import msgspec

from facilitator.core.activity import Settings as BaseSettings
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import StepRecord
from facilitator.core.stepview import StepView


class Settings(BaseSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workshop file may say about a brief."""

    checklist: tuple[str, ...] = ()
    """What must be said or done, one line each."""


class Ticks(StepRecord, frozen=True, kw_only=True):
    """The points that are done, by their place from 0: the texts may be in any language."""

    done: tuple[int, ...] = ()


def ticks(view: StepView) -> Ticks:
    """The step's marks; without any yet, a fresh record."""
    return next(iter(view.records(Ticks)), None) or Ticks(id=new_id(), step=view.step.id)


def points(view: StepView) -> list[tuple[str, bool]]:
    """The check list: text, and whether it is done."""
    done = set(ticks(view).done)
    return [(text, at in done) for at, text in enumerate(view.settings.checklist)]


def toggle(view: StepView, at: int) -> Change:
    """Marks a point as done, or takes the mark away."""
    current, text = ticks(view), view.settings.checklist[at]
    done = set(current.done) ^ {at}
    label = view.tr("tick “{point}”", point=text) if at in done else view.tr("untick “{point}”", point=text)
    return Change(label, (msgspec.structs.replace(current, done=tuple(sorted(done))),))


def unfinished(view: StepView) -> str:
    """Says how many points are open."""
    left = sum(not done for _, done in points(view))
    if not left:
        return ""
    return view.tr.n("{n} point of the check list is open.", "{n} points of the check list are open.", left)
