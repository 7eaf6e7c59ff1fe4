"""The log of changes: what undo and redo need, kept in the session itself so that it survives a restart.

An entry holds, per document, only the fields that the change altered, with their values before and after. So an undo
does not take back what happened meanwhile in other fields of the same document.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal

import msgspec

from facilitator.core.ids import Id
from facilitator.core.records import Record

KEEP = 500
"""Most changes that can be undone."""

Fields = dict[str, Any] | None
"""Altered fields of a document; None: the document is not there."""


class Touch(msgspec.Struct, frozen=True, array_like=True):
    """What one change did to one document."""

    table: str
    number: int
    before: Fields
    after: Fields


class Entry(Record, frozen=True, kw_only=True):
    """One change of the log."""

    table: ClassVar[str] = "log"

    order: int
    label: str
    at: str
    state: Literal["done", "undone", "barrier"] = "done"
    touches: tuple[Touch, ...] = ()


def touch(table: str, number: int, before: Fields, after: Fields) -> Touch:
    """What lies between two versions of a document."""
    if before is None or after is None:
        return Touch(table, number, before, after)
    same = {key for key in before if key in after and before[key] == after[key]}
    old = {key: value for key, value in before.items() if key not in same}
    return Touch(table, number, old, {key: value for key, value in after.items() if key not in same})


def restored(current: Fields, part: Fields, other: Fields) -> Fields:
    """A document brought to one side of a touch; ``other`` is the side it comes from."""
    if part is None:
        return None
    if other is None or current is None:
        return part if other is None else None
    return {key: value for key, value in current.items() if key in part or key not in other} | part


class Log:
    """The entries in order, and where undo stands among them."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.order)

    @property
    def next_order(self) -> int:
        """Order of the next entry."""
        return self.entries[-1].order + 1 if self.entries else 1

    def undoable(self) -> Entry | None:
        """The newest entry that is done, or the barrier at which undo stops."""
        return next((entry for entry in reversed(self.entries) if entry.state != "undone"), None)

    def redoable(self) -> Entry | None:
        """The oldest undone entry."""
        return next((entry for entry in self.entries if entry.state == "undone"), None)

    def outdated(self) -> list[Entry]:
        """Entries that a new change pushes out: what was undone, and the oldest beyond ``KEEP``."""
        undone = [entry for entry in self.entries if entry.state == "undone"]
        kept = len(self.entries) - len(undone)
        return undone + [e for e in self.entries if e.state != "undone"][: max(0, kept + 1 - KEEP)]

    def absorb(self, put: Iterable[Entry], dropped: Iterable[Id]) -> None:
        """Takes over what has been saved."""
        gone, new = set(dropped), {entry.id: entry for entry in put}
        kept = [new.pop(entry.id, entry) for entry in self.entries if entry.id not in gone]
        self.entries = kept + sorted(new.values(), key=lambda entry: entry.order)
