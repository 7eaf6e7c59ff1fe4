"""Cards typed or pasted that are not yet saved: a refused one waits here and is tried again."""

import asyncio
from collections.abc import Sequence

from facilitator.activities.ideas import reveal, rules
from facilitator.core.cards import Idea
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.kit.context import StepContext

_LEFT: dict[Id, "Inbox"] = {}
"""By step, what was left unsaved when its screen went: it is there again when the step is shown again."""


class Inbox:
    """Takes cards to where the step keeps them: into the session, or into the box of an anonymous round."""

    def __init__(self, context: StepContext) -> None:
        left = _LEFT.pop(context.view.step.id, None)
        self._context = context
        self._ideas: list[tuple[str, Idea]] = left._ideas if left else []
        self.typed: str = left.typed if left else ""
        """What stands in the line and was not entered yet."""

    def leave(self) -> None:
        """Keeps what is not saved until the step is shown again."""
        if self._ideas or self.typed.strip():
            _LEFT[self._context.view.step.id] = self

    @property
    def waiting(self) -> int:
        """How many cards are not yet saved."""
        return len(self._ideas)

    @property
    def in_box(self) -> int:
        """How many anonymous cards wait in the box; 0 when that cannot be known."""
        record = reveal.gathering(self._context.view)
        if record is None:
            return 0
        try:
            return self._context.rounds.standing(record.id).ballots
        except FacilitatorError:
            return 0  # the session is read-only, or the box is damaged: whoever opens it is told why

    def put(self, ideas: Sequence[Idea]) -> None:
        """Takes cards in. Each has its own seat, so that one tried twice counts once."""
        self._ideas += [(reveal.seat(), idea) for idea in ideas]

    async def empty(self) -> int:
        """Saves what waits and gives how many cards were saved; the others go on waiting.

        Raises:
            FacilitatorError: the box does not take them.
        """
        if not self._ideas:
            return 0
        if self._context.view.settings.anonymous:
            return await self._cast()
        context, ideas = self._context, [idea for _, idea in self._ideas]
        first, counter = context.number("items"), context.counted("items", len(ideas))
        if not await context.apply(rules.add(context.view, ideas, first, counter)):
            return 0
        del self._ideas[: len(ideas)]
        return len(ideas)

    async def _cast(self) -> int:
        rounds, view = self._context.rounds, self._context.view
        record = reveal.gathering(view)
        if record is None:
            record, change = reveal.opening(view)
            await rounds.open(record.id, view.step.id, {"kind": "ideas"}, change)
        entries = list(self._ideas)
        casts = (rounds.cast(record.id, seat, reveal.value(idea), "laptop", final=True) for seat, idea in entries)
        answers = await asyncio.gather(*casts, return_exceptions=True)
        refused = [entry for entry, answer in zip(entries, answers, strict=True) if isinstance(answer, BaseException)]
        self._ideas = refused + self._ideas[len(entries) :]
        for answer in answers:
            if isinstance(answer, BaseException) and not isinstance(answer, FacilitatorError):
                raise answer
        if len(refused) == len(entries):
            raise next(answer for answer in answers if isinstance(answer, FacilitatorError))
        return len(entries) - len(refused)
