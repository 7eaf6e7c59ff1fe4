"""A ballot box whose file is torn or damaged: nothing acknowledged is lost in silence, nothing wrong is shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from facilitator.core.errors import FacilitatorError
from facilitator.store import box_journal
from facilitator.store.box import Box, BoxDamaged
from facilitator.store.box_file import BoxFile
from facilitator.store.files import REAL

ROUND = "0AZ4K9T2M7QX1"
CAST = {f"seat {n}": {"7": n} for n in range(5)}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A box with five ballots, one replaced, and a note: each in a group of its own."""
    folder = tmp_path_factory.mktemp("journal")
    box = Box.create(folder, ROUND, {"dots": 3})
    box.cast("seat 0", {"7": 99}, source="phone").result()
    for seat, value in CAST.items():
        box.cast(seat, value, source="phone").result()
    box.note("hidden", ["mark"]).result()
    box.stop()
    return (folder / f"{ROUND}.box").read_bytes()


def put(folder: Path, raw: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    file = folder / f"{ROUND}.box"
    file.write_bytes(raw)
    return file


def ballots(box: Box) -> list[object]:
    return sorted((value["7"] for _, value in box.waiting()))


def shown(raw: bytes) -> tuple[bool, int, list[object]]:
    """Whether it is called damaged, bytes said to be lost, and the ballots that count."""
    reading = box_journal.read(raw, ROUND)
    casts = {line.seat: line for line in reading.entries if isinstance(line, box_journal.Cast)}
    values = sorted(box_journal.value_of(line.value)["7"] for line in casts.values())
    return bool(reading.damaged), len(reading.lost), values


def test_a_torn_last_line_is_dropped_and_kept_aside(tmp_path: Path, journal: bytes) -> None:
    file = put(tmp_path, journal[:-20])
    box = Box.open(tmp_path, ROUND)
    lost = journal.splitlines()[-1][:-19]
    assert box.dropped == len(lost)
    assert [path.read_bytes() for path in tmp_path.iterdir() if path != file] == [lost]
    assert ballots(box) == [0, 1, 2, 3, 4]
    assert box.standing().notes == {}
    box.stop()


def test_a_box_with_a_torn_end_goes_on(tmp_path: Path, journal: bytes) -> None:
    put(tmp_path, journal[:-20])
    box = Box.open(tmp_path, ROUND)
    box.cast("seat 9", {"7": 9}, source="phone").result()
    box.stop()
    box = Box.open(tmp_path, ROUND)
    assert (ballots(box), box.dropped) == ([0, 1, 2, 3, 4, 9], 0)
    box.stop()


def test_cut_at_every_byte_the_earlier_groups_stand(tmp_path: Path, journal: bytes) -> None:
    ends = [n + 1 for n, byte in enumerate(journal) if byte == 10]
    for size in range(ends[0], len(journal)):
        whole = sum(end - 1 <= size for end in ends)
        damaged, lost, values = shown(journal[:size])
        assert not damaged
        assert values == [[], [99], [0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]][whole - 1]
        assert lost == (0 if size in (ends[whole - 1], ends[whole - 1] - 1) else size - ends[whole - 1])


def test_cut_inside_the_first_line_it_is_called_damaged(journal: bytes) -> None:
    assert all(shown(journal[:size])[0] for size in range(journal.index(b"\n")))


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_a_flipped_byte_never_changes_a_ballot_in_silence(journal: bytes, flip: int) -> None:
    last = journal[:-1].rindex(b"\n") + 1
    for place in range(len(journal)):
        raw = bytearray(journal)
        raw[place] ^= flip
        damaged, lost, values = shown(bytes(raw))
        assert damaged or lost
        assert damaged == (place < last and journal[place] != 10), place
        assert set(values) <= {0, 1, 2, 3, 4, 99}


def test_a_flipped_byte_inside_a_group_that_came_together_costs_that_line_alone() -> None:
    raw, chain = box_journal.write(box_journal.start(ROUND), 0, [box_journal.Head(rules=Raw(b"{}"))])
    group, _ = box_journal.write(chain, 1, [cast(n) for n in range(4)])
    for place in range(len(group)):
        flipped = bytearray(group)
        flipped[place] ^= 0x01
        damaged, lost, values = shown(raw + bytes(flipped))
        assert (damaged, bool(lost)) == (False, True)
        assert len(values) == (4 if group[place] == 10 else 3)


def cast(n: int) -> box_journal.Cast:
    value = Raw(b'{"7":%d}' % n)
    return box_journal.Cast(seat=str(n), nonce="n", value=value, source="phone", version=1)


def test_lines_torn_out_of_the_last_group_are_no_damage(tmp_path: Path) -> None:
    raw, chain = box_journal.write(box_journal.start(ROUND), 0, [box_journal.Head(rules=Raw(b"{}"))])
    group, _ = box_journal.write(chain, 1, [cast(n) for n in range(4)])
    lines = group.splitlines(keepends=True)
    for gone in range(4):
        zeroed = b"".join(b"\0" * len(line) if n == gone else line for n, line in enumerate(lines))
        assert shown(raw + zeroed)[0] is False


def test_a_missing_line_in_the_middle_is_damage(journal: bytes) -> None:
    lines = journal.splitlines(keepends=True)
    for gone in range(len(lines) - 1):
        assert shown(b"".join(lines[:gone] + lines[gone + 1 :]))[0]


def test_two_lines_in_each_others_place_are_damage(journal: bytes) -> None:
    lines = journal.splitlines(keepends=True)
    assert shown(b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]))[0]


def test_another_rounds_file_is_not_taken_for_this_one(tmp_path: Path, journal: bytes) -> None:
    (tmp_path / "OTHER.box").write_bytes(journal)
    with pytest.raises(BoxDamaged):
        Box.open(tmp_path, "OTHER")


def test_what_a_fresh_file_began_with_is_never_called_torn(tmp_path: Path, journal: bytes) -> None:
    file = put(tmp_path, journal[:-20])
    Box.open(tmp_path, ROUND).stop()  # writes a fresh file: all in group 0
    raw = file.read_bytes()
    for size in range(len(raw) - 1):
        assert shown(raw[:size])[0]
    for place in range(len(raw)):
        damaged, lost, values = shown(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        assert damaged or (raw[place] == 10 and lost == 1 and values == [0, 1, 2, 3, 4])


def test_damage_names_line_and_ballots_and_changes_nothing_on_disk(tmp_path: Path, journal: bytes) -> None:
    raw = journal.replace(b'"7":2', b'"7":3', 1)
    file = put(tmp_path, raw)
    with pytest.raises(BoxDamaged, match="damaged at line 5") as damage:
        Box.open(tmp_path, ROUND)
    assert (damage.value.line, damage.value.ballots) == (5, 4)
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(file, raw)]


def test_a_repaired_box_goes_on_with_what_can_be_proved(tmp_path: Path, journal: bytes) -> None:
    raw = journal.replace(b'"7":2', b'"7":3', 1)
    file = put(tmp_path, raw)
    box = Box.repair(tmp_path, ROUND, {})
    assert (ballots(box), box.rules) == ([0, 1, 3, 4], {"dots": 3})
    assert [path.read_bytes() for path in tmp_path.iterdir() if path != file] == [raw]
    box.stop()
    box = Box.open(tmp_path, ROUND)
    assert ballots(box) == [0, 1, 3, 4]
    box.stop()


def test_a_box_without_its_first_line_is_repaired_with_the_rules_of_the_session(tmp_path: Path, journal: bytes) -> None:
    put(tmp_path, journal[5:])
    box = Box.repair(tmp_path, ROUND, {"dots": 4})
    assert (ballots(box), box.rules, box.dropped > 0) == ([0, 1, 2, 3, 4], {"dots": 4}, True)
    box.stop()


def test_repairing_a_sound_box_changes_nothing(tmp_path: Path, journal: bytes) -> None:
    file = put(tmp_path, journal)
    Box.repair(tmp_path, ROUND, {"dots": 4}).stop()
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(file, journal)]


def test_what_proves_nothing_is_not_repaired_into_an_empty_box(tmp_path: Path) -> None:
    put(tmp_path, b"")
    with pytest.raises(BoxDamaged):
        Box.repair(tmp_path, ROUND, {})


def test_a_sealed_box_with_a_flipped_byte_is_called_damaged(tmp_path: Path) -> None:
    box = Box.create(tmp_path, ROUND, {})
    box.cast("seat", "x", source="phone").result()
    box.close().result()
    box.seal({"x": 1}).result()
    box.stop()
    raw = (tmp_path / f"{ROUND}.box").read_bytes()
    for place in range(len(raw)):
        flipped = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        reading = box_journal.read(flipped, ROUND)
        assert reading.damaged or reading.first is None


def test_a_box_of_a_newer_version_is_said_to_be_one(tmp_path: Path) -> None:
    head = box_journal.Head(rules=Raw(b"{}"), format=box_journal.FORMAT + 1)
    put(tmp_path, box_journal.write(box_journal.start(ROUND), 0, [head])[0])
    with pytest.raises(FacilitatorError, match="newer version"):
        Box.open(tmp_path, ROUND)


def test_a_newer_kind_of_first_line_is_said_to_be_one(tmp_path: Path) -> None:
    body = b'{"type":"chest","format":7}'
    start = box_journal.start(ROUND)
    put(tmp_path, f"{start} {box_journal._digest(start, body)} ".encode() + body + b"\n")
    with pytest.raises(FacilitatorError, match="newer version"):
        Box.open(tmp_path, ROUND)


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_stumble(raw: bytes) -> None:
    reading = box_journal.read(raw, ROUND)
    assert reading.first is None
    assert reading.damaged


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)
    )
)
def test_every_json_value_comes_back_as_it_was_cast(value: object) -> None:
    try:
        text = box_journal.canonical(value)
    except ValueError:
        assert "\\ud" in ascii(value)
        return
    entry = box_journal.Cast(seat="s", nonce="n", value=Raw(text), source="hand", version=1)
    head = box_journal.Head(rules=Raw(b"{}"))
    raw, _ = box_journal.write(box_journal.start(ROUND), 0, [head, entry])
    assert [box_journal.value_of(line.value) for line in box_journal.read(raw, ROUND).entries] == [value]  # type: ignore[union-attr]


def test_a_file_that_lost_its_last_line_break_goes_on_with_one(tmp_path: Path, journal: bytes) -> None:
    file = put(tmp_path, journal[:-1])
    box = Box.open(tmp_path, ROUND)
    box.cast("seat 9", {"7": 9}, source="phone").result()
    box.stop()
    assert all(line.endswith(b"\n") and line.count(b'{"type":') == 1 for line in file.read_bytes().splitlines(True))


def test_a_group_cut_between_two_lines_is_not_followed_by_another_in_the_same_file(tmp_path: Path) -> None:
    head, chain = box_journal.write(box_journal.start(ROUND), 0, [box_journal.Head(rules=Raw(b"{}"))])
    group, _ = box_journal.write(chain, 1, [cast(n) for n in range(2)])
    path = put(tmp_path, head + group.splitlines(keepends=True)[0])
    file = BoxFile(REAL, tmp_path, ROUND)
    reading = file.load()
    assert reading.first is not None
    file.make_ready([reading.first, *reading.entries])
    file.append([cast(3), cast(4)])
    file.release()
    *before, torn, last = path.read_bytes().splitlines(keepends=True)
    assert shown(b"".join([*before, bytes(len(torn)), last])) == (False, len(torn), [0, 4])
