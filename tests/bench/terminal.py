"""Drives a program in a pseudo-terminal and notes when what it draws arrives. Linux and macOS."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?u": b"\x1b[?0u",
}
"""What a terminal answers to what a program asks."""
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "tab": "\t",
    "space": " ",
    "minus": "-",
    "backspace": "\x7f",
    "escape": "\x1b",
    "f3": "\x1bOR",
}
FRAME_END = b"\x1b[?2026l"
_ESCAPES = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1bP.*?\x1b\\|\x1b[@-Z\\-_=>78()][0-9A-B]?", re.S
)
_LEFT_ALONE = ("HOME", "PATH", "PYTHONPATH", "VIRTUAL_ENV", "TMPDIR")


def visible(data: bytes) -> bytes:
    """What of an output can be seen."""
    return re.sub(rb"[\s\x00-\x1f]", b"", _ESCAPES.sub(b"", data))


class Terminal:
    """One program in a terminal of its own."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 40, **variables: str) -> None:
        environment = {name: os.environ[name] for name in _LEFT_ALONE if name in os.environ}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **variables}
        self.output: list[tuple[float, bytes]] = []
        """Seconds since the start, and what arrived."""
        self._ended = False
        self._started = time.perf_counter()
        self._pid, self._descriptor = _spawn(command, environment, columns, rows)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.end()

    def end(self) -> None:
        """Ends the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._descriptor)

    def read(self, seconds: float) -> bytes:
        """The next output, at most so many seconds later; empty when there is none."""
        if self._ended or not select.select([self._descriptor], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._descriptor, 1 << 18)
        except OSError:
            data = b""  # how Linux says that the program has ended
        self._ended = not data
        self.output.append((time.perf_counter() - self._started, data))
        for question, answer in ANSWERS.items():
            if question in data:
                os.write(self._descriptor, answer)
        return data

    def until_quiet(self, quiet: float = 0.5, limit: float = 30.0) -> None:
        """Reads until something was drawn and nothing came for ``quiet`` seconds."""
        end = time.perf_counter() + limit
        drawn = False
        while time.perf_counter() < end and not self._ended:
            data = self.read(quiet)
            drawn = drawn or bool(visible(data))
            if drawn and not data:
                return

    def until(self, text: str, limit: float = 30.0) -> bool:
        """Reads until a text has been drawn; False when it does not come."""
        end, seen = time.perf_counter() + limit, b""
        while time.perf_counter() < end and not self._ended:
            seen += visible(self.read(end - time.perf_counter()))
            if "".join(text.split()).encode() in seen:
                return True
        return False

    def rest(self, quiet: float = 0.4) -> None:
        """Reads until nothing came for ``quiet`` seconds."""
        while self.read(quiet):
            pass

    def send(self, *keys: str) -> None:
        """Presses keys."""
        os.write(self._descriptor, "".join(KEYS.get(key, key) for key in keys).encode())

    def press(self, key: str, limit: float = 0.5) -> float | None:
        """Milliseconds from a key to the end of the frame that it causes; None when there is none."""
        started = time.perf_counter()
        self.send(key)
        seen = b""
        while (left := started + limit - time.perf_counter()) > 0:
            seen += self.read(left)
            if FRAME_END in seen:
                return 1_000 * (time.perf_counter() - started)
        return None

    @property
    def drawn(self) -> float:
        """Seconds from the start to the last output that can be seen."""
        return max((at for at, data in self.output if visible(data)), default=0.0)

    @property
    def text(self) -> str:
        """Everything that was drawn, one frame after the other."""
        return visible(b"".join(data for _, data in self.output)).decode(errors="replace")


def _spawn(command: Sequence[str], environment: Mapping[str, str], columns: int, rows: int) -> tuple[int, int]:
    pid, descriptor = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        try:
            os.execvpe(command[0], list(command), dict(environment))
        except OSError as error:
            os.write(2, str(error).encode())
            os._exit(127)
    return pid, descriptor


def share(values: Sequence[float], part: float) -> float:
    """The value below which that part of the values lies."""
    return sorted(values)[min(len(values) - 1, round(part * (len(values) - 1)))]
