"""The criteria of the next round, and how a facilitator changes them in the room: others, more, fewer, other words."""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

import msgspec

from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset
from facilitator.activities.scoring.rules import (
    MOST_CRITERIA,
    Preparation,
    ScoringSettings,
    resolved,
)
from facilitator.activities.scoring.scales import LEAST_WEIGHT, MOST_WEIGHT, scale_fault
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.stepview import StepView
from facilitator.core.text import folded, line, number


def preparation(view: StepView) -> Preparation | None:
    """What has been changed for the next round; None: nothing, or no further round is prepared."""
    return next(iter(view.records(Preparation)), None)


def prepared_with(view: StepView, **changes: Any) -> Preparation:
    """The preparation with something changed."""
    own = preparation(view) or Preparation(id=new_id(), step=view.step.id)
    return msgspec.structs.replace(own, **changes)


def prepared_preset(view: StepView) -> Preset:
    """The set of criteria of the next round."""
    own, settings = preparation(view), view.settings
    preset: Preset = (own.preset if own else None) or settings.preset
    return preset


def prepared_criteria(view: StepView) -> tuple[Criterion, ...]:
    """The criteria of the next round, with their weights."""
    own = preparation(view)
    return criteria_with(view, own) if own is not None else resolved(view.settings, view.tr)


def criteria_with(view: StepView, own: Preparation) -> tuple[Criterion, ...]:
    """The criteria as a preparation has them, with their weights."""
    if own.criteria is None:
        found = resolved(view.settings, view.tr)
    else:
        found = worded_again(view, own.criteria, own.preset or view.settings.preset, own.own_words)
    return tuple(msgspec.structs.replace(one, weight=own.weights.get(one.id, one.weight)) for one in found)


def worded_again(
    view: StepView, criteria: Sequence[Criterion], preset: Preset, own_words: Sequence[str]
) -> tuple[Criterion, ...]:
    """Criteria with their words in the language of the view, where these are the workshop's or the program's."""
    settings, tr = view.settings, view.tr
    usual = resolved(settings if preset in (settings.preset, "own") else ScoringSettings(preset=preset), tr)
    now = {one.id: one for one in usual if one.id not in own_words}
    return tuple(
        msgspec.structs.replace(one, title=now[one.id].title, question=now[one.id].question) if one.id in now else one
        for one in criteria
    )


def presets_on_offer(view: StepView) -> list[Preset]:
    """The sets to choose from: the workshop's own first."""
    return list(dict.fromkeys([view.settings.preset, *PRESETS, "own"]))


def with_preset(view: StepView, preset: Preset) -> Preparation:
    """The preparation with another set of criteria. ``own`` starts from the criteria there are."""
    settings = view.settings
    if preset == settings.preset:
        return prepared_with(view, preset=None, criteria=None, own_words=(), weights={})
    if preset == "own":
        return _kept(view, prepared_criteria(view))
    usual = resolved(ScoringSettings(preset=preset), view.tr)
    return prepared_with(view, preset=preset, criteria=usual, own_words=(), weights={})


def with_criterion(view: StepView, title: str) -> Preparation:
    """The preparation with a criterion more. It gets the scale of the others, if they have one in common.

    Raises:
        FacilitatorError: it has no title, there is one of that title, or there are too many.
    """
    tr, there = view.tr, prepared_criteria(view)
    title = line(title)
    if fault := title_fault(there, "", title, tr):
        raise FacilitatorError(fault)
    if len(there) >= MOST_CRITERIA:
        raise FacilitatorError(tr("More than {n} criteria: nobody can score that.", n=MOST_CRITERIA))
    new = Criterion(id=_new_id(there), title=title)
    scales = {(one.min, one.max, one.step, one.values) for one in there}
    if len(scales) == 1:
        low, high, step, values = scales.pop()
        new = msgspec.structs.replace(new, min=low, max=high, step=step, values=values)
    return _kept(view, (*there, new), new.id)


def without_criterion(view: StepView, id_: str) -> Preparation:
    """The preparation without a criterion.

    Raises:
        FacilitatorError: it is the last one.
    """
    left = tuple(one for one in prepared_criteria(view) if one.id != id_)
    if not left:
        raise FacilitatorError(view.tr("A scoring needs at least one criterion."))
    return _kept(view, left)


def with_changed(view: StepView, one: Criterion) -> Preparation:
    """The preparation with other words, another weight or another scale of a criterion."""
    there = prepared_criteria(view)
    before = next(each for each in there if each.id == one.id)
    others = (one.title, one.question) != (before.title, before.question)
    changed = tuple(one if each.id == one.id else each for each in there)
    return _kept(view, changed, *([one.id] if others else []), preset=prepared_preset(view))


def _kept(view: StepView, criteria: tuple[Criterion, ...], *own_words: str, preset: Preset = "own") -> Preparation:
    own, words = preparation(view), list(own_words)
    if prepared_preset(view) not in (preset, view.settings.preset):
        words += [one.id for one in criteria]  # the workshop may say other words by these ids
    words = list(dict.fromkeys([*(own.own_words if own else ()), *words]))
    return prepared_with(view, preset=preset, criteria=criteria, own_words=tuple(words), weights={})


def _new_id(there: Sequence[Criterion]) -> str:
    """An id that says nothing: what people typed must not live on in keys."""
    known = {one.id for one in there}
    return next(found for at in count(1) if (found := f"own-{at}") not in known)


def title_fault(there: Sequence[Criterion], id_: str, title: str, tr: Translator) -> str:
    """Why a criterion cannot be called so; empty when it can."""
    if not title:
        return tr("A criterion needs a name.")
    if any(folded(one.title) == folded(title) for one in there if one.id != id_):
        return tr("There is a criterion “{title}” already.", title=title)
    return ""


def _of_scale(text: str) -> float | None:
    """A typed number; None: it is none, or larger or finer than those of a scale can be."""
    value = number(text)
    return value if value is not None and abs(value) < 1e9 and round(value, 6) == value else None


def from_form(view: StepView, before: Criterion, values: dict[str, str]) -> tuple[Criterion | None, dict[str, str]]:
    """What a filled-in form makes of a criterion, or what is wrong with which field.

    Fields: ``title``, ``question``, ``weight``, ``min``, ``max``, ``step``, ``values`` (instead of the three before),
    ``better`` (*more* or *less*).
    """
    tr, faults = view.tr, {}
    if fault := title_fault(prepared_criteria(view), before.id, values["title"], tr):
        faults["title"] = fault
    only = [_of_scale(part) for part in re.split(r"[;\s·]+", values["values"]) if part]
    wanted = ("weight",) if only else ("weight", "min", "max", "step")
    read = {name: _of_scale(values[name]) for name in wanted}
    for name, value in read.items():
        if value is None:
            faults[name] = tr("“{text}” is not a number.", text=values[name])
    weight = read["weight"]
    if weight is not None and not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        low, high = tr.number(LEAST_WEIGHT), tr.number(MOST_WEIGHT)
        faults["weight"] = tr("Enter a number from {low} to {high}.", low=low, high=high)
    if None in only:
        faults["values"] = tr("Write numbers with spaces between them, such as 1 2 3 5 8.")
    if faults:
        return None, faults
    scale: dict[str, Any] = {**read, "values": ()}
    if only:
        scale |= {"values": tuple(only), "min": only[0], "max": only[-1]}
    said = {"title": values["title"], "question": values["question"], "invert": values["better"] == "less"}
    one = msgspec.structs.replace(before, **scale, **said)
    if fault := scale_fault(prepared_preset(view), one, tr):
        return None, {"values" if only else "max": fault}
    return one, {}
