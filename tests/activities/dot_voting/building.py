"""Votes for the tests: as plain structs, and in a real session."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities.dot_voting.hand import HAND, HandCount
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.reveal import revealing
from facilitator.activities.dot_voting.rules import LADDER, Rules, Vote
from facilitator.activities.dot_voting.tally import revealed
from facilitator.core.cards import Candidate
from facilitator.core.change import Change
from facilitator.core.ids import Id, from_number
from facilitator.core.rounds import Ballot
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import add_items, make_session, step_of

PEOPLE = ("Anna", "Ben", "Cleo", "Dirk", "Eva", "Finn")


def item(number: int) -> Id:
    """Id of the card with this number in a plain vote."""
    return from_number(1000 + number)


def vote_of(cards: int, *, voters: int = 6, scores: Sequence[float | None] = (), **rules: Any) -> Vote:
    """An open round over cards 1 … n; by default 3 dots, 2 on one card, 3 winners."""
    scores = [*scores, *[None] * (cards - len(scores))]
    own = {"dots": 3, "per_item": 2, "secret": True, "winners": 3, "ties": LADDER, "floor": 5} | rules
    return Vote(
        id=from_number(1),
        step=from_number(2),
        number=1,
        candidates=tuple(
            Candidate(item=item(n), number=n, title=f"Card {n}", score=scores[n - 1]) for n in range(1, cards + 1)
        ),
        rules=Rules(facilitator_votes=False, **own),
        voters=voters,
    )


def ballot(**dots: int) -> Ballot:
    """A ballot: ``ballot(c1=2, c3=1)``."""
    return Ballot({name[1:]: given for name, given in dots.items()}, "laptop")


def counted(vote: Vote, *ballots: Ballot, hand: HandCount | None = None) -> Vote:
    """The round with its result."""
    return revealed(vote, ballots, {HAND: msgspec.to_builtins(hand)} if hand else {})


def with_dots(vote: Vote, *dots: int, voters: int = 20) -> Vote:
    """The round with exactly so many dots per card, as counted by hand."""
    given = {str(n): d for n, d in enumerate(dots, 1)}
    return counted(vote, hand=HandCount(voters=voters, dots=given))


def voting_session(home: Path, cards: int = 6, people: Sequence[str] = PEOPLE, **settings: Any) -> Session:
    """A session whose only step, ``vote``, is a vote over so many cards."""
    session = make_session(
        home,
        [
            {
                "id": "vote",
                "kind": "dot_voting",
                "items": "cards",
                "title": "What first?",
                "prompt": "Choose.",
                **settings,
            }
        ],
        people=people,
    )
    if cards:
        add_items(session, "cards", *[f"Card {n}" for n in range(1, cards + 1)])
    return session


def look(session: Session) -> StepView:
    """The step as it is now."""
    return view(session, step_of(session, "vote"))


async def opened(session: Session) -> Vote:
    """Opens a round as it is prepared."""
    vote = new_vote(look(session))
    await session.rounds.open(vote.id, vote.step, {}, Change("open", (vote,)))
    return vote


async def cast(session: Session, vote: Vote, *ballots: dict[str, int], first: int = 1) -> None:
    """Puts ballots into the box, as from the laptop."""
    for seat, dots in enumerate(ballots, first):
        await session.rounds.cast(vote.id, f"seat {seat}", dots, "laptop", final=True)


async def closed(session: Session, vote: Vote) -> Vote:
    """Ends the round."""
    vote = msgspec.structs.replace(vote, state="closed")
    await session.rounds.close(vote.id, Change("close", (vote,)))
    return vote


async def shown(session: Session, vote: Vote) -> Vote:
    """Ends the round and reveals it."""
    vote = await closed(session, vote)
    await session.rounds.reveal(vote.id, revealing(look(session), vote))
    return session.table(Vote)[vote.id]


async def voted(session: Session, *ballots: dict[str, int]) -> Vote:
    """A whole round: opened, cast, revealed."""
    vote = await opened(session)
    await cast(session, vote, *ballots)
    return await shown(session, vote)
