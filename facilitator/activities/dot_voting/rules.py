"""What a dot vote is: its settings, its records, and what may be done before and while a round is open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec

from facilitator.core.activity import Settings
from facilitator.core.cards import Candidate
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import StepRecord
from facilitator.core.rounds import BallotRound
from facilitator.core.stepview import StepView

Rung = Literal["supporters", "score", "run-off", "decider", "draw"]
LADDER: tuple[Rung, ...] = ("supporters", "score", "run-off", "decider", "draw")
"""How a tie is broken unless the workshop says otherwise."""
MOST_VOTERS = 1000
"""More than this many voters is taken for a slip of the finger."""

MOST_DOTS = 100

Some = Annotated[int, msgspec.Meta(ge=1, le=MOST_DOTS)]
Auto = Literal["auto"]


class VotingSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the workshop file says about a vote."""

    dots: Some | Auto = "auto"
    """Dots per person; automatic: a third of the items, 1 … 10."""
    per_item: Some | Auto = "auto"
    """Most dots of one person on one item; automatic: half of the dots, rounded up, at most 3."""
    secret: bool = True
    """Secret: ballots on the laptop handed round. Open: everybody sees the dots (hands, dots on the wall), and the
    facilitator enters the counts."""
    winners: Some = 3
    ties: tuple[Rung, ...] = LADDER
    floor: Annotated[int, msgspec.Meta(ge=3, le=1000)] = 5
    """With fewer voters than this, nothing is shown that tells of single ballots."""
    facilitator_votes: bool = False
    advise_over: Some = 20
    """With more items than this, grouping them first is advised."""
    score_field: str = "score"
    """Field of a card that holds its score, for ties; without it the score that a scoring step has given counts."""


def check(settings: VotingSettings, tr: Translator) -> list[tuple[str, str]]:
    """Settings that have the right shape and make no sense together: (key, sentence)."""
    faults = []
    if isinstance(settings.dots, int) and isinstance(settings.per_item, int) and settings.per_item > settings.dots:
        sentence = tr(
            "Nobody can put {most} dots on an item out of {dots}.", most=settings.per_item, dots=settings.dots
        )
        faults.append(("per_item", sentence))
    twice = [rung for rung, times in Counter(settings.ties).items() if times > 1]
    again = N_("“{rung}” is there twice; every rung of the ladder is tried once.")
    faults += [("ties", tr(again, rung=rung)) for rung in twice]
    return faults


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules in force in one round, frozen when it opens."""

    dots: int
    per_item: int
    secret: bool
    winners: int
    ties: tuple[Rung, ...]
    floor: int
    facilitator_votes: bool


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What one candidate got. ``None``: not known, or not to be known."""

    dots: int
    supporters: int | None = None
    """Voters who gave it at least one dot."""
    heavy: bool | None = None
    """Whether a single ballot gave half or more of its dots."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What the opened ballots come to. Candidates are in the order of the vote."""

    lines: tuple[Line, ...]
    voted: int
    """Ballots and voters counted by hand, together."""
    by_hand: int = 0
    invalid: int = 0
    """Ballots that broke the rules; they count as voted, their dots do not count."""
    unused: int = 0
    """Dots that voters did not give."""
    abstained: int | None = None
    """Valid ballots without a dot."""
    detail: Literal["full", "hand", "floor"] = "full"
    """Why supporters are not known: some dots were counted by hand, or too few voted to keep them secret."""


Why = Literal["", "equal", "hand", "floor", "not scored", "passed over"]


class TieStep(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of the ladder as it was tried on a tie."""

    rung: Rung
    into: tuple[Id, ...] = ()
    """Items that it put among the winners."""
    out: tuple[Id, ...] = ()
    why: Why = ""
    """Why it decided nothing."""
    by: str = ""
    """Who decided, on the rung of the decider."""
    seed: str = ""
    """Of the draw."""
    round: Id | None = None
    """The run-off."""


class Vote(BallotRound, frozen=True, kw_only=True):
    """One round of a vote."""

    rules: Rules
    runoff_of: Id | None = None
    result: Result | None = None
    ties: tuple[TieStep, ...] = ()


class Preparation(StepRecord, frozen=True, kw_only=True):
    """What the facilitator has changed for the next round, before it opens. ``None``: as the workshop says."""

    dots: int | Auto | None = None
    per_item: int | Auto | None = None
    secret: bool | None = None
    winners: int | None = None
    ties: tuple[Rung, ...] | None = None
    facilitator_votes: bool | None = None
    voters: int | None = None
    """``None``: the people present."""
    like: Id | None = None
    """The round before, whose rules were taken over."""
    runoff_of: Id | None = None
    tied: tuple[Id, ...] = ()
    """The items of a run-off."""


def auto_dots(items: int) -> int:
    """Dots per person for a number of items: a third of them, at least 1, at most 10 (rule of thumb of dot voting)."""
    return max(1, min(10, items // 3))


def auto_per_item(dots: int) -> int:
    """Most dots on one item: half of the dots, rounded up, at most 3, so that nobody decides a vote alone."""
    return max(1, min(3, (dots + 1) // 2))


def votes(view: StepView) -> list[Vote]:
    """The rounds of the step, oldest first."""
    return sorted(view.records(Vote), key=lambda vote: vote.number)


def current(view: StepView) -> Vote | None:
    """The newest round that was not set aside."""
    return next((vote for vote in reversed(votes(view)) if vote.state != "set aside"), None)


Dots = Mapping[str, int]
"""A ballot: card number, as text, to dots. Cards without dots may be left out; an empty ballot abstains."""


def ballot_fault(rules: Rules, cards: Sequence[Candidate], ballot: Any) -> str:
    """What is wrong with a ballot, as a sentence to be translated; empty when it may be cast."""
    if not isinstance(ballot, Mapping) or not all(type(dots) is int and dots >= 0 for dots in ballot.values()):
        return N_("This is not a ballot.")
    if not set(ballot) <= {str(card.number) for card in cards}:
        return N_("The ballot has a card that is not in this round.")
    if sum(ballot.values()) > rules.dots:
        return N_("These are more dots than everybody has.")
    if any(dots > rules.per_item for dots in ballot.values()):
        return N_("These are more dots on one card than the rules allow.")
    return ""


def limits_frozen(ballots: int, tr: Translator) -> str:
    """Why the dots of an open round cannot be changed: what has been given was given under these rules."""
    if not ballots:
        return tr("The rules are frozen while the round is open. Set it aside to open a new one with other rules.")
    return tr.n(
        "The rules are frozen while the round is open: {n} ballot would be broken. Set the round aside to vote anew.",
        "The rules are frozen while the round is open: {n} ballots would be broken. Set the round aside to vote anew.",
        ballots,
    )


def with_voters(vote: Vote, voters: int, voted: int, tr: Translator) -> Vote:
    """The round with another number of voters, until the reveal (somebody leaves or comes).

    Raises:
        FacilitatorError: more have voted already, or the number makes no sense.
    """
    if vote.state not in ("open", "closed"):
        raise FacilitatorError(tr("This round is over; its number of voters stays."))
    if not 1 <= voters <= MOST_VOTERS:
        raise FacilitatorError(tr("The number of voters must be between 1 and {most}.", most=MOST_VOTERS))
    if voters < voted:
        raise FacilitatorError(
            tr.n(
                "{voted} have voted: {n} ballot would be broken. Close the round and open a new one instead.",
                "{voted} have voted: {n} ballots would be broken. Close the round and open a new one instead.",
                voted - voters,
                voted=voted,
            )
        )
    return msgspec.structs.replace(vote, voters=voters, voters_set=True)
