"""Parked thoughts, notes and decisions."""

from pathlib import Path

import pytest

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note
from facilitator.session.session import Session
from tests.app.driving import Driver, running


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


async def test_notes_are_closed_while_the_room_can_see_the_screen(session: Session) -> None:
    put(session, ("note", "the boss is late"), ("parked", "later"))
    async with running(session) as driver:
        await driver.dialog_opens("f8")
        assert "the boss" not in driver.text
        assert "1 note is closed: the room can see this screen." in driver.text
        await driver.press("v", until=lambda: "the boss" in driver.text)
        assert "The room can see this." in driver.said


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
        await driver.press("v", until=lambda: "the boss" in driver.text)
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
