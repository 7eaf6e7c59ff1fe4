"""What can be done with cards on the board: each act asks what it must, and saves one change."""

from collections.abc import Sequence

import msgspec

from facilitator.activities.ideas import groups, rules
from facilitator.activities.ideas.answers import strangers
from facilitator.activities.ideas.covering import show, uncover, withhold
from facilitator.activities.ideas.dialogs import CardForm, GroupDialog, card_form, card_summary, card_texts
from facilitator.activities.ideas.hand import Act, Hand, label
from facilitator.core.cards import Idea
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.core.records import Item
from facilitator.core.stepview import StepView
from facilitator.core.workshop import Field
from facilitator.kit.dialogs import AskLine, Choose, FormField, Message

# One card


async def edit(hand: Hand) -> None:
    """Opens a card's form."""
    for item in hand.items[:1]:
        await _form(hand, item)


async def _form(hand: Hand, item: Item) -> bool:
    tr, view = hand.context.tr, hand.view
    if hand.context.covered:
        rules.must_be_shown(view, [item])
    if hand.context.read_only:
        await hand.ask(Message(tr, label(hand, item), card_summary(view, item)))
        return False
    named = not view.settings.anonymous and not hand.context.covered and bool(view.participants)
    while (values := await hand.ask(card_form(view, item, tr, show_author=named))) is not None:
        now = hand.view.all_items.get(item.id, item)
        texts = card_texts(view, now, values, tr)
        if await hand.save(rules.edit(hand.view, now, texts), item.id):
            _hint(hand, strangers(_fields(view), now.fields, texts.fields, view.people.values()))
            return True
        item = _as_typed(item, values)
    return False


def _fields(view: StepView) -> Sequence[Field]:
    return view.collection.fields if view.collection else ()


def _hint(hand: Hand, names: list[str]) -> None:
    for name in names:
        said = hand.context.tr("“{name}” is nobody on the list of people; the name is kept as it is.", name=name)
        hand.board.app.notify(said, severity="warning", markup=False)


def _as_typed(item: Item, values: dict[str, str]) -> Item:
    """The card as the form had it, so that a refused form comes back with what was typed."""
    fields = {key.removeprefix("field:"): value for key, value in values.items() if key.startswith("field:")}
    return msgspec.structs.replace(item, title=values["title"], text=values["text"], fields={**item.fields, **fields})


async def sharpen(hand: Hand) -> None:
    """Goes to the next card with an empty field, opens it, and on from there until it is left."""
    start = hand.items[0].id if hand.items else None
    seen: set[Id] = set()
    while True:
        cards = rules.shown(hand.view)
        at = next((i for i, item in enumerate(cards) if item.id == start), -1)
        row = [*cards[at + 1 :], *cards[: at + 1]]
        todo = [item for item in row if item.id not in seen and len(set(rules.filled(hand.view, item))) > 1]
        if not todo:
            return
        start = todo[0].id
        seen.add(start)
        hand.board.go_to(start)
        if not await _form(hand, todo[0]):
            return


async def split(hand: Hand) -> None:
    """Makes two cards of one."""
    tr = hand.context.tr
    for item in hand.items[:1]:
        rules.must_be_shown(hand.view, [item])
        first, second = rules.halves(item.title)
        text = item.text
        while True:
            form = CardForm(
                tr,
                tr("Split card {n} into two", n=item.number),
                (
                    FormField("first", tr("Card {n} stays", n=item.number), first),
                    FormField("text", tr("Its description"), text, kind="text"),
                    FormField("second", tr("The new card"), second),
                    FormField("more", tr("Its description"), kind="text"),
                ),
                lambda values: {key: tr("A card needs a title.") for key in ("first", "second") if not values[key]},
            )
            if (values := await hand.ask(form)) is None:
                return
            number, counter = hand.context.number("items"), hand.context.counted("items", 1)
            ideas = Idea(values["first"], values["text"]), Idea(values["second"], values["more"])
            if await hand.save(rules.split(hand.view, item, *ideas, number, counter), item.id):
                return
            first, second, text = values["first"], values["second"], values["text"]


# Several cards


async def merge(hand: Hand) -> None:
    """Makes one card of several; which number stays is asked."""
    tr, items = hand.context.tr, hand.items
    rules.must_be_shown(hand.view, items)
    if len(items) < 2:
        raise FacilitatorError(tr("Merging needs two cards: mark them, or type their numbers."))
    options = [(item.id, label(hand, item)) for item in items]
    title = tr("Merge {numbers}: which card stays?", numbers=rules.names(items))
    chosen = await hand.ask(Choose(tr, title, options, selected=items[0].id))
    survivor = next((item for item in items if item.id == chosen), None)
    if survivor is not None:
        await hand.save(rules.merge(hand.view, items, survivor), survivor.id)


async def park(hand: Hand) -> None:
    """Puts the cards into the parking lot."""
    await hand.save(rules.park(hand.view, hand.items))


async def archive(hand: Hand) -> None:
    """Puts the cards into the archive."""
    await hand.save(rules.archive(hand.view, hand.items))


async def restore(hand: Hand) -> None:
    """Lists what was put away and brings one card back."""
    tr = hand.context.tr
    states = {"parked": tr("parked"), "archived": tr("archived"), "merged": tr("merged")}
    options = [(item.id, f"{label(hand, item)} ({states[item.state]})") for item in rules.put_away(hand.view)]
    chosen = await hand.ask(Choose(tr, tr("Bring back which card?"), options, searches=True))
    items = [item for item in rules.put_away(hand.view) if item.id == chosen]
    if items:
        await hand.save(rules.restore(hand.view, items), items[0].id)


async def find(hand: Hand) -> None:
    """Goes to a card by words of its title."""
    tr = hand.context.tr
    options = [(item.id, label(hand, item)) for item in hand.view.items]
    chosen = await hand.ask(Choose(tr, tr("Go to which card?"), options, searches=True))
    if chosen:
        hand.board.go_to(chosen)


# Groups


async def group(hand: Hand) -> None:
    """Puts the cards into a group, known or new."""
    tr, items = hand.context.tr, hand.items
    title = tr("Put {numbers} into which group?", numbers=rules.names(items)) if items else tr("New group")
    name = await hand.ask(GroupDialog(tr, title, hand.view.clusters))
    if name:
        await hand.save(groups.group(hand.view, items, name), items[0].id if items else None)
    elif name is not None:
        await hand.save(groups.assign(hand.view, items, None))


async def rename(hand: Hand) -> None:
    """Gives the group under the cursor another name."""
    if hand.cluster is not None:
        tr = hand.context.tr
        name = await hand.ask(AskLine(tr, tr("New name of the group"), value=hand.cluster.title))
        if name is not None:
            await hand.save(groups.rename(hand.view, hand.cluster, name))


async def dissolve(hand: Hand) -> None:
    """Takes a group away and keeps its cards."""
    if hand.cluster is not None:
        await hand.save(groups.dissolve(hand.view, hand.cluster))


def to_group(direction: groups.Direction) -> Act:
    """The act that moves the cards into the group beside theirs."""

    async def act(hand: Hand) -> None:
        for item in hand.items[:1]:
            goal = groups.neighbour(hand.view, item.cluster, direction)
            await hand.save(groups.assign(hand.view, hand.items, goal), item.id)

    return act


def move_card(direction: groups.Direction) -> Act:
    """The act that moves one card among those of its group."""

    async def act(hand: Hand) -> None:
        for item in hand.items[:1]:
            await hand.save(groups.move_card(hand.view, item, direction), item.id)

    return act


def move_group(direction: groups.Direction) -> Act:
    """The act that moves the group under the cursor among the groups."""

    async def act(hand: Hand) -> None:
        if hand.cluster is not None:
            await hand.save(groups.move_group(hand.view, hand.cluster, direction))

    return act


ACTS: dict[str, Act] = {
    "edit": edit,
    "sharpen": sharpen,
    "split": split,
    "merge": merge,
    "park": park,
    "archive": archive,
    "restore": restore,
    "find": find,
    "group": group,
    "rename": rename,
    "dissolve": dissolve,
    "group_before": to_group(-1),
    "group_after": to_group(1),
    "card_before": move_card(-1),
    "card_after": move_card(1),
    "lane_before": move_group(-1),
    "lane_after": move_group(1),
    "show": show,
    "withhold": withhold,
    "uncover": uncover,
}
"""Every act by the name that a key gives it."""
