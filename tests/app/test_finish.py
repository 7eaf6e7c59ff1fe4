"""The finish lists what is open, then closes the session."""

from msgspec.structs import replace

from facilitator.app.finish import Finish
from facilitator.app.home import HomeScreen
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Person, Task
from facilitator.session.session import Session
from tests.app.driving import Driver, running, shown
from tests.kit.harness import add_items, step_of


async def at_the_last_step(driver: Driver) -> None:
    last = next(step for step in driver.session.steps if step.key == "plan")
    await driver.run.run.go_to(last.id)
    await driver.until(lambda: driver.step == "plan" and shown(driver))
    driver.app.screen.set_focus(driver.run.query_one("#agenda"))
    await driver.pilot.pause()


async def finish(driver: Driver) -> None:
    """``n`` at the last step, past the one question."""
    await at_the_last_step(driver)
    await driver.dialog_opens("n")
    if "Go on?" in driver.text:
        await driver.press("enter")
    await driver.until(lambda: driver.dialog is not None and "inish" in driver.text and "Not yet" in driver.text)


async def test_n_at_the_last_step_offers_the_finish(session: Session) -> None:
    async with running(session) as driver:
        await finish(driver)
        await driver.dialog_closes("escape")
        assert driver.session.info.state != "finished"


async def test_what_is_open_is_listed(session: Session) -> None:
    task = Task(id=new_id(), number=1, title="Ask [b]IT[/b]", order=1)
    thought = Note(id=new_id(), what="parked", text="pay?", at=session.moment())
    session.apply_now(Change("", (task, thought)))
    async with running(session) as driver:
        await finish(driver)
        assert "Finish although this is open?" in driver.text
        assert "Task “Ask [b]IT[/b]” lacks: owner, date." in driver.text
        assert "Parked thought  pay?" in driver.text


async def test_a_finished_session_is_closed_and_has_no_history(session: Session) -> None:
    session.apply_now(Change("a note", (Note(id=new_id(), what="note", text="x", at=session.moment()),)))
    async with running(session) as driver:
        kinds, folder = driver.session.kinds, driver.session.store.folder
        await finish(driver)
        await driver.press("ctrl+o")
        await driver.until(lambda: isinstance(driver.app.screen, HomeScreen))
        again = Session.open(folder, kinds)
        assert (again.info.state, again.history, again.clock.since) == ("finished", [], None)
        again.close()


def with_ends(session: Session) -> tuple[Task, Note]:
    """A task without owner and date, a parked thought."""
    task = Task(id=new_id(), number=1, title="Ask IT", order=1, step=step_of(session, "ideas").id)
    thought = Note(id=new_id(), what="parked", text="pay?", at=session.moment(), step=step_of(session, "hello").id)
    session.apply_now(Change("", (task, thought, session.counted("tasks", 1))))
    return task, thought


async def on_the_page(driver: Driver, row: str) -> Finish:
    """The page of open ends, the cursor on a row."""
    await finish(driver)
    page = driver.app.screen
    assert isinstance(page, Finish)
    assert page.list.go_to(row)
    await driver.pilot.pause()
    return page


def rows(page: Finish) -> list[str]:
    return [row.cells[1] for row in page.list.rows]


async def test_enter_on_a_task_asks_for_what_it_lacks_and_it_leaves_the_list(session: Session) -> None:
    task, _ = with_ends(session)
    async with running(session) as driver:
        page = await on_the_page(driver, task.id)
        await driver.dialog_opens("enter")
        await driver.press(*"ben", "enter", until=lambda: "When is task 1 done?" in driver.text)
        await driver.press(*"2099-12-03", "enter", until=lambda: driver.app.screen is page)
        await driver.until(lambda: rows(page) == ["pay?"])
        done = driver.session.table(Task)[task.id]
        assert (driver.session.table(Person)[done.owner or ""].name, done.due) == ("Ben", "2099-12-03")


async def test_a_task_that_lacks_only_a_date_is_asked_only_for_that(session: Session) -> None:
    task, _ = with_ends(session)
    anna = next(iter(session.table(Person)))
    session.apply_now(Change("", (replace(task, owner=anna),)))
    async with running(session) as driver:
        page = await on_the_page(driver, task.id)
        assert "Task “Ask IT” lacks: date." in driver.text
        await driver.dialog_opens("enter")
        await driver.press(*"2099-12-03", "enter", until=lambda: driver.app.screen is page)
        await driver.until(lambda: len(rows(page)) == 1)


async def test_owner_and_date_have_their_keys(session: Session) -> None:
    task, _ = with_ends(session)
    async with running(session) as driver:
        await on_the_page(driver, task.id)
        await driver.dialog_opens("d")
        await driver.press(*"2099-12-03", "enter", until=lambda: driver.session.table(Task)[task.id].due)
        await driver.dialog_opens("o")
        await driver.press(*"ben", "enter", until=lambda: driver.session.table(Task)[task.id].owner)


async def test_enter_on_a_parked_thought_makes_a_task(session: Session) -> None:
    _, thought = with_ends(session)
    async with running(session) as driver:
        page = await on_the_page(driver, thought.id)
        await driver.dialog_opens("enter")
        await driver.press("enter", until=lambda: "When is “pay?” done?" in driver.text)
        await driver.press("enter", until=lambda: len(driver.session.table(Task)) == 2)
        await driver.until(lambda: "pay?" in rows(page))
        assert driver.session.table(Note)[thought.id].done


async def test_one_key_closes_a_parked_thought(session: Session) -> None:
    _, thought = with_ends(session)
    async with running(session) as driver:
        page = await on_the_page(driver, thought.id)
        await driver.press("x", until=lambda: driver.session.table(Note)[thought.id].done)
        await driver.until(lambda: rows(page) == ["Ask IT"])


async def test_one_key_says_that_a_task_is_done(session: Session) -> None:
    task, _ = with_ends(session)
    async with running(session) as driver:
        page = await on_the_page(driver, task.id)
        await driver.press("space", until=lambda: driver.session.table(Task)[task.id].status == "done")
        await driver.until(lambda: rows(page) == ["pay?"])


async def test_g_goes_to_the_place_of_an_open_end(session: Session) -> None:
    _, thought = with_ends(session)
    async with running(session) as driver:
        await on_the_page(driver, thought.id)
        await driver.press("g", until=lambda: driver.step == "hello" and driver.dialog is None)
        assert driver.session.info.state != "finished"


async def test_enter_on_what_a_step_says_goes_to_that_step(session: Session) -> None:
    (card,) = add_items(session, "cases", "Quotes")
    session.apply_now(Change("", (replace(card, state="parked", step=step_of(session, "ideas").id),)))
    async with running(session) as driver:
        await finish(driver)
        page = driver.app.screen
        assert isinstance(page, Finish)
        assert rows(page) == ["1 card is parked."]
        await driver.press("enter", until=lambda: driver.step == "ideas" and driver.dialog is None)


async def test_when_everything_is_dealt_with_it_says_so_and_finishes(session: Session) -> None:
    task, thought = with_ends(session)
    async with running(session) as driver:
        page = await on_the_page(driver, task.id)
        await driver.press("x", until=lambda: driver.session.table(Task)[task.id].status == "done")
        await driver.press("x", until=lambda: driver.session.table(Note)[thought.id].done)
        await driver.until(lambda: "Nothing is open any more." in driver.text)
        assert rows(page) == []
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, HomeScreen))


async def test_a_session_can_be_finished_with_open_ends(session: Session) -> None:
    task, _ = with_ends(session)
    async with running(session) as driver:
        kinds, folder = driver.session.kinds, driver.session.store.folder
        await on_the_page(driver, task.id)
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, HomeScreen))
        again = Session.open(folder, kinds)
        assert again.info.state == "finished"
        again.close()


async def test_escape_finishes_nothing(session: Session) -> None:
    task, _ = with_ends(session)
    async with running(session) as driver:
        await on_the_page(driver, task.id)
        await driver.dialog_closes("escape")
        assert driver.session.info.state != "finished"


async def test_what_was_done_on_the_page_can_be_undone_when_one_stays(session: Session) -> None:
    _, thought = with_ends(session)
    async with running(session) as driver:
        await on_the_page(driver, thought.id)
        await driver.press("x", until=lambda: driver.session.table(Note)[thought.id].done)
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: not driver.session.table(Note)[thought.id].done)
