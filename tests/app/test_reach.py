"""How far every action of the day is: three keys from Run at most, and each one click away on a small screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.actions import parse
from textual.command import CommandPalette
from textual.widgets import Button

import facilitator.app
from facilitator.app.catch_up import CatchUp
from facilitator.app.earlier_tasks import EarlierTasks
from facilitator.app.finish import Finish
from facilitator.app.groups import Groups
from facilitator.app.history import History
from facilitator.app.keep import KeepLine
from facilitator.app.kept import Kept
from facilitator.app.panel import Panel
from facilitator.app.people import People
from facilitator.app.plan import Tasks
from facilitator.app.purge import Foreseen
from facilitator.app.run_clock_menu import ClockMenu
from facilitator.app.run_step import StepPane
from facilitator.app.search import Search
from facilitator.app.step_times import StepTimes
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, SubGroup, Task
from facilitator.kit.dialogs import AskLine, AskText, Choose, Form, Message
from facilitator.kit.help import actions
from facilitator.kit.keybar import KeyBar
from facilitator.kit.keybar import shown as listed
from facilitator.kit.rows import Rows
from tests.app.conftest import STEPS, Now
from tests.app.driving import Driver, running
from tests.kit.harness import add_items, make_session

Seen = Callable[[Driver], object]


def opens(kind: type) -> Seen:
    return lambda driver: type(driver.dialog) is kind


def keys(driver: Driver) -> list[str]:
    return [step.key for step in ordered(driver.session.steps)]


def state(driver: Driver) -> str:
    return ordered(driver.session.steps)[0].state


def presence(driver: Driver) -> str:
    return min(driver.session.table(Person).values(), key=lambda person: person.order).presence


def notes(driver: Driver) -> list[Note]:
    return sorted(driver.session.table(Note).values(), key=lambda note: note.at)


def task(driver: Driver) -> Task:
    return min(driver.session.table(Task).values(), key=lambda task: task.number)


STEP = [
    ("notes of the step", "f2 ctrl+o", opens(Message)),
    ("the agenda", "f12", lambda driver: driver.run.query_one("#agenda").has_focus),
    ("a step is added", "f12 a", opens(Choose)),
    ("a step is changed", "f12 e", opens(Form)),
    ("minutes", "f12 m", opens(AskLine)),
    ("notes are changed", "f12 o", opens(AskText)),
    ("planned and taken", "f12 v", opens(StepTimes)),
    ("a step is moved", "f12 d", lambda driver: keys(driver)[1] == "hello"),
    ("back", "ctrl+z", lambda driver: keys(driver)[0] == "hello"),
    ("and again", "ctrl+y", lambda driver: keys(driver)[1] == "hello"),
    ("up", "f12 u", lambda driver: keys(driver)[0] == "hello"),
    ("a step is skipped", "f12 s", lambda driver: state(driver) == "skipped"),
    ("and taken up", "f12 s", lambda driver: state(driver) == "open"),
    ("a step is repeated", "f12 r", lambda driver: len(keys(driver)) == len(STEPS) + 1),
    ("a step is removed", "f12 2 x", lambda driver: len(keys(driver)) == len(STEPS)),
    ("any step by its number", "f12 3 enter", lambda driver: driver.step == "pause"),
    ("the step before", "p", lambda driver: driver.step == "ideas"),
]
CLOCK = [
    ("the clock starts", "t t", lambda driver: driver.session.clock.since is not None),
    ("five minutes more", "t greater_than_sign", lambda driver: driver.session.clock.extra == 5),
    ("until a clock time", "t u", opens(AskLine)),
    ("a countdown", "t w", opens(AskLine)),
    ("catching up", "t c", opens(CatchUp)),
    ("accepted", "t c enter", lambda driver: driver.session.history),
    ("the end of the day", "t e", opens(AskLine)),
    ("advice", "t k", opens(Message)),
    ("the clock's menu", "t", opens(ClockMenu)),
]
PEOPLE = [
    ("who is there", "f6", opens(People)),
    ("somebody is late", "f6 l", lambda driver: presence(driver) == "late"),
    ("has come", "f6 h", lambda driver: presence(driver) == "present"),
    ("has left", "f6 g", lambda driver: presence(driver) == "left"),
    ("is not here", "f6 x", lambda driver: presence(driver) == "absent"),
    ("everybody is here", "f6 H", lambda driver: presence(driver) == "present"),
    ("somebody is at the door", "f6 a", opens(AskText)),
    ("what is known of somebody", "f6 e", opens(Form)),
    ("who has spoken", "f6 s", lambda driver: any(p.spoke for p in driver.session.table(Person).values())),
    ("who has not", "f6 o", lambda driver: "Not yet spoken" in driver.words),
    ("somebody is taken off the record", "f6 delete", opens(Foreseen)),
    ("sub-groups", "f6 u", opens(Groups)),
    ("at random", "f6 u r", lambda driver: driver.session.table(SubGroup)),
    ("what a group brought back", "f6 u w", opens(AskText)),
    ("name of a group", "f6 u e", opens(AskLine)),
]
KEPT = [
    ("a parked thought", "ctrl+t", opens(KeepLine)),
    ("a note", "ctrl+n", opens(KeepLine)),
    ("a decision", "ctrl+r", opens(KeepLine)),
    ("what was kept", "f8", opens(Kept)),
    ("another wording", "f8 enter", opens(Form)),
    ("a thought becomes a task", "f8 w", lambda driver: driver.dialog and "Who answers" in driver.words),
    ("a thought becomes a card", "f8 c", lambda driver: len(driver.session.table(Item)) == 2),
    ("a thought is done", "f8 d", lambda driver: not notes(driver)[0].done),
    ("the plan", "f3", opens(Tasks)),
    ("a task is added", "f3 a", opens(AskLine)),
    ("its owner", "f3 o", lambda driver: driver.dialog and "Nobody" in driver.words),
    ("its date", "f3 d", opens(AskLine)),
    ("a task is done", "f3 x", lambda driver: task(driver).status == "done"),
    ("search", "ctrl+s", opens(Search)),
    ("history", "f7", opens(History)),
    ("export", "f9", opens(Choose)),
    ("help", "f1", lambda driver: driver.dialog and "one step after the other" in driver.words.lower()),
    ("every action by its name", "ctrl+p", opens(CommandPalette)),
]
DAY: dict[str, list[tuple[str, str, Seen]]] = {"step": STEP, "clock": CLOCK, "people": PEOPLE, "kept": KEPT}
"""What is to be done, the keys for it, and what is so then; the rows of a table one after the other."""


@asynccontextmanager
async def at_work(home: Path, now: Now, size: tuple[int, int]) -> AsyncIterator[Driver]:
    """In the first step, late, with something of everything."""
    steps = [{**step, "minutes": {"min": 5, "plan": 20, "max": 20}} for step in STEPS]
    session = make_session(home, steps, people=["Anna", "Ben", "Chris"], now=now)
    add_items(session, "cases", "Draft quotes")
    thought = Note(id=new_id(), what="parked", text="Ask IT", at=session.moment())
    session.apply_now(Change("", (thought, Task(id=new_id(), number=1, title="Order", order=1)), history="none"))
    async with running(session, size=size) as driver:
        yield driver


async def back_to_run(driver: Driver) -> None:
    while driver.dialog is not None:
        await driver.dialog_closes("escape")
    driver.run.query_one(StepPane).focus_step()
    await driver.pilot.pause()


@pytest.mark.parametrize("table", DAY)
async def test_every_action_of_the_day_is_three_keys_from_run(tmp_path: Path, now: Now, table: str) -> None:
    async with at_work(tmp_path, now, (120, 40)) as driver:
        for what, pressed, seen in DAY[table]:
            assert len(pressed.split()) <= 3, what
            if what == "catching up":
                now.minutes(9)
                driver.run._beat()
                now.minutes(9)
                driver.run._beat()
            for key in pressed.split():
                await driver.press(key)
            try:
                await driver.until(lambda seen=seen: seen(driver))
            except AssertionError as error:
                raise AssertionError(f"{what}: {pressed}\n{driver.text}") from error
            await back_to_run(driver)


# Every function of a list or dialog, on a small screen


PATHS = ("t", "t c", "f6", "f6 u", "f6 u r", "f8", "f3", "f7", "ctrl+s", "f12 v", "f6 delete", "f3 o", "f8 e")
"""Keys to lists and dialogs."""


def out_of_reach(driver: Driver) -> set[str]:
    """What the dialog on top can do now and has no place to click on: neither in the line of keys, nor as a button or
    a line of its list, nor in the palette."""
    screen, tr = driver.app.screen, driver.app.tr
    bar = screen.query_one(KeyBar).entries
    if any(entry.key == "ctrl+p" for entry in bar) and driver.app.check_action("command_palette", ()):
        return set()
    shown = {entry.text for entry in bar} | {str(button.label) for button in screen.query(Button)}
    rows = {row.key for rows in screen.query(Rows) for row in rows.rows}
    return {
        action.text
        for action in actions(screen, tr)
        if action.text not in shown and not rows.intersection(parse(action.binding.action)[2])
    }


def the_line_has_all(driver: Driver) -> bool:
    """Whether the line of keys, when it is long enough, shows every key that is meant to be shown."""
    screen, tr = driver.app.screen, driver.app.tr
    active = [found.binding for found in screen.active_bindings.values() if found.enabled]
    return {entry.text for entry in listed(active, tr)[0]} <= {entry.text for entry in screen.query_one(KeyBar).entries}


@pytest.mark.parametrize("width", [80, 240])
async def test_every_function_of_a_list_or_dialog_is_a_click_away(tmp_path: Path, now: Now, width: int) -> None:
    async with at_work(tmp_path, now, (width, 24)) as driver:
        now.minutes(9)
        for path in PATHS:
            await driver.dialog_opens(*path.split()[:1]) if path[:3] != "f12" else await driver.press("f12")
            for key in path.split()[1:]:
                await driver.dialog_opens(key) if key != "r" else await driver.press(key)
            await driver.until(lambda: not out_of_reach(driver) and (width < 240 or the_line_has_all(driver)))
            await back_to_run(driver)


async def test_every_function_of_the_finish_and_of_earlier_tasks_is_a_click_away(tmp_path: Path, now: Now) -> None:
    async with at_work(tmp_path, now, (80, 24)) as driver:
        run = driver.run.run
        for panel in (Finish(run, "Finish?"), EarlierTasks(run, [])):
            driver.app.push_screen(panel)
            await driver.until(lambda panel=panel: panel.is_mounted and driver.dialog is panel)
            assert out_of_reach(driver) == set()
            await back_to_run(driver)


def test_no_list_of_run_is_forgotten_here() -> None:
    for module in walk_packages(facilitator.app.__path__, "facilitator.app."):
        import_module(module.name)
    assert set(Panel.__subclasses__()) == {People, Kept, Tasks, Search, History, StepTimes, Finish, EarlierTasks}
