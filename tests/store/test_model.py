"""Whatever is done to a session, it holds what a plain dict would hold."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule
from tinydb import TinyDB, where
from tinydb.table import Document

from facilitator.store.documents import Tables, copied
from facilitator.store.store import CannotSave, Store, repair
from tests.store.faults import Faulty
from tests.store.test_documents import DOCUMENTS

TABLES = st.sampled_from(["items", "people", "dot_voting.round", 'a b\n"c"'])
NUMBERS = st.integers(0, 6) | st.integers(2**63, 2**64 - 1)
CHANGES = st.lists(st.tuples(TABLES, NUMBERS, st.none() | DOCUMENTS), max_size=5)


class Model(RuleBasedStateMachine):
    """A session beside a dict that goes through the same changes."""

    known = Bundle("known")

    @initialize()
    def begin(self) -> None:
        self.base = Path(tempfile.mkdtemp(prefix="store-model-"))
        self.folder = self.base / "session"
        self.files = Faulty()
        self.store = Store.create(self.folder, files=self.files, probe=3_600.0)
        self.expected: Tables = {}

    def teardown(self) -> None:
        self.files.heal()
        self.store.close()
        assert self.read() == self.filled()
        with TinyDB(self.folder / "session.json", access_mode="r") as db:
            for name, documents in self.expected.items():
                assert {document.doc_id: dict(document) for document in db.table(name)} == documents
        shutil.rmtree(self.base)

    def read(self) -> Tables:
        """What a reader finds on disk."""
        tables = Store.open(self.folder, read_only=True).tables
        return {name: dict(documents) for name, documents in tables.items() if documents}

    def filled(self) -> Tables:
        """What it should find."""
        return {name: documents for name, documents in self.expected.items() if documents}

    def expect(self, changes: list[tuple[str, int, dict[str, Any] | None]]) -> None:
        for table, number, document in changes:
            if document is None:
                self.expected.get(table, {}).pop(number, None)
            else:
                self.expected.setdefault(table, {})[number] = copied(document)

    @rule(changes=CHANGES)
    def commit(self, changes: Any) -> None:
        self.store.commit(changes)
        self.expect(changes)

    @rule(groups=st.lists(CHANGES, min_size=2, max_size=5))
    def submit_several(self, groups: Any) -> None:
        for future in [self.store.submit(changes) for changes in groups]:
            future.result()
        for changes in groups:
            self.expect(changes)

    @rule(target=known, table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> Any:
        number = self.store.db.table(table).insert(document)
        self.expect([(table, number, document)])
        return (table, number)

    @rule(place=known, fields=DOCUMENTS)
    def update(self, place: tuple[str, int], fields: dict[str, Any]) -> None:
        table, number = place
        if number in self.expected.get(table, {}):
            self.store.db.table(table).update(fields, doc_ids=[number])
            self.expected[table][number].update(copied(fields))

    @rule(place=consumes(known))
    def remove(self, place: tuple[str, int]) -> None:
        table, number = place
        self.store.db.table(table).remove(doc_ids=[number])
        self.expected.get(table, {}).pop(number, None)

    @rule(table=TABLES, number=NUMBERS, document=DOCUMENTS)
    def upsert(self, table: str, number: int, document: dict[str, Any]) -> None:
        self.store.db.table(table).upsert(Document(document, number))
        before = self.expected.setdefault(table, {}).get(number, {})
        self.expected[table][number] = {**before, **copied(document)}

    @rule(table=TABLES)
    def spoil_what_was_found(self, table: str) -> None:
        for document in self.store.db.table(table).search(where("a").exists() | ~where("a").exists()):
            document.clear()

    @rule(table=TABLES)
    def drop(self, table: str) -> None:
        self.store.db.drop_table(table)
        self.expected.pop(table, None)

    @rule()
    def checkpoint(self) -> None:
        self.store.checkpoint().result()

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder, files=self.files, probe=3_600.0)
        assert self.store.findings == ()

    @rule()
    def crash_and_open(self) -> None:
        self.store.abandon()
        self.store = Store.open(self.folder, files=self.files, probe=3_600.0)
        assert {finding.code for finding in self.store.findings} <= {"recovered"}

    @rule(rubbish=st.binary(min_size=1, max_size=50).map(lambda data: data.replace(b"\n", b"")))
    def crash_with_a_torn_end(self, rubbish: bytes) -> None:
        self.store.abandon()
        (journal,) = self.folder.glob("session.wal-*")
        with journal.open("ab") as file:
            file.write(rubbish)
        self.store = Store.open(self.folder, files=self.files, probe=3_600.0)

    @rule(
        call=st.sampled_from(["write", "sync", "create", "replace", "exists"]), skip=st.integers(0, 8), changes=CHANGES
    )
    def fail_for_a_while(self, call: str, skip: int, changes: Any) -> None:
        self.files.fail(call, 28, skip=skip)
        try:
            self.store.commit(changes)
            self.expect(changes)
        except CannotSave:
            assert self.store.problem is not None
        self.files.heal()
        assert self.store.retry().result()
        if self.store.read_only is None:
            self.commit(changes)

    @rule()
    def lose_session_json(self) -> None:
        self.store.close()
        if (self.folder / "copies").exists():
            (self.folder / "session.json").write_bytes(b"")
            before = self.filled()
            found = repair(self.folder)
            assert found[0].code in ("rebuilt", "salvaged")
            assert self.read() == before
        self.store = Store.open(self.folder, files=self.files, probe=3_600.0)

    @invariant()
    def memory_is_the_model(self) -> None:
        if hasattr(self, "store"):
            assert {n: dict(d) for n, d in self.store.tables.items() if d} == self.filled()

    @rule(target=known)
    def nothing_new(self) -> Any:
        return multiple()


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
