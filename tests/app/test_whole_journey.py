"""The main job as the README tells it: from New to ``report.md`` and ``tasks.csv``, with a kill in the middle."""

from pathlib import Path

from textual.events import Paste
from textual.widgets import TextArea

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.pane import Pane
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.app.library import LibraryScreen
from facilitator.app.new import NewScreen
from facilitator.app.run_agenda import Agenda
from facilitator.core.records import Item, Task
from facilitator.kit.dialogs import Message
from facilitator.kit.locked import LockedScreen
from facilitator.session.session import Session
from tests.app.driving import Driver, program, running, shown

PEOPLE = [f"Person {name}" for name in "ABCDEFGH"]
CARDS = [f"Use case number {n}" for n in range(1, 31)]
BALLOTS = [("1", "down", "1", "down", "1"), ("1", "down", "1", "down", "down", "1")]
"""Cards 1 and 2 get a dot of everybody, cards 3 and 4 of every second: a tie for the third place."""


async def go_on_to(driver: Driver, step: str) -> None:
    """``n`` until the step is there, yes to every question on the way."""
    while driver.step != step:
        before = driver.step
        driver.app.screen.set_focus(driver.run.query_one(Agenda))
        await driver.pilot.pause()
        await driver.press("n", until=lambda was=before: driver.step != was or driver.dialog is not None)
        if driver.dialog is not None:
            await driver.dialog_closes("enter")
        await driver.until(lambda was=before: driver.step != was and shown(driver))
    driver.run.query_one("#step").focus_step()  # type: ignore[attr-defined]
    await driver.pilot.pause()


def pane(driver: Driver) -> Pane | None:
    return next(iter(driver.run.query(Pane)), None)


async def ballot(driver: Driver, *keys: str) -> None:
    """One voter, from *next voter* to the cleared screen."""
    locked = driver.app.screen
    assert isinstance(locked, LockedScreen)
    await driver.press("enter", until=lambda: locked.phase == "ballot")
    await driver.press(*keys)
    await driver.press("enter", until=lambda: locked.phase == "asking")
    await driver.press("c", until=lambda: locked.phase == "thanks")
    await driver.press("enter", until=lambda: locked.phase in ("waiting", "full"))


async def hand_round(driver: Driver, *, new_code: bool) -> None:
    if new_code:
        await driver.dialog_opens("h")
        await driver.dialog_closes("4", "7", "1", "1", "enter")
        await driver.until(lambda: driver.dialog is not None)
        await driver.press("4", "7", "1", "1", "enter")
    else:
        await driver.press("h")
    await driver.until(lambda: isinstance(driver.app.screen, LockedScreen))


async def take_back(driver: Driver) -> None:
    await driver.press("f", "4", "7", "1", "1", "enter", until=lambda: driver.dialog is None)


async def made(home: Path) -> Session:
    """A new session with eight people and thirty cards, its round open and half of the ballots in; then killed."""
    async with program(home) as driver:
        await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
        driver.app.screen.query_one(TextArea).focus()
        await driver.pilot.pause()
        driver.app.post_message(Paste("\n".join(PEOPLE)))
        await driver.until(lambda: "8 people." in driver.text)
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
        await go_on_to(driver, "collect")
        driver.app.post_message(Paste("\n".join(CARDS)))
        await driver.until(lambda: len(driver.session.table(Item)) == len(CARDS))
        await driver.press("escape")
        await driver.dialog_opens("v")
        await driver.dialog_closes("enter")
        await driver.until(lambda: not any(item.hidden for item in driver.session.table(Item).values()))
        await go_on_to(driver, "vote")
        await driver.dialog_opens("o")
        await driver.dialog_closes("enter")
        await driver.until(lambda: isinstance(pane(driver), OpenPane))
        await hand_round(driver, new_code=True)
        for n in range(4):
            await ballot(driver, *BALLOTS[n % 2])
        driver.session.store.abandon()
        return driver.session


async def test_a_use_case_workshop_goes_from_new_to_its_results_through_a_kill(tmp_path: Path) -> None:
    killed = await made(tmp_path)
    async with running(killed, closed=False) as driver:
        if driver.dialog is not None:  # what recovery found
            await driver.dialog_closes("enter")
        assert driver.step == "vote"
        assert len(driver.session.table(Item)) == len(CARDS)
        await driver.until(lambda: "4 of 8 have voted" in driver.words)
        await hand_round(driver, new_code=False)
        for n in range(4):
            await ballot(driver, *BALLOTS[n % 2])
        assert "Everybody has voted" in driver.words
        await take_back(driver)
        await driver.press("e", until=lambda: isinstance(pane(driver), ClosedPane))
        await driver.dialog_opens("v")
        await driver.dialog_closes("enter")
        await driver.until(lambda: isinstance(pane(driver), ResultPane))
        await break_tie(driver)
        await go_on_to(driver, "first-steps")
        await driver.press("escape", "w", until=lambda: len(driver.session.table(Task)) == 3)
        await driver.dialog_opens("f9")
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Message))
    exported = {path.name: path.read_text() for path in (tmp_path / "exports").rglob("*.*")}
    assert {"report.md", "tasks.csv"} <= set(exported)
    assert "Use case number 1" in exported["report.md"]
    assert len(exported["tasks.csv"].splitlines()) == 1 + 3


async def break_tie(driver: Driver) -> None:
    """Supporters do not decide it, the run-off is left out, the first of the people takes the first card."""
    await driver.dialog_opens("b")
    assert "2 cards are tied" in driver.words
    await driver.dialog_closes("down", "enter")
    for words in ("The decider chooses", "Who decides?", "Person A chooses 1 of 1"):
        await driver.until(lambda said=words: driver.dialog is not None and said in driver.words)
        await driver.dialog_closes("enter")
    await driver.until(lambda: driver.dialog is not None and "The tie is broken" in driver.words)
    await driver.dialog_closes("enter")
