"""One writer per session: the second opener is told who has it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store import holder
from facilitator.store.store import CannotSave, Store
from tests.store.conftest import codes
from tests.store.faults import Faulty

Begin = Callable[..., Store]

HOLD = """
import sys
from pathlib import Path
from facilitator.store.store import Store
store = Store.open(Path(sys.argv[1]))
store.commit([("items", 7, {"by": "the other process"})])
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(name="other")
def _other(begin: Begin, folder: Path) -> "subprocess.Popen[str]":
    """Another process that has the session open."""
    begin().close()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def test_the_same_process_gets_it_once(begin: Begin) -> None:
    begin()
    second = begin()
    assert second.read_only == "locked"
    assert codes(second) == ["locked"]


def test_the_second_opener_sees_what_is_saved(begin: Begin) -> None:
    begin().commit([("items", 1, {"a": 1})])
    assert begin().tables["items"] == {1: {"a": 1}}


def test_the_second_opener_cannot_change_anything(begin: Begin) -> None:
    begin()
    with pytest.raises(CannotSave, match="reading only"):
        begin().commit([("items", 1, {})])


def test_the_second_opener_disturbs_nothing(begin: Begin) -> None:
    first = begin()
    begin().close()
    first.commit([("items", 1, {})])
    first.close()
    assert begin().read_only is None


def test_after_closing_the_next_one_gets_it(begin: Begin) -> None:
    begin().close()
    assert begin().read_only is None


def test_another_process_is_named(other: "subprocess.Popen[str]", folder: Path) -> None:
    store = Store.open(folder)
    assert store.read_only == "locked"
    assert store.findings[0].params["pid"] == other.pid
    assert store.tables["items"][7] == {"by": "the other process"}


def test_the_lock_ends_with_its_process(other: "subprocess.Popen[str]", folder: Path) -> None:
    other.kill()
    other.wait()
    store = Store.open(folder)
    assert store.read_only is None
    assert store.tables["items"][7] == {"by": "the other process"}
    store.close()


def test_the_lock_file_is_never_replaced(begin: Begin, folder: Path) -> None:
    begin().close()
    before = (folder / "session.lock").stat().st_ino
    for _ in range(3):
        begin().close()
    assert (folder / "session.lock").stat().st_ino == before


def test_a_torn_journal_of_a_live_session_is_not_reported(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {})])
    with (folder / "session.wal-1").open("ab") as file:
        file.write(b"half a line that is just being written")
    assert codes(begin()) == ["locked"]
    assert Store.open(folder, read_only=True).findings == ()


def test_a_checkpoint_while_it_is_read_does_not_confuse_the_reader(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {"n": 1})])

    class Slow(Faulty):
        """The writer folds its journal just when the reader has read session.json."""

        done = False

        def names(self, folder: Path) -> list[str]:
            if not self.done and self.calls and self.calls[-1] == ("read", "session.json"):
                self.done = True
                store.checkpoint().result()
            return super().names(folder)

    reader = Store.open(folder, read_only=True, files=Slow())
    assert reader.tables["items"] == {1: {"n": 1}}
    assert reader.findings == ()


# signs of life


def test_it_knows_when_the_last_holder_was_alive(begin: Begin) -> None:
    clock = [1_000.0]
    store = begin(now=lambda: clock[0])
    clock[0] = 1_234.5
    store.alive()
    store.abandon()
    assert begin().last_alive == 1_234.5


def test_after_closing_there_is_nothing_to_ask(begin: Begin) -> None:
    begin().close()
    assert begin().last_alive is None


def test_a_torn_sign_of_life_is_left_out(begin: Begin, folder: Path) -> None:
    begin(now=lambda: 50.0).abandon()
    with (folder / "session.holder").open("ab") as file:
        file.write(b'{"time":99')
    assert begin().last_alive == 50.0


def test_rubbish_beside_the_lock_stops_nothing(begin: Begin, folder: Path) -> None:
    begin().abandon()
    (folder / "session.holder").write_bytes(b"\xff\xfe rubbish")
    store = begin()
    assert (store.last_alive, store.read_only) == (None, None)


def test_signs_of_life_never_fail(begin: Begin, files: Faulty) -> None:
    store = begin()
    files.fail("write", 28, name="session.holder")
    store.alive()
    files.heal()
    store.commit([("items", 1, {})])
    assert store.problem is None


def test_many_signs_of_life_stay_small(begin: Begin, folder: Path) -> None:
    store = begin()
    for _ in range(2_000):
        store.alive()
    store.commit([])
    assert (folder / "session.holder").stat().st_size < 20_000
    found = holder.read(Faulty(), folder)
    assert found is not None
    assert found.since.pid == os.getpid()
