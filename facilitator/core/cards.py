"""New cards: what becomes one, what fits on one, and where it stands in its collection."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

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
