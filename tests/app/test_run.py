"""Run: where one stands, how one goes on, and what is seen of it."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from facilitator.activities import find
from facilitator.app.run_agenda import Agenda
from facilitator.app.run_banner import Banner
from facilitator.app.run_head import StepHead
from facilitator.app.run_step import StepPane
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.records import Person
from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session
from tests.app.conftest import STEPS, Now
from tests.app.driving import Driver, running, shown
from tests.kit.harness import add_items, make_session


async def free(driver: Driver) -> None:
    """Out of a text field that took the focus."""
    driver.app.screen.set_focus(driver.run.query_one(Agenda))
    await driver.pilot.pause()


async def go_on(driver: Driver, to: str) -> None:
    """``n``, and yes to the question when there is one."""
    await free(driver)
    await driver.press("n", until=lambda: driver.step == to or driver.dialog is not None)
    if driver.dialog is not None:
        await driver.dialog_closes("enter")
    await driver.until(lambda: driver.step == to and shown(driver))


async def test_a_session_comes_up_at_its_first_step_with_agenda_and_keys(session: Session) -> None:
    async with running(session) as driver:
        text = driver.text
        assert driver.step == "hello"
        for part in ("Step 1 of 4 · Welcome", "▶ 1 Welcome", "Collect use cases", "10 min left", "^p All actions"):
            assert part in text


async def test_n_and_p_go_on_and_back(session: Session) -> None:
    async with running(session) as driver:
        await go_on(driver, "ideas")
        await free(driver)
        await driver.press("p", until=lambda: driver.step == "hello")


async def test_the_place_is_there_again_after_closing(session: Session) -> None:
    async with running(session) as driver:
        await go_on(driver, "ideas")
        again = driver.session
    async with running(again) as driver:
        assert driver.step == "ideas"


async def test_the_prompt_of_the_step_is_shown_and_can_be_folded(session: Session) -> None:
    steps = [{**STEPS[1], "prompt": "Think of **your** week."}]
    made = make_session(session.store.folder.parent.parent / "other", steps, now=session.now)
    async with running(made) as driver:
        assert "Think of your week." in driver.text
        await driver.press("ctrl+f")
        assert "Think of your week." not in driver.text
        await driver.pilot.click(StepHead)
        await driver.pilot.pause()
        assert "Think of your week." in driver.text


async def test_leaving_an_unfinished_step_asks_once(session: Session) -> None:
    async with running(session) as driver:
        await go_on(driver, "ideas")
        await free(driver)
        await driver.dialog_opens("n")
        assert isinstance(driver.dialog, Confirm)
        await driver.dialog_closes("escape")
        assert driver.step == "ideas"
        await driver.dialog_opens("n")
        await driver.dialog_closes("enter")
        await driver.until(lambda: driver.step == "pause")


async def test_a_question_that_was_answered_is_not_asked_again(session: Session) -> None:
    async with running(session) as driver:
        await go_on(driver, "ideas")
        await go_on(driver, "pause")
        await driver.press("p", until=lambda: driver.step == "ideas")
        await free(driver)
        await driver.press("n", until=lambda: driver.step == "pause")


async def test_a_step_with_cards_is_left_without_a_question(session: Session) -> None:
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        await go_on(driver, "ideas")
        await free(driver)
        await driver.press("n", until=lambda: driver.step == "pause")


async def test_enter_on_the_agenda_goes_to_a_step(session: Session) -> None:
    async with running(session) as driver:
        await free(driver)
        await driver.press("down", "down", "enter", until=lambda: driver.step == "pause")
        assert ordered(driver.session.steps)[0].state == "open"


async def test_one_click_on_the_agenda_goes_to_a_step(session: Session) -> None:
    async with running(session) as driver:
        await driver.pilot.click(Agenda, offset=(6, 2))
        await driver.until(lambda: driver.step == "ideas")


async def test_a_skipped_step_is_passed_over(session: Session) -> None:
    step = ordered(session.steps)[1]
    session.apply_now(Change("", (replace(step, state="skipped"),)))
    async with running(session) as driver:
        await go_on(driver, "pause")
        assert "– 2 Collect use cases" in driver.text


@pytest.mark.parametrize("size", [(80, 24), (109, 30)])
async def test_a_narrow_screen_shows_the_agenda_on_its_key(session: Session, size: tuple[int, int]) -> None:
    async with running(session, size=size) as driver:
        assert "Step 1 of 4 · Welcome" in driver.text
        assert "First steps" not in driver.text
        await driver.press("f12")
        assert "First steps" in driver.text
        assert driver.app.focused is driver.run.query_one(Agenda)
        await driver.press("f12")
        assert "First steps" not in driver.text


async def test_choosing_a_step_on_a_narrow_screen_shows_the_step(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.press("f12")
        await driver.press("down", "enter", until=lambda: driver.step == "ideas" and shown(driver))
        assert "Step 2 of 4" in driver.text


async def test_a_wide_screen_hides_the_agenda_on_its_key(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f12")
        assert driver.app.focused is driver.run.query_one(Agenda)
        await driver.press("f12")
        assert not driver.run.query_one(Agenda).display
        await driver.press("f12")
        assert driver.run.query_one(Agenda).display


async def test_a_tiny_terminal_and_back_changes_nothing(session: Session) -> None:
    async with running(session) as driver:
        before = driver.text
        for size in ((20, 5), (1, 1), (300, 80), (120, 40)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert driver.text == before


@pytest.mark.parametrize("kind", sorted(find()))
async def test_every_kind_survives_a_terminal_that_becomes_tiny_and_large_again(tmp_path: Path, kind: str) -> None:
    settings = {"checklist": ["A point of the list"]} if kind == "brief" else {}
    session = make_session(tmp_path, [{"id": "a", "kind": kind, "items": "cards", "prompt": "- Text", **settings}])
    add_items(session, "cards", *(f"Card {n}" for n in range(12)))
    async with running(session) as driver:
        for size in ((20, 5), (120, 40), (30, 8), (43, 10), (1, 1), (120, 40)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert "Step 1" in driver.text


async def test_a_session_without_steps_says_so(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS[:1])
    session.apply_now(Change("", drops=tuple(session.steps)))
    async with running(session) as driver:
        assert "This session has no steps." in driver.text
        await driver.press("n", "p", "t")
        assert driver.dialog is None


async def test_a_step_whose_kind_is_missing_says_so_and_loses_nothing(session: Session) -> None:
    step = replace(ordered(session.steps)[0], kind="from_elsewhere", settings={"x": 1})
    session.apply_now(Change("", (step,)))
    async with running(session, size=(160, 40)) as driver:
        assert "The kind “from_elsewhere” of this step is not installed; what it holds is kept." in driver.text
        await go_on(driver, "ideas")
        kept = next(s for s in driver.session.steps if s.key == "hello")
        assert (kept.kind, kept.settings) == ("from_elsewhere", {"x": 1})


async def test_markup_in_titles_and_names_is_shown_literally(session: Session) -> None:
    hostile = "[red]x[/nope] [@click=app.quit]go"
    step = replace(ordered(session.steps)[0], title=hostile)
    person = replace(next(iter(session.table(Person).values())), name=hostile)
    session.apply_now(Change(hostile, (step, person)))
    async with running(session, size=(160, 40)) as driver:
        assert f"Step 1 of 4 · {hostile}" in driver.text
        for key in ("f6", "f7"):
            await driver.dialog_opens(key)
            assert hostile in driver.text
            await driver.dialog_closes("escape")


async def test_a_session_for_reading_can_be_walked_through_but_not_changed(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        assert "Open for reading only, as asked" in driver.text
        await go_on(driver, "ideas")
        assert driver.session.clock.step != next(s for s in driver.session.steps if s.key == "ideas").id
        await free(driver)
        await driver.press("t", "ctrl+t")
        assert driver.dialog is None


async def test_a_second_opener_is_told_and_gets_it_after_loading_again(session: Session) -> None:
    path = session.store.folder
    other = Session.open(path, session.kinds) if session.store.close() is None else session
    async with running(other_view(other), closed=False, now=session.now) as driver:
        assert "has this session open since" in driver.run.query_one(Banner).sentence
        assert driver.dialog is None
        other.close()
        await driver.press("f5", until=lambda: driver.app.run_screen is not None and not driver.run.run.read_only)


class _View:
    """Only what ``running`` needs of a session that stays open elsewhere."""

    def __init__(self, session: Session) -> None:
        self.now = session.now
        self.store = type("Folder", (), {"folder": session.store.folder, "abandon": lambda self: None})()


def other_view(session: Session) -> Session:
    return _View(session)  # type: ignore[return-value]


async def test_the_agenda_shows_minutes_and_projected_starts(session: Session, now: Now) -> None:
    async with running(session) as driver:
        rows = [row.cells for row in driver.run.query_one(Agenda).rows]
        assert [cells[2] for cells in rows] == ["0/10", "20", "15", "15"]
        starts = [cells[3] for cells in rows]
        assert starts == sorted(starts)
        assert len(set(starts)) == 4


async def test_the_middle_keeps_one_screen_however_fast_one_goes(session: Session) -> None:
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        await free(driver)
        await driver.press("n", "n", "p", "n")
        await driver.until(lambda: shown(driver) and driver.run.query_one(StepPane).step == driver.run.run.step.id)
        assert len(driver.run.query_one(StepPane).children) == 1


async def test_a_key_pressed_twice_opens_one_dialog(session: Session) -> None:
    async with running(session) as driver:
        driver.run.action_open("people")
        driver.run.action_open("people")
        await driver.until(lambda: driver.dialog is not None)
        assert len(driver.app.screen_stack) == 3
        await driver.dialog_closes("escape")
        assert driver.dialog is None


async def test_n_pressed_twice_goes_two_steps(session: Session) -> None:
    add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        driver.run.action_walk(1)
        driver.run.action_walk(1)
        await driver.until(lambda: driver.step == "pause")


async def test_the_head_has_no_text_selection_or_markup(session: Session) -> None:
    async with running(session) as driver:
        title = driver.run.query_one("#title", Static)
        assert str(title.visual).endswith("Step 1 of 4 · Welcome")


async def test_on_a_low_screen_the_first_paragraph_of_the_prompt_leaves_the_room_to_the_cards(session: Session) -> None:
    steps = [{**STEPS[1], "prompt": "Think of your week.\n\n- Where do you wait?"}]
    made = make_session(session.store.folder.parent.parent / "other", steps, now=session.now)
    add_items(made, "cases", "Draft quotes")
    async with running(made, size=(80, 24)) as driver:
        assert "Think of your week." in driver.text
        assert "Where do you wait?" not in driver.text
        await driver.press("ctrl+f")
        assert "Where do you wait?" in driver.text


async def test_on_a_low_screen_the_whole_prompt_is_there_while_nothing_is_below_it(session: Session) -> None:
    steps = [{**STEPS[1], "prompt": "Think of your week.\n\n- Where do you wait?"}]
    made = make_session(session.store.folder.parent.parent / "other", steps, now=session.now)
    async with running(made, size=(80, 24)) as driver:
        assert "Where do you wait?" in driver.text
