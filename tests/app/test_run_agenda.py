"""What the agenda lists."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from facilitator.activities import find
from facilitator.app import clock
from facilitator.app.run_agenda import Agenda, agenda_rows, step_number
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import SubGroup
from facilitator.core.wall_clock import clock_time
from facilitator.imports.library import library
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.session.views import title_of
from tests.app.conftest import Now
from tests.app.driving import Driver, running
from tests.kit.harness import make_session

TR = Translator()


def cells(session: Session, column: int) -> list[str]:
    return [row.cells[column] for row in agenda_rows(session, TR)]


def alter(session: Session, key: str, **fields: object) -> None:
    step = next(step for step in session.steps if step.key == key)
    session.apply_now(Change("", (replace(step, **fields),)))


def go(session: Session, key: str) -> None:
    to = next(step for step in session.steps if step.key == key)
    session.apply_now(clock.go(session, to, done=True))


def test_symbols_say_what_is_done_current_and_skipped(session: Session) -> None:
    alter(session, "pause", state="skipped")
    go(session, "ideas")
    assert cells(session, 0) == ["✓", "▶", "–", " "]


def test_a_step_that_is_done_and_current_is_the_current_one(session: Session) -> None:
    go(session, "ideas")
    go(session, "hello")
    assert cells(session, 0)[:2] == ["▶", "✓"]


def test_titles_are_numbered(session: Session) -> None:
    assert cells(session, 1) == ["1 Welcome", "2 Collect use cases", "3 Break", "4 First steps"]


def test_several_days_have_headings_with_their_minutes(session: Session) -> None:
    alter(session, "plan", day=2, buffer=5)
    assert [row.across for row in agenda_rows(session, TR) if row.across] == ["── Day 1 · 45 min", "── Day 2 · 20 min"]
    assert [row.across != "" for row in agenda_rows(session, TR)] == [True, False, False, False, True, False]


def test_one_day_has_no_heading(session: Session) -> None:
    assert not any(row.across for row in agenda_rows(session, TR))


def test_skipped_steps_do_not_count_for_their_day(session: Session) -> None:
    alter(session, "plan", day=2)
    alter(session, "ideas", state="skipped")
    assert agenda_rows(session, TR)[0].across == "── Day 1 · 25 min"


def test_minutes_kept_free_stand_behind_the_planned_ones(session: Session) -> None:
    alter(session, "ideas", buffer=5)
    assert cells(session, 2) == ["0/10  ", "20+5", "15  ", "15  "]


def test_steps_in_sub_groups_say_in_how_many(session: Session) -> None:
    alter(session, "ideas", groups=3)
    assert cells(session, 2) == ["", "∴3", "", ""]


def test_sub_groups_that_were_made_count(session: Session) -> None:
    step = next(step for step in session.steps if step.key == "ideas")
    groups = [SubGroup(id=new_id(), step=step.id, title=f"Group {n}", order=n) for n in (1, 2)]
    session.apply_now(Change("", tuple(groups)))
    assert cells(session, 2)[1] == "∴2"


def test_a_fixed_time_is_marked(session: Session, now: Now) -> None:
    later = clock_time(now() + 3600)
    alter(session, "pause", fixed=later)
    assert cells(session, 3)[2] == f"⚑{later}"


def test_a_fixed_time_that_will_be_missed_is_marked_with_the_time_it_comes_to(session: Session, now: Now) -> None:
    soon, expected = (clock_time(now() + 60 * n) for n in (10, 30))
    alter(session, "pause", fixed=soon)
    assert cells(session, 3)[2] == f"▲{expected}"
    assert agenda_rows(session, TR)[2].style == "warn"


def test_seconds_do_not_make_a_fixed_time_late(session: Session, now: Now) -> None:
    fixed = clock_time(now() + 60 * 30)
    alter(session, "pause", fixed=fixed)
    now.minutes((59.5 - now() % 60) / 60)
    assert cells(session, 3)[2] == f"⚑{fixed}"


def test_minutes_taken_stand_before_those_planned(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    now.minutes(12.5)
    go(session, "ideas")
    now.minutes(1)
    assert cells(session, 2) == ["12/10", "1/20", "15", "15"]


def test_steps_that_are_over_have_no_start(session: Session) -> None:
    go(session, "ideas")
    starts = cells(session, 3)
    assert starts[0] == ""
    assert all(starts[1:])


def test_minutes_added_move_what_comes_after(session: Session) -> None:
    before = cells(session, 3)
    session.apply_now(clock.add(session, 5))
    after = cells(session, 3)
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_another_day_has_no_projected_start_today(session: Session) -> None:
    alter(session, "plan", day=2)
    assert agenda_rows(session, TR)[-1].cells[3] == ""


def test_a_step_is_counted_among_all(session: Session) -> None:
    steps = ordered(session.steps)
    assert [step_number(session.steps, step) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    "title", ["two\nlines", "日本語のタイトル" * 5, "👩‍🔧 engineer", "\u202eright to left", "x" * 500]
)
async def test_any_title_keeps_the_lines_of_the_agenda_straight(session: Session, title: str) -> None:
    alter(session, "ideas", title=title)
    async with running(session) as driver:
        agenda = driver.run.query_one(Agenda)
        width = agenda.scrollable_content_region.width
        strips = [agenda.render_line(y) for y in range(6)]
        assert [strip.cell_length for strip in strips] == [width] * 6
        assert all(cell_len(strip.text) == width for strip in strips)
        assert "\u202e" not in "".join(strip.text for strip in strips)


async def test_the_list_is_left_alone_while_nothing_in_it_changes(session: Session) -> None:
    async with running(session) as driver:
        agenda = driver.run.query_one(Agenda)
        rows = agenda.rows
        agenda.renew()
        assert agenda.rows is rows


async def test_the_list_follows_the_time(session: Session, now: Now) -> None:
    session.apply_now(clock.start(session))
    async with running(session) as driver:
        agenda = driver.run.query_one(Agenda)
        now.minutes(4)
        agenda.renew()
        assert agenda.rows[0].cells[2] == "4/10"


async def test_the_cursor_stays_where_the_facilitator_put_it(session: Session, now: Now) -> None:
    async with running(session) as driver:
        agenda = driver.run.query_one(Agenda)
        agenda.cursor = 2
        now.minutes(30)
        agenda.renew()
        assert agenda.cursor == 2


async def test_the_agenda_is_as_wide_as_its_longest_title(session: Session) -> None:
    async with running(session) as driver:
        assert "Collect use cases" in driver.text
        narrow = driver.run.query_one(Agenda).size.width
        alter(driver.session, "ideas", title="Collect use cases together")
        await driver.until(lambda: driver.run.query_one(Agenda).size.width > narrow)
        assert "2 Collect use cases together" in driver.text


async def test_the_agenda_leaves_the_step_more_room_than_it_takes(session: Session) -> None:
    alter(session, "ideas", title="Collect " * 30)
    async with running(session) as driver:
        assert driver.run.query_one(Agenda).outer_size.width == 54


# Getting about in it


@pytest.fixture
def long(tmp_path: Path, now: Now) -> Session:
    """Two days of twenty steps."""
    rows = [{"id": f"s{n}", "kind": "brief", "title": f"Part {n}", "day": 1 + n // 21} for n in range(1, 41)]
    return make_session(tmp_path, rows, now=now)


async def test_typing_a_number_puts_the_cursor_on_that_step(long: Session) -> None:
    async with running(long) as driver:
        agenda = driver.run.query_one(Agenda)
        await driver.press("f12", "1")
        assert title_at(driver) == "Part 1"
        await driver.press("2")
        assert title_at(driver) == "Part 12"
        await driver.press("5")
        assert title_at(driver) == "Part 5", "there is no step 125: a new number begins"
        await driver.press("down", "3")
        assert title_at(driver) == "Part 3", "the cursor was moved: a new number begins"
        await driver.press("9", "enter", until=lambda: driver.step == "s39")
        assert agenda.rows[agenda.cursor].cells[1] == "39 Part 39"


async def test_a_number_that_no_step_has_leads_nowhere(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f12", "3", "9", "0")
        assert title_at(driver) == "Break"


async def test_the_cursor_passes_over_the_headings_of_days(long: Session) -> None:
    async with running(long) as driver:
        agenda = driver.run.query_one(Agenda)
        await driver.press("f12", "up", "home")
        assert title_at(driver) == "Part 1"
        await driver.press("2", "0", "down")
        assert title_at(driver) == "Part 21"
        await driver.press("up")
        assert title_at(driver) == "Part 20"
        for key in ("pagedown", "pagedown", "pageup", "pageup", "end", "home"):
            await driver.press(key)
            assert not agenda.rows[agenda.cursor].across


async def test_the_heading_above_the_first_step_comes_back_into_view(long: Session) -> None:
    async with running(long, size=(120, 16)) as driver:
        await driver.press("f12", "end")
        assert "Day 1" not in driver.text
        await driver.press("home")
        assert "── Day 1 · 200 min" in driver.text


async def test_forty_steps_are_reached_on_a_small_screen(long: Session) -> None:
    async with running(long, size=(80, 24)) as driver:
        await driver.press("f12", "end")
        assert "40 Part 40" in driver.text


async def test_a_click_on_a_heading_goes_nowhere(long: Session) -> None:
    async with running(long) as driver:
        await driver.pilot.click(Agenda, offset=(6, 1))
        await driver.pilot.pause()
        assert driver.step == "s1"


async def test_the_right_button_puts_the_cursor_on_a_step_and_stays(session: Session) -> None:
    async with running(session) as driver:
        await driver.pilot.click(Agenda, offset=(6, 3), button=3)
        await driver.pilot.pause()
        assert (title_at(driver), driver.step) == ("Break", "hello")
        assert driver.app.focused is driver.run.query_one(Agenda)


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_escape_leads_from_the_agenda_back_to_the_step(session: Session, key: str) -> None:
    async with running(session) as driver:
        await driver.press("f12")
        await driver.press(key)
        assert not driver.run.query_one(Agenda).has_focus
        assert driver.run.query_one(Agenda).display


async def test_escape_closes_the_agenda_of_a_narrow_screen(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("f12")
        await driver.press("escape")
        assert not driver.run.query_one(Agenda).display


async def test_a_removed_step_leaves_the_cursor_on_a_step(long: Session) -> None:
    async with running(long) as driver:
        agenda = driver.run.query_one(Agenda)
        await driver.press("f12", "2", "0")
        await driver.press("x", until=lambda: len(driver.session.steps) == 39)
        await driver.until(lambda: len(agenda.rows) == 41)
        assert not agenda.rows[agenda.cursor].across


@pytest.mark.parametrize("language", ["de", "nl"])
async def test_the_titles_of_the_library_are_whole_at_120_columns(tmp_path: Path, language: str) -> None:
    workshop = library(None)["use-case"].workshop
    assert workshop is not None
    made = create(tmp_path, workshop, Beginning(title="Use cases", language=language), find())
    async with running(made) as driver:
        for step in ordered(driver.session.steps):
            assert title_of(driver.session, step) in driver.text


def title_at(driver: Driver) -> str:
    agenda = driver.run.query_one(Agenda)
    return agenda.rows[agenda.cursor].cells[1].split(" ", 1)[1]
