"""From opened ballots to what is kept of them: means, distributions, concordance. No single ballot is kept."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import msgspec

from facilitator.activities.scoring.figures import concordance, counted
from facilitator.activities.scoring.opening import another
from facilitator.activities.scoring.presets import composite
from facilitator.activities.scoring.rules import Line, Scores
from facilitator.activities.scoring.scales import value_fault
from facilitator.core.change import Change
from facilitator.core.i18n import N_, Translator
from facilitator.core.rounds import Ballot, Outcome
from facilitator.core.stepview import StepView

_PLAIN = Translator()
Given = Mapping[str, Mapping[str, float]]
"""A ballot: card number, as text, to criterion to value. What somebody cannot judge is left out."""


def ballot_fault(scores: Scores, ballot: Any) -> str:
    """What is wrong with a ballot, as a sentence to be translated; empty when it may be cast."""
    by_id = {one.id: one for one in scores.criteria}
    numbers = {str(card.number) for card in scores.candidates}
    if not isinstance(ballot, Mapping) or not all(isinstance(values, Mapping) for values in ballot.values()):
        return N_("This is not a ballot.")
    if not set(ballot) <= numbers or any(not set(values) <= set(by_id) for values in ballot.values()):
        return N_("The ballot has a card or a criterion that is not in this round.")
    for values in ballot.values():
        for id_, value in values.items():
            if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
                return N_("This is not a ballot.")
            if value_fault(scores.preset, by_id[id_], value, _PLAIN):
                return N_("A value is outside the scale.")
    return ""


def revealed(scores: Scores, ballots: Sequence[Any]) -> Scores:
    """The round with what its ballots come to.

    Distributions stay out where fewer than the anonymity floor gave a value, the concordance where fewer than that
    have scored every card: with so few they would tell of single ballots.
    """
    valid: list[Given] = [ballot for ballot in ballots if not ballot_fault(scores, ballot)]
    lines = {}
    for card in scores.candidates:
        said = [ballot.get(str(card.number), {}) for ballot in valid]
        lines[card.item] = {
            one.id: _line([float(values[one.id]) for values in said if one.id in values], scores.floor)
            for one in scores.criteria
        }
    rankings = _rankings(scores, valid)
    enough = len(rankings) >= scores.floor
    return msgspec.structs.replace(
        scores,
        state="revealed",
        voted=len(ballots),
        invalid=len(ballots) - len(valid),
        lines=lines,
        concordance=concordance(rankings) if enough else None,
        rankers=len(rankings),
    )


def _line(values: list[float], floor: int) -> Line:
    if not values:
        return Line()
    return Line(raters=len(values), mean=fmean(values), counts=counted(values) if len(values) >= floor else None)


def _rankings(scores: Scores, ballots: Sequence[Given]) -> list[list[float]]:
    """The scores of those who have scored every card on every criterion."""
    found = []
    for ballot in ballots:
        own = [
            composite(scores.preset, scores.criteria, ballot.get(str(card.number), {})) for card in scores.candidates
        ]
        whole = [score for score in own if score is not None]
        if len(whole) == len(own):
            found.append(whole)
    return found


def totals(scores: Scores) -> dict[str, Any]:
    """What the sealed box keeps of the result, readable without this program's records."""
    means = {
        str(card.number): {id_: line.mean for id_, line in scores.lines[card.item].items()}
        for card in scores.candidates
    }
    return {"means": means, "voted": scores.voted}


def revealing(view: StepView, scores: Scores) -> Outcome:
    """What the reveal of a round changes."""

    def outcome(ballots: Sequence[Ballot], _notes: Mapping[str, Any]) -> tuple[Change, dict[str, Any]]:
        done = revealed(scores, [ballot.value for ballot in ballots])
        return Change(view.tr("Reveal round {n}", n=scores.number), (done,)), totals(done)

    return outcome


def setting_aside(view: StepView, scores: Scores) -> Change:
    """Says that the round is given up, and prepares another with the same rules."""
    aside = msgspec.structs.replace(scores, state="set aside")
    return Change(view.tr("Set round {n} aside", n=scores.number), (aside, another(view, scores)))
