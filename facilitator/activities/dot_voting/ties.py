"""Ties that cross the cut line, and the ladder that breaks them in the announced order.

supporters → score → run-off → decider → draw → or it stays open. A rung may decide a part: who is clearly above goes
in, who is clearly below goes out, and the next rung sees only those who are still equal. Every rung tried is kept.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from facilitator.activities.dot_voting.rules import Rung, TieStep, Vote, Why, votes
from facilitator.activities.dot_voting.tally import cut
from facilitator.core.cards import Candidate
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView

BY_ITSELF: tuple[Rung, ...] = ("supporters", "score")
"""Rungs that need nobody's hand."""


@dataclass(frozen=True)
class Tie:
    """What is still undecided of a round."""

    tied: tuple[Candidate, ...]
    seats: int
    """How many of them win."""
    ladder: tuple[Rung, ...]
    """Rungs not tried yet."""


def open_tie(vote: Vote) -> Tie | None:
    """The tie of a revealed round that is still open; None: there is none (any more)."""
    line = cut(vote)
    decided = {item for step in vote.ties for item in (*step.into, *step.out)}
    tied = tuple(c for c in line.tied if c.item not in decided)
    seats = line.seats - sum(len(step.into) for step in vote.ties)
    if not tied or seats < 1:
        return None
    tried = {step.rung for step in vote.ties}
    return Tie(tied, seats, tuple(rung for rung in vote.rules.ties if rung not in tried))


def by_figures(tie: Tie, rung: Rung, figures: Mapping[Id, float], round_id: Id | None = None) -> TieStep:
    """Breaks a tie, wholly or in part, by figures of which more is better."""
    ranked = sorted(tie.tied, key=lambda c: -figures[c.item])
    line = figures[ranked[tie.seats - 1].item]
    into = tuple(c.item for c in ranked if figures[c.item] > line)
    out = tuple(c.item for c in ranked if figures[c.item] < line)
    level = tuple(c.item for c in ranked if figures[c.item] == line)
    if len(into) + len(level) == tie.seats:
        into, level = into + level, ()
    return TieStep(rung=rung, into=into, out=out, why="" if into or out else "equal", round=round_id)


def by_itself(vote: Vote) -> Vote:
    """The round with the rungs tried that decide by themselves, up to one that needs a hand."""
    while (tie := open_tie(vote)) is not None and tie.ladder and tie.ladder[0] in BY_ITSELF:
        vote = _with(vote, _supporters(vote, tie) if tie.ladder[0] == "supporters" else _score(tie))
    return vote


def _supporters(vote: Vote, tie: Tie) -> TieStep:
    assert vote.result is not None
    known = {c.item: line.supporters for c, line in zip(vote.candidates, vote.result.lines, strict=True)}
    if vote.result.detail != "full":
        return TieStep(rung="supporters", why=vote.result.detail)
    return by_figures(tie, "supporters", {c.item: float(known[c.item] or 0) for c in tie.tied})


def _score(tie: Tie) -> TieStep:
    scores = {c.item: c.score for c in tie.tied if c.score is not None}
    if len(scores) < len(tie.tied):
        return TieStep(rung="score", why="not scored")
    return by_figures(tie, "score", scores)


def by_runoff(vote: Vote, runoff: Vote) -> Vote:
    """The round with what a revealed run-off decided of its tie."""
    tie = open_tie(vote)
    if tie is None or runoff.result is None:
        return vote
    dots = {c.item: float(line.dots) for c, line in zip(runoff.candidates, runoff.result.lines, strict=True)}
    return _with(vote, by_figures(tie, "run-off", {c.item: dots.get(c.item, -1.0) for c in tie.tied}, runoff.id))


def by_decider(vote: Vote, chosen: tuple[Id, ...], who: str) -> Vote:
    """The round with the decider's choice; ``chosen`` are as many of the tied as can win."""
    tie = open_tie(vote)
    assert tie is not None
    assert len(chosen) == tie.seats
    out = tuple(c.item for c in tie.tied if c.item not in chosen)
    return _with(vote, TieStep(rung="decider", into=chosen, out=out, by=who))


def drawn(seed: str, numbers: list[int]) -> list[int]:
    """Card numbers in the order of a draw: ascending SHA-256 of ``<seed> <number>``; anybody can do it again."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{seed} {number}".encode()).hexdigest())


def by_draw(vote: Vote, seed: str) -> Vote:
    """The round with the tie broken by a draw: the first of ``drawn`` win."""
    tie = open_tie(vote)
    assert tie is not None
    first = drawn(seed, [c.number for c in tie.tied])[: tie.seats]
    into = tuple(c.item for c in tie.tied if c.number in first)
    out = tuple(c.item for c in tie.tied if c.number not in first)
    return _with(vote, TieStep(rung="draw", into=into, out=out, seed=seed))


def passed_over(vote: Vote, rung: Rung) -> Vote:
    """The round with a rung that the facilitator left out."""
    why: Why = "passed over"
    return _with(vote, TieStep(rung=rung, why=why))


def _with(vote: Vote, step: TieStep) -> Vote:
    return msgspec.structs.replace(vote, ties=(*vote.ties, step))


def standing_winners(vote: Vote) -> tuple[list[Id], list[Id]]:
    """Items that have won a revealed round, from the top down, and items of a tie that is still open."""
    tie = open_tie(vote)
    won = [c.item for c in cut(vote).winners] + [item for step in vote.ties for item in step.into]
    return won, [c.item for c in tie.tied] if tie else []


def deciding(view: StepView) -> Vote | None:
    """The round whose result is the step's: the newest revealed one that is no run-off."""
    done = (vote for vote in reversed(votes(view)) if vote.state == "revealed" and not vote.runoff_of)
    return next(done, None)


def winners(view: StepView) -> list[Id]:
    """What the step passes on: the winners, and of an open tie all, because nobody has ruled them out."""
    vote = deciding(view)
    if vote is None:
        return []
    won, tied = standing_winners(vote)
    return won + tied


def facts(view: StepView) -> dict[str, dict[Id, str]]:
    """What others may ask: by *winner* the items that have won for sure; those of an open tie have not yet."""
    vote = deciding(view)
    return {"winner": dict.fromkeys(standing_winners(vote)[0], "won")} if vote is not None else {}


def undecided(view: StepView) -> list[Id]:
    """Those of the items passed on that are in an open tie."""
    vote = deciding(view)
    return standing_winners(vote)[1] if vote is not None else []
