"""A real program on a real disk is killed at random moments, a quarter of them while it starts."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.store.box import Box
from facilitator.store.store import Store
from tests.crash.child import ROUND

HERE = Path(__file__).parents[2]


class Killer:
    """Starts the program on the same folder again and again, and remembers what it acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.chance = random.Random(7)
        self.changes: set[int] = set()
        self.ballots: dict[int, int] = {}
        """The last acknowledged ballot by seat."""
        self._first = 0

    def kill(self, *, at_start: bool) -> None:
        """One start and one end."""
        self._first += 100_000
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.child", str(self.folder), str(self._first)],
            cwd=HERE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        said = [child.stdout.readline()]
        if at_start:
            self._let_run(child, self.chance.random() * 0.02)
        else:
            said += [child.stdout.readline() for _ in range(self.chance.randrange(1, 150))]
            self._let_run(child, self.chance.random() * 0.01)
        child.kill()
        rest, complaint = child.communicate()
        assert complaint == b""
        for line in b"".join([*said, rest]).decode().splitlines(keepends=True):
            self._note(line)

    def _let_run(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        assert child.stderr is not None
        raise AssertionError(f"it ended by itself: {child.stderr.read().decode()}")

    def _note(self, line: str) -> None:
        assert not line.startswith("wrong"), line
        if not line.endswith("\n") or line == "up\n":
            return
        what, number = line[0], int(line[2:])
        if what == "s":
            self.changes.add(number)
        else:
            self.ballots[number % 20] = number

    def judge(self) -> None:
        """Everything acknowledged is there."""
        store = Store.open(self.folder)
        assert store.read_only is None, store.findings
        items = store.tables["items"]
        assert self.changes <= set(items)
        assert {document["n"] for document in items.values()} == set(items)
        store.close()
        assert sorted(path.name for path in self.folder.iterdir() if "lock" not in path.name) == [
            "copies",
            "rounds",
            "session.json",
        ]
        box = Box.open(self.folder / "rounds", ROUND)
        held = {value["seat"]: value["n"] for _, value in box.waiting()}
        assert all(held[seat] >= number for seat, number in self.ballots.items())
        box.close().result()
        box.seal({}).result()
        box.stop()
        assert [path.name for path in (self.folder / "rounds").iterdir()] == [f"{ROUND}.box"]


def run(folder: Path, kills: int) -> Killer:
    killer = Killer(folder)
    for number in range(kills):
        killer.kill(at_start=number % 4 == 1)
    killer.judge()
    return killer


def test_no_kill_costs_anything_acknowledged(tmp_path: Path) -> None:
    assert len(run(tmp_path / "session", 30).changes) > 500


@pytest.mark.slow
def test_no_kill_of_three_hundred_costs_anything_acknowledged(tmp_path: Path) -> None:
    run(tmp_path / "session", 300)
