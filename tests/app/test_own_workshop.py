"""The agenda on the screen as an own workshop."""

from textual.widgets import Input

from facilitator.core.i18n import Translator
from facilitator.imports.library import library
from facilitator.kit.dialogs import Form, Message
from facilitator.session.session import Session
from tests.app.driving import Driver, running


async def asks(driver: Driver) -> Form:
    driver.run.action_open("own_workshop")
    await driver.until(lambda: isinstance(driver.app.screen, Form))
    assert isinstance(driver.app.screen, Form)
    return driver.app.screen


async def test_the_palette_offers_it(session: Session) -> None:
    async with running(session) as driver:
        assert "Save as own workshop" in [command.title for command in driver.run.commands()]


async def test_a_read_only_session_can_be_saved_as_well(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        assert "Save as own workshop" in [command.title for command in driver.run.commands()]


async def test_title_and_id_are_asked_and_it_is_in_the_library(session: Session) -> None:
    async with running(session) as driver:
        form = await asks(driver)
        form.query_one("#field-0", Input).value = "Mine"
        form.query_one("#field-1", Input).value = "mine"
        await driver.press("ctrl+o", until=lambda: isinstance(driver.app.screen, Message))
        assert "workshops/mine" in driver.words.replace(" ", "")
        source = library(driver.app.home, Translator())["mine"]
        assert source.workshop is not None
        assert [step.title for step in source.workshop.steps] == [
            "Welcome", "Collect use cases", "Break", "First steps"
        ]  # fmt: skip


async def test_an_id_that_is_taken_is_said_under_its_field_and_nothing_is_lost(session: Session) -> None:
    folder = session.store.folder.parent.parent / "workshops" / "mine"
    folder.mkdir(parents=True)
    async with running(session) as driver:
        form = await asks(driver)
        form.query_one("#field-0", Input).value = "My title"
        form.query_one("#field-1", Input).value = "mine"
        await driver.press("ctrl+o", until=lambda: "is there already" in driver.words)
        assert driver.app.screen is form
        assert "My title" in driver.words


async def test_a_disk_that_does_not_take_it_is_said_and_asked_again(session: Session) -> None:
    (session.store.folder.parent.parent / "workshops").write_text("in the way")
    async with running(session) as driver:
        form = await asks(driver)
        form.query_one("#field-0", Input).value = "My title"
        await driver.press("ctrl+o", until=lambda: any("Cannot write" in said for said in driver.said))
        await driver.until(lambda: isinstance(driver.app.screen, Form) and driver.app.screen is not form)
        assert "My title" in driver.words
