"""A step with rounds in a small app: keys one by one, also while the laptop goes round.

app = RoundApp(session, "vote")
async with app.run_test(size=(80, 24)) as pilot:
    await settle(app, pilot)
    await lock(app, pilot)
    await give(app, pilot, "1", "down", "1")
    await unlock(app, pilot)
"""

from typing import Any

from textual.events import Key
from textual.pilot import Pilot

from facilitator.kit.dialogs import Dialog
from facilitator.kit.locked import LockedScreen, is_locked
from facilitator.kit.panes import Pane
from tests.kit.harness import StepApp

CODE = "4711"


class RoundApp(StepApp):
    """A step's app that plays its part while the laptop is locked."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not is_locked(self)

    @property
    def pane(self) -> Pane:
        return self.screen_stack[0].query_one(Pane)


async def press(app: RoundApp, pilot: Pilot[Any], *keys: str) -> None:
    """Presses keys one by one; whatever they start is done before the next, dialogs excepted."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
        await settle(app, pilot)


async def settle(app: RoundApp, pilot: Pilot[Any]) -> None:
    """Until nothing is going on but waiting for an answer."""
    await pilot.pause()
    while busy(app):
        await pilot.pause()


def busy(app: RoundApp) -> bool:
    """Whether work is under way that needs no key."""
    if isinstance(app.screen, LockedScreen):
        return app.screen.phase == "saving"
    return not isinstance(app.screen, Dialog) and bool(list(app.workers))


async def lock(app: RoundApp, pilot: Pilot[Any]) -> None:
    """Opens a round and locks the laptop, choosing a code."""
    await press(app, pilot, "o", "enter")
    await press(app, pilot, "h", *CODE, "enter", *CODE, "enter")
    assert isinstance(app.screen, LockedScreen)


async def give(app: RoundApp, pilot: Pilot[Any], *keys: str) -> None:
    """One voter at the locked laptop, with the keys that fill in the ballot."""
    await press(app, pilot, "enter", *keys, "enter", "c", "enter")


async def unlock(app: RoundApp, pilot: Pilot[Any]) -> None:
    """The facilitator comes back by the code."""
    await press(app, pilot, "f", *CODE, "enter")
    assert not isinstance(app.screen, LockedScreen)
