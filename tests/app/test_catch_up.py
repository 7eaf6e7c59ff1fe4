"""Catching up on the screen: what is late, what is cut, before and after."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.app import clock
from facilitator.app.catch_up import CatchUp, agenda_of, cut_words, late_words, rows_of, still_missed
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Step
from facilitator.core.wall_clock import clock_time
from facilitator.kit.dialogs import Message
from facilitator.session.session import Session
from facilitator.session.views import title_of
from tests.app.conftest import NINE, Now
from tests.app.driving import running
from tests.core import agendas
from tests.kit.harness import make_session

TR = Translator()


def at(minutes: float) -> str:
    """The clock time so many minutes after the begin."""
    return clock_time(NINE + minutes * 60)


@pytest.fixture
def late(tmp_path: Path, now: Now) -> Iterator[Session]:
    """Twenty minutes late before lunch, with something to cut."""
    steps = [
        {"id": "a", "kind": "brief", "title": "Welcome", "buffer": 5},
        {"id": "b", "kind": "brief", "title": "Cards", "minutes": {"min": 20, "plan": 30, "max": 40}},
        {"id": "c", "kind": "brief", "title": "[b]Extra[/b]", "minutes": 10, "priority": "could"},
        {"id": "lunch", "kind": "break", "title": "Lunch", "minutes": 60, "fixed": clock_time(NINE + 56 * 60)},
        {"id": "d", "kind": "brief", "title": "Vote", "minutes": 30},
    ]
    made = make_session(tmp_path, steps, now=now)
    made.apply_now(clock.start(made))
    now.minutes(30)
    yield made
    made.store.close()


def words(session: Session) -> str:
    found = clock.catching_up(session)

    def title(step: Step) -> str:
        return title_of(session, step)

    parts = [*late_words(found, title, TR), *cut_words(found.cuts, title, TR), *still_missed(found, title, TR)]
    return "\n".join(parts)


def table(session: Session) -> list[tuple[str, ...]]:
    found = clock.catching_up(session)
    steps = agenda_of(found, session.steps)
    return [row.cells for row in rows_of(found, steps, lambda step: title_of(session, step))]


def plans(session: Session) -> list[tuple[str, int, int, str]]:
    return [(s.key, s.minutes.plan, s.buffer, s.state) for s in ordered(session.steps)]


def test_it_says_in_words_what_is_late_what_is_cut_and_what_remains(late: Session) -> None:
    said = words(late)
    assert "“Lunch” begins 19 minutes late" in said
    assert "Less spare time: “Welcome” 5 min." in said
    assert "Shorter: “Cards” 4 min." in said
    assert "Left out: “[b]Extra[/b]” 10 min." in said
    assert "Then everything fits; the day ends at" in said


def test_it_shows_minutes_and_starts_before_and_after(late: Session) -> None:
    rows = {cells[0]: cells[1:] for cells in table(late)}
    assert rows["Welcome"][0] == "10+5 → 10"
    assert rows["Cards"] == ("30 → 26", f"{at(35)} → {at(30)}")
    assert rows["[b]Extra[/b]"] == ("10 → –", f"{at(65)} → –")
    assert rows["Vote"][0] == "30"


def test_what_goes_behind_a_fixed_step_is_said_and_listed_there(late: Session, now: Now) -> None:
    now.minutes(20)
    assert "Behind “Lunch”: “Cards”" in words(late)
    rows = [cells for cells in table(late) if cells[1] != "10 → –"]
    assert [cells[0] for cells in rows] == ["Welcome", "Lunch", "Cards", "Vote"]


def test_what_does_not_fit_is_said_with_both_times(late: Session, now: Now) -> None:
    now.minutes(45)
    assert "19 min do not fit before “Lunch” at" in words(late)


async def test_three_keys_from_run_and_it_is_accepted_and_one_undo_brings_all_back(late: Session) -> None:
    before = plans(late)
    async with running(late) as driver:
        await driver.dialog_opens("t")
        await driver.press("c", until=lambda: isinstance(driver.dialog, CatchUp))
        assert "Catch up 19 min?" in driver.text
        await driver.dialog_closes("enter")
        await driver.until(lambda: plans(driver.session) != before)
        assert plans(driver.session)[2] == ("c", 10, 0, "skipped")
        assert driver.session.history[-1].label == "catch up 19 min"
        await driver.press("ctrl+z", until=lambda: plans(driver.session) == before)


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_escape_leaves_everything_as_it_is(late: Session, key: str) -> None:
    before = plans(late)
    async with running(late) as driver:
        await driver.dialog_opens("t")
        await driver.press("c", until=lambda: isinstance(driver.dialog, CatchUp))
        await driver.dialog_closes(key)
        assert plans(driver.session) == before
        assert driver.session.history == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_is_accepted_by_a_click_at_every_size(late: Session, size: tuple[int, int]) -> None:
    before = plans(late)
    async with running(late, size=size) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, CatchUp))
        assert driver.dialog is not None
        driver.dialog.query_one("#ok").scroll_visible(animate=False)
        await driver.pilot.pause()
        await driver.pilot.click("#ok")
        await driver.until(lambda: plans(driver.session) != before)


async def test_at_80_by_24_words_table_and_buttons_are_seen_at_once(late: Session) -> None:
    async with running(late, size=(80, 24)) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, CatchUp))
        for text in ("begins 19 minutes late", "Less spare time", "Then everything fits", "26", "Accept", "Leave"):
            assert text in driver.words, text


async def test_a_click_on_a_row_of_the_table_accepts_nothing(late: Session) -> None:
    async with running(late) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, CatchUp))
        await driver.pilot.click("#steps", offset=(5, 1), times=2)
        assert isinstance(driver.dialog, CatchUp)


async def test_on_time_it_says_so(session: Session) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "Nothing is late" in driver.text
        assert at(60) in driver.text


async def test_behind_with_a_gap_before_lunch_it_says_that_nothing_needs_to_be_cut(tmp_path: Path, now: Now) -> None:
    lunch = {"id": "lunch", "kind": "break", "minutes": 60, "fixed": clock_time(NINE + 3600)}
    made = make_session(tmp_path, [{"id": "a", "kind": "brief", "minutes": 10}, lunch], now=now)
    made.apply_now(clock.start(made))
    now.minutes(30)
    async with running(made) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "Nothing needs to be cut" in driver.text
        assert "You are 20 min behind the plan" in driver.words
        assert "Nothing is late" not in driver.text


async def test_before_the_begin_it_says_when_the_day_begins(session: Session) -> None:
    async with running(session) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "when the clock is first started" in driver.words


async def test_all_must_and_no_slack_it_says_that_nothing_can_be_cut_and_how_much_later_it_ends(
    tmp_path: Path, now: Now
) -> None:
    rigid = {"minutes": {"min": 20, "plan": 20, "max": 20}, "priority": "must", "kind": "brief"}
    made = make_session(tmp_path, [{"id": "a", **rigid}, {"id": "b", **rigid}], now=now)
    made.apply_now(clock.start(made))
    now.minutes(35)
    async with running(made) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "Nothing can be cut" in driver.words
        assert f"The day ends 15 minutes late: {at(55)} instead of {at(40)}." in driver.words


async def test_without_steps_there_is_nothing_late(session: Session) -> None:
    from facilitator.core.change import Change

    session.apply_now(Change("", drops=tuple(session.steps)))
    async with running(session) as driver:
        driver.run.action_open("catch_up")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        assert "Nothing is late" in driver.text


def session_of(folder: Path, steps: list[Step], wall: Now) -> Session:
    """A session of just these steps."""
    session = make_session(folder, [{"id": "x", "kind": "brief"}], now=wall)
    own = tuple(replace(step, id=new_id()) for step in steps)
    session.apply_now(Change("", own, tuple(session.steps), history="none"))
    return session


@settings(max_examples=40)
@given(agendas.agendas(), st.integers(0, 400))
def test_whatever_was_proposed_undoing_it_gives_back_the_same_agenda(steps: list[Step], minutes: int) -> None:
    wall = Now()
    wall.seconds = agendas.NINE
    with TemporaryDirectory() as folder:
        session = session_of(Path(folder), steps, wall)
        session.apply_now(clock.start(session))
        wall.minutes(minutes)
        before, found = ordered(session.steps), clock.catching_up(session)
        if found.steps:
            session.apply_now(Change("catch up", found.steps))
            assert ordered(session.steps) != before
            asyncio.run(session.undo())
        assert ordered(session.steps) == before
        session.close()
