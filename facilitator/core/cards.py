"""Cards: what becomes a new one and where it stands, and what a round about cards is to know of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Item
from facilitator.core.text import BODY, TITLE, clean, line

MOST_AT_ONCE = 2_000
"""Most cards of one paste."""
LONG_TITLE = 100
"""Where the title of a card made of a very long line ends."""


class Idea(NamedTuple):
    """What becomes one card."""

    title: str
    text: str = ""


def ready(ideas: Iterable[Idea], tr: Translator) -> list[Idea]:
    """Ideas in the form of a card: a line too long for a title goes whole into the description.

    Raises:
        FacilitatorError: there are too many, or one is longer than a card can hold.
    """
    made = [_fitted(idea, tr) for idea in ideas if idea.title.strip()]
    if len(made) > MOST_AT_ONCE:
        message = tr("These are {n} cards; at most {most} can be added at once.", n=len(made), most=MOST_AT_ONCE)
        raise FacilitatorError(message)
    return made


def _fitted(idea: Idea, tr: Translator) -> Idea:
    title, text = idea
    if len(title) > TITLE:
        text = f"{title}\n{text}" if text else title
        cut = title[:LONG_TITLE]
        title = (cut.rpartition(" ")[0] or cut) + "…"
    if len(text) > BODY:
        message = N_("“{title}” has {n} characters; a card holds at most {most}. Split it first.")
        raise FacilitatorError(tr(message, title=line(title, 40), n=len(text), most=BODY))
    return Idea(line(title), clean(text))


def new_cards(
    ideas: Sequence[Idea],
    collection: str,
    others: Iterable[Item],
    number: int,
    *,
    step: Id | None,
    author: Id | None = None,
    hidden: bool = False,
) -> tuple[Item, ...]:
    """A card for each idea at the end of a collection, with numbers from ``number`` on.

    ``others``: every item of the session; those of the collection stand in front.
    """
    last = max((item.order for item in others if item.collection == collection), default=0.0)
    return tuple(
        Item(
            id=new_id(),
            number=number + at,
            collection=collection,
            title=idea.title,
            text=idea.text,
            order=last + 1 + at,
            step=step,
            author=author,
            hidden=hidden,
        )
        for at, idea in enumerate(ideas)
    )


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it stood when a round about it began."""

    item: Id
    number: int
    title: str
    score: float | None = None
    """What a scoring gave it, where the round has a use for it."""


def doubts(candidates: Iterable[Candidate], items: Iterable[Item], tr: Translator) -> list[str]:
    """Sentences to read before a round: cards that say the same, and how many of ``items`` nobody has seen yet."""
    found: list[str] = []
    same: dict[str, list[int]] = {}
    for card in candidates:
        same.setdefault(card.title.casefold(), []).append(card.number)
    for numbers in same.values():
        if len(numbers) > 1:
            found.append(tr("Cards {numbers} say the same: merge them first.", numbers=listed(numbers)))
    hidden = sum(item.hidden for item in items)
    if hidden:
        found.append(
            tr.n("{n} card is not shown yet and left out.", "{n} cards are not shown yet and left out.", hidden)
        )
    return found


def listed(numbers: Iterable[int]) -> str:
    """Card numbers as they are written in a sentence."""
    return ", ".join(str(number) for number in numbers)
