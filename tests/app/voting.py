"""The hands of a vote on the screen: the laptop goes round and comes back."""

from facilitator.kit.locked import LockedScreen
from facilitator.kit.panes import Pane
from tests.app.driving import Driver


def pane(driver: Driver) -> Pane | None:
    """The part of the vote that is shown."""
    return next(iter(driver.run.query(Pane)), None)


async def ballot(driver: Driver, *keys: str) -> None:
    """One voter, from *next voter* to the cleared screen."""
    locked = driver.app.screen
    assert isinstance(locked, LockedScreen)
    await driver.press("enter", until=lambda: locked.phase == "ballot")
    await driver.press(*keys)
    await driver.press("enter", until=lambda: locked.phase == "asking")
    await driver.press("c", until=lambda: locked.phase == "thanks")
    await driver.press("enter", until=lambda: locked.phase in ("waiting", "full"))


async def hand_round(driver: Driver) -> None:
    """Hands it round for the first time, with a new code."""
    await driver.dialog_opens("h")
    await driver.dialog_closes("4", "7", "1", "1", "enter")
    await driver.until(lambda: driver.dialog is not None)
    await driver.press("4", "7", "1", "1", "enter")
    await driver.until(lambda: isinstance(driver.app.screen, LockedScreen))


async def take_back(driver: Driver) -> None:
    """The facilitator comes back by the code."""
    await driver.press("f", "4", "7", "1", "1", "enter", until=lambda: driver.dialog is None)
