"""Work done with a ballot box on the simulated file system, and what must be found after a power cut in it."""

import random
from pathlib import Path
from typing import Any

from facilitator.store.box import Box
from facilitator.store.notices import StoreError
from tests.crash.simfs import Image, SimFs

FOLDER = Path("/session/rounds")
ROUND = "0AZ4K9T2M7QX1"
TOTALS = {"7": 12}


class BoxLoad:
    """One run: casts alone and together, notes, restarts, close and seal."""

    def __init__(self, seed: int, steps: int = 10) -> None:
        self.fs = SimFs(Image({}, frozenset({"/", "/session"})))
        self._chance = random.Random(seed)
        self._sent: dict[str, list[int]] = {}
        """Numbers of the ballots that each seat has sent so far; in the log's time, as all below."""
        self._acked: dict[str, int] = {}
        self._facts: set[str] = set()
        self._number = 0
        self._box = Box.create(FOLDER, ROUND, {"dots": 3}, files=self.fs)
        self.fs.mark(("made", "", 0))
        for _ in range(steps):
            self._chance.choices((self._cast, self._group, self._note, self._restart), (5, 3, 1, 1))[0]()
        self._end()

    def see(self, mark: tuple[str, str, int]) -> None:
        """Takes in what the run said at this moment of the log."""
        what, seat, number = mark
        if what == "sent":
            self._sent.setdefault(seat, []).append(number)
        elif what == "acked":
            self._acked[seat] = max(number, self._acked.get(seat, 0))
        else:
            self._facts.add(what)

    def key(self) -> tuple[Any, ...]:
        """What is expected now."""
        return tuple(self._acked.items()), tuple((k, *v) for k, v in self._sent.items()), tuple(sorted(self._facts))

    def look(self, image: Image) -> None:
        """Opens what the power cut left."""
        fs = SimFs(image)
        box = self._open(fs)
        self._judge(box, fs)
        box.stop()

    def check(self, image: Image) -> SimFs:
        """Opens it and goes on to the seal; gives the file system on which that was done."""
        fs = SimFs(image)
        box = self._open(fs)
        self._judge(box, fs)
        fs.mark("recovered")
        found = sorted(map(str, box.waiting()))
        if box.state == "open":
            box.note("extra", 1).result()
            box.stop()
            box = Box.open(FOLDER, ROUND, files=fs)
            assert (sorted(map(str, box.waiting())), box.dropped) == (found, 0)
            box.close().result()
        if box.state == "closed":
            assert sorted(str(ballot.value) for ballot in box.ballots()) == sorted(str(v) for _, v in box.waiting())
            box.seal(TOTALS).result()
        box.stop()
        after = Box.open(FOLDER, ROUND, files=fs)
        assert (after.state, after.totals, fs.names(FOLDER)) == ("sealed", TOTALS, [f"{ROUND}.box"])
        after.stop()
        assert fs.open == set()
        return fs

    def _open(self, fs: SimFs) -> Box:
        try:
            return Box.open(FOLDER, ROUND, files=fs)
        except StoreError:
            if "made" in self._facts:
                raise
            return Box.create(FOLDER, ROUND, {"dots": 3}, files=fs)

    def _judge(self, box: Box, fs: SimFs) -> None:
        assert box.rules == {"dots": 3}
        if box.state == "sealed":
            assert "seal" in self._facts
            assert box.standing().ballots == len(self._acked)
            assert not [path for path, data in fs.now().files.items() if b"secret" in data]
            return
        assert "sealed" not in self._facts
        assert box.state == "closed" if "closed" in self._facts else True
        assert "close" in self._facts or box.state == "open"
        held = {value["seat"]: value["n"] for _, value in box.waiting()}
        for seat, numbers in self._sent.items():
            acked = self._acked.get(seat, 0)
            allowed = [number for number in numbers if number >= acked] + ([] if acked else [None])
            assert held.pop(seat, None) in allowed, (seat, acked, numbers)
        assert held == {}
        if "noted" in self._facts:
            assert "hidden" in box.standing().notes

    def _ballot(self) -> tuple[str, dict[str, Any]]:
        self._number += 1
        seat = f"seat {self._chance.randrange(5)}"
        text = "secret " + "x" * self._chance.choice((0, 10, 100, 600, 1300))
        self.fs.mark(("sent", seat, self._number))
        return seat, {"seat": seat, "n": self._number, "text": text}

    def _cast(self) -> None:
        seat, value = self._ballot()
        self._box.cast(seat, value, source="phone").result()
        self.fs.mark(("acked", seat, value["n"]))

    def _group(self) -> None:
        with self.fs.gate:
            sent = []
            for _ in range(self._chance.randint(2, 5)):
                seat, value = self._ballot()
                sent.append((seat, value["n"], self._box.cast(seat, value, source="laptop")))
        for seat, number, future in sent:
            future.result()
            self.fs.mark(("acked", seat, number))

    def _note(self) -> None:
        self._box.note("hidden", ["secret " + "y" * self._chance.choice((0, 300))]).result()
        self.fs.mark(("noted", "", 0))

    def _restart(self) -> None:
        self._box.stop()
        self._box = Box.open(FOLDER, ROUND, files=self.fs)

    def _end(self) -> None:
        self.fs.mark(("close", "", 0))
        self._box.close().result()
        self.fs.mark(("closed", "", 0))
        if self._chance.random() < 0.5:
            self._note()
        self.fs.mark(("seal", "", 0))
        self._box.seal(TOTALS).result()
        self.fs.mark(("sealed", "", 0))
        self._box.stop()
