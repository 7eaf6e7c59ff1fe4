"""The way of a vote through session and box: what is kept, what is gone, and what survives a kill."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.activities.dot_voting.hand import HAND
from facilitator.activities.dot_voting.opening import new_vote, preparation
from facilitator.activities.dot_voting.reveal import setting_aside
from facilitator.activities.dot_voting.rules import Preparation, Vote, current, votes
from facilitator.activities.dot_voting.ties import deciding, open_tie, standing_winners
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.rounds import Round
from facilitator.session.session import Session
from tests.activities.dot_voting.building import cast, closed, look, opened, shown, voted, voting_session
from tests.kit.harness import reopen


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    made = voting_session(tmp_path, cards=9, winners=1)
    yield made
    made.close()


def everything(folder: Path) -> bytes:
    """All bytes of all files of a session."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def test_a_reveal_keeps_totals_and_seals_the_box(session: Session) -> None:
    vote = await voted(session, {"1": 2}, {"1": 1, "2": 2}, {})
    record = session.table(Round)[vote.id]
    assert (record.state, record.ballots, record.sources) == ("revealed", 3, {"laptop": 3})
    assert record.totals["dots"]["1"] == 3
    assert len(session.rounds.receipts(vote.id)) == 3


async def test_the_result_is_the_same_after_a_restart(session: Session) -> None:
    vote = await voted(session, {"1": 2}, {"1": 1, "2": 2}, {})
    again = reopen(session)
    assert again.table(Vote)[vote.id] == vote
    again.close()


async def test_no_ballot_is_in_the_session_before_the_reveal(session: Session) -> None:
    vote = await opened(session)
    before = {name: dict(documents) for name, documents in session.store.tables.items()}
    await cast(session, vote, {"1": 2}, {"3": 1})
    assert {name: dict(documents) for name, documents in session.store.tables.items()} == before


async def test_after_the_reveal_no_seat_and_no_single_ballot_is_in_any_file(session: Session) -> None:
    vote = await opened(session)
    for seat, dots in (("SEATALPHA", {"4": 2, "7": 1}), ("SEATBETA", {"7": 2, "9": 1})):
        await session.rounds.cast(vote.id, seat, dots, "laptop", final=True)
    await shown(session, vote)
    session.close()
    found = everything(session.store.folder)
    for trace in (b"SEATALPHA", b"SEATBETA", b'"4":2,"7":1', b'"7":2,"9":1', b"nonce", b"seat"):
        assert trace not in found


async def test_the_history_cannot_take_a_reveal_back(session: Session) -> None:
    await voted(session, {"1": 1})
    with pytest.raises(FacilitatorError, match="cannot be undone"):
        await session.undo()


async def test_opening_uses_up_what_was_prepared(session: Session) -> None:
    view = look(session)
    prepared = Preparation(id=new_id(), step=view.step.id, dots=2)
    session.apply_now(Change("", (prepared,)))
    vote = new_vote(look(session))
    await session.rounds.open(vote.id, vote.step, {}, Change("open", (vote,), (prepared,)))
    assert vote.rules.dots == 2
    assert preparation(look(session)) is None


async def test_a_hand_count_waits_in_the_box_and_is_in_the_result(session: Session) -> None:
    vote = await opened(session)
    await cast(session, vote, {"1": 1})
    vote = await closed(session, vote)
    await session.rounds.note(vote.id, HAND, {"voters": 2, "dots": {"2": 4}})
    await session.rounds.note(vote.id, HAND, {"voters": 2, "dots": {"2": 3}})
    done = await shown(session, vote)
    assert done.result is not None
    assert [line.dots for line in done.result.lines[:2]] == [1, 3]
    assert (done.result.voted, done.result.by_hand) == (3, 2)


async def test_a_round_set_aside_gives_nothing_away(session: Session) -> None:
    vote = await opened(session)
    await cast(session, vote, {"4": 2, "7": 1})
    vote = await closed(session, vote)
    await session.rounds.give_up(vote.id, setting_aside(look(session), vote))
    assert session.table(Round)[vote.id].totals == {}
    assert [one.state for one in votes(look(session))] == ["set aside"]
    assert current(look(session)) is None
    assert b'"4":2,"7":1' not in everything(session.store.folder)


async def test_the_round_after_one_set_aside_has_its_rules_and_the_next_number(session: Session) -> None:
    prepared = Preparation(id=new_id(), step=look(session).step.id, dots=7, winners=4)
    session.apply_now(Change("", (prepared,)))
    vote = new_vote(look(session))
    await session.rounds.open(vote.id, vote.step, {}, Change("open", (vote,), (prepared,)))
    vote = await closed(session, vote)
    await session.rounds.give_up(vote.id, setting_aside(look(session), vote))
    following = new_vote(look(session))
    assert (following.rules.dots, following.rules.winners, following.number) == (7, 4, 2)


async def test_a_run_off_breaks_the_tie_of_the_round_before(session: Session) -> None:
    first = await voted(session, {"1": 1}, {"2": 1}, {})
    tie = open_tie(first)
    assert tie is not None
    tied = tuple(card.item for card in tie.tied)
    prepared = Preparation(id=new_id(), step=first.step, runoff_of=first.id, tied=tied, winners=1)
    session.apply_now(Change("", (prepared,)))
    vote = new_vote(look(session))
    await session.rounds.open(vote.id, vote.step, {}, Change("open", (vote,), (prepared,)))
    await cast(session, vote, {"2": 1}, {"2": 1}, {"1": 1})
    await shown(session, vote)
    decided = deciding(look(session))
    assert decided is not None
    assert decided.id == first.id
    assert standing_winners(decided) == ([tied[1]], [])


CHILD = """
import asyncio, sys
from pathlib import Path
from tests.activities.dot_voting.building import *

async def main():
    session = voting_session(Path(sys.argv[1]), cards=9)
    vote = await opened(session)
    await cast(session, vote, {"1": 2}, {"2": 1}, {})
    print(session.store.folder, flush=True)
    sys.stdin.read()

asyncio.run(main())
"""


async def test_a_vote_killed_in_the_middle_goes_on_with_every_acknowledged_ballot(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        folder = Path(child.stdout.readline().strip())
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    session = Session.open(folder, find())
    vote = current(look(session))
    assert vote is not None
    assert vote.state == "open"
    assert session.rounds.standing(vote.id).ballots == 3
    await cast(session, vote, {"1": 1}, {"9": 1}, first=4)
    done = await shown(session, vote)
    assert done.result is not None
    assert [line.dots for line in done.result.lines] == [3, 1, 0, 0, 0, 0, 0, 0, 1]
    assert done.result.voted == 5
    session.close()


async def test_a_box_closed_just_before_a_kill_can_be_closed_again(session: Session) -> None:
    vote = await opened(session)
    await cast(session, vote, {"1": 1})
    session.rounds._box(vote.id).close().result()
    assert session.table(Vote)[vote.id].state == "open"
    done = await shown(session, vote)
    assert done.state == "revealed"
    assert session.table(Round)[vote.id].ballots == 1
