"""F3: a look at the plan."""

from pathlib import Path

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Task
from facilitator.session.session import Session
from tests.app.conftest import STEPS
from tests.app.driving import running
from tests.kit.harness import make_session


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
