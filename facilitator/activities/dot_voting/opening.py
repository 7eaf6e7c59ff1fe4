"""Before a round opens: which cards, which rules, who may vote, and what to think of first."""

from math import isfinite
from typing import Any, Literal, TypeVar

import msgspec

from facilitator.activities.dot_voting.rules import (
    LADDER,
    MOST_DOTS,
    MOST_VOTERS,
    Auto,
    Preparation,
    Rules,
    Rung,
    Vote,
    VotingSettings,
    auto_dots,
    auto_per_item,
    current,
    votes,
)
from facilitator.core.cards import Candidate, doubts
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id, new_id
from facilitator.core.stepview import StepView

T = TypeVar("T")


def preparation(view: StepView) -> Preparation | None:
    """What has been changed for the next round; None: nothing, or no further round is prepared."""
    return next(iter(view.records(Preparation)), None)


def candidates(view: StepView) -> tuple[Candidate, ...]:
    """The cards that the next round is about: those shown to the room, of a run-off only the tied ones."""
    prepared = preparation(view)
    shown = [item for item in view.items if not item.hidden]
    if prepared is not None and prepared.runoff_of:
        shown = [view.all_items[item] for item in prepared.tied if item in view.all_items]
    field, given = view.settings.score_field, view.facts("score")
    return tuple(
        Candidate(item=i.id, number=i.number, title=i.title, score=_score(i.fields.get(field) or given.get(i.id, "")))
        for i in shown
    )


def _score(text: str) -> float | None:
    try:
        score = float(text.replace(",", "."))
    except ValueError:
        return None
    return score if isfinite(score) else None


def asked(view: StepView) -> tuple[int | Auto, int | Auto]:
    """Dots per person and most on one card as they were asked for; a run-off starts from automatic ones."""
    own, settings = preparation(view), view.settings
    if own is None:
        return settings.dots, settings.per_item
    runoff = bool(own.runoff_of)
    return own.dots or ("auto" if runoff else settings.dots), own.per_item or ("auto" if runoff else settings.per_item)


def prepared_rules(view: StepView) -> tuple[Rules, int]:
    """The rules that would be in force if the round opened now, and the number of voters."""
    settings: VotingSettings = view.settings
    own = preparation(view) or Preparation(id=new_id(), step=view.step.id)
    dots, per_item = asked(view)
    each = auto_dots(len(candidates(view))) if dots == "auto" else dots
    most = auto_per_item(each) if per_item == "auto" else min(per_item, each)
    facilitator = settings.facilitator_votes if own.facilitator_votes is None else own.facilitator_votes
    rules = Rules(
        dots=each,
        per_item=most,
        secret=settings.secret if own.secret is None else own.secret,
        winners=own.winners or settings.winners,
        ties=settings.ties if own.ties is None else own.ties,
        floor=settings.floor,
        facilitator_votes=facilitator,
    )
    return rules, own.voters or view.how_many_vote(facilitator)


Rule = Literal["dots", "per_item", "secret", "winners", "ties", "facilitator_votes", "voters"]
RULES: tuple[Rule, ...] = ("dots", "per_item", "secret", "winners", "ties", "facilitator_votes", "voters")
"""What can be changed before a round opens, in the order in which it is shown."""
OTHER_LADDERS: tuple[tuple[Rung, ...], ...] = (LADDER, ("run-off", "draw"), ("decider",), ("draw",), ())


def ties_on_offer(view: StepView) -> list[tuple[Rung, ...]]:
    """Ladders to choose from: the workshop's own first."""
    return list(dict.fromkeys([view.settings.ties, *OTHER_LADDERS]))


def changed(view: StepView, rule: Rule, by: int) -> Preparation:
    """The preparation with a rule one step up or down; a rule that is no number takes its other (or next) value."""
    rules, voters = prepared_rules(view)
    match rule:
        case "secret":
            return _prepared(view, secret=not rules.secret)
        case "facilitator_votes":
            return _prepared(view, facilitator_votes=not rules.facilitator_votes, voters=None)
        case "ties":
            offered = ties_on_offer(view)
            at = offered.index(rules.ties) if rules.ties in offered else -1
            return _prepared(view, ties=offered[(at + by) % len(offered)])
    now, most = _number(rule, rules, voters)
    return _prepared(view, **{rule: max(1, min(most, now + by))})


def set_to(view: StepView, rule: Rule, value: str | tuple[Rung, ...]) -> Preparation:
    """The preparation with a rule as typed or chosen.

    Raises:
        FacilitatorError: a number was expected, or it is out of range.
    """
    if not isinstance(value, str):
        return _prepared(view, **{rule: value})
    _, most = _number(rule, *prepared_rules(view))
    if not value.strip().isdecimal() or not 1 <= int(value) <= most:
        raise FacilitatorError(view.tr("Enter a whole number between 1 and {most}.", most=most))
    return _prepared(view, **{rule: int(value)})


def automatic(view: StepView, rule: Rule) -> Preparation:
    """The preparation with the automatic number of dots, or with the people present as voters."""
    return _prepared(view, **{rule: None if rule == "voters" else "auto"})


def _number(rule: Rule, rules: Rules, voters: int) -> tuple[int, int]:
    """A rule's number and the most it may be."""
    if rule == "voters":
        return voters, MOST_VOTERS
    return getattr(rules, rule), rules.dots if rule == "per_item" else MOST_DOTS


def _prepared(view: StepView, **changes: Any) -> Preparation:
    own = preparation(view) or Preparation(id=new_id(), step=view.step.id)
    return msgspec.structs.replace(own, **changes)


def another(view: StepView, last: Vote | None = None) -> Preparation:
    """A further round with the rules of ``last``, by default of the newest round that is no run-off.

    What was automatic, or as the workshop says, stays so: the number of cards or of people may be another now.
    """
    prepared = Preparation(id=new_id(), step=view.step.id)
    last = last or next((vote for vote in reversed(votes(view)) if not vote.runoff_of), None)
    if last is None:
        return prepared
    rules, settings = last.rules, view.settings
    dots, per_item = ("auto", "auto") if last.runoff_of else (settings.dots, settings.per_item)
    each = auto_dots(len(last.candidates)) if dots == "auto" else dots
    most = auto_per_item(rules.dots) if per_item == "auto" else min(per_item, rules.dots)
    keep = last.voters_set and last.voters != view.how_many_vote(rules.facilitator_votes)
    return msgspec.structs.replace(
        prepared,
        dots=_unless(rules.dots, each),
        per_item=_unless(rules.per_item, most),
        secret=_unless(rules.secret, settings.secret),
        winners=_unless(rules.winners, settings.winners),
        ties=_unless(rules.ties, settings.ties),
        facilitator_votes=_unless(rules.facilitator_votes, settings.facilitator_votes),
        voters=last.voters if keep else None,
        like=last.id,
        runoff_of=last.runoff_of,
        tied=tuple(card.item for card in last.candidates) if last.runoff_of else (),
    )


def as_settings(view: StepView) -> dict[str, Any]:
    """The rules that were changed on the screen, as a workshop file says them; those of a run-off are none of them."""
    own = preparation(view)
    own = another(view) if own is None or own.runoff_of else own
    said = {name: getattr(own, name) for name in RULES if name != "voters"}
    changed = {n: value for n, value in said.items() if value is not None and value != getattr(view.settings, n)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}


def _unless(value: T, usual: T) -> T | None:
    return None if value == usual else value


def run_off(view: StepView, vote: Vote, tied: tuple[Id, ...], seats: int) -> Preparation:
    """A run-off among the tied of a round: the same people vote in the same way, with automatic dots."""
    return msgspec.structs.replace(
        another(view, vote),
        dots=None,
        per_item=None,
        winners=seats,
        voters=vote.voters,
        runoff_of=vote.id,
        tied=tied,
    )


def taken_over(view: StepView) -> set[Rule]:
    """Rules of the prepared round that are neither the workshop's nor changed, but those of the round before."""
    own = preparation(view)
    last = next((vote for vote in votes(view) if own is not None and vote.id == own.like), None)
    if own is None or last is None:
        return set()
    before: dict[Rule, object] = {rule: getattr(last.rules, rule) for rule in RULES if rule != "voters"}
    before["voters"] = last.voters
    if own.runoff_of != last.runoff_of:
        del before["winners"]  # those of a run-off are the places that are left
    return {rule for rule, value in before.items() if getattr(own, rule) == value}


def new_vote(view: StepView) -> Vote:
    """The round as it opens now: list and rules frozen.

    Raises:
        FacilitatorError: there is nothing to vote on or nobody to vote, or a round is still going on.
    """
    tr, last = view.tr, current(view)
    rules, voters = prepared_rules(view)
    cards = candidates(view)
    if last is not None and last.state in ("open", "closed"):
        raise FacilitatorError(tr("Round {n} has not been revealed yet; reveal it or set it aside.", n=last.number))
    if not cards:
        raise FacilitatorError(_no_cards(view))
    if voters < 1:
        raise FacilitatorError(tr("Nobody is listed as present. Set the number of voters, then open the round."))
    own = preparation(view)
    return Vote(
        id=new_id(),
        step=view.step.id,
        number=len(votes(view)) + 1,
        candidates=cards,
        rules=rules,
        voters=voters,
        voters_set=own is not None and own.voters is not None,
        runoff_of=own.runoff_of if own else None,
    )


def _no_cards(view: StepView) -> str:
    waiting = view.step.only.get("winners_of", "")
    title = next((source.title for source in view.passed_on() if source.step == waiting), "")
    if title:
        return view.tr("“{step}” passes on no cards yet. Finish it, or vote on all cards.", step=title)
    return view.tr("There are no cards to vote on yet. Collect some first.")


def advice(view: StepView) -> list[str]:
    """Sentences to read before opening: too many cards, one card, the same card twice, cards not shown yet."""
    tr, cards, found = view.tr, candidates(view), []
    if view.session.state == "finished":
        found.append(tr("This session is finished: no round can be opened before it is taken up again."))
    if not cards:
        found.append(_no_cards(view))
    if len(cards) == 1:
        found.append(tr("There is only one card: there is nothing to choose between."))
    if len(cards) > view.settings.advise_over:
        found.append(tr("{n} cards are many for one vote: grouping them first gives a clearer result.", n=len(cards)))
    found += doubts(cards, view.items, tr)
    if prepared_rules(view)[1] == 1:
        found.append(tr("With one voter everybody knows who gave which dots."))
    return found
