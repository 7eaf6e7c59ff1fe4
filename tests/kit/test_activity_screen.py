"""What every kind's screen can do."""

from pathlib import Path

from facilitator.core.ids import new_id
from facilitator.kit.board import Board
from tests.kit.harness import StepApp, add_items, make_session


async def test_the_cursor_goes_to_a_record_that_somebody_looked_for(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "ideas", "kind": "ideas", "items": "cards"}])
    items = add_items(session, "cards", "One", "Two", "Three")
    app = StepApp(session, "ideas")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert app.activity_screen.go_to(items[2].id)
        board = app.query_one(Board)
        await pilot.pause()
        assert (board.current, board.has_focus) == (items[2].id, True)


async def test_what_is_not_there_moves_nothing(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "ideas", "kind": "ideas", "items": "cards"}])
    add_items(session, "cards", "One", "Two")
    app = StepApp(session, "ideas")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        before = app.focused
        assert not app.activity_screen.go_to(new_id())
        assert app.focused is before
