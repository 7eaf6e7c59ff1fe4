"""Cards: what a step may say about them, and the changes that make, edit, merge, split and put away cards.

Every function gives a ``Change`` or raises ``FacilitatorError`` with one sentence; none of them touches anything.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from facilitator.core.activity import Settings
from facilitator.core.cards import Idea, new_cards
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Counter, Item, StepRecord
from facilitator.core.stepview import StepView
from facilitator.core.text import BODY, clean, line

State = Literal["parked", "archived"]


class IdeasSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a workshop file may say about a step with cards."""

    mode: Literal["collect", "cluster", "sharpen"] = "collect"
    """What the step is for: cards come in, cards get groups, or the fields of each card are filled."""
    private: bool = False
    """Cards stay covered until all of them are shown in one act."""
    anonymous: bool = False
    """Nobody's name is kept; the cards wait in a ballot box and are shown in one act."""


class Gathering(StepRecord, frozen=True, kw_only=True):
    """Anonymous cards that come in together; its id is that of the round whose box holds them."""

    state: Literal["open", "revealed", "set aside"] = "open"
    """``set aside``: its box could not be read and was given up."""
    cards: int = 0
    """How many cards came out of the box."""
    withheld: int = 0
    """How many of these were withheld from the room."""


def check(settings: IdeasSettings, tr: Translator) -> list[tuple[str, str]]:
    """Faults of meaning: cards can only come in covered where cards come in."""
    if settings.mode == "collect":
        return []
    faults = []
    if settings.private:
        faults.append(("private", tr("Only a step whose mode is “collect” can be private.")))
    if settings.anonymous:
        faults.append(("anonymous", tr("Only a step whose mode is “collect” can be anonymous.")))
    return faults


# Reading


def shown(view: StepView) -> list[Item]:
    """The cards the room may see, in order."""
    return [item for item in view.items if not item.hidden]


def covered(view: StepView) -> list[Item]:
    """The cards that wait for the reveal."""
    return [item for item in view.items if item.hidden]


def put_away(view: StepView) -> list[Item]:
    """Parked, archived and merged cards of the collection, by number."""
    items = (i for i in view.all_items.values() if i.collection == view.step.items and i.state != "active")
    return sorted(items, key=lambda item: item.number)


def filled(view: StepView, item: Item) -> tuple[int, int]:
    """How many of the collection's fields a card has filled, and how many there are."""
    fields = view.collection.fields if view.collection else ()
    return sum(bool(item.fields.get(field.id)) for field in fields), len(fields)


def numbered(view: StepView, numbers: Iterable[int]) -> list[Item]:
    """The active cards with these numbers, in the order typed.

    Raises:
        FacilitatorError: there is no such card in this step.
    """
    by_number = {item.number: item for item in view.items}
    items = []
    for number in dict.fromkeys(numbers):
        if number not in by_number:
            raise FacilitatorError(view.tr("There is no card {n} in this step.", n=number))
        items.append(by_number[number])
    return items


def names(items: Sequence[Item]) -> str:
    """The cards' numbers for a label or question: ``7, 12, 30``."""
    return ", ".join(str(item.number) for item in items)


# Making cards


def add(view: StepView, ideas: Sequence[Idea], number: int, counter: Counter, author: Id | None = None) -> Change:
    """New cards at the end of the collection, covered if the step is private.

    ``number`` is the first one's; ``counter`` the counter after all of them.
    """
    author = None if view.settings.anonymous else author
    hidden = view.settings.private
    items = new_cards(
        ideas, view.step.items, view.all_items.values(), number, step=view.step.id, author=author, hidden=hidden
    )
    one = view.tr("Add card {n}", n=number)
    label = one if len(items) == 1 else view.tr.n("Add {n} card", "Add {n} cards", len(items))
    return Change(label, (*items, counter))


class CardTexts(msgspec.Struct, frozen=True, kw_only=True):
    """What can be edited about a card."""

    title: str
    text: str = ""
    fields: dict[str, str] = {}
    cluster: Id | None = None
    author: Id | None = None


def edit(view: StepView, item: Item, texts: CardTexts) -> Change:
    """A card's new texts; fields of the collection that are not given stay, those given empty go.

    Raises:
        FacilitatorError: there is no title.
    """
    if not line(texts.title):
        raise FacilitatorError(view.tr("A card needs a title."))
    given = {key: clean(value) for key, value in texts.fields.items()}
    edited = msgspec.structs.replace(
        item,
        title=line(texts.title),
        text=clean(texts.text),
        fields={key: value for key, value in {**item.fields, **given}.items() if value},
        cluster=texts.cluster,
        author=None if view.settings.anonymous else texts.author,
    )
    return Change(view.tr("Edit card {n}", n=item.number), () if edited == item else (edited,))


# Merging and splitting


def merge(view: StepView, items: Sequence[Item], survivor: Item) -> Change:
    """The cards become one, which keeps its number and takes over the others' texts.

    The others keep all they hold, so that they can be brought back. What both have said in a field stands below each
    other; a person, number or date stays the survivor's.

    Raises:
        FacilitatorError: fewer than two cards, one of them still covered, or the texts do not fit on one card.
    """
    others = [item for item in items if item.id != survivor.id]
    if not others:
        raise FacilitatorError(view.tr("Merging needs two cards: mark them, or type their numbers."))
    must_be_shown(view, items)
    kinds = {field.id: field.type for field in view.collection.fields} if view.collection else {}
    text, fields = survivor.text, dict(survivor.fields)
    for other in others:
        text = "\n".join(filter(None, (text, _as_note(other, survivor))))
        for key, value in other.fields.items():
            mine = fields.get(key, "")
            if not mine:
                fields[key] = value
            elif kinds.get(key, "text") in ("text", "long") and value not in mine:
                fields[key] = f"{mine}\n{value}" if kinds.get(key) == "long" else f"{mine} / {value}"
    if max(map(len, (text, *fields.values()))) > BODY:
        raise FacilitatorError(view.tr("The texts of these cards are too long for one card; shorten them first."))
    whole = msgspec.structs.replace(survivor, text=text, fields=fields)
    gone = (msgspec.structs.replace(other, state="merged", merged_into=survivor.id) for other in others)
    return Change(view.tr("Merge {others} into card {n}", others=names(others), n=survivor.number), (whole, *gone))


def _as_note(other: Item, survivor: Item) -> str:
    title = "" if other.title.casefold() == survivor.title.casefold() else other.title
    return ": ".join(filter(None, (title, other.text)))


def split(view: StepView, item: Item, first: Idea, second: Idea, number: int, counter: Counter) -> Change:
    """One card becomes two: the first keeps number, fields and author, the second gets a new number beside it.

    Raises:
        FacilitatorError: one of the two has no title, or the card is still covered.
    """
    if not line(first.title) or not line(second.title):
        raise FacilitatorError(view.tr("Both cards need a title."))
    must_be_shown(view, [item])
    after = min((other.order for other in view.items if other.order > item.order), default=item.order + 2)
    kept = msgspec.structs.replace(item, title=line(first.title), text=clean(first.text))
    made = Item(
        id=new_id(),
        number=number,
        collection=item.collection,
        title=line(second.title),
        text=clean(second.text),
        order=(item.order + after) / 2,
        cluster=item.cluster,
        author=item.author,
        step=view.step.id,
    )
    label = view.tr("Split card {n} into {n} and {other}", n=item.number, other=number)
    return Change(label, (kept, made, counter))


def halves(title: str) -> tuple[str, str]:
    """A proposal for splitting a title, at the first word or sign that joins two things."""
    for joint in (";", " / ", " + ", " & ", " and ", " en ", " und ", ", "):
        first, found, second = title.partition(joint)
        if found and first.strip() and second.strip():
            return first.strip(), second.strip()
    return title, ""


# Putting away


def park(view: StepView, items: Sequence[Item]) -> Change:
    """The cards go to the parking lot."""
    return _moved(view, items, "parked", view.tr("Park {numbers}", numbers=names(items)))


def archive(view: StepView, items: Sequence[Item]) -> Change:
    """The cards go to the archive: kept, but no longer worked on."""
    return _moved(view, items, "archived", view.tr("Archive {numbers}", numbers=names(items)))


def _moved(view: StepView, items: Sequence[Item], state: State, label: str) -> Change:
    if not items:
        raise FacilitatorError(view.tr("There is no card here."))
    return Change(label, tuple(msgspec.structs.replace(item, state=state) for item in items))


def restore(view: StepView, items: Sequence[Item]) -> Change:
    """Parked, archived or merged cards come back as they were."""
    label = view.tr("Bring back {numbers}", numbers=names(items))
    return Change(label, tuple(msgspec.structs.replace(item, state="active", merged_into=None) for item in items))


def must_be_shown(view: StepView, items: Iterable[Item]) -> None:
    """Refuses what would tell the room something of a covered card.

    Raises:
        FacilitatorError: one of the cards is still covered.
    """
    for item in items:
        if item.hidden:
            raise FacilitatorError(view.tr("Card {n} is still covered; show the cards first.", n=item.number))
