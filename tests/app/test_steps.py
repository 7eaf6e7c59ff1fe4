"""Steps of a running session."""

from facilitator.app import steps
from facilitator.core.agenda import ordered
from facilitator.session.session import Session
from tests.app.driving import running


async def test_a_step_is_skipped_taken_up_again_and_both_are_undone(session: Session) -> None:
    async with running(session) as driver:

        def states() -> list[str]:
            return [step.state for step in ordered(driver.session.steps)][:1]

        await steps.skip(driver.run.run)
        assert states() == ["skipped"]
        await steps.skip(driver.run.run)
        assert states() == ["open"]
        await driver.press("ctrl+z", until=lambda: states() == ["skipped"])
        await driver.until(lambda: "Undone: take “Welcome” up again" in driver.said)
