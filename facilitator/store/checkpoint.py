"""The checkpoint ``session.json``: ordinary TinyDB JSON with a sealed first line. Pure functions over bytes.

The first line holds the hidden table ``_meta``; the tables follow, one document per line, so that the file
reads and diffs well. The meta carries the SHA-256 of everything behind the first line and a digest of itself.
"""

from hashlib import blake2b, sha256
from typing import Annotated, Any, TypeAlias

import msgspec

from facilitator.store.documents import BROKEN, META, Tables

FORMAT = "facilitator-session"
_OPENING = b'{"' + META.encode() + b'":{"1":'
_CHECK = b',"check":"'
_CHECK_BYTES = 16
_json = msgspec.json.Encoder()
_tables = msgspec.json.Decoder(dict[str, dict[int, dict[str, Any]]])


Generation: TypeAlias = Annotated[int, msgspec.Meta(ge=0, lt=10**12)]
Digest: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The first line."""

    format: str
    schema: Annotated[int, msgspec.Meta(ge=1)]
    generation: Generation
    """Counts the checkpoints of this session."""
    head: Digest
    """Digest of the last change that is in the file, as 32 hex digits."""
    open: bool
    """True: a journal belongs to this file."""
    sha256: str
    summary: dict[str, Any] = {}
    """What Home shows without reading on."""


class Foreign(Exception):
    """The bytes are TinyDB's JSON, but not as the store wrote them."""

    def __init__(self, tables: Tables, meta: Meta | None) -> None:
        super().__init__("changed by another program")
        self.tables = tables
        self.meta = meta


class Unreadable(Exception):
    """The bytes are no TinyDB JSON at all; ``meta`` is there when at least the first line is whole."""

    def __init__(self, meta: Meta | None) -> None:
        super().__init__("not a TinyDB file")
        self.meta = meta


def body(tables: Tables) -> bytes:
    """Everything behind the first line."""
    parts = []
    for name, documents in tables.items():
        lines = [b'"%d":%b' % (number, _json.encode(document)) for number, document in documents.items()]
        parts.append(_json.encode(name) + (b":{\n" + b",\n".join(lines) + b"\n}" if lines else b":{}"))
    return b",\n".join(parts) + b"}\n" if parts else b""


def digest(tables: Tables) -> str:
    """The SHA-256 that a checkpoint of these tables carries."""
    return sha256(body(tables)).hexdigest()


def build(tables: Tables, *, schema: int, generation: int, head: bytes, is_open: bool, summary: Any) -> bytes:
    """The bytes of a checkpoint."""
    rest = body(tables)
    meta = Meta(
        format=FORMAT,
        schema=schema,
        generation=generation,
        head=head.hex(),
        open=is_open,
        sha256=sha256(rest).hexdigest(),
        summary=summary,
    )
    return _first_line(meta, not rest) + rest


def read_meta(line: bytes) -> Meta | None:
    """The meta of a first line (without its line break), if it is as the store wrote it."""
    sealed, mark, check = line.rpartition(_CHECK)
    whole = check in (_check(sealed) + b'"}},', _check(sealed) + b'"}}}')
    if not mark or not whole or not sealed.startswith(_OPENING):
        return None
    try:
        meta = msgspec.json.decode(sealed[len(_OPENING) :] + b"}", type=Meta)
    except BROKEN:
        return None
    return meta if meta.format == FORMAT else None


def read(data: bytes) -> tuple[Meta, Tables]:
    """The meta and the tables of a checkpoint that is byte for byte as it was written.

    Raises:
        Foreign: valid TinyDB JSON, but another program (or a damaged disk) changed it.
        Unreadable: not TinyDB's JSON.
    """
    line, _, rest = data.partition(b"\n")
    meta = read_meta(line)
    try:
        tables: Tables = _tables.decode(b"{" + rest if meta and rest else data)
    except BROKEN as error:
        raise Unreadable(meta) from error
    loose = tables.pop(META, None)
    if meta is not None and sha256(rest).hexdigest() == meta.sha256 and line.endswith(b"," if rest else b"}"):
        return meta, tables
    raise Foreign(tables, meta or _loose_meta(loose))


def _first_line(meta: Meta, alone: bool) -> bytes:
    sealed = _OPENING + _json.encode(meta)[:-1]
    return sealed + _CHECK + _check(sealed) + (b'"}}}\n' if alone else b'"}},\n')


def _check(sealed: bytes) -> bytes:
    return blake2b(sealed, digest_size=_CHECK_BYTES).hexdigest().encode()


def _loose_meta(table: dict[int, dict[str, Any]] | None) -> Meta | None:
    """The meta that another program carried over, as far as it can be read."""
    try:
        return msgspec.convert((table or {}).get(1), Meta)
    except msgspec.ValidationError:
        return None
