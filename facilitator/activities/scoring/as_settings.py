"""What was changed on the screen as settings of a workshop file, so that an own workshop begins with it."""

from typing import Any

from facilitator.activities.scoring.criteria import criteria_with, preparation
from facilitator.activities.scoring.opening import another
from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset
from facilitator.activities.scoring.rules import current, resolved
from facilitator.core.stepview import StepView

_SCALE = ("min", "max", "step")


def as_settings(view: StepView) -> dict[str, Any]:
    """Criteria, winners and who scores, where they are not as the workshop says: of the round that is prepared, else of
    the newest one."""
    settings, own, last = view.settings, preparation(view), current(view)
    now = own or another(view)
    facilitator = now.facilitator_votes if own or last is None else last.facilitator_votes
    rules = {"winners": now.winners, "facilitator_votes": facilitator}
    found: dict[str, Any] = {
        name: value for name, value in rules.items() if value is not None and value != getattr(settings, name)
    }
    preset, criteria = now.preset or settings.preset, criteria_with(view, now)
    if preset != settings.preset or criteria != resolved(settings, view.tr):
        entries = said(preset, criteria, view)
        found |= {"preset": preset} | ({"criteria": entries} if entries or settings.criteria else {})
    return found


def said(preset: Preset, criteria: tuple[Criterion, ...], view: StepView) -> list[dict[str, Any]]:
    """Criteria as a workshop file says them: of a set's own ones what is different, and those that are as they were
    not at all."""
    usual = {one.id: one for one in PRESETS[preset]} if preset != "own" else {}
    entries = []
    for one in criteria:
        base = usual.get(one.id) or Criterion(id=one.id, title="")
        words = {"title": view.tr(base.title), "question": view.tr(base.question)}
        entry: dict[str, Any] = {name: text for name in words if (text := getattr(one, name)) != words[name]}
        if one.weight != base.weight:
            entry["weight"] = _plain(one.weight)
        entry |= _scale(one, base)
        if one.invert != base.invert:
            entry["invert"] = one.invert
        if entry or not usual:
            entries.append({"id": one.id, **entry})
    return entries


def _scale(one: Criterion, base: Criterion) -> dict[str, Any]:
    if one.values:
        return {"values": [_plain(value) for value in one.values]} if one.values != base.values else {}
    names = _SCALE if base.values else [name for name in _SCALE if getattr(one, name) != getattr(base, name)]
    return {name: _plain(getattr(one, name)) for name in names}


def _plain(value: float) -> float:
    """A whole number without a decimal point, as people write it."""
    return int(value) if value == int(value) else value
