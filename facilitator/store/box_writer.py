"""The thread that writes a ballot box: everything asked meanwhile goes to disk with one sync.

What may go in is decided by this thread alone, one request after the other, so what was acknowledged before the
close is exactly what is counted.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import groupby
from typing import Any

import msgspec

from facilitator.core.errors import FacilitatorError
from facilitator.store.box_file import BoxFile
from facilitator.store.box_journal import Entry, First, Head, Sealed
from facilitator.store.box_urn import Refused, Urn, code
from facilitator.store.notices import CannotSave, Problem
from facilitator.store.writer import diagnose

Decision = Callable[[Urn, bool], tuple[Entry | None, Any]]
"""From the urn, and whether it is sealed, to what goes in and the answer; raises ``FacilitatorError`` to refuse."""


class Seal(msgspec.Struct, frozen=True):
    """What a sealed box says of its ballots."""

    root: str
    ballots: int
    sources: dict[str, int]


class _Job(msgspec.Struct):
    future: Future[Any]
    decide: Decision | None = None
    totals: bytes = b""
    """Without a decision: seal with these."""


class Writer:
    """Keeps an urn and its file in step."""

    def __init__(self, file: BoxFile, first: First, urn: Urn, retry: float) -> None:
        self.now = urn, first if isinstance(first, Sealed) else None
        """What is on disk. The urn is never changed, only replaced."""
        self.problem: Problem | None = None
        self.rules = first.rules
        self._file = file
        self._retry = retry
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopped = False
        self._lock = threading.Lock()

    @property
    def sealed(self) -> Seal | None:
        """The seal, once there is one."""
        sealed = self.now[1]
        return Seal(sealed.root, sealed.ballots, dict(sealed.sources)) if sealed else None

    def settle(self) -> None:
        """Makes sure that what was read is on disk; tried again by the thread when it cannot be."""
        self._save(self._file.tidy if self.now[1] else lambda: None)
        if self.problem:
            self._start()

    def submit(self, decide: Decision) -> Future[Any]:
        """The future gets the decision's answer when it is on disk."""
        return self._put(_Job(Future(), decide))

    def seal(self, totals: bytes) -> Future[Seal]:
        """The future gets the seal when it stands in the place of the ballots."""
        return self._put(_Job(Future(), totals=totals))

    def stop(self) -> None:
        """Finishes what was asked, ends the thread and closes the file."""
        with self._lock:
            self._stopped = True
            thread = self._thread
            self._jobs.put(None)
        if thread is not None:
            thread.join()
        self._file.release()

    def _put(self, job: _Job) -> Future[Any]:
        job.future.set_running_or_notify_cancel()  # a phone that hangs up takes nothing back
        with self._lock:
            if self._stopped:
                job.future.set_exception(CannotSave(Problem("closed", {"folder": str(self._file.path.parent)})))
                return job.future
            self._jobs.put(job)
            self._start()
        return job.future

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._file.path.name, daemon=True)
            self._thread.start()

    def _run(self) -> None:
        jobs: list[_Job | None] = []
        try:
            while None not in jobs:
                jobs = self._next()
                if not jobs:
                    self._save(lambda: None)
                for sealing, group in groupby(filter(None, jobs), key=lambda job: job.decide is None):
                    for_all = self._seal if sealing else self._commit
                    for_all(list(group))
        finally:
            self._refuse_rest(jobs)

    def _refuse_rest(self, jobs: list[_Job | None]) -> None:
        """At the end of the thread: after a proper end nothing is left; after a fault nobody waits for ever."""
        with self._lock:
            self._stopped = True
        while not self._jobs.empty():
            jobs.append(self._jobs.get())
        for job in filter(None, jobs):
            if not job.future.done():
                job.future.set_exception(CannotSave(Problem("stopped", {"folder": str(self._file.path.parent)})))

    def _next(self) -> list[_Job | None]:
        """All that is asked by now; nothing when it is time to try the disk again."""
        jobs: list[_Job | None] = []
        try:
            jobs.append(self._jobs.get(timeout=self._retry if self.problem else None))
            while jobs[-1] is not None:
                jobs.append(self._jobs.get_nowait())
        except queue.Empty:
            pass
        return jobs

    def _commit(self, jobs: Sequence[_Job]) -> None:
        urn, sealed = self.now
        draft, entries = urn.copy(), list[Entry]()
        answers: list[tuple[Future[Any], Any, FacilitatorError | None]] = []
        for job in jobs:
            assert job.decide is not None
            try:
                entry, answer = job.decide(draft, sealed is not None)
            except FacilitatorError as error:
                answers.append((job.future, None, error))
                continue
            if entry:
                draft.apply(entry)
                entries.append(entry)
            answers.append((job.future, answer, None))
        if entries or not sealed:
            self._save(partial(self._file.append, entries))
        if self.problem is None:
            self.now = draft, sealed
        for future, answer, refusal in answers:
            if self.problem and (entries or not refusal):
                future.set_exception(CannotSave(self.problem))
            elif refusal:
                future.set_exception(refusal)
            else:
                future.set_result(answer)

    def _seal(self, jobs: Sequence[_Job]) -> None:
        for job in jobs:
            urn, sealed = self.now
            if sealed is None and not urn.closed:
                job.future.set_exception(Refused("round_open"))
                continue
            if sealed is None:
                self._save(partial(self._put_seal, urn, job.totals))
            if self.problem:
                job.future.set_exception(CannotSave(self.problem))
            else:
                job.future.set_result(self.sealed)

    def _put_seal(self, urn: Urn, totals: bytes) -> None:
        sealed = Sealed(
            rules=self.rules,
            root=urn.root(),
            ballots=len(urn.casts()),
            sources=urn.sources(),
            receipts=tuple(sorted(code(commit) for commit in urn.commitments())),
            totals=msgspec.Raw(totals),
        )
        self._file.start_afresh([sealed], alone=True)
        self.now = Urn(urn.round_id), sealed

    def _save(self, work: Callable[[], None]) -> None:
        """Does what writes; afterwards ``problem`` says whether it is on disk."""
        urn, sealed = self.now
        try:
            if sealed is None:
                self._file.make_ready([Head(rules=self.rules), *urn.entries()])
            work()
        except OSError as error:
            self.problem = diagnose(error, self._file.path.parent)
        else:
            self.problem = None
