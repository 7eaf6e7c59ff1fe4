"""The finish lists what is open, then closes the session."""

from facilitator.app.home import HomeScreen
from facilitator.core.change import Change
from facilitator.core.ids import new_id
from facilitator.core.records import Note, Task
from facilitator.session.session import Session
from tests.app.driving import Driver, running, shown


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
        assert "Parked thought: “pay?”" in driver.text


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
