"""From a checkpoint through several journals: where one of them ends and the next one goes on."""

from facilitator.store.documents import encode
from facilitator.store.journal import Header, frames, start
from facilitator.store.walk import Walk

ROOT = bytes(16)


def journal(generation: int, head: bytes, *numbers: int) -> tuple[bytes, list[bytes]]:
    """A journal, and the digests at its beginning and after each change."""
    data, here = start(Header(generation=generation, head=head.hex(), schema=1))
    heads = [here]
    for number in numbers:
        line, here = frames(here, [encode([("items", number, {"in": generation})])[0]])
        data, heads = data + line, [*heads, here]
    return data, heads


def walked(journals: dict[int, bytes], generation: int = 1, head: bytes = ROOT) -> Walk:
    return Walk({}, generation, head, 1).follow(journals)


def items(walk: Walk) -> list[int]:
    return sorted(walk.tables.get("items", {}))


FIRST, HEADS = journal(1, ROOT, 1, 2, 3)


def test_without_a_journal_it_stays_where_it_is() -> None:
    walk = walked({})
    assert (walk.generation, walk.head, walk.changes, walk.last) == (1, ROOT, 0, None)


def test_one_journal_is_taken_whole() -> None:
    walk = walked({1: FIRST})
    assert (items(walk), walk.head, walk.changes) == ([1, 2, 3], HEADS[3], 3)


def test_it_goes_on_in_the_next_journal() -> None:
    second, heads = journal(2, HEADS[3], 4)
    walk = walked({1: FIRST, 2: second})
    assert (items(walk), walk.generation, walk.head) == ([1, 2, 3, 4], 2, heads[1])


def test_a_closed_checkpoint_goes_on_in_the_journal_of_the_next_opening() -> None:
    second, _ = journal(2, ROOT, 4)
    assert items(walked({2: second})) == [4]


def test_a_change_refused_after_a_failed_sync_is_left_out_when_the_next_journal_says_so() -> None:
    second, _ = journal(2, HEADS[2], 4)
    assert items(walked({1: FIRST, 2: second})) == [1, 2, 4]


def test_an_orphan_of_a_failed_checkpoint_does_not_cut_the_journal_short() -> None:
    orphan, _ = journal(2, HEADS[1])
    walk = walked({1: FIRST, 2: orphan})
    assert (items(walk), walk.generation) == ([1, 2, 3], 1)


def test_the_latest_of_two_that_begin_at_the_same_place_is_taken() -> None:
    empty, _ = journal(2, HEADS[3])
    third, _ = journal(3, HEADS[3], 5)
    assert items(walked({1: FIRST, 2: empty, 3: third})) == [1, 2, 3, 5]


def test_a_journal_under_a_wrong_name_is_not_followed() -> None:
    second, _ = journal(2, HEADS[3], 4)
    assert items(walked({1: FIRST, 3: second})) == [1, 2, 3]


def test_a_journal_of_another_session_is_alien() -> None:
    other, _ = journal(1, bytes([7] * 16), 9)
    walk = walked({1: other})
    assert (items(walk), walk.alien) == ([], True)


def test_an_older_journal_is_not_gone_back_to() -> None:
    assert items(walked({1: FIRST}, generation=2, head=HEADS[3])) == []


def test_changes_behind_a_damage_are_taken_only_when_asked() -> None:
    position = FIRST.index(b'[["items",2')
    walk = walked({1: FIRST[:position] + b"X" + FIRST[position + 1 :]})
    assert items(walk) == [1]
    assert walk.take_behind() == 1
    assert (items(walk), walk.head) == ([1, 3], HEADS[3])
