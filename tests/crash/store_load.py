"""Work done with a store on the simulated file system, and what must be found after a power cut in it."""

import json
import random
from pathlib import Path
from typing import Any

from facilitator.store.layout import COPIES, LOCK, SESSION
from facilitator.store.store import Store, StoreError
from tests.crash.simfs import Image, SimFs

FOLDER = Path("/home/sessions/use-case")
TABLES = ("items", "people", "dot_voting.results")
Tables = dict[str, dict[int, dict[str, Any]]]


def plain(tables: Any) -> Tables:
    """The documents, without the empty tables and the one that a check adds."""
    return {name: {k: dict(v) for k, v in table.items()} for name, table in tables.items() if table and name != "extra"}


class StoreLoad:
    """One run: changes, checkpoints, restarts with and without a proper end."""

    def __init__(self, seed: int, steps: int = 12) -> None:
        self.fs = SimFs()
        self.states: list[Tables] = [{}]
        """The documents after each change."""
        self._chance = random.Random(seed)
        self._acked, self._sent, self._made = 0, 0, False
        self._store = self._create()
        for _ in range(steps):
            step = self._chance.choices(
                (self._commit, self._group, self._undo, self._fold, self._restart, self._crash), (8, 3, 1, 2, 1, 1)
            )[0]
            step()
        self._store.close({"title": "Use cases"})

    def see(self, mark: tuple[str, int]) -> None:
        """Takes in what the run said at this moment of the log."""
        what, number = mark
        if what == "made":
            self._made = True
        elif what == "sent":
            self._sent = number
        else:
            self._acked = number

    def key(self) -> tuple[int, int, bool]:
        """What is expected now."""
        return self._acked, self._sent, self._made

    def look(self, image: Image) -> None:
        """Opens what the power cut left, for writing, and kills that program at once."""
        store = self._open(SimFs(image))
        self._judge(store)
        store.abandon()

    def check(self, image: Image) -> SimFs:
        """Opens it, goes on to a proper end, and opens it again; gives the file system of the first opening."""
        fs = SimFs(image)
        store = self._open(fs)
        found = self._judge(store)
        store.commit([("extra", 1, {"n": 1})])
        store.close()
        assert (fs.open, fs.held) == (set(), set())
        kept = json.loads(fs.read(FOLDER / SESSION))
        kept.pop("_meta")
        assert kept.pop("extra") == {"1": {"n": 1}}
        assert {name: {int(k): v for k, v in table.items()} for name, table in kept.items() if table} == found
        assert set(fs.names(FOLDER)) <= {SESSION, LOCK, COPIES}
        assert not [name for name in fs.names(FOLDER / COPIES) if name.endswith((".part", ".new"))]
        again = Store.open(FOLDER, files=SimFs(fs.now()), now=lambda: 2.0)
        assert (again.findings, self._judge(again)) == ((), found)
        again.abandon()
        return fs

    def _judge(self, store: Store) -> Tables:
        found = plain(store.tables)
        assert store.read_only is None, store.findings
        assert {finding.code for finding in store.findings} <= {"recovered", "torn"}, store.findings
        assert found in self.states[self._acked : self._sent + 1], (self._acked, self._sent, store.findings)
        return found

    def _open(self, fs: SimFs) -> Store:
        try:
            return Store.open(FOLDER, files=fs, now=lambda: 2.0)
        except StoreError:
            if self._made:
                raise
            return Store.create(FOLDER, files=fs, now=lambda: 2.0)

    def _create(self) -> Store:
        store = Store.create(FOLDER, files=self.fs, now=lambda: 1.0)
        self.fs.mark(("made", 0))
        return store

    def _change(self, after: Tables | None = None) -> list[Any]:
        """The next change, remembered as sent."""
        before = self.states[-1]
        if after is None:
            after = {name: dict(table) for name, table in before.items()}
            for _ in range(self._chance.choice((1, 1, 2, 5))):
                table = after.setdefault(self._chance.choice(TABLES), {})
                if table and self._chance.random() < 0.2:
                    del table[self._chance.choice(list(table))]
                else:
                    text = "x" * self._chance.choice((0, 20, 200, 700, 1500))
                    table[self._chance.randrange(6)] = {"n": len(self.states), "text": text}
        operations = [
            (name, key, after.get(name, {}).get(key))
            for name in TABLES
            for key in sorted({*before.get(name, {}), *after.get(name, {})})
            if before.get(name, {}).get(key) != after.get(name, {}).get(key)
        ]
        self.states.append({name: table for name, table in after.items() if table})
        self.fs.mark(("sent", len(self.states) - 1))
        return operations

    def _acknowledged(self, number: int) -> None:
        self.fs.mark(("acked", number))

    def _commit(self) -> None:
        self._store.commit(self._change())
        self._acknowledged(len(self.states) - 1)

    def _undo(self) -> None:
        if len(self.states) > 1:
            self._store.commit(self._change(self.states[-2]))
            self._acknowledged(len(self.states) - 1)

    def _group(self) -> None:
        with self.fs.gate:  # the writer has to wait, and finds all of them together
            sent = []
            for _ in range(self._chance.randint(2, 4)):
                operations = self._change()
                sent.append((len(self.states) - 1, self._store.submit(operations)))
        for number, future in sent:
            future.result()
            self._acknowledged(number)

    def _fold(self) -> None:
        self._store.checkpoint().result()

    def _restart(self) -> None:
        self._store.close()
        self._store = Store.open(FOLDER, files=self.fs, now=lambda: 1.0)

    def _crash(self) -> None:
        self._store.abandon()
        self._store = Store.open(FOLDER, files=self.fs, now=lambda: 1.0)
