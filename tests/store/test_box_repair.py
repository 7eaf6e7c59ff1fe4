"""``repair`` of a session goes through its ballot boxes as well."""

from pathlib import Path

import pytest

from facilitator.store.box import Box
from facilitator.store.box_repair import repair_boxes
from facilitator.store.files import REAL
from facilitator.store.repair import repair
from facilitator.store.store import Store

ROUND = "0AZ4K9T2M7QX1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session with an open round of three ballots."""
    Store.create(tmp_path / "session").close()
    box = Box.create(tmp_path / "session" / "rounds", ROUND, {})
    for n in range(3):
        box.cast(f"seat {n}", {"n": n}, source="phone").result()
    box.stop()
    return tmp_path / "session"


def damage(folder: Path, old: bytes, new: bytes) -> bytes:
    file = folder / "rounds" / f"{ROUND}.box"
    raw = file.read_bytes()
    assert old in raw
    file.write_bytes(raw.replace(old, new))
    return file.read_bytes()


def test_sound_boxes_are_left_alone(folder: Path) -> None:
    before = (folder / "rounds" / f"{ROUND}.box").read_bytes()
    assert repair(folder) == []
    assert (folder / "rounds" / f"{ROUND}.box").read_bytes() == before


def test_a_damaged_box_goes_on_with_what_it_proves(folder: Path) -> None:
    raw = damage(folder, b'"n":1', b'"n":2')
    [finding] = repair(folder)
    assert (finding.code, finding.params) == ("box_repaired", {"file": f"rounds/{ROUND}.box", "ballots": 2})
    assert raw in [path.read_bytes() for path in (folder / "rounds").iterdir()]
    box = Box.open(folder / "rounds", ROUND)
    assert sorted(value["n"] for _, value in box.waiting()) == [0, 2]
    box.stop()
    assert repair(folder) == []


def test_a_box_that_proves_nothing_is_said_to_and_left(folder: Path) -> None:
    raw = damage(folder, b"{", b"[")
    assert [finding.code for finding in repair(folder)] == ["box_hopeless"]
    assert [path.read_bytes() for path in (folder / "rounds").iterdir()] == [raw]


def test_a_session_without_rounds_has_no_boxes_to_repair(tmp_path: Path) -> None:
    assert repair_boxes(tmp_path / "rounds", REAL) == []


def test_one_damaged_box_does_not_hide_another(folder: Path) -> None:
    damage(folder, b'"n":1', b'"n":2')
    (folder / "rounds" / "OTHER.box").write_bytes(b"rubbish")
    assert [finding.code for finding in repair(folder)] == ["box_repaired", "box_hopeless"]


def test_what_is_said_reads_as_a_sentence(folder: Path) -> None:
    damage(folder, b'"n":1', b'"n":2')
    [finding] = repair(folder)
    assert str(finding).startswith(f"The ballot box rounds/{ROUND}.box was damaged and goes on with the 2 ballots")
