"""Steps of a running session: added, repeated, moved, changed, skipped, removed – from the agenda and the palette."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input, Select, TextArea

from facilitator.app import clock, steps
from facilitator.app.commands import commands
from facilitator.app.run_agenda import Agenda
from facilitator.core.agenda import ordered
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Minutes, Note
from facilitator.core.rounds import Round
from facilitator.kit.dialogs import AskLine, AskText, Choose, Confirm, Form
from facilitator.kit.keybar import KeyBar
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.session.views import title_of
from tests.app.conftest import STEPS, Now
from tests.app.driving import Driver, running, shown
from tests.app.voting import pane
from tests.kit.harness import add_items, make_session, step_of


def keys(driver: Driver) -> list[str]:
    return [step.key for step in ordered(driver.session.steps)]


def titles(driver: Driver) -> list[str]:
    return [title_of(driver.session, step) for step in ordered(driver.session.steps)]


def agenda(driver: Driver) -> Agenda:
    return driver.run.query_one(Agenda)


async def on_agenda(driver: Driver, number: str = "") -> None:
    """Into the agenda, and to the step with a number."""
    await driver.press("f12", until=lambda: agenda(driver).has_focus)
    if number:
        await driver.press(*number)


def field(driver: Driver, at: int, kind: type = Input) -> Input | TextArea | Select[str]:
    assert isinstance(driver.dialog, Form)
    return driver.dialog.query_one(f"#field-{at}", kind)


def fill(driver: Driver, at: int, text: str) -> None:
    widget = field(driver, at)
    assert isinstance(widget, Input)
    widget.value = text


def listed(driver: Driver) -> set[str]:
    return {command.title for command in commands(driver.app, driver.run, driver.app.tr)}


def bar(driver: Driver) -> set[str]:
    return {entry.text for entry in driver.run.query_one(KeyBar).entries}


# Skipping


async def test_a_step_is_skipped_taken_up_again_and_both_are_undone(session: Session) -> None:
    async with running(session) as driver:

        def states() -> list[str]:
            return [step.state for step in ordered(driver.session.steps)][:1]

        await steps.skip(driver.run.run)
        assert states() == ["skipped"]
        await steps.skip(driver.run.run)
        assert states() == ["open"]
        await driver.press("ctrl+z", until=lambda: states() == ["skipped"])
        await driver.until(lambda: "Undone: take “Welcome” up again" in driver.said)


async def test_the_step_under_the_cursor_is_skipped_and_the_session_stays(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "3")
        await driver.press("s", until=lambda: step_of(driver.session, "pause").state == "skipped")
        assert driver.step == "hello"
        assert "– 3 Break" in driver.text


async def test_the_current_step_can_be_skipped_and_left(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        await driver.press("s", until=lambda: step_of(driver.session, "hello").state == "skipped")
        assert driver.step == "hello"
        await driver.press("n", until=lambda: driver.step == "ideas" and shown(driver))
        assert step_of(driver.session, "hello").state == "skipped"


# Adding


async def test_a_step_is_added_behind_the_one_under_the_cursor(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.dialog_opens("a")
        assert isinstance(driver.dialog, Choose)
        await driver.press(*"dot vot", until=lambda: len(driver.app.screen.query_one(Rows).rows) == 1)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        assert isinstance(field(driver, 0), Input)
        fill(driver, 0, "Which three?")
        fill(driver, 1, "5-8-10")
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: keys(driver) == ["hello", "ideas", "which-three", "pause", "plan"])
        new = step_of(driver.session, "which-three")
        assert (new.kind, new.items, new.minutes) == ("dot_voting", "cases", Minutes(min=5, plan=8, max=10))
        assert agenda(driver).current == new.id
        assert driver.step == "hello"
        assert "3 Which three?" in driver.text
        await driver.press("enter", until=lambda: driver.step == "which-three" and shown(driver))


async def test_a_new_step_takes_the_title_of_its_kind_when_nothing_else_is_typed(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        await driver.dialog_opens("a")
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: titles(driver)[1] == "Break")


async def test_a_new_step_of_0_minutes_is_allowed(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        await driver.dialog_opens("a")
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        fill(driver, 1, "0")
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: len(keys(driver)) == 5)
        assert ordered(driver.session.steps)[1].minutes.plan == 0


async def test_a_new_step_needs_title_and_minutes_and_loses_nothing_typed(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        await driver.dialog_opens("a")
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        fill(driver, 0, "")
        fill(driver, 1, "soon")
        await driver.press("ctrl+o", until=lambda: "A step needs a title." in driver.words)
        assert "Write minutes as “25”" in driver.words
        assert len(keys(driver)) == 4


async def test_among_several_collections_it_is_asked_which_one(tmp_path: Path, now: Now) -> None:
    rows = [
        {"id": "a", "kind": "ideas", "items": "cases"},
        {"id": "b", "kind": "ideas", "items": "worries"},
    ]
    made = make_session(tmp_path, rows, now=now)
    async with running(made) as driver:
        await driver.press("f12", until=lambda: agenda(driver).has_focus)
        await driver.press("2")
        await driver.dialog_opens("a")
        await driver.press(*"ideas", until=lambda: len(driver.app.screen.query_one(Rows).rows) >= 1)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        chosen = field(driver, 2, Select)
        assert isinstance(chosen, Select)
        assert chosen.value == "worries"
        chosen.value = "cases"
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: len(keys(driver)) == 3)
        assert ordered(driver.session.steps)[2].items == "cases"


async def test_adding_is_left_without_a_trace(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        await driver.dialog_opens("a")
        await driver.dialog_closes("escape")
        assert len(keys(driver)) == 4
        assert agenda(driver).has_focus


async def test_undoing_the_step_at_which_one_stands_goes_back_to_the_one_before(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.dialog_opens("a")
        await driver.press(*"brief", until=lambda: len(driver.app.screen.query_one(Rows).rows) == 1)
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: len(keys(driver)) == 5)
        await driver.press("enter", until=lambda: driver.step == "brief" and shown(driver))
        await driver.press("ctrl+z", until=lambda: driver.step == "ideas" and shown(driver))
        assert driver.session.clock.step == step_of(driver.session, "ideas").id


async def test_a_step_added_elsewhere_leaves_an_open_round_alone(tmp_path: Path, now: Now) -> None:
    rows = [*STEPS[:2], {"id": "vote", "kind": "dot_voting", "items": "cases"}]
    made = make_session(tmp_path, rows, people=["Anna", "Ben"], now=now)
    add_items(made, "cases", "One", "Two", "Three")
    made.apply_now(clock.go(made, step_of(made, "vote"), done=False))
    async with running(made) as driver:
        await driver.dialog_opens("o")
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: [r.state for r in driver.session.table(Round).values()] == ["open"])
        await driver.pilot.pause()
        before, screen = pane(driver), driver.run.query_one("#step").children[0]
        rounds = dict(driver.session.table(Round))
        await on_agenda(driver, "1")
        await driver.dialog_opens("a")
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: len(keys(driver)) == 4)
        assert driver.step == "vote"
        assert pane(driver) is before
        assert driver.run.query_one("#step").children[0] is screen
        assert dict(driver.session.table(Round)) == rounds


# Repeating


async def test_a_step_is_repeated_and_its_copy_gets_the_cursor(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.press("r", until=lambda: len(keys(driver)) == 5)
        assert titles(driver)[1:3] == ["Collect use cases", "Collect use cases (2)"]
        await driver.until(lambda: agenda(driver).current == ordered(driver.session.steps)[2].id)
        assert "“Collect use cases (2)” is in the agenda now." in driver.said


async def test_cards_of_the_first_run_are_there_in_the_second(session: Session) -> None:
    add_items(session, "cases", "Invoices")
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.press("r", until=lambda: len(keys(driver)) == 5)
        await driver.press("enter", until=lambda: "Invoices" in driver.text)


# Moving


@pytest.mark.parametrize(("down", "up"), [("d", "u"), ("shift+down", "shift+up")])
async def test_a_step_is_moved_and_the_cursor_goes_with_it(session: Session, down: str, up: str) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.press(down, until=lambda: keys(driver) == ["hello", "pause", "ideas", "plan"])
        await driver.until(lambda: agenda(driver).cursor == 2)
        await driver.press(up, until=lambda: keys(driver) == ["hello", "ideas", "pause", "plan"])
        await driver.press("ctrl+z", until=lambda: keys(driver) == ["hello", "pause", "ideas", "plan"])
        await driver.until(lambda: "Undone: move “Collect use cases” up" in driver.said)


async def test_keys_that_come_fast_move_a_step_as_often(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.press("d", "d", "d", until=lambda: keys(driver) == ["ideas", "pause", "plan", "hello"])


async def test_the_current_step_is_moved_and_stays_the_current_one(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.press("d", until=lambda: keys(driver)[:2] == ["ideas", "hello"])
        assert driver.step == "hello"
        assert "Step 2 of 4 · Welcome" in driver.text
        await driver.press("n", until=lambda: driver.step == "pause")


async def test_at_the_ends_a_move_is_not_offered(session: Session) -> None:
    async with running(session, size=(220, 40)) as driver:
        await on_agenda(driver, "1")
        await driver.until(lambda: "Move up" not in bar(driver) and "Move down" in bar(driver))
        await driver.press("4")
        await driver.until(lambda: "Move up" in bar(driver) and "Move down" not in bar(driver))


async def test_a_step_is_moved_into_the_other_day(tmp_path: Path, now: Now) -> None:
    made = make_session(tmp_path, [{**step, "day": 1 + at // 2} for at, step in enumerate(STEPS)], now=now)
    async with running(made) as driver:
        await on_agenda(driver, "2")
        await driver.press("d", until=lambda: step_of(driver.session, "ideas").day == 2)
        assert keys(driver) == ["hello", "ideas", "pause", "plan"]
        await driver.until(lambda: agenda(driver).rows[2].across == "── Day 2 · 50 min")


# Changing


async def test_everything_of_a_step_is_changed_in_one_form(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.dialog_opens("e")
        for at, text in enumerate(("Ideas first", "20-25-35", "11.30", "5", "1", "3")):
            fill(driver, at, text)
        priority, prompt = field(driver, 6, Select), field(driver, 7, TextArea)
        assert isinstance(priority, Select)
        assert isinstance(prompt, TextArea)
        priority.value = "must"
        prompt.text = "Think of **your** week."
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: titles(driver)[1] == "Ideas first")
        step = step_of(driver.session, "ideas")
        assert step.minutes == Minutes(min=20, plan=25, max=35)
        assert (step.fixed, step.buffer, step.groups, step.priority) == ("11:30", 5, 3, "must")
        assert step.prompt == "Think of **your** week."
        await driver.press("ctrl+z", until=lambda: titles(driver)[1] == "Collect use cases")
        assert step_of(driver.session, "ideas").fixed == ""


async def test_what_is_wrong_in_the_form_is_said_under_its_field(session: Session) -> None:
    async with running(session, size=(120, 50)) as driver:
        await on_agenda(driver, "2")
        await driver.dialog_opens("e")
        for at, text in enumerate(("X", "35-25-20", "noon", "-1", "0", "many")):
            fill(driver, at, text)
        await driver.press("ctrl+o", until=lambda: "The minutes must rise" in driver.words)
        for said in (
            "“noon” is no clock time",
            "a whole number of 0 to 1440",
            "a whole number of 1 to 99",
            "a whole number of 0 to 99",
        ):
            assert said in driver.words
        assert titles(driver)[1] == "Collect use cases"


async def test_an_emptied_title_brings_the_workshops_own_back(session: Session) -> None:
    async with running(session) as driver:
        await steps._alter(driver.run.run, step_of(driver.session, "hello"), title="Good morning")
        await on_agenda(driver, "1")
        await driver.dialog_opens("e")
        assert "Empty: the workshop's own." in driver.words
        fill(driver, 0, "")
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: titles(driver)[0] == "Welcome")


async def test_the_prompt_of_the_current_step_is_shown_at_once(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.dialog_opens("e")
        prompt = field(driver, 7, TextArea)
        assert isinstance(prompt, TextArea)
        prompt.text = "Good morning from the session"
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: "Good morning from the session" in driver.text)
        own = driver.session.workshop().step("hello")
        assert own is not None
        assert own.prompt == "**Hello** everybody"


async def test_minutes_are_changed_with_three_keys_and_a_number(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("f12", "2")
        await driver.dialog_opens("m")
        assert isinstance(driver.dialog, AskLine)
        await driver.press(*"35")  # the old number is selected and typed over
        await driver.dialog_closes("enter")
        await driver.until(lambda: step_of(driver.session, "ideas").minutes == Minutes(min=28, plan=35, max=42))


async def test_minutes_that_are_none_are_asked_again(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "2")
        await driver.dialog_opens("m")
        await driver.press(*"lots", "enter", until=lambda: "Write minutes as “25”" in driver.words)
        assert "lots" in driver.text
        await driver.dialog_closes("escape")
        assert step_of(driver.session, "ideas").minutes.plan == 20


async def test_time_that_the_clock_counted_meanwhile_is_kept(session: Session, now: Now) -> None:
    async with running(session) as driver:
        await driver.press("f12", "1")
        await driver.dialog_opens("m")
        driver.session.apply_now(clock.start(driver.session))
        now.minutes(3)
        driver.session.apply_now(clock.pause(driver.session))
        await driver.press(*"35")
        await driver.dialog_closes("enter")
        await driver.until(lambda: step_of(driver.session, "hello").minutes.plan == 35)
        assert step_of(driver.session, "hello").spent == 180


# Notes


async def test_notes_are_opened_only_after_a_question_while_the_room_can_see_them(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.dialog_opens("o")
        assert isinstance(driver.dialog, Confirm)
        assert "Smile." not in driver.text
        await driver.press("right", "enter", until=lambda: isinstance(driver.dialog, AskText))
        driver.app.screen.query_one(TextArea).text = "Smile twice."
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: step_of(driver.session, "hello").notes == "Smile twice.")


async def test_notes_stay_closed_when_the_question_is_answered_so(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.dialog_opens("o")
        await driver.dialog_closes("enter")
        assert driver.dialog is None


async def test_the_form_of_a_step_does_not_show_its_notes(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.dialog_opens("e")
        assert "Smile." not in driver.text


# Removing


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_a_step_that_was_never_begun_is_removed_and_undone(session: Session, key: str) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "3")
        await driver.press(key, until=lambda: keys(driver) == ["hello", "ideas", "plan"])
        assert driver.step == "hello"
        await driver.press("ctrl+z", until=lambda: keys(driver) == ["hello", "ideas", "pause", "plan"])


async def test_removing_the_current_step_shows_the_next(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "1")
        await driver.press("x", until=lambda: driver.step == "ideas" and shown(driver))
        await driver.until(lambda: "Step 1 of 3 · Collect use cases" in driver.text)


async def test_why_a_step_stays_is_said(session: Session) -> None:
    step = step_of(session, "pause")
    session.apply_now(Change("", (Note(id=new_id(), what="note", text="Coffee", at="", step=step.id),)))
    async with running(session) as driver:
        await on_agenda(driver, "3")
        await driver.press("x", until=lambda: driver.said)
        assert "“Break” holds something already: skip it instead; what it holds is kept." in driver.said
        assert len(keys(driver)) == 4


# Where it is offered


async def test_the_palette_offers_it_for_the_current_step(session: Session) -> None:
    async with running(session) as driver:
        assert {
            "Add a step after this one",
            "Minutes of this step",
            "Repeat this step",
            "Move this step down",
            "Remove this step",
            "Change the notes of this step",
            "Planned and taken minutes",
        } <= listed(driver)
        assert "Move this step up" not in listed(driver)


async def test_while_the_agenda_has_the_focus_the_palette_offers_it_once(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver)
        assert {"Add a step", "Remove", "Minutes", "Planned and taken"} <= listed(driver)
        assert not {"Remove this step", "Skip this step", "Minutes of this step"} & listed(driver)


async def test_a_step_is_added_from_the_palette_behind_the_current_one(session: Session) -> None:
    async with running(session, size=(80, 24)) as driver:
        await driver.dialog_opens("ctrl+p")
        await driver.press(*"add a step", until=lambda: "Add a step after this one" in driver.text)
        await driver.press("down", "enter", until=lambda: isinstance(driver.dialog, Choose))
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: titles(driver)[:2] == ["Welcome", "Break"])


async def test_a_finished_session_offers_none_of_it(session: Session) -> None:
    session.apply_now(Change("", (replace(session.info, state="finished"),)))
    async with running(session, size=(220, 40)) as driver:
        await on_agenda(driver)
        assert "Planned and taken" in bar(driver)
        assert not {"Add a step", "Change", "Minutes", "Remove", "Repeat", "Skip or take up"} & bar(driver)
        assert "Add a step after this one" not in listed(driver)
        await driver.press("x", "a", "d")
        assert driver.dialog is None
        assert len(keys(driver)) == 4


async def test_a_session_for_reading_offers_none_of_it(session: Session) -> None:
    folder = session.store.folder
    async with running(session, size=(220, 40), read_only=True) as driver:
        await on_agenda(driver)
        assert folder.exists()
        assert not {"Add a step", "Change", "Minutes", "Remove", "Repeat", "Skip or take up"} & bar(driver)
        assert "Planned and taken" in bar(driver)


async def test_the_keys_of_the_agenda_can_be_clicked(session: Session) -> None:
    async with running(session) as driver:
        await on_agenda(driver, "3")
        line = driver.text.splitlines()[-1]
        await driver.pilot.click(KeyBar, offset=(line.index("Skip or take up"), 0))
        await driver.until(lambda: step_of(driver.session, "pause").state == "skipped")


async def test_an_empty_agenda_can_be_filled(tmp_path: Path, now: Now) -> None:
    made = make_session(tmp_path, [{"id": "one", "kind": "brief"}], now=now)
    made.apply_now(Change("", (), (step_of(made, "one"),)))
    async with running(made) as driver:
        await driver.press("f12")
        await driver.dialog_opens("a")
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Form))
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: titles(driver) == ["Break"] and shown(driver))


async def test_the_form_of_a_step_says_what_its_fields_mean(session: Session) -> None:
    async with running(session, size=(120, 50)) as driver:
        await on_agenda(driver)
        await driver.dialog_opens("e")
        for hint in ("Minutes between this step and the next", "empty: all together", "could: left out first"):
            assert hint in driver.words
