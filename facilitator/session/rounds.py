"""Rounds of a session: one ballot box each, and what of it becomes records."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import Id
from facilitator.core.rounds import Outcome, Receipt, Round, Source, Standing
from facilitator.store.box import Box
from facilitator.store.box_file import boxes_in, remove_box

if TYPE_CHECKING:
    from facilitator.session.session import Session

T = TypeVar("T")


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Runs to its end even when the screen that asked for it goes away."""
    return await asyncio.shield(asyncio.ensure_future(work))


def _seen(change: Change, record: Round) -> Change:
    """The change with the round in it; others have seen it, so undo stops there."""
    return Change(change.label, (*change.puts, record), change.drops, "barrier")


class Desk:
    """The ``Rounds`` of one session: keeps its boxes open and in step with its records."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._folder = session.store.folder / "rounds"
        self._boxes: dict[Id, Box] = {}

    async def open(self, round_id: Id, step: Id, rules: dict[str, Any], change: Change) -> None:
        """Opens a box and applies the change that says so."""
        await _whole(self._open(round_id, step, rules, change))

    async def _open(self, round_id: Id, step: Id, rules: dict[str, Any], change: Change) -> None:
        self._goes_on()
        self._boxes[round_id] = await asyncio.to_thread(Box.create, self._folder, round_id, rules)
        record = Round(id=round_id, step=step, opened=self._session.moment())
        await self._session.apply(_seen(change, record))

    async def cast(self, round_id: Id, seat: str, value: Any, source: Source, *, final: bool = False) -> Receipt:
        """Puts a seat's whole ballot into the box; it is on disk when this returns."""
        self._goes_on()
        return await _whole(asyncio.wrap_future(self._box(round_id).cast(seat, value, source=source, final=final)))  # type: ignore[arg-type]

    async def note(self, round_id: Id, name: str, value: Any) -> None:
        """Keeps a named entry beside the ballots until the reveal; None takes it away."""
        await asyncio.shield(asyncio.wrap_future(self._box(round_id).note(name, value)))

    async def close(self, round_id: Id, change: Change) -> None:
        """Closes the round: no further ballot is taken."""
        await _whole(self._close(round_id, change))

    async def _close(self, round_id: Id, change: Change) -> None:
        box = self._box(round_id)
        await asyncio.wrap_future(box.close())
        await self._session.apply(_seen(change, self._closed(round_id, box)))

    def _closed(self, round_id: Id, box: Box) -> Round:
        standing = box.standing()
        return msgspec.structs.replace(
            self._record(round_id),
            state="closed",
            closed=self._session.moment(),
            ballots=standing.ballots,
            sources=standing.sources,
        )

    async def reveal(self, round_id: Id, outcome: Outcome) -> None:
        """Opens the ballots of a closed round, applies what they come to, and seals the box.

        The change is saved before the box is sealed: after a crash between the two, ``recover`` seals it.
        """
        await _whole(self._reveal(round_id, outcome))

    async def _reveal(self, round_id: Id, outcome: Outcome) -> None:
        box = self._box(round_id)
        ballots = box.ballots()
        change, totals = outcome(ballots, box.standing().notes)
        record = self._record(round_id)
        if record.state == "open":  # killed after the box was closed and before that was written
            record = self._closed(round_id, box)
        record = msgspec.structs.replace(record, state="revealed", totals=totals, root=box.root())
        await self._session.apply(_seen(change, record))
        await asyncio.wrap_future(box.seal(totals))

    async def give_up(self, round_id: Id, change: Change) -> None:
        """Ends an open or closed round without a result and applies the change; its ballots are destroyed unread.

        A box that cannot be read any more keeps no round from being given up: its files are removed. After a crash
        before that, ``recover`` removes them.
        """
        await _whole(self._give_up(round_id, change))

    async def _give_up(self, round_id: Id, change: Change) -> None:
        self._writable()
        ended = msgspec.structs.replace(self._record(round_id), state="revealed", closed=self._session.moment())
        try:
            box = self._box(round_id)
            await asyncio.wrap_future(box.close())
        except FacilitatorError:
            await self._session.apply(_seen(change, ended))
            if (lost := self._boxes.pop(round_id, None)) is not None:
                await asyncio.to_thread(lost.stop)
            remove_box(self._folder, round_id)
        else:
            ended = msgspec.structs.replace(self._closed(round_id, box), state="revealed", root=box.root())
            await self._session.apply(_seen(change, ended))
            await asyncio.wrap_future(box.seal({}))

    def standing(self, round_id: Id) -> Standing:
        """What may be known now."""
        return self._box(round_id).standing()

    def known(self, round_id: Id) -> Standing | None:
        """The standing, or None where the box is not to be opened (reading only) or cannot be."""
        if self._session.store.read_only:
            return None
        try:
            return self.standing(round_id)
        except FacilitatorError:
            return None

    def receipts(self, round_id: Id) -> tuple[str, ...]:
        """The sorted receipts of a revealed round; empty before."""
        return self._box(round_id).receipts

    def waiting(self, round_id: Id) -> list[tuple[str, Any]]:
        """Ideas of an anonymous step before the reveal, in random order."""
        return self._box(round_id).waiting()

    def recover(self) -> None:
        """Ends what a crash may have left in the middle: a box not yet sealed, or one opened for no round."""
        if self._session.store.read_only:
            return
        rounds = self._session.table(Round)
        for round_id in boxes_in(self._folder):
            record = rounds.get(round_id)
            if record is not None and record.state != "revealed":
                continue
            if record is not None and not record.root:  # given up because the box could not be read
                remove_box(self._folder, round_id)
                continue
            with suppress(FacilitatorError):  # tried again next time: nothing of the session depends on it
                box = Box.open(self._folder, round_id)
                try:
                    if record is None and not box.standing().ballots:
                        remove_box(self._folder, round_id)
                    elif record is not None and box.sealed is None:
                        box.close()
                        box.seal(record.totals).result()
                finally:
                    box.stop()

    def stop(self) -> None:
        """Ends the threads of all boxes; open rounds go on at the next start."""
        for box in self._boxes.values():
            box.stop()
        self._boxes.clear()

    def _record(self, round_id: Id) -> Round:
        return self._session.table(Round)[round_id]

    def _writable(self) -> None:
        if self._session.store.read_only:
            raise FacilitatorError(self._session.tr("This session is open for reading only; nothing was changed."))

    def _goes_on(self) -> None:
        self._writable()
        if self._session.info.state == "finished":
            raise FacilitatorError(
                self._session.tr("This session is finished: take it up again before anything is collected or voted on.")
            )

    def _box(self, round_id: Id) -> Box:
        if round_id not in self._boxes:
            self._writable()
            self._boxes[round_id] = Box.open(self._folder, round_id)
        return self._boxes[round_id]
