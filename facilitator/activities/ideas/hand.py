"""What an act has to work with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from facilitator.core.change import Change
from facilitator.core.ids import Id
from facilitator.core.records import Cluster, Item
from facilitator.core.stepview import StepView
from facilitator.core.text import COVER
from facilitator.kit.board import Board
from facilitator.kit.context import StepContext


@dataclass(frozen=True)
class Hand:
    """What an act has in hand: the cards chosen, the group under the cursor, and whom to ask."""

    context: StepContext
    board: Board
    items: Sequence[Item]
    cluster: Cluster | None
    ask: Callable[[Screen[Any]], Awaitable[Any]]

    @property
    def view(self) -> StepView:
        """The step as it is now."""
        return self.context.view

    async def save(self, change: Change, goal: Id | None = None) -> bool:
        """Saves a change if there is something in it; then forgets the marks and puts the cursor on a card."""
        if (change.puts or change.drops) and not await self.context.apply(change):
            return False
        self.board.clear()
        if goal:
            self.board.go_to(goal)
        return True


def label(hand: Hand, item: Item) -> str:
    """A card as one line of a list."""
    return f"{item.number} · {COVER if item.hidden and hand.context.covered else item.title}"


Act = Callable[[Hand], Awaitable[None]]
