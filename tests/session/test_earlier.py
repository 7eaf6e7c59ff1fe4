"""What a session takes over from the client's earlier one."""

import asyncio
import json
from pathlib import Path

import msgspec
import pytest

from facilitator.activities import find
from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.dot_voting.tally import revealed, totals
from facilitator.activities.dot_voting.ties import by_itself
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Cluster, Item, Note, Person, Step, Task
from facilitator.core.workshop import Workshop, parse
from facilitator.session.earlier import Wanted, look
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import items_of, view
from facilitator.session.who import same_person
from tests.session.conftest import SOURCE, card


def done(session: Session, *keys: str) -> None:
    steps = [msgspec.structs.replace(step, state="done", spent=600.0) for step in session.steps if step.key in keys]
    session.apply_now(Change("", tuple(steps), history="none"))


@pytest.fixture
def first(session: Session) -> Session:
    """A session with cards, a task and things that stay where they are."""
    anna, bo, _ = session.table(Person).values()
    cluster, unused = (Cluster(id=new_id(), collection="cases", title=title, order=1) for title in ("Office", "Empty"))
    cards = [
        card(session, "Quotes", text="Draft them", fields={"problem": "slow"}, cluster=cluster.id, author=anna.id),
        card(session, "Covered", hidden=True),
        card(session, "Parked", state="parked"),
        card(session, "Sorting", author=bo.id),
    ]
    cards = [msgspec.structs.replace(item, number=4 + n, order=9.0 - n) for n, item in enumerate(cards)]
    tasks = [
        Task(id=new_id(), number=3, title="Ask IT", order=1, owner=bo.id, due="2027-02-01", item=cards[0].id),
        Task(id=new_id(), number=4, title="Long done", order=2, status="done"),
    ]
    tasks.append(Task(id=new_id(), number=5, title="By mail", order=3, parent=tasks[0].id))
    note = Note(id=new_id(), what="note", text="Careful with Bo", at=session.moment())
    session.apply_now(Change("", (cluster, unused, *cards, *tasks, note, session.counted("items", 4)), history="none"))
    done(session, "welcome", "collect")
    return session


def followed(
    first: Session, home: Path, workshop: Workshop, wanted: Wanted, people: tuple[Person, ...] = (), **more: object
) -> Session:
    earlier = look(first.store.folder, find())
    beginning = Beginning(title="Second", follows=earlier, wanted=wanted, people=people, **more)  # type: ignore[arg-type]
    second = create(home, workshop, beginning, find(), first.now)
    second.close()
    return Session.open(second.store.folder, find(), read_only=True)


def by_order(session: Session, record_type: type) -> list:
    return sorted(session.table(record_type).values(), key=lambda record: record.order)


def test_the_new_session_knows_which_one_it_follows(first: Session, tmp_path: Path, workshop: Workshop) -> None:
    second = followed(first, tmp_path, workshop, Wanted())
    assert (second.info.follows, second.info.client) == (first.info.id, "Acme")


def test_cards_come_with_texts_answers_and_groups_and_new_numbers(
    first: Session, tmp_path: Path, workshop: Workshop
) -> None:
    second = followed(first, tmp_path, workshop, Wanted())
    sorting, quotes = by_order(second, Item)
    assert [(item.number, item.title) for item in (sorting, quotes)] == [(1, "Sorting"), (2, "Quotes")]
    assert (quotes.text, quotes.fields) == ("Draft them", {"problem": "slow"})
    (group,) = second.table(Cluster).values()
    assert (group.title, quotes.cluster, sorting.cluster) == ("Office", group.id, None)
    assert second.number("items") == 3


def test_nothing_of_authors_notes_and_covered_cards_comes_along(
    first: Session, tmp_path: Path, workshop: Workshop
) -> None:
    second = followed(first, tmp_path, workshop, Wanted())
    assert all(item.author is None and item.step is None for item in second.table(Item).values())
    text = (second.store.folder / "session.json").read_text()
    for words in ("Covered", "Parked", "Careful with Bo", "Long done"):
        assert words not in text
    ids = {item.id for item in first.table(Item).values()} | set(first.table(Cluster))
    assert not any(id_ in text for id_ in ids)


def test_open_tasks_go_on_with_their_owner_and_their_origin(first: Session, tmp_path: Path, workshop: Workshop) -> None:
    bo = Person(id=new_id(), name="BO", order=1)
    second = followed(first, tmp_path, workshop, Wanted(), (bo,))
    old = {task.title: task.id for task in first.table(Task).values()}
    ask, mail = by_order(second, Task)
    assert (ask.title, ask.number, ask.owner, ask.due) == ("Ask IT", 1, bo.id, "2027-02-01")
    assert (ask.origin, ask.item, ask.step) == (old["Ask IT"], None, None)
    assert (mail.parent, mail.number) == (ask.id, 2)
    assert second.number("tasks") == 3


def test_an_owner_who_is_not_invited_again_stays_owner_from_outside(
    first: Session, tmp_path: Path, workshop: Workshop
) -> None:
    second = followed(first, tmp_path, workshop, Wanted())
    (bo,) = second.table(Person).values()
    assert (bo.name, bo.participant) == ("Bo", False)
    assert by_order(second, Task)[0].owner == bo.id


def test_what_is_not_wanted_stays_behind(first: Session, tmp_path: Path, workshop: Workshop) -> None:
    second = followed(first, tmp_path, workshop, Wanted(cards="none", tasks=False))
    assert not second.table(Item)
    assert not second.table(Task)


def test_cards_without_a_place_in_the_new_workshop_stay_behind(first: Session, tmp_path: Path) -> None:
    other = parse({"title": "Other", "step": [SOURCE["step"][0]]}, {}, "other")
    assert not followed(first, tmp_path, other, Wanted()).table(Item)


def test_a_second_day_has_the_steps_that_are_left(first: Session, tmp_path: Path, workshop: Workshop) -> None:
    changed = [
        msgspec.structs.replace(step, title="Choose together", day=2)
        if step.key == "vote"
        else msgspec.structs.replace(step, day=2, state="skipped")
        for step in first.steps
        if step.key in ("vote", "steps")
    ]
    first.apply_now(Change("", tuple(changed), history="none"))
    second = followed(first, tmp_path, workshop, Wanted(rest=True))
    vote, steps = by_order(second, Step)
    assert (vote.key, vote.title, vote.day, vote.state) == ("vote", "Choose together", 1, "open")
    assert (steps.key, steps.state, steps.only) == ("steps", "skipped", {"winners_of": "vote"})
    assert second.clock.step == vote.id
    assert (second.info.workshop, vote.id in first.table(Step)) == ("small", False)


def test_of_a_workshop_that_is_through_nothing_is_left(first: Session, tmp_path: Path, workshop: Workshop) -> None:
    done(first, "vote", "steps")
    with pytest.raises(FacilitatorError, match="Every step of “First” is done"):
        followed(first, tmp_path, workshop, Wanted(rest=True))
    assert len(list((tmp_path / "sessions").iterdir())) == 1


async def voted(session: Session) -> None:
    step = next(step for step in session.steps if step.key == "vote")
    vote = new_vote(view(session, step))
    await session.rounds.open(vote.id, step.id, msgspec.to_builtins(vote.rules), Change("", (vote,)))
    sorting = next(item for item in session.table(Item).values() if item.title == "Sorting")
    await session.rounds.cast(vote.id, new_id(), {str(sorting.number): 1}, "laptop", final=True)
    closed = msgspec.structs.replace(vote, state="closed")
    await session.rounds.close(vote.id, Change("", (closed,)))

    def outcome(ballots, notes):
        result = by_itself(revealed(closed, ballots, notes))
        return Change("", (result,)), totals(result, result.result)

    await session.rounds.reveal(vote.id, outcome)


def test_the_rest_of_the_agenda_works_on_what_the_vote_chose(
    first: Session, tmp_path: Path, workshop: Workshop
) -> None:
    vote = next(step for step in first.steps if step.key == "vote")
    settings = {**vote.settings, "winners": 1}
    first.apply_now(Change("", (msgspec.structs.replace(vote, settings=settings),), history="none"))
    asyncio.run(voted(first))
    done(first, "vote")
    second = followed(first, tmp_path, workshop, Wanted(cards="winners", rest=True))
    (steps,) = second.steps
    assert [item.title for item in items_of(second, steps)] == ["Sorting"]
    assert "ballot" not in json.dumps(list(second.store.tables))
    assert not list((second.store.folder / "rounds").glob("*"))


def test_an_earlier_session_that_is_open_elsewhere_is_only_read(first: Session) -> None:
    before = first.revision
    assert look(first.store.folder, find()).info.id == first.info.id
    first.apply_now(Change("", (card(first, "Still works"),)))
    assert first.revision == before + 1


def test_a_damaged_earlier_session_is_a_sentence(first: Session) -> None:
    folder = first.store.folder
    first.close()
    (folder / "session.json").write_bytes(b"\x00" * 500)
    for copy in (folder / "copies").iterdir():
        copy.unlink()
    with pytest.raises(FacilitatorError):
        look(folder, find())


def test_nothing_is_taken_over_from_what_was_read_only_in_part(first: Session) -> None:
    folder = first.store.folder
    for n in range(3):
        first.apply_now(Change("", (card(first, f"More {n}"),)))
    first.store.abandon()
    (journal,) = folder.glob("session.wal-*")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b"More", b"Less")
    journal.write_bytes(b"".join(lines))
    with pytest.raises(FacilitatorError, match=r"“First” .* is damaged and was read only in part"):
        look(folder, find())


def test_an_earlier_session_that_was_removed_meanwhile_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError):
        look(tmp_path / "sessions" / "gone", find())


def test_people_are_known_again_by_mail_then_by_name() -> None:
    anna = Person(id=new_id(), name="Anna", order=1, email="anna@example.com")
    namesake = Person(id=new_id(), name="Anna", order=2, email="a.other@example.com")
    plain = Person(id=new_id(), name="ANNA", order=3)
    assert same_person(anna, [namesake]) is None
    assert same_person(anna, [namesake, plain]) is plain
    assert same_person(plain, [namesake]) is namesake


def test_minutes_of_earlier_sessions_become_the_plan_and_breaks_stay(tmp_path: Path) -> None:
    lunch = {"id": "lunch", "kind": "break", "title": "Lunch", "minutes": 30, "fixed": "12:30"}
    workshop = parse({**SOURCE, "step": [*SOURCE["step"], lunch]}, {}, "small")
    minutes = {"collect": 40, "lunch": 90}
    session = create(tmp_path, workshop, Beginning(title="", minutes=minutes, starts="09:00"), find())
    steps = {step.key: step for step in session.steps}
    session.close()
    assert msgspec.to_builtins(steps["collect"].minutes) == {"min": 8, "plan": 40, "max": 40}
    assert (steps["lunch"].minutes.plan, steps["lunch"].fixed) == (30, "12:30")
    assert session.info.starts == "09:00"


def test_the_first_line_tells_what_the_next_session_wants_to_know(first: Session) -> None:
    summary = first.store.summary
    assert (summary["id"], summary["people"], summary["minutes"]) == (first.info.id, 3, {"welcome": 10, "collect": 10})
