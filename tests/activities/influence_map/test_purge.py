"""Somebody is taken off the record: nothing of the map holds the name or the places any more."""

import asyncio
from pathlib import Path

from msgspec.structs import replace

from facilitator.activities import find
from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.assessing import Assessment, going, opened, revealing
from facilitator.activities.influence_map.rules import Before, Place, Snapshot, Stakeholder
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Person
from facilitator.session.purge_plan import Request, plan
from facilitator.session.purging import purge
from facilitator.session.session import Session
from tests.activities.influence_map.building import AT, apply, card, filled, person, place, stand, view_of
from tests.session.purging import holders

NAME = "Ben de Vries"
TR = Translator()


async def assessed(session: Session, *, reveal: bool) -> None:
    """A round in which somebody said something of Ben and of Anna."""
    view = view_of(session)
    round_ = opened(view, list(view.people), 1)
    await session.rounds.open(round_.id, view.step.id, {"people": list(round_.people)}, Change("open", (round_,)))
    ballot = {person(session, name).id: [5, 5] for name in ("ben", "anna")}
    await session.rounds.cast(round_.id, new_id(), ballot, "laptop", final=True)
    if reveal:
        await session.rounds.close(round_.id, Change("close"))
        await session.rounds.reveal(round_.id, revealing(view_of(session), round_, AT))


async def given_up(session: Session) -> None:
    """A round that was set aside unread."""
    await assessed(session, reveal=False)
    round_ = going(view_of(session))
    assert round_ is not None
    aside = replace(round_, state="set aside")
    await session.rounds.give_up(round_.id, Change("aside", (aside,)))


def full(home: Path) -> tuple[Path, str]:
    """A session with Ben on every part of the map; its folder, and Ben's id."""
    session = filled(home)
    ben = person(session, "ben").id
    card(session, "ben", next_step=f"Lunch with {NAME}", owner="Anna Bakker")
    card(session, "anna", owner=NAME, concerns=f"Fears {NAME}")
    apply(session, acts.snapshot(view_of(session), AT, f"Before the talk with {NAME}"))
    place(session, "ben", 9, -2)
    apply(session, acts.as_task(view_of(session), stand(session, "ben"), session.counted))
    apply(session, Change("x", (Before(id=new_id(), person=ben, influence=1, attitude=1, at="2025-01-01"),)))
    asyncio.run(assessed(session, reveal=True))
    asyncio.run(given_up(session))
    asyncio.run(assessed(session, reveal=False))
    session.close()
    return session.store.folder, ben


def test_no_byte_holds_the_name_or_the_id(tmp_path: Path) -> None:
    _, ben = full(tmp_path)
    assert holders(tmp_path, NAME, ben)
    report = purge(plan(tmp_path, Request(name=NAME), find(), TR), TR, exports=False)
    assert report.troubles == []
    assert holders(tmp_path, NAME, ben) == set()


def test_the_others_stay_where_they_are(tmp_path: Path) -> None:
    folder, _ = full(tmp_path)
    purge(plan(tmp_path, Request(name=NAME), find(), TR), TR, exports=False)
    session = Session.open(folder, find(), read_only=True)
    assert session.unreadable == []
    left = {p.id for p in session.table(Person).values()}
    assert {p.person for p in session.table(Place).values()} <= left
    assert {c.person for c in session.table(Stakeholder).values()} == left
    (shot,) = session.table(Snapshot).values()
    assert set(shot.positions) == {person(session, "anna").id, person(session, "cem").id}
    assert not session.table(Before)
    anna = stand(session, "anna")
    assert anna.position == (5.0, 5.0)
    assert anna.card.owner is None
    assert all(set(a.people) == left for a in session.table(Assessment).values())
    session.close()


def test_a_round_that_is_open_goes_on_without_the_person(tmp_path: Path) -> None:
    folder, _ = full(tmp_path)
    purge(plan(tmp_path, Request(name=NAME), find(), TR), TR, exports=False)
    session = Session.open(folder, find())
    round_ = next(a for a in session.table(Assessment).values() if a.state == "open")

    async def end() -> None:
        await session.rounds.close(round_.id, Change("close"))
        await session.rounds.reveal(round_.id, revealing(view_of(session), round_, AT))

    asyncio.run(end())
    done = session.table(Assessment)[round_.id]
    assert done.lines[person(session, "anna").id].influence == 5.0
    assert len(done.lines) == 3
    session.close()
