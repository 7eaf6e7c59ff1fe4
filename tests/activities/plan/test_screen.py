from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.core.change import Change
from facilitator.core.records import Person, Task
from facilitator.core.tasks import added
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import StepApp, add_items, make_session, step_of

NOW = datetime(2026, 11, 22, 12, 0).astimezone().timestamp()


def app(tmp_path: Path, *cards: str, tasks: str = "") -> StepApp:
    steps = [{"id": "plan", "kind": "plan", "items": "cards"}]
    session = make_session(tmp_path, steps, people=["Anna", "Ben"], now=lambda: NOW)
    if cards:
        add_items(session, "cards", *cards)
    a = StepApp(session, "plan")
    if tasks:
        change = added(view(session, step_of(session, "plan")), tasks, session.counted, None)
        assert change
        session.apply_now(change)
    return a


async def press(a: StepApp, pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys one after the other; a dialog that waits for an answer is no reason to wait."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()


def tasks(of: StepApp) -> list[Task]:
    return list(of.context.view.tasks)


def owner(session: Session, task: Task) -> str:
    return session.table(Person)[task.owner].name if task.owner else ""


async def test_one_key_makes_tasks_of_the_list_and_goes_away_when_all_are_made(tmp_path: Path) -> None:
    a = app(tmp_path, "Quotes", "Onboarding")
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        assert "“w” makes 2 of the cards" in a.text()
        await press(a, pilot, "w", "w")
        await a.settled(pilot)
        assert [task.title for task in tasks(a)] == ["Quotes", "Onboarding"]
        assert "Tasks from the list" not in a.text()
        assert "2 tasks · 2 without owner · 2 without date" in a.text()


async def test_a_typed_line_is_a_task_and_the_field_is_ready_for_the_next(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", *"Ask", "enter")
        await a.settled(pilot)
        assert [task.title for task in tasks(a)] == ["Ask"]
        assert a.query_one(Input).value == ""
        assert a.query_one(Input).has_focus


@pytest.mark.parametrize("key", ["escape", "ctrl+g", "tab"])
async def test_a_key_leads_from_the_field_to_the_table_and_keeps_what_was_typed(tmp_path: Path, key: str) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", *"xow", key)
        assert a.query_one(Rows).has_focus
        assert a.query_one(Input).value == "xow"


async def test_a_paste_of_many_lines_is_many_tasks(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a", *"half")
        a.query_one(Input).post_message(Paste("- one\n- two\n- three\n"))
        await a.settled(pilot)
        assert [task.title for task in tasks(a)] == ["one", "two", "three"]
        assert a.query_one(Input).value == "half"


async def test_a_paste_of_one_line_goes_into_the_field(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "a")
        a.query_one(Input).post_message(Paste("one task\n"))
        await a.settled(pilot)
        assert a.query_one(Input).value == "one task"
        assert not tasks(a)


async def test_a_task_gets_a_person_of_the_room(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "o", "down", "down", "enter")
        await a.settled(pilot)
        assert owner(a.session, tasks(a)[0]) == "Ben"


async def test_a_task_gets_a_person_who_is_only_typed(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "o", *"Zo", "enter")
        await a.settled(pilot)
        assert owner(a.session, tasks(a)[0]) == "Zo"


async def test_a_task_loses_its_owner_again(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "o", *"anna", "enter")
        await a.settled(pilot)
        await press(a, pilot, "o", "home", "up", "up", "enter")
        await a.settled(pilot)
        assert tasks(a)[0].owner is None


async def test_a_date_is_asked_for_until_it_is_one(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "d", *"3x", "enter")
        assert "“3x” is no date" in a.text()
        await press(a, pilot, *"3.12.", "enter")
        await a.settled(pilot)
        assert tasks(a)[0].due == "2026-12-03"


async def test_a_date_in_the_past_is_taken_with_a_hint(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24), notifications=True) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "d", *"1-11-2026", "enter")
        await a.settled(pilot)
        assert tasks(a)[0].due == "2026-11-01"
        assert "This date is in the past." in a.text()


async def test_leaving_a_question_changes_nothing(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        before = tasks(a)
        for key in ("o", "d", "e"):
            await press(a, pilot, key, "ctrl+g")
        await a.settled(pilot)
        assert tasks(a) == before
        assert len(a.session.history) == 1


async def test_enter_opens_the_form_whose_faults_stand_under_their_fields(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "enter", "tab", "tab", *"soon", "ctrl+o")
        assert "“soon” is no date" in a.text()
        await press(a, pilot, *["backspace"] * 4, "+", "7", "ctrl+o")
        await a.settled(pilot)
        assert tasks(a)[0].due == "2026-11-29"


@pytest.mark.parametrize(
    ("key", "status"), [("x", "done"), ("space", "done"), ("minus", "dropped"), ("delete", "dropped")]
)
async def test_a_key_marks_the_task_and_takes_the_mark_back(tmp_path: Path, key: str, status: str) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, key)
        await a.settled(pilot)
        assert tasks(a)[0].status == status
        await press(a, pilot, key)
        await a.settled(pilot)
        assert tasks(a)[0].status == "open"


@pytest.mark.parametrize("key", ["right_square_bracket", "shift+down"])
async def test_a_task_moves_and_the_cursor_with_it(tmp_path: Path, key: str) -> None:
    a = app(tmp_path, tasks="a\nb\nc")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, key)
        await a.settled(pilot)
        await press(a, pilot, key)
        await a.settled(pilot)
        assert "".join(task.title for task in tasks(a)) == "bca"
        assert a.query_one(Rows).cursor == 2


async def test_undo_brings_the_table_back(tmp_path: Path) -> None:
    a = app(tmp_path, "Quotes")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "w")
        await a.settled(pilot)
        await a.session.undo()
        await a.settled(pilot)
        assert "No tasks yet" in a.text()


async def test_a_key_without_a_task_does_nothing_and_is_not_shown(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "w", "o", "d", "x", "minus", "e", "enter", "right_square_bracket")
        assert len(a.screen_stack) == 1
        for word in ("Owner ", "Done", "Drop", "Edit"):
            assert f" {word}" not in a.text().split("\n")[-1]


async def test_markup_in_a_title_is_shown_as_it_is(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="[red]x[/nope] [@click=app.quit]y")
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        assert "[red]x[/nope] [@click=app.quit]y" in a.text()
        await press(a, pilot, "enter")
        assert len(a.screen_stack) == 2


async def test_a_tiny_terminal_and_back_changes_nothing(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="a\nb")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        before = a.text()
        await pilot.resize_terminal(20, 5)
        await a.settled(pilot)
        await pilot.resize_terminal(80, 24)
        await a.settled(pilot)
        assert a.text() == before


async def test_all_of_the_task_with_the_cursor_is_readable_below_the_table(tmp_path: Path) -> None:
    long = "Collect fifty quotes of one machine type and try it with two engineers until Christmas"
    a = app(tmp_path, tasks=f"Short\n{long}")
    async with a.run_test(size=(60, 24)) as pilot:
        await a.settled(pilot)
        assert "until Christmas" not in a.text()
        await press(a, pilot, "down")
        assert "until Christmas" in a.text()


async def test_one_key_gives_a_task_the_next_priority(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        await press(a, pilot, "r")
        await a.settled(pilot)
        assert a.context.view.tasks[0].priority == "high"
        assert "high" in a.text()


async def test_a_task_that_is_not_for_the_room_has_no_words_in_the_table(tmp_path: Path) -> None:
    a = app(tmp_path, tasks="Ask IT")
    task = a.context.view.tasks[0]
    a.session.apply_now(Change("", (replace(task, audience="team"),)))
    async with a.run_test(size=(120, 40)) as pilot:
        await a.settled(pilot)
        assert "Ask IT" not in a.text()
        assert "▒▒▒▒▒▒▒▒" in a.text()
