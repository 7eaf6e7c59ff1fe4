"""Who is in the room."""

from facilitator.core.records import Person
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.app.driving import Driver, running


def presence(driver: Driver) -> dict[str, str]:
    return {person.name: person.presence for person in driver.session.table(Person).values()}


async def test_the_list_says_how_many_are_present(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "3 of 3 are present." in driver.text


async def test_keys_say_who_comes_late_and_who_has_left(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("l", until=lambda: presence(driver)["Anna"] == "late")
        await driver.press("down", "g", until=lambda: presence(driver)["Ben"] == "left")
        await driver.until(lambda: "1 of 3 are present." in driver.text)


async def test_space_goes_through_present_left_late(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        for wanted in ("left", "late", "present"):
            await driver.press("space", until=lambda wanted=wanted: presence(driver)["Anna"] == wanted)


async def test_presence_is_undone_with_its_name(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("g", until=lambda: presence(driver)["Anna"] == "left")
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: presence(driver)["Anna"] == "present")
        await driver.until(lambda: "Undone: Anna: has left" in driver.said)


async def test_people_are_added_one_per_line(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("a")
        await driver.press("D", "i", "enter", "E", "v", "ctrl+o", until=lambda: len(presence(driver)) == 5)
        await driver.until(lambda: "5 of 5 are present." in driver.text)
        names = [row.cells[1] for row in driver.app.screen.query_one(Rows).rows]
        assert names == ["Anna", "Ben", "Chris", "Di", "Ev"]


async def test_a_person_is_changed_in_a_form(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("enter")
        await driver.press("tab", "I", "T", "ctrl+o")
        await driver.until(lambda: {p.role for p in driver.session.table(Person).values()} == {"", "IT"})


async def test_a_person_without_a_name_is_refused_in_the_form(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("enter")
        await driver.press("ctrl+u", "ctrl+o", until=lambda: "A person needs a name." in driver.text)
        assert set(presence(driver)) == {"Anna", "Ben", "Chris"}


async def test_without_people_it_says_how_to_add_them(session: Session) -> None:
    from facilitator.core.change import Change

    session.apply_now(Change("", drops=tuple(session.table(Person).values())))
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "No people yet. Press a to type or paste them." in driver.text


async def test_a_session_for_reading_changes_nobody(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        await driver.dialog_opens("f6")
        await driver.press("l", "g", "a", "enter")
        assert set(presence(driver).values()) == {"present"}
        assert driver.dialog is driver.app.screen
