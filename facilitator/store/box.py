"""The ballot box of one round: a ballot is on disk before it is acknowledged; none is left after the reveal."""

import secrets
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import msgspec

from facilitator.core.ids import Id
from facilitator.core.rounds import Ballot, Receipt, Source, Standing, State
from facilitator.store.box_file import BoxFile
from facilitator.store.box_journal import Close, Entry, Head, canonical, value_of
from facilitator.store.box_urn import BallotFinal, Refused, RoundClosed, StaleBallot, Urn, note_entry
from facilitator.store.box_writer import Seal, Writer
from facilitator.store.files import REAL, Files
from facilitator.store.notices import CannotSave, Problem, StoreError
from facilitator.store.writer import diagnose

__all__ = ["BallotFinal", "Box", "BoxDamaged", "CannotSave", "Refused", "RoundClosed", "Seal", "StaleBallot"]


class BoxDamaged(StoreError):
    """The file is damaged before its last group."""

    def __init__(self, path: Path, line: int, ballots: int) -> None:
        super().__init__("box_damaged", path, line=line, ballots=ballots)
        self.line = line
        """Number of the first damaged line, from 1 on."""
        self.ballots = ballots
        """How many seats have a ballot in it that proves itself."""


class Box:
    """The ballot box of one round. Futures end when what they stand for is on disk, or with a ``FacilitatorError``."""

    def __init__(self, round_id: Id, writer: Writer, dropped: int = 0) -> None:
        self.round_id = round_id
        self.dropped = dropped
        """Bytes of a torn end found at opening; never acknowledged, and kept in a file beside the box."""
        self._writer = writer

    @classmethod
    def create(
        cls, folder: Path, round_id: Id, rules: dict[str, Any], *, files: Files = REAL, retry: float = 2.0
    ) -> "Box":
        """A new box; the file is on disk when this returns.

        While the disk takes nothing, it is tried again every ``retry`` seconds.

        Raises:
            FacilitatorError: there is one already, or the disk does not take it.
        """
        file = BoxFile(files, folder, round_id)
        head = Head(rules=msgspec.Raw(canonical(rules)))
        try:
            file.create(head)
        except FileExistsError:
            raise StoreError("box_exists", file.path) from None
        except OSError as error:
            raise CannotSave(diagnose(error, folder)) from error
        return cls(round_id, Writer(file, head, Urn(round_id), retry))

    @classmethod
    def open(cls, folder: Path, round_id: Id, *, files: Files = REAL, retry: float = 2.0) -> "Box":
        """The box as it was when the program ended, however it ended. A full disk does not keep it from opening.

        Raises:
            BoxDamaged: more than the last group is unreadable; nothing was changed on disk.
            FacilitatorError: there is no such box, it cannot be read, or a newer program wrote it.
        """
        return cls._load(folder, round_id, files, retry, None)

    @classmethod
    def repair(
        cls, folder: Path, round_id: Id, rules: dict[str, Any], *, files: Files = REAL, retry: float = 2.0
    ) -> "Box":
        """Opens a damaged box with the entries that prove themselves; the damaged file is kept until the seal.

        ``rules`` stand in for those in the file when its first line is what is damaged.

        Raises:
            FacilitatorError: as ``open``, but for the damage.
        """
        return cls._load(folder, round_id, files, retry, Head(rules=msgspec.Raw(canonical(rules))))

    @classmethod
    def _load(cls, folder: Path, round_id: Id, files: Files, retry: float, instead: Head | None) -> "Box":
        file = BoxFile(files, folder, round_id)
        try:
            reading = file.load()
            if reading.newer:
                raise StoreError("box_newer", file.path)
            if instead and reading.damaged:
                file.keep_all_aside()
        except FileNotFoundError:
            raise StoreError("box_missing", file.path) from None
        except OSError as error:
            raise StoreError("box_unreadable", file.path, reason=error.strerror or str(error)) from error
        urn = Urn(round_id, reading.entries)
        first = reading.first or (instead if reading.entries else None)
        if first is None or (reading.damaged and not instead):
            raise BoxDamaged(file.path, reading.damaged, len(urn.casts()))
        writer = Writer(file, first, urn, retry)
        writer.settle()
        return cls(round_id, writer, len(reading.lost))

    @property
    def problem(self) -> Problem | None:
        """Why nothing can be saved just now; None while all is well."""
        return self._writer.problem

    @property
    def state(self) -> State:
        """Whether it takes ballots, keeps them, or has given them away."""
        urn, sealed = self._writer.now
        return "sealed" if sealed else "closed" if urn.closed else "open"

    @property
    def rules(self) -> dict[str, Any]:
        """What the round was opened with."""
        rules: dict[str, Any] = value_of(self._writer.rules)
        return rules

    def cast(
        self,
        seat: str,
        value: Any,
        *,
        source: Source,
        final: bool = False,
        nonce: str | None = None,
        base: int | None = None,
    ) -> Future[Receipt]:
        """Puts a seat's whole ballot in, in place of its earlier one.

        The same value with the same ``nonce`` (22 random characters of the voter's; made here when None) is the
        same ballot: it may be sent again at any time and gets the same receipt. ``base`` is the version it replaces
        (0: none); None replaces any.

        Raises:
            ValueError: the value is not JSON.
            RoundClosed, BallotFinal, StaleBallot, CannotSave: by the future.
        """
        text = canonical(value)

        def decide(urn: Urn, sealed: bool) -> tuple[Entry | None, Receipt]:
            if sealed:
                raise RoundClosed
            return urn.admit(seat, text, source=source, final=final, nonce=nonce, base=base)

        return self._writer.submit(decide)

    def note(self, name: str, value: Any) -> Future[None]:
        """Keeps a named entry beside the ballots until the seal, also in a closed round; None takes it away.

        Raises:
            ValueError: the value is not JSON.
            FacilitatorError: by the future: the box is sealed, or the disk does not take it.
        """
        entry = note_entry(name, value)

        def decide(_urn: Urn, sealed: bool) -> tuple[Entry | None, None]:
            if sealed:
                raise Refused("round_revealed")
            return entry, None

        return self._writer.submit(decide)

    def close(self) -> Future[None]:
        """Takes no more ballots. Whatever was acknowledged before is in; nothing else is."""
        return self._writer.submit(lambda urn, sealed: (None if sealed or urn.closed else Close(), None))

    def standing(self) -> Standing:
        """What may be known now: how many, never what."""
        urn, sealed = self._writer.now
        if sealed:
            return Standing("sealed", sealed.ballots, dict(sealed.sources), {})
        notes = {name: value_of(text) for name, text in urn.notes.items()}
        return Standing("closed" if urn.closed else "open", len(urn.casts()), urn.sources(), notes)

    def receipt(self, seat: str) -> Receipt | None:
        """What a seat was last told; None: nothing of it is in the box (any more)."""
        return self._writer.now[0].receipt(seat)

    def ballots(self) -> list[Ballot]:
        """All ballots of a closed round, in random order.

        Raises:
            FacilitatorError: the round is open, or the box is sealed.
        """
        urn, sealed = self._writer.now
        if sealed or not urn.closed:
            raise Refused("round_open")
        ballots = [Ballot(value_of(cast.value), cast.source) for cast in urn.casts()]
        secrets.SystemRandom().shuffle(ballots)
        return ballots

    def waiting(self) -> list[tuple[str, Any]]:
        """The ideas of an anonymous step before the reveal, each with its mark: by mark, which is random."""
        return [(mark, value_of(cast.value)) for mark, cast in self._writer.now[0].marked()]

    def root(self) -> str:
        """SHA-256 over the sorted commitments of the ballots, hexadecimal; the seal keeps it."""
        urn, sealed = self._writer.now
        return sealed.root if sealed else urn.root()

    def seal(self, totals: dict[str, Any]) -> Future[Seal]:
        """Replaces the box by totals, receipts and root: no seat, nonce, value or order is in any file afterwards.

        A sealed box keeps its first totals.

        Raises:
            ValueError: the totals are not JSON.
            FacilitatorError: by the future: the round is open, or the disk does not take it.
        """
        return self._writer.seal(canonical(totals))

    @property
    def sealed(self) -> Seal | None:
        """The seal, once there is one."""
        return self._writer.sealed

    @property
    def totals(self) -> dict[str, Any]:
        """What a sealed box was sealed with; empty before."""
        sealed = self._writer.now[1]
        totals: dict[str, Any] = value_of(sealed.totals) if sealed else {}
        return totals

    @property
    def receipts(self) -> tuple[str, ...]:
        """The sorted codes of a sealed box; empty before, so that nobody learns the order in which they come."""
        sealed = self._writer.now[1]
        return sealed.receipts if sealed else ()

    def stop(self) -> None:
        """Finishes what was asked, ends the thread, closes the file; the round goes on when it is next opened."""
        self._writer.stop()
