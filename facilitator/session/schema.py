"""Which record type lives in which table."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.ids import Id, from_number
from facilitator.core.records import CORE, Record
from facilitator.core.rounds import Round

R = TypeVar("R", bound=Record)


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


def by_id(records: Iterable[R]) -> dict[Id, R]:
    """Records by their id."""
    return {record.id: record for record in records}
