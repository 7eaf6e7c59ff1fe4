"""Changes are acknowledged when they are on disk and in memory, and not before."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any

import pytest

from facilitator.store import writer
from facilitator.store.store import CannotSave, Store
from tests.store.conftest import contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]


def test_a_committed_change_is_in_memory(store: Store) -> None:
    store.commit([("items", 1, {"a": 1}), ("people", 2, {"b": 2})])
    assert contents(store) == {"items": {1: {"a": 1}}, "people": {2: {"b": 2}}}


def test_a_committed_change_is_in_the_journal(store: Store, folder: Path) -> None:
    store.commit([("items", 1, {"a": "findable"})])
    assert b"findable" in (folder / "session.wal-1").read_bytes()


def test_a_change_is_synced_before_it_is_acknowledged(store: Store, files: Faulty) -> None:
    store.commit([])
    files.calls.clear()
    store.commit([("items", 1, {})])
    assert [call for call in files.calls if call[0] in ("write", "sync")] == [
        ("write", "session.wal-1"),
        ("sync", "session.wal-1"),
    ]


def test_one_change_asks_little_of_the_disk(store: Store, files: Faulty) -> None:
    store.commit([("items", 1, {})])
    files.calls.clear()
    store.commit([("items", 2, {})])
    assert len(files.calls) == 3


def test_a_change_survives_a_crash(begin: Begin) -> None:
    store = begin()
    store.commit([("items", 1, {"a": 1})])
    store.abandon()
    assert contents(begin()) == {"items": {1: {"a": 1}}}


def test_a_change_survives_closing(begin: Begin) -> None:
    store = begin()
    store.commit([("items", 1, {"a": 1})])
    store.close()
    assert contents(begin()) == {"items": {1: {"a": 1}}}


def test_many_threads_may_submit(store: Store) -> None:
    def work(base: int) -> None:
        for number in range(50):
            store.commit([("items", base + number, {"n": number})])

    threads = [threading.Thread(target=work, args=(1_000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.tables["items"]) == 200


def test_changes_that_wait_together_share_one_sync(store: Store, files: Faulty) -> None:
    gate = hold(store)
    futures = [store.submit([("items", n, {"n": n})]) for n in range(100)]
    files.calls.clear()
    gate.set()
    wait(futures)
    assert files.calls.count(("sync", "session.wal-1")) == 1
    assert len(store.tables["items"]) == 100


def test_changes_that_wait_together_survive_a_crash_in_order(begin: Begin) -> None:
    store = begin()
    gate = hold(store)
    futures = [store.submit([("items", 1, {"n": n})]) for n in range(20)]
    gate.set()
    wait(futures)
    store.abandon()
    assert contents(begin()) == {"items": {1: {"n": 19}}}


def test_a_cancelled_change_is_not_saved(store: Store) -> None:
    gate = hold(store)
    future = store.submit([("items", 1, {})])
    assert future.cancel()
    gate.set()
    store.commit([("items", 2, {})])
    assert contents(store) == {"items": {2: {}}}


def test_what_is_submitted_may_change_afterwards(store: Store) -> None:
    document: dict[str, Any] = {"list": [1]}
    store.commit([("items", 1, document)])
    document["list"].append(2)
    assert contents(store) == {"items": {1: {"list": [1]}}}


def test_a_bad_document_is_refused_before_anything_is_written(store: Store, folder: Path) -> None:
    before = (folder / "session.wal-1").read_bytes()
    with pytest.raises(TypeError):
        store.commit([("items", 1, {"ok": 1}), ("items", 2, {"bad": {1}})])
    assert (folder / "session.wal-1").read_bytes() == before
    assert contents(store) == {}


def test_waiting_on_the_writers_own_thread_is_refused(store: Store) -> None:
    caught: list[BaseException | None] = []

    def inside(future: Future[None]) -> None:
        try:
            store.commit([("items", 2, {})])
        except RuntimeError as error:
            caught.append(error)

    store.submit([("items", 1, {})]).add_done_callback(inside)
    store.commit([("items", 3, {})])
    assert len(caught) == 1


def test_versions_grow_for_the_tables_that_change(store: Store) -> None:
    before = store.version("items"), store.version("people")
    store.commit([("items", 1, {})])
    assert store.version("items") > before[0]
    assert store.version("people") == before[1]


def test_a_long_journal_is_folded_into_the_session(begin: Begin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHECKPOINT_AFTER", 10)
    store = begin()
    for number in range(25):
        store.commit([("items", number, {})])
    store.checkpoint().result()
    assert len(store.tables["items"]) == 25
    assert [path.name for path in folder.glob("session.wal-*")] == ["session.wal-4"]


def test_after_closing_nothing_can_be_saved(store: Store) -> None:
    store.close()
    with pytest.raises(CannotSave, match="closed"):
        store.commit([("items", 1, {})])


def test_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()


def test_closing_saves_what_was_still_waiting(begin: Begin) -> None:
    store = begin()
    futures = [store.submit([("items", n, {})]) for n in range(50)]
    store.close()
    assert all(future.done() and not future.exception() for future in futures)
    assert len(begin().tables["items"]) == 50


def test_a_defect_in_the_writer_is_never_silent(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_value))

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(store._disk, "append", broken)
    with pytest.raises(CannotSave, match="stopped"):
        store.commit([("items", 1, {})])
    with pytest.raises(CannotSave, match="stopped"):
        store.commit([("items", 2, {})])
    store._writer._thread.join()  # type: ignore[union-attr]
    assert isinstance(seen[0], ZeroDivisionError)


def hold(store: Store) -> threading.Event:
    """Keeps the writer busy until the event is set."""
    gate, busy = threading.Event(), threading.Event()
    assert store._writer

    def block() -> None:
        busy.set()
        gate.wait()

    store._writer.call(block)
    busy.wait()
    return gate
