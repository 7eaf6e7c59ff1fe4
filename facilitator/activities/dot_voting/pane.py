"""What the parts of the voting screen share: the door to the session, and one piece of work at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual.widget import Widget

from facilitator.activities.dot_voting.rules import Candidate
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.stepview import StepView
from facilitator.kit.context import StepContext
from facilitator.kit.rows import Row, RowColumn, Rows

Work = Callable[[], Awaitable[None]]


class Worker:
    """Does what keys ask for, one after the other, on a widget that stays while panes come and go."""

    def __init__(self, host: Widget, context: StepContext) -> None:
        self._host, self._context = host, context
        self._turn = asyncio.Lock()

    def start(self, work: Work, *, queue: bool = False) -> None:
        """Starts a piece of work; while another goes on it waits (``queue``) or is forgotten."""
        if queue or not self._turn.locked():
            self._host.run_worker(self._run(work))

    async def _run(self, work: Work) -> None:
        async with self._turn:
            try:
                await work()
            except FacilitatorError as error:
                self._context.report(error)


class Table(Rows):
    """A list to look at: there is nothing to choose in it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything but choosing."""
        return action != "choose" and super().check_action(action, parameters)


class Cards(Table):
    """The cards of a round."""

    def __init__(self, tr: Translator) -> None:
        super().__init__([RowColumn(tr("No."), width=4, align="right"), RowColumn(tr("Card"))], id="cards")

    def show(self, cards: Iterable[Candidate]) -> None:
        """Lists them."""
        self.set_rows(Row(card.item, (str(card.number), card.title)) for card in cards)


class Pane(Widget):
    """One of the faces of a vote: before, while it goes on, afterwards."""

    DEFAULT_CSS = """
    Pane { height: 1fr; width: 1fr; layout: vertical; }
    Pane > Static { height: auto; padding: 0 1; }
    Pane > .voting--strong { text-style: bold; }
    Pane > .voting--warn { color: $text-warning; }
    Pane > .voting--quiet { color: $text-muted; }
    """
    CHANGES: ClassVar[frozenset[str]] = frozenset()
    """Actions that a session opened for reading only does not offer."""
    HOLDS: ClassVar[frozenset[str]] = frozenset()
    """Actions of a round that is to come or going on: a finished session does not offer them."""

    def __init__(self, context: StepContext, worker: Worker) -> None:
        super().__init__()
        self.context = context
        self.worker = worker

    @property
    def tr(self) -> Translator:
        """The screen's language."""
        return self.context.tr

    @property
    def view(self) -> StepView:
        """The step as it is now."""
        return self.context.view

    def show(self) -> None:
        """Shows the step as it is now."""

    def possible(self, action: str) -> bool:
        """Whether an action of this pane makes sense now."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is shown only when it works."""
        if action in self.CHANGES and self.context.read_only:
            return False
        return not (action in self.HOLDS and self.view.session.state == "finished") and self.possible(action)

    async def save(self, change: Change) -> bool:
        """Saves a change; False when it was refused, which has been shown."""
        return await self.context.apply(change)
