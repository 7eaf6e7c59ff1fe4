"""A session on the screen, as the dialogs of Run see it: each of them is a function of it, ``async def show(run)``."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from textual.geometry import Size
from textual.screen import Screen

from facilitator.app.clock import current_step, go, is_finished
from facilitator.app.context import Door, Hands, Voice
from facilitator.app.run_pulse import Pulse
from facilitator.core.agenda import neighbour
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.core.records import Step
from facilitator.kit.dialogs import Confirm
from facilitator.session.session import Session

T = TypeVar("T")


class Shell(Voice, Protocol):
    """The app around Run."""

    home: Path
    """Folder of sessions, own workshops and settings."""

    @property
    def size(self) -> Size:
        """Cells of the terminal."""

    async def push_screen_wait(self, screen: Screen[T], /) -> T:
        """Shows a dialog and waits for its answer."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens, the one on top last."""

    def clear_notifications(self) -> None:
        """Takes away the sentences that are shown for a moment."""

    def bell(self) -> None:
        """Rings the terminal's bell."""

    def close_session(
        self, *, again: bool = False, meanwhile: Callable[[Path], Awaitable[Path]] | None = None
    ) -> object:
        """Closes the session, soon; then shows Home, or with ``again`` the session anew, repaired if need be.

        ``meanwhile``: what is done with its folder while nobody has it open; it gives the folder as it is called then.
        """


class Pointer(Protocol):
    """What points at a step: the agenda."""

    @property
    def chosen(self) -> Id | None:
        """The step under its cursor while it has the focus."""

    def go_to(self, key: Id, /) -> bool:
        """Puts the cursor on a step."""


class Running:
    """Where the session stands, the way from step to step, and what dialogs need."""

    def __init__(self, session: Session, app: Shell, moved: Callable[[], object]) -> None:
        self.session, self.app = session, app
        self.tr = app.tr
        self.hands = Hands(session, app)
        self.pulse = Pulse(session)
        self.pointer: Pointer | None = None
        """What points at a step, as soon as it is on the screen."""
        self.door: Door | None = None
        """Of the step that is shown; None when it has nothing to show."""
        self.notes_opened: Id | None = None
        """The step whose notes were opened although the room can see the screen."""
        self.turn = asyncio.Lock()
        """One act after the other, however fast the keys come."""
        self.point: Callable[[Id], bool] = lambda _record: False
        """Puts the cursor of the step that is shown on a record; False when it is not there."""
        self.wanted: Id | None = None
        """The record on which the cursor is to stand in the step that is shown next."""
        self._moved = moved
        self._looked_at: Id | None = None
        self._asked: set[tuple[Id, str]] = set()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.hands.read_only

    @property
    def private(self) -> bool:
        """Whether the room cannot see this screen."""
        return self.app.private

    @property
    def step(self) -> Step | None:
        """The step that is shown: where the session stands, or in a session for reading what is looked at."""
        return self.session.table(Step).get(self._looked_at or "") or current_step(self.session)

    def may_keep(self, screens: Sequence[Screen[Any]]) -> bool:
        """Whether a thought can be kept now: not in a session for reading, and not while one is being typed."""
        return not self.read_only and not any(getattr(screen, "keeps", False) for screen in screens)

    @property
    def target(self) -> Step | None:
        """The step that acts on the agenda are about: that under the agenda's cursor, else the one that is shown."""
        chosen = self.pointer.chosen if self.pointer else None
        return self.session.table(Step).get(chosen or "") or self.step

    @property
    def pointed(self) -> bool:
        """Whether the agenda has the focus."""
        return self.pointer is not None and self.pointer.chosen is not None

    def point_at(self, step: Id) -> None:
        """Puts the cursor of the agenda on a step, if it is being worked with."""
        if self.pointer is not None and self.pointed:
            self.pointer.go_to(step)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Shows one sentence for a moment."""
        self.app.say(sentence, bad=bad)

    async def ask(self, dialog: Screen[T]) -> T:
        """Shows a dialog and waits for its answer."""
        return await self.app.push_screen_wait(dialog)

    def neighbour(self, direction: int) -> Step | None:
        """The step after (1) or before (−1) the one that is shown."""
        step = self.step
        return neighbour(self.session.steps, step.id, 1 if direction > 0 else -1) if step else None

    async def to_neighbour(self, direction: int) -> None:
        """Goes one step on or back; asks once when the step that is left looks unfinished. After the last: finish."""
        async with self.turn:
            to = self.neighbour(direction)
            if direction > 0 and not await self._may_go_on():
                return
            if to is not None:
                await self.go_to(to.id, done=direction > 0)
        if to is None and direction > 0 and not self.read_only and not is_finished(self.session):
            from facilitator.app.finish import show

            await show(self)

    async def go_to(self, step: Id, *, done: bool = False) -> bool:
        """Goes to a step. ``done``: the one that is left counts as done. Whether it went there."""
        to, here = self.session.table(Step).get(step), self.step
        if to is None or (here is not None and here.id == to.id):
            return False
        if self.read_only:
            self._looked_at = to.id
            self._moved()
            return True
        self.notes_opened = None
        return await self.hands.apply(go(self.session, to, done=done))

    async def visit(self, step: Id, record: Id | None = None) -> None:
        """Goes to a step, and there to a record; nothing counts as done by it."""
        self.wanted = record
        if not await self.go_to(step):
            self.wanted = None
            if record is not None:
                self.point(record)

    async def _may_go_on(self) -> bool:
        why, step, tr = self._unfinished(), self.step, self.tr
        if not why or step is None or (step.id, why) in self._asked or self.read_only or is_finished(self.session):
            return True
        answer = await self.ask(Confirm(tr, tr("Go on?"), tr("Go on"), tr("Stay"), default_yes=True, details=why))
        if answer:
            self._asked.add((step.id, why))
        return bool(answer)

    def _unfinished(self) -> str:
        step, door = self.step, self.door
        if step is None or door is None or step.kind not in self.session.kinds:
            return ""
        try:
            return self.session.kinds[step.kind].why_unfinished(door.view)
        except FacilitatorError:
            return ""
