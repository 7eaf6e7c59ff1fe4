"""F3: to the plan and back."""

from pathlib import Path

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Task
from facilitator.session.session import Session
from tests.app.conftest import STEPS
from tests.app.driving import running
from tests.kit.harness import make_session


async def test_f3_goes_to_the_plan_and_back(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f3", until=lambda: driver.step == "plan")
        assert [step.state for step in driver.session.steps if step.key == "hello"] == ["open"]
        await driver.press("f3", until=lambda: driver.step == "hello")


async def test_without_a_plan_step_the_tasks_are_listed(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS[:2])
    task = Task(id=new_id(), number=7, title="Ask [/b] IT", order=1, due="2026-12-01")
    session.apply_now(Change("", (task,)))
    async with running(session) as driver:
        await driver.dialog_opens("f3")
        for part in ("7", "Ask [/b] IT", "2026-12-01"):
            assert part in driver.text


async def test_without_tasks_it_says_so(tmp_path: Path) -> None:
    async with running(make_session(tmp_path, STEPS[:2])) as driver:
        await driver.dialog_opens("f3")
        assert "No tasks yet." in driver.text
