"""A person is taken off the record, and a session removed, from the screen."""

from pathlib import Path

import pytest

from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Person
from facilitator.session.session import Session
from tests.app.conftest import STEPS, Now
from tests.app.driving import Driver, program, running, shown
from tests.kit.harness import make_session


def note(session: Session, text: str) -> None:
    session.apply_now(Change("note it", (Note(id=new_id(), what="note", text=text, at=session.moment()),)))


def names(driver: Driver) -> list[str]:
    return sorted(person.name for person in driver.session.table(Person).values())


def home_of(session: Session) -> Path:
    return session.store.folder.parent.parent


def held(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def ask(driver: Driver) -> None:
    """Opens the list of people, and the question about the first of them, who is Anna."""
    await driver.dialog_opens("f6")
    await driver.dialog_opens("delete")


async def agree(driver: Driver, name: str = "Anna") -> None:
    await driver.dialog_opens("enter")
    await driver.until(lambda: f"Type “{name}” to do it." in driver.text)
    await driver.press(*("space" if sign == " " else sign for sign in name))


async def reopened(driver: Driver, *keys: str) -> None:
    """Presses keys and waits until the session is on the screen again."""
    await driver.press(*keys, until=lambda: driver.app.run_screen is not None and shown(driver))


async def test_a_person_is_gone_after_the_name_was_typed_and_the_session_is_there_again(session: Session) -> None:
    note(session, "Anna will call")
    folder = session.store.folder
    async with running(session) as driver:
        await ask(driver)
        assert "Take Anna off the record?" in driver.text
        await agree(driver)
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        assert "Out of reach" in driver.words
        await reopened(driver, "enter")
        assert names(driver) == ["Ben", "Chris"]
        assert driver.session.history == []
        assert [n.text for n in driver.session.table(Note).values()] == ["[removed] will call"]
    assert not held(folder, "Anna")


async def test_before_the_name_is_typed_nothing_has_changed(session: Session) -> None:
    note(session, "Anna will call")
    async with running(session) as driver:
        await ask(driver)
        await agree(driver, "Anna")
        await driver.dialog_closes("escape")
        assert names(driver) == ["Anna", "Ben", "Chris"]
        assert driver.session.history


async def test_another_name_does_not_do_it(session: Session) -> None:
    async with running(session) as driver:
        await ask(driver)
        await driver.dialog_opens("enter")
        await driver.press("B", "e", "n", "enter", until=lambda: "That is another name." in driver.text)
        assert names(driver) == ["Anna", "Ben", "Chris"]


async def test_what_it_means_is_shown_first(session: Session) -> None:
    note(session, "Anna will call")
    async with running(session) as driver:
        await ask(driver)
        assert "1 entry in the list of people, 1 place in texts, 1 change in the history" in driver.words


async def test_it_can_be_limited_to_this_session(session: Session, tmp_path: Path, now: Now) -> None:
    other = make_session(tmp_path, STEPS, people=["Anna"], title="Other", now=now)
    other.close()
    async with running(session) as driver:
        await ask(driver)
        await driver.press("down", "enter", until=lambda: "Yes, in this session only" in driver.text)
        await agree(driver)
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        await reopened(driver, "enter")
    assert held(other.store.folder, "Anna")


async def test_further_words_go_as_well(session: Session) -> None:
    note(session, "Annie will call")
    async with running(session) as driver:
        await ask(driver)
        await driver.press("down", "down", "enter", until=lambda: "Which further words" in driver.text)
        await driver.press(*"Annie", "enter", until=lambda: "1 place in texts" in driver.words)
        await agree(driver)
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        await reopened(driver, "enter")
        assert [n.text for n in driver.session.table(Note).values()] == ["[removed] will call"]


async def test_results_that_hold_the_name_stay_unless_their_deletion_is_chosen(session: Session) -> None:
    result = home_of(session) / "exports" / "one" / "report.md"
    result.parent.mkdir(parents=True)
    result.write_text("by Anna")
    async with running(session) as driver:
        await ask(driver)
        assert "1 result holds the name." in driver.words
        await driver.press("down", "down", "down", "enter", until=lambda: "Leave the results alone" in driver.text)
        await agree(driver)
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        await reopened(driver, "enter")
    assert not result.exists()


async def test_nothing_of_another_client_is_named_where_the_room_can_see_it(
    session: Session, tmp_path: Path, now: Now
) -> None:
    first = session.info
    session.apply_now(Change("", (type(first)(**{**as_dict(first), "client": "Acme"}),), history="none"))
    anna = next(person for person in session.table(Person).values() if person.name == "Anna")
    other = make_session(tmp_path, STEPS, title="Secret merger", now=now)
    other.apply_now(Change("", (anna,), history="none"))
    other.close()
    async with running(session) as driver:
        await ask(driver)
        assert "Secret merger" not in driver.text
        assert "1 session or archive of another client" in driver.words


def as_dict(record: object) -> dict[str, object]:
    import msgspec

    return msgspec.structs.asdict(record)  # type: ignore[arg-type]


async def test_a_purge_while_a_round_is_open_leaves_it_open(session: Session) -> None:
    from facilitator.activities.ideas.rules import Gathering

    step = next(step for step in session.steps if step.kind == "ideas")
    gathering = Gathering(id=new_id(), step=step.id)
    await session.rounds.open(gathering.id, step.id, {}, Change("open", (gathering,)))
    await session.rounds.cast(gathering.id, new_id(), {"title": "ask Anna"}, "laptop")
    async with running(session) as driver:
        await ask(driver)
        await agree(driver)
        await driver.press("enter", until=lambda: "Taken off the record" in driver.text)
        assert "its receipt is void" in driver.words
        await reopened(driver, "enter")
        assert driver.session.rounds.standing(gathering.id).state == "open"
        assert [value for _, value in driver.session.rounds.waiting(gathering.id)] == [{"title": "ask [removed]"}]


async def test_in_a_session_for_reading_nobody_is_taken_off(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        await driver.dialog_opens("f6")
        people = driver.app.screen
        await driver.press("delete")
        assert driver.app.screen is people


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_question_is_whole_at_every_size(session: Session, size: tuple[int, int]) -> None:
    for n in range(30):
        note(session, f"Annas {n}. plan, and Anna")
    async with running(session, size=size) as driver:
        await ask(driver)
        assert "Yes, in every session and archive of this computer" in driver.words
        assert "Instead in this session only" in driver.words


async def test_a_session_is_removed_from_home_after_its_title_was_typed(session: Session) -> None:
    folder, home = session.store.folder, home_of(session)
    session.close()
    async with program(home) as driver:
        await driver.dialog_opens("delete")
        await driver.until(lambda: "Remove “Use cases” for good?" in driver.text)
        await agree(driver, "Use cases")
        await driver.press("enter", until=lambda: "The session is removed." in driver.text)
        await driver.dialog_closes("enter")
        await driver.until(lambda: "There are no sessions yet." in driver.text)
    assert not folder.exists()


async def test_a_session_that_somebody_has_open_is_not_removed(session: Session) -> None:
    folder = session.store.folder
    async with program(home_of(session)) as driver:
        await driver.dialog_opens("delete")
        await agree(driver, "Use cases")
        await driver.press("enter", until=lambda: "That did not work." in driver.text)
        await driver.dialog_closes("enter")
    assert folder.exists()


async def test_a_session_is_not_removed_when_one_goes_back(session: Session) -> None:
    folder, home = session.store.folder, home_of(session)
    session.close()
    async with program(home) as driver:
        await driver.dialog_opens("delete")
        await driver.dialog_closes("escape")
        assert "Use cases" in driver.text
    assert folder.exists()


async def test_without_sessions_there_is_nothing_to_remove(tmp_path: Path) -> None:
    async with program(tmp_path) as driver:
        await driver.press("delete")
        assert len(driver.app.screen_stack) == 1
