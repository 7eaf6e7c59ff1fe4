"""One facilitator's day in chapters: the home folder as each of them leaves it, and hands for what is done in them."""

import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from textual.widgets import Input, Static, TextArea

from facilitator.app.catch_up import CatchUp
from facilitator.app.clock import timetable
from facilitator.app.home import HomeScreen
from facilitator.app.library import LibraryScreen
from facilitator.app.new import NewScreen
from facilitator.app.run_agenda import Agenda
from facilitator.app.run_clock import ClockLine
from facilitator.core.agenda import ordered
from facilitator.core.records import Item, Note, Person, Step
from facilitator.core.wall_clock import clock_time
from facilitator.kit.rows import Rows
from tests.app.driving import Driver, program, shown
from tests.facilitating import paste, type_in

WORKSHOP = """title = "A day on use cases"

[collections.cases]
title = "Use case"

[[step]]
id = "welcome"
kind = "brief"
title = "Welcome"
minutes = 15
buffer = 5
priority = "must"

[[step]]
id = "collect"
kind = "ideas"
title = "Collect"
minutes = { min = 40, plan = 60, max = 70 }
priority = "must"
items = "cases"
groups = 2

[[step]]
id = "cases"
kind = "brief"
title = "Cases of others"
minutes = 30
priority = "could"

[[step]]
id = "sharpen"
kind = "ideas"
title = "Sharpen"
minutes = { min = 30, plan = 40, max = 60 }
items = "cases"
mode = "sharpen"

[[step]]
id = "vote"
kind = "dot_voting"
title = "Vote"
minutes = { min = 30, plan = 45, max = 60 }
buffer = 10
priority = "must"
items = "cases"
dots = 2
winners = 1

[[step]]
id = "lunch"
kind = "break"
title = "Lunch"
minutes = 60
fixed = "12:30"

[[step]]
id = "plan"
kind = "plan"
title = "First steps"
minutes = { min = 30, plan = 45, max = 60 }
priority = "must"
items = "cases"

[[step]]
id = "look-back"
kind = "brief"
title = "Look back"
minutes = 20
day = 2
"""
"""The morning has no minute to spare before lunch, once *Sharpen* has got the five that are missing."""

PEOPLE = "Anna Visser; Sales\nBen de Groot; Sales\nCarla Winter; IT\nDeniz Kaya; IT\nEva Lindqvist; IT"

Chapter = Callable[[Path], Awaitable[None]]
_CHAPTERS: list[Chapter] = []
_LEFT: dict[str, Path] = {}
"""The home folder as a chapter has left it, by the chapter's name: each is played once."""


def chapter(play: Chapter) -> Callable[[pytest.TempPathFactory], Awaitable[None]]:
    """A test that goes on from where the test before it in the file has left the home folder; run alone, it plays
    those before it first."""
    _CHAPTERS.append(play)

    @wraps(play)
    async def test(tmp_path_factory: pytest.TempPathFactory) -> None:
        await _after(_CHAPTERS.index(play), tmp_path_factory)

    del test.__wrapped__  # type: ignore[attr-defined]  # pytest reads what the test asks for from it
    return test


async def _after(place: int, folders: pytest.TempPathFactory) -> Path:
    play = _CHAPTERS[place]
    name = getattr(play, "__name__", "")
    if name not in _LEFT:
        home = folders.mktemp("day") / "home"
        if place:
            copytree(await _after(place - 1, folders), home)
        await play(home)
        _LEFT[name] = home
    return _LEFT[name]


class Wall:
    """The clock on the wall of the room, which only the test moves: 23 November 2026, unless another day is said."""

    def __init__(self, clock: str, day: int = 23) -> None:
        self._moment = self._day = datetime(2026, 11, day)  # noqa: DTZ001 – the wall shows the local time
        self.shows(clock)

    def shows(self, clock: str) -> None:
        """It is this time now."""
        hours, minutes = map(int, clock.split(":"))
        self._moment = self._day.replace(hour=hours, minute=minutes)

    def passes(self, minutes: int) -> None:
        """It is so much later now."""
        self._moment += timedelta(minutes=minutes)

    @property
    def clock(self) -> str:
        """What it shows, ``09:05``."""
        return self._moment.strftime("%H:%M")

    def __call__(self) -> float:
        return self._moment.timestamp()


@asynccontextmanager
async def at_home(home: Path, wall: Wall) -> AsyncIterator[Driver]:
    """The program, with Home on the screen."""
    async with program(home, now=wall) as driver:
        assert isinstance(driver.app.screen, HomeScreen)
        yield driver


@asynccontextmanager
async def in_session(home: Path, wall: Wall) -> AsyncIterator[Driver]:
    """The session that Home lists first, opened there; left for Home at the end, which stops the clock."""
    async with at_home(home, wall) as driver:
        await open_session(driver)
        yield driver
        await leave(driver)


async def open_session(driver: Driver) -> None:
    """The one that Home lists first."""
    await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))


async def leave(driver: Driver) -> None:
    """Back to Home; what is asked on the way is agreed to."""
    await driver.press("f10", until=lambda: driver.app.run_screen is None or driver.dialog is not None)
    if driver.app.run_screen is not None:
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is None)
    await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))


# What is looked at


def clock_line(driver: Driver) -> str:
    """What the line with the time says now."""
    line = driver.run.query_one(ClockLine)
    line.tick()
    return line.text


def starts(driver: Driver) -> dict[str, str]:
    """When the steps of the rest of the day are expected to start, by key."""
    return {entry.step.key: clock_time(entry.starts) for entry in timetable(driver.session).entries}


def plans(driver: Driver) -> dict[str, tuple[int, int, str]]:
    """Minutes, minutes kept free and state of every step."""
    return {step.key: (step.minutes.plan, step.buffer, step.state) for step in ordered(driver.session.steps)}


def step(driver: Driver, key: str) -> Step:
    return next(step for step in driver.session.steps if step.key == key)


def presences(driver: Driver) -> dict[str, str]:
    """First name to presence."""
    return {person.name.split()[0]: person.presence for person in driver.session.table(Person).values()}


def card(driver: Driver, title: str) -> Item:
    return next(item for item in driver.session.table(Item).values() if item.title == title)


def titles(driver: Driver) -> list[str]:
    """The cards' titles by number."""
    return [item.title for item in sorted(driver.session.table(Item).values(), key=lambda item: item.number)]


def tables(session: Path) -> dict[str, Any]:
    """Every document of a closed session, as any program reads them."""
    tables = json.loads((session / "session.json").read_bytes())
    return {name: rows for name, rows in tables.items() if rows and name != "_meta"}


def holding(home: Path, word: str) -> list[str]:
    """Every file below the home folder that has the word in it, looking into archives as well."""
    return sorted({str(path.relative_to(home)) for path, data in _bytes_of(home) if word.encode() in data})


def _bytes_of(home: Path) -> Iterator[tuple[Path, bytes]]:
    for path in home.rglob("*"):
        if path.is_file():
            yield path, path.name.encode() + path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((path, name.encode() + archive.read(name)) for name in archive.namelist())


def asked(driver: Driver) -> str:
    """The words of the dialog on top, without what shines through at its sides."""
    assert driver.dialog is not None
    return " ".join(" ".join(str(words.render()).split()) for words in driver.dialog.query(Static))


# What is done


async def new_session(driver: Driver, workshop: str) -> None:
    """From Home to the fields of a new session of a workshop."""
    await driver.press("n", until=lambda: isinstance(driver.app.screen, LibraryScreen))
    library = driver.app.screen
    assert isinstance(library, LibraryScreen)
    rows = library.query_one(Rows)
    await driver.press(*["down"] * [row.key for row in rows.rows].index(workshop))
    assert rows.current == workshop
    await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))


async def fill(driver: Driver, **fields: str) -> None:
    """Types over what stands in fields of the screen, by their ids."""
    for name, text in fields.items():
        field = driver.app.screen.query_one(f"#{name.replace('_', '-')}")
        field.focus()
        await driver.until(lambda wanted=field: driver.app.focused is wanted)
        if isinstance(field, TextArea):
            field.select_all()
            await paste(driver, text)
            await driver.until(lambda area=field, wanted=text: area.text == wanted)
        else:
            assert isinstance(field, Input)
            await driver.press("end", "ctrl+u", until=lambda line=field: not line.value)
            await type_in(driver, *text)
            await driver.until(lambda line=field, wanted=text: line.value == wanted)


async def into_agenda(driver: Driver, key: str) -> None:
    """The agenda gets the keys, its cursor is put on a step by its number."""
    agenda = driver.run.query_one(Agenda)
    await driver.press("f12", until=lambda: agenda.has_focus)
    number = [step.key for step in ordered(driver.session.steps)].index(key) + 1
    await driver.press(str(number), until=lambda: agenda.chosen == step(driver, key).id)


async def by_palette(driver: Driver, words: str, until: Callable[[], Any]) -> None:
    """Finds an action by its name and does it."""
    await driver.dialog_opens("ctrl+p")
    await driver.press(
        *words, until=lambda: words in driver.app.screen.query_one(Input).value and words in driver.words
    )
    await driver.press("down", "enter", until=until)


async def out_of_the_field(driver: Driver) -> None:
    """Where a field has the keys they go back to the step."""
    if isinstance(driver.app.focused, Input):
        await driver.press("escape", until=lambda: not isinstance(driver.app.focused, Input))


async def start_the_clock(driver: Driver) -> None:
    await out_of_the_field(driver)
    await driver.press("t", until=lambda: driver.dialog is not None)
    await driver.press("t", until=lambda: driver.session.clock.since is not None and driver.dialog is None)


async def open_catching_up(driver: Driver) -> None:
    await driver.dialog_opens("t")
    await driver.press("c", until=lambda: isinstance(driver.dialog, CatchUp))


async def caught_up(driver: Driver) -> str:
    """Accepts what is proposed; gives the first thing that was late."""
    await open_catching_up(driver)
    before, said = plans(driver), str(driver.app.screen.query_one(".dialog--fault", Static).render())
    await driver.dialog_closes("enter")
    await driver.until(lambda: plans(driver) != before)
    return said.splitlines()[0]


def time_passes(driver: Driver, wall: Wall, clock: str) -> None:
    """Until then the laptop is awake."""
    while wall.clock < clock:
        wall.passes(5)
        driver.run._beat()
    wall.shows(clock)


async def keep(driver: Driver, key: str, text: str) -> None:
    """A thought, a note or a decision, from wherever one is."""
    kept = len(driver.session.table(Note))
    await driver.dialog_opens(key)
    await type_in(driver, *text)
    await driver.dialog_closes("enter")
    await driver.until(lambda: len(driver.session.table(Note)) == kept + 1)


async def cursor_on(driver: Driver, words: str) -> None:
    """Puts the cursor of the list on top on the first row with these words."""
    assert driver.dialog is not None
    rows = driver.dialog.query_one(Rows)
    at = next(at for at, row in enumerate(rows.rows) if any(words in cell for cell in row.cells))
    await driver.press("home", *["down"] * at, until=lambda: rows.cursor == at)


async def mark(driver: Driver, name: str, key: str, presence: str) -> None:
    """In the list of people: somebody is late, has left, is there."""
    await cursor_on(driver, name)
    await driver.press(key, until=lambda: presences(driver)[name] == presence)


async def go_to(driver: Driver, key: str) -> None:
    """``n`` until a step is there; questions whether to go on are answered with enter."""
    while driver.step != key:
        here = driver.step
        await out_of_the_field(driver)
        await driver.press("n", until=lambda left=here: driver.step != left or driver.dialog)
        if driver.dialog:
            await driver.dialog_closes("enter")
        await driver.until(lambda left=here: driver.step != left and shown(driver))
