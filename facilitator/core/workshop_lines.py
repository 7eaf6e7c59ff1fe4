"""On which line of a TOML text a key stands: the standard library's reader does not say it."""

import re
import tomllib
from collections.abc import Mapping

from facilitator.core.workshop_values import Path

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_SCALAR = re.compile(r"[^,\]}#\r\n]*")
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:\\.|[^\\])*?"{3,5}(?!")',
        r"'''.*?'{3,5}(?!')",
        r'"(?:\\.|[^"\\\n])*"',
        r"'[^'\n]*'",
    )
)


def lines_of(text: str) -> dict[Path, int]:
    """Line, from 1, of every table, key and list entry of a valid TOML text; the document itself is on 1."""
    return _Scanner(text).scan()


def line_at(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a place, or of the nearest place around it that is written down."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


class _Scanner:
    """Goes through a valid document once and notes where each place begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}
        self._counted = 0
        self._line = 1

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_GAP)
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_GAP)
        return self.lines

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _note(self, path: Path, line: int) -> None:
        for depth in range(1, len(path) + 1):
            self.lines.setdefault(path[:depth], line)

    def _header(self) -> Path:
        line, many = self._here(), self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        *outer, last = self._key()
        path = self._inside((), *outer)
        if many:
            path = (*path, last)
            self.counts[path] = self.counts.get(path, 0) + 1
        path = self._inside(path) if many else self._inside(path, last)
        self._note(path, line)
        self._skip(_BLANK)
        self.at += 2 if many else 1
        return path

    def _inside(self, path: Path, *keys: str) -> Path:
        """A path on which lists of tables stand for their last entry, as in TOML's headers."""
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(_BLANK)
            if self.text[self.at] in "\"'":
                parts.append(str(tomllib.loads(f"key = {self._string()}")["key"]))
            else:
                parts.append(self._skip(_BARE))
            self._skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _pair(self, table: Path) -> None:
        line = self._here()
        path: Path = (*table, *self._key())
        self._note(path, line)
        self.at += 1  # the equals sign
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        match self.text[self.at]:
            case '"' | "'":
                self._string()
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case _:
                self._skip(_SCALAR)

    def _string(self) -> str:
        return next(found for pattern in _STRINGS if (found := self._skip(pattern)))

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        self._skip(_GAP)
        while not self.text.startswith("]", self.at):
            self._note((*path, position), self._here())
            self._value((*path, position))
            position += 1
            self._skip(_GAP)
            if self.text.startswith(",", self.at):
                self.at += 1
            self._skip(_GAP)
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._skip(_GAP)
        while not self.text.startswith("}", self.at):
            self._pair(path)
            self._skip(_GAP)
            if self.text.startswith(",", self.at):
                self.at += 1
            self._skip(_GAP)
        self.at += 1
