"""A step with several faces, one at a time: before a round, while it goes on, afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.stepview import StepView
from facilitator.kit.activity_screen import ActivityScreen
from facilitator.kit.context import StepContext

Work = Callable[[], Awaitable[None]]
T = TypeVar("T")


class Worker:
    """Does what keys ask for, one after the other, on a widget that stays while panes come and go."""

    def __init__(self, host: Widget, context: StepContext) -> None:
        self._host, self._context = host, context
        self._turn = asyncio.Lock()

    def start(self, work: Work, *, queue: bool = False) -> None:
        """Starts a piece of work; while another goes on it waits (``queue``) or is forgotten."""
        if queue or not self._turn.locked():
            self._host.run_worker(self.run(work))

    async def run(self, work: Callable[[], Awaitable[T]]) -> T | None:
        """Waits for its turn and does a piece of work: what it came to; None when it failed, which has been shown."""
        async with self._turn:
            try:
                return await work()
            except FacilitatorError as error:
                self._context.report(error)
                return None


class Pane(Widget):
    """One of the faces of a step."""

    DEFAULT_CSS = """
    Pane { height: 1fr; width: 1fr; layout: vertical; }
    Pane > Static { height: auto; padding: 0 1; }
    Pane > .pane--strong { text-style: bold; }
    Pane > .pane--warn { color: $text-warning; }
    Pane > .pane--quiet { color: $text-muted; }
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


class PanesScreen(ActivityScreen):
    """Shows the pane that is due, and another one as soon as a change makes another one due."""

    DEFAULT_CSS = """
    PanesScreen > #face { height: 1fr; }
    """

    def __init__(self, context: StepContext) -> None:
        super().__init__(context)
        self._worker = Worker(self, context)
        self._swapping = False

    def due(self) -> type[Pane]:
        """Which pane is due as the step is now."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The place of the panes."""
        with Vertical(id="face"):
            yield self.due()(self.context, self._worker)

    @property
    def pane(self) -> Pane:
        """What is shown now."""
        return self.query_one(Pane)

    def changed(self, tables: frozenset[str]) -> None:
        """Another pane when another is due, else the same with what is new."""
        if self._swapping:
            return  # it shows what is new when it is done
        if type(self.pane) is self.due():
            self.pane.show()
            self.refresh_bindings()
        else:
            self._swapping = True
            self.run_worker(self._swap(), group="face")

    async def _swap(self) -> None:
        focused = self.screen.focused
        had_focus = focused is None or self.pane in focused.ancestors_with_self
        face = self.query_one("#face")
        try:
            while type(self.pane) is not (wanted := self.due()):
                async with self.batch():
                    await face.remove_children()
                    await face.mount(wanted(self.context, self._worker))
        finally:
            self._swapping = False
        self.pane.show()
        target = self.first_focus()
        if had_focus and target is not None:
            target.focus()
        self.refresh_bindings()

    def first_focus(self) -> Widget | None:
        """The first list of the pane."""
        return next((widget for widget in self.pane.query("*") if widget.can_focus and widget.display), None)
