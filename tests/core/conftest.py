"""A room of which the time zone is known."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture
def amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The laptop stands in Amsterdam: summer time begins on 28 March 2027 and ended on 25 October 2026."""
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
