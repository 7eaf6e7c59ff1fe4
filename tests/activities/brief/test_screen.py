from pathlib import Path

import pytest

from facilitator.activities.brief.rules import points
from facilitator.session.session import Session
from tests.kit.harness import StepApp, make_session

LIST = ["Say hello", "Ask for [red]names[/nope]", "Phones away"]


def app(tmp_path: Path, *checklist: str, prompt: str = "**Welcome** to the day.") -> StepApp:
    steps = [{"id": "a", "kind": "brief", "prompt": prompt, "checklist": list(checklist)}]
    return StepApp(make_session(tmp_path, steps), "a")


@pytest.mark.parametrize("key", ["x", "space", "enter"])
async def test_a_key_ticks_the_point_with_the_cursor(tmp_path: Path, key: str) -> None:
    a = app(tmp_path, *LIST)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("down", key)
        await a.settled(pilot)
        assert [done for _, done in points(a.context.view)] == [False, True, False]
        assert "✓ Ask for [red]names[/nope]" in a.text()
        assert "○ Say hello" in a.text()


async def test_a_click_ticks_a_point(tmp_path: Path) -> None:
    a = app(tmp_path, *LIST)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.click("OptionList", offset=(5, 3))
        await a.settled(pilot)
        assert "✓ Phones away" in a.text()


async def test_undo_takes_the_mark_back_on_the_screen(tmp_path: Path) -> None:
    a = app(tmp_path, *LIST)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("x")
        await a.settled(pilot)
        await a.session.undo()
        await a.settled(pilot)
        assert "✓" not in a.text()


async def test_the_text_is_drawn_as_markdown(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        assert "Welcome to the day." in a.text()


async def test_without_a_list_there_is_no_key_for_it(tmp_path: Path) -> None:
    a = app(tmp_path)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("x", "enter")
        assert "Tick" not in a.text()


async def test_a_long_text_scrolls_by_keys(tmp_path: Path) -> None:
    a = app(tmp_path, prompt="\n\n".join(f"Paragraph {n}" for n in range(60)))
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("end")
        await a.settled(pilot)
        assert "Paragraph 59" in a.text()


async def test_a_tiny_terminal_and_back_changes_nothing(tmp_path: Path) -> None:
    a = app(tmp_path, *LIST)
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        before = a.text()
        await pilot.resize_terminal(20, 5)
        await pilot.resize_terminal(80, 24)
        await a.settled(pilot)
        assert a.text() == before


async def test_a_session_that_is_only_read_is_not_ticked(tmp_path: Path) -> None:
    made = app(tmp_path, *LIST).session
    made.close()
    a = StepApp(Session.open(made.store.folder, made.kinds, read_only=True), "a")
    async with a.run_test(size=(80, 24)) as pilot:
        await a.settled(pilot)
        await pilot.press("x", "space", "enter")
        await a.settled(pilot)
        assert "○ Say hello" in a.text()
        assert "Tick" not in a.text()
        assert a.said == []
