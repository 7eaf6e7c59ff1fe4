"""Who is in the room."""

from pathlib import Path

from msgspec.structs import replace
from textual.events import Paste
from textual.widgets import TextArea

from facilitator.core.change import Change
from facilitator.core.records import Person
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.app.conftest import STEPS
from tests.app.driving import Driver, running
from tests.kit.harness import make_session


def people(driver: Driver) -> list[Person]:
    return sorted(driver.session.table(Person).values(), key=lambda person: person.order)


def person(session: Session, name: str) -> Person:
    return next(person for person in session.table(Person).values() if person.name == name)


def presence(driver: Driver) -> dict[str, str]:
    return {person.name: person.presence for person in driver.session.table(Person).values()}


async def test_the_list_says_how_many_are_present(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "3 present · 3 vote" in driver.text


async def test_keys_say_who_comes_late_and_who_has_left(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("l", until=lambda: presence(driver)["Anna"] == "late")
        await driver.press("down", "g", until=lambda: presence(driver)["Ben"] == "left")
        await driver.until(lambda: "1 present, 1 late, 1 left · 1 votes" in driver.text)


async def test_who_is_not_here_is_said_with_one_key(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("x", until=lambda: presence(driver)["Anna"] == "absent")
        await driver.until(lambda: "2 present, 1 not here · 2 vote" in driver.text)


async def test_several_people_are_marked_and_leave_in_one_act(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("space", "space", "g", until=lambda: presence(driver)["Ben"] == "left")
        assert presence(driver) == {"Anna": "left", "Ben": "left", "Chris": "present"}
        assert driver.session.history[-1].label == "2 people: has left"
        assert not driver.app.screen.query_one(Rows).marked


async def test_everybody_is_present_with_one_key(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("space", "space", "space", "x", until=lambda: set(presence(driver).values()) == {"absent"})
        await driver.press("H", until=lambda: set(presence(driver).values()) == {"present"})


async def test_a_key_that_would_change_nothing_is_not_offered(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "l Comes later" in driver.text
        assert "H Everybody is present" not in driver.text
        await driver.press("l", until=lambda: presence(driver)["Anna"] == "late")
        await driver.until(lambda: "h Present" in driver.text and "l Comes later" not in driver.text)


async def test_whoever_facilitates_is_present_and_has_no_vote(session: Session) -> None:
    anna = person(session, "Anna")
    session.apply_now(Change("", (replace(anna, facilitator=True),)))
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "3 present · 2 vote" in driver.text
        assert "Anna (facilitator)" in driver.text


async def test_roles_and_departments_are_in_view_in_a_small_terminal(session: Session) -> None:
    anna = person(session, "Anna")
    session.apply_now(Change("", (replace(anna, role="clerk", department="Sales"),)))
    async with running(session, size=(80, 24)) as driver:
        await driver.dialog_opens("f6")
        assert "clerk" in driver.text
        assert "Sales" in driver.text


async def test_who_has_not_spoken_is_only_shown_when_it_is_asked_for(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("s", until=lambda: "Has spoken: Anna" in driver.said)
        assert "Not yet spoken" not in driver.text
        assert "✓" not in driver.text
        await driver.press("o", until=lambda: "Not yet spoken: Ben, Chris" in driver.text)
        assert "The room can see this." in driver.said
        assert "✓" in driver.text


async def test_a_tick_leaves_no_trace_in_the_history_and_is_for_one_step(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("s", until=lambda: person(driver.session, "Anna").spoke)
        assert driver.session.history == []
        await driver.dialog_closes("escape")
        await driver.run.run.go_to(driver.session.steps[1].id)
        await driver.until(lambda: driver.step == "ideas")
        await driver.dialog_opens("f6")
        await driver.press("o", until=lambda: "Not yet spoken: Anna, Ben, Chris" in driver.text)


async def test_a_new_round_of_speaking_takes_all_ticks_back(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("o", "space", "space", "space", "s", until=lambda: "Everybody has spoken." in driver.text)
        await driver.press("c", until=lambda: "Not yet spoken: Anna, Ben, Chris" in driver.text)


async def test_a_second_tick_takes_the_first_back(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("s", until=lambda: person(driver.session, "Anna").spoke)
        await driver.press("s", until=lambda: "Tick taken back: Anna" in driver.said)
        assert person(driver.session, "Anna").spoke is None


async def test_of_many_who_have_not_spoken_only_the_first_are_named(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=[f"P{n}" for n in range(20)])
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("o", until=lambda: "P7 and 12 more" in driver.text)


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
        await driver.until(lambda: "5 present · 5 vote" in driver.text)
        names = [row.cells[1] for row in driver.app.screen.query_one(Rows).rows]
        assert names == ["Anna", "Ben", "Chris", "Di", "Ev"]


async def test_two_people_of_the_same_name_are_both_kept_and_said(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("a")
        driver.app.post_message(Paste("Di; HR\nDi; IT\nBen"))
        await driver.press("ctrl+o", until=lambda: len(people(driver)) == 5)
        assert [p.department for p in people(driver) if p.name == "Di"] == ["HR", "IT"]
        assert "The same name with another e-mail address or department, all kept: Di." in driver.said
        assert "On the list already: Ben. A namesake needs a department or an address." in driver.said


async def test_cells_of_a_spreadsheet_are_names_and_departments_at_the_door_too(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("a")
        driver.app.post_message(Paste("Name\tDepartment\nDi\tLegal\nEv\tSales"))
        await driver.press("ctrl+o", until=lambda: len(people(driver)) == 5)
        assert [(p.name, p.department) for p in people(driver)[3:]] == [("Di", "Legal"), ("Ev", "Sales")]


async def test_when_a_paste_holds_nobody_new_what_was_typed_stays(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.dialog_opens("a")
        await driver.press("B", "e", "n", "ctrl+o", until=lambda: "On the list already: Ben." in driver.words)
        assert driver.app.screen.query_one(TextArea).text == "Ben"


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
    session.apply_now(Change("", drops=tuple(session.table(Person).values())))
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        assert "No people yet. Press a to type or paste them." in driver.text


async def test_a_session_for_reading_changes_nobody(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        await driver.dialog_opens("f6")
        assert "Change" not in driver.text
        await driver.press("l", "g", "x", "H", "s", "c", "a", "enter")
        assert set(presence(driver).values()) == {"present"}
        assert driver.dialog is driver.app.screen
