"""What is said before a session is left."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from facilitator.app import clock
from facilitator.app.home import HomeScreen
from facilitator.app.leaving import open_things, unsaved
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.rounds import Round
from facilitator.kit.dialogs import AskText, Confirm, Form, FormField
from facilitator.session.session import Session
from tests.app.driving import running

TR = Translator()


class One(App[Any]):
    """One widget with the focus."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self.make = make

    def compose(self) -> ComposeResult:
        yield self.make()


@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (lambda: Input("half a thought"), True),
        (lambda: Input("  "), False),
        (lambda: Input("1234", password=True), False),
        (lambda: TextArea("half a text"), True),
        (lambda: TextArea(""), False),
    ],
)
async def test_a_field_with_something_in_it_counts_as_not_kept(make: Callable[[], Widget], typed: bool) -> None:
    app = One(make)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert unsaved(app.screen_stack) is typed


@pytest.mark.parametrize(
    "dialog", [lambda: AskText(TR, "Text", value="old"), lambda: Form(TR, "Form", [FormField("a", "A", "old")])]
)
async def test_a_dialog_counts_once_something_in_it_was_changed(dialog: Callable[[], Screen[Any]]) -> None:
    app = One(lambda: Widget())
    async with app.run_test() as pilot:
        screen = dialog()
        await app.push_screen(screen)
        await pilot.pause()
        assert not getattr(screen, "unsaved", None)
        await pilot.press("x")
        assert getattr(screen, "unsaved", None)


def test_a_still_session_without_rounds_has_nothing_open(session: Session) -> None:
    assert open_things(session, TR) == []


def test_a_running_clock_is_open(session: Session) -> None:
    session.apply_now(clock.start(session))
    assert open_things(session, TR) == ["The clock is running; it will be stopped."]


@pytest.mark.parametrize(("state", "count"), [("open", 1), ("closed", 0), ("revealed", 0)])
def test_only_a_round_that_takes_ballots_is_open(session: Session, state: Any, count: int) -> None:
    step = ordered(session.steps)[1]
    session.apply_now(Change("", (Round(id=new_id(), step=step.id, state=state),)))
    assert len(open_things(session, TR)) == count


def test_two_rounds_in_one_step_are_said_once(session: Session) -> None:
    step = ordered(session.steps)[1]
    session.apply_now(Change("", tuple(Round(id=new_id(), step=step.id) for _ in range(2))))
    assert open_things(session, TR) == ["A round is open in “Collect use cases”; it goes on at the next start."]


def test_a_session_for_reading_has_nothing_open(session: Session) -> None:
    session.apply_now(clock.start(session))
    session.close()
    reading = Session.open(session.store.folder, session.kinds, read_only=True)
    assert open_things(reading, TR) == []


async def test_staying_leaves_the_clock_running(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        await driver.dialog_opens("f10")
        assert isinstance(driver.dialog, Confirm)
        await driver.dialog_closes("enter")
        assert driver.session.clock.since is not None
        assert driver.app.screen is driver.run


async def test_going_home_stops_the_clock_and_another_session_can_be_opened(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        old = driver.session
        await driver.dialog_opens("ctrl+l")
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert old.clock.since is None
        await driver.press("enter", until=lambda: driver.app.run_screen is not None)
        assert driver.session is not old


async def test_quitting_is_possible_while_nothing_can_be_saved(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        folder = driver.session.store.folder
        away = folder.with_name("away")
        folder.rename(away)
        await driver.dialog_opens("ctrl+q")
        await driver.press("ctrl+o", until=lambda: driver.app._exit)
        away.rename(folder)
    again = Session.open(session.store.folder, session.kinds, now=session.now)
    assert again.store.read_only is None
    again.close()
