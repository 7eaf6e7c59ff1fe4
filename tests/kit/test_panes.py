import asyncio
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static

from facilitator.activities.dot_voting.screen import pane_for
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.core.errors import FacilitatorError
from facilitator.kit.panes import Worker
from tests.activities.dot_voting.building import look, opened, shown, voting_session
from tests.activities.dot_voting.driving import app_for, ballots, now
from tests.kit.round_app import RoundApp, lock, press, unlock


class Reporting:
    """The part of a step's door that a worker needs."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def report(self, error: Exception) -> None:
        self.said.append(str(error))


class WorkApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.door = Reporting()
        self.done: list[str] = []
        self.gate = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self.worker = Worker(self.query_one(Static), self.door)  # type: ignore[arg-type]

    async def slow(self) -> None:
        await self.gate.wait()
        self.done.append("slow")

    async def quick(self) -> None:
        self.done.append("quick")

    async def failing(self) -> None:
        raise FacilitatorError("The disk is full.")


async def test_a_key_pressed_while_work_goes_on_is_forgotten() -> None:
    app = WorkApp()
    async with app.run_test() as pilot:
        app.worker.start(app.slow)
        await pilot.pause()
        app.worker.start(app.quick)
        app.gate.set()
        await app.workers.wait_for_complete()
        assert app.done == ["slow"]


async def test_work_that_may_wait_is_done_afterwards() -> None:
    app = WorkApp()
    async with app.run_test() as pilot:
        app.worker.start(app.slow)
        await pilot.pause()
        app.worker.start(app.quick, queue=True)
        app.gate.set()
        await app.workers.wait_for_complete()
        assert app.done == ["slow", "quick"]


async def test_what_fails_is_reported_and_the_next_work_goes_on() -> None:
    app = WorkApp()
    async with app.run_test():
        app.worker.start(app.failing)
        await app.workers.wait_for_complete()
        app.worker.start(app.quick)
        await app.workers.wait_for_complete()
        assert app.door.said == ["The disk is full."]
        assert app.done == ["quick"]


async def test_whoever_waits_for_a_turn_gets_what_the_work_came_to() -> None:
    async def counted() -> int:
        return 3

    app = WorkApp()
    async with app.run_test():
        assert await app.worker.run(counted) == 3
        assert await app.worker.run(app.failing) is None
        assert app.door.said == ["The disk is full."]


async def test_plus_held_down_counts_every_press(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        pane = app.pane
        assert isinstance(pane, SetupPane)
        for _ in range(10):
            pane.action_change(1)
        await app.settled(pilot)
        assert "14" in app.text().splitlines()[1]


async def test_each_state_has_its_pane(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    names = [pane_for(look(session)).__name__]
    vote = await opened(session)
    names.append(pane_for(look(session)).__name__)
    await shown(session, vote)
    names.append(pane_for(look(session)).__name__)
    assert names == ["SetupPane", "OpenPane", "ResultPane"]
    session.close()


async def test_panes_that_change_at_once_end_at_the_right_one(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await shown(session, await opened(session))
        await app.settled(pilot)
        assert type(app.pane) is pane_for(look(session))
        assert len(app.screen.query("Pane")) == 1


async def test_eight_people_vote_over_thirty_cards_and_break_the_tie(tmp_path: Path) -> None:
    people = [f"Person {n}" for n in range(8)]
    app = app_for(tmp_path, cards=30, people=people, winners=1, ties=["supporters", "decider"])
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await lock(app, pilot)
        for _ in range(4):
            await ballots(app, pilot, [("1",), ("down", "1")])
        await unlock(app, pilot)
        assert "8 of 8 have voted" in app.text()
        await press(app, pilot, "e", "v", "enter", "b", "enter", "enter", "enter")
        assert [(step.rung, step.why) for step in now(app).ties] == [("supporters", "equal"), ("decider", "")]
        await press(app, pilot, "enter")
        assert "tie broken" in app.text()
