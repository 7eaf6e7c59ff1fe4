"""The reveal: a sealed box keeps totals, receipts and root, and nothing that leads to a ballot."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.store.box import Box, RoundClosed

ROUND = "0AZ4K9T2M7QX1"
SEATS = [f"seat-of-{name}" for name in ("anna", "björn", "chidi", "dörte", "emre", "fenna")]
NONCES = [f"nonce{n:017}" for n in range(len(SEATS))]
VALUES = [{"idea": f"Quiet thought number {n}", "dots": {"7": n}} for n in range(len(SEATS))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rounds"


@pytest.fixture
def box(folder: Path) -> Iterator[Box]:
    box = Box.create(folder, ROUND, {"dots": 3})
    for seat, nonce, value in zip(SEATS, NONCES, VALUES, strict=True):
        box.cast(seat, "an earlier thought", source="phone").result()
        box.cast(seat, value, source="phone", nonce=nonce).result()
    box.cast("laptop 1", "spoken aloud", source="laptop").result()
    box.note("hidden", ["a secret mark"]).result()
    yield box
    box.stop()


def content(folder: Path) -> bytes:
    """Names and bytes of everything below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\n".join(str(path.relative_to(folder)).encode() + b"\n" + path.read_bytes() for path in files)


def traces(text: str) -> set[bytes]:
    """How a text could stand in a file: plain, as JSON, and by its hashes, whole or shortened."""
    raw = text.encode()
    found = {raw, json.dumps(text).encode()[1:-1]}
    for start in (b"", b"seat1\0" + ROUND.encode() + b"\0"):
        for algorithm in ("sha256", "sha1", "md5", "blake2b"):
            digest = hashlib.new(algorithm, start + raw).digest()
            found |= {digest[:8], digest[:8].hex().encode(), digest[:8].hex().upper().encode()}
    return found


def seal(box: Box, folder: Path) -> bytes:
    box.close().result()
    box.seal({"7": 15}).result()
    return content(folder)


def test_an_open_box_holds_no_seat_in_plain(box: Box, folder: Path) -> None:
    held = content(folder)
    for seat in SEATS:
        assert seat.encode() not in held
        assert hashlib.sha256(seat.encode()).hexdigest()[:16].encode() not in held


def test_no_seat_is_in_any_file_after_the_seal(box: Box, folder: Path) -> None:
    held = seal(box, folder)
    assert not [trace for seat in [*SEATS, "laptop 1"] for trace in traces(seat) if trace in held]


def test_no_nonce_is_in_any_file_after_the_seal(box: Box, folder: Path) -> None:
    held = seal(box, folder)
    assert not [trace for nonce in NONCES for trace in traces(nonce) if trace in held]


def test_no_value_is_in_any_file_after_the_seal(box: Box, folder: Path) -> None:
    held = seal(box, folder)
    texts = ["Quiet thought", "an earlier thought", "spoken aloud", "a secret mark"]
    texts += [json.dumps(value, sort_keys=True, separators=(",", ":")) for value in VALUES]
    assert not [trace for text in texts for trace in traces(text) if trace in held]


def test_no_commitment_is_in_any_file_after_the_seal(box: Box, folder: Path) -> None:
    marks = [mark for mark, _ in box.waiting()]
    held = seal(box, folder)
    assert not [mark for mark in marks if mark[:16].encode() in held or bytes.fromhex(mark[:16]) in held]


def test_nothing_lies_beside_a_sealed_box(box: Box, folder: Path) -> None:
    (folder / f"{ROUND}.box.torn-12345678").write_text(SEATS[0])
    (folder / f"{ROUND}.box.new").write_text(SEATS[1])
    seal(box, folder)
    assert [path.name for path in folder.iterdir()] == [f"{ROUND}.box"]


def test_another_rounds_box_is_not_touched_by_a_seal(box: Box, folder: Path) -> None:
    other = Box.create(folder, ROUND[:-1] + "Z", {})
    other.stop()
    before = (folder / f"{ROUND[:-1]}Z.box").read_bytes()
    seal(box, folder)
    assert (folder / f"{ROUND[:-1]}Z.box").read_bytes() == before


def test_the_receipts_of_a_sealed_box_say_nothing_of_the_order(box: Box, folder: Path) -> None:
    codes = [receipt.code for seat in [*SEATS, "laptop 1"] if (receipt := box.receipt(seat))]
    seal(box, folder)
    assert box.receipts == tuple(sorted(codes))


def test_a_seal_counts_ballots_and_ways(box: Box, folder: Path) -> None:
    root = box.root()
    seal(box, folder)
    assert box.sealed is not None
    assert (box.sealed.ballots, box.sealed.sources, box.sealed.root) == (7, {"laptop": 1, "phone": 6}, root)


def test_the_root_is_the_same_however_the_ballots_came(folder: Path) -> None:
    roots = []
    for order in (1, -1):
        box = Box.create(folder / str(order), ROUND, {})
        for seat, nonce, value in list(zip(SEATS, NONCES, VALUES, strict=True))[::order]:
            box.cast(seat, value, source="phone", nonce=nonce)
        box.close().result()
        roots.append(box.root())
        box.stop()
    assert roots[0] == roots[1]


def test_a_sealed_box_opens_with_what_it_was_sealed_with(box: Box, folder: Path) -> None:
    seal(box, folder)
    box.stop()
    later = Box.open(folder, ROUND)
    assert (later.state, later.totals, later.rules) == ("sealed", {"7": 15}, {"dots": 3})
    assert (later.sealed, later.receipts, later.root()) == (box.sealed, box.receipts, box.root())
    assert later.standing() == box.standing()
    later.stop()


def test_sealing_twice_keeps_the_first_totals(box: Box, folder: Path) -> None:
    held = seal(box, folder)
    assert box.seal({"7": 99}).result() == box.sealed
    assert content(folder) == held


def test_an_open_round_is_not_sealed(box: Box) -> None:
    with pytest.raises(FacilitatorError, match="after the round is closed"):
        box.seal({}).result()
    assert box.state == "open"


def test_a_sealed_box_gives_no_ballot_and_takes_none(box: Box, folder: Path) -> None:
    seal(box, folder)
    assert box.waiting() == []
    assert box.receipt(SEATS[0]) is None
    with pytest.raises(FacilitatorError, match="opened once"):
        box.ballots()
    with pytest.raises(RoundClosed):
        box.cast(SEATS[0], VALUES[0], source="phone", nonce=NONCES[0]).result()
    with pytest.raises(FacilitatorError, match="revealed"):
        box.note("hidden", []).result()
    box.close().result()


def test_a_leftover_of_an_interrupted_seal_is_cleared_away_at_the_next_opening(box: Box, folder: Path) -> None:
    seal(box, folder)
    box.stop()
    (folder / f"{ROUND}.box.torn-12345678").write_text(SEATS[0])
    Box.open(folder, ROUND).stop()
    assert [path.name for path in folder.iterdir()] == [f"{ROUND}.box"]


def test_an_empty_round_can_be_sealed(folder: Path) -> None:
    box = Box.create(folder, ROUND, {})
    box.close().result()
    seal = box.seal({}).result()
    assert (seal.ballots, seal.sources, box.receipts) == (0, {}, ())
    box.stop()


def test_a_seat_looks_different_in_every_round(folder: Path) -> None:
    held = []
    for round_id in (ROUND, ROUND[:-1] + "Z"):
        box = Box.create(folder, round_id, {})
        box.cast("seat", "x", source="phone", nonce="n").result()
        held.append(set(re.findall(rb'"seat":"(\w+)"', (folder / f"{round_id}.box").read_bytes())))
        box.stop()
    assert held[0].isdisjoint(held[1])
