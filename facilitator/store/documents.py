"""Documents as they are kept: plain JSON, copied in and out so that nobody shares them with the store."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

Document: TypeAlias = dict[str, Any]
Operation: TypeAlias = tuple[str, int | None, Document | None]
"""Table, document id, document. Without a document it is removed; without an id the table itself is meant,
which is made ({}) or dropped (None)."""
Tables: TypeAlias = dict[str, dict[int, Document]]

META = "_meta"
"""The hidden table; no document can be written to it."""

BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading bytes that are not the expected JSON may raise."""

_operations = msgspec.json.Decoder(list[tuple[str, int | None, dict[str, Any] | None]])


def encode(operations: Iterable[Operation]) -> tuple[bytes, list[Operation]]:
    """The operations as one line of JSON, and a copy of them that nobody else holds.

    Raises:
        TypeError: a value, key, id or table name that JSON or TinyDB cannot hold.
        ValueError: a number that is not finite, text that is no Unicode, too deep nesting, a reserved table.
    """
    given = [(table, number, document) for table, number, document in operations]
    for table, number, document in given:
        _check(table, number, document)
    try:
        line = msgspec.json.encode(given)
        kept = _operations.decode(line)
        if kept != given:  # something that JSON turned into something else
            line = msgspec.json.encode([(t, n, _plain(d)) for t, n, d in given])
            kept = _operations.decode(line)
    except RecursionError as error:
        raise ValueError("a document is nested too deeply") from error
    except msgspec.DecodeError as error:
        raise ValueError(f"a document cannot be written as JSON: {error}") from error
    return line, kept


def decode(line: bytes) -> list[Operation]:
    """The operations of one line of JSON; raises one of ``BROKEN`` when it holds none."""
    return _operations.decode(line)


def apply(tables: Tables, operations: Iterable[Operation]) -> None:
    """Brings the tables to the state after the operations."""
    for table, number, document in operations:
        if number is None:
            if document is None:
                tables.pop(table, None)
            else:
                tables.setdefault(table, {})
        elif document is None:
            tables.get(table, {}).pop(number, None)
        else:
            tables.setdefault(table, {})[number] = document


def copied(value: Any) -> Any:
    """A deep copy of a JSON value."""
    if isinstance(value, dict):
        return {key: copied(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [copied(entry) for entry in value]
    return value


def _check(table: object, number: object, document: object) -> None:
    if not isinstance(table, str):
        raise TypeError(f"a table's name is text, not {table!r}")
    if table == META:
        raise ValueError(f"the table {META} is the store's own")
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise TypeError(f"a document's id is a whole number, not {number!r}")
    if document is not None and not isinstance(document, dict):
        raise TypeError(f"a document is a dict, not {type(document).__name__}")


def _plain(value: Any) -> Any:
    """The value with tuples as lists; refuses everything that JSON has no word for."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"JSON has no number {value}")
        return value
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"a key is text, not {key!r}")
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    raise TypeError(f"JSON has no word for {type(value).__name__}")
