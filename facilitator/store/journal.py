"""The journal: one hash-chained text line per change, on disk before the change counts.

A line is ``<32 hex><mark><json>\\n``. The hex digits are the BLAKE2b-128 of the line before's digest, the mark
and the json: checksum, order and evidence of tampering in one field. The mark is a space, or ``+`` when the line
was written together with the one before it, before either was synced: only then may one power cut tear both.
The first line ties the journal to its checkpoint. Only pure functions over bytes are here.
"""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import msgspec

from facilitator.store.documents import BROKEN, Operation, decode

DIGEST = 16
"""Bytes of a digest."""
_HEX = 2 * DIGEST
_FIRST, _JOINED = b" ", b"+"
_START = re.compile(rb"[0-9a-f]{32}[ +](?=\[)")


class Header(msgspec.Struct, frozen=True):
    """The first line: the checkpoint that the journal continues, and the digest before its first change."""

    generation: int
    head: str
    schema: int
    journal: int = 1
    """Version of this line format."""


class Frame(NamedTuple):
    """One change read back."""

    operations: list[Operation]
    digest: bytes


class Journal(NamedTuple):
    """What a journal proves, and what is left of it."""

    header: Header | None
    """None: the first line is not what it was."""
    frames: list[Frame]
    """Every change proven by the chain, in order."""
    head: bytes
    """The digest after the last of them."""
    rest: bytes
    """What follows them and is not proven: a torn tail, or damage."""
    damaged: bool
    """True: the rest or the first line was whole once. False: a rest is torn, it was never acknowledged."""
    behind: list[Frame]
    """Changes behind the damage that are whole, but whose predecessor is not."""


def digest(before: bytes, marked: bytes) -> bytes:
    """The digest of a line (mark and json) that follows the line with the digest ``before``."""
    return blake2b(before + marked, digest_size=DIGEST).digest()


def start(header: Header) -> tuple[bytes, bytes]:
    """The first line of a journal and its digest."""
    return _line(bytes.fromhex(header.head), _FIRST, msgspec.json.encode(header))


def frames(before: bytes, payloads: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The lines of changes written together, and the digest after them."""
    lines, mark = [], _FIRST
    for payload in payloads:
        line, before = _line(before, mark, payload)
        lines.append(line)
        mark = _JOINED
    return b"".join(lines), before


def read_header(data: bytes) -> Header | None:
    """The first line of a journal, if it is whole."""
    line = data.partition(b"\n")[0]
    try:
        header = msgspec.json.decode(line[_HEX + 1 :], type=Header)
        before = bytes.fromhex(header.head)
    except (*BROKEN, ValueError):
        return None
    return header if len(before) == DIGEST and data.startswith(start(header)[0]) else None


def parse(data: bytes, expected: Header) -> Journal:
    """Reads the journal that should continue a checkpoint; its ``header`` is another one when it does not."""
    first, head = start(expected)
    whole = data.startswith(first)
    header = expected if whole else read_header(data)
    if header is not None and header != expected:
        return Journal(header, [], head, data, False, [])
    position = len(first)
    proven: list[Frame] = []
    broken = mended = False
    while position < len(data):
        end = _end(data, position)
        computed = digest(head, data[position + _HEX : end])
        if computed.hex().encode() != data[position : position + _HEX]:
            if not _follows(data, computed, end):
                break
            broken = True  # only its digest: the next line proves it
        elif broken and data.startswith(_FIRST, position + _HEX):
            mended = True  # and it was whole when this later line was written: not torn, but damaged
        proven.append(Frame(decode(data[position + _HEX + 1 : end]), computed))
        head, position = computed, end + 1
    rest = data[position:]
    behind, again = _behind(rest, head)
    return Journal(header, proven, head, rest, mended or again or not whole, behind)


def _line(before: bytes, mark: bytes, payload: bytes) -> tuple[bytes, bytes]:
    new = digest(before, mark + payload)
    return new.hex().encode() + mark + payload + b"\n", new


def _end(data: bytes, position: int) -> int:
    end = data.find(b"\n", position)
    return len(data) if end < 0 else end


def _follows(data: bytes, before: bytes, end: int) -> bool:
    """Whether the line after ``end`` is chained to the digest ``before``."""
    position = end + 1
    if position >= len(data):
        return False
    line = data[position : _end(data, position)]
    return len(line) > _HEX and digest(before, line[_HEX:]).hex().encode() == line[:_HEX]


def _behind(rest: bytes, before: bytes) -> tuple[list[Frame], bool]:
    """The whole lines behind a broken one, and whether any was written after the broken one was synced.

    The broken one itself is among them when only its line break is damaged.
    """
    found: list[Frame] = []
    damaged = False
    for position, ends in _candidates(rest):
        claimed = rest[position : position + _HEX]
        for end in ends:
            marked = rest[position + _HEX : end]
            if digest(before, marked).hex().encode() == claimed:
                found.append(Frame(decode(marked[1:]), bytes.fromhex(claimed.decode())))
                damaged = damaged or (position > 0 and marked.startswith(_FIRST))
        try:
            before = bytes.fromhex(claimed.decode("ascii"))
        except ValueError:
            before = b""
    return found, damaged


def _candidates(rest: bytes) -> Iterator[tuple[int, list[int]]]:
    """Where a line may begin, and where it may end, also when the line break between two is damaged."""
    begins = {0} | {match.start() for match in _START.finditer(rest)}
    begins |= {match.end() for match in re.finditer(b"\n", rest)}
    ordered = sorted(position for position in begins if position + _HEX < len(rest))
    for position, following in pairwise([*ordered, len(rest) + 1]):
        end = _end(rest, position)
        yield position, [end, following - 1] if following <= end else [end]
