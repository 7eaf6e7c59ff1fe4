"""Which scales make sense, and which values they have."""

import re
from math import isfinite

from facilitator.activities.scoring.presets import DIVISORS, SUMS, Criterion, Preset
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.text import number

MOST_STEPS = 1_000_000
"""A scale with more values than this is taken for a mistake."""
MOST_FACTOR = 1e6
"""A value that is multiplied is at most this, and above 0 at least its inverse."""
LEAST_WEIGHT, MOST_WEIGHT, WEIGHT_STEP = 0.25, 10.0, 0.25
"""What a weight can be on the screen; a workshop file may go further."""
_THOUSANDS = re.compile(r"\d{1,3}([.,' ]\d{3})+")


def scale_fault(preset: Preset, one: Criterion, tr: Translator) -> str:
    """Why a scale makes no sense, as a sentence; empty when it does."""
    title, whole = one.title, tr("“{title}”: the scale must be a whole number of steps.", title=one.title)
    if not all(isfinite(value) for value in (one.min, one.max, one.max - one.min, one.step)):
        return whole
    if one.min >= one.max:
        return tr("“{title}”: the scale must end above its beginning.", title=title)
    if one.values:
        if list(one.values) != sorted(set(one.values)) or not all(isfinite(value) for value in one.values):
            return tr("“{title}”: the values of the scale must go up.", title=title)
    elif not 0 < one.step <= one.max - one.min or (one.max - one.min) / one.step > MOST_STEPS or not one.has(one.max):
        return whole
    if DIVISORS.get(preset) == one.id and one.min <= 0:
        return tr("“{title}”: the scale must begin above 0, because the score is divided by it.", title=title)
    if preset not in SUMS and one.min < 0:
        return tr("“{title}”: the scale must not be below 0, because it is multiplied.", title=title)
    return "" if preset in SUMS else _size_fault(one, tr)


def _size_fault(one: Criterion, tr: Translator) -> str:
    """Values are raised to their weights and multiplied: within these limits the score stays a number."""
    if one.max > MOST_FACTOR or 0 < one.min < 1 / MOST_FACTOR:
        high = tr.number(MOST_FACTOR)
        return tr(
            "“{title}”: the scale must not go beyond {high}, because it is multiplied.", title=one.title, high=high
        )
    if one.weight > MOST_WEIGHT:
        most = tr.number(MOST_WEIGHT)
        return tr(
            "“{title}”: the weight must not be above {most} where values are multiplied.", title=one.title, most=most
        )
    return ""


def value_fault(preset: Preset, one: Criterion, value: float, tr: Translator, *, between: bool = False) -> str:
    """Why a value cannot be taken, as a sentence; empty when it can.

    ``between``: also between two steps, as means are.
    """
    if DIVISORS.get(preset) == one.id and value <= 0:
        return tr("“{title}” must be above 0: the score is divided by it.", title=one.title)
    low, high = tr.number(one.min), tr.number(one.max)
    if not one.min <= value <= one.max:
        return tr("“{title}” goes from {low} to {high}.", title=one.title, low=low, high=high)
    if between or one.has(value):
        return ""
    if one.values:
        values = " ".join(tr.number(each) for each in one.values)
        return tr("“{title}” has these values: {values}.", title=one.title, values=values)
    step = tr.number(one.step)
    return tr("“{title}” goes from {low} to {high} in steps of {step}.", title=one.title, low=low, high=high, step=step)


def parsed(preset: Preset, one: Criterion, text: str, tr: Translator) -> float:
    """A typed value; a decimal comma is as good as a point.

    Raises:
        FacilitatorError: it is no number, or the scale does not have it.
    """
    text = text.strip().removesuffix("%").strip()
    if one.max >= 1000 and _THOUSANDS.fullmatch(text):
        raise FacilitatorError(tr("Write “{text}” without a sign between the thousands.", text=text))
    value = number(text)
    if value is None:
        raise FacilitatorError(tr("“{text}” is not a number.", text=text))
    if fault := value_fault(preset, one, value, tr):
        raise FacilitatorError(fault)
    return value
