"""One call after the other fails, once or for good: work with a store and with a box that must survive it."""

import errno
import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitator.core.errors import FacilitatorError
from facilitator.store.box import Box
from facilitator.store.layout import COPIES, HOLDER, LOCK, SESSION
from facilitator.store.store import Store
from tests.crash.medium import Medium
from tests.crash.simfs import Image, SimFs

NEED_ROOM = {"create", "write", "sync", "link", "make_folder"}
HOUR = 3_600.0  # nothing is tried again by itself: the work here is what tries


@dataclass(frozen=True)
class Trouble:
    """Which call fails, and how."""

    call: int
    number: int
    sticky: bool
    written: int
    """Bytes of a failing write that get through."""
    dropping: bool = False
    full: bool = False
    """Only what needs room fails: a file can still be read, cut and removed."""

    def __call__(self, fs: SimFs) -> Callable[[str, str], OSError | None]:
        """For ``SimFs.fault``."""

        def fault(name: str, path: str) -> OSError | None:
            if self.full and name not in NEED_ROOM:
                return None
            if fs.calls != self.call and not (self.sticky and fs.calls > self.call):
                return None
            error = OSError(self.number, "simulated", path)
            error.written = self.written  # type: ignore[attr-defined]
            return error

        return fault


def troubles(call: int) -> Iterator[Trouble]:
    """What is tried at each call."""
    for sticky in (False, True):
        yield Trouble(call, errno.ENOSPC, sticky, 0)
        yield Trouble(call, errno.ENOSPC, sticky, 70, full=True)
        yield Trouble(call, errno.EIO, sticky, 1 << 20, dropping=True)
        yield Trouble(call, errno.EROFS, sticky, 0)


def cuts(fs: SimFs, chance: random.Random, limit: int) -> Iterator[Image]:
    """What is left when the program is killed now, and some of what is left when the power fails."""
    yield fs.now()
    if limit == 0:
        return
    medium = Medium(fs.image)
    for event in fs.log:
        medium.apply(event)
    yield from medium.images(chance, limit)


class StoreWork:
    """Changes, a checkpoint, an end, an opening and more changes; every change puts a document of its own."""

    folder = Path("/home/session")

    def __init__(self, trouble: Trouble) -> None:
        self.fs = SimFs(Image({}, frozenset({"/", "/home"})), dropping=trouble.dropping)
        self.fs.fault = trouble(self.fs)
        self.acked: list[int] = []
        self.failed: list[int] = []
        self.unsure: list[int] = []
        """Of the failed ones those that a later opening may have found in the journal all the same."""
        self.made = False
        self.store: Store | None = None
        self._work()
        self.fired = self.fs.calls >= trouble.call
        if trouble.full:
            self._no_orphan()

    def _no_orphan(self) -> None:
        """A full disk must not fill up further with what was tried."""
        left = [name for name in self.fs.names(self.folder) if name not in (SESSION, LOCK, HOLDER, COPIES)]
        assert len(left) <= 1, left
        assert not left or left[0].startswith("session.wal-")

    def _work(self) -> None:
        with suppress(FacilitatorError):
            self.store = Store.create(self.folder, files=self.fs, now=lambda: 1.0, probe=HOUR)
            self.made = True
            self._change(1, 4)
            self._fold()
            self._change(4, 6)
            self._end(self.store)
            self.store = None
            self.unsure = list(self.failed)
            self.store = Store.open(self.folder, files=self.fs, now=lambda: 1.0, probe=HOUR)
            self._change(6, 8)
            self._fold()
            self._change(8, 10)

    def _end(self, store: Store) -> None:
        store.close()

    def _change(self, first: int, end: int) -> None:
        assert self.store is not None
        for number in range(first, end):
            operations = [("items", number, {"n": number, "text": "x" * 300}), ("log", 1, {"last": number})]
            try:
                self.store.commit(operations)
                self.acked.append(number)
            except FacilitatorError:
                self.failed.append(number)

    def _fold(self) -> None:
        assert self.store is not None
        with suppress(FacilitatorError):
            self.store.checkpoint().result()

    def judge_cut(self, image: Image) -> None:
        """After a kill or a power cut: all that was acknowledged is there."""
        fs = SimFs(image)
        try:
            store = Store.open(self.folder, files=fs, now=lambda: 2.0, probe=HOUR)
        except FacilitatorError:
            if self.made:
                raise
            store = Store.create(self.folder, files=fs, now=lambda: 2.0, probe=HOUR)
        assert store.read_only is None, store.findings
        self._complete(store, maybe=self.failed)
        store.close()

    def judge_healed(self) -> None:
        """When the disk works again, so does saving, and no orphan is left."""
        self.fs.fault = None
        stayed = self.store is not None
        store = self.store or self._again()
        if store.read_only:
            store.close()
            store, stayed = self._again(), False
        assert store.retry().result() is True
        self._complete(store, maybe=self.unsure if stayed else self.failed)
        store.commit([("items", 99, {"n": 99, "text": ""}), ("log", 1, {"last": 99})])
        self.acked = sorted(store.tables["items"])
        self.judge_cut(self.fs.now())
        store.close()
        assert set(self.fs.names(self.folder)) <= {SESSION, LOCK, COPIES}, self.fs.names(self.folder)
        odd = [
            n for n in self.fs.names(self.folder / COPIES) if not re.fullmatch(r"session-\d+\.(json|wal)|torn.*-1", n)
        ]
        assert odd == []
        later = Store.open(self.folder, files=self.fs, now=lambda: 3.0, probe=HOUR)
        assert (later.findings, later.read_only) == ((), None)
        self._complete(later, maybe=[])
        later.close()

    def _again(self) -> Store:
        try:
            return Store.open(self.folder, files=self.fs, now=lambda: 2.0, probe=HOUR)
        except FacilitatorError:
            if self.made:
                raise
            return Store.create(self.folder, files=self.fs, now=lambda: 2.0, probe=HOUR)

    def _complete(self, store: Store, maybe: list[int]) -> None:
        there = set(store.tables.get("items", {}))
        late = {number for number in maybe if number > max(self.acked, default=0)}
        assert set(self.acked) <= there, (self.acked, there)
        assert there <= set(self.acked) | late, (self.acked, self.failed, there)
        last = store.tables["log"][1]["last"] if there else 0
        assert last == max(there, default=0)


class KilledWork(StoreWork):
    """The same, but the first program is killed, so that the next one begins with a recovery."""

    def _end(self, store: Store) -> None:
        store.abandon()


class BoxWork:
    """Ballots, a note, an end, an opening, the close and the seal."""

    folder = Path("/home/rounds")
    name = "0AZ4K9T2M7QX1"

    def __init__(self, trouble: Trouble) -> None:
        self.fs = SimFs(Image({}, frozenset({"/", "/home"})), dropping=trouble.dropping)
        self.fs.fault = trouble(self.fs)
        self.acked: dict[str, int] = {}
        self.sent: dict[str, set[int]] = {}
        self.unsure: dict[str, set[int]] = {}
        """Refused ballots that a later opening may have found all the same; none when the file could be cut back."""
        self._full = trouble.full
        self.made = self.closed = self.sealed = self.wants_close = self.wants_seal = False
        self.box: Box | None = None
        self._work()
        self.fired = self.fs.calls >= trouble.call
        if trouble.full:
            assert set(self.fs.names(self.folder)) <= {f"{self.name}.box"}

    def _work(self) -> None:
        with suppress(FacilitatorError):
            self.box = Box.create(self.folder, self.name, {}, files=self.fs, retry=HOUR)
            self.made = True
            self._cast(1, 5)
            with suppress(FacilitatorError):
                self.box.note("hidden", ["secret"]).result()
            self.box.stop()
            self.box = None
            if not self._full:
                self.unsure = {seat: set(numbers) for seat, numbers in self.sent.items()}
            self.box = Box.open(self.folder, self.name, files=self.fs, retry=HOUR)
            self._cast(5, 9)
            self.wants_close = True
            self.box.close().result()
            self.closed = self.wants_seal = True
            self.box.seal({"a": 1}).result()
            self.sealed = True

    def _cast(self, first: int, end: int) -> None:
        assert self.box is not None
        for number in range(first, end):
            seat = f"seat {number % 3}"
            self.sent.setdefault(seat, set()).add(number)
            with suppress(FacilitatorError):
                self.box.cast(seat, {"seat": seat, "n": number, "text": "secret" * 50}, source="phone").result()
                self.acked[seat] = number

    def judge_cut(self, image: Image) -> None:
        """After a kill or a power cut: every acknowledged ballot is there."""
        fs = SimFs(image)
        box = self._again(fs)
        self._judge(box, exact=False)
        box.stop()

    def judge_healed(self) -> None:
        """When the disk works again, the round goes on to its seal, and nothing is left beside it."""
        self.fs.fault = None
        stayed = self.box is not None
        box = self.box or self._again(self.fs)
        box.note("healed", True).result() if box.state != "sealed" else None
        self._judge(box, exact=stayed)
        if box.state != "sealed":
            self.judge_cut(self.fs.now())
        box.close().result()
        box.seal({"a": 1}).result()
        box.stop()
        assert self.fs.names(self.folder) == [f"{self.name}.box"]
        assert b"secret" not in b"".join(self.fs.now().files.values())
        later = Box.open(self.folder, self.name, files=self.fs, retry=HOUR)
        assert (later.state, later.totals, later.problem) == ("sealed", {"a": 1}, None)
        later.stop()

    def _again(self, fs: SimFs) -> Box:
        try:
            return Box.open(self.folder, self.name, files=fs, retry=HOUR)
        except FacilitatorError:
            if self.made:
                raise
            return Box.create(self.folder, self.name, {}, files=fs, retry=HOUR)

    def _judge(self, box: Box, *, exact: bool) -> None:
        if box.state == "sealed":
            assert self.wants_seal
            assert box.standing().ballots == len(self.acked)
            return
        assert not self.sealed
        assert self.closed <= (box.state == "closed") <= self.wants_close
        held = {value["seat"]: value["n"] for _, value in box.waiting()}
        for seat, numbers in self.sent.items():
            acked = self.acked.get(seat)
            late = {n for n in (self.unsure.get(seat, ()) if exact else numbers) if n > (acked or 0)}
            assert held.pop(seat, None) in late | {acked}
        assert held == {}


Work = StoreWork | BoxWork


def break_every_call(work: type[Work], cuts_each: int, every: int = 1) -> int:
    """Runs the work with a fault at every call; how many faults."""
    count = call = 0
    while True:
        call += every
        fired = False
        for trouble in troubles(call):
            done = work(trouble)
            fired = fired or done.fired
            try:
                for image in cuts(done.fs, random.Random(call), cuts_each if trouble.dropping else 0):
                    done.judge_cut(image)
                done.judge_healed()
            except Exception as error:
                error.add_note(f"with {trouble}, acknowledged {done.acked}; last: {done.fs.log[-1]}")
                raise
            count += 1
        if not fired:
            return count
