"""Open tasks of the client's earlier sessions on the screen."""

from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.app.earlier_tasks import EarlierTasks
from facilitator.app.plan import Tasks
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Person, Task
from facilitator.core.workshop import parse
from facilitator.kit.dialogs import Choose, Message
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from tests.app.driving import Driver, program, running, shown
from tests.app.shell_app import NOON, SOURCE


def made(home: Path, client: str, *titles: str, date: str = "2026-11-20", **task: str) -> Session:
    """A session with open tasks."""
    beginning = Beginning(title="Kick-off", client=client, date=date)
    session = create(home, parse(SOURCE, {}, "small"), beginning, find(), now=lambda: NOON)
    bo = Person(id=new_id(), name="[red]Bo[/nope]", order=1)
    tasks = [
        Task(id=new_id(), number=n, title=title, order=n, owner=bo.id, **task) for n, title in enumerate(titles, 1)
    ]
    session.apply_now(Change("", (bo, *tasks, session.counted("tasks", len(tasks))), history="none"))
    return session


def past(home: Path, client: str, *titles: str, **task: str) -> Session:
    session = made(home, client, *titles, **task)
    session.close()
    return session


@pytest.fixture
def today(tmp_path: Path) -> Session:
    return made(tmp_path, "Acme", date="2026-11-22")


def plan(driver: Driver) -> list[str]:
    return [task.title for task in driver.session.table(Task).values()]


async def asked(driver: Driver) -> None:
    await driver.until(lambda: isinstance(driver.dialog, Choose))


async def test_a_public_screen_is_asked_before_anything_is_shown(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT", "Call Bo")
    async with running(today) as driver:
        await asked(driver)
        assert "Earlier sessions of Acme left 2 open tasks." in driver.words
        assert "Ask IT" not in driver.words


async def test_a_task_is_taken_over_in_three_keys_and_undone_in_one(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT", due="2026-11-21")
    async with running(today) as driver:
        await asked(driver)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, EarlierTasks))
        assert "▲ Ask IT [red]Bo[/nope] 21 November 2026" in driver.words
        assert "1 open task. ▲ 1 should be done by now." in driver.words
        await driver.dialog_closes("enter")
        assert plan(driver) == ["Ask IT"]
        await driver.press("ctrl+z", until=lambda: not plan(driver))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_list_can_be_read_at_every_size(today: Session, tmp_path: Path, size: tuple[int, int]) -> None:
    past(tmp_path, "Acme", "Ask IT which data the tool may see", due="2026-12-21")
    async with running(today, size=size) as driver:
        await asked(driver)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, EarlierTasks))
        assert "Ask IT which data the tool may see" in driver.words
        assert "21 December 2026" in driver.words


async def test_marked_ones_are_taken_and_the_rest_stays(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "One", "Two", "Three")
    async with running(today) as driver:
        await asked(driver)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, EarlierTasks))
        await driver.press("space", "space", "enter", until=lambda: len(plan(driver)) == 2)
        await driver.until(lambda: "1 open task." in driver.words)
        assert sorted(plan(driver)) == ["One", "Two"]
        await driver.dialog_closes("d")
        assert [task.status for task in driver.session.table(Task).values()] == ["open", "open", "done"]


async def test_all_are_taken_with_one_key(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "One", "Two", "Three")
    async with running(today) as driver:
        await asked(driver)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, EarlierTasks))
        await driver.dialog_closes("a")
        assert len(plan(driver)) == 3
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        assert "Three" in driver.words


async def test_on_a_private_screen_they_are_shown_at_once(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT")
    (tmp_path / "settings.toml").write_text("public_screen = false\n")
    async with running(today) as driver:
        await driver.until(lambda: isinstance(driver.dialog, EarlierTasks))
        assert "Ask IT" in driver.words


async def test_a_like_name_is_asked_about_even_on_a_private_screen(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "ACME B.V.", "Ask IT")
    (tmp_path / "settings.toml").write_text("public_screen = false\n")
    async with running(today) as driver:
        await asked(driver)
        assert "Sessions of “ACME B.V.” left 1 open task. Is that the same client as “Acme”?" in driver.words
        assert "Ask IT" not in driver.words
        await driver.dialog_closes("enter")
        assert not plan(driver)


async def test_two_clients_of_the_same_name_are_told_apart_once(today: Session, tmp_path: Path) -> None:
    before = past(tmp_path, "Acme", "Ask IT")
    async with running(today) as driver:
        await asked(driver)
        await driver.dialog_closes("down", "down", "enter")
        await driver.until(lambda: driver.session.info.strangers == (before.info.id,))
        folder = driver.session.store.folder
    again = Session.open(folder, find(), now=lambda: NOON)
    async with running(again) as driver:
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        assert "No tasks yet." in driver.words


async def test_another_clients_tasks_never_come_up(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme Nord", "Secret")
    async with running(today) as driver:
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        assert "Secret" not in driver.words


async def test_later_they_are_in_the_palette(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT")
    async with running(today) as driver:
        await asked(driver)
        await driver.dialog_closes("escape")
        await driver.dialog_opens("ctrl+p")
        await driver.press(*"open tasks of", until=lambda: "What this client has left to do" in driver.words)
        await driver.press("enter")
        await asked(driver)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, EarlierTasks))


async def test_when_nothing_is_open_the_palette_says_so(today: Session) -> None:
    async with running(today) as driver:
        driver.run.action_open("earlier_tasks")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "No earlier session of this client in this home has open tasks" in driver.words


async def test_a_session_that_has_begun_does_not_ask_by_itself(tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT")
    begun = made(tmp_path, "Acme", date="2026-11-22")
    async with running(begun) as driver:
        await asked(driver)
        await driver.dialog_closes("escape")
        await driver.press("t", until=lambda: driver.dialog is not None)
        await driver.press("t", until=lambda: driver.session.info.state == "running")
        folder = driver.session.store.folder
    async with running(Session.open(folder, find(), now=lambda: NOON)) as driver:
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        assert "Ask IT" not in driver.words


async def test_a_dry_run_is_left_in_peace(today: Session, tmp_path: Path) -> None:
    past(tmp_path, "Acme", "Ask IT")
    today.close()
    async with program(tmp_path, session=today.store.folder, dry_run=True, now=lambda: NOON) as driver:
        await driver.until(lambda: driver.app.run_screen is not None and shown(driver))
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        assert "Ask IT" not in driver.words


async def test_an_earlier_session_that_is_damaged_is_one_sentence(today: Session, tmp_path: Path) -> None:
    folder = past(tmp_path, "Acme", "Ask IT").store.folder
    first, _, rest = (folder / "session.json").read_bytes().partition(b"\n")
    (folder / "session.json").write_bytes(first + b"\n" + b"\x00" * len(rest))
    for copy in (folder / "copies").iterdir():
        copy.unlink()
    async with running(today) as driver:
        await driver.until(lambda: any("Tasks of an earlier session may be missing" in said for said in driver.said))
        assert driver.dialog is None


async def test_a_damaged_session_of_what_may_be_another_client_is_not_named_before_the_answer(
    today: Session, tmp_path: Path
) -> None:
    folder = past(tmp_path, "ACME B.V.", "Ask IT", "Ask HR").store.folder
    data = (folder / "session.json").read_bytes()
    (folder / "session.json").write_bytes(data[:-30])
    async with running(today) as driver:
        await asked(driver)
        await driver.dialog_closes("escape")
        driver.run.action_open("earlier_tasks")
        await asked(driver)
        assert not any("Kick-off" in said for said in driver.said)
        await driver.press("home", "enter", until=lambda: isinstance(driver.dialog, EarlierTasks))
        assert any("Kick-off" in said for said in driver.said)
