"""Sessions with a clock that only the test moves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.session.session import Session
from tests.kit.harness import make_session

NINE = 1_790_000_000.0
"""The moment at which every test begins, epoch seconds."""


class Now:
    """A wall clock set by hand."""

    def __init__(self) -> None:
        self.seconds = NINE

    def __call__(self) -> float:
        return self.seconds

    def minutes(self, minutes: float) -> None:
        self.seconds += minutes * 60


STEPS: list[dict[str, Any]] = [
    {"id": "hello", "kind": "brief", "title": "Welcome", "prompt": "**Hello** everybody", "notes": "Smile."},
    {"id": "ideas", "kind": "ideas", "title": "Collect use cases", "minutes": 20, "items": "cases"},
    {"id": "pause", "kind": "break", "title": "Break", "minutes": 15},
    {"id": "plan", "kind": "plan", "title": "First steps", "minutes": 15, "items": "cases"},
]


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def session(tmp_path: Path, now: Now) -> Iterator[Session]:
    made = make_session(tmp_path, STEPS, people=["Anna", "Ben", "Chris"], title="Use cases", now=now)
    yield made
    made.store.close()
