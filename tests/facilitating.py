"""A use-case workshop as a facilitator gives it: the material, and what is done with it on the screen, key by key."""

import csv
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.dot_list import DotList
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.ideas.entry import EntryLine
from facilitator.activities.plan.parts import TaskTable
from facilitator.app.library import LibraryScreen
from facilitator.app.new import NewScreen
from facilitator.core.records import Cluster, Item, Person, Task
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.board import Board
from facilitator.kit.dialogs import Choose, Confirm, Message
from facilitator.kit.locked import LockedScreen
from facilitator.kit.rows import Rows
from tests.app.driving import Driver, shown

ROOT = Path(__file__).parent.parent
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

DUE = "2026-12-03"
CODE = "4711"

PEOPLE = """Anna Visser
Ben de Groot; Sales
Carla Winter <carla@example.com>
Deniz Kaya
Eva Lindqvist
Farid Haddad
Greet Maes
Henk Bos"""

CARDS = """- Draft quotes
- Sort incoming tickets
- Find old drawings
- Answer questions on spare parts
- Summarise site reports
- Translate manuals
- Check supplier invoices
- Plan the week of the fitters
- Write minutes of meetings
- Compare tenders
- Onboard new colleagues
- Draft Quotes
- Forecast spare parts
- Recognise damaged goods
- Keep the price list up to date
- Write job adverts
- Prepare customer visits
- Search contracts for deadlines
- Propose test cases
- Label photos of machines
- Answer questions of new colleagues
- Read delivery notes
- Sort incoming  tickets
- Match orders and invoices
- Detect unusual travel costs
- Write product texts
- Prepare the monthly report
- Check drawings against standards
- Collect lessons learned
- Remind customers of maintenance"""

FIRST, SECOND, TIED = 1, 3, (4, 7)
"""Numbers of the cards that everybody votes for, and of those that tie for the third place."""
SAME = ((1, 12), (2, 23))
ANSWERS = {
    "problem": "Eight hours per quote",
    "process": "Sales, before the visit",
    "gains": "Everybody in sales",
    "data": "Quotes of five years?",
    "owner": "anna",
    "measure": "8 h to 2 h",
    "risk": "Wrong prices",
    "first-step": "Draft ten old quotes again",
}
"""In the order of the form."""


# What the facilitator looks at


def title_of(number: int) -> str:
    """What the card with this number says: the numbers are those of the pasted lines."""
    return CARDS.splitlines()[number - 1].removeprefix("- ")


def cards(driver: Driver) -> dict[int, Item]:
    """The cards in play by number."""
    return {item.number: item for item in driver.session.table(Item).values() if item.state == "active"}


def vote(driver: Driver) -> Vote:
    (only,) = driver.session.table(Vote).values()
    return only


def voted(driver: Driver) -> int:
    return driver.session.rounds.standing(vote(driver).id).ballots


def tasks(driver: Driver) -> list[Task]:
    return sorted(driver.session.table(Task).values(), key=lambda task: task.order)


def task_of(driver: Driver, number: int) -> Task:
    """The task that was made of a card."""
    return next(task for task in tasks(driver) if task.item == cards(driver)[number].id)


def read_the_files(home: Path) -> tuple[str, list[dict[str, str]]]:
    """The client's report and the rows of the task list."""
    (folder,) = (home / "exports").iterdir()
    with (folder / "tasks.csv").open(encoding="utf-8", newline="") as file:
        return (folder / "report.md").read_text(encoding="utf-8"), list(csv.DictReader(file))


def winners_in(report: str) -> set[int]:
    """Numbers of the cards that have a word in the last column of the votes: all others have none there."""
    return {int(number) for number in re.findall(r"^\| \d+ \| (\d+) \|.*\| \w+ \|$", report, re.MULTILINE)}


# What the facilitator does


async def make_a_session(driver: Driver, workshop: str = "use-case") -> None:
    await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
    assert driver.app.screen.query_one(Rows).go_to(workshop)
    await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
    await type_in(driver, *"AI at Acme")
    await driver.press("enter")
    await type_in(driver, *"Acme")
    while not isinstance(driver.app.focused, TextArea):
        await driver.press("tab")
    await paste(driver, PEOPLE)
    await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
    people = sorted(driver.session.table(Person).values(), key=lambda person: person.order)
    assert [person.name for person in people][:3] == ["Anna Visser", "Ben de Groot", "Carla Winter"]
    assert len(people) == 8
    assert (driver.session.info.title, driver.session.info.client) == ("AI at Acme", "Acme")


async def go_on_to(driver: Driver, step: str) -> None:
    """``n`` until the step is there; every question whether to go on is answered with enter."""
    while driver.step != step:
        here = driver.step
        if isinstance(driver.app.focused, Input):
            await driver.press("escape")
        await driver.press("n", until=lambda left=here: driver.step != left or driver.dialog)
        if driver.dialog:
            await driver.dialog_closes("enter")
        await driver.until(lambda left=here: driver.step != left and shown(driver))
        await at(driver, ActivityScreen)


async def at(driver: Driver, part: type) -> None:
    """The keys go there, and nothing that was asked for before is still being done."""

    def ready() -> bool:
        focused = driver.app.focused
        there = focused is not None and any(isinstance(widget, part) for widget in focused.ancestors_with_self)
        return there and not any(worker.is_running for worker in driver.app.workers)

    await driver.until(ready)


async def type_in(driver: Driver, *keys: str) -> None:
    """Keys as fast as a terminal sends them, all to what has the focus."""
    for key in keys:
        driver.app.post_message(Key(_character_to_key(key), key) if len(key) == 1 else Key(key, None))
    await driver.pilot.pause()


async def paste(driver: Driver, text: str) -> None:
    driver.app.post_message(Paste(text))
    await driver.pilot.pause()


async def paste_cards(driver: Driver) -> None:
    await driver.until(lambda: isinstance(driver.app.focused, EntryLine))
    await paste(driver, CARDS)
    await driver.until(lambda: len(cards(driver)) == 30)
    assert all(item.hidden for item in cards(driver).values())
    assert title_of(FIRST) not in driver.text
    await driver.press("escape", until=lambda: isinstance(driver.app.focused, Board))


async def show_them_to_everybody(driver: Driver) -> None:
    await answer(driver, "v", kind=Confirm)
    await driver.until(lambda: not any(item.hidden for item in cards(driver).values()))
    assert title_of(FIRST) in driver.text


async def merge(driver: Driver, stays: int, goes: int) -> None:
    """By their numbers; the one named first stays."""
    await at(driver, Board)
    await type_in(driver, *str(stays), "space", *str(goes))
    await answer(driver, "m", kind=Choose)
    await driver.until(lambda: goes not in cards(driver))
    assert stays in cards(driver)


async def group(driver: Driver, name: str, *numbers: int) -> None:
    await at(driver, Board)
    keys = [key for number in numbers for key in ("space", *str(number))][1:]
    await type_in(driver, *keys)
    await driver.dialog_opens("g")
    await type_in(driver, *name)
    await driver.dialog_closes("enter")
    await driver.until(lambda: all(cards(driver)[number].cluster for number in numbers))
    assert [cluster.title for cluster in driver.session.table(Cluster).values()] == [name]


async def fill_in_the_fields(driver: Driver, number: int) -> None:
    """Finds the card by its words, opens it, and goes from field to field."""
    await at(driver, Board)
    await driver.dialog_opens("f")
    await type_in(driver, *title_of(number))
    await driver.dialog_closes("enter")
    await driver.until(lambda: driver.run.query_one(Board).current == cards(driver)[number].id)
    await driver.dialog_opens("enter")
    await driver.until(lambda: driver.app.focused is not None and driver.app.focused.id == "field-1")
    for said in ANSWERS.values():
        await type_in(driver, *said)
        field = driver.app.focused
        await driver.press("enter", until=lambda left=field: driver.app.focused is not left)
    await driver.dialog_closes("ctrl+o")
    await driver.until(lambda: cards(driver)[number].fields)
    assert cards(driver)[number].fields == ANSWERS | {"owner": "Anna Visser"}


async def open_the_round(driver: Driver) -> None:
    await at(driver, SetupPane)
    await answer(driver, "o", kind=Confirm)
    await driver.until(lambda: driver.session.table(Vote))
    assert (vote(driver).voters, len(vote(driver).candidates), vote(driver).rules.winners) == (8, 28, 3)


async def hand_the_laptop_round(driver: Driver, *, new_code: bool = False) -> None:
    """The code is chosen once, typed twice, and asked for again by nobody but the way back."""
    await at(driver, OpenPane)
    await driver.dialog_opens("h")
    if new_code:
        for _ in range(2):
            await driver.press(*CODE)
            asking = driver.app.screen
            await driver.press("enter", until=lambda was=asking: driver.dialog not in (was, None))
    assert locked(driver).phase == "waiting"


def locked(driver: Driver) -> LockedScreen:
    assert isinstance(driver.app.screen, LockedScreen)
    return driver.app.screen


async def begin_a_ballot(driver: Driver, voter: int) -> None:
    """Three dots for the first card, two for the second, two for one of those that will be tied."""
    laptop = locked(driver)
    await driver.press("enter", until=lambda: laptop.phase == "ballot")
    listed = [card.number for card in laptop.query_one(DotList).cards]
    for number, dots in ((FIRST, 3), (SECOND, 2), (TIED[voter % 2], 2)):
        await type_in(driver, "home", *["down"] * listed.index(number), str(dots))
    assert laptop.query_one(DotList).dots == {str(FIRST): 3, str(SECOND): 2, str(TIED[voter % 2]): 2}


async def cast_a_ballot(driver: Driver, voter: int) -> None:
    """One voter, from *next voter* to the cleared screen."""
    laptop = locked(driver)
    await begin_a_ballot(driver, voter)
    await driver.press("enter", until=lambda: laptop.phase == "asking")
    await driver.press("c", until=lambda: laptop.phase == "thanks")
    await driver.press("enter", until=lambda: laptop.phase in ("waiting", "full"))
    assert voted(driver) == voter + 1


async def open_the_newest_session(driver: Driver) -> None:
    """What is said about its end is read."""
    await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver) and driver.dialog)
    assert [finding.code for finding in driver.session.store.findings] == ["recovered"]
    await driver.dialog_closes("enter")


def find_everything_again(driver: Driver) -> None:
    """Same step, same cards, and the ballots that were cast, not the one that was begun."""
    assert driver.step == "vote"
    assert (len(cards(driver)), len(driver.session.table(Person))) == (28, 8)
    assert cards(driver)[FIRST].fields["owner"] == "Anna Visser"
    assert (vote(driver).state, voted(driver)) == ("open", 4)
    assert re.search(r"\b4\b\D+\b8\b", driver.words)


async def take_the_laptop_back(driver: Driver) -> None:
    assert locked(driver).phase == "full"
    await driver.press("f", *CODE, "enter", until=lambda: driver.dialog is None)


async def end_the_round(driver: Driver) -> None:
    await at(driver, OpenPane)
    await driver.press("e", until=lambda: vote(driver).state == "closed")


async def show_the_result(driver: Driver) -> None:
    await at(driver, ClosedPane)
    await answer(driver, "v", kind=Confirm)
    await driver.until(lambda: vote(driver).state == "revealed")
    result = vote(driver).result
    assert result is not None
    dots = {card.number: line.dots for card, line in zip(vote(driver).candidates, result.lines, strict=True)}
    assert {number: n for number, n in dots.items() if n} == {FIRST: 24, SECOND: 16, TIED[0]: 8, TIED[1]: 8}


async def draw_between_the_tied(driver: Driver) -> int:
    """Supporters do not decide; run-off and decider are passed over; the draw decides. Gives the card that won it."""
    await at(driver, ResultPane)
    await driver.dialog_opens("b")
    for _ in ("run-off", "decider"):
        asked = driver.app.screen
        await driver.press(
            "down", "enter", until=lambda was=asked: isinstance(driver.dialog, Choose) and driver.dialog is not was
        )
    await driver.press("enter", until=lambda: isinstance(driver.dialog, Confirm))
    await driver.press("enter", until=lambda: isinstance(driver.dialog, Message))
    await driver.dialog_closes("enter")
    tried = [(step.rung, step.why) for step in vote(driver).ties]
    assert tried[:2] == [("supporters", "equal"), ("score", "not scored")]
    assert tried[2:] == [("run-off", "passed over"), ("decider", "passed over"), ("draw", "")]
    numbers = {card.item: card.number for card in vote(driver).candidates}
    (drawn,), (out,) = vote(driver).ties[-1].into, vote(driver).ties[-1].out
    assert {numbers[drawn], numbers[out]} == set(TIED)
    return numbers[drawn]


async def make_tasks_of_the_winners(driver: Driver) -> None:
    """One key; the sharpened card brings its first step and its owner along."""
    await driver.press("w", until=lambda: len(tasks(driver)) == 3)
    first = task_of(driver, FIRST)
    assert first.title == ANSWERS["first-step"]
    assert driver.session.table(Person)[first.owner or ""].name == "Anna Visser"


async def give_the_task_an_owner_and_a_date(driver: Driver) -> None:
    """For the task of the second winner."""
    await at(driver, TaskTable)
    await type_in(driver, "home", *["down"] * tasks(driver).index(task_of(driver, SECOND)))
    await driver.dialog_opens("o")
    await driver.dialog_closes(*"ben", "enter")
    await driver.until(lambda: task_of(driver, SECOND).owner)
    assert driver.session.table(Person)[task_of(driver, SECOND).owner or ""].name == "Ben de Groot"
    await at(driver, TaskTable)
    await driver.dialog_opens("d")
    await driver.dialog_closes(*"3 dec", "enter")
    await driver.until(lambda: task_of(driver, SECOND).due == DUE)


async def export_for_the_client(driver: Driver) -> None:
    await at(driver, TaskTable)
    await driver.dialog_opens("f9")
    await driver.press("enter", until=lambda: isinstance(driver.dialog, Message))
    await driver.dialog_closes("enter")


async def undo_and_redo(driver: Driver) -> None:
    """The date and the owner go, in this order, and come back."""
    await at(driver, TaskTable)
    await driver.press("ctrl+z", until=lambda: not task_of(driver, SECOND).due)
    assert task_of(driver, SECOND).owner
    await driver.press("ctrl+z", until=lambda: not task_of(driver, SECOND).owner)
    await driver.press("ctrl+y", until=lambda: task_of(driver, SECOND).owner)
    await driver.press("ctrl+y", until=lambda: task_of(driver, SECOND).due == DUE)


async def answer(driver: Driver, *keys: str, kind: type) -> None:
    """Presses keys that ask something, and takes the answer that enter gives."""
    await driver.dialog_opens(*keys)
    assert isinstance(driver.dialog, kind)
    await driver.dialog_closes("enter")


def killed_in(part: Callable[[Path], Coroutine[Any, Any, None]], home: Path) -> None:
    """Runs a part of a test in a process that is killed at its end, and not before."""
    code = (
        f"import asyncio, pathlib, {part.__module__} as job; "
        f"asyncio.run(job.{part.__name__}(pathlib.Path({str(home)!r})))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=180
    )
    assert abs(ended.returncode) == KILL, ended.stdout + ended.stderr
