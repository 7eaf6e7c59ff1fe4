"""The plan of a session that somebody else has open: to look at, not to change."""

from pathlib import Path

from textual.widgets import Input

from facilitator.core.tasks import added
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import StepApp, add_items, make_session, step_of


def closed_plan(tmp_path: Path) -> StepApp:
    session = make_session(tmp_path, [{"id": "plan", "kind": "plan", "items": "cards"}])
    add_items(session, "cards", "Quotes")
    change = added(view(session, step_of(session, "plan")), "Ask IT\nAsk HR", session.counted, None)
    assert change
    session.apply_now(change)
    session.close()
    return StepApp(Session.open(session.store.folder, session.kinds, read_only=True), "plan")


async def test_the_tasks_are_there_and_the_cursor_moves(tmp_path: Path) -> None:
    app = closed_plan(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await pilot.press("down")
        assert "Ask HR" in app.text()
        assert app.query_one(Rows).cursor == 1


async def test_no_key_changes_or_asks_anything(tmp_path: Path) -> None:
    app = closed_plan(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        before = list(app.context.view.tasks)
        for key in ("w", "a", "o", "d", "x", "space", "r", "minus", "delete", "e", "enter", "shift+down"):
            await pilot.press(key)
            await pilot.pause()
            assert len(app.screen_stack) == 1
        assert app.query_one(Input).disabled
        assert list(app.context.view.tasks) == before
        assert app.said == []


async def test_no_key_that_would_change_something_is_offered(tmp_path: Path) -> None:
    app = closed_plan(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        keys = app.text().split("\n")[-1]
        for word in ("Add", "Owner", "Date", "Done", "Drop", "Move"):
            assert word not in keys
