"""What is in a ballot box, in memory: who may still cast, and what an entry changes. No file, no thread."""

import hashlib
import secrets
from collections import Counter
from typing import Any

import msgspec

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import ALPHABET
from facilitator.core.rounds import Receipt, Source
from facilitator.store.box_journal import Cast, Close, Entry, Note, canonical, value_of
from facilitator.store.notices import Finding

_CODE = 8  # characters of a receipt: 40 bits


class Refused(FacilitatorError):
    """The box does not do what was asked, and nothing has changed."""

    def __init__(self, code: str) -> None:
        self.finding = Finding(code)
        super().__init__(str(self.finding))

    def said(self, tr: Translator) -> str:
        """The sentence in the language of ``tr``."""
        return self.finding.said(tr)


class RoundClosed(Refused):
    """The round takes no more ballots. ``receipt`` is that of the seat's ballot inside, if there is one."""

    def __init__(self, receipt: Receipt | None = None) -> None:
        super().__init__("round_closed")
        self.receipt = receipt


class BallotFinal(Refused):
    """The seat has cast for good."""

    def __init__(self) -> None:
        super().__init__("ballot_final")


class StaleBallot(Refused):
    """The seat has another ballot inside than the one this was to replace: the caller shows it and asks."""

    def __init__(self, version: int, receipt: Receipt | None, nonce: str, value: Any) -> None:
        super().__init__("ballot_stale")
        self.version, self.receipt, self.nonce, self.value = version, receipt, nonce, value


def commitment(round_id: str, nonce: str, value: bytes) -> bytes:
    """32 bytes that stand for a ballot; without the nonce nobody can try out values against them."""
    return hashlib.sha256(b"\0".join((b"ballot1", round_id.encode(), nonce.encode(), value))).digest()


def code(commit: bytes) -> str:
    """The receipt: 8 Crockford characters of a commitment."""
    number = int.from_bytes(commit[:5])
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(5 * (_CODE - 1), -1, -5))


def seat_mark(round_id: str, seat: str) -> str:
    """All that is ever written of a seat: 24 hexadecimal digits, different in every round."""
    return hashlib.sha256(b"\0".join((b"seat1", round_id.encode(), seat.encode()))).hexdigest()[:24]


class Urn:
    """The ballots, notes and state of one round. A published urn is never changed: work goes on in a copy."""

    def __init__(self, round_id: str, entries: list[Entry] | None = None) -> None:
        self.round_id = round_id
        self.closed = False
        self.notes: dict[str, bytes] = {}
        self._casts: dict[str, tuple[Cast, bytes]] = {}  # by seat, with the commitment
        for entry in entries or ():
            self.apply(entry)

    def copy(self) -> "Urn":
        """One to work on."""
        urn = Urn(self.round_id)
        urn.closed, urn.notes, urn._casts = self.closed, dict(self.notes), dict(self._casts)
        return urn

    def apply(self, entry: Entry) -> None:
        """What an entry of the journal changes."""
        match entry:
            case Cast():
                commit = commitment(self.round_id, entry.nonce, bytes(entry.value))
                self._casts[entry.seat] = entry, commit
            case Note() if bytes(entry.value) == b"null":
                self.notes.pop(entry.name, None)
            case Note():
                self.notes[entry.name] = bytes(entry.value)
            case Close():
                self.closed = True

    def entries(self) -> list[Entry]:
        """The fewest entries that lead here; the order says nothing of the order in which they came."""
        casts: list[Entry] = [cast for _, (cast, _) in sorted(self._casts.items())]
        notes: list[Entry] = [Note(name=name, value=_raw(text)) for name, text in sorted(self.notes.items())]
        return casts + notes + ([Close()] if self.closed else [])

    def admit(
        self, seat: str, value: bytes, *, source: Source, final: bool, nonce: str | None, base: int | None
    ) -> tuple[Cast | None, Receipt]:
        """The entry for a ballot (None: the same one is inside already) and its receipt.

        Raises:
            RoundClosed, BallotFinal, StaleBallot: it may not go in.
        """
        mark = seat_mark(self.round_id, seat)
        held, receipt = self._casts.get(mark), self.receipt(seat)
        nonce = secrets.token_urlsafe(16) if nonce is None else nonce
        commit = commitment(self.round_id, nonce, value)
        if held and receipt and held[1] == commit and held[0].final >= final:
            return None, receipt
        if self.closed:
            raise RoundClosed(receipt)
        if held and held[0].final:
            raise BallotFinal
        version = held[0].version if held else 0
        if base is not None and base != version:
            raise StaleBallot(
                version, receipt, held[0].nonce if held else "", value_of(held[0].value) if held else None
            )
        cast = Cast(seat=mark, nonce=nonce, value=_raw(value), source=source, version=version + 1, final=final)
        return cast, Receipt(code(commit), cast.version)

    def receipt(self, seat: str) -> Receipt | None:
        """What a seat was last told; None: it has not cast."""
        held = self._casts.get(seat_mark(self.round_id, seat))
        return Receipt(code(held[1]), held[0].version) if held else None

    def casts(self) -> list[Cast]:
        """The ballots that count, one per seat."""
        return [cast for cast, _ in self._casts.values()]

    def commitments(self) -> list[bytes]:
        """Those of the ballots, sorted."""
        return sorted(commit for _, commit in self._casts.values())

    def marked(self) -> list[tuple[str, Cast]]:
        """Every ballot with the mark of its commitment, by mark."""
        return sorted(((commit.hex()[:32], cast) for cast, commit in self._casts.values()), key=lambda p: p[0])

    def sources(self) -> dict[str, int]:
        """How many ballots came which way."""
        return dict(sorted(Counter(cast.source for cast in self.casts()).items()))

    def root(self) -> str:
        """SHA-256 over the sorted commitments, hexadecimal."""
        return hashlib.sha256(b"".join(self.commitments())).hexdigest()


def note_entry(name: str, value: Any) -> Note:
    """The entry for a note; None takes it away.

    Raises:
        ValueError: the value is not JSON.
    """
    return Note(name=name, value=_raw(canonical(value)))


def _raw(text: bytes) -> msgspec.Raw:
    return msgspec.Raw(text)
