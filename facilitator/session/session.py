"""One open session: its records as structs, and the only way to change them.

Every change goes: encode → store (on disk) → structs in memory → ``changed`` callbacks. The structs belong to the
caller's thread; the store writes on a thread of its own.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Any, TypeVar, cast

import msgspec

from facilitator.core.activity import Activity
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator, translator
from facilitator.core.ids import Id, from_number, new_id, to_number
from facilitator.core.records import Clock, Counter, Record, SessionInfo, Step, WorkshopCopy
from facilitator.core.workshop import Workshop, parse
from facilitator.session.history import Entry, Log, Touch, restored, touch
from facilitator.session.rounds import Desk
from facilitator.session.schema import Schema, drawable
from facilitator.session.summary import SUMMARISED, summary
from facilitator.store.store import Operation, Store

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class _Prepared:
    operations: list[Operation]
    records: list[tuple[str, Id, Record | None]]
    logged: list[Entry]
    unlogged: list[Id]


class Session:
    """A session and what may be done with it."""

    def __init__(self, store: Store, kinds: Mapping[str, Activity], now: Callable[[], float] = time) -> None:
        self.store = store
        self.kinds = kinds
        self.now = now
        self.revision = 0
        self.unreadable: list[str] = []
        """``table/id`` of documents that could not be read; they are kept as they are."""
        self._schema = Schema(kinds.values())
        self._tables: dict[str, dict[Id, Record]] = {name: {} for name in self._schema.types}
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._turn = asyncio.Lock()
        self._workshop_copy: WorkshopCopy | None = None
        self._workshops: dict[str | None, Workshop] = {}
        self._load()
        self.rounds = Desk(self)

    @classmethod
    def open(
        cls,
        path: Path,
        kinds: Mapping[str, Activity],
        *,
        read_only: bool = False,
        adopt: bool = False,
        now: Callable[[], float] = time,
    ) -> "Session":
        """Opens a session folder or its ``session.json``.

        Raises:
            FacilitatorError: it is no session, or not to be opened as asked.
        """
        store = Store.open(path, read_only=read_only, adopt=adopt, now=now)
        try:
            session = cls(store, kinds, now)
            session.rounds.recover()
        except BaseException:
            store.close()
            raise
        return session

    # What is in it

    def table(self, record_type: type[R]) -> Mapping[Id, R]:
        """All records of one type by id."""
        return cast("Mapping[Id, R]", self._tables[self._schema.table(record_type)])

    def only(self, record_type: type[R]) -> R:
        """The record of a type of which a session has exactly one.

        Raises:
            FacilitatorError: it is missing.
        """
        for record in self.table(record_type).values():
            return record
        name = self._schema.table(record_type)
        raise FacilitatorError(f"{self.store.folder}: this session has no “{name}” record; it is incomplete.")

    @property
    def info(self) -> SessionInfo:
        """Title, client, date, language, state."""
        return self.only(SessionInfo)

    @property
    def clock(self) -> Clock:
        """Where the session stands in time."""
        return self.only(Clock)

    @property
    def steps(self) -> list[Step]:
        """The agenda, in no particular order (``core.agenda.ordered`` sorts it)."""
        return list(self.table(Step).values())

    def workshop(self, language: str | None = None) -> Workshop:
        """The workshop as it was when the session was made, in a language; default: the one it was written in."""
        copy = self.only(WorkshopCopy)
        if self._workshop_copy is not copy:
            self._workshop_copy, self._workshops = copy, {}
        if language not in self._workshops:
            whole = parse(copy.source, copy.overlays, self.info.workshop)
            self._workshops[language] = whole if language is None else whole.in_language(language)
        return self._workshops[language]

    @property
    def tr(self) -> Translator:
        """Translator of the session's own language."""
        return translator(self.info.language)

    def moment(self) -> str:
        """Now, as it is written into records: local time with zone, whole seconds."""
        return datetime.fromtimestamp(self.now(), UTC).astimezone().isoformat(timespec="seconds")

    def number(self, name: str) -> int:
        """The next short number of a counter (``items``, ``tasks``)."""
        return next((c.next for c in self.table(Counter).values() if c.name == name), 1)

    def counted(self, name: str, how_many: int) -> Counter:
        """The counter after ``how_many`` numbers were given: put it with the records that carry them."""
        found = next((c for c in self.table(Counter).values() if c.name == name), None)
        counter = found or Counter(id=new_id(), name=name)
        return msgspec.structs.replace(counter, next=counter.next + how_many)

    # Changing it

    async def apply(self, change: Change) -> None:
        """Applies a change; it is on disk when this returns.

        Raises:
            FacilitatorError: the disk does not take it, or the session is read-only; nothing has changed.
        """
        await asyncio.shield(asyncio.ensure_future(self._in_turn(lambda: self._prepare(change))))

    async def undo(self) -> str:
        """Takes back the newest change and gives its label.

        Raises:
            FacilitatorError: there is nothing to undo, or others have already seen it.
        """
        entry = self._entry_to_undo()
        await asyncio.shield(asyncio.ensure_future(self._in_turn(lambda: self._moved(entry, "undone"))))
        return entry.label

    async def redo(self) -> str:
        """Does the last undone change again and gives its label.

        Raises:
            FacilitatorError: there is nothing to redo.
        """
        entry = self._entry_to_redo()
        await asyncio.shield(asyncio.ensure_future(self._in_turn(lambda: self._moved(entry, "done"))))
        return entry.label

    def apply_now(self, change: Change) -> None:
        """``apply`` for commands and tests, which have no event loop."""
        prepared = self._prepare(change)
        self.store.commit(prepared.operations)
        self._absorb(prepared)

    async def _in_turn(self, prepare: Callable[[], _Prepared]) -> None:
        async with self._turn:
            prepared = prepare()
            await asyncio.wrap_future(self._submit(prepared))
            self._absorb(prepared)

    def _submit(self, prepared: _Prepared) -> "Future[None]":
        return self.store.submit(prepared.operations)

    def on_change(self, listener: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Calls ``listener`` with the names of the tables after every change, until what it gives is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def history(self) -> list[Entry]:
        """The changes, oldest first."""
        return self._log.entries

    def forget_history(self) -> None:
        """Empties the log: nothing can be undone any more. Done at the finish."""
        drops = [entry.id for entry in self._log.entries]
        prepared = _Prepared([("log", to_number(id_), None) for id_ in drops], [], [], drops)
        if drops:
            self.store.commit(prepared.operations)
            self._absorb(prepared)

    def close(self) -> None:
        """Ends the session's use: final checkpoint, lock freed."""
        self.rounds.stop()
        self._summarise()
        self.store.close()

    # Inside

    def _load(self) -> None:
        for name, documents in self.store.tables.items():
            if name == "log" or name not in self._schema.types:
                continue
            for number, document in drawable(documents).items():
                try:
                    record = self._schema.decode(name, number, document)
                except (msgspec.ValidationError, ValueError):
                    self.unreadable.append(f"{name}/{from_number(number)}")
                else:
                    self._tables[name][record.id] = record
        entries = []
        for number, document in drawable(self.store.tables.get("log", {})).items():
            try:
                entries.append(msgspec.convert({**document, "id": from_number(number)}, Entry))
            except (msgspec.ValidationError, ValueError):
                self.unreadable.append(f"log/{from_number(number)}")
        self._log = Log(entries)

    def _document(self, table: str, number: int) -> dict[str, Any] | None:
        return self.store.tables.get(table, {}).get(number)

    def _prepare(self, change: Change) -> _Prepared:
        touches: list[Touch] = []
        operations: list[Operation] = []
        records: list[tuple[str, Id, Record | None]] = []
        for record in change.puts:
            name, number = self._schema.table(type(record)), to_number(record.id)
            before = self._document(name, number)
            document = self._schema.encode(record, before)
            operations.append((name, number, document))
            records.append((name, record.id, record))
            if record.undoable:
                touches.append(touch(name, number, before, document))
        for record in change.drops:
            name, number = self._schema.table(type(record)), to_number(record.id)
            operations.append((name, number, None))
            records.append((name, record.id, None))
            touches.append(touch(name, number, self._document(name, number), None))
        if change.history == "none":
            return _Prepared(operations, records, [], [])
        state = "barrier" if change.history == "barrier" else "done"
        entry = Entry(
            id=new_id(),
            order=self._log.next_order,
            label=change.label,
            at=self.moment(),
            state=state,  # type: ignore[arg-type]
            touches=() if state == "barrier" else tuple(touches),
        )
        return self._with_log(operations, records, [entry], [old.id for old in self._log.outdated()])

    def _moved(self, entry: Entry, state: str) -> _Prepared:
        operations: list[Operation] = []
        records: list[tuple[str, Id, Record | None]] = []
        for t in reversed(entry.touches) if state == "undone" else entry.touches:
            goal, origin = (t.before, t.after) if state == "undone" else (t.after, t.before)
            document = restored(self._document(t.table, t.number), goal, origin)
            operations.append((t.table, t.number, document))
            if t.table in self._schema.types:
                record = self._schema.decode(t.table, t.number, document) if document is not None else None
                records.append((t.table, from_number(t.number), record))
        moved = msgspec.structs.replace(entry, state=state)
        return self._with_log(operations, records, [moved], [])

    @staticmethod
    def _with_log(
        operations: list[Operation],
        records: list[tuple[str, Id, Record | None]],
        logged: Iterable[Entry],
        gone: list[Id],
    ) -> _Prepared:
        logged = list(logged)
        operations += [("log", to_number(entry.id), msgspec.to_builtins(entry)) for entry in logged]
        operations += [("log", to_number(id_), None) for id_ in gone]
        return _Prepared(operations, records, logged, gone)

    def _absorb(self, prepared: _Prepared) -> None:
        for name, id_, record in prepared.records:
            if record is None:
                self._tables[name].pop(id_, None)
            else:
                self._tables[name][id_] = record
        self._log.absorb(prepared.logged, prepared.unlogged)
        self.revision += 1
        names = frozenset(name for name, _, _ in prepared.records)
        if names & SUMMARISED:
            self._summarise()
        for listener in tuple(self._listeners):
            listener(names)

    def _summarise(self) -> None:
        if self.table(SessionInfo):
            self.store.summary = summary(self)

    def _entry_to_undo(self) -> Entry:
        entry = self._log.undoable()
        if entry is None:
            raise FacilitatorError(self.tr("There is nothing to undo."))
        if entry.state == "barrier":
            raise FacilitatorError(self.tr("“{what}” cannot be undone: others have seen it.", what=entry.label))
        return entry

    def _entry_to_redo(self) -> Entry:
        entry = self._log.redoable()
        if entry is None:
            raise FacilitatorError(self.tr("There is nothing to redo."))
        return entry
