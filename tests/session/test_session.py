"""A session: changes, undo, what is kept."""

import json
from pathlib import Path

import msgspec
import pytest

from facilitator.activities import find
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id, to_number
from facilitator.core.records import Clock, Counter, Item, Note, Person, SessionInfo, Step
from facilitator.session.session import Session

from .conftest import Wall, card


def add(session: Session, title: str) -> Item:
    item = card(session, title)
    session.apply_now(Change(f"Add {title}", (item, session.counted("items", 1))))
    return item


async def test_a_change_is_there_after_it(session: Session) -> None:
    item = add(session, "Quotes")
    assert session.table(Item)[item.id].title == "Quotes"


async def test_a_change_over_several_tables_is_one_undo(session: Session) -> None:
    item = card(session, "Quotes")
    note = Note(id=new_id(), what="note", text="x", at="2027-01-29")
    await session.apply(Change("both", (item, note)))
    assert await session.undo() == "both"
    assert not session.table(Item)
    assert not session.table(Note)


async def test_redo_does_it_again(session: Session) -> None:
    item = add(session, "Quotes")
    await session.undo()
    assert await session.redo() == "Add Quotes"
    assert session.table(Item)[item.id].title == "Quotes"


async def test_undo_gives_back_a_dropped_record(session: Session) -> None:
    item = add(session, "Quotes")
    await session.apply(Change("Drop", drops=(item,)))
    await session.undo()
    assert session.table(Item)[item.id] == item


async def test_undo_and_redo_survive_a_restart(session: Session, tmp_path: Path) -> None:
    add(session, "One")
    add(session, "Two")
    await session.undo()
    folder = session.store.folder
    session.close()
    again = Session.open(folder, find())
    assert [item.title for item in again.table(Item).values()] == ["One"]
    assert await again.redo() == "Add Two"
    assert await again.undo() == "Add Two"
    assert await again.undo() == "Add One"
    assert not again.table(Item)
    again.close()


async def test_undo_with_nothing_done_says_so(session: Session) -> None:
    with pytest.raises(FacilitatorError, match="nothing to undo"):
        await session.undo()


async def test_a_new_change_ends_what_could_be_redone(session: Session) -> None:
    add(session, "One")
    await session.undo()
    add(session, "Two")
    with pytest.raises(FacilitatorError, match="nothing to redo"):
        await session.redo()


async def test_undo_stops_at_what_others_have_seen_and_says_so(session: Session) -> None:
    add(session, "One")
    await session.apply(Change("Reveal the vote", history="barrier"))
    with pytest.raises(FacilitatorError, match=r"Reveal the vote.*others have seen it"):
        await session.undo()


async def test_a_number_is_never_given_again_even_after_undo(session: Session) -> None:
    first = add(session, "One")
    await session.undo()
    second = add(session, "Two")
    assert (first.number, second.number) == (1, 2)


async def test_the_clock_is_not_undone(session: Session) -> None:
    add(session, "One")
    await session.apply(Change("", (msgspec.structs.replace(session.clock, since=5.0),), history="none"))
    await session.undo()
    assert session.clock.since == 5.0


async def test_undo_leaves_alone_what_changed_meanwhile_in_other_fields(session: Session) -> None:
    step = session.steps[0]
    await session.apply(Change("Rename", (msgspec.structs.replace(step, title="Hi"),)))
    renamed = session.table(Step)[step.id]
    await session.apply(Change("", (msgspec.structs.replace(renamed, spent=60.0),), history="none"))
    await session.undo()
    assert (session.table(Step)[step.id].title, session.table(Step)[step.id].spent) == ("", 60.0)


async def test_no_more_than_500_changes_are_kept_for_undo(session: Session) -> None:
    person = next(iter(session.table(Person).values()))
    for n in range(510):
        session.apply_now(Change(f"{n}", (msgspec.structs.replace(person, role=f"{n}"),)))
    assert len(session.history) == 500
    assert session.history[-1].label == "509"


async def test_fields_of_a_newer_version_are_kept(session: Session) -> None:
    item = add(session, "Quotes")
    document = dict(session.store.tables["items"][to_number(item.id)])
    session.store.commit([("items", to_number(item.id), {**document, "mood": "sunny"})])
    await session.apply(Change("Rename", (msgspec.structs.replace(item, title="Offers"),)))
    kept = session.store.tables["items"][to_number(item.id)]
    assert (kept["mood"], kept["title"]) == ("sunny", "Offers")


async def test_tables_of_a_kind_that_is_not_installed_are_kept(session: Session) -> None:
    session.store.commit([("dancing.move", 7, {"step": "left"})])
    folder = session.store.folder
    session.close()
    again = Session.open(folder, find())
    add(again, "Quotes")
    again.close()
    assert json.loads((folder / "session.json").read_text())["dancing.move"]["7"] == {"step": "left"}


async def test_a_document_of_the_wrong_shape_is_named_and_kept(session: Session) -> None:
    session.store.commit([("people", 7, {"name": ["not", "a", "name"], "order": 1})])
    folder = session.store.folder
    session.close()
    again = Session.open(folder, find())
    assert again.unreadable == ["people/0000000000007"]
    assert again.store.tables["people"][7]["name"] == ["not", "a", "name"]
    again.close()


async def test_what_a_terminal_must_not_get_is_taken_out_of_a_file_from_elsewhere(session: Session) -> None:
    item = add(session, "Quotes")
    number = to_number(item.id)
    document = {**session.store.tables["items"][number], "title": "\x1b[2JQuo\u202etes", "fields": {"a": "b\x07"}}
    session.store.commit([("items", number, document)])
    folder = session.store.folder
    session.close()
    again = Session.open(folder, find())
    assert (again.table(Item)[item.id].title, again.table(Item)[item.id].fields) == ("[2JQuotes", {"a": "b"})
    again.close()


async def test_an_entry_of_the_history_that_cannot_be_read_is_named(session: Session) -> None:
    session.store.commit([("log", 7, {"order": "first"})])
    folder = session.store.folder
    session.close()
    again = Session.open(folder, find())
    assert again.unreadable == ["log/0000000000007"]
    again.close()


async def test_listeners_hear_which_tables_changed(session: Session) -> None:
    heard: list[frozenset[str]] = []
    session.on_change(heard.append)
    add(session, "Quotes")
    assert heard == [frozenset({"items", "counters"})]


async def test_the_summary_follows_the_session(session: Session) -> None:
    info = session.info
    await session.apply(Change("Rename", (msgspec.structs.replace(info, title="Second"),)))
    assert session.store.summary["title"] == "Second"


async def test_one_record_of_the_clock_and_the_session(session: Session) -> None:
    assert len(session.table(Clock)) == len(session.table(SessionInfo)) == 1


async def test_emptying_the_history_leaves_nothing_to_undo(session: Session) -> None:
    add(session, "Quotes")
    session.forget_history()
    with pytest.raises(FacilitatorError, match="nothing to undo"):
        await session.undo()
    assert not session.store.tables.get("log")


async def test_a_session_is_created_with_every_step_and_person(session: Session, wall: Wall) -> None:
    assert [step.key for step in sorted(session.steps, key=lambda step: step.order)] == [
        "welcome",
        "collect",
        "vote",
        "steps",
    ]
    assert [person.name for person in session.table(Person).values()] == ["Anna", "Bo", "Cem"]
    assert session.now() == wall.now


async def test_counters_count_apart(session: Session) -> None:
    session.apply_now(Change("", (session.counted("items", 3), session.counted("tasks", 1)), history="none"))
    assert (session.number("items"), session.number("tasks")) == (4, 2)
    assert len(session.table(Counter)) == 2


def test_who_no_longer_listens_is_told_nothing(session: Session) -> None:
    told: list[frozenset[str]] = []
    stop = session.on_change(told.append)
    session.apply_now(Change("", (card(session, "One"),)))
    stop()
    session.apply_now(Change("", (card(session, "Two"),)))
    assert told == [frozenset({"items"})]
