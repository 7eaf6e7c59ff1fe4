"""Before a round: which cards, which criteria, who scores, and what to think of first."""

from collections.abc import Iterable
from typing import Any

import msgspec

from facilitator.activities.scoring.criteria import (
    preparation,
    prepared_criteria,
    prepared_preset,
    prepared_with,
    presets_on_offer,
    with_preset,
)
from facilitator.activities.scoring.presets import Criterion
from facilitator.activities.scoring.rules import (
    MOST_VOTERS,
    MOST_WINNERS,
    QUADRANTS,
    Preparation,
    Quadrant,
    Scores,
    axes,
    current,
    resolved,
    rounds,
)
from facilitator.activities.scoring.scales import LEAST_WEIGHT, MOST_WEIGHT, WEIGHT_STEP, scale_fault
from facilitator.core.cards import Candidate, doubts
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.stepview import StepView
from facilitator.core.text import number

TOP = 3
"""How many go on where nothing else is said."""


def candidates(view: StepView) -> tuple[Candidate, ...]:
    """The cards that the next round is about: those shown to the room."""
    shown = (item for item in view.items if not item.hidden)
    return tuple(Candidate(item=i.id, number=i.number, title=i.title) for i in shown)


def prepared(view: StepView) -> Scores:
    """The round as it would be if it began now."""
    settings, own = view.settings, preparation(view) or Preparation(id="", step=view.step.id)
    facilitator = settings.facilitator_votes if own.facilitator_votes is None else own.facilitator_votes
    preset, criteria, winners = prepared_preset(view), prepared_criteria(view), own.winners or settings.winners
    if isinstance(winners, str) and axes(settings, preset, [one.id for one in criteria]) is None:
        winners = TOP
    return Scores(
        id=new_id(),
        step=view.step.id,
        number=len(rounds(view)) + 1,
        preset=preset,
        criteria=criteria,
        own_words=own.own_words,
        candidates=candidates(view),
        winners=winners,
        floor=settings.floor,
        voters=own.voters or view.how_many_vote(facilitator),
        voters_set=own.voters is not None,
        facilitator_votes=facilitator,
    )


def new_round(view: StepView) -> Scores:
    """A round of ballots: cards and criteria frozen.

    Raises:
        FacilitatorError: there is nothing to score or nobody who scores, or a round is still going on.
    """
    scores = prepared(view)
    _check(view, scores)
    if scores.voters < 1:
        raise FacilitatorError(view.tr("Nobody is listed as present. Set the number of voters, then open the round."))
    return scores


def group_entry(view: StepView, cards: tuple[Candidate, ...] = ()) -> Scores:
    """A round without ballots: the group agrees, and what it agrees on is typed in.

    Args:
        cards: cards that come with it; by default those of the step.

    Raises:
        FacilitatorError: there is nothing to score, or a round is still going on.
    """
    scores = prepared(view)
    _check(view, msgspec.structs.replace(scores, candidates=(*scores.candidates, *cards)))
    return msgspec.structs.replace(scores, way="group", state="revealed", voters=0, voters_set=False)


def none_goes_on(view: StepView) -> None:
    """Nothing may change while voters score.

    Raises:
        FacilitatorError: a round is open, or closed and not revealed.
    """
    last = current(view)
    if last is not None and last.state in ("open", "closed"):
        tr = view.tr
        raise FacilitatorError(tr("Round {n} has not been revealed yet; reveal it or set it aside.", n=last.number))


def _check(view: StepView, scores: Scores) -> None:
    tr = view.tr
    none_goes_on(view)
    if not scores.candidates:
        raise FacilitatorError(tr("There are no cards to score yet. Collect some first."))
    if not scores.criteria:
        raise FacilitatorError(tr("This step has no criteria. Its settings must name some."))
    for one in scores.criteria:  # of a workshop file that nobody has checked
        if fault := scale_fault(scores.preset, one, tr):
            raise FacilitatorError(fault)


def another(view: StepView, last: Scores | None = None) -> Preparation:
    """A further round with the criteria, weights and rules of the round before."""
    last = last or current(view)
    own = Preparation(id=new_id(), step=view.step.id)
    if last is None:
        return own
    usual = resolved(view.settings, view.tr)
    keep = last.winners if last.winners != view.settings.winners else None
    own = msgspec.structs.replace(own, winners=keep)
    if last.preset != view.settings.preset or last.own_words or _scales(last.criteria) != _scales(usual):
        return msgspec.structs.replace(own, preset=last.preset, criteria=last.criteria, own_words=last.own_words)
    before = {one.id: one.weight for one in usual}
    return msgspec.structs.replace(
        own, weights={one.id: one.weight for one in last.criteria if before[one.id] != one.weight}
    )


def _scales(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Criteria without what may be another word for the same, or another weight."""
    return [msgspec.structs.replace(one, title="", question="", weight=1.0) for one in criteria]


def rules_of(view: StepView) -> tuple[str, ...]:
    """What can be changed before a round: names of rules, then the ids of the criteria, whose weights they are."""
    return (
        "winners",
        "facilitator_votes",
        "voters",
        "preset",
        *(f"weight:{one.id}" for one in prepared_criteria(view)),
    )


def winner_choices(view: StepView) -> list[int | Quadrant]:
    """What can be passed on: a number, or a quadrant where there are any."""
    scores = prepared(view)
    number = scores.winners if isinstance(scores.winners, int) else TOP
    picture = axes(view.settings, scores.preset, [one.id for one in scores.criteria])
    return [number, *(QUADRANTS if picture else ())]


def changed(view: StepView, rule: str, by: int) -> Preparation:
    """The preparation with a rule one step up or down, or the other way."""
    scores = prepared(view)
    if rule == "preset":
        offered = presets_on_offer(view)
        return with_preset(view, offered[(offered.index(scores.preset) + by) % len(offered)])
    if rule == "facilitator_votes":
        return prepared_with(view, facilitator_votes=not scores.facilitator_votes, voters=None)
    if rule == "voters":
        return prepared_with(view, voters=max(1, min(MOST_VOTERS, scores.voters + by)))
    if rule == "winners":
        number = scores.winners + by if isinstance(scores.winners, int) else TOP
        return prepared_with(view, winners=max(1, min(MOST_WINNERS, number)))
    return _weight(view, rule.partition(":")[2], by=by)


def _weight(view: StepView, id_: str, *, by: int = 0, to: float | None = None) -> Preparation:
    own = preparation(view)
    now = next((one.weight for one in prepared_criteria(view) if one.id == id_), 1.0)
    weight = now + by * WEIGHT_STEP if to is None else to
    weights = dict(own.weights if own else {}) | {id_: max(LEAST_WEIGHT, min(MOST_WEIGHT, weight))}
    return prepared_with(view, weights=weights)


def set_to(view: StepView, rule: str, value: Any) -> Preparation:
    """The preparation with a rule as typed or chosen.

    Raises:
        FacilitatorError: a number was expected, or it is out of range.
    """
    tr = view.tr
    if rule == "winners" and value in QUADRANTS:
        return prepared_with(view, winners=value)
    text = str(value).strip()
    if rule.startswith("weight:"):
        weight = number(text)
        if weight is None or not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
            low, high = tr.number(LEAST_WEIGHT), tr.number(MOST_WEIGHT)
            raise FacilitatorError(tr("Enter a number from {low} to {high}.", low=low, high=high))
        return _weight(view, rule.partition(":")[2], to=weight)
    most = MOST_VOTERS if rule == "voters" else MOST_WINNERS
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise FacilitatorError(tr("Enter a whole number between 1 and {most}.", most=most))
    return prepared_with(view, **{rule: int(text)})


def with_voters(scores: Scores, voters: int, voted: int, view: StepView) -> Scores:
    """The round with another number of voters, until the reveal (somebody leaves or comes).

    Raises:
        FacilitatorError: more have scored already, or the number makes no sense.
    """
    tr = view.tr
    if scores.state not in ("open", "closed"):
        raise FacilitatorError(tr("This round is over; its number of voters stays."))
    if not max(1, voted) <= voters <= MOST_VOTERS:
        least = max(1, voted)
        raise FacilitatorError(
            tr("The number of voters must be between {least} and {most}.", least=least, most=MOST_VOTERS)
        )
    return msgspec.structs.replace(scores, voters=voters, voters_set=True)


def advice(view: StepView) -> list[str]:
    """Sentences to read before a round: too many cards, the same card twice, cards not shown yet, too few voters."""
    tr, scores = view.tr, prepared(view)
    cards, found = scores.candidates, []
    if view.session.state == "finished":
        found.append(tr("This session is finished: no round can be opened before it is taken up again."))
    if not cards:
        found.append(tr("There are no cards to score yet. Collect some first."))
        if view.step.items:
            found.append(tr("Is there a table with scores already? ctrl+o reads it in, with its cards."))
        return found
    if len(cards) == 1:
        found.append(tr("There is only one card: there is nothing to compare."))
    if len(cards) > view.settings.advise_over:
        found.append(tr("{n} cards are many to score: choosing or grouping them first saves time.", n=len(cards)))
    found += doubts(cards, view.items, tr)
    if scores.voters < scores.floor:
        text = tr(
            "With fewer than {n} voters only means are shown: the spread would tell of single ballots.", n=scores.floor
        )
        found.append(text)
    return found
