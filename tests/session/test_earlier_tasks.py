"""Open tasks of the client's earlier sessions."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from facilitator.activities import find as kinds
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Person, Task
from facilitator.core.workshop import Workshop
from facilitator.session.earlier_tasks import Left, asking, find, of_another, take_over
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create

TR = Translator()
Past = Callable[..., Session]


@pytest.fixture
def past(tmp_path: Path, workshop: Workshop) -> Past:
    """Makes an earlier session with open tasks, closed."""

    def make(client: str, *titles: str, date: str = "2026-11-22", origin: Id | None = None, status: str = "open"):
        beginning = Beginning(title=f"Session of {date}", client=client, date=date)
        session = create(tmp_path, workshop, beginning, kinds())
        bo = Person(id=new_id(), name="Bo", order=1)
        tasks = [
            Task(id=new_id(), number=n, title=title, order=n, owner=bo.id, origin=origin, status=status)  # type: ignore[arg-type]
            for n, title in enumerate(titles, 1)
        ]
        session.apply_now(Change("", (bo, *tasks, session.counted("tasks", len(tasks)))))
        session.close()
        return session

    return make


def found(session: Session, home: Path, **more: bool) -> list[Left]:
    return find(home, asking(session), kinds(), **more)


def titles(found: list[Left]) -> list[tuple[str, bool, list[str]]]:
    return [(left.client, left.sure, [one.task.title for one in left.tasks]) for left in found]


def task(session: Session, title: str) -> Task:
    return next(task for task in session.table(Task).values() if task.title == title)


def test_tasks_of_the_same_client_are_found(past: Past, session: Session, tmp_path: Path) -> None:
    past("ACME", "Ask IT")
    assert titles(found(session, tmp_path)) == [("ACME", True, ["Ask IT"])]


def test_those_of_a_like_name_are_not_sure(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT")
    past("ACME B.V.", "Call Bo")
    assert titles(found(session, tmp_path)) == [("Acme", True, ["Ask IT"]), ("ACME B.V.", False, ["Call Bo"])]


def test_another_clients_tasks_are_never_read(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme Nord", "Secret")
    past("", "Whose?")
    assert found(session, tmp_path) == []


def test_sessions_without_a_client_are_never_sure_to_belong_together(
    past: Past, tmp_path: Path, workshop: Workshop
) -> None:
    past("", "Whose?")
    session = create(tmp_path, workshop, Beginning(title="Next", date="2027-01-29"), kinds())
    assert titles(found(session, tmp_path)) == [("", False, ["Whose?"])]
    session.close()


def test_later_sessions_are_not_earlier_ones(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT", date="2027-06-01")
    assert found(session, tmp_path) == []


def test_the_one_it_follows_is_sure_whatever_its_name(past: Past, session: Session, tmp_path: Path) -> None:
    before = past("Old name", "Ask IT")
    info = msgspec.structs.replace(session.info, follows=before.info.id)
    session.apply_now(Change("", (info,)))
    assert titles(found(session, tmp_path)) == [("Old name", True, ["Ask IT"])]


def test_a_task_is_taken_over_with_its_owner_once(past: Past, session: Session, tmp_path: Path) -> None:
    before = past("Acme", "Ask IT")
    (left,) = found(session, tmp_path)
    change = take_over(session, left.tasks, TR)
    assert change is not None
    assert change.label == "take over 1 task"
    session.apply_now(change)
    taken = task(session, "Ask IT")
    bo = next(person for person in session.table(Person).values() if person.name == "Bo")
    assert (taken.owner, taken.number, taken.origin) == (bo.id, 1, task(before, "Ask IT").id)
    assert len(session.table(Person)) == 3
    assert take_over(session, left.tasks, TR) is None
    assert found(session, tmp_path) == []


async def test_taken_over_and_undone_it_is_offered_again(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT")
    change = take_over(session, found(session, tmp_path)[0].tasks, TR)
    assert change is not None
    await session.apply(change)
    await session.undo()
    assert not session.table(Task)
    assert titles(found(session, tmp_path)) == [("Acme", True, ["Ask IT"])]


def test_what_is_done_meanwhile_stands_in_the_plan_as_done(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT")
    change = take_over(session, found(session, tmp_path)[0].tasks, TR, done=True)
    assert change is not None
    session.apply_now(change)
    assert task(session, "Ask IT").status == "done"
    assert found(session, tmp_path) == []


def test_of_a_task_that_went_on_only_the_newest_is_found(past: Past, session: Session, tmp_path: Path) -> None:
    old = past("Acme", "Ask IT", date="2026-09-01")
    past("Acme", "Ask IT again", date="2026-10-01", origin=task(old, "Ask IT").id)
    assert titles(found(session, tmp_path)) == [("Acme", True, ["Ask IT again"])]


def test_a_task_that_was_done_in_the_session_between_is_not_offered(
    past: Past, session: Session, tmp_path: Path
) -> None:
    old = past("Acme", "Ask IT", date="2026-09-01")
    past("Acme", "Ask IT", date="2026-10-01", origin=task(old, "Ask IT").id, status="done")
    assert found(session, tmp_path) == []


def test_a_session_that_was_not_closed_is_read_with_all_its_changes(
    past: Past, session: Session, tmp_path: Path
) -> None:
    before = past("Acme", "Ask IT")
    opened = Session.open(before.store.folder, kinds())
    opened.apply_now(Change("", (msgspec.structs.replace(task(opened, "Ask IT"), status="done"),)))
    late = Task(id=new_id(), number=9, title="Late", order=9)
    opened.apply_now(Change("", (late,)))
    assert titles(found(session, tmp_path)) == [("Acme", True, ["Late"])]
    opened.apply_now(Change("", (msgspec.structs.replace(late, status="dropped"),)))
    assert found(session, tmp_path) == []
    opened.close()


def test_a_damaged_session_is_a_fault_and_the_others_are_read(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT", date="2026-10-01")
    damaged = past("Acme", "Gone", date="2026-11-01").store.folder
    first, _, rest = (damaged / "session.json").read_bytes().partition(b"\n")
    (damaged / "session.json").write_bytes(first + b"\n" + b"\x00" * len(rest))
    for copy in (damaged / "copies").iterdir():
        copy.unlink()
    (left,) = found(session, tmp_path)
    assert [one.task.title for one in left.tasks] == ["Ask IT"]
    assert len(left.faults) == 1


def test_tasks_of_a_session_read_only_in_part_come_with_that_sentence(
    past: Past, session: Session, tmp_path: Path
) -> None:
    opened = Session.open(past("Acme", "Ask IT").store.folder, kinds())
    for n in range(3):
        opened.apply_now(Change("", (Task(id=new_id(), number=n, title="Late", order=9),)))
    opened.store.abandon()
    (journal,) = opened.store.folder.glob("session.wal-*")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[-2] = lines[-2].replace(b"Late", b"Soon")
    journal.write_bytes(b"".join(lines))
    (left,) = found(session, tmp_path)
    assert "Ask IT" in [one.task.title for one in left.tasks]
    assert "damaged" in str(left.faults[0])


def test_two_clients_of_the_same_name_are_told_apart_for_good(past: Past, session: Session, tmp_path: Path) -> None:
    past("Acme", "Ask IT")
    (left,) = found(session, tmp_path)
    session.apply_now(of_another(session, left, TR))
    assert found(session, tmp_path) == []
    assert titles(found(session, tmp_path, strangers=True)) == [("Acme", True, ["Ask IT"])]
    assert not session.history


def test_urgent_tasks_come_first(past: Past, session: Session, tmp_path: Path) -> None:
    before = past("Acme", "No date", "Soon")
    opened = Session.open(before.store.folder, kinds())
    opened.apply_now(Change("", (msgspec.structs.replace(task(opened, "Soon"), due="2026-12-01"),)))
    opened.close()
    assert titles(found(session, tmp_path)) == [("Acme", True, ["Soon", "No date"])]
