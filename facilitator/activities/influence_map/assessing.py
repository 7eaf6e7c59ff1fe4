"""Several assessors, each alone: what a round is about, its ballots, and what they come to."""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from facilitator.activities.influence_map.rules import MOST_ATTITUDE, MOST_INFLUENCE, SCALES, MapSettings
from facilitator.activities.influence_map.standing import own, places
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.ids import Id, new_id
from facilitator.core.records import StepRecord
from facilitator.core.rounds import Ballot, Outcome
from facilitator.core.stepview import StepView


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What the assessors said of one person. ``None``: nobody, or too few to be shown."""

    influence: float | None = None
    attitude: float | None = None
    """Means."""
    influence_sd: float | None = None
    attitude_sd: float | None = None
    """Population standard deviations, in points of their scales."""
    assessors: int = 0
    """How many said something."""


class Assessment(StepRecord, frozen=True, kw_only=True):
    """One round; its id is that of the ``Round``. No single assessment is in it, ever."""

    number: int
    people: tuple[Id, ...]
    assessors: int
    """How many are to assess."""
    state: Literal["open", "closed", "revealed", "set aside"] = "open"
    """``set aside``: ended without anybody knowing what was in it."""
    at: str = ""
    """When it was revealed, ISO with zone."""
    lines: dict[Id, Line] = {}
    """Person to what was said, after the reveal."""


class Dispersion(NamedTuple):
    """How far assessors are apart about one person."""

    influence_sd: float
    attitude_sd: float
    """Population standard deviations, in points of their scales."""
    wide: bool
    """Whether that is worth a talk."""

    @property
    def dispersion(self) -> float:
        """The larger of both, each population SD ÷ half of its scale's range: 0 … 1."""
        return max(self.influence_sd / (MOST_INFLUENCE / 2), self.attitude_sd / MOST_ATTITUDE)


def assessments(view: StepView) -> list[Assessment]:
    """The rounds of the step, oldest first."""
    return sorted(view.records(Assessment), key=lambda one: one.number)


def going(view: StepView) -> Assessment | None:
    """The round that goes on or waits for its reveal."""
    return next((one for one in reversed(assessments(view)) if one.state in ("open", "closed")), None)


def assessors(view: StepView) -> int:
    """How many may assess: those present."""
    return view.how_many_vote(view.settings.facilitator_assesses)


def opened(view: StepView, people: Sequence[Id], how_many: int) -> Assessment:
    """A new round about these people.

    Raises:
        FacilitatorError: there is nobody to assess, or nobody who assesses, or a round is going on.
    """
    if not people:
        raise FacilitatorError(view.tr("There is nobody to assess yet. Add people first."))
    if how_many < 1:
        raise FacilitatorError(view.tr("There is nobody who assesses. F6: who is present?"))
    if going(view) is not None:
        raise FacilitatorError(view.tr("A round is going on. End it first."))
    return Assessment(
        id=new_id(),
        step=view.step.id,
        number=len(assessments(view)) + 1,
        people=tuple(people),
        assessors=how_many,
    )


def fault(round_: Assessment, ballot: Any) -> str:
    """What is wrong with a ballot, as a sentence to be translated; empty when it may be cast."""
    if not isinstance(ballot, Mapping) or not set(ballot) <= set(round_.people):
        return N_("This is not an assessment of these people.")
    for values in ballot.values():
        if not isinstance(values, Sequence) or isinstance(values, str) or len(values) != 2:
            return N_("This is not an assessment of these people.")
        for value, (low, high) in zip(values, SCALES, strict=True):
            if value is not None and not (_is_number(value) and low <= value <= high):
                return N_("A value is outside the scale.")
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def lines(round_: Assessment, ballots: Sequence[Any], floor: int) -> dict[Id, Line]:
    """Mean and standard deviation per person; what somebody does not know does not count, and is not 0.

    Standard deviation: the population SD of the values given, only where at least ``floor`` said something.
    """
    sound = [ballot for ballot in ballots if not fault(round_, ballot)]
    found = {}
    for person in round_.people:
        given = [ballot[person] for ballot in sound if person in ballot]
        influences = [float(values[0]) for values in given if values[0] is not None]
        attitudes = [float(values[1]) for values in given if values[1] is not None]
        found[person] = Line(
            influence=_mean(influences),
            attitude=_mean(attitudes),
            influence_sd=pstdev(influences) if len(influences) >= floor else None,
            attitude_sd=pstdev(attitudes) if len(attitudes) >= floor else None,
            assessors=sum(any(value is not None for value in values) for values in given),
        )
    return found


def _mean(values: Sequence[float]) -> float | None:
    return round(fmean(values), 2) + 0.0 if values else None


def revealing(view: StepView, round_: Assessment, at: str) -> Outcome:
    """The reveal: means become places, large dispersions talking points. What nobody knew leaves a place as it was."""

    def outcome(ballots: Sequence[Ballot], _notes: Mapping[str, Any]) -> tuple[Change, dict[str, Any]]:
        found = lines(round_, [ballot.value for ballot in ballots], view.settings.floor)
        now = places(view)
        puts = []
        for person, said in found.items():
            if person not in view.people or (said.influence is None and said.attitude is None):
                continue
            place = own(view, now.get(person), person)
            influence = place.influence if said.influence is None else said.influence
            attitude = place.attitude if said.attitude is None else said.attitude
            puts.append(replace(place, influence=influence, attitude=attitude, at=at))
        done = replace(round_, state="revealed", at=at, lines=found)
        return Change(view.tr("Reveal assessment {n}", n=round_.number), (done, *puts)), {"assessed": len(ballots)}

    return outcome


def dispersions(view: StepView) -> dict[Id, Dispersion]:
    """How far the assessors of the latest revealed round are apart, by person."""
    done = next((one for one in reversed(assessments(view)) if one.state == "revealed"), None)
    if done is None:
        return {}
    settings: MapSettings = view.settings
    found = {}
    for person, said in done.lines.items():
        influence, attitude = said.influence_sd or 0.0, said.attitude_sd or 0.0
        if said.influence_sd is None and said.attitude_sd is None:
            continue
        one = Dispersion(influence, attitude, wide=False)
        found[person] = one._replace(wide=one.dispersion >= settings.dispersion)
    return found
