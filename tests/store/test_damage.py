"""Every byte of session.json and its journal, flipped, zeroed and cut off: it opens right or says what is damaged."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.checkpoint import build
from facilitator.store.store import ForeignFile, Store, StoreError, peek, repair
from tests.store.conftest import contents

Begin = Callable[..., Store]
Damage = Callable[[bytes, int], bytes]

STATES: list[dict[int, dict[str, Any]]] = [{n: {"n": n} for n in range(1, last + 1)} for last in range(6)]
"""What the session has held after each change."""


def flipped(data: bytes, position: int) -> bytes:
    return data[:position] + bytes([data[position] ^ (1 << position % 8)]) + data[position + 1 :]


def zeroed(data: bytes, position: int) -> bytes:
    return data[:position] + b"\0" + data[position + 1 :]


def cut(data: bytes, position: int) -> bytes:
    return data[:position]


def crashed(begin: Begin) -> None:
    store = begin()
    for number in (1, 2):
        store.commit([("items", number, {"n": number})])
    store.checkpoint().result()
    for number in (3, 4, 5):
        store.commit([("items", number, {"n": number})])
    store.alive()
    store.abandon()


def closed(begin: Begin) -> None:
    crashed(begin)
    begin().close()


def broken(path: Path, damage: Damage) -> Iterator[tuple[int, bytes]]:
    """Damages a file at every position, one after the other, and heals it at the end."""
    whole = path.read_bytes()
    for position in range(len(whole)):
        data = damage(whole, position)
        if data != whole:
            path.write_bytes(data)
            yield position, data
    path.write_bytes(whole)


def look(folder: Path) -> tuple[dict[int, dict[str, Any]], list[str]] | None:
    """The items and what was said; None when it was refused with a sentence."""
    try:
        store = Store.open(folder, read_only=True)
    except (ForeignFile, StoreError):
        return None
    assert set(store.tables) <= {"items"}
    return contents(store).get("items", {}), [finding.code for finding in store.findings]


@pytest.mark.parametrize("damage", [flipped, zeroed, cut])
@pytest.mark.parametrize("leave", [crashed, closed])
def test_no_damage_of_session_json_goes_unsaid(
    begin: Begin, folder: Path, leave: Callable[[Begin], None], damage: Damage
) -> None:
    leave(begin)
    for position, _ in broken(folder / "session.json", damage):
        seen = look(folder)
        if seen is not None:
            items, said = seen
            assert said in (["damaged_file"], ["damaged_part"]), position
            assert items == STATES[5] if said == ["damaged_file"] else items in STATES, position


@pytest.mark.parametrize("damage", [flipped, zeroed])
def test_no_damage_of_the_journal_goes_unsaid(begin: Begin, folder: Path, damage: Damage) -> None:
    crashed(begin)
    wal = folder / "session.wal-2"
    last = wal.read_bytes()[:-1].rindex(b"\n") + 1
    for position, _ in broken(wal, damage):
        seen = look(folder)
        assert seen is not None
        items, said = seen
        assert items in STATES, position
        assert said == (["damaged_journal"] if position < last else []), position


@pytest.mark.parametrize("damage", [flipped, zeroed, cut])
def test_a_damaged_last_change_is_said_by_who_opens_it_for_writing(
    begin: Begin, folder: Path, damage: Damage, tmp_path: Path
) -> None:
    crashed(begin)
    whole = (folder / "session.wal-2").read_bytes()
    last = whole[:-1].rindex(b"\n") + 1
    everything = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for position in range(last, len(whole) - 1):
        copy = tmp_path / f"{position}"
        for name, data in everything.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(data)
        (copy / "session.wal-2").write_bytes(damage(whole, position))
        store = Store.open(copy)
        said = [finding.code for finding in store.findings]
        assert contents(store)["items"] == STATES[4], position
        assert "short" in said, position
        assert ("torn" in said) == (damage(whole, position) != whole[:last]), position
        store.abandon()


def test_a_journal_cut_anywhere_gives_a_state_that_was(begin: Begin, folder: Path) -> None:
    crashed(begin)
    wal = folder / "session.wal-2"
    whole = wal.read_bytes()
    first = whole.index(b"\n") + 1
    for position, data in broken(wal, cut):
        seen = look(folder)
        assert seen is not None
        complete = data.count(b"\n") - 1 + (whole[position : position + 1] == b"\n" and position >= first)
        if position < first:
            assert "damaged_journal" in seen[1], position
            assert seen[0] == STATES[2]
        else:
            assert seen[0] == STATES[2 + complete], position


@pytest.mark.parametrize("damage", [flipped, zeroed, cut])
def test_no_damage_of_a_copy_matters_while_session_json_is_sound(begin: Begin, folder: Path, damage: Damage) -> None:
    closed(begin)
    for path in sorted((folder / "copies").iterdir()):
        for position, _ in broken(path, damage):
            if position % 7 == 0:
                assert look(folder) == (STATES[5], [])


@given(st.binary(max_size=60), st.binary(max_size=200), st.booleans())
def test_any_bytes_at_all_open_or_are_refused_with_a_sentence(first: bytes, second: bytes, ours: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = build({"items": {1: {}}}, schema=1, generation=1, head=bytes(16), is_open=True, summary={})
        (folder / "session.json").write_bytes(data[: len(data) // 2] + first if not ours else data)
        (folder / "session.wal-1").write_bytes(second)
        (folder / "session.holder").write_bytes(first)
        (folder / "copies").mkdir()
        (folder / "copies" / "session-000001.json").write_bytes(second)
        peek(folder)
        for options in ({"read_only": True}, {}, {"adopt": True}):
            with contextlib.suppress(StoreError):
                Store.open(folder, **options).close()  # type: ignore[arg-type]
        with contextlib.suppress(StoreError):
            repair(folder)


def test_a_damaged_copy_is_never_taken_for_the_truth(begin: Begin, folder: Path) -> None:
    closed(begin)
    (folder / "session.json").write_bytes(b"\0" * 100)
    for path in sorted((folder / "copies").iterdir()):
        for position, _ in broken(path, flipped):
            seen = look(folder)
            assert seen is None or seen[0] in STATES, (path.name, position)
