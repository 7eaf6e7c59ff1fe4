"""What was done, undo and redo."""

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note
from facilitator.session.session import Session
from tests.app.driving import Driver, running


def put(session: Session, label: str, *, seen: bool = False) -> None:
    note = Note(id=new_id(), what="note", text=label, at=session.moment())
    session.apply_now(Change(label, (note,), history="barrier" if seen else "undo"))


def texts(driver: Driver) -> list[str]:
    return sorted(note.text for note in driver.session.table(Note).values())


async def test_undo_and_redo_say_what_they_do(session: Session) -> None:
    put(session, "first [/b]")
    async with running(session) as driver:
        await driver.press("ctrl+z", until=lambda: texts(driver) == [])
        await driver.until(lambda: "Undone: first [/b]" in driver.said)
        await driver.press("ctrl+y", until=lambda: texts(driver) == ["first [/b]"])
        await driver.until(lambda: "Done again: first [/b]" in driver.said)


async def test_what_others_have_seen_is_not_undone_and_says_why(session: Session) -> None:
    put(session, "open the round", seen=True)
    async with running(session) as driver:
        await driver.press("ctrl+z")
        await driver.until(lambda: any("cannot be undone: others have seen it" in said for said in driver.said))
        assert texts(driver) == ["open the round"]


async def test_the_list_has_the_newest_on_top(session: Session) -> None:
    put(session, "first")
    put(session, "second")
    async with running(session) as driver:
        await driver.dialog_opens("f7")
        assert driver.text.index("second") < driver.text.index("first")


async def test_undo_works_in_the_list_and_is_marked(session: Session) -> None:
    put(session, "first")
    async with running(session) as driver:
        await driver.dialog_opens("f7")
        await driver.press("ctrl+z", until=lambda: "undone" in driver.text)
        assert texts(driver) == []
        await driver.press("ctrl+y", until=lambda: texts(driver) == ["first"])


async def test_undo_works_after_a_restart(session: Session) -> None:
    put(session, "first")
    async with running(session) as driver:
        assert texts(driver) == ["first"]
        again = driver.session
    async with running(again) as driver:
        await driver.press("ctrl+z", until=lambda: texts(driver) == [])


async def test_an_empty_history_says_so(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f7")
        assert "Nothing has been done yet" in driver.text


async def test_fast_keys_undo_one_change_each(session: Session) -> None:
    for n in range(4):
        put(session, f"change {n}")
    async with running(session) as driver:
        await driver.press("ctrl+z", "ctrl+z", "ctrl+z", until=lambda: texts(driver) == ["change 0"])
        await driver.press("ctrl+y", "ctrl+y", until=lambda: texts(driver) == ["change 0", "change 1", "change 2"])
