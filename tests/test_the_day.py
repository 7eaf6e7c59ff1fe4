"""The facilitator's day at a client's site, from the evening before to what is left of it weeks later.

Each test is a chapter and begins with the home folder as the chapter before has left it. Everything is done on the
screen, with keys; the clock on the wall is moved by the test.
"""

import os
from pathlib import Path

from facilitator.app.archives import ArchivesScreen
from facilitator.app.finish import Finish
from facilitator.app.following import PickParts
from facilitator.app.groups import Groups
from facilitator.app.home import HomeScreen
from facilitator.app.kept import Kept
from facilitator.app.new import NewScreen
from facilitator.app.people import People
from facilitator.app.plan import Tasks
from facilitator.app.search import Search
from facilitator.core.i18n import Translator
from facilitator.core.records import Day, Item, Note, Person, SubGroup, Task
from facilitator.imports.library import library
from facilitator.kit.board import Board
from facilitator.kit.dialogs import Choose, Confirm, Form, Message
from tests import a_day as day
from tests.a_day import Wall, at_home, chapter, in_session
from tests.app.driving import shown
from tests.app.voting import ballot, hand_round, take_back
from tests.facilitating import KILL, killed_in, paste, type_in, vote

THOUGHT, DECISION = "Ask legal about quotes", "We begin with quotes"


@chapter
async def test_the_evening_before_a_step_is_changed_and_the_agenda_becomes_an_own_workshop(home: Path) -> None:
    (home / "workshops" / "day").mkdir(parents=True)
    (home / "workshops" / "day" / "workshop.toml").write_text(day.WORKSHOP)
    async with at_home(home, Wall("19:00", day=22)) as driver:
        await day.new_session(driver, "day")
        await day.fill(driver, client="ACME B.V.", date="23-11-2026", starts="9.00", people=day.PEOPLE)
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert len(driver.session.table(Person)) == 5
        await day.into_agenda(driver, "sharpen")
        await driver.dialog_opens("m")
        await driver.press("ctrl+u")
        await type_in(driver, *"30-45-60")
        await driver.dialog_closes("enter")
        await driver.until(lambda: day.plans(driver)["sharpen"] == (45, 0, "open"))
        await driver.press("escape")
        await day.by_palette(driver, "Save as own", until=lambda: isinstance(driver.dialog, Form))
        await day.fill(driver, field_0="Our day", field_1="our-day")
        await driver.press("ctrl+o", until=lambda: isinstance(driver.dialog, Message))
        await driver.dialog_closes("enter")
        await day.leave(driver)
    saved, first = (library(home, Translator())[name].workshop for name in ("our-day", "day"))
    assert saved is not None
    assert first is not None
    assert {step.id: step.minutes.plan for step in saved.steps} == {
        step.id: 45 if step.id == "sharpen" else step.minutes.plan for step in first.steps
    }


@chapter
async def test_begun_an_hour_late_the_delay_is_said_and_catching_up_is_accepted_undone_and_accepted(home: Path) -> None:
    wall = Wall("08:50")
    async with in_session(home, wall) as driver:
        assert day.starts(driver)["lunch"] == "12:30"
        wall.shows("10:00")
        await day.start_the_clock(driver)
        assert "60 min behind" in day.clock_line(driver)
        before = day.plans(driver)
        assert await day.caught_up(driver) == "“Lunch” begins 60 minutes late: 13:30 instead of 12:30."
        assert day.starts(driver)["lunch"] == "12:30"
        await driver.press("ctrl+z", until=lambda: day.plans(driver) == before)
        assert day.starts(driver)["lunch"] == "13:30"
        await day.caught_up(driver)
        assert day.starts(driver)["lunch"] == "12:30"
        morning = list(day.plans(driver).values())[:5]
        assert sum(minutes + free for minutes, free, _ in morning) == 150
        assert {state for _, _, state in morning} == {"open"}


@chapter
async def test_who_is_late_has_left_or_stands_at_the_door_decides_how_many_may_vote(home: Path) -> None:
    async with in_session(home, Wall("10:10")) as driver:
        await driver.press("f6", until=lambda: isinstance(driver.dialog, People))
        await day.mark(driver, "Deniz", "l", "late")
        await day.mark(driver, "Eva", "g", "left")
        await driver.dialog_opens("a")
        await paste(driver, "Farid Haddad; Sales")
        await driver.press("ctrl+o", until=lambda: "Farid" in day.presences(driver))
        await driver.until(lambda: "4 present, 1 late, 1 left · 4 vote" in driver.words)
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: "Farid" not in day.presences(driver))
        await driver.press("ctrl+y", until=lambda: "Farid" in day.presences(driver))


@chapter
async def test_what_the_sub_groups_bring_back_becomes_cards(home: Path) -> None:
    wall = Wall("10:15")
    async with in_session(home, wall) as driver:
        await day.start_the_clock(driver)
        await day.go_to(driver, "collect")
        day.time_passes(driver, wall, "10:40")
        await driver.press("f6", until=lambda: isinstance(driver.dialog, People))
        await driver.press("u", until=lambda: isinstance(driver.dialog, Groups))
        await driver.press("m", until=lambda: len(driver.session.table(SubGroup)) == 2)
        seated = [len(group.people) for group in driver.session.table(SubGroup).values()]
        assert seated == [2, 2]
        for brought, cards in (("Draft quotes\nSort tickets", 2), ("Find old drawings: in the archive", 3)):
            await driver.dialog_opens("w")
            await paste(driver, brought)
            await driver.dialog_closes("ctrl+o")
            await driver.press("k", until=lambda n=cards: len(driver.session.table(Item)) == n)
            await driver.press("right")
        assert day.titles(driver) == ["Draft quotes", "Sort tickets", "Find old drawings"]
        await driver.dialog_closes("escape")
        assert "Sort tickets" in driver.text


@chapter
async def test_a_countdown_beside_the_clock_ends_with_a_word(home: Path) -> None:
    wall = Wall("10:40")
    async with in_session(home, wall) as driver:
        await day.start_the_clock(driver)
        await driver.dialog_opens("t")
        await driver.press("w", until=lambda: driver.dialog is not None and "Countdown" in driver.words)
        await driver.dialog_closes("3", "enter")
        await driver.until(lambda: "3:00" in day.clock_line(driver))
        wall.shows("10:42")
        assert "1:00" in day.clock_line(driver)
        wall.shows("10:43")
        await driver.until(lambda: "The countdown is over." in driver.said)
        await driver.until(lambda: driver.session.clock.countdown is None)


@chapter
async def test_the_vote_counts_those_present_when_it_opens_and_says_when_that_changes(home: Path) -> None:
    wall = Wall("11:55")
    async with in_session(home, wall) as driver:
        await day.start_the_clock(driver)
        await day.go_to(driver, "vote")
        await driver.until(lambda: "Voters 4 (everybody present)" in driver.words)
        await driver.dialog_opens("o")
        await driver.dialog_closes("enter")
        await driver.until(lambda: vote(driver).voters == 4)
        await driver.press("f6", until=lambda: isinstance(driver.dialog, People))
        await day.mark(driver, "Farid", "g", "left")
        await driver.dialog_closes("escape")
        await driver.until(lambda: "3 may vote now: w changes the number" in driver.words)
        await driver.dialog_opens("w")
        await driver.dialog_closes("enter")
        await driver.until(lambda: vote(driver).voters == 3)
        await hand_round(driver)
        for _ in range(3):
            await ballot(driver, "1")
        await take_back(driver)
        await driver.press("e", until=lambda: vote(driver).state == "closed")
        await driver.dialog_opens("v")
        await driver.dialog_closes("enter")
        await driver.until(lambda: vote(driver).state == "revealed")
        day.time_passes(driver, wall, "12:25")


@chapter
async def test_lunch_that_is_past_is_said_and_a_laptop_asleep_over_it_asks_whether_the_time_counts(home: Path) -> None:
    wall = Wall("12:40")
    async with in_session(home, wall) as driver:
        await day.start_the_clock(driver)
        assert "▲12:45" in driver.text
        await day.open_catching_up(driver)
        assert "15 min do not fit before “Lunch” at 12:30: it begins at 12:45." in day.asked(driver)
        await driver.dialog_closes("escape")
        await day.go_to(driver, "lunch")
        driver.run._beat()
        wall.shows("13:40")
        driver.run._beat()
        await driver.until(lambda: isinstance(driver.dialog, Confirm))
        assert "Does this time count for the step?" in day.asked(driver)
        assert "away from 12:40 to 13:40 (60 minutes)" in day.asked(driver)
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: "until 13:40" in day.clock_line(driver))
        assert "10 min behind" in day.clock_line(driver)


async def afternoon(home: Path) -> None:
    """A thought and a decision are kept, and the program is killed. It does not return."""
    wall = Wall("13:40")
    async with in_session(home, wall) as driver:
        await day.start_the_clock(driver)
        await day.go_to(driver, "plan")
        for clock, key, text in (("13:45", "ctrl+t", THOUGHT), ("13:50", "ctrl+r", DECISION)):
            day.time_passes(driver, wall, clock)
            await day.keep(driver, key, text)
        os.kill(os.getpid(), KILL)


@chapter
async def test_killed_in_the_afternoon_nothing_kept_is_lost_and_the_time_away_does_not_count(home: Path) -> None:
    killed_in(afternoon, home)
    wall = Wall("14:20")
    async with in_session(home, wall) as driver:
        await driver.until(lambda: isinstance(driver.dialog, Message))
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Confirm))
        assert "away from 13:50 to 14:20 (30 minutes)" in day.asked(driver)
        await driver.dialog_closes("enter")
        await driver.until(lambda: "35 min left" in day.clock_line(driver))
        assert driver.step == "plan"
        assert {note.text for note in driver.session.table(Note).values()} == {THOUGHT, DECISION}


@chapter
async def test_a_parked_thought_becomes_a_task_with_owner_and_date(home: Path) -> None:
    async with in_session(home, Wall("14:25")) as driver:
        await driver.press("f8", until=lambda: isinstance(driver.dialog, Kept))
        await driver.dialog_opens("w")
        await driver.dialog_closes(*"ben", "enter")
        await driver.until(lambda: f"When is “{THOUGHT}” done?" in driver.words)
        await driver.dialog_closes(*"+14", "enter")
        await driver.until(lambda: driver.session.table(Task))
        (task,) = driver.session.table(Task).values()
        assert (task.title, task.due) == (THOUGHT, "2026-12-07")
        assert driver.session.table(Person)[task.owner or ""].name == "Ben de Groot"
        assert all(note.done for note in driver.session.table(Note).values() if note.what == "parked")
        await driver.dialog_closes("escape")


@chapter
async def test_the_search_finds_a_card_and_enter_goes_there(home: Path) -> None:
    async with in_session(home, Wall("14:30")) as driver:
        await driver.press("ctrl+s", until=lambda: isinstance(driver.dialog, Search))
        await driver.press(*"drawings", until=lambda: "Find old drawings" in driver.text)
        await driver.press("enter", until=lambda: driver.dialog is None)
        await driver.until(lambda: driver.session.steps and driver.run.query(Board))
        board = driver.run.query_one(Board)
        await driver.until(lambda: board.current == day.card(driver, "Find old drawings").id)


@chapter
async def test_the_second_day_begins_with_a_plan_of_its_own(home: Path) -> None:
    wall = Wall("09:05", day=24)
    async with in_session(home, wall) as driver:
        await day.into_agenda(driver, "look-back")
        await driver.press("enter", until=lambda: driver.step == "look-back" and shown(driver))
        await day.start_the_clock(driver)
        assert {record.day for record in driver.session.table(Day).values()} == {1, 2}
        assert "5 min behind" in day.clock_line(driver)
        assert set(day.starts(driver)) == {"look-back"}


@chapter
async def test_the_finish_lists_what_is_open_and_each_is_dealt_with_there(home: Path) -> None:
    async with at_home(home, Wall("09:30", day=24)) as driver:
        await day.open_session(driver)
        for key, text in (("ctrl+t", "Who pays for it?"), ("ctrl+t", "Invite the works council")):
            await day.keep(driver, key, text)
        await driver.press("f3", until=lambda: isinstance(driver.dialog, Tasks))
        await driver.dialog_opens("a")
        await type_in(driver, *"Order licences")
        await driver.dialog_closes("enter")
        await driver.until(lambda: len(driver.session.table(Task)) == 2)
        await driver.dialog_closes("escape")
        await driver.press("n", until=lambda: isinstance(driver.dialog, Finish))
        assert "Order licences" in driver.words
        assert "owner, date" in driver.words
        assert "Nothing is open any more." not in driver.words
        await day.cursor_on(driver, "Order licences")
        await driver.press("enter", until=lambda: not isinstance(driver.dialog, Finish))
        await driver.dialog_closes(*"carla", "enter")
        await driver.until(lambda: not isinstance(driver.dialog, Finish))
        await driver.dialog_closes(*"+7", "enter")
        await driver.until(lambda: "Order licences" not in driver.words)
        await day.cursor_on(driver, "Who pays")
        await driver.press("x", until=lambda: "Who pays for it?" not in driver.words)
        assert "Invite the works council" in driver.words
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is None)
        await driver.until(lambda: "✓ finished" in driver.text)


@chapter
async def test_the_session_goes_into_the_archive_is_found_there_and_comes_back_as_it_was(home: Path) -> None:
    (folder,) = (home / "sessions").iterdir()
    before = day.tables(folder)
    async with at_home(home, Wall("10:00", day=24)) as driver:
        await driver.press("x", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Message))
        assert "It was read back and is whole." in driver.words
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, HomeScreen))
        assert not list((home / "sessions").iterdir())
        await driver.press("z", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("v", until=lambda: "This archive is whole." in driver.words)
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, ArchivesScreen))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, Confirm))
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert driver.session.info.state == "finished"
        await day.leave(driver)
    assert day.tables(folder) == before


@chapter
async def test_a_follow_up_takes_people_cards_and_open_tasks_over_and_offers_the_minutes_taken(home: Path) -> None:
    async with at_home(home, Wall("09:00", day=30)) as driver:
        await day.new_session(driver, "day")
        await day.fill(driver, title="Follow-up")
        await driver.press("f4", until=lambda: isinstance(driver.app.screen, Choose))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, PickParts))
        await driver.press("enter", until=lambda: isinstance(driver.app.screen, NewScreen))
        await driver.until(lambda: "3 cards, 2 open tasks" in driver.words)
        assert "F5 uses it: Minutes as taken in 1 earlier session: 330 → 283 in all." in driver.words
        await driver.press("f5", until=lambda: "✓ Minutes as taken" in driver.words)
        await driver.press("ctrl+o", until=lambda: driver.app.run_screen is not None and shown(driver))
        assert (day.plans(driver)["collect"][0], day.plans(driver)["vote"][0]) == (28, 30)
        assert day.titles(driver) == ["Draft quotes", "Sort tickets", "Find old drawings"]
        assert {task.title for task in driver.session.table(Task).values()} == {THOUGHT, "Order licences"}
        assert sorted(day.presences(driver)) == ["Anna", "Ben", "Carla", "Deniz", "Eva", "Farid"]
        await driver.dialog_opens("f9")
        await driver.dialog_closes("end", "enter")
        await driver.until(lambda: isinstance(driver.dialog, Message))
        await driver.dialog_closes("enter")
        await day.leave(driver)


@chapter
async def test_a_person_taken_off_the_record_is_in_no_byte_of_the_home_folder(home: Path) -> None:
    assert len(day.holding(home, "Ben de Groot")) > 3
    async with at_home(home, Wall("17:00", day=30)) as driver:
        await day.open_session(driver)
        await driver.press("f6", until=lambda: isinstance(driver.dialog, People))
        await day.cursor_on(driver, "Ben")
        await driver.dialog_opens("delete")
        await driver.press("end", "enter", until=lambda: "Leave the results alone" in driver.text)
        await driver.press("home", "enter", until=lambda: "Type “Ben de Groot” to do it." in driver.words)
        await type_in(driver, *"Ben de Groot")
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        await driver.press("enter", until=lambda: driver.app.run_screen is not None and shown(driver))
        await driver.until(lambda: "Ben" not in day.presences(driver))
        await day.leave(driver)
    assert day.holding(home, "Groot") == []
