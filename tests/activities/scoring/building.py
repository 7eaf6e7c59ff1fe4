"""Scorings for the tests: as plain structs, and in a real session."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from facilitator.activities.scoring.acts import put_value
from facilitator.activities.scoring.opening import group_entry, new_round
from facilitator.activities.scoring.presets import PRESETS, Criterion, Preset
from facilitator.activities.scoring.reveal import revealed, revealing
from facilitator.activities.scoring.rules import Scores
from facilitator.activities.scoring.sheet import Sheet, result
from facilitator.core.cards import Candidate
from facilitator.core.change import Change
from facilitator.core.ids import Id, from_number
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import add_items, make_session, step_of

PEOPLE = ("Anna", "Ben", "Cleo", "Dirk", "Eva", "Finn")
Ballot = dict[str, dict[str, float]]


def item(number: int) -> Id:
    """Id of the card with this number in a plain round."""
    return from_number(1000 + number)


def round_of(cards: int, preset: Preset = "roi_feasibility", *criteria: Criterion, **rules: Any) -> Scores:
    """An open round over cards 1 … n."""
    return Scores(
        id=from_number(1),
        step=from_number(2),
        number=1,
        preset=preset,
        criteria=criteria or PRESETS[preset],
        candidates=tuple(Candidate(item=item(n), number=n, title=f"Card {n}") for n in range(1, cards + 1)),
        **({"floor": 3, "voters": 6} | rules),
    )


def roi(*pairs: tuple[float, float]) -> Ballot:
    """A ballot of benefit and feasibility, card by card."""
    return {str(n): {"roi": benefit, "feasibility": does} for n, (benefit, does) in enumerate(pairs, 1)}


def done(scores: Scores, *ballots: Any) -> Scores:
    """The round revealed with these ballots."""
    return revealed(scores, ballots)


def scoring_session(home: Path, cards: int = 4, people: Sequence[str] = PEOPLE, **settings: Any) -> Session:
    """A session whose first step, ``score``, scores so many cards; ``next`` works on what it passes on."""
    session = make_session(
        home,
        [
            {"id": "score", "kind": "scoring", "items": "cards", "title": "Score them", "prompt": "Judge.", **settings},
            {"id": "vote", "kind": "dot_voting", "items": "cards", "only": {"winners_of": "score"}},
        ],
        people=people,
    )
    if cards:
        add_items(session, "cards", *[f"Card {n}" for n in range(1, cards + 1)])
    return session


def look(session: Session, step: str = "score") -> StepView:
    """A step as it is now."""
    return view(session, step_of(session, step))


def sheet_of(session: Session) -> Sheet:
    """The result as it is now."""
    sheet = result(look(session))
    assert sheet is not None
    return sheet


async def opened(session: Session) -> Scores:
    """Opens a round as it is prepared."""
    scores = new_round(look(session))
    await session.rounds.open(scores.id, scores.step, {}, Change("open", (scores,)))
    return scores


async def cast(session: Session, scores: Scores, *ballots: Ballot) -> None:
    """Puts ballots into the box, as from the laptop."""
    for seat, given in enumerate(ballots, 1):
        await session.rounds.cast(scores.id, f"seat {seat}", given, "laptop", final=True)


async def closed(session: Session, scores: Scores) -> Scores:
    """Ends the round."""
    scores = msgspec.structs.replace(scores, state="closed")
    await session.rounds.close(scores.id, Change("close", (scores,)))
    return scores


async def scored(session: Session, *ballots: Ballot) -> Scores:
    """A whole round: opened, cast, revealed."""
    scores = await opened(session)
    await cast(session, scores, *ballots)
    scores = await closed(session, scores)
    await session.rounds.reveal(scores.id, revealing(look(session), scores))
    return session.table(Scores)[scores.id]


def together(session: Session, *rows: dict[str, float]) -> Scores:
    """One entry for the group, card by card."""
    scores = group_entry(look(session))
    session.apply_now(Change("together", (scores,)))
    for card, values in zip(scores.candidates, rows, strict=False):
        for id_, value in values.items():
            typed(session, card.item, id_, value)
    return scores


def typed(session: Session, card: Id, criterion: str, value: float | None) -> None:
    """A value typed into the table."""
    sheet = sheet_of(session)
    one = next(one for one in sheet.criteria if one.id == criterion)
    change = put_value(look(session), sheet, card, one, value)
    if change is not None:
        session.apply_now(change)
