"""The usual sets of criteria, and how values on several criteria become one score."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Literal

import msgspec

from facilitator.core.i18n import N_

Preset = Literal["roi_feasibility", "ice", "rice", "wsjf", "own"]
DIVISORS: dict[Preset, str] = {"rice": "effort", "wsjf": "size"}
"""The criterion that a score is divided by: never 0."""
PLANNING_CARDS = (1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0)
"""The scale of WSJF as teams use it: the larger, the coarser (Reinertsen 2009; Cohn's planning cards)."""
SLACK = 1e-6
"""How far a typed value may be from one of the scale and still be it."""


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """Something every card is scored on."""

    id: str
    title: str
    question: str = ""
    weight: float = 1.0
    min: float = 1.0
    max: float = 5.0
    step: float = 1.0
    values: tuple[float, ...] = ()
    """The only values there are, ascending from ``min`` to ``max``; empty: every ``step`` of the scale."""
    invert: bool = False
    """Whether more of it is worse."""

    def has(self, value: float) -> bool:
        """Whether the scale has this value."""
        if self.values:
            return any(abs(value - one) < SLACK for one in self.values)
        steps = (value - self.min) / self.step
        return self.min <= value <= self.max and abs(steps - round(steps)) < SLACK

    def nearest(self, value: float) -> float:
        """The value of the scale that is next to another one."""
        if self.values:
            return min(self.values, key=lambda one: abs(one - value))
        most = round((self.max - self.min) / self.step)
        return round(self.min + min(max(round((value - self.min) / self.step), 0), most) * self.step, 6)

    def beside(self, value: float | None, by: int) -> float:
        """The value so many steps above or below; without one the middle of the scale."""
        if self.values:
            middle = len(self.values) // 2
            at = middle if value is None else self.values.index(self.nearest(value)) + by
            return self.values[min(max(at, 0), len(self.values) - 1)]
        if value is None:
            return round(self.min + round((self.max - self.min) / self.step) // 2 * self.step, 6)
        return self.nearest(value + by * self.step)

    def share(self, value: float) -> float:
        """Where a value stands on its scale: 0 at the worse end, 1 at the better."""
        share = (value - self.min) / (self.max - self.min)
        return 1 - share if self.invert else share


PRESETS: dict[Preset, tuple[Criterion, ...]] = {
    "roi_feasibility": (
        Criterion(
            id="roi", title=N_("Benefit"), question=N_("What does it bring, against what it costs? 5: very much.")
        ),
        Criterion(
            id="feasibility",
            title=N_("Feasibility"),
            question=N_("Can we do it soon with our people, data and tools? 5: at once."),
        ),
    ),
    "ice": (
        Criterion(id="impact", title=N_("Impact"), question=N_("How much would it change? 10: a lot."), max=10),
        Criterion(
            id="confidence",
            title=N_("Confidence"),
            question=N_("How sure are you of that? 10: there is proof."),
            max=10,
        ),
        Criterion(id="ease", title=N_("Ease"), question=N_("How easily is it done? 10: in a day."), max=10),
    ),
    "rice": (
        Criterion(
            id="reach",
            title=N_("Reach"),
            question=N_("How many people or cases does it touch in three months?"),
            min=0,
            max=10_000,
        ),
        Criterion(
            id="impact",
            title=N_("Impact"),
            question=N_("How much does it help each of them? 3: massively, 1: somewhat, 0.25: hardly."),
            min=0.25,
            max=3,
            step=0.25,
        ),
        Criterion(
            id="confidence",
            title=N_("Confidence"),
            question=N_("How sure are you, in per cent? 100: measured, 80: good reasons, 50: a hunch."),
            min=10,
            max=100,
            step=10,
        ),
        Criterion(
            id="effort",
            title=N_("Effort"),
            question=N_("How many months of one person does it take? At least half a month."),
            min=0.5,
            max=24,
            step=0.5,
            invert=True,
        ),
    ),
    "wsjf": (
        Criterion(
            id="value",
            title=N_("Value"),
            question=N_("What is it worth to users and business?"),
            max=20,
            values=PLANNING_CARDS,
        ),
        Criterion(
            id="time",
            title=N_("Urgency"),
            question=N_("How much is lost by waiting? 20: it is now or never."),
            max=20,
            values=PLANNING_CARDS,
        ),
        Criterion(
            id="risk",
            title=N_("Risk or chance"),
            question=N_("How much risk does it take away, or what does it make possible?"),
            max=20,
            values=PLANNING_CARDS,
        ),
        Criterion(
            id="size",
            title=N_("Size"),
            question=N_("How big is the work beside the others?"),
            max=20,
            values=PLANNING_CARDS,
            invert=True,
        ),
    ),
}
PRESET_TITLES: dict[Preset, str] = {
    "roi_feasibility": N_("Benefit and feasibility"),
    "ice": N_("ICE"),
    "rice": N_("RICE"),
    "wsjf": N_("WSJF"),
    "own": N_("Own criteria"),
}
SUMS: frozenset[Preset] = frozenset(("roi_feasibility", "own"))
"""Sets that become a score as a weighted mean, so that a criterion more or less keeps its sense."""
JOINED: dict[Preset, tuple[str, str]] = {"ice": ("{}", " × "), "rice": ("{} %", " × "), "wsjf": ("({})", " + ")}
"""How the criteria of the other sets become a score, all but the one that divides."""


def in_signs(preset: Preset, criteria: Sequence[Criterion]) -> str:
    """The formula of a set that is no weighted mean, with the titles of its criteria."""
    frame, sign = JOINED[preset]
    divisor = DIVISORS.get(preset, "")
    text = frame.format(sign.join(one.title for one in criteria if one.id != divisor))
    return " ÷ ".join([text, *(one.title for one in criteria if one.id == divisor)])


def composite(
    preset: Preset,
    criteria: Sequence[Criterion],
    values: Mapping[str, float | None],
    weights: Mapping[str, float] | None = None,
) -> float | None:
    """One score out of the values of a card; None when one of them is missing, because missing is not zero.

    - ``roi_feasibility`` and own criteria: the weighted sum model; each value as its share of the scale (0 at the worse
      end, 1 at the better), the weighted mean of these, times 100.
    - ``ice``: impact · confidence · ease (Sean Ellis).
    - ``rice``: reach · impact · confidence ÷ effort, confidence in per cent (Intercom).
    - ``wsjf``: (value + time + risk) ÷ size, the cost of delay by the size of the job (Reinertsen).

    A weight other than 1 is a factor in a sum and an exponent in a product (weighted product model: a factor there
    would leave the ranking as it is).
    """
    given: dict[str, float] = {}
    for one in criteria:
        value = values.get(one.id)
        if value is None:
            return None
        given[one.id] = value
    weight = {one.id: (weights or {}).get(one.id, one.weight) for one in criteria}
    if preset in SUMS:
        total = sum(weight.values())
        return 100 * sum(weight[one.id] * one.share(given[one.id]) for one in criteria) / total if total else None
    if preset == "wsjf":
        delay = sum(weight[id_] * value for id_, value in given.items() if id_ != "size")
        return delay / float(given["size"] ** weight["size"])
    if preset == "rice":
        given["confidence"] /= 100
    divisor = DIVISORS.get(preset, "")
    factors = [float(value ** (-weight[id_] if id_ == divisor else weight[id_])) for id_, value in given.items()]
    return prod(factors)
