"""A round that is given up leaves nothing: no ballot, and nothing that is still to be ended."""

from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.activities.dot_voting.reveal import setting_aside
from facilitator.activities.dot_voting.rules import Vote
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.rounds import Round
from facilitator.session.finishing import open_ends
from facilitator.session.session import Session
from facilitator.session.views import view
from facilitator.store.files import REAL

from .conftest import Wall
from .test_secrecy import BALLOTS, everything_in, step_of, voted

TR = Translator()
FAULTS = ("gone", "damaged", "empty", "folder")


def aside(session: Session, vote: Vote) -> Change:
    return setting_aside(view(session, step_of(session, "dot_voting")), vote)


def spoil(path: Path, fault: str) -> None:
    data = path.read_bytes()
    path.unlink()
    if fault == "folder":
        path.mkdir()
    elif fault != "gone":
        path.write_bytes(b"" if fault == "empty" else data[:20] + b"###" + data[23:])


def box(session: Session, vote: Vote) -> Path:
    return session.store.folder / "rounds" / f"{vote.id}.box"


async def test_of_a_round_given_up_while_open_no_ballot_is_left(session: Session, wall: Wall) -> None:
    vote, seats = await voted(session, BALLOTS, wall)
    await session.rounds.give_up(vote.id, aside(session, vote))
    assert session.table(Vote)[vote.id].state == "set aside"
    done = session.table(Round)[vote.id]
    assert (done.state, done.ballots, done.totals) == ("revealed", len(BALLOTS), {})
    found = everything_in(session.store.folder)
    assert b'{"1":1}' not in found
    assert not any(seat.encode() in found for seat in seats)


async def test_a_closed_round_is_given_up_as_well(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    await session.rounds.close(vote.id, Change("close"))
    await session.rounds.give_up(vote.id, aside(session, vote))
    assert session.table(Round)[vote.id].state == "revealed"
    assert b'{"1":1}' not in everything_in(session.store.folder)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_round_whose_box_cannot_be_read_is_not_open_any_more(fault: str, session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    session.rounds.stop()
    spoil(box(session, vote), fault)
    await session.rounds.give_up(vote.id, aside(session, vote))
    assert session.table(Round)[vote.id].state == "revealed"
    assert not any("has not been revealed" in sentence for sentence in open_ends(session, TR))


async def test_what_is_left_of_a_damaged_box_is_destroyed_with_what_lies_beside_it(
    session: Session, wall: Wall
) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    session.rounds.stop()
    spoil(box(session, vote), "damaged")
    torn = box(session, vote).with_name(f"{vote.id}.box.torn-1234abcd")
    torn.write_bytes(b"{}")
    await session.rounds.give_up(vote.id, aside(session, vote))
    assert not box(session, vote).exists()
    assert not torn.exists()


async def test_a_damaged_box_that_survived_a_crash_is_removed_at_the_next_start(
    session: Session, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    session.rounds.stop()
    spoil(box(session, vote), "damaged")
    with monkeypatch.context() as patch:
        patch.setattr("facilitator.session.rounds.remove_box", lambda *_: None)  # as if killed before it
        await session.rounds.give_up(vote.id, aside(session, vote))
    path = box(session, vote)
    assert path.exists()
    session.close()
    Session.open(path.parent.parent, find()).close()
    assert not path.exists()


async def test_a_box_whose_disk_stopped_taking_anything_keeps_no_round_open(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    box(session, vote).parent.rename(session.store.folder / "elsewhere")
    REAL.make_folder(session.store.folder / "rounds")
    (session.store.folder / "rounds" / f"{vote.id}.box.new").mkdir()
    await session.rounds.give_up(vote.id, aside(session, vote))
    assert session.table(Round)[vote.id].state == "revealed"
    with pytest.raises(FacilitatorError):
        session.rounds.standing(vote.id)


async def test_a_session_open_for_reading_only_gives_no_round_up(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    folder = session.store.folder
    session.close()
    reading = Session.open(folder, find(), read_only=True)
    try:
        with pytest.raises(FacilitatorError, match="reading only"):
            await reading.rounds.give_up(vote.id, aside(reading, vote))
    finally:
        reading.close()


async def test_giving_a_round_up_is_not_undone(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    await session.rounds.give_up(vote.id, aside(session, vote))
    with pytest.raises(FacilitatorError):
        await session.undo()
