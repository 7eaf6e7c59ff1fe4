"""The file of one ballot box: appending a group, starting afresh after an error, and sealing.

A file in which a write or sync has failed is never written again, only cut back, because nobody knows what it
holds. The whole content goes into a new file instead, which takes the old one's place in one step.
"""

import contextlib
import errno
import hashlib
from collections.abc import Sequence
from pathlib import Path

from facilitator.store import box_journal
from facilitator.store.box_journal import Entry, First, Reading
from facilitator.store.files import REAL, Files, Handle

SUFFIX = ".box"


def boxes_in(folder: Path, files: Files = REAL) -> list[str]:
    """Ids of the rounds that have a box in this folder."""
    return [name.removesuffix(SUFFIX) for name in files.names(folder) if name.endswith(SUFFIX)]


def remove_box(folder: Path, round_id: str, files: Files = REAL) -> None:
    """Takes a box away and what lies beside it; what cannot be removed stays."""
    box = round_id + SUFFIX
    with contextlib.suppress(OSError):
        for name in files.names(folder):
            if name == box or name.startswith(box + "."):
                files.remove(folder / name)
        files.sync_folder(folder)


class BoxFile:
    """``<folder>/<round id>.box``. Every method may raise ``OSError``; then the file is not ready."""

    def __init__(self, files: Files, folder: Path, round_id: str) -> None:
        self._files = files
        self._folder = folder
        self._round = round_id
        self.path = folder / (round_id + SUFFIX)
        self._handle: Handle | None = None
        self._chain, self._group = box_journal.start(round_id), 0
        self._size = 0
        self._clean = False
        self._lost = b""

    def create(self, head: First) -> None:
        """Puts the first line on disk, folder included; leaves nothing behind when that fails.

        Raises:
            FileExistsError: there is a box already.
        """
        if self._files.exists(self.path):
            raise FileExistsError(str(self.path))
        self._files.make_folder(self._folder)
        self._files.sync_folder(self._folder.parent)
        try:
            self.start_afresh([head])
        except OSError:
            with contextlib.suppress(OSError):
                self._files.remove(self.path)
            raise

    def load(self) -> Reading:
        """What the file proves."""
        raw = self._files.read(self.path)
        reading = box_journal.read(raw, self._round)
        self._chain, self._group, self._size = reading.chain, reading.group, len(raw)
        self._clean, self._lost = reading.clean, reading.lost
        return reading

    def keep_all_aside(self) -> None:
        """Lets the next fresh start keep a copy of the whole file as it is now."""
        self._lost, self._clean = self._files.read(self.path), False

    def make_ready(self, content: Sequence[First | Entry]) -> None:
        """Goes on with the file if it is sound, else starts afresh with ``content``; then all is on disk."""
        if self._handle is not None:
            return
        if not self._clean:
            self._keep_aside()
            self.start_afresh(content)
        handle = self._files.append(self.path)
        try:
            handle.sync()
            self._files.sync_folder(self._folder)
        except OSError:
            self._clean = False
            handle.close()
            raise
        self._handle = handle

    def append(self, entries: Sequence[Entry]) -> None:
        """One group, with one write and one sync. The file must have been made ready."""
        if not entries:
            return
        assert self._handle is not None
        lines, chain = box_journal.write(self._chain, self._group + 1, entries)
        try:
            self._handle.write(lines)
            self._handle.sync()
            if not self._files.exists(self.path):  # a file without a name still takes what is written to it
                raise FileNotFoundError(errno.ENOENT, "the file is gone", str(self.path))
        except OSError:
            self._clean = False
            with contextlib.suppress(OSError):  # what was refused should not be found at the next opening
                self._handle.truncate(self._size)
            self.release()
            raise
        self._chain, self._group, self._size = chain, self._group + 1, self._size + len(lines)

    def start_afresh(self, content: Sequence[First | Entry], *, alone: bool = False) -> None:
        """Puts a new file with ``content`` in the old one's place; ``alone``: and leaves no other file."""
        self.release()
        self._clean = False
        start = box_journal.start(self._round)
        lines, chain = box_journal.write(start, 0, content)
        new = self.path.with_name(self.path.name + ".new")
        try:
            self._write(new, lines)
            if alone:
                self.tidy(keep=new)
            self._files.replace(new, self.path)
        except OSError:
            with contextlib.suppress(OSError):
                self._files.remove(new)
            raise
        self._files.sync_folder(self._folder)
        self._chain, self._group, self._size, self._clean = chain, 0, len(lines), True

    def tidy(self, keep: Path | None = None) -> None:
        """Removes whatever lies beside the box."""
        for name in self._files.names(self._folder):
            if name.startswith(self.path.name + ".") and (keep is None or name != keep.name):
                self._files.remove(self._folder / name)

    def release(self) -> None:
        """Closes the file."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                handle.close()

    def _keep_aside(self) -> None:
        if not self._lost:
            return
        aside = self.path.with_name(f"{self.path.name}.torn-{hashlib.sha256(self._lost).hexdigest()[:8]}")
        try:
            self._write(aside, self._lost)
        except OSError:
            with contextlib.suppress(OSError):
                self._files.remove(aside)
            raise
        self._lost = b""

    def _write(self, path: Path, content: bytes) -> None:
        self._files.remove(path)
        handle = self._files.create(path)
        try:
            handle.write(content)
            handle.sync()
        finally:
            handle.close()
