from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.activities.dot_voting.compare import heads, revealed_rounds, side_by_side
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.reveal import revealing
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.activities.dot_voting.building import closed, look, opened, voted, voting_session
from tests.kit.harness import add_items, make_session


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    made = voting_session(tmp_path, cards=3)
    yield made
    made.close()


async def test_only_revealed_rounds_are_compared(session: Session) -> None:
    first = await voted(session, {"1": 1})
    await closed(session, await opened(session))
    assert revealed_rounds(look(session)) == [first]


async def test_rounds_stand_side_by_side_with_dots_and_rank(session: Session) -> None:
    await voted(session, {"1": 1}, {"1": 1}, {"2": 1})
    await voted(session, {"2": 1}, {"3": 1})
    rows = side_by_side(revealed_rounds(look(session)))
    assert [(number, title, cells) for _, number, title, cells in rows] == [
        (1, "Card 1", ["2 (1.)", "0 (3.)"]),
        (2, "Card 2", ["1 (2.)", "1 (1.)"]),
        (3, "Card 3", ["0 (3.)", "1 (1.)"]),
    ]


async def test_a_card_that_came_later_has_a_dash_in_the_earlier_round(session: Session) -> None:
    await voted(session, {"1": 1})
    add_items(session, "cards", "New")
    await voted(session, {"4": 1})
    rows = side_by_side(revealed_rounds(look(session)))
    assert rows[-1][1:] == (4, "New", ["–", "1 (1.)"])


async def test_rounds_of_other_votes_of_the_session_name_their_step(tmp_path: Path) -> None:
    steps = [{"id": key, "kind": "dot_voting", "items": "cards"} for key in ("early", "late")]
    session = make_session(tmp_path, steps, people=["A", "B"])
    add_items(session, "cards", "One", "Two")
    for step in ordered(session.steps):
        vote = new_vote(view(session, step))
        await session.rounds.open(vote.id, step.id, {}, Change("open", (vote,)))
        await session.rounds.close(vote.id, Change("close", (vote,)))
        await session.rounds.reveal(vote.id, revealing(view(session, step), vote))
    late = view(session, ordered(session.steps)[1])
    rounds = revealed_rounds(late)
    assert heads(late, rounds) == ["Step 1: Round 1", "Round 1"]
    session.close()


def test_without_rounds_there_is_nothing_to_compare() -> None:
    assert side_by_side([]) == []
