"""A revealed round whose box is not as it should be does not keep its session shut."""

import asyncio

import pytest

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.rounds import Round
from facilitator.session.session import Session

from .conftest import Wall
from .test_secrecy import BALLOTS, everything_in, reveal, voted


@pytest.mark.parametrize("fault", ["gone", "damaged", "empty"])
async def test_a_session_opens_with_its_result_when_the_box_is(fault: str, session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    await reveal(session, vote)
    folder = session.store.folder
    session.close()
    box = folder / "rounds" / f"{vote.id}.box"
    if fault == "gone":
        box.unlink()
    else:
        box.write_bytes(b"" if fault == "empty" else box.read_bytes()[:-30])
    again = Session.open(folder, find())
    assert again.table(Round)[vote.id].totals["dots"] == {"1": 3, "2": 1, "3": 1}
    again.close()


async def test_a_revealed_round_is_sealed_even_when_its_close_was_lost(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    folder = session.store.folder
    session.rounds.stop()
    opened = (folder / "rounds" / f"{vote.id}.box").read_bytes()
    await reveal(session, vote)
    session.close()
    (folder / "rounds" / f"{vote.id}.box").write_bytes(opened)
    Session.open(folder, find()).close()
    assert b'{"1":1}' not in everything_in(folder)


async def test_a_round_that_was_killed_while_it_closed_knows_its_ballots_after_the_reveal(
    session: Session, wall: Wall
) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    await asyncio.wrap_future(session.rounds._box(vote.id).close())  # as if killed before the record was written
    await session.rounds.reveal(vote.id, lambda ballots, _notes: (Change("reveal"), {"voted": len(ballots)}))
    done = session.table(Round)[vote.id]
    assert done.ballots == sum(done.sources.values()) == len(BALLOTS)
    assert done.closed
