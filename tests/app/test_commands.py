"""The palette."""

from facilitator.app.commands import ActionProvider, commands
from facilitator.core.change import Change
from facilitator.session.session import Session
from tests.app.driving import Driver, running


def titles(driver: Driver) -> list[str]:
    return [command.title for command in commands(driver.app, driver.app.screen, driver.app.tr)]


async def found(driver: Driver, words: str) -> list[str]:
    provider = ActionProvider(driver.run)
    return [str(hit.text) async for hit in provider.search(words)]


async def test_nothing_is_listed_twice(session: Session) -> None:
    async with running(session) as driver:
        assert len(titles(driver)) == len(set(titles(driver)))


async def test_it_does_not_offer_itself(session: Session) -> None:
    async with running(session) as driver:
        assert "All actions" not in titles(driver)


async def test_words_find_an_action(session: Session) -> None:
    async with running(session) as driver:
        assert "Finish the session" in await found(driver, "finish")
        assert await found(driver, "zzzzzz") == []


async def test_everything_is_listed_before_a_word_is_typed(session: Session) -> None:
    async with running(session) as driver:
        hits = [str(hit.text) async for hit in ActionProvider(driver.run).discover()]
        assert hits == titles(driver)


async def test_keys_stand_beside_their_actions_and_brackets_are_literal(session: Session) -> None:
    async with running(session) as driver:
        hits = [hit async for hit in ActionProvider(driver.run).discover()]
        shown = {str(hit.text): str(hit.display) for hit in hits}
        assert shown["People"] == "People  F6"
        assert shown["Back to Home"] == "Back to Home  F10, ^l"


async def test_the_word_for_the_screen_turns_with_the_rule(session: Session) -> None:
    async with running(session) as driver:
        assert "This screen is private" in titles(driver)
        driver.app.turn_public()
        assert "The room can see this screen" in titles(driver)
        assert "This screen is private" not in titles(driver)


async def test_a_session_for_reading_offers_nothing_that_changes_it(session: Session) -> None:
    async with running(session, read_only=True) as driver:
        offered = set(titles(driver))
        assert not offered & {"Finish the session", "Skip this step", "Clock", "Parked thought", "Keep a note", "Undo"}
        assert {"People", "History", "Export", "Load again"} <= offered


async def test_a_finished_session_is_not_finished_again(session: Session) -> None:
    from msgspec.structs import replace

    session.apply_now(Change("", (replace(session.info, state="finished"),)))
    async with running(session) as driver:
        assert "Finish the session" not in titles(driver)


async def test_actions_of_the_step_are_there_while_the_agenda_has_the_focus(session: Session) -> None:
    async with running(session) as driver:
        await driver.press("n", until=lambda: driver.step == "ideas" and driver.app.focused is not None)
        inside = set(titles(driver))
        driver.app.screen.set_focus(driver.run.query_one("#agenda"))
        await driver.pilot.pause()
        beside = set(titles(driver))
        assert {"Next step", "People"} <= inside & beside
