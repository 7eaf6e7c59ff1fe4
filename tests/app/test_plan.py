"""F3: the plan from anywhere."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities.plan.parts import TaskTable
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.core.tasks import added
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.app.conftest import STEPS
from tests.app.driving import Driver, running
from tests.kit.harness import add_items, make_session, step_of


async def test_f3_shows_the_plan_and_leaves_the_session_where_it_is(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        assert driver.step == "hello"
        assert "No tasks yet." in driver.text
        await driver.press("escape", until=lambda: driver.dialog is None)


async def test_the_tasks_are_listed(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS[:2])
    task = Task(id=new_id(), number=7, title="Ask [/b] IT", order=1, due="2026-12-01")
    session.apply_now(Change("", (task,)))
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        for part in ("7", "Ask [/b] IT", "1 December 2026"):
            assert part in driver.text


async def test_without_tasks_it_says_so(tmp_path: Path) -> None:
    async with running(make_session(tmp_path, STEPS[:2])) as driver:
        await driver.dialog_opens("f3")
        assert "No tasks yet." in driver.text


def with_tasks(tmp_path: Path, *titles: str) -> Session:
    session = make_session(tmp_path, STEPS, people=["Anna", "Ben"])
    change = added(view(session, step_of(session, "plan")), "\n".join(titles), session.counted, None)
    assert change is not None
    session.apply_now(change)
    return session


def tasks(driver: Driver) -> list[Task]:
    return sorted(driver.session.table(Task).values(), key=lambda task: task.number)


async def test_a_task_gets_its_owner_date_and_priority_from_anywhere(tmp_path: Path) -> None:
    async with running(with_tasks(tmp_path, "Ask IT", "Ask HR")) as driver:
        await driver.dialog_opens("f3")
        await driver.press("down")
        await driver.dialog_opens("o")
        await driver.press(*"ben", "enter", until=lambda: tasks(driver)[1].owner)
        await driver.dialog_opens("d")
        await driver.press(*"2099-12-03", "enter", until=lambda: tasks(driver)[1].due == "2099-12-03")
        await driver.press("r", until=lambda: tasks(driver)[1].priority == "high")
        await driver.until(lambda: all(part in driver.text for part in ("Ben", "3 December 2099", "high")))
        assert driver.session.table(Person)[tasks(driver)[1].owner or ""].name == "Ben"
        assert driver.step == "hello"


@pytest.mark.parametrize(("key", "status"), [("x", "done"), ("space", "done"), ("minus", "dropped")])
async def test_done_and_dropped_are_one_key(tmp_path: Path, key: str, status: str) -> None:
    async with running(with_tasks(tmp_path, "Ask IT")) as driver:
        await driver.dialog_opens("f3")
        await driver.press(key, until=lambda: tasks(driver)[0].status == status)
        await driver.press(key, until=lambda: tasks(driver)[0].status == "open")


async def test_a_new_task_is_one_key_and_a_line_and_knows_the_step(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("a")
        await driver.press(*"Ask IT", "enter", until=lambda: tasks(driver))
        step = driver.run.run.step
        assert step is not None
        assert [(task.number, task.title, task.step) for task in tasks(driver)] == [(1, "Ask IT", step.id)]
        await driver.until(lambda: "Ask IT" in driver.text and "1 without owner" in driver.text)


async def test_an_empty_line_is_no_task(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("a")
        await driver.dialog_closes("space", "enter")
        assert tasks(driver) == []


async def test_enter_opens_everything_about_a_task(tmp_path: Path) -> None:
    async with running(with_tasks(tmp_path, "Ask IT")) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("enter")
        await driver.press("end", "exclamation_mark", "ctrl+o", until=lambda: tasks(driver)[0].title == "Ask IT!")


async def test_g_goes_to_the_step_and_the_task_there(tmp_path: Path) -> None:
    session = with_tasks(tmp_path, "Ask IT", "Ask HR")
    plan = step_of(session, "plan").id
    session.apply_now(Change("", tuple(replace(task, step=plan) for task in session.table(Task).values())))
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        await driver.press("down")
        assert "from “First steps”" in driver.text
        await driver.press("g", until=lambda: driver.step == "plan" and driver.dialog is None)
        await driver.until(lambda: driver.run.query(TaskTable))
        await driver.until(lambda: driver.run.query_one(TaskTable).query_one(Rows).current == tasks(driver)[1].id)


async def test_a_date_in_the_past_is_said(tmp_path: Path) -> None:
    async with running(with_tasks(tmp_path, "Ask IT")) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("d")
        await driver.press(*"2001-12-03", "enter", until=lambda: tasks(driver)[0].due)
        await driver.until(lambda: "This date is in the past." in driver.said)


async def test_what_is_done_to_a_task_can_be_undone(tmp_path: Path) -> None:
    async with running(with_tasks(tmp_path, "Ask IT")) as driver:
        await driver.dialog_opens("f3")
        await driver.press("x", until=lambda: tasks(driver)[0].status == "done")
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: tasks(driver)[0].status == "open")


async def test_a_covered_card_is_not_named_as_the_source_of_a_task(tmp_path: Path) -> None:
    session = with_tasks(tmp_path, "Ask IT")
    (card,) = add_items(session, "cases", "Secret plan")
    (task,) = session.table(Task).values()
    session.apply_now(Change("", (replace(card, hidden=True), replace(task, item=card.id))))
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        assert "Ask IT" in driver.text
        assert "Secret" not in driver.text


async def test_in_a_session_for_reading_the_plan_is_only_to_look_at(tmp_path: Path) -> None:
    async with running(with_tasks(tmp_path, "Ask IT"), read_only=True) as driver:
        await driver.dialog_opens("f3")
        panel = driver.app.screen
        await driver.press("a", "o", "d", "x", "r", "minus", "e", "enter")
        assert driver.app.screen is panel
        assert tasks(driver)[0].status == "open"


def secret(tmp_path: Path) -> Session:
    session = make_session(tmp_path, STEPS, people=["Anna"])
    step = step_of(session, "plan").id
    task = Task(id=new_id(), number=7, title="Coffee with Yara", order=1, description="Worries", step=step)
    task = replace(task, audience="team")
    session.apply_now(Change("", (task,)))
    return session


async def test_a_task_that_is_not_for_the_room_has_no_words_while_the_room_sees_the_screen(tmp_path: Path) -> None:
    async with running(secret(tmp_path)) as driver:
        await driver.dialog_opens("f3")
        assert "7 ▒▒▒▒▒▒▒▒ · from “First steps” · not for the room" in driver.text
        assert "Yara" not in driver.text
        assert "Worries" not in driver.text


async def test_the_help_says_what_is_not_for_the_room(tmp_path: Path) -> None:
    async with running(secret(tmp_path)) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("f1")
        assert "▒▒▒▒ is not for the room" in driver.text


async def test_it_is_opened_after_a_question_only(tmp_path: Path) -> None:
    async with running(secret(tmp_path)) as driver:
        await driver.dialog_opens("f3")
        await driver.dialog_opens("enter")
        assert "The room can see what you open now." in driver.text
        await driver.press("ctrl+o", until=lambda: "Who may read it" in driver.text)
        assert "Worries" in driver.text


async def test_on_a_private_screen_it_is_read_like_any_other(tmp_path: Path) -> None:
    async with running(secret(tmp_path)) as driver:
        driver.app.turn_public()
        await driver.dialog_opens("f3")
        assert "Coffee with Yara" in driver.text
