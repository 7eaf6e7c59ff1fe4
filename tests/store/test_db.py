"""TinyDB over a session: it saves what it changes, and nothing that it hands out can alter what is stored."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.operations import delete, increment
from tinydb.storages import JSONStorage, MemoryStorage
from tinydb.table import Document

from facilitator.store.db import Draft, SessionDB, SessionStorage, SessionTable
from facilitator.store.store import CannotSave, Store
from tests.store.conftest import contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]


@pytest.fixture(name="table")
def _table(store: Store) -> Any:
    store.commit([("items", number, {"n": number, "tags": ["a"]}) for number in (1, 2, 3)])
    return store.db.table("items")


def test_what_is_inserted_survives_a_crash(begin: Begin) -> None:
    store = begin()
    number = store.db.table("items").insert({"a": 1})
    store.abandon()
    assert begin().tables["items"] == {number: {"a": 1}}


def test_new_ids_are_random_64_bit_numbers(table: Any) -> None:
    numbers = table.insert_multiple({"n": n} for n in range(200))
    assert len(set(numbers)) == 200
    assert sorted(numbers) != numbers
    assert max(numbers) > 2**60


def test_a_document_may_bring_its_id(table: Any, store: Store) -> None:
    assert table.insert(Document({"n": 9}, 77)) == 77
    assert store.tables["items"][77] == {"n": 9}


def test_an_id_is_given_once(table: Any) -> None:
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({}, 1))


def test_one_insert_writes_one_document(table: Any, files: Faulty, folder: Path) -> None:
    before = (folder / "session.wal-1").stat().st_size
    table.insert({"n": 1})
    assert (folder / "session.wal-1").stat().st_size - before < 120


def test_an_update_without_a_change_writes_nothing(table: Any, files: Faulty) -> None:
    files.calls.clear()
    table.update({"n": 1}, doc_ids=[1])
    assert files.calls == []


def test_stock_tinydb_opens_a_closed_session(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 2**64 - 1, {"title": "Größe ✓"}), ("people", 5, {"name": "Anna"})])
    store.close()
    with TinyDB(folder / "session.json", access_mode="r") as db:
        assert db.table("items").get(doc_id=2**64 - 1) == {"title": "Größe ✓"}
        assert db.table("people").search(where("name") == "Anna") == [{"name": "Anna"}]
        assert db.tables() == {"_meta", "items", "people"}


def test_the_hidden_table_is_not_seen(store: Store) -> None:
    store.commit([("items", 1, {})])
    assert store.db.tables() == {"items"}


# nothing handed out alters what is stored


@pytest.mark.parametrize(
    "find",
    [
        lambda table: table.search(where("n") == 1)[0],
        lambda table: table.get(doc_id=1),
        lambda table: table.get(where("n") == 1),
        lambda table: table.get(doc_ids=[1])[0],
        lambda table: table.all()[0],
        lambda table: next(iter(table)),
    ],
    ids=["search", "get_id", "get_query", "get_ids", "all", "iter"],
)
def test_a_found_document_is_a_copy(table: Any, store: Store, find: Callable[[Any], Any]) -> None:
    found = find(table)
    found["n"] = 99
    found["tags"].append("b")
    assert store.tables["items"][1] == {"n": 1, "tags": ["a"]}
    assert find(table) == {"n": 1, "tags": ["a"]}


def test_a_document_found_twice_is_not_shared(table: Any) -> None:
    query = where("n") == 1
    table.search(query)[0]["tags"].append("b")
    assert table.search(query) == [{"n": 1, "tags": ["a"]}]


def test_everything_read_from_the_storage_is_a_copy(table: Any, store: Store) -> None:
    table.storage.read()["items"]["1"]["tags"].append("b")
    assert store.tables["items"][1]["tags"] == ["a"]


def test_what_was_inserted_may_change_afterwards(table: Any) -> None:
    document = {"tags": ["a"]}
    number = table.insert(document)
    document["tags"].append("b")
    assert table.get(doc_id=number) == {"tags": ["a"]}


def test_an_update_that_raises_midway_alters_nothing(table: Any, store: Store, folder: Path) -> None:
    before, journal = contents(store), (folder / "session.wal-1").read_bytes()

    def broken(document: Any) -> None:
        document["tags"].append("b")
        if document["n"] == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        table.update(broken)
    assert contents(store) == before
    assert (folder / "session.wal-1").read_bytes() == journal


def test_a_bad_document_among_many_alters_nothing(table: Any, store: Store) -> None:
    before = contents(store)
    with pytest.raises(TypeError):
        table.insert_multiple([{"ok": 1}, {"bad": {1}}])
    assert contents(store) == before


def test_a_change_that_cannot_be_saved_alters_nothing(table: Any, store: Store, files: Faulty) -> None:
    before = contents(store)
    files.fail("write", 28)
    with pytest.raises(CannotSave):
        table.update({"n": 0})
    assert contents(store) == before
    assert table.search(where("n") == 0) == []


def test_changes_made_past_tinydb_are_found_at_once(table: Any, store: Store) -> None:
    query = where("n") == 50
    assert table.search(query) == []
    store.commit([("items", 50, {"n": 50})])
    assert table.search(query) == [{"n": 50}]


def test_two_handles_on_one_table_see_each_other(table: Any, store: Store) -> None:
    other = SessionTable(table.storage, "items")
    query = where("n") == 50
    assert other.search(query) == []
    table.insert({"n": 50})
    assert other.search(query) == [{"n": 50}]


# TinyDB's calls


def test_updates_by_query_id_and_operation(table: Any) -> None:
    assert table.update({"by": "query"}, where("n") == 1) == [1]
    assert table.update({"by": "id"}, doc_ids=[2, 999]) == [2]
    assert table.update(increment("n"), where("n") == 3) == [3]
    assert table.update(delete("tags"), doc_ids=[3]) == [3]
    assert table.get(doc_id=3) == {"n": 4}


def test_upsert_updates_or_inserts(table: Any) -> None:
    assert table.upsert({"n": 1, "new": True}, where("n") == 1) == [1]
    (number,) = table.upsert({"n": 8}, where("n") == 8)
    assert table.get(doc_id=number) == {"n": 8}


def test_remove_and_truncate(table: Any, store: Store) -> None:
    assert table.remove(where("n") == 1) == [1]
    assert table.remove(doc_ids=[2, 999]) == [2]
    table.truncate()
    assert contents(store) == {"items": {}}


def test_dropping_tables_is_saved(begin: Begin) -> None:
    store = begin()
    store.commit([("a", 1, {}), ("b", 1, {}), ("c", 1, {})])
    store.db.drop_table("a")
    assert set(store.tables) == {"b", "c"}
    store.db.drop_tables()
    store.abandon()
    assert contents(begin()) == {}


def test_an_empty_table_can_be_kept(begin: Begin) -> None:
    store = begin()
    store.db.table("empty", persist_empty=True)
    store.abandon()
    assert contents(begin()) == {"empty": {}}


def test_a_missing_document_is_none(table: Any) -> None:
    assert table.get(doc_id=99) is None
    assert table.get(where("n") == 99) is None
    assert not table.contains(doc_id=99)
    assert table.contains(doc_id=1)


def test_queries_over_lists_work(table: Any) -> None:
    assert table.count(Query().tags.any(["a"])) == len(table) == 3


def test_closing_the_database_closes_the_session(store: Store) -> None:
    with store.db as db:
        db.insert({"a": 1})
    with pytest.raises(CannotSave):
        store.commit([("items", 1, {})])


def test_two_threads_do_not_overwrite_each_others_updates(table: Any) -> None:
    threads = [
        threading.Thread(target=lambda: [table.update(increment("n"), doc_ids=[1]) for _ in range(40)]) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert table.get(doc_id=1)["n"] == 81


def test_our_tables_work_on_other_storages(tmp_path: Path) -> None:
    for storage in (MemoryStorage, CachingMiddleware(MemoryStorage)):
        db = SessionDB(storage=storage)
        number = db.insert({"list": [1]})
        db.get(doc_id=number)["list"].append(2)
        assert db.all() == [{"list": [1]}]
    db = SessionDB(tmp_path / "plain.json", storage=JSONStorage)
    db.insert({"a": 1})
    assert len(db) == 1
    db.close()


def test_a_middleware_may_lie_over_the_storage(store: Store) -> None:
    db = TinyDB(storage=CachingMiddleware(lambda: SessionStorage(store)))
    db.insert({"a": 1})
    db.storage.flush()
    assert store.tables["_default"] == {1: {"a": 1}}


def test_a_failing_middleware_write_alters_nothing(store: Store) -> None:
    store.commit([("items", 1, {"a": 1})])
    with pytest.raises(TypeError):
        store.db.storage.write({"items": {"1": {"a": {1}}}})
    assert contents(store) == {"items": {1: {"a": 1}}}


# the draft that an updater sees


def test_a_draft_behaves_like_the_table() -> None:
    stored = {1: {"a": [1]}, 2: {}, 3: {}}
    draft = Draft(stored)
    draft[9] = {"new": True}
    del draft[2]
    draft[1]["a"].append(2)
    assert (list(draft), len(draft), 2 in draft, 9 in draft) == ([1, 3, 9], 3, False, True)
    assert dict(draft) == {1: {"a": [1, 2]}, 3: {}, 9: {"new": True}}
    assert stored == {1: {"a": [1]}, 2: {}, 3: {}}


def test_a_draft_refuses_what_is_not_there() -> None:
    draft = Draft({1: {}})
    del draft[1]
    with pytest.raises(KeyError):
        draft[1]
    with pytest.raises(KeyError):
        del draft[1]
    with pytest.raises(KeyError):
        del draft[5]


def test_a_cleared_draft_is_empty_and_can_be_filled() -> None:
    draft = Draft({1: {"a": 1}, 2: {}})
    draft.clear()
    draft[1] = {"b": 2}
    assert (dict(draft), len(draft)) == ({1: {"b": 2}}, 1)
