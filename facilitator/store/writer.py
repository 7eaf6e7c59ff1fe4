"""The one thread that writes a session: a USB stick may take half a second, and the screen must not wait."""

import errno
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from facilitator.store.disk import Disk, Gone, Taken
from facilitator.store.documents import Operation, Tables, apply, encode
from facilitator.store.notices import CannotSave, Problem

T = TypeVar("T")
GROUP = 500
"""Changes that are written together at most."""
CHECKPOINT_AFTER = 4_000
"""Changes after which the journal is folded into session.json."""
CHECKPOINT_BYTES = 16_000_000
_PADDING = 8_192  # bytes that must fit before saving goes on after a full disk


@dataclass(slots=True)
class _Commit:
    payload: bytes
    operations: list[Operation]
    future: "Future[None]"


@dataclass(slots=True)
class _Call:
    function: Callable[[], Any]
    future: "Future[Any]"


def diagnose(error: OSError, folder: Path) -> Problem:
    """The problem behind an error of a file call."""
    place = {"folder": str(folder)}
    reason = {"reason": error.strerror or str(error)}
    if isinstance(error, Taken):
        return Problem("taken", place)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or getattr(error, "winerror", None) in (39, 112):
        return Problem("full", place)
    if isinstance(error, Gone) or error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE):
        return Problem("vanished", place)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Problem("refused", place | reason)
    return Problem("failing", place | reason)


class Writer:
    """Takes changes from any thread, and acknowledges them when they are on disk and in memory."""

    def __init__(self, disk: Disk, tables: Tables, folder: Path, relock: Callable[[], bool], probe: float) -> None:
        """``relock`` takes the lock again after the folder was away; ``probe``: seconds between new tries."""
        self.problem: Problem | None = None
        self.summary: dict[str, Any] = {}
        self.versions: Counter[str] = Counter()
        """Grows for a table whenever it changes."""
        self._disk = disk
        self._tables = tables
        self._folder = folder
        self._relock = relock
        self._probe = probe
        self._next_try = 0.0
        self._needed = _PADDING
        self._patience = CHECKPOINT_AFTER
        self._listeners: list[Callable[[Problem | None], None]] = []
        self._queue: SimpleQueue[_Commit | _Call] = SimpleQueue()
        self._jobs: list[_Commit | _Call] = []
        self._ended = False
        self._thread = threading.Thread(target=self._run, name=f"store {folder.name}", daemon=True)

    def start(self, problem: Problem | None) -> None:
        """Begins; with the problem that there was already when the session was opened."""
        self.problem = problem
        self._next_try = time.monotonic() + self._probe
        self._thread.start()

    def listen(self, callback: Callable[[Problem | None], None]) -> None:
        """Calls back, on the writer's thread, when a problem appears, changes or is gone. It must not raise."""
        self._listeners.append(callback)

    def submit(self, payload: bytes, operations: list[Operation]) -> "Future[None]":
        """Queues a change."""
        future: Future[None] = Future()
        self._put(_Commit(payload, operations, future))
        return future

    def call(self, function: Callable[[], T]) -> "Future[T]":
        """Runs something between two changes."""
        future: Future[T] = Future()
        self._put(_Call(function, future))
        return future

    def checkpoint(self) -> None:
        """On the writer's thread: folds the journal into session.json.

        Raises:
            CannotSave: not now; everything saved is still safe in the journal.
        """
        if self.problem:
            raise CannotSave(self.problem)
        try:
            self._disk.checkpoint(self._tables, self.summary)
        except OSError as error:
            if not self._disk.ready:
                self._try_again()
            raise CannotSave(diagnose(error, self._folder)) from error

    def try_again(self) -> bool:
        """On the writer's thread: whether saving works (again)."""
        if self.problem:
            self._try_again()
        return self.problem is None

    def end(self, last: Callable[[], None]) -> None:
        """Ends the thread after everything queued and ``last``."""
        self.must_not_wait()
        if not self._ended:

            def final() -> None:
                last()
                self._ended = True
                self.problem = Problem("closed", {"folder": str(self._folder)})

            self.call(final)
        self._thread.join()

    def must_not_wait(self) -> None:
        """Raises ``RuntimeError`` on the writer's own thread, which would wait for itself for ever."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("the writer cannot wait for itself")

    def _put(self, job: _Commit | _Call) -> None:
        if self._ended or (self.problem and isinstance(job, _Commit)):
            self._refuse(job)
        else:
            self._queue.put(job)
            if self._ended:
                self._refuse_queued()

    def _run(self) -> None:
        try:
            while not self._ended:
                self._turn()
        except BaseException:
            self.problem = Problem("stopped", {"folder": str(self._folder)})
            raise
        finally:
            self._ended = True
            self._disk.let_go()
            self._refuse_rest()

    def _turn(self) -> None:
        self._take()
        if self.problem and time.monotonic() >= self._next_try:
            self._try_again()
        commits: list[_Commit] = []
        for job in self._jobs:
            if isinstance(job, _Commit):
                commits.append(job)
                continue
            self._save(commits)
            commits = []
            if job.future.set_running_or_notify_cancel():
                try:
                    job.future.set_result(job.function())
                except (OSError, CannotSave) as error:
                    job.future.set_exception(error)
        self._save(commits)
        self._jobs = []
        self._fold()

    def _take(self) -> None:
        try:
            if self.problem:
                self._jobs = [self._queue.get(timeout=max(0.001, self._next_try - time.monotonic()))]
            else:
                self._jobs = [self._queue.get()]
            while len(self._jobs) < GROUP:
                self._jobs.append(self._queue.get_nowait())
        except Empty:
            return

    def _save(self, commits: list[_Commit]) -> None:
        commits = [commit for commit in commits if commit.future.set_running_or_notify_cancel()]
        if not commits:
            return
        problem = self.problem or self._write([commit.payload for commit in commits])
        if problem:
            for commit in commits:
                commit.future.set_exception(CannotSave(problem))
            return
        for commit in commits:
            apply(self._tables, commit.operations)
            self.versions.update({operation[0] for operation in commit.operations})
        for commit in commits:
            commit.future.set_result(None)

    def _write(self, payloads: list[bytes]) -> Problem | None:
        """Puts changes on disk; after an error once more, in new files, when those may help."""
        problem = None
        for _ in range(2):
            try:
                if not self._disk.ready:
                    self._disk.checkpoint(self._tables, self.summary)
                self._disk.append(payloads)
                return None
            except OSError as error:
                problem = diagnose(error, self._folder)
                if problem.code == "full" and self._disk.ready:
                    break  # the journal is as it was, and a checkpoint needs even more room
                self._disk.let_go()
        self._needed = max(_PADDING, sum(map(len, payloads)))
        self._announce(problem)
        return problem

    def _try_again(self) -> None:
        self._next_try = time.monotonic() + self._probe
        try:
            if self._disk.ready:
                empty, _ = encode([])
                self._disk.append([b" " * self._needed + empty])
            else:
                if self.problem and self.problem.code in ("vanished", "taken") and not self._relock():
                    return self._announce(Problem("taken", {"folder": str(self._folder)}))
                self._disk.checkpoint(self._tables, self.summary)
        except OSError as error:
            return self._announce(diagnose(error, self._folder))
        self._announce(None)

    def _announce(self, problem: Problem | None) -> None:
        if problem and not self.problem:
            self._next_try = time.monotonic() + self._probe
        if problem != self.problem:
            self.problem = problem
            for listener in self._listeners:
                listener(problem)

    def _fold(self) -> None:
        """A checkpoint when the journal has grown long; one that fails is tried again later."""
        if self.problem or (self._disk.changes < self._patience and self._disk.size < CHECKPOINT_BYTES):
            return
        try:
            self.checkpoint()
            self._patience = CHECKPOINT_AFTER
        except CannotSave:
            self._patience = self._disk.changes + CHECKPOINT_AFTER // 4

    def _refuse(self, job: _Commit | _Call) -> None:
        problem = self.problem or Problem("closed", {"folder": str(self._folder)})
        if not job.future.done() and (job.future.running() or job.future.set_running_or_notify_cancel()):
            job.future.set_exception(CannotSave(problem))

    def _refuse_rest(self) -> None:
        for job in self._jobs:
            self._refuse(job)
        self._jobs = []
        self._refuse_queued()

    def _refuse_queued(self) -> None:
        """On any thread: what the writer's thread has taken from the queue is that thread's to answer."""
        while True:
            try:
                self._refuse(self._queue.get_nowait())
            except Empty:
                return
