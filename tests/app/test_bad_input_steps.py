"""Odd numbers of people and cards, odd keys and odd clocks in the steps, with the whole program around them."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.events import Key, Paste

from facilitator.activities.dot_voting.closed_pane import ClosedPane
from facilitator.activities.dot_voting.dot_list import DotList
from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.result import ResultPane
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, Task
from facilitator.core.text import line
from facilitator.kit.locked import LockedScreen
from facilitator.session.report import blocks
from facilitator.session.session import Session
from tests.app.conftest import STEPS, Now
from tests.app.driving import Driver, running
from tests.app.voting import ballot, hand_round, pane, take_back
from tests.kit.harness import add_items, make_session
from tests.kit.test_locked import ALL_KEYS

VOTE: list[dict[str, Any]] = [{"id": "vote", "kind": "dot_voting", "title": "Vote", "items": "cases", "winners": 1}]
NAMES = ["[red]x[/nope]", "[@click=app.quit]quit[/]", "👩‍🔧 Zoë 日本語", "Anna"]


async def opened(driver: Driver) -> None:
    """The round is open."""
    await driver.dialog_opens("o")
    await driver.dialog_closes("enter")
    await driver.until(lambda: isinstance(pane(driver), OpenPane))


async def revealed(driver: Driver) -> None:
    await driver.press("e", until=lambda: isinstance(pane(driver), ClosedPane))
    await driver.dialog_opens("v")
    await driver.dialog_closes("enter")
    await driver.until(lambda: isinstance(pane(driver), ResultPane))


async def test_one_voter_is_told_that_nothing_is_secret_and_can_vote(tmp_path: Path) -> None:
    session = make_session(tmp_path, VOTE, people=["Anna"])
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        assert "With one voter everybody knows who gave which dots." in driver.words
        await opened(driver)
        await hand_round(driver)
        await ballot(driver, "1")
        assert "Everybody has voted" in driver.words
        await take_back(driver)
        await revealed(driver)
        assert "1 won" in driver.words


async def test_three_hundred_cards_can_be_voted_on_in_a_small_terminal(tmp_path: Path) -> None:
    session = make_session(tmp_path, VOTE, people=["Anna", "Ben"])
    add_items(session, "cases", *(f"Card {n}" for n in range(1, 301)))
    async with running(session, size=(80, 24)) as driver:
        await opened(driver)
        await hand_round(driver)
        await ballot(driver, "end", "1")
        await ballot(driver, "end", "1")
        await take_back(driver)
        await revealed(driver)
        assert "300  Card 300" in driver.text


async def test_what_a_ballot_asks_stays_in_view_however_many_dots_were_given(tmp_path: Path) -> None:
    session = make_session(tmp_path, [VOTE[0] | {"dots": 40, "per_item": 1}], people=["Anna", "Ben"])
    add_items(session, "cases", *(f"Card {n}" for n in range(1, 61)))
    async with running(session, size=(80, 24)) as driver:
        await opened(driver)
        await hand_round(driver)
        locked = driver.app.screen
        assert isinstance(locked, LockedScreen)
        await driver.press("enter", until=lambda: locked.phase == "ballot")
        await driver.press(*("1", "down") * 40)
        await driver.press("enter", until=lambda: locked.phase == "asking")
        assert "Cast this ballot? It cannot be changed afterwards." in driver.words


async def test_whatever_a_participant_presses_the_laptop_stays_locked(tmp_path: Path) -> None:
    session = make_session(tmp_path, VOTE, people=["Anna", "Ben"])
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session, size=(80, 24)) as driver:
        await opened(driver)
        await hand_round(driver)
        locked, before = driver.app.screen, driver.session.revision
        assert isinstance(locked, LockedScreen)
        await driver.press("enter", until=lambda: locked.phase == "ballot")
        for key in sorted(set(ALL_KEYS) - {"enter", "ctrl+m", "f"}):
            driver.app.post_message(Key(key, key if len(key) == 1 else None))
        await driver.pilot.pause()
        assert (driver.app.screen, locked.phase) == (locked, "ballot")
        assert (driver.said, driver.app._exit, driver.session.revision) == ([], False, before)


async def test_a_locked_laptop_shrunk_and_enlarged_keeps_the_ballot(tmp_path: Path) -> None:
    session = make_session(tmp_path, VOTE, people=["Anna", "Ben"])
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session, size=(80, 24)) as driver:
        await opened(driver)
        await hand_round(driver)
        locked = driver.app.screen
        assert isinstance(locked, LockedScreen)
        await driver.press("enter", until=lambda: locked.phase == "ballot")
        await driver.press("1")
        for size in ((20, 5), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert locked.phase == "ballot"
        assert locked.query_one(DotList).dots == {"1": 1}


@pytest.mark.parametrize("name", NAMES)
async def test_any_name_owns_a_task_and_is_reported(tmp_path: Path, name: str) -> None:
    session = make_session(tmp_path, STEPS, people=[name])
    [person] = session.table(Person).values()
    session.apply_now(Change("", (Task(id=new_id(), number=1, title=name, order=1, owner=person.id),)))
    async with running(session, size=(100, 30)) as driver:
        await driver.run.run.go_to(driver.session.steps[-1].id)
        await driver.until(lambda: driver.step == "plan" and line(name) in driver.text)
        assert not driver.app._exit
        assert blocks(driver.session, "team", driver.app.tr)


async def test_a_task_due_in_the_past_is_kept_and_marked(session: Session, now: Now) -> None:
    session.apply_now(Change("", (Task(id=new_id(), number=1, title="Late", order=1, due="2020-01-31"),)))
    async with running(session) as driver:
        await driver.run.run.go_to(driver.session.steps[-1].id)
        await driver.until(lambda: driver.step == "plan" and "Late" in driver.text)
        assert "31 January 2020" in driver.words


async def test_with_the_clock_set_back_changes_are_still_saved_in_their_order(session: Session, now: Now) -> None:
    async with running(session) as driver:
        await driver.run.run.go_to(driver.session.steps[1].id)
        await driver.until(lambda: driver.step == "ideas")
        await driver.press("o", "n", "e", "enter", until=lambda: len(driver.session.table(Item)) == 1)
        now.minutes(-600)
        await driver.press("t", "w", "o", "enter", until=lambda: len(driver.session.table(Item)) == 2)
        await driver.press("escape", "ctrl+z", until=lambda: len(driver.session.table(Item)) == 1)
        assert [item.title for item in driver.session.table(Item).values()] == ["one"]


async def test_a_step_without_cards_can_be_walked_through_at_any_size(tmp_path: Path) -> None:
    session = make_session(tmp_path, [*STEPS, *VOTE], people=[])
    async with running(session) as driver:
        for step in driver.session.steps:
            await driver.run.run.go_to(step.id)
            await driver.until(lambda key=step.key: driver.step == key)
            for size in ((20, 5), (120, 40)):
                await driver.pilot.resize_terminal(*size)
                await driver.pilot.pause()
        assert not driver.app._exit


async def test_ten_thousand_characters_without_a_break_pasted_into_the_line_of_tasks(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.run.run.go_to(driver.session.steps[-1].id)
        await driver.until(lambda: driver.step == "plan")
        await driver.press("a")
        driver.app.post_message(Paste("x" * 10_000))
        await driver.pilot.pause()
        await driver.press("enter")
        await driver.until(lambda: len(driver.session.table(Task)) == 1 or bool(driver.said))
        assert all(len(row) <= 160 for row in driver.text.splitlines())


async def test_a_person_renamed_while_voting_changes_no_ballot(tmp_path: Path) -> None:
    session = make_session(tmp_path, VOTE, people=["Anna", "Ben"])
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        await opened(driver)
        await hand_round(driver)
        await ballot(driver, "1")
        await take_back(driver)
        anna = next(person for person in driver.session.table(Person).values() if person.name == "Anna")
        await driver.session.apply(Change("", (replace(anna, name="[red]Anna[/nope]"),)))
        await driver.until(lambda: "1 of 2 have voted" in driver.words)
