"""Runs command lines inside the test's own process and home."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.cli.launch import Launch
from facilitator.cli.main import run


class Done(NamedTuple):
    """What a command line came to."""

    result: int | Launch
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def facilitator(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str | Path) -> Done:
        result = run(["--home", str(home), *map(str, words)])
        return Done(result, *capsys.readouterr())

    return command


@pytest.fixture
def folder(facilitator: Run, tmp_path: Path) -> Path:
    """A session made by the command."""
    people = tmp_path / "people.txt"
    people.write_text("Anna\nBo <bo@example.org>\n", encoding="utf-8")
    done = facilitator(
        "new", "use-case", "--client", "Acme", "--title", "First", "--date", "2027-01-29", "--people", people
    )
    assert done.result == 0
    return Path(done.out.strip())
