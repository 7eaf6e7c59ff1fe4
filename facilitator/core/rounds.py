"""A round: voters give ballots into a box, and all of them are opened at once.

While a round is open nobody knows a total. A ballot is any JSON value that the kind of step understands; an idea of an
anonymous step is a ballot too. No name, time or order of a ballot ever reaches a record.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, Protocol

import msgspec

from facilitator.core.cards import Candidate
from facilitator.core.change import Change
from facilitator.core.ids import Id
from facilitator.core.records import Record, StepRecord

Source = Literal["laptop", "phone", "hand"]
State = Literal["open", "closed", "sealed"]


class Round(Record, frozen=True, kw_only=True):
    """What a session keeps of a round, beside the kind's own result record of the same id."""

    table: ClassVar[str] = "rounds"

    step: Id
    state: Literal["open", "closed", "revealed"] = "open"
    opened: str = ""
    closed: str = ""
    """Moments, ISO with zone."""
    ballots: int = 0
    sources: dict[str, int] = {}
    """Ballots by the way they came in."""
    root: str = ""
    """Root hash over the sorted commitments of the sealed ballots."""
    totals: dict[str, Any] = {}
    """What the sealed box holds besides receipts and root."""


class BallotRound(StepRecord, frozen=True, kw_only=True):
    """What a kind keeps of a round over cards; of a secret one the id is that of the ``Round``. No ballot is in it."""

    number: int
    """Of the round in its step, from 1."""
    candidates: tuple[Candidate, ...]
    voters: int = 0
    """How many may give a ballot: the denominator."""
    voters_set: bool = False
    """Whether the facilitator set that number; else it is that of the people present."""
    state: Literal["open", "closed", "revealed", "set aside"] = "open"
    """``set aside``: closed for good without anybody knowing what was in it."""


class Ballot(msgspec.Struct, frozen=True):
    """One ballot as the reveal sees it: what was given and by which way, nothing of the voter."""

    value: Any
    source: Source


class Receipt(msgspec.Struct, frozen=True):
    """The answer to a cast, given when the ballot is on disk."""

    code: str
    """8 Crockford characters of the ballot's commitment."""
    version: int
    """How often this seat has cast so far."""


class Standing(msgspec.Struct, frozen=True):
    """What may be known of a round while it is open: how many, never what."""

    state: State
    ballots: int
    sources: dict[str, int]
    notes: dict[str, Any]
    """Named entries beside the ballots: a count by hand, the hidden ideas."""


Outcome = Callable[[Sequence[Ballot], Mapping[str, Any]], tuple[Change, dict[str, Any]]]
"""From the ballots (in random order) and the notes to the change that shows them and the totals to keep."""


class Rounds(Protocol):
    """What a kind of step may do with rounds. Every call is on disk when it returns."""

    async def open(self, round_id: Id, step: Id, rules: dict[str, Any], change: Change) -> None:
        """Opens a box and applies the change that says so."""

    async def cast(self, round_id: Id, seat: str, value: Any, source: Source, *, final: bool = False) -> Receipt:
        """Puts a seat's whole ballot into the box, in place of its earlier one.

        Raises:
            FacilitatorError: the round is closed, the seat's ballot is final, or the disk does not take it.
        """

    async def note(self, round_id: Id, name: str, value: Any) -> None:
        """Keeps a named entry beside the ballots until the reveal; None takes it away."""

    async def close(self, round_id: Id, change: Change) -> None:
        """Closes the round: no further ballot is taken."""

    async def reveal(self, round_id: Id, outcome: Outcome) -> None:
        """Opens the ballots of a closed round, applies what they come to, and seals the box."""

    async def give_up(self, round_id: Id, change: Change) -> None:
        """Ends an open or closed round without a result and applies the change; its ballots are destroyed unread.

        A box that cannot be read any more keeps no round from being given up.
        """

    def standing(self, round_id: Id) -> Standing:
        """What may be known now."""

    def receipts(self, round_id: Id) -> tuple[str, ...]:
        """The sorted receipts of a revealed round, so that each voter finds the own one; empty before."""

    def waiting(self, round_id: Id) -> list[tuple[str, Any]]:
        """Ideas of an anonymous step before the reveal: (mark, value) in random order, so that one can be hidden."""
