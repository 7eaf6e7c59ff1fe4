"""Parked thoughts, notes and decisions."""

from pathlib import Path

import pytest

from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.app.kept import Kept
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Person, Task
from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session
from tests.app.driving import Driver, program, running
from tests.app.voting import hand_round, pane
from tests.kit.harness import add_items, make_session, step_of


def notes(driver: Driver) -> list[tuple[str, str, bool]]:
    found = sorted(driver.session.table(Note).values(), key=lambda note: note.text)
    return [(note.what, note.text, note.done) for note in found]


def put(session: Session, *what: tuple[str, str]) -> None:
    records = tuple(Note(id=new_id(), what=kind, text=text, at=session.moment()) for kind, text in what)  # type: ignore[arg-type]
    session.apply_now(Change("notes", records))


@pytest.mark.parametrize(
    ("key", "what", "said"),
    [("ctrl+t", "parked", "Parked."), ("ctrl+n", "note", "Note kept."), ("ctrl+r", "decision", "Decision kept.")],
)
async def test_one_key_keeps_it_with_step_and_time(session: Session, key: str, what: str, said: str) -> None:
    async with running(session) as driver:
        await driver.dialog_opens(key)
        await driver.dialog_closes("h", "i", "enter")
        await driver.until(lambda: notes(driver) == [(what, "hi", False)])
        note = next(iter(driver.session.table(Note).values()))
        step = driver.run.run.step
        assert step is not None
        assert (note.step, note.at) == (step.id, driver.session.moment())
        await driver.until(lambda: said in driver.said)


async def test_an_empty_line_keeps_nothing(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_closes("space", "enter")
        assert notes(driver) == []


async def test_a_thought_typed_into_a_field_of_a_step_is_one_key_away(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and driver.app.focused is not None)
        await driver.dialog_opens("ctrl+t")
        assert "Parked thought" in driver.text


async def test_markup_in_a_thought_is_shown_literally(session: Session) -> None:
    put(session, ("parked", "[red]x[/nope]"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "[red]x[/nope]" in driver.text
        assert "1 parked thought is open." in driver.text


async def test_space_marks_a_thought_as_done(session: Session) -> None:
    put(session, ("parked", "later"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("space", until=lambda: notes(driver) == [("parked", "later", True)])
        await driver.until(lambda: "0 parked thoughts are open." in driver.text)


async def test_enter_changes_the_text(session: Session) -> None:
    put(session, ("decision", "yes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("enter")
        await driver.press("end", "exclamation_mark", "ctrl+o", until=lambda: notes(driver)[0][1] == "yes!")


async def test_removing_one_can_be_undone(session: Session) -> None:
    put(session, ("decision", "yes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("x", until=lambda: not notes(driver))
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: notes(driver) == [("decision", "yes", False)])


async def test_notes_are_closed_while_the_room_can_see_the_screen_until_that_was_answered(session: Session) -> None:
    put(session, ("note", "the boss is late"), ("parked", "later"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "the boss" not in driver.text
        assert "1 note is closed: the room can see this screen." in driver.text
        await driver.press("v", until=lambda: isinstance(driver.dialog, Confirm))
        await driver.press("enter", until=lambda: isinstance(driver.dialog, Kept))
        assert "the boss" not in driver.text
        await driver.press("v", until=lambda: isinstance(driver.dialog, Confirm))
        await driver.press("right", "enter", until=lambda: "the boss" in driver.text)


async def test_a_private_screen_shows_notes_at_once(session: Session) -> None:
    put(session, ("note", "the boss is late"))
    async with running(session) as driver:
        driver.app.turn_public()
        await driver.dialog_opens("f8")
        assert "the boss" in driver.text


async def test_a_thought_that_cannot_be_saved_comes_back_to_the_field(session: Session, tmp_path: Path) -> None:
    async with running(session) as driver:
        folder = driver.session.store.folder
        away = folder.with_name("away")
        await driver.dialog_opens("ctrl+t")
        folder.rename(away)
        await driver.press("h", "i", "enter")
        await driver.until(lambda: driver.run.query_one("#banner").display)
        await driver.until(lambda: "Not saved" in " ".join(driver.said))
        await driver.until(lambda: driver.dialog is not None and "hi" in driver.text)
        away.rename(folder)
        assert await_saving(driver)
        await driver.until(lambda: not driver.run.query_one("#banner").display)
        await driver.press("enter", until=lambda: notes(driver) == [("parked", "hi", False)])


def await_saving(driver: Driver) -> bool:
    return driver.session.store.retry().result()


async def test_what_was_done_to_a_note_does_not_tell_it_to_the_room(session: Session) -> None:
    put(session, ("note", "the boss is late"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("v", until=lambda: isinstance(driver.dialog, Confirm))
        await driver.press("right", "enter", until=lambda: "the boss" in driver.text)
        await driver.press("space", until=lambda: notes(driver)[0][2])
        await driver.press("x", until=lambda: not notes(driver))
        await driver.dialog_closes("escape")
        await driver.dialog_opens("f7")
        await driver.until(lambda: "remove “Note”" in driver.text and "done: “Note”" in driver.text)
        assert "the boss" not in driver.text


async def test_a_long_thought_has_a_short_name_in_the_history(session: Session) -> None:
    put(session, ("parked", "long " * 2_000))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("x", until=lambda: not notes(driver))
        assert len(driver.session.history[-1].label) < 80


def task(driver: Driver) -> Task:
    (made,) = driver.session.table(Task).values()
    return made


async def test_two_enters_make_a_task_that_knows_its_step_and_the_thought_is_done(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_closes(*"ask it", "enter")
        await driver.until(lambda: notes(driver))
        await driver.dialog_opens("f8")
        await driver.dialog_opens("w")
        assert "Who answers for “ask it”?" in driver.text
        await driver.press("enter", until=lambda: "When is “ask it” done?" in driver.text)
        await driver.press("enter", until=lambda: driver.session.table(Task))
        made, step = task(driver), driver.run.run.step
        assert step is not None
        assert (made.number, made.title, made.step, made.owner, made.due) == (1, "ask it", step.id, None, "")
        assert notes(driver) == [("parked", "ask it", True)]
        await driver.until(lambda: "Task 1." in driver.said)


async def test_who_and_when_are_asked_and_kept_in_one_change(session: Session) -> None:
    put(session, ("parked", "ask it"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("w")
        await driver.press(*"ben", "enter", until=lambda: "When is" in driver.text)
        await driver.press(*"2026-12-03", "enter", until=lambda: driver.session.table(Task))
        made = task(driver)
        assert (driver.session.table(Person)[made.owner or ""].name, made.due) == ("Ben", "2026-12-03")
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: not driver.session.table(Task))
        assert notes(driver) == [("parked", "ask it", False)]


async def test_going_back_from_a_question_makes_no_task(session: Session) -> None:
    put(session, ("parked", "ask it"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("w")
        await driver.dialog_closes("escape")
        assert not driver.session.table(Task)
        assert notes(driver) == [("parked", "ask it", False)]


async def test_a_parked_thought_becomes_a_card(session: Session) -> None:
    put(session, ("parked", "Draft quotes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("c", until=lambda: driver.session.table(Item))
        (card,) = driver.session.table(Item).values()
        assert (card.number, card.title, card.collection) == (1, "Draft quotes", "cases")
        assert notes(driver) == [("parked", "Draft quotes", True)]


async def test_with_several_collections_it_is_asked_of_which_the_card_is(tmp_path: Path) -> None:
    steps = [{"id": "a", "kind": "ideas", "items": "cases"}, {"id": "b", "kind": "ideas", "items": "worries"}]
    session = make_session(tmp_path, steps)
    put(session, ("parked", "Licences"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("c")
        await driver.press("down", "enter", until=lambda: driver.session.table(Item))
        assert [card.collection for card in driver.session.table(Item).values()] == ["worries"]


async def test_without_a_collection_there_is_no_key_for_cards(tmp_path: Path) -> None:
    session = make_session(tmp_path, [{"id": "hello", "kind": "brief"}])
    put(session, ("parked", "Licences"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "Make a task" in driver.text
        assert "Make a card" not in driver.text


async def test_one_key_lists_only_one_kind(session: Session) -> None:
    put(session, ("parked", "later"), ("decision", "yes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.press("f", until=lambda: "Only parked thoughts." in driver.text)
        assert "later" in driver.text
        assert "yes" not in driver.text
        await driver.press("f", until=lambda: "Only decisions." in driver.text)
        assert "later" not in driver.text
        await driver.press("f", "f", until=lambda: "later" in driver.text and "yes" in driver.text)


async def test_a_parked_thought_can_become_a_decision(session: Session) -> None:
    put(session, ("parked", "pay"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("enter")
        await driver.press("tab", "enter", "down", "enter")
        await driver.press("ctrl+o", until=lambda: notes(driver) == [("decision", "pay", False)])


async def test_a_text_that_is_emptied_is_not_kept(session: Session) -> None:
    put(session, ("decision", "yes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("enter")
        await driver.press("delete", "delete", "delete", "ctrl+o")
        await driver.until(lambda: "There is no text." in driver.words)
        assert notes(driver) == [("decision", "yes", False)]


async def test_g_goes_back_to_the_step(session: Session) -> None:
    plan = step_of(session, "plan")
    note = Note(id=new_id(), what="parked", text="later", at=session.moment(), step=plan.id)
    session.apply_now(Change("", (note,)))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "First steps" in driver.text
        await driver.press("g", until=lambda: driver.step == "plan" and driver.dialog is None)


async def test_a_thought_without_a_step_goes_nowhere(session: Session) -> None:
    put(session, ("parked", "later"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "To its step" not in driver.text


async def test_times_of_several_days_have_their_day(session: Session) -> None:
    times = ("2026-11-22T09:05:00+01:00", "2026-11-23T10:15:00+01:00")
    session.apply_now(Change("", tuple(Note(id=new_id(), what="parked", text="x", at=at) for at in times)))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "22-11 09:05" in driver.text
        assert "23-11 10:15" in driver.text


@pytest.mark.parametrize("over", ["f6", "f3", "f7", "ctrl+s", "t", "f9"])
async def test_a_thought_is_kept_over_every_dialog_and_the_dialog_is_still_there(session: Session, over: str) -> None:
    async with running(session) as driver:
        await driver.dialog_opens(over)
        below = driver.app.screen
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_closes("h", "i", "enter")
        await driver.until(lambda: notes(driver) == [("parked", "hi", False)])
        assert driver.app.screen is below


async def test_a_thought_is_kept_while_one_types_in_a_text_of_many_lines(session: Session) -> None:
    put(session, ("decision", "yes"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("e")
        await driver.press("end", "exclamation_mark")
        await driver.dialog_opens("ctrl+r")
        await driver.dialog_closes("n", "o", "enter")
        await driver.until(lambda: ("decision", "no", False) in notes(driver))
        await driver.press("ctrl+o", until=lambda: ("decision", "yes!", False) in notes(driver))


async def test_one_line_at_a_time_is_asked_for(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+t")
        asked = driver.app.screen
        await driver.press("ctrl+n", "ctrl+t", "ctrl+r")
        assert driver.app.screen is asked


async def test_what_is_kept_over_the_list_stands_in_it_at_once(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("ctrl+r")
        await driver.dialog_closes(*"agreed", "enter")
        await driver.until(lambda: "agreed" in driver.text)


async def test_nothing_is_kept_on_the_laptop_handed_round(tmp_path: Path) -> None:
    vote = {"id": "vote", "kind": "dot_voting", "items": "cards"}
    session = make_session(tmp_path, [vote], people=["Anna", "Ben"])
    add_items(session, "cards", "One", "Two", "Three")
    async with running(session) as driver:
        await driver.until(lambda: pane(driver) is not None)
        await driver.dialog_opens("o")
        await driver.dialog_closes("enter")
        await driver.until(lambda: isinstance(pane(driver), OpenPane))
        await hand_round(driver)
        locked = driver.app.screen
        await driver.press("ctrl+t", "ctrl+n", "ctrl+r")
        assert driver.app.screen is locked


async def test_at_home_the_keys_keep_nothing(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        home = driver.app.screen
        await driver.press("ctrl+t", "ctrl+n", "ctrl+r")
        assert driver.app.screen is home


async def test_a_session_for_reading_lists_what_was_kept_and_changes_nothing(session: Session) -> None:
    put(session, ("decision", "yes"))
    async with running(session, read_only=True) as driver:
        await driver.press("ctrl+t")
        assert driver.dialog is None
        await driver.dialog_opens("f8")
        listed = driver.app.screen
        await driver.press("space", "w", "c", "x", "e", "enter", "ctrl+t")
        assert driver.app.screen is listed
        assert notes(driver) == [("decision", "yes", False)]


async def test_escape_at_the_date_goes_back_to_the_owner_who_was_chosen(session: Session) -> None:
    put(session, ("parked", "ask it"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        await driver.dialog_opens("w")
        await driver.press(*"ben", "enter", until=lambda: "When is" in driver.text)
        assert "Enter alone: no date." in driver.words
        await driver.press("escape", until=lambda: "Who answers for" in driver.text)
        await driver.press("enter", until=lambda: "When is" in driver.text)
        await driver.press("enter", until=lambda: driver.session.table(Task))
        assert driver.session.table(Person)[task(driver).owner or ""].name == "Ben"
