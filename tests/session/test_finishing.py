"""What is still open at the end, and where."""

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Task
from facilitator.session.finishing import End, ends, open_ends
from facilitator.session.session import Session
from tests.session.conftest import card

AT = "2026-11-22T10:00:00+01:00"


def put(session: Session, *records: Note | Task) -> None:
    session.apply_now(Change("", tuple(records)))


def test_a_new_session_has_no_open_ends(session: Session) -> None:
    assert ends(session, session.tr) == []


def test_a_task_says_what_it_lacks_and_where_it_is_from(session: Session) -> None:
    step = session.steps[0].id
    task = Task(id=new_id(), number=1, title="Ask IT", order=1, step=step)
    put(session, task)
    assert ends(session, session.tr) == [End("task", "Task “Ask IT” lacks: owner, date.", step, task.id)]


def test_what_is_no_action_needs_neither_owner_nor_date(session: Session) -> None:
    put(session, Task(id=new_id(), number=1, title="Go live", order=1, type="milestone"))
    assert ends(session, session.tr) == []


def test_parked_thoughts_are_open_until_they_are_done_and_stand_in_their_order(session: Session) -> None:
    late, early, done = (
        Note(id=new_id(), what="parked", text=text, at=at, done=text == "done")
        for text, at in (("late", "2026-11-22T11:00:00+01:00"), ("early", AT), ("done", AT))
    )
    put(session, late, early, done, Note(id=new_id(), what="decision", text="yes", at=AT))
    assert [(end.what, end.record) for end in ends(session, session.tr)] == [("parked", early.id), ("parked", late.id)]


def test_what_a_step_says_leads_to_that_step(session: Session) -> None:
    collect = next(step for step in session.steps if step.key == "collect")
    session.apply_now(Change("", (card(session, "x", state="parked", step=collect.id),)))
    assert ends(session, session.tr) == [End("step", "1 card is parked.", collect.id)]


def test_the_sentences_alone_are_for_the_command_line(session: Session) -> None:
    put(session, Note(id=new_id(), what="parked", text="pay?", at=AT))
    assert open_ends(session, session.tr) == ["Parked thought: “pay?”"]
