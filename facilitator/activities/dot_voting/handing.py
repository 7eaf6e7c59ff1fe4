"""The laptop handed round for a dot vote: the ballot of one voter, and the way into the box."""

from collections.abc import Iterator
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitator.activities.dot_voting.dot_list import PIPS, DotList
from facilitator.activities.dot_voting.rules import Vote
from facilitator.core.cards import listed
from facilitator.core.i18n import Translator
from facilitator.kit.context import StepContext
from facilitator.kit.locked import BallotPane, LockedScreen, cast_link
from facilitator.kit.rows import fit

FEW = 3
"""Up to so many dots on one card the digits are listed."""
TITLE = 60
"""Most cells of a card's title where the ballot is read once more."""
MANY = 12
"""From more cards on only their numbers are read once more, so that the question below stays in view."""


def _drawn(dots: int) -> str:
    return "●" * dots if dots <= PIPS else str(dots)


def keys_line(tr: Translator, most: int) -> str:
    """The keys of a ballot on which up to ``most`` dots are given to a card."""
    digits = ", ".join(str(dots) for dots in range(1, most + 1)) if most <= FEW else f"1 … {most}"
    return tr("↑ ↓ choose a card · + − or {digits} give dots", digits=digits)


class DotBallot(BallotPane):
    """One voter's dots."""

    DEFAULT_CSS = """
    DotBallot { layout: vertical; align-horizontal: center; }
    DotBallot > DotList { max-width: 110; }
    DotBallot > Static { height: auto; max-width: 110; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, tr: Translator, vote: Vote) -> None:
        super().__init__()
        self.tr, self.vote = tr, vote

    def compose(self) -> ComposeResult:
        """What is allowed, the keys, and the list."""
        tr, rules = self.tr, self.vote.rules
        dots = tr.n("You have {n} dot.", "You have {n} dots.", rules.dots)
        most = tr("At most {n} on one card; you may keep some or all.", n=rules.per_item)
        yield Static(Content(f"{dots} {most}"))
        yield Static(
            Content.assemble(keys_line(tr, rules.per_item), " · ", cast_link(tr("enter casts"))), classes="-keys"
        )
        yield DotList(tr, self.vote.candidates, total=rules.dots, each=rules.per_item)

    def value(self) -> Any:
        """Card number to dots."""
        return self.query_one(DotList).dots

    def summary(self) -> str:
        """The cards with their dots, and what is left."""
        return "\n".join(self._lines(self.query_one(DotList)))

    def _lines(self, dots: DotList) -> Iterator[str]:
        if not dots.dots:
            yield self.tr("You give no dot: you abstain.")
        if len(dots.dots) > MANY:
            for most in sorted({given for given in dots.given if given}, reverse=True):
                same = [card.number for card, given in zip(dots.cards, dots.given, strict=True) if given == most]
                yield f"{_drawn(most)}  {listed(same)}"
        else:
            chosen = [(card, given) for card, given in zip(dots.cards, dots.given, strict=True) if given]
            wide = max((len(_drawn(given)) for _, given in chosen), default=0)
            digits = max((len(str(card.number)) for card, _ in chosen), default=0)
            for card, given in chosen:
                title = fit(card.title, TITLE).rstrip()
                yield f"{_drawn(given).ljust(wide)}  {card.number:>{digits}}  {title}"
        if dots.dots and dots.left:
            yield self.tr.n("{n} dot stays unused.", "{n} dots stay unused.", dots.left)


def locked_screen(context: StepContext, vote: Vote) -> LockedScreen:
    """The locked laptop for an open round."""
    return LockedScreen.of_round(context, vote.id, vote.voters, lambda: DotBallot(context.tr, vote))
