"""The end of the store's thread, while others still ask for something."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.notices import CannotSave
from facilitator.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "session")
    yield store
    store.close()


class Late:
    """A queue whose ``put`` comes back only after the thread has begun with what was put."""

    def __init__(self, queue: Any, begun: threading.Event) -> None:
        self._queue, self._begun = queue, begun

    def put(self, job: Any) -> None:
        self._queue.put(job)
        assert self._begun.wait(30)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)


def test_what_ends_the_thread_is_answered_by_the_thread_alone(store: Store) -> None:
    writer = store._writer
    assert writer is not None
    begun, go_on = threading.Event(), threading.Event()
    writer._queue = Late(writer._queue, begun)  # type: ignore[assignment]

    def end() -> str:
        writer._ended = True
        begun.set()
        assert go_on.wait(30)
        return "ended"

    ending = writer.call(end)
    go_on.set()
    assert ending.result(30) == "ended"
    writer._thread.join(30)
    assert not writer._thread.is_alive()


def test_after_the_end_a_change_is_refused(store: Store) -> None:
    store.close()
    with pytest.raises(CannotSave, match="is closed"):
        store.commit([("items", 1, {"n": 1})])
