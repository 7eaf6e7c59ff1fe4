"""Pictures of the main screens. ``pytest --snapshot-update`` takes them anew after a change that is meant."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from facilitator.activities import find
from facilitator.app.app import FacilitatorApp
from facilitator.app.run_step import StepPane
from facilitator.core.i18n import Translator
from facilitator.core.workshop_settings import kind_checks
from facilitator.imports.library import playable
from facilitator.kit.locked import LockedScreen
from facilitator.session.demo import build
from tests.app.conftest import NINE
from tests.app.driving import Driver, shown
from tests.app.shell_app import a_session

LOW, MIDDLE = (80, 24), (120, 40)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agenda shows the room's own time: here it is UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[FacilitatorApp]:
    """The demo, which stands at its vote."""
    tr = Translator()
    session = build(tmp_path, playable("use-case", None, tr, kind_checks(find())), find(), tr)
    session.close()
    app = FacilitatorApp(tmp_path, session=session.store.folder, now=lambda: NINE)
    yield app
    if app.run_screen is not None:
        app.run_screen.session.store.close()


async def ready(app: FacilitatorApp, pilot: Pilot[Any]) -> Driver:
    """The session on the screen, with the focus in its step."""
    driver = Driver(app, pilot)
    await driver.until(lambda: app.run_screen is not None and shown(driver))
    driver.run.query_one(StepPane).focus_step()
    return driver


def test_home(snap_compare: Callable[..., bool], tmp_path: Path) -> None:
    for day, title in enumerate(("Where AI helps us first", "[red]Second[/nope] round", "見積書"), 10):
        a_session(tmp_path, title, "Lindhout", f"2026-11-{day}")
    a_session(tmp_path, "Not for these eyes", "Another client", "2026-11-01")

    async def without_paths(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        pilot.app.screen.query_one("#details").display = False
        await pilot.pause()

    app = FacilitatorApp(tmp_path, client="Lindhout", now=lambda: NINE)
    assert snap_compare(app, terminal_size=LOW, run_before=without_paths)


def test_cards_beside_the_agenda(snap_compare: Callable[..., bool], demo: FacilitatorApp) -> None:
    async def sharpen(pilot: Pilot[Any]) -> None:
        driver = await ready(demo, pilot)
        for step in ("score", "sharpen"):
            await driver.press("p", until=lambda step=step: driver.step == step and shown(driver))  # type: ignore[misc]

    assert snap_compare(demo, terminal_size=MIDDLE, run_before=sharpen)


def test_the_result_of_a_vote(snap_compare: Callable[..., bool], demo: FacilitatorApp) -> None:
    async def vote(pilot: Pilot[Any]) -> None:
        await ready(demo, pilot)

    assert snap_compare(demo, terminal_size=LOW, run_before=vote)


def test_a_ballot_on_the_laptop_handed_round(snap_compare: Callable[..., bool], demo: FacilitatorApp) -> None:
    async def ballot(pilot: Pilot[Any]) -> None:
        driver = await ready(demo, pilot)
        await driver.press("o", until=lambda: "These rules will be in force" in driver.text)
        await driver.dialog_opens("o")
        await driver.dialog_closes("enter")
        await driver.until(lambda: "0 of 12 have voted" in driver.text)
        await driver.dialog_opens("h")
        await driver.dialog_opens("7", "enter")
        await driver.press("7", "enter", until=lambda: isinstance(demo.screen, LockedScreen))
        await driver.press("enter", until=lambda: "8 dots left" in driver.text)
        await driver.press("2", "down", "1", until=lambda: "5 dots left" in driver.text)

    assert snap_compare(demo, terminal_size=LOW, run_before=ballot)
