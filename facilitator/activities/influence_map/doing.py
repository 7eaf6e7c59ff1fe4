"""What the keys of a map do: each is a function of the screen that may ask, and then saves one change."""

from collections.abc import Awaitable, Callable
from datetime import date as Date
from typing import TYPE_CHECKING

from facilitator.activities.influence_map import acts, dialogs
from facilitator.activities.influence_map.comparing import bases
from facilitator.core.change import Change
from facilitator.core.dates import written_day
from facilitator.core.records import Task
from facilitator.kit.dialogs import AskLine, Choose, Confirm

if TYPE_CHECKING:
    from facilitator.activities.influence_map.screen import MapScreen

Act = Callable[["MapScreen"], Awaitable[None]]
NOTHING = "-"
"""The answer that the map is to be compared with nothing."""


async def save(screen: "MapScreen", change: Change | None) -> bool:
    """Saves a change, if there is one."""
    return change is not None and await screen.context.apply(change)


def today(screen: "MapScreen") -> Date:
    """The local day."""
    return Date.fromisoformat(screen.context.moment()[:10])


async def add(screen: "MapScreen") -> None:
    """People on the list."""
    await save(screen, await dialogs.ask_people(screen.app, screen.view))


async def uncover(screen: "MapScreen") -> None:
    """Shows people until the step ends, after one question: the room can see them."""
    tr = screen.tr
    question = tr("The room can see what you open now. Open the map with names?")
    if await screen.app.push_screen_wait(Confirm(tr, question, tr("Open"), tr("Keep covered"))):
        screen.context.uncover()
        screen.changed(frozenset())


async def values(screen: "MapScreen") -> None:
    """Influence and attitude as numbers."""
    if stand := screen.current:
        await save(screen, await dialogs.ask_place(screen.app, screen.view, stand, screen.context.moment()))


async def wanted(screen: "MapScreen") -> None:
    """Where somebody is wanted."""
    if stand := screen.current:
        await save(screen, await dialogs.ask_wanted(screen.app, screen.view, stand))


async def card(screen: "MapScreen") -> None:
    """Everything else about somebody."""
    if stand := screen.current:
        await save(screen, await dialogs.ask_card(screen.app, screen.view, stand, today(screen)))


async def task(screen: "MapScreen") -> None:
    """The next step as a task."""
    stand = screen.current
    if stand is None:
        return
    change = acts.as_task(screen.view, stand, screen.context.counted)
    if await save(screen, change):
        made = next(record for record in change.puts if isinstance(record, Task))
        said = screen.tr(
            "Task {n} is in the plan. The room does not read its words there, and the client's files leave it out.",
            n=made.number,
        )
        screen.app.notify(said, markup=False)


async def take_off(screen: "MapScreen") -> None:
    """Somebody off the map."""
    if stand := screen.current:
        await save(screen, acts.removed(screen.view, stand.person.id))


async def snapshot(screen: "MapScreen") -> None:
    """Keeps the map as it is now, under a name."""
    tr, at = screen.tr, screen.context.moment()
    acts.snapshot(screen.view, at, "")  # says at once when there is nothing to keep
    title = await screen.app.push_screen_wait(AskLine(tr, tr("Name of this snapshot"), value=tr("Snapshot")))
    if title is not None and await save(screen, acts.snapshot(screen.view, at, title or tr("Snapshot"))):
        screen.compare_with(None)


async def take_over(screen: "MapScreen") -> None:
    """Whoever has no place yet stands where that one stood before."""
    await save(screen, acts.taken_over(screen.view, list(screen.stands.values()), screen.context.moment()))


async def base(screen: "MapScreen") -> None:
    """What the map is compared with."""
    tr, found = screen.tr, bases(screen.view)
    options = [(one.key, f"{one.title} {written_day(one.at[:10], tr)}".strip()) for one in found]
    options.append((NOTHING, tr("Nothing")))
    selected = screen.base.key if screen.base else NOTHING
    chosen = await screen.app.push_screen_wait(Choose(tr, tr("Compare with"), options, selected=selected))
    if chosen is not None:
        screen.compare_with(chosen)


ACTS: dict[str, Act] = {
    "add": add,
    "uncover": uncover,
    "values": values,
    "wanted": wanted,
    "card": card,
    "task": task,
    "take_off": take_off,
    "snapshot": snapshot,
    "take_over": take_over,
    "base": base,
}
