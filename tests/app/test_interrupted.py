"""The real program in a terminal, killed in the middle: it comes back where it was, with the right clock."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.activities.dot_voting.rules import Vote
from facilitator.core.agenda import spent
from facilitator.session.session import Session
from tests.app.conftest import STEPS
from tests.kit.harness import add_items, make_session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
PATIENCE = 60.0
"""Seconds after which something that never happens fails the test."""


class Terminal:
    """A program in a pseudo-terminal of 120×40."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int) -> None:
        self.process, self._master = process, master
        self.seen = b""

    def read_until(self, text: bytes) -> None:
        """Reads what is drawn until a text is in it."""
        end = time.monotonic() + PATIENCE
        while text not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self._master], [], [], 0.2)[0]:
                self.seen += os.read(self._master, 65536)
        self.seen = self.seen[self.seen.index(text) + len(text) :]

    def ended(self) -> int:
        """Reads on until the program has ended (one that cannot write does not end); gives its status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end
            if select.select([self._master], [], [], 0.2)[0]:
                with suppress(OSError):  # the other side is closed
                    os.read(self._master, 65536)
        return self.process.wait()

    def type(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def close(self) -> None:
        """Closes the window: the program gets what a terminal sends to those in it."""
        self.process.send_signal(signal.SIGHUP)
        self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)


@contextmanager
def program(home: Path, folder: Path) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    command = [sys.executable, "-m", "facilitator", "--home", str(home), "open", str(folder)]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40", "PYTHONPATH": os.getcwd()}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait(PATIENCE)
        os.close(master)


def test_a_killed_program_comes_back_at_the_same_step(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=["Anna"])
    session.close()
    folder = session.store.folder
    with program(tmp_path, folder) as terminal:
        terminal.read_until(b"All actions")
        terminal.type(b"n")
        terminal.read_until(b"Step 2 of 4")
        terminal.kill()
    again = Session.open(folder, find())
    here = next(step for step in again.steps if step.id == again.clock.step)
    assert (here.key, again.info.state) == ("ideas", "running")
    again.close()


def test_a_running_clock_goes_on_through_a_kill(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=["Anna"])
    session.close()
    folder = session.store.folder
    with program(tmp_path, folder) as terminal:
        terminal.read_until(b"All actions")
        before = time.time()
        terminal.type(b"t")
        terminal.read_until(b"Start the clock")
        terminal.type(b"t")
        terminal.read_until("▶ 9 min".encode())
        after = time.time()
        terminal.kill()
    again = Session.open(folder, find())
    here = next(step for step in again.steps if step.id == again.clock.step)
    assert again.clock.since is not None
    assert before - 1 <= again.clock.since <= after + 1
    assert abs(spent(here, again.clock, again.clock.since + 90) - 90) < 1
    again.close()


def test_an_ordinary_end_stops_the_clock_and_leaves_no_journal(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=["Anna"])
    session.close()
    folder = session.store.folder
    with program(tmp_path, folder) as terminal:
        terminal.read_until(b"All actions")
        terminal.type(b"t")
        terminal.read_until(b"Start the clock")
        terminal.type(b"t")
        terminal.read_until("▶ 9 min".encode())
        terminal.type(b"\x11")
        terminal.read_until(b"The clock is running")
        terminal.type(b"\x0f")
        assert terminal.ended() == 0
    assert list(folder.glob("session.wal-*")) == []
    again = Session.open(folder, find())
    assert again.clock.since is None
    again.close()


def test_closing_the_terminal_ends_the_program_and_costs_nothing(tmp_path: Path) -> None:
    session = make_session(tmp_path, STEPS, people=["Anna"])
    session.close()
    folder = session.store.folder
    with program(tmp_path, folder) as terminal:
        terminal.read_until(b"All actions")
        terminal.type(b"n")
        terminal.read_until(b"Step 2 of 4")
        terminal.close()
    again = Session.open(folder, find())
    here = next(step for step in again.steps if step.id == again.clock.step)
    assert (again.store.read_only, here.key) == (None, "ideas")
    again.close()


def test_ballots_cast_before_a_kill_are_counted_after_it(tmp_path: Path) -> None:
    steps = [{"id": "vote", "kind": "dot_voting", "title": "Vote", "items": "cases"}]
    session = make_session(tmp_path, steps, people=["Anna", "Ben"])
    add_items(session, "cases", "One", "Two", "Three", "Four")
    session.close()
    folder = session.store.folder
    with program(tmp_path, folder) as terminal:
        terminal.read_until(b"Open the round")
        for keys, then in (
            (b"o", "Open the round?"),
            (b"\r", "Hand the laptop round"),
            (b"h", "code"),
            (b"4711\r", "once more"),
            (b"4711\r", "Next voter"),
            (b"\r", "You have"),
            (b"1\r", "Cast this ballot?"),
            (b"c", "Receipt"),
        ):
            terminal.type(keys)
            terminal.read_until(then.encode())
        terminal.kill()
    again = Session.open(folder, find())
    [round_] = again.table(Vote).values()
    assert again.rounds.standing(round_.id).ballots == 1
    again.close()
