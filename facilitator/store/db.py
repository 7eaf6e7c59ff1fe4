"""TinyDB over an open session, through TinyDB's own extension points: a table that knows what it changed, and a
storage that takes exactly that.

Nothing that a search returns can alter what is stored, and an update that raises midway alters nothing.
"""

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from facilitator.store.documents import Operation, copied

if TYPE_CHECKING:
    from facilitator.store.store import Store

_Documents = Mapping[int, dict[str, Any]]


class SessionStorage(Storage):
    """Reads from the session's memory and commits operations to its journal."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self.turn = threading.RLock()
        """Held from reading to committing, so that two updates do not overwrite each other."""

    def documents(self, table: str) -> _Documents:
        """The documents of a table themselves, for looking only."""
        return self.store.tables.get(table, {})

    def commit(self, operations: list[Operation]) -> None:
        """Saves operations together; ``CannotSave`` when that is not possible."""
        if operations:
            self.store.commit(operations)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """A copy of everything, in the shape of TinyDB's file; None when there is no table."""
        tables = list(self.store.tables.items())
        return {name: {str(i): copied(d) for i, d in list(docs.items())} for name, docs in tables} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Commits the difference to what is stored; for TinyDB's own calls and foreign extensions."""
        with self.turn:
            operations: list[Operation] = [(name, None, None) for name in self.store.tables if name not in data]
            for name, documents in data.items():
                new = {int(number): dict(document) for number, document in documents.items()}
                operations += difference(name, self.store.tables.get(name), new)
            self.commit(operations)

    def close(self) -> None:
        """Closes the session."""
        self.store.close()


class Draft(MutableMapping[int, Any]):
    """A table as an updater sees it: reading copies a document first, so that the stored ones stay as they are."""

    def __init__(self, stored: _Documents) -> None:
        self._stored = stored
        self.touched: dict[int, Any] = {}
        """Documents that were read or set, and None for those that were removed, in the order of the first touch."""
        self._count = len(stored)

    def __getitem__(self, number: int) -> Any:
        if number not in self.touched:
            self.touched[number] = copied(self._stored[number])
        if self.touched[number] is None:
            raise KeyError(number)
        return self.touched[number]

    def __setitem__(self, number: int, document: Any) -> None:
        self._count += number not in self
        self.touched[number] = document

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._count -= 1
        self.touched[number] = None

    def __contains__(self, number: object) -> bool:
        if number in self.touched:
            return self.touched[number] is not None
        return number in self._stored

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in list(self._stored) if self.touched.get(number, self) is not None)
        yield from (n for n, d in list(self.touched.items()) if d is not None and n not in self._stored)

    def __len__(self) -> int:
        return self._count


class SessionTable(Table):
    """A table whose updates cost what they change, not what the table holds."""

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that match, as copies."""
        self._forget_old_results()
        return [_own(document) for document in super().search(cond)]

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The document that matches or has the id, or those that have the ids, as copies."""
        found = super().get(*args, **kwargs)
        return [_own(document) for document in found] if isinstance(found, list) else found and _own(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_own, super().__iter__())

    def _forget_old_results(self) -> None:
        """Drops cached results when the table was changed by another way than this object."""
        if isinstance(self._storage, SessionStorage):
            version = self._storage.store.version(self.name)
            if version != getattr(self, "_seen", version):
                self.clear_cache()
            self._seen = version

    def _get_next_id(self) -> int:
        """A random number: copies on two laptops must not give the same one, nor betray an order."""
        taken = self._storage.documents(self.name) if isinstance(self._storage, SessionStorage) else {}
        while (number := secrets.randbits(64)) in taken:
            pass
        return number

    def _read_table(self) -> Any:
        if isinstance(self._storage, SessionStorage):
            return _ByText(self._storage.documents(self.name))
        return super()._read_table()

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        storage = self._storage
        if not isinstance(storage, SessionStorage):
            super()._update_table(updater)
            return
        with storage.turn:
            stored = storage.store.tables.get(self.name)
            draft = Draft(stored or {})
            updater(draft)
            operations: list[Operation] = [] if stored is not None else [(self.name, None, {})]
            for number, document in draft.touched.items():
                before = (stored or {}).get(number)
                if document is None and before is not None:
                    operations.append((self.name, number, None))
                elif document is not None and document != before:
                    operations.append((self.name, number, dict(document)))
            storage.commit(operations)
        self.clear_cache()


class SessionDB(TinyDB):
    """TinyDB with tables that save what they change."""

    table_class = SessionTable


class _ByText(Mapping[str, Any]):
    """A table as TinyDB's own methods read it, by the id as text, without a copy of the whole."""

    def __init__(self, documents: _Documents) -> None:
        self._documents = documents

    def __getitem__(self, number: str) -> Any:
        try:
            return self._documents[int(number)]
        except ValueError:
            raise KeyError(number) from None

    def __iter__(self) -> Iterator[str]:
        return map(str, list(self._documents))

    def __len__(self) -> int:
        return len(self._documents)

    def items(self) -> Any:
        return [(str(number), document) for number, document in list(self._documents.items())]


def difference(table: str, stored: _Documents | None, new: _Documents) -> list[Operation]:
    """What brings a table to its new state; ``stored`` is None when there is no such table yet."""
    operations: list[Operation] = [] if stored is not None else [(table, None, {})]
    before = stored or {}
    operations += [(table, number, None) for number in before if number not in new]
    operations += [(table, number, document) for number, document in new.items() if before.get(number) != document]
    return operations


def _own(document: Document) -> Document:
    return Document(copied(dict(document)), document.doc_id)
