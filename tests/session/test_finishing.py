"""What is still open at the end, and where."""

from msgspec.structs import replace

from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Step, Task
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


def second_day(session: Session) -> Step:
    """The last step, put on a second day."""
    step = replace(session.steps[-1], day=2, order=99.0)
    session.apply_now(Change("", (step,)))
    return step


def test_a_second_day_that_was_not_begun_is_open_after_the_first_one(session: Session) -> None:
    step = second_day(session)
    session.apply_now(Change("", (replace(session.steps[0], state="done"),)))
    assert ends(session, session.tr) == [End("step", "Day 2 has not been begun: 1 step is still to come.", step.id)]


def test_before_the_first_day_no_other_is_missed(session: Session) -> None:
    second_day(session)
    assert ends(session, session.tr) == []


def test_a_second_day_whose_steps_are_skipped_is_not_missed(session: Session) -> None:
    step = second_day(session)
    session.apply_now(Change("", (replace(session.steps[0], state="done"), replace(step, state="skipped"))))
    assert ends(session, session.tr) == []


def test_a_task_that_is_not_for_the_room_says_nothing_of_itself_among_the_open_ends(session: Session) -> None:
    put(session, Task(id=new_id(), number=1, title="Coffee with Yara", order=1, audience="team"))
    assert not [sentence for sentence in open_ends(session, Translator()) if "Yara" in sentence]
