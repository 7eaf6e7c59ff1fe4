"""Drives the program as a facilitator does: a session on the screen, keys, and what is seen."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import time
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from facilitator.app.app import FacilitatorApp
from facilitator.app.run import RunScreen
from facilitator.app.run_step import StepPane
from facilitator.session.session import Session


class Driver:
    """The app with its pilot."""

    def __init__(self, app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def run(self) -> RunScreen:
        assert self.app.run_screen is not None
        return self.app.run_screen

    @property
    def session(self) -> Session:
        return self.run.session

    @property
    def step(self) -> str:
        """Key of the step at which the session stands."""
        step = self.run.run.step
        return step.key if step else ""

    @property
    def dialog(self) -> Screen[Any] | None:
        """The dialog on top of Run."""
        return self.app.screen if self.app.screen is not self.run else None

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def words(self) -> str:
        """The same as running text, without boxes and line breaks."""
        return " ".join(re.sub("[│╭╮╰╯─▕]", " ", self.text).split())

    @property
    def said(self) -> list[str]:
        """The sentences shown for a moment."""
        return [str(notification.message) for notification in self.app._notifications]

    async def until(self, condition: Callable[[], Any]) -> None:
        """Waits for something to become true; what never does fails the test by its time limit."""
        for _ in range(600):
            await self.pilot.pause()
            if condition():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"it never came to that; the screen shows:\n{self.text}")

    async def press(self, *keys: str, until: Callable[[], Any] | None = None) -> None:
        """Presses keys and waits."""
        await self.pilot.press(*keys)
        await (self.pilot.pause() if until is None else self.until(until))

    async def dialog_opens(self, *keys: str) -> None:
        """Presses keys and waits for the dialog that they open."""
        before = self.app.screen
        await self.press(*keys, until=lambda: self.app.screen is not before)

    async def dialog_closes(self, *keys: str) -> None:
        """Presses keys and waits until the dialog on top is gone."""
        before = self.app.screen
        await self.press(*keys, until=lambda: before not in self.app.screen_stack)


@asynccontextmanager
async def program(home: Path, *, size: tuple[int, int] = (120, 40), **arguments: Any) -> AsyncIterator[Driver]:
    """The program without a session."""
    app = FacilitatorApp(home, **arguments)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await pilot.pause()
        yield driver
        if app.run_screen is not None:
            app.run_screen.session.store.close()


@asynccontextmanager
async def running(
    session: Session, *, size: tuple[int, int] = (120, 40), closed: bool = True, **arguments: Any
) -> AsyncIterator[Driver]:
    """A session on the screen, its first step ready. ``closed=False``: it comes back from a crash."""
    session.close() if closed else session.store.abandon()
    arguments.setdefault("now", session.now if session.now is not None else time)
    folder = session.store.folder
    async with program(folder.parent.parent, size=size, session=folder, **arguments) as driver:
        await driver.until(lambda: driver.app.run_screen is not None and shown(driver))
        yield driver


def shown(driver: Driver) -> bool:
    """Whether the middle of Run is there."""
    panes = driver.run.query(StepPane)
    return (
        bool(panes)
        and bool(panes.first().children)
        and (panes.first().activity is None or panes.first().activity.is_mounted)
    )
