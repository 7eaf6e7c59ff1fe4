"""The ballot box: who may cast, what is acknowledged, and what may be known."""

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.core.rounds import Receipt
from facilitator.store.box import BallotFinal, Box, CannotSave, RoundClosed, StaleBallot

ROUND = "0AZ4K9T2M7QX1"
RULES = {"question": "Where do we start?", "dots": 3}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rounds"


@pytest.fixture
def box(folder: Path) -> Iterator[Box]:
    box = Box.create(folder, ROUND, RULES)
    yield box
    box.stop()


def again(box: Box, folder: Path) -> Box:
    box.stop()
    return Box.open(folder, ROUND)


def values(box: Box) -> list[object]:
    box.close().result()
    return sorted((ballot.value for ballot in box.ballots()), key=str)


def test_a_new_box_is_open_and_empty(box: Box) -> None:
    assert (box.state, box.standing().ballots, box.rules, box.sealed, box.dropped) == ("open", 0, RULES, None, 0)


def test_a_new_box_lies_on_disk_at_once_for_its_owner_alone(box: Box, folder: Path) -> None:
    file = folder / f"{ROUND}.box"
    assert "Where do we start?" in file.read_text()
    if os.name != "nt":
        assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_round_gets_only_one_box(box: Box, folder: Path) -> None:
    with pytest.raises(FacilitatorError, match="already"):
        Box.create(folder, ROUND, {})


def test_a_missing_box_is_said(folder: Path) -> None:
    with pytest.raises(FacilitatorError, match="gone"):
        Box.open(folder, ROUND)


def test_a_ballot_is_on_disk_when_it_is_acknowledged(box: Box, folder: Path) -> None:
    receipt = box.cast("seat 1", {"7": 3}, source="phone").result()
    assert receipt.version == 1
    assert '"7":3' in (folder / f"{ROUND}.box").read_text()


def test_a_receipt_is_eight_characters_nobody_confuses(box: Box) -> None:
    receipt = box.cast("seat 1", {"7": 3}, source="phone").result()
    assert len(receipt.code) == 8
    assert set(receipt.code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_the_latest_ballot_of_a_seat_counts(box: Box, folder: Path) -> None:
    box.cast("seat 1", "first", source="phone").result()
    assert box.cast("seat 1", "second", source="laptop").result().version == 2
    box.cast("seat 2", "other", source="phone").result()
    box = again(box, folder)
    assert values(box) == ["other", "second"]
    assert box.standing().sources == {"laptop": 1, "phone": 1}
    box.stop()


def test_the_same_ballot_sent_again_gets_the_same_receipt(box: Box) -> None:
    first = box.cast("seat 1", {"a": 1, "b": 2}, source="phone", nonce="n" * 22).result()
    second = box.cast("seat 1", {"b": 2, "a": 1}, source="phone", nonce="n" * 22).result()
    assert first == second
    assert box.standing().ballots == 1


def test_the_same_ballot_gets_its_receipt_also_after_the_close_and_a_restart(box: Box, folder: Path) -> None:
    first = box.cast("seat 1", "x", source="phone", nonce="n").result()
    box.close().result()
    box = again(box, folder)
    assert box.cast("seat 1", "x", source="phone", nonce="n").result() == first
    box.stop()


def test_equal_choices_do_not_look_equal(box: Box) -> None:
    codes = {box.cast(f"seat {n}", "same", source="phone").result().code for n in range(20)}
    assert len(codes) == 20


def test_a_closed_round_takes_no_ballot_and_says_what_is_inside(box: Box) -> None:
    inside = box.cast("seat 1", "x", source="phone").result()
    box.close().result()
    with pytest.raises(RoundClosed) as late:
        box.cast("seat 1", "y", source="phone").result()
    assert late.value.receipt == inside
    with pytest.raises(RoundClosed) as other:
        box.cast("seat 2", "y", source="phone").result()
    assert other.value.receipt is None


def test_a_final_ballot_stays(box: Box, folder: Path) -> None:
    box.cast("seat 1", "x", source="laptop", final=True).result()
    box = again(box, folder)
    with pytest.raises(BallotFinal):
        box.cast("seat 1", "y", source="laptop", final=True).result()
    assert values(box) == ["x"]
    box.stop()


def test_a_ballot_can_be_made_final_as_it_is(box: Box) -> None:
    box.cast("seat 1", "x", source="phone", nonce="n").result()
    assert box.cast("seat 1", "x", source="phone", nonce="n", final=True).result().version == 2
    with pytest.raises(BallotFinal):
        box.cast("seat 1", "y", source="phone").result()


def test_a_ballot_replaces_only_the_version_it_was_made_from(box: Box) -> None:
    box.cast("seat 1", "x", source="phone", nonce="first", base=0).result()
    with pytest.raises(StaleBallot) as stale:
        box.cast("seat 1", "y", source="phone", nonce="second", base=0).result()
    assert (stale.value.version, stale.value.nonce, stale.value.value) == (1, "first", "x")
    assert box.cast("seat 1", "y", source="phone", nonce="second", base=1).result().version == 2


def test_of_forty_ballots_from_the_same_version_exactly_one_goes_in(box: Box) -> None:
    casts = [box.cast("seat", n, source="phone", base=0) for n in range(40)]
    wait(casts)
    assert [isinstance(cast.exception(), StaleBallot) for cast in casts].count(False) == 1
    assert box.standing().ballots == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object(), "\ud800", b"x"])
def test_what_is_not_json_is_refused_before_anything_is_written(box: Box, folder: Path, value: object) -> None:
    before = (folder / f"{ROUND}.box").read_bytes()
    with pytest.raises(ValueError):
        box.cast("seat", value, source="phone")
    with pytest.raises(ValueError):
        box.note("name", value)
    assert (folder / f"{ROUND}.box").read_bytes() == before


def test_a_value_inside_itself_is_refused(box: Box) -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ValueError):
        box.cast("seat", endless, source="phone")


def test_what_was_cast_is_a_copy(box: Box) -> None:
    value = {"7": 3}
    cast = box.cast("seat", value, source="phone")
    value["7"] = 99
    cast.result()
    box.waiting()[0][1]["7"] = 98
    assert values(box) == [{"7": 3}]


def test_no_total_is_known_while_the_round_is_open(box: Box) -> None:
    box.cast("seat", "x", source="phone").result()
    with pytest.raises(FacilitatorError, match="after the round is closed"):
        box.ballots()
    standing = box.standing()
    assert (standing.state, standing.ballots, standing.sources, standing.notes) == ("open", 1, {"phone": 1}, {})


def test_ballots_come_in_random_order(box: Box) -> None:
    for n in range(30):
        box.cast(f"seat {n}", n, source="phone")
    box.close().result()
    orders = {tuple(ballot.value for ballot in box.ballots()) for _ in range(5)}
    assert len(orders) == 5
    assert {tuple(sorted(order)) for order in orders} == {tuple(range(30))}


def test_waiting_ideas_stand_in_an_order_that_says_nothing_of_time(box: Box, folder: Path) -> None:
    for n in range(30):
        box.cast(f"seat {n}", n, source="phone").result()
    waiting = box.waiting()
    assert [value for _, value in waiting] != list(range(30))
    assert len({mark for mark, _ in waiting}) == 30
    box = again(box, folder)
    assert box.waiting() == waiting
    box.stop()


def test_notes_are_kept_replaced_and_taken_away(box: Box, folder: Path) -> None:
    box.note("by hand", {"7": 4}).result()
    box.note("hidden", ["a"]).result()
    box.close().result()
    box.note("hidden", ["a", "b"]).result()
    box.note("by hand", None).result()
    box = again(box, folder)
    assert box.standing().notes == {"hidden": ["a", "b"]}
    box.stop()


def test_closing_twice_is_closing_once(box: Box, folder: Path) -> None:
    box.close().result()
    size = (folder / f"{ROUND}.box").stat().st_size
    box.close().result()
    assert (folder / f"{ROUND}.box").stat().st_size == size


def race(box: Box) -> list[int]:
    """Twenty voters against the close; who was acknowledged."""
    casts: dict[int, Future[Receipt]] = {}
    voters = [
        threading.Thread(target=lambda n=n: casts.update({n: box.cast(str(n), n, source="phone")})) for n in range(20)
    ]
    for voter in voters[:10]:
        voter.start()
    closed = box.close()
    for voter in voters[10:]:
        voter.start()
    for voter in voters:
        voter.join()
    closed.result()
    return [n for n, cast in casts.items() if cast.exception() is None]


def test_what_is_acknowledged_before_the_close_is_what_is_counted(folder: Path) -> None:
    for attempt in range(30):
        box = Box.create(folder, f"ROUND{attempt}", {})
        assert sorted(race(box)) == sorted(ballot.value for ballot in box.ballots())
        box.stop()


def test_ballots_that_come_together_go_to_disk_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = Box.create(folder, ROUND, {})
    gate, syncs = threading.Event(), []
    append = box._writer._file.append

    def slow(entries: list[object]) -> None:
        gate.wait()
        syncs.append(len(entries))
        append(entries)  # type: ignore[arg-type]

    monkeypatch.setattr(box._writer._file, "append", slow)
    casts = [box.cast(str(n), n, source="phone") for n in range(60)]
    gate.set()
    assert len({cast.result().code for cast in casts}) == 60
    assert sum(syncs) == 60
    assert len(syncs) <= 3
    box.stop()


async def test_a_voter_who_hangs_up_takes_nothing_back(box: Box) -> None:
    cast = box.cast("seat", "x", source="phone")
    assert not cast.cancel()
    waiting = asyncio.wrap_future(box.cast("other", "y", source="phone"))
    waiting.cancel()
    await asyncio.wrap_future(box.close())
    assert len(box.ballots()) == 2


def test_a_stopped_box_says_that_it_saves_nothing(box: Box) -> None:
    box.stop()
    with pytest.raises(CannotSave):
        box.cast("seat", "x", source="phone").result()
    box.stop()


def test_a_stopped_round_goes_on_when_it_is_next_opened(box: Box, folder: Path) -> None:
    cast = box.cast("seat 1", "x", source="phone")
    box = again(box, folder)
    assert cast.done()
    box.cast("seat 2", "y", source="phone").result()
    box = again(box, folder)
    assert values(box) == ["x", "y"]
    box.stop()


def test_a_seat_learns_what_it_was_last_told(box: Box) -> None:
    receipt = box.cast("seat 1", "x", source="phone").result()
    assert box.receipt("seat 1") == receipt
    assert box.receipt("seat 2") is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_after_a_fault_of_the_program_nobody_waits_for_ever(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_entries: object) -> None:
        raise MemoryError

    monkeypatch.setattr(box._writer._file, "append", faulty)
    with pytest.raises(CannotSave, match="has stopped"):
        box.cast("seat", "x", source="phone").result()
    with pytest.raises(CannotSave):
        box.cast("seat", "x", source="phone").result()


def test_what_a_box_refuses_can_be_said_in_any_language(box: Box) -> None:
    box.close().result()
    with pytest.raises(RoundClosed) as refused:
        box.cast("seat", "x", source="phone").result()
    assert str(refused.value) == refused.value.finding.message == "This round is closed: the ballot was not counted."
