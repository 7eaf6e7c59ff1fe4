"""Whatever is done to a box, it holds what a plain dictionary would."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from facilitator.store.box import BallotFinal, Box, RoundClosed, StaleBallot

ROUND = "0AZ4K9T2M7QX1"
seats = st.sampled_from(["a", "b", "c"])
values = st.recursive(st.none() | st.booleans() | st.integers() | st.text("äb\n{}"), st.lists, max_leaves=3)


class Boxes(RuleBasedStateMachine):
    """Casts, notes, closes, stops and opens."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.box = Box.create(Path(self.folder.name), ROUND, {})
        self.held: dict[str, tuple[int, Any, bool]] = {}
        self.notes: dict[str, Any] = {}
        self.closed = False

    @rule(seat=seats, value=values, final=st.booleans(), base=st.none() | st.integers(0, 2))
    def cast(self, seat: str, value: Any, final: bool, base: int | None) -> None:
        version, _, stays = self.held.get(seat, (0, None, False))
        cast = self.box.cast(seat, {"seat": seat, "value": value}, source="phone", final=final, base=base)
        error = cast.exception()
        if self.closed:
            assert isinstance(error, RoundClosed)
        elif stays:
            assert isinstance(error, BallotFinal)
        elif base not in (None, version):
            assert isinstance(error, StaleBallot)
        else:
            assert cast.result().version == version + 1
            self.held[seat] = version + 1, value, final

    @rule(name=seats, value=values)
    def note(self, name: str, value: Any) -> None:
        self.box.note(name, value).result()
        self.notes[name] = value

    @rule()
    def close(self) -> None:
        self.box.close().result()
        self.closed = True

    @rule(torn=st.integers(0, 40))
    def restart(self, torn: int) -> None:
        """Also after a power cut while something unacknowledged was being written."""
        self.box.stop()
        file = Path(self.folder.name) / f"{ROUND}.box"
        file.write_bytes(file.read_bytes() + file.read_bytes()[-torn - 1 : -1] * bool(torn))
        self.box = Box.open(Path(self.folder.name), ROUND)
        assert (self.box.dropped > 0) == (torn > 0)

    @precondition(lambda self: self.closed)
    @rule()
    def count(self) -> None:
        found = sorted(repr(ballot.value["value"]) for ballot in self.box.ballots())
        assert found == sorted(repr(value) for _, value, _ in self.held.values())

    @invariant()
    def holds_what_was_acknowledged(self) -> None:
        assert {v["seat"]: v["value"] for _, v in self.box.waiting()} == {s: v for s, (_, v, _) in self.held.items()}
        notes = {name: value for name, value in self.notes.items() if value is not None}
        standing = self.box.standing()
        assert (standing.ballots, standing.notes) == (len(self.held), notes)
        assert standing.state == ("closed" if self.closed else "open")

    def teardown(self) -> None:
        self.box.stop()
        self.folder.cleanup()


TestBoxes = Boxes.TestCase
TestBoxes.settings = settings(max_examples=25, stateful_step_count=25)
