"""The count by hand: dots on paper or raised hands, entered after the close and kept in the box until the reveal."""

from collections.abc import Mapping
from typing import Any

import msgspec

from facilitator.activities.dot_voting.rules import Vote
from facilitator.core.i18n import Translator


class HandCount(msgspec.Struct, frozen=True, kw_only=True):
    """Dots on paper or hands, counted by the facilitator after the close; kept in the box until the reveal."""

    voters: int
    dots: dict[str, int] = {}


HAND = "hand"
"""Name of the hand count among the notes of a box."""


def hand_count(notes: Mapping[str, Any]) -> HandCount | None:
    """The hand count among the notes of a box."""
    return msgspec.convert(notes[HAND], HandCount) if notes.get(HAND) else None


def hand_fault(vote: Vote, ballots: int, hand: HandCount, tr: Translator) -> str:
    """What cannot be right in a hand count, as a sentence; empty when it can be kept."""
    if hand.voters < 1:
        return tr("Enter how many voted on paper or by hand; nobody: take the count away.")
    if ballots + hand.voters > vote.voters:
        return tr(
            "{ballots} ballots and {hand} by hand are more than the {voters} voters. Raise their number first.",
            ballots=ballots,
            hand=hand.voters,
            voters=vote.voters,
        )
    if sum(hand.dots.values()) > hand.voters * vote.rules.dots:
        return tr("{n} voters have {most} dots together, not more.", n=hand.voters, most=hand.voters * vote.rules.dots)
    over = [number for number, dots in hand.dots.items() if dots > hand.voters * vote.rules.per_item]
    if over:
        most = hand.voters * vote.rules.per_item
        return tr("Card {number} can have at most {most} dots by hand.", number=over[0], most=most)
    return ""
