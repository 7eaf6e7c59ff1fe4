"""What an act has to work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Column, Row
from facilitator.core.change import Change
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext


@dataclass(frozen=True)
class Hand:
    """What an act has in hand: where the cursor is, and whom to ask."""

    context: StepContext
    row: Row | None
    column: Column | None
    ask: Callable[[Screen[Any]], Awaitable[Any]]
    go: Callable[[Id | None, Id | None], object]
    """Puts the cursor on a row, a column or both."""

    @property
    def matrix(self) -> Matrix:
        """The matrix as it is now."""
        return Matrix(self.context.view)

    async def save(self, change: Change | None) -> bool:
        """Saves a change, if there is one; False when it was refused."""
        return change is None or await self.context.apply(change)


Act = Callable[[Hand], Awaitable[None]]
