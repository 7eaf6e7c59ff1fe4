"""What the keys of the page of sub-groups do, each a function of what is in hand."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from facilitator.app.running import Running
from facilitator.core import grouping
from facilitator.core.agenda import ordered
from facilitator.core.cards import ready
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.groups import How
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.people import names
from facilitator.core.records import SubGroup
from facilitator.core.stepview import StepView
from facilitator.core.text import clean
from facilitator.imports.ideas import parse
from facilitator.kit.dialogs import AskLine, AskText, Choose, Confirm
from facilitator.session.views import title_of


@dataclass(frozen=True)
class GroupHand:
    """The step, what is under the cursor, and how many groups the next deal makes."""

    run: Running
    view: StepView
    key: Id | None
    """Of the person or card under the cursor."""
    group: SubGroup | None
    """The group under the cursor."""
    count: int

    @property
    def tr(self) -> Translator:
        """The screen's language."""
        return self.run.tr

    def name(self, group: SubGroup) -> str:
        """What a group is called."""
        return grouping.title(group, self.view.groups, self.tr)

    async def save(self, change: Change) -> bool:
        """Saves a change, if there is something in it."""
        return not (change.puts or change.drops) or await self.run.hands.apply(change)


Act = Callable[[GroupHand], Awaitable[None]]


def deal(how: How) -> Act:
    """The act that deals everybody present; asks first when results of groups would go with them."""

    async def act(hand: GroupHand) -> None:
        tr, gone = hand.tr, grouping.lost(hand.view, hand.count)
        change = grouping.dealt(hand.view, hand.count, how, secrets.randbits(32))
        if gone:
            listed = ", ".join(hand.name(group) for group in gone)
            details = tr("Their results go with them: {names}. Undo brings them back.", names=listed)
            question = Confirm(tr, tr("Fewer groups than before?"), tr("Deal"), tr("Keep them"), details=details)
            if not await hand.run.ask(question):
                return
        await hand.save(change)

    return act


async def join(hand: GroupHand) -> None:
    """Who came late goes into the smallest group."""
    await hand.save(grouping.joined(hand.view))


async def move_to(hand: GroupHand, place: int) -> None:
    """The person or card under the cursor goes to the group at this place, counted from 1."""
    groups, person = hand.view.groups, hand.view.people.get(hand.key or "")
    item = hand.view.all_items.get(hand.key or "")
    if not 1 <= place <= len(groups):
        raise FacilitatorError(hand.tr.n("There is {n} group.", "There are {n} groups.", len(groups)))
    if person is not None:
        await hand.save(grouping.moved(hand.view, person, groups[place - 1]))
    elif item is not None:
        await hand.save(grouping.card_moved(hand.view, item, groups[place - 1]))


async def choose(hand: GroupHand) -> None:
    """Asks into which group the person or card under the cursor goes."""
    groups, person = hand.view.groups, hand.view.people.get(hand.key or "")
    item = hand.view.all_items.get(hand.key or "")
    if not groups or (person is None and item is None):
        return
    what = names(hand.view.people.values())[person.id] if person else f"{item.number} · {item.title}" if item else ""
    options = [(place, hand.name(group)) for place, group in enumerate(groups, 1)]
    now = next((n for n, g in enumerate(groups, 1) if hand.group is not None and g.id == hand.group.id), None)
    place = await hand.run.ask(Choose(hand.tr, hand.tr("{what}: into which group?", what=what), options, selected=now))
    if place is not None:
        await move_to(hand, place)


async def cards(hand: GroupHand) -> None:
    """Asks how the step's cards are dealt."""
    tr, view = hand.tr, hand.view
    change = grouping.cards_dealt(view)
    options = [("turn", tr("One by one: the first card to the first group"))]
    options.append(("blocks", tr("Neighbours together: cards of one cluster stay in one group")))
    if any(group.items for group in view.groups):
        options.append(("take", tr("Take the cards from the groups")))
    how = await hand.run.ask(Choose(tr, tr("How are the cards dealt?"), options))
    if how == "take":
        await hand.save(grouping.cards_taken(view))
    elif how and await hand.save(grouping.cards_dealt(view, blocks=True) if how == "blocks" else change):
        without = len(view.groups) - sum(1 for item in view.items if not item.hidden)
        if without > 0:
            sentence = tr.n(
                "{n} group has no card: there are fewer.", "{n} groups have no card: there are fewer.", without
            )
            hand.run.say(sentence)


async def rename(hand: GroupHand) -> None:
    """Asks for another name of the group."""
    if hand.group is not None:
        hint = hand.tr("Empty: its number.")
        answer = await hand.run.ask(
            AskLine(
                hand.tr, hand.tr("Name of “{group}”", group=hand.name(hand.group)), value=hand.group.title, hint=hint
            )
        )
        if answer is not None:
            await hand.save(grouping.renamed(hand.view, hand.group, answer))


async def result(hand: GroupHand) -> None:
    """Asks what the group brought back; what was typed comes back when it cannot be saved."""
    group, tr = hand.group, hand.tr
    if group is None:
        return
    typed, hint = group.result, tr("One line per thought: each can become a card.")
    while True:
        title = tr("What did “{group}” bring back?", group=hand.name(group))
        answer = await hand.run.ask(AskText(tr, title, value=typed, hint=hint))
        if answer is None or await hand.save(grouping.brought_back(hand.view, group, clean(answer))):
            return
        typed = answer


async def make_cards(hand: GroupHand) -> None:
    """Every line of the group's result becomes a card of the step."""
    group, tr, session = hand.group, hand.tr, hand.run.session
    if group is None or not group.result:
        return
    made = grouping.result_cards(hand.view, group, ready(parse(group.result), tr), session.number("items"))
    change = grouping.cards_made(hand.view, group, made, session.counted("items", len(made)))
    if await hand.save(change):
        numbers = ", ".join(str(item.number) for item in made)
        hand.run.say(tr.n("New card: {numbers}", "New cards: {numbers}", len(made), numbers=numbers))


async def like(hand: GroupHand) -> None:
    """The same groups as in the step before this one that had some."""
    found = earlier(hand.run, hand.view)
    if found and await hand.save(grouping.like(hand.view, found)):
        step = next(step for step in hand.run.session.steps if step.id == found[0].step)
        hand.run.say(hand.tr("The groups of “{step}”.", step=title_of(hand.run.session, step)))


async def clear(hand: GroupHand) -> None:
    """All together again; asks when something came back already."""
    tr = hand.tr
    if any(group.result for group in hand.view.groups):
        details = tr("What they brought back goes with them. Undo brings it back.")
        question = Confirm(tr, tr("Take the groups away?"), tr("Take away"), tr("Keep them"), details=details)
        if not await hand.run.ask(question):
            return
    await hand.save(grouping.cleared(hand.view))


async def asked_size(run: Running, people: int) -> int:
    """How many people a group has at most, of so many who are here; 0: the question was left."""
    tr, hint, typed = run.tr, run.tr.n("{n} person is here.", "{n} people are here.", people), ""
    while (answer := await run.ask(AskLine(tr, tr("People in a group"), value=typed, hint=hint))) is not None:
        number = answer.strip()
        if number.isascii() and number.isdigit() and len(number) < 6 and int(number):
            return int(number)
        typed, hint = answer, tr("Write a whole number of {low} to {high}.", low=1, high=people)
    return 0


def earlier(run: Running, view: StepView) -> list[SubGroup]:
    """The groups of the nearest earlier step that had some."""
    everything = run.session.table(SubGroup).values()
    found: list[SubGroup] = []
    for step in ordered(run.session.steps):
        if step.id == view.step.id:
            break
        found = [group for group in everything if group.step == step.id] or found
    return sorted(found, key=lambda group: (group.order, group.id))


ACTS: dict[str, Act] = {
    "random": deal("random"),
    "mixed": deal("mixed"),
    "join": join,
    "choose": choose,
    "cards": cards,
    "rename": rename,
    "result": result,
    "make_cards": make_cards,
    "like": like,
    "clear": clear,
}
"""Every act by the name that a key gives it."""
