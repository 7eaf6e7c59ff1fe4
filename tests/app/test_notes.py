"""The facilitator's notes stay closed while the room can see the screen."""

from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session
from tests.app.driving import running


async def test_notes_are_asked_about_before_the_room_sees_them(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f2")
        assert isinstance(driver.dialog, Confirm)
        assert "Smile." not in driver.text
        await driver.dialog_closes("enter")
        assert driver.dialog is None


async def test_notes_are_shown_after_yes_and_then_without_a_question(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f2")
        await driver.press("right", "enter", until=lambda: "Smile." in driver.text)
        await driver.dialog_closes("enter")
        await driver.dialog_opens("f2")
        assert "Smile." in driver.text


async def test_a_private_screen_shows_notes_at_once(session: Session) -> None:
    async with running(session) as driver:
        driver.app.turn_public()
        await driver.dialog_opens("f2")
        assert "Smile." in driver.text


async def test_an_opened_note_is_closed_again_with_its_step(session: Session) -> None:
    async with running(session) as driver:
        await driver.dialog_opens("f2")
        await driver.press("right", "enter", until=lambda: "Smile." in driver.text)
        await driver.dialog_closes("enter")
        step = driver.run.run.step
        assert step is not None
        other = next(s for s in driver.session.steps if s.key == "ideas")
        await driver.run.run.go_to(other.id)
        await driver.run.run.go_to(step.id)
        assert driver.run.run.notes_opened is None


async def test_a_step_without_notes_says_so(session: Session) -> None:
    async with running(session) as driver:
        other = next(s for s in driver.session.steps if s.key == "pause")
        await driver.run.run.go_to(other.id)
        await driver.until(lambda: driver.run.run.door is not None and driver.run.run.door.view.step.id == other.id)
        await driver.press("f2", until=lambda: "There are no notes for this step." in driver.said)
