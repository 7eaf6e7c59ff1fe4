"""The chain of the journal: what it proves, what is torn, and what is damaged."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.documents import encode
from facilitator.store.journal import Header, Journal, frames, parse, read_header, start

HEADER = Header(generation=7, head="ab" * 16, schema=1)


def payload(number: int, text: str = "") -> bytes:
    return encode([("items", number, {"n": number, "text": text})])[0]


def written(*groups: list[bytes]) -> bytes:
    """A journal with groups of changes, each group written at once."""
    data, head = start(HEADER)
    for group in groups:
        lines, head = frames(head, group)
        data += lines
    return data


def numbers(journal: Journal) -> list[int | None]:
    return [frame.operations[0][1] for frame in journal.frames]


def flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]


THREE = written([payload(1)], [payload(2)], [payload(3)])
STARTS = [len(written()), len(written([payload(1)])), len(written([payload(1)], [payload(2)]))]


def test_changes_are_read_back_in_order() -> None:
    journal = parse(THREE, HEADER)
    assert (numbers(journal), journal.rest, journal.damaged) == ([1, 2, 3], b"", False)


def test_the_head_is_the_digest_to_go_on_from() -> None:
    journal = parse(THREE, HEADER)
    more, _ = frames(journal.head, [payload(4)])
    assert numbers(parse(THREE + more, HEADER)) == [1, 2, 3, 4]


def test_an_empty_journal_has_no_changes() -> None:
    assert parse(written(), HEADER) == Journal(HEADER, [], start(HEADER)[1], b"", False, [])


def test_one_journal_has_one_reading_however_it_was_grouped() -> None:
    assert numbers(parse(written([payload(1), payload(2), payload(3)]), HEADER)) == [1, 2, 3]


def test_the_header_is_read_without_knowing_it() -> None:
    assert read_header(THREE) == HEADER


def test_a_changed_header_is_none() -> None:
    assert read_header(THREE.replace(b'"generation":7', b'"generation":8', 1)) is None
    assert read_header(b"") is None
    assert read_header(b"rubbish\n") is None


def test_a_journal_of_another_state_is_told_apart() -> None:
    other = Header(generation=7, head="cd" * 16, schema=1)
    journal = parse(THREE, other)
    assert (journal.header, journal.frames, journal.damaged) == (HEADER, [], False)


@given(st.integers(STARTS[2] + 1, len(THREE) - 2))
def test_a_torn_last_change_is_dropped_and_kept_aside(cut: int) -> None:
    journal = parse(THREE[:cut], HEADER)
    assert (numbers(journal), journal.rest, journal.damaged) == ([1, 2], THREE[STARTS[2] : cut], False)


def test_a_last_change_without_its_line_break_is_whole() -> None:
    assert numbers(parse(THREE[:-1], HEADER)) == [1, 2, 3]


def test_zeros_behind_the_last_change_are_torn() -> None:
    journal = parse(THREE + bytes(4_096), HEADER)
    assert (numbers(journal), journal.damaged) == ([1, 2, 3], False)


@given(st.integers(STARTS[1], STARTS[2] - 1))
def test_a_flipped_bit_in_the_middle_is_damage(position: int) -> None:
    journal = parse(flipped(THREE, position), HEADER)
    assert journal.damaged
    assert numbers(journal) in ([1], [1, 2, 3])


@given(st.integers(STARTS[1], STARTS[1] + 31))
def test_a_damaged_digest_loses_nothing_because_the_next_line_proves_it(position: int) -> None:
    journal = parse(flipped(THREE, position), HEADER)
    assert (numbers(journal), journal.damaged) == ([1, 2, 3], True)


@given(st.integers(STARTS[1] + 33, STARTS[2] - 2))
def test_changes_behind_a_damaged_one_are_found(position: int) -> None:
    journal = parse(flipped(THREE, position), HEADER)
    assert [frame.operations[0][1] for frame in journal.behind] == [3]


def test_a_lost_line_break_does_not_hide_the_line_behind() -> None:
    journal = parse(flipped(THREE, STARTS[2] - 1), HEADER)
    assert journal.damaged
    assert [frame.operations[0][1] for frame in journal.behind] == [2, 3]


@given(st.integers(0, STARTS[0] - 1))
def test_a_damaged_first_line_is_damage_but_hides_no_change(position: int) -> None:
    journal = parse(flipped(THREE, position), HEADER)
    assert (journal.header, journal.damaged, numbers(journal)) == (None, True, [1, 2, 3])


def test_a_missing_first_line_is_damage() -> None:
    assert parse(b"", HEADER).damaged
    assert parse(THREE[: STARTS[0] // 2], HEADER).damaged


def test_a_group_of_which_the_first_part_is_missing_is_torn_not_damaged() -> None:
    data = written([payload(1)], [payload(2, "x" * 900), payload(3), payload(4)])
    begin = STARTS[1]
    torn = data[:begin] + bytes(512) + data[begin + 512 :]
    journal = parse(torn, HEADER)
    assert (numbers(journal), journal.damaged) == ([1], False)


def test_a_group_whose_first_digest_is_missing_is_torn_not_damaged() -> None:
    data = written([payload(1)], [payload(2), payload(3)])
    journal = parse(data[: STARTS[1]] + bytes(30) + data[STARTS[1] + 30 :], HEADER)
    assert (numbers(journal), journal.damaged) == ([1, 2, 3], False)


def test_the_same_digest_missing_before_a_later_change_is_damage() -> None:
    data = written([payload(1)], [payload(2), payload(3)], [payload(4)])
    journal = parse(data[: STARTS[1]] + bytes(30) + data[STARTS[1] + 30 :], HEADER)
    assert (numbers(journal), journal.damaged) == ([1, 2, 3, 4], True)


def test_the_same_hole_in_changes_saved_one_by_one_is_damage() -> None:
    data = written([payload(1)], [payload(2, "x" * 900)], [payload(3)], [payload(4)])
    begin = STARTS[1]
    journal = parse(data[:begin] + bytes(512) + data[begin + 512 :], HEADER)
    assert journal.damaged
    assert [frame.operations[0][1] for frame in journal.behind] == [4]


def test_a_text_that_looks_like_a_line_proves_nothing() -> None:
    fake = frames(bytes(16), [payload(9)])[0].decode()
    data = written([payload(1, fake)], [payload(2, fake + "\n" + fake)])
    assert numbers(parse(data, HEADER)) == [1, 2]
    journal = parse(data[:-3], HEADER)
    assert (numbers(journal), journal.damaged, journal.behind) == ([1], False, [])


def test_a_change_moved_to_another_place_is_refused() -> None:
    first, second, third = THREE[STARTS[0] : STARTS[1]], THREE[STARTS[1] : STARTS[2]], THREE[STARTS[2] :]
    assert numbers(parse(THREE[: STARTS[0]] + second + first + third, HEADER)) == []


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_changes_leave_them_as_they_are(rubbish: bytes) -> None:
    assert numbers(parse(THREE + rubbish, HEADER))[:3] == [1, 2, 3]


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(rubbish: bytes) -> None:
    assert parse(rubbish, HEADER).frames == []


@given(st.data())
def test_no_damage_of_any_kind_gives_a_wrong_change(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(THREE)))
    end = data.draw(st.integers(begin, len(THREE)))
    broken = THREE[:begin] + data.draw(st.binary(max_size=40)) + THREE[end:]
    journal = parse(broken, HEADER)
    assert numbers(journal) == [1, 2, 3][: len(journal.frames)]
    assert all(frame.operations[0][2]["text"] == "" for frame in [*journal.frames, *journal.behind])  # type: ignore[index]
