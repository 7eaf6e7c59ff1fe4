"""From opened ballots to figures, ranks and the cut line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from facilitator.activities.dot_voting.hand import HandCount, hand_count
from facilitator.activities.dot_voting.rules import Dots, Line, Result, Vote, ballot_fault
from facilitator.core.cards import Candidate
from facilitator.core.rounds import Ballot


def tally(vote: Vote, ballots: Sequence[Ballot], notes: Mapping[str, Any]) -> Result:
    """What the ballots and the hand count come to.

    Supporters, the half-of-the-dots warning and abstentions stay out when some dots were counted by hand (they are
    not known) and when fewer voted than the anonymity floor (they would tell of single ballots).
    """
    valid = [b.value for b in ballots if not ballot_fault(vote.rules, vote.candidates, b.value)]
    hand = hand_count(notes) or HandCount(voters=0)
    voted = len(ballots) + hand.voters
    detail: Literal["full", "hand", "floor"] = "full"
    if hand.voters:
        detail = "hand"
    elif voted < vote.rules.floor:
        detail = "floor"
    lines = tuple(_line(str(c.number), valid, hand, detail == "full") for c in vote.candidates)
    given = sum(line.dots for line in lines)
    return Result(
        lines=lines,
        voted=voted,
        by_hand=hand.voters,
        invalid=len(ballots) - len(valid),
        unused=(len(valid) + hand.voters) * vote.rules.dots - given,
        abstained=sum(not any(dots.values()) for dots in valid) if detail == "full" else None,
        detail=detail,
    )


def _line(number: str, ballots: Sequence[Dots], hand: HandCount, full: bool) -> Line:
    given = [dots[number] for dots in ballots if dots.get(number)]
    total = sum(given) + hand.dots.get(number, 0)
    if not full:
        return Line(dots=total)
    return Line(dots=total, supporters=len(given), heavy=total > 1 and 2 * max(given) >= total)


def totals(vote: Vote, result: Result) -> dict[str, Any]:
    """What the sealed box keeps of the result, readable without this program's records."""
    dots = {str(c.number): line.dots for c, line in zip(vote.candidates, result.lines, strict=True)}
    return {"dots": dots, "voted": result.voted, "by_hand": result.by_hand, "unused": result.unused}


@dataclass(frozen=True)
class Place:
    """Where one candidate ended."""

    candidate: Candidate
    line: Line
    rank: int
    """Equal dots share a rank; the next rank counts them all (1, 2, 2, 4)."""
    share: float
    """Percent of all dots given."""
    coverage: float | None
    """Percent of the voters who gave it a dot."""
    intensity: float | None
    """Dots per supporter."""


def places(vote: Vote) -> list[Place]:
    """All candidates of a revealed round from the top down, those without dots included; equals by number."""
    if vote.result is None:
        return []
    given = sum(line.dots for line in vote.result.lines)
    pairs = sorted(
        zip(vote.candidates, vote.result.lines, strict=True), key=lambda pair: (-pair[1].dots, pair[0].number)
    )
    ranked, rank = [], 0
    for at, (candidate, line) in enumerate(pairs):
        if at == 0 or line.dots < pairs[at - 1][1].dots:
            rank = at + 1
        known = line.supporters
        ranked.append(
            Place(
                candidate=candidate,
                line=line,
                rank=rank,
                share=100 * line.dots / given if given else 0.0,
                coverage=None if known is None else 100 * known / vote.voters,
                intensity=line.dots / known if known else None,
            )
        )
    return ranked


@dataclass(frozen=True)
class Cut:
    """The cut line of a revealed round, before any tie is broken."""

    winners: tuple[Candidate, ...]
    tied: tuple[Candidate, ...]
    """Equals across the line; empty when it is clear."""
    seats: int
    """How many of the tied can still win."""
    gap: int
    """Dots between the last above and the first below the line; 0 when the line is not clear or nobody is below."""


def cut(vote: Vote) -> Cut:
    """Who is above the line. A card without a dot wins nothing, except that a run-off nobody used stays a tie."""
    ranked = places(vote)
    able = [place for place in ranked if place.line.dots or vote.runoff_of]
    most = vote.rules.winners
    if len(able) <= most:
        below = [place.line.dots for place in ranked[len(able) :]]
        gap = able[-1].line.dots - below[0] if able and below else 0
        return Cut(tuple(place.candidate for place in able), (), 0, gap)
    line = able[most - 1].line.dots
    above = tuple(place.candidate for place in able if place.line.dots > line)
    level = tuple(place.candidate for place in able if place.line.dots == line)
    if len(above) + len(level) == most:
        return Cut(above + level, (), 0, line - able[most].line.dots)
    return Cut(above, level, most - len(above), 0)


def revealed(vote: Vote, ballots: Sequence[Ballot], notes: Mapping[str, Any]) -> Vote:
    """The round with its result."""
    return msgspec.structs.replace(vote, state="revealed", result=tally(vote, ballots, notes))
