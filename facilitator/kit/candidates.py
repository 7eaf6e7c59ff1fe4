"""The cards of a round, listed."""

from collections.abc import Iterable

from facilitator.core.cards import Candidate
from facilitator.core.i18n import Translator
from facilitator.kit.lines import Lines
from facilitator.kit.rows import Row, RowColumn


class Cards(Lines):
    """Number and title of each card."""

    def __init__(self, tr: Translator) -> None:
        super().__init__([RowColumn(tr("No."), width=4, align="right"), RowColumn(tr("Card"))], id="cards")

    def show(self, cards: Iterable[Candidate]) -> None:
        """Lists them."""
        self.set_rows(Row(card.item, (str(card.number), card.title)) for card in cards)
