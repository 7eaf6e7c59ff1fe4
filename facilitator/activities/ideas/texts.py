"""What the screen of the cards says in words."""

from typing import NamedTuple

from facilitator.activities.ideas import reveal, rules
from facilitator.core.i18n import N_, Translator
from facilitator.core.stepview import StepView

HELP = N_("""\
**Collect.** One line is one card: type it and press enter. A pasted list becomes one card per line;
*Title: description* puts the description onto the card, in a bullet also *short title – description*.
Let everybody write alone first, then collect.

**Private** cards stay covered until you show all of them at once, in random order. **Anonymous** cards keep no name:
they wait in a ballot box and become cards in one shuffled act.

**Numbers select.** Every card has a number that it keeps. Type *7 12* and press the merge key: both become one card.
Space marks the card under the cursor.

**Group** what belongs together and give it a name. Merge what is the same: both texts are kept. Park what belongs
elsewhere; nothing is ever lost.

**Sharpen** the cards that stay: open one with enter and fill in its fields.
""")


def placeholder(view: StepView, tr: Translator) -> str:
    """What the empty line says: how to add, and whether names are kept and cards are seen."""
    if view.settings.anonymous:
        return tr("Type a card and press enter: nobody's name is kept, all cards are shown later at once")
    if view.settings.private:
        return tr("Type a card and press enter: it stays covered until all cards are shown")
    return tr("Type a card and press enter, or paste a list: one line is one card")


def empty_board(view: StepView, tr: Translator) -> str:
    """What a board without cards says."""
    if reveal.gathering(view) is not None:
        return tr("The cards wait in the box. Press v to show them.")
    if view.settings.mode == "collect":
        return tr("No cards yet. One line is one card.")
    return tr("No cards yet. Collect some first, or press a to add one.")


class Standing(NamedTuple):
    """Where things stand beside the cards themselves."""

    in_box: int = 0
    """Anonymous cards that wait."""
    typed: str = ""
    """Numbers typed so far."""
    marked: int = 0
    unsaved: int = 0
    said: str = ""
    """What happened last."""


def standing(view: StepView, tr: Translator, now: Standing) -> str:
    """One line: how many cards, covered and waiting ones, what is chosen, and what happened last."""
    parts = [tr.n("{n} card", "{n} cards", len(view.items))]
    if covered := len(rules.covered(view)):
        parts.append(tr.n("▒ {n} covered", "▒ {n} covered", covered))
    if now.in_box:
        parts.append(tr.n("▒ {n} in the box", "▒ {n} in the box", now.in_box))
    if now.typed:
        parts.append(tr("numbers: {typed}", typed=f"{now.typed}_"))
    elif now.marked:
        parts.append(tr.n("■ {n} marked", "■ {n} marked", now.marked))
    if now.unsaved:
        parts.append(tr.n("▲ {n} unsaved: enter tries again", "▲ {n} unsaved: enter tries again", now.unsaved))
    return " · ".join([*parts, now.said] if now.said else parts)
