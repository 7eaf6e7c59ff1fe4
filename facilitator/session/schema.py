"""Which record type lives in which table, and what becomes of a document that comes from a file."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.ids import from_number
from facilitator.core.records import CORE, Record
from facilitator.core.rounds import Round
from facilitator.core.text import safe

_UNSAFE = re.compile(
    rb"\\u00[01]|\\[bfr]|\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe1\xa0\x8e|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xaf]"
    rb"|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
)
"""Control, bidi and invisible characters in the bytes of JSON: one look tells that a table has none."""


class Schema:
    """Tables of the core and of every installed kind."""

    def __init__(self, kinds: Iterable[Activity]) -> None:
        core: tuple[type[Record], ...] = (*CORE, Round)
        self.types: dict[str, type[Record]] = {record_type.table: record_type for record_type in core}
        for kind in kinds:
            self.types |= kind.record_types
        self._names = {record_type: name for name, record_type in self.types.items()}
        self._fields = {name: frozenset(record_type.__struct_fields__) for name, record_type in self.types.items()}

    def table(self, record_type: type[Record]) -> str:
        """The table of a record type."""
        return self._names[record_type]

    def decode(self, table: str, number: int, document: dict[str, Any]) -> Record:
        """The struct for a document; unknown fields are left out here and stay in the document.

        Raises:
            msgspec.ValidationError: a field has the wrong type.
        """
        return msgspec.convert({**document, "id": from_number(number)}, self.types[table])

    def encode(self, record: Record, before: dict[str, Any] | None) -> dict[str, Any]:
        """The document for a record, with the fields of the earlier one that this version does not know."""
        known = self._fields[self.table(type(record))]
        document: dict[str, Any] = msgspec.to_builtins(record)
        kept = {key: value for key, value in (before or {}).items() if key not in known}
        return {**document, **kept} if kept else document


def drawable(documents: Mapping[int, dict[str, Any]]) -> Mapping[int, dict[str, Any]]:
    """The documents of a table without characters that a terminal must not get: a file may come from anywhere."""
    if not _UNSAFE.search(msgspec.json.encode(documents)):
        return documents
    return {number: _cleaned(document) for number, document in documents.items()}


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list) else value
