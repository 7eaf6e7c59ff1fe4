"""The lines of a ballot box's file: how they are written, and what a damaged file still proves.

One entry is one line: ``<hash of the line before> <hash of this line> <JSON>``, where a hash is the first
16 bytes of SHA-256 over the former hash and the JSON, in hexadecimal. So every line proves itself, and the
chain proves that none is missing. All lines that were written with one sync form a *group* and count down to
its last line: whatever a power cut left of the last group was never acknowledged, while a fault before it is
damage. Group 0 is what the file began with: it was whole before the file got its name.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from facilitator.core.rounds import Source

FORMAT = 1
_HASH = 32  # hexadecimal digits
_START = re.compile(rb'[0-9a-f]{32} [0-9a-f]{32} (?=\{"type":)')  # cannot stand inside a JSON string


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    group: int = 0
    left: int = 0
    """Lines of the same group that follow."""


class Head(_Line, frozen=True, kw_only=True, tag="box"):
    """The first line of a box that takes or keeps ballots."""

    format: int = FORMAT
    rules: msgspec.Raw


class Cast(_Line, frozen=True, kw_only=True, tag="cast"):
    """A seat's whole ballot, in place of its earlier one."""

    seat: str
    nonce: str
    value: msgspec.Raw
    source: Source
    version: int
    final: bool = False


class Note(_Line, frozen=True, kw_only=True, tag="note"):
    """A named entry beside the ballots; ``null`` takes it away."""

    name: str
    value: msgspec.Raw


class Close(_Line, frozen=True, kw_only=True, tag="close"):
    """From here on no ballot is taken."""


class Sealed(_Line, frozen=True, kw_only=True, tag="sealed"):
    """The only line of a sealed box: nothing in it leads to a ballot."""

    format: int = FORMAT
    rules: msgspec.Raw
    root: str
    ballots: int
    sources: dict[str, int]
    receipts: tuple[str, ...]
    totals: msgspec.Raw


Entry = Cast | Note | Close
First = Head | Sealed


class _Version(msgspec.Struct):
    format: int = 0


class Reading(msgspec.Struct):
    """What a file proves."""

    first: First | None
    """None: the first line is damaged."""
    entries: list[Entry]
    """The intact entries, in their order."""
    damaged: int
    """Number of the first damaged line from 1 on; 0: only the last group is torn, or nothing is."""
    lost: bytes
    """What does not prove itself, as it was found."""
    clean: bool
    """Whether the next group may follow in the same file."""
    chain: str
    group: int
    """Hash and group of the last line, when clean."""
    newer: bool = False
    """Whether a newer program wrote it."""


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: sorted keys, no spaces.

    Raises:
        ValueError: the value is not JSON (NaN, a lone surrogate, a foreign object, a value inside itself).
    """
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
        return text.encode()
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a JSON value: {error}") from error


def value_of(text: bytes | msgspec.Raw) -> Any:
    """A fresh copy of a value kept as JSON text."""
    return json.loads(bytes(text))


def start(round_id: str) -> str:
    """The hash before the first line: it ties the file to its round."""
    return hashlib.sha256(b"box1\0" + round_id.encode()).hexdigest()[:_HASH]


def write(chain: str, group: int, entries: Sequence[First | Entry]) -> tuple[bytes, str]:
    """One group as bytes, and the hash of its last line."""
    lines = []
    for left, entry in zip(range(len(entries) - 1, -1, -1), entries, strict=True):
        body = msgspec.json.encode(msgspec.structs.replace(entry, group=group, left=left))
        digest = _digest(chain, body)
        lines.append(b"%s %s %s\n" % (chain.encode(), digest.encode(), body))
        chain = digest
    return b"".join(lines), chain


def read(raw: bytes, round_id: str) -> Reading:
    """What a file proves; it never raises, whatever the bytes are."""
    good, lost, newer = _lines(raw)
    whole = _unbroken(good, start(round_id))
    lines = [line for *_, line in good]
    first = lines[0] if lines and isinstance(lines[0], First) else None
    chain, group, left = (good[-1][1], lines[-1].group, lines[-1].left) if good else ("", 0, 0)
    complete = 0 < whole == len(good) and not lost and (group > 0 or left == 0)
    return Reading(
        first=first,
        entries=[line for line in lines if isinstance(line, Entry)],
        damaged=0 if complete or _torn(lines, whole) else whole + 1,
        lost=lost,
        clean=complete and raw.endswith(b"\n") and left == 0 and isinstance(first, Head),
        chain=chain,
        group=group,
        newer=newer or (first is not None and first.format > FORMAT),
    )


def holds_ballots(raw: bytes, round_id: str) -> bool:
    """Whether a file, damaged or not, still shows ballots or notes: after the reveal none should."""
    return bool(read(raw, round_id).entries) or any(mark in raw for mark in (b'"seat":"', b'"nonce":"'))


def _lines(raw: bytes) -> tuple[list[tuple[str, str, First | Entry]], bytes, bool]:
    """The lines that prove themselves, all other bytes, and whether a line of a later format is among those.

    A line is found by its start, so that a damaged line break does not cost the line behind it.
    """
    starts = [match.start() for match in _START.finditer(raw)]
    good, lost, newer = [], [raw[: starts[0]] if starts else raw], False
    for begin, end in pairwise([*starts, len(raw)]):
        piece, _, rest = raw[begin:end].partition(b"\n")
        found = _parse(piece)
        if found is None and not rest:
            found, rest = _parse(piece[:-1]), piece[-1:]
        if isinstance(found, tuple):
            good.append(found)
            lost.append(rest)
        else:
            lost.append(raw[begin:end])
            newer = newer or found == "newer"
    return good, b"".join(lost), newer


def _digest(chain: str, body: bytes) -> str:
    return hashlib.sha256(chain.encode() + body).hexdigest()[:_HASH]


def _parse(piece: bytes) -> tuple[str, str, First | Entry] | str | None:
    """The line's two hashes and its entry; ``"newer"`` for an intact line of a later format."""
    before, _, rest = piece.partition(b" ")
    own, _, body = rest.partition(b" ")
    if _digest(before.decode(), body) != own.decode():
        return None
    try:
        return before.decode(), own.decode(), msgspec.json.decode(body, type=First | Entry)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return "newer" if _later(body) else None


def _later(body: bytes) -> bool:
    try:
        return msgspec.json.decode(body, type=_Version).format > FORMAT
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False


def _unbroken(good: Sequence[tuple[str, str, _Line]], chain: str) -> int:
    """How many lines stand at the start of the file without a gap in the chain."""
    for count, (before, own, _) in enumerate(good):
        if before != chain:
            return count
        chain = own
    return len(good)


def _torn(lines: Sequence[_Line], whole: int) -> bool:
    """Whether a cut while the last group was being written explains the fault after ``whole`` good lines."""
    if whole == 0 or not isinstance(lines[0], Head):
        return False
    last = lines[whole - 1]
    group = last.group if last.left else last.group + 1
    return group > 0 and all(line.group == group for line in lines[whole:])
