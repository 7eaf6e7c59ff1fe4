"""ctrl+s: what is found as one types, and where enter goes."""

from msgspec.structs import replace
from textual.widgets import Input

from facilitator.app.search import Search
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Note, Record, Task
from facilitator.kit.board import Board
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.app.driving import Driver, running, shown
from tests.kit.harness import add_items, step_of


def put(session: Session, *records: Record) -> None:
    session.apply_now(Change("", tuple(records), history="none"))


async def search(driver: Driver, *keys: str) -> Search:
    """Opens the search and types."""
    await driver.dialog_opens("ctrl+s")
    dialog = driver.dialog
    assert isinstance(dialog, Search)
    await driver.press(*keys)
    await driver.until(lambda: dialog.query_one(Input).value)
    return dialog


def listed(dialog: Search) -> list[str]:
    return [row.cells[2] for row in dialog.query_one(Rows).rows]


async def test_results_come_as_one_types_with_number_and_step(session: Session) -> None:
    (card,) = add_items(session, "cases", "Draft quotes")
    put(session, replace(card, step=step_of(session, "ideas").id))
    async with running(session) as driver:
        dialog = await search(driver, *"quo")
        (row,) = dialog.query_one(Rows).rows
        assert row.cells == ("Card", "1", "Draft quotes", "Collect use cases")
        assert "1 found." in driver.text


async def test_a_hit_outside_the_title_is_shown_behind_it(session: Session) -> None:
    (card,) = add_items(session, "cases", "Draft quotes")
    put(session, replace(card, text="x " * 100 + "spare parts"))
    async with running(session, size=(80, 24)) as driver:
        dialog = await search(driver, *"spare")
        (text,) = listed(dialog)
        assert text.startswith("Draft quotes · …")
        assert "spare" in text
        assert "spare" in driver.text


async def test_enter_goes_to_the_step_of_a_card_and_puts_the_cursor_on_it(session: Session) -> None:
    cards = add_items(session, "cases", "One", "Two", "Three")
    put(session, *(replace(card, step=step_of(session, "ideas").id) for card in cards))
    async with running(session) as driver:
        await search(driver, "3")
        await driver.press("enter", until=lambda: driver.step == "ideas" and shown(driver))
        await driver.until(lambda: driver.run.query(Board) and driver.run.query_one(Board).current == cards[2].id)
        assert step_of(driver.session, "hello").state == "open"


async def test_a_card_that_the_step_on_the_screen_shows_is_found_there(session: Session) -> None:
    cards = add_items(session, "cases", "One", "Two", "Three")
    async with running(session) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and shown(driver) and driver.run.query(Board))
        await search(driver, *"two")
        await driver.press("enter", until=lambda: driver.dialog is None)
        await driver.until(lambda: driver.run.query_one(Board).current == cards[1].id)
        assert driver.step == "ideas"


async def test_a_card_that_no_step_shows_is_said(session: Session) -> None:
    put(session, Item(id=new_id(), number=1, collection="other", title="Lost", order=1))
    async with running(session) as driver:
        await search(driver, *"lost")
        await driver.press("enter", until=lambda: driver.dialog is None)
        await driver.until(lambda: "No step of the agenda shows this card." in driver.said)


async def test_enter_goes_to_a_step(session: Session) -> None:
    async with running(session) as driver:
        await search(driver, *"first steps")
        await driver.press("enter", until=lambda: driver.step == "plan" and driver.dialog is None)


async def test_a_person_is_shown_in_the_list_of_people(session: Session) -> None:
    async with running(session) as driver:
        before = await search(driver, *"chris")
        await driver.press("enter", until=lambda: driver.dialog not in (before, None))
        await driver.until(lambda: driver.app.screen.query(Rows))
        rows = driver.app.screen.query_one(Rows)
        assert "Chris" in " ".join(rows.rows[rows.cursor].cells)


async def test_a_task_is_shown_in_the_plan(session: Session) -> None:
    tasks = [Task(id=new_id(), number=n, title=title, order=n) for n, title in enumerate(("Ask HR", "Ask IT"), 1)]
    put(session, *tasks)
    async with running(session) as driver:
        before = await search(driver, *"ask it")
        await driver.press("enter", until=lambda: driver.dialog not in (before, None))
        assert driver.app.screen.query_one(Rows).current == tasks[1].id


async def test_what_was_kept_is_shown_in_its_list(session: Session) -> None:
    notes = [Note(id=new_id(), what="parked", text=text, at=session.moment()) for text in ("one", "two")]
    put(session, *notes)
    async with running(session) as driver:
        before = await search(driver, *"two")
        await driver.press("enter", until=lambda: driver.dialog not in (before, None))
        assert driver.app.screen.query_one(Rows).current == notes[1].id


async def test_covered_cards_and_notes_are_counted_but_not_shown_to_the_room(session: Session) -> None:
    (card,) = add_items(session, "cases", "Secret plan")
    put(session, replace(card, hidden=True), Note(id=new_id(), what="note", text="secret", at=session.moment()))
    async with running(session) as driver:
        dialog = await search(driver, *"secret")
        assert listed(dialog) == []
        assert "0 found. 2 more are held back: the room can see this screen." in driver.text


async def test_a_private_screen_holds_nothing_back(session: Session) -> None:
    put(session, Note(id=new_id(), what="note", text="secret", at=session.moment()))
    async with running(session) as driver:
        driver.app.turn_public()
        dialog = await search(driver, *"secret")
        assert listed(dialog) == ["secret"]
        assert "held back" not in driver.text


async def test_the_notes_of_a_step_are_found_only_in_private(session: Session) -> None:
    async with running(session) as driver:
        assert listed(await search(driver, *"smile")) == []
        await driver.dialog_closes("escape")
        driver.app.turn_public()
        dialog = await search(driver, *"smile")
        assert listed(dialog) == ["Welcome · Smile."]


async def test_the_arrows_move_in_the_list_while_one_types(session: Session) -> None:
    add_items(session, "cases", "Ask one", "Ask two")
    async with running(session) as driver:
        dialog = await search(driver, *"ask")
        await driver.press("down")
        assert dialog.query_one(Rows).cursor == 1
        await driver.press("space", "t")
        assert dialog.query_one(Input).value == "ask t"
        assert listed(dialog) == ["Ask two"]


async def test_printable_keys_of_run_are_typed(session: Session) -> None:
    async with running(session) as driver:
        dialog = await search(driver, *"npt", "minus", "slash", "number_sign")
        assert dialog.query_one(Input).value == "npt-/#"
        assert driver.step == "hello"


async def test_without_words_it_says_what_it_searches(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("ctrl+s")
        assert "Searches cards, tasks, people, steps and what was kept." in driver.text
        await driver.press("enter")
        assert isinstance(driver.dialog, Search)


async def test_markup_in_a_card_is_shown_literally(session: Session) -> None:
    add_items(session, "cases", "[red]x[/nope] quotes")
    async with running(session) as driver:
        await search(driver, *"quotes")
        assert driver.text.count("[red]x[/nope] quotes") == 2


async def test_what_is_added_while_it_is_open_is_found(session: Session) -> None:
    async with running(session) as driver:
        dialog = await search(driver, *"late")
        assert listed(dialog) == []
        await driver.dialog_opens("ctrl+t")
        await driver.dialog_closes(*"too late", "enter")
        await driver.until(lambda: listed(dialog) == ["too late"])


async def test_a_session_for_reading_can_be_searched(session: Session) -> None:
    add_items(session, "cases", "Draft quotes")
    async with running(session, read_only=True) as driver:
        await search(driver, *"quotes")
        await driver.press("enter", until=lambda: driver.step == "ideas")
