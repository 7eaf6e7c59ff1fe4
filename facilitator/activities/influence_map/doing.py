"""What the keys of a map do: each asks what it must, and then saves one change."""

from datetime import date as Date

from facilitator.activities.influence_map import acts, dialogs
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.hand import Act, Hand
from facilitator.core.change import Change
from facilitator.core.dates import written_day
from facilitator.core.records import Task
from facilitator.kit.dialogs import AskLine, Choose, Confirm

NOTHING = "-"
"""The answer that the map is to be compared with nothing."""


async def save(hand: Hand, change: Change | None) -> bool:
    """Saves a change, if there is one."""
    return change is not None and await hand.context.apply(change)


def today(hand: Hand) -> Date:
    """The local day."""
    return Date.fromisoformat(hand.context.moment()[:10])


async def add(hand: Hand) -> None:
    """People on the list."""
    await save(hand, await dialogs.ask_people(hand.app, hand.view))


async def uncover(hand: Hand) -> None:
    """Shows people until the step ends, after one question: the room can see them."""
    tr = hand.tr
    question = tr("The room can see what you open now. Open the map with names?")
    if await hand.app.push_screen_wait(Confirm(tr, question, tr("Open"), tr("Keep covered"))):
        hand.context.uncover()
        hand.changed(frozenset())


async def values(hand: Hand) -> None:
    """Influence and attitude as numbers."""
    if stand := hand.current:
        await save(hand, await dialogs.ask_place(hand.app, hand.view, stand, hand.context.moment()))


async def wanted(hand: Hand) -> None:
    """Where somebody is wanted."""
    if stand := hand.current:
        await save(hand, await dialogs.ask_wanted(hand.app, hand.view, stand))


async def card(hand: Hand) -> None:
    """Everything else about somebody."""
    if stand := hand.current:
        await save(hand, await dialogs.ask_card(hand.app, hand.view, stand, today(hand)))


async def task(hand: Hand) -> None:
    """The next step as a task."""
    stand = hand.current
    if stand is None:
        return
    change = acts.as_task(hand.view, stand, hand.context.counted)
    if await save(hand, change):
        made = next(record for record in change.puts if isinstance(record, Task))
        said = hand.tr(
            "Task {n} is in the plan. The room does not read its words there, and the client's files leave it out.",
            n=made.number,
        )
        hand.app.notify(said, markup=False)


async def take_off(hand: Hand) -> None:
    """Somebody off the map."""
    if stand := hand.current:
        await save(hand, acts.removed(hand.view, stand.person.id))


async def snapshot(hand: Hand) -> None:
    """Keeps the map as it is now, under a name."""
    tr, at = hand.tr, hand.context.moment()
    acts.snapshot(hand.view, at, "")  # says at once when there is nothing to keep
    title = await hand.app.push_screen_wait(AskLine(tr, tr("Name of this snapshot"), value=tr("Snapshot")))
    if title is not None and await save(hand, acts.snapshot(hand.view, at, title or tr("Snapshot"))):
        hand.compare_with(None)


async def take_over(hand: Hand) -> None:
    """Whoever has no place yet stands where that one stood before."""
    await save(hand, acts.taken_over(hand.view, list(hand.stands.values()), hand.context.moment()))


async def base(hand: Hand) -> None:
    """What the map is compared with."""
    tr, found = hand.tr, bases(hand.view)
    options = [(one.key, f"{one.title} {written_day(one.at[:10], tr)}".strip()) for one in found]
    options.append((NOTHING, tr("Nothing")))
    selected = hand.base.key if hand.base else NOTHING
    chosen = await hand.app.push_screen_wait(Choose(tr, tr("Compare with"), options, selected=selected))
    if chosen is not None:
        hand.compare_with(chosen)


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
