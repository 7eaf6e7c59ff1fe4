"""What can be done with covered and anonymous cards."""

from collections.abc import Callable
from random import SystemRandom

from facilitator.activities.ideas import reveal, rules
from facilitator.activities.ideas.hand import Hand
from facilitator.core.change import Change
from facilitator.core.ids import Id
from facilitator.core.records import Counter
from facilitator.core.rounds import Round
from facilitator.kit.context import StepContext
from facilitator.kit.dialogs import Choose, Confirm
from facilitator.kit.rounds import why_unknown


async def show(hand: Hand) -> None:
    """Shows all covered and all anonymous cards, after one question."""
    tr, context = hand.context.tr, hand.context
    record = reveal.gathering(hand.view)
    if record is not None and (why := why_unknown(context, record.id)):
        await _set_aside(hand, record, why)
        return
    waiting = len(rules.covered(hand.view)) + (_in_box(context, record.id) if record else 0)
    question = tr.n("Show {n} card to everybody?", "Show {n} cards to everybody?", waiting)
    details = tr("They come in random order. This cannot be undone.")
    if not await hand.ask(Confirm(tr, question, tr("Show"), tr("Not yet"), default_yes=True, details=details)):
        return
    if rules.covered(hand.view):
        await hand.save(reveal.reveal(hand.view, SystemRandom()))
    if record is not None:
        if hand.view.table(Round)[record.id].state == "open":
            await context.rounds.close(record.id, Change(tr("Collect no more anonymous cards")))
        await context.rounds.reveal(record.id, reveal.outcome(hand.view, record, _numbers(context)))


async def _set_aside(hand: Hand, record: rules.Gathering, why: str) -> None:
    """The way out when the box cannot be read: its cards are given up, so that a new box takes others."""
    tr = hand.context.tr
    question = tr("The anonymous cards cannot be shown. Set them aside unread?")
    details = f"{why}\n\n{tr('What is in the box is destroyed; new cards go into a new one. This cannot be undone.')}"
    if await hand.ask(Confirm(tr, question, tr("Set aside"), tr("Keep it"), details=details)):
        await hand.context.rounds.give_up(record.id, reveal.setting_aside(hand.view, record))


def _in_box(context: StepContext, round_id: Id) -> int:
    """How many cards of a box will be shown: all but the withheld ones."""
    standing = context.rounds.standing(round_id)
    return max(0, standing.ballots - sum(name.startswith(reveal.NOTE) for name in standing.notes))


def _numbers(context: StepContext) -> Callable[[int], tuple[int, Counter]]:
    return lambda how_many: (context.number("items"), context.counted("items", how_many))


async def withhold(hand: Hand) -> None:
    """Lists the anonymous cards that wait, in random order, so that one can be kept from the room."""
    tr, context = hand.context.tr, hand.context
    record = reveal.gathering(hand.view)
    if record is None:
        return
    if why := why_unknown(context, record.id):
        await _set_aside(hand, record, why)
        return
    if not await _may_open(hand):
        return
    waiting = [(mark, found) for mark, value in context.rounds.waiting(record.id) if (found := reveal.idea(value))]
    chosen: str | None = None
    while True:
        notes = context.rounds.standing(record.id).notes
        options = [
            (mark, tr("{title} (withheld)", title=idea.title) if reveal.NOTE + mark in notes else idea.title)
            for mark, idea in waiting
        ]
        title = tr("Withhold which card? It goes to the archive unseen.")
        chosen = await hand.ask(Choose(tr, title, options, selected=chosen, searches=True))
        if chosen is None:
            return
        idea = next(idea for mark, idea in waiting if mark == chosen)
        value = None if reveal.NOTE + chosen in notes else reveal.value(idea)
        await context.rounds.note(record.id, reveal.NOTE + chosen, value)


async def _may_open(hand: Hand) -> bool:
    """Whether covered things may be on the screen; asks, because the room may see it."""
    tr = hand.context.tr
    if hand.context.covered:
        question = tr("The room can see what you open now. Open the covered cards?")
        if not await hand.ask(Confirm(tr, question, tr("Open"), tr("Keep covered"))):
            return False
        hand.context.uncover()
    return True


async def uncover(hand: Hand) -> None:
    """Shows covered cards and authors on this screen until the step ends."""
    await _may_open(hand)
