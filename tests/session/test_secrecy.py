"""What a round leaves behind: no name, time or order of a ballot in any byte of the session's folder."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.tally import revealed, totals
from facilitator.activities.ideas.rules import Gathering
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Step
from facilitator.core.rounds import Round
from facilitator.session.session import Session
from facilitator.session.views import view

from .conftest import Wall, card


def everything_in(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def step_of(session: Session, kind: str) -> Step:
    return next(step for step in session.steps if step.kind == kind)


async def voted(session: Session, ballots: Iterable[dict[str, int]], wall: Wall) -> tuple[Vote, list[str]]:
    """An open round with these ballots in it, one a minute, and the seats they came from."""
    for title in ("Alpha", "Beta", "Gamma"):
        item = card(session, title)
        await session.apply(Change("add", (item, session.counted("items", 1))))
    step = step_of(session, "dot_voting")
    vote = msgspec.structs.replace(new_vote(view(session, step)), voters=9)
    await session.rounds.open(vote.id, step.id, {}, Change("open", (vote,)))
    seats = []
    for ballot in ballots:
        wall.now += 61
        seats.append(f"seat-{new_id()}")
        await session.rounds.cast(vote.id, seats[-1], ballot, "laptop", final=True)
    return vote, seats


async def reveal(session: Session, vote: Vote) -> None:
    closed = msgspec.structs.replace(vote, state="closed")
    await session.rounds.close(vote.id, Change("close", (closed,)))

    def outcome(ballots: Any, notes: Any) -> tuple[Change, dict[str, Any]]:
        done = revealed(closed, ballots, notes)
        assert done.result is not None
        return Change("reveal", (done,)), totals(done, done.result)

    await session.rounds.reveal(vote.id, outcome)


BALLOTS = [{"1": 1}, {"2": 1}, {"1": 1}, {"3": 1}, {"1": 1}, {}]


async def test_no_ballot_is_in_the_session_while_the_round_is_open(session: Session, wall: Wall) -> None:
    _, seats = await voted(session, BALLOTS, wall)
    await session.apply(Change("a change meanwhile", (card(session, "Delta"),)))
    outside = b"".join(
        file.read_bytes() for file in session.store.folder.rglob("*") if file.is_file() and file.parent.name != "rounds"
    )
    assert not any(seat.encode() in outside for seat in seats)
    assert b'"laptop"' not in outside


async def test_after_the_reveal_no_seat_and_no_single_ballot_is_left(session: Session, wall: Wall) -> None:
    vote, seats = await voted(session, [*BALLOTS[:5], {"1": 1}], wall)
    await reveal(session, vote)
    folder = session.store.folder
    session.close()
    found = everything_in(folder)
    import hashlib

    for seat in seats:
        digest = hashlib.sha256(seat.encode())
        for trace in (seat.encode(), digest.hexdigest()[:16].encode(), digest.digest()[:8]):
            assert trace not in found
    assert b'{"1":1}' not in found
    assert b"nonce" not in found


async def test_no_moment_of_a_ballot_is_anywhere(session: Session, wall: Wall) -> None:
    start = wall.now
    vote, _ = await voted(session, BALLOTS, wall)
    cast_at = [start + 61 * (n + 1) for n in range(len(BALLOTS))]
    wall.now += 1000
    await reveal(session, vote)
    found = everything_in(session.store.folder)
    from datetime import UTC, datetime

    for moment in cast_at:
        stamp = datetime.fromtimestamp(moment, UTC).astimezone()
        assert stamp.strftime("%H:%M:%S").encode() not in found
        assert str(int(moment)).encode() not in found


async def test_the_round_keeps_totals_ways_and_root(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    await reveal(session, vote)
    [record] = session.table(Round).values()
    assert (record.state, record.ballots, record.sources) == ("revealed", 6, {"laptop": 6})
    assert len(record.root) == 64
    assert record.totals["dots"] == {"1": 3, "2": 1, "3": 1}


async def test_open_ballots_are_there_again_after_the_program_was_killed(session: Session, wall: Wall) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    folder = session.store.folder
    session.rounds.stop()
    session.store.abandon()
    again = Session.open(folder, find())
    assert again.rounds.standing(vote.id).ballots == len(BALLOTS)
    await reveal(again, again.table(Vote)[vote.id])
    assert again.table(Round)[vote.id].totals["dots"] == {"1": 3, "2": 1, "3": 1}
    again.close()


async def test_a_box_that_was_not_sealed_at_the_reveal_is_sealed_at_the_next_start(
    session: Session, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    vote, _ = await voted(session, BALLOTS, wall)
    box = session.rounds._box(vote.id)

    def crash(_: object) -> None:
        raise FacilitatorError("the power went")

    monkeypatch.setattr(box, "seal", crash)
    with pytest.raises(FacilitatorError, match="the power went"):
        await reveal(session, vote)
    folder = session.store.folder
    session.rounds.stop()
    session.store.abandon()
    again = Session.open(folder, find())
    again.close()
    assert b'{"1":1}' not in everything_in(folder)


async def test_an_empty_box_whose_round_was_never_saved_is_taken_away(session: Session) -> None:
    from facilitator.store.box import Box

    folder = session.store.folder
    orphan = Box.create(folder / "rounds", new_id(), {})
    orphan.stop()
    session.close()
    Session.open(folder, find()).close()
    assert not list((folder / "rounds").iterdir())


async def test_a_box_with_ballots_is_kept_even_when_its_round_is_not_known(session: Session) -> None:
    from facilitator.store.box import Box

    folder = session.store.folder
    box = Box.create(folder / "rounds", new_id(), {})
    box.cast("seat", {"1": 1}, source="laptop").result()
    box.stop()
    session.close()
    Session.open(folder, find()).close()
    assert len(list((folder / "rounds").iterdir())) == 1


async def test_a_round_that_has_been_opened_cannot_be_undone(session: Session, wall: Wall) -> None:
    await voted(session, BALLOTS, wall)
    with pytest.raises(FacilitatorError, match="others have seen it"):
        await session.undo()


async def test_anonymous_ideas_become_cards_that_betray_no_order(session: Session, wall: Wall) -> None:
    step = step_of(session, "ideas")
    gathering = Gathering(id=new_id(), step=step.id)
    await session.rounds.open(gathering.id, step.id, {}, Change("open", (gathering,)))
    texts = [f"Idea {n:02}" for n in range(30)]
    for text in texts:
        wall.now += 61
        await session.rounds.cast(gathering.id, new_id(), {"title": text}, "laptop", final=True)
    await session.rounds.close(gathering.id, Change("close"))

    def outcome(ballots: Any, notes: Any) -> tuple[Change, dict[str, Any]]:
        cards = [
            Item(id=new_id(), number=n, collection="cases", title=ballot.value["title"], order=n)
            for n, ballot in enumerate(ballots, 1)
        ]
        return Change("reveal", tuple(cards)), {}

    await session.rounds.reveal(gathering.id, outcome)
    by_number = sorted(session.table(Item).values(), key=lambda item: item.number)
    assert sorted(item.title for item in by_number) == texts
    assert [item.title for item in by_number] != texts
    session.close()
    stored = (session.store.folder / "session.json").read_text()
    assert sorted(texts, key=stored.index) != texts
