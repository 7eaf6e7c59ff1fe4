"""Sessions in a folder of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.store import Store
from tests.store.faults import Faulty

NEVER = 3_600.0
"""Seconds between tries of a writer that a test drives itself."""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "acme"


@pytest.fixture(name="files")
def _files() -> Faulty:
    return Faulty()


@pytest.fixture(name="begin")
def _begin(folder: Path, files: Faulty) -> Iterator[Callable[..., Store]]:
    """Makes or opens the session of the test; whatever is still open at its end lets go."""
    stores: list[Store] = []

    def begin(**options: Any) -> Store:
        options = {"files": files, "probe": NEVER} | options
        there = (folder / "session.json").exists()
        stores.append(Store.open(folder, **options) if there else Store.create(folder, **options))
        return stores[-1]

    yield begin
    files.heal()
    for store in stores:
        store.abandon()


@pytest.fixture(name="store")
def _store(begin: Callable[..., Store]) -> Store:
    return begin()


def contents(store: Store) -> dict[str, dict[int, dict[str, Any]]]:
    """Every document."""
    return {name: dict(documents) for name, documents in store.tables.items()}


def codes(store: Store) -> list[str]:
    """What was found at opening."""
    return [finding.code for finding in store.findings]
