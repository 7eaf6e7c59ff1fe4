"""Full disks, failing disks and vanished folders: nothing is acknowledged, nothing is lost, it goes on by itself."""

import errno
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store.store import CannotSave, Problem, Store
from tests.store.conftest import contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]


def refused(store: Store, number: int = 9) -> str:
    """The code of the problem with which a change is refused."""
    with pytest.raises(CannotSave) as caught:
        store.commit([("items", number, {"n": number})])
    return caught.value.problem.code


def save(store: Store, *numbers: int) -> None:
    for number in numbers:
        store.commit([("items", number, {"n": number})])


def numbers(store: Store) -> set[int]:
    return set(store.tables.get("items", {}))


def test_on_a_full_disk_a_change_is_refused_and_not_in_memory(store: Store, files: Faulty) -> None:
    save(store, 1)
    files.fail("write", errno.ENOSPC)
    assert refused(store) == "full"
    assert numbers(store) == {1}


def test_the_sentence_says_what_to_do(store: Store, files: Faulty, folder: Path) -> None:
    files.fail("write", errno.ENOSPC)
    with pytest.raises(CannotSave, match="disk is full") as caught:
        save(store, 1)
    assert str(folder) in str(caught.value)


@pytest.mark.parametrize("part", [1, 40, 4_000])
def test_a_change_that_fitted_only_in_part_leaves_no_trace(begin: Begin, files: Faulty, part: int) -> None:
    store = begin()
    save(store, 1)
    files.fail("write", errno.ENOSPC, part=part, times=1)
    with pytest.raises(CannotSave):
        store.commit([("items", 9, {"text": "x" * 5_000})])
    assert store.retry().result()
    save(store, 2)
    store.abandon()
    again = begin()
    assert numbers(again) == {1, 2}
    assert [finding.code for finding in again.findings] == ["recovered"]


def test_while_the_disk_is_full_changes_are_refused_without_a_try(store: Store, files: Faulty) -> None:
    files.fail("write", errno.ENOSPC)
    refused(store)
    files.calls.clear()
    assert store.submit([("items", 1, {})]).done()
    assert files.calls == []


def test_saving_goes_on_when_there_is_room_again(begin: Begin, files: Faulty) -> None:
    store = begin()
    files.fail("write", errno.ENOSPC)
    refused(store)
    files.heal()
    assert store.retry().result()
    save(store, 1)
    store.abandon()
    assert numbers(begin()) == {1}


def test_saving_goes_on_only_when_what_did_not_fit_would_fit(store: Store, files: Faulty, folder: Path) -> None:
    files.fail("write", errno.ENOSPC, times=1)
    with pytest.raises(CannotSave):
        store.commit([("items", 1, {"text": "x" * 50_000})])
    before = (folder / "session.wal-1").stat().st_size
    assert store.retry().result()
    assert (folder / "session.wal-1").stat().st_size - before > 50_000


def test_saving_goes_on_by_itself(begin: Begin, files: Faulty) -> None:
    store = begin(probe=0.005)
    gone = threading.Event()
    store.on_problem(lambda problem: gone.set() if problem is None else None)
    files.fail("write", errno.ENOSPC, times=3)
    refused(store)
    assert gone.wait(30)
    save(store, 1)
    assert store.problem is None


def test_signs_of_life_do_not_keep_it_from_trying(begin: Begin, files: Faulty) -> None:
    store = begin(probe=0.02)
    gone = threading.Event()
    store.on_problem(lambda problem: gone.set() if problem is None else None)
    files.fail("write", errno.ENOSPC, name="session.wal", times=2)
    refused(store)
    while not gone.wait(0.001):
        store.alive()
    assert store.problem is None


def test_listeners_hear_when_it_begins_and_when_it_is_over(store: Store, files: Faulty) -> None:
    heard: list[Problem | None] = []
    store.on_problem(heard.append)
    files.fail("write", errno.ENOSPC)
    refused(store)
    assert not store.retry().result()
    files.heal()
    store.retry().result()
    assert [problem.code if problem else None for problem in heard] == ["full", None]


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_after_a_failed_sync_the_journal_is_never_written_again(begin: Begin, files: Faulty, error: int) -> None:
    store = begin()
    save(store, 1)
    files.fail("sync", error, name="session.wal", times=1)
    files.calls.clear()
    save(store, 2)
    writes = [name for call, name in files.calls if call == "write" and name.startswith("session.wal")]
    assert writes == ["session.wal-1", "session.wal-2", "session.wal-2"]
    store.abandon()
    assert numbers(begin()) == {1, 2}


def test_when_new_files_fail_as_well_it_says_that_it_cannot_save(begin: Begin, files: Faulty) -> None:
    store = begin()
    save(store, 1)
    files.fail("sync", errno.EIO)
    assert refused(store) == "failing"
    files.heal()
    assert store.retry().result()
    save(store, 2)
    store.abandon()
    assert numbers(begin()) == {1, 2}


def test_a_failed_checkpoint_fails_no_change(store: Store, files: Faulty) -> None:
    save(store, 1)
    files.fail("create", errno.ENOSPC)
    with pytest.raises(CannotSave):
        store.checkpoint().result()
    save(store, 2)
    assert store.problem is None


@pytest.mark.parametrize("call", ["create", "write", "sync", "make_folder", "link", "sync_folder"])
def test_a_failed_checkpoint_leaves_no_orphan(store: Store, files: Faulty, folder: Path, call: str) -> None:
    save(store, 1)
    before = sorted(path.name for path in folder.glob("session.*"))
    files.fail(call, errno.ENOSPC, name="" if call in ("make_folder", "link", "sync_folder") else "session.json")
    with pytest.raises(CannotSave):
        store.checkpoint().result()
    files.heal()
    assert sorted(path.name for path in folder.glob("session.*")) == before


@pytest.mark.parametrize("skip", range(4))
def test_after_a_checkpoint_of_unknown_outcome_saving_goes_on_in_new_files(
    begin: Begin, files: Faulty, folder: Path, skip: int
) -> None:
    store = begin()
    save(store, 1)
    files.fail("sync_folder", errno.EIO, name="acme", skip=skip, times=1)
    try:
        store.checkpoint().result()
    except CannotSave:
        assert skip <= 1
    save(store, 2)
    assert len(list(folder.glob("session.wal-*"))) == 1
    store.abandon()
    assert numbers(begin()) == {1, 2}


def test_a_replace_that_fails_loses_nothing(begin: Begin, files: Faulty) -> None:
    store = begin()
    save(store, 1)
    files.fail("replace", errno.EACCES, name="session.json")
    with pytest.raises(CannotSave):
        store.checkpoint().result()
    assert refused(store) == "refused"
    files.heal()
    assert store.retry().result()
    save(store, 2)
    store.abandon()
    assert numbers(begin()) == {1, 2}


def test_a_vanished_folder_is_never_made_again(store: Store, folder: Path) -> None:
    save(store, 1)
    shutil.rmtree(folder)
    assert refused(store) == "vanished"
    assert not store.retry().result()
    assert not folder.exists()


def test_a_folder_that_comes_back_goes_on(begin: Begin, folder: Path) -> None:
    store = begin()
    save(store, 1)
    away = folder.with_name("away")
    folder.rename(away)
    assert refused(store) == "vanished"
    away.rename(folder)
    assert store.retry().result()
    save(store, 2)
    store.abandon()
    again = begin()
    assert {1, 2} <= numbers(again)


def test_after_coming_back_nobody_else_gets_the_lock(begin: Begin, folder: Path) -> None:
    store = begin()
    folder.rename(folder.with_name("away"))
    refused(store)
    folder.with_name("away").rename(folder)
    assert store.retry().result()
    assert begin().read_only == "locked"


def taken_away(folder: Path) -> Path:
    """The folder as it lies on a stick that was pulled out: what comes back are other files of the same content."""
    stick = folder.with_name("stick")
    shutil.copytree(folder, stick)
    shutil.rmtree(folder)
    return stick


def test_a_stick_that_comes_back_is_locked_again(begin: Begin, folder: Path) -> None:
    store = begin()
    save(store, 1)
    stick = taken_away(folder)
    assert refused(store) == "vanished"
    stick.rename(folder)
    assert store.retry().result()
    assert begin().read_only == "locked"
    save(store, 2)
    store.abandon()
    assert numbers(begin()) == {1, 2}


def test_a_stick_that_somebody_else_opened_meanwhile_is_theirs(begin: Begin, folder: Path) -> None:
    store = begin()
    save(store, 1)
    stick = taken_away(folder)
    refused(store)
    stick.rename(folder)
    begin().commit([("items", 5, {})])
    assert not store.retry().result()
    assert refused(store) == "taken"


def test_another_session_in_its_place_is_not_overwritten(begin: Begin, folder: Path, tmp_path: Path) -> None:
    other = Store.create(tmp_path / "other")
    other.close({"title": "other"})
    store = begin()
    save(store, 1)
    folder.rename(folder.with_name("away"))
    assert refused(store) == "vanished"
    shutil.copytree(tmp_path / "other", folder)
    before = (folder / "session.json").read_bytes()
    assert not store.retry().result()
    assert store.problem is not None
    assert store.problem.code == "taken"
    assert (folder / "session.json").read_bytes() == before


def test_a_session_json_removed_while_it_is_open_comes_back(begin: Begin, folder: Path) -> None:
    store = begin()
    save(store, 1)
    (folder / "session.json").unlink()
    store.checkpoint().result()
    store.close()
    assert numbers(begin()) == {1}


def test_what_another_program_writes_meanwhile_is_kept_aside(begin: Begin, folder: Path) -> None:
    store = begin()
    save(store, 1)
    (folder / "session.json").write_bytes(b'{"_default": {"1": {"mine": true}}}')
    store.close()
    assert (folder / "copies" / "changed-session.json-1").read_bytes() == b'{"_default": {"1": {"mine": true}}}'
    assert numbers(begin()) == {1}


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_disk_that_turns_read_only_says_so(store: Store, files: Faulty, error: int) -> None:
    files.fail("*", error)
    assert refused(store) == "refused"


def test_opening_on_a_full_disk_shows_everything_and_saves_later(begin: Begin, files: Faulty) -> None:
    store = begin()
    save(store, 1)
    store.abandon()
    files.fail("write", errno.ENOSPC)
    files.fail("create", errno.ENOSPC)
    again = begin()
    assert numbers(again) == {1}
    assert again.problem is not None
    assert again.problem.code == "full"
    assert refused(again) == "full"
    files.heal()
    assert again.retry().result()
    save(again, 2)
    again.abandon()
    assert numbers(begin()) == {1, 2}


def test_opening_where_nothing_may_be_written_is_for_reading(begin: Begin, files: Faulty) -> None:
    store = begin()
    save(store, 1)
    store.abandon()
    files.fail("create", errno.EROFS)
    again = begin()
    assert again.read_only == "cannot_write"
    assert numbers(again) == {1}
    assert refused(again) == "read_only"


def test_closing_on_a_full_disk_keeps_the_journal(begin: Begin, files: Faulty, folder: Path) -> None:
    store = begin()
    save(store, 1)
    files.fail("create", errno.ENOSPC)
    store.close()
    assert (folder / "session.wal-1").exists()
    files.heal()
    assert numbers(begin()) == {1}


def test_creating_on_a_full_disk_is_one_sentence(files: Faulty, folder: Path) -> None:
    files.fail("write", errno.ENOSPC)
    with pytest.raises(Exception, match="cannot be made"):
        Store.create(folder, files=files)


def test_a_creation_that_failed_can_be_done_again(files: Faulty, folder: Path) -> None:
    files.fail("write", errno.ENOSPC, times=1)
    with pytest.raises(Exception, match="cannot be made"):
        Store.create(folder, files=files)
    store = Store.create(folder, files=files)
    store.close()
    assert contents(Store.open(folder, read_only=True)) == {}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
@pytest.mark.parametrize("times", [1, 7, 10**9], ids=["once", "seven", "forever"])
def test_an_error_at_any_call_loses_nothing_and_leaves_no_orphan(tmp_path: Path, error: int, times: int) -> None:
    """Every call of a small session fails in turn; what was acknowledged must be there afterwards."""
    for position in range(200):
        files, folder = Faulty(), tmp_path / str(position)
        acknowledged = set()
        store = Store.create(folder, files=files, probe=3_600.0)
        total = len(files.calls)
        files.fail("*", error, skip=position, times=times)
        for number in range(4):
            try:
                save(store, number)
                acknowledged.add(number)
            except CannotSave:
                store.retry().result()
            if number == 1:
                store.checkpoint().exception()
        store.close()
        reached = len(files.calls) - total > position
        files.heal()
        again = Store.open(folder, files=files, probe=3_600.0)
        assert acknowledged <= numbers(again), position
        assert again.read_only is None, position
        again.close()
        left = {path.name for path in folder.iterdir()}
        assert left <= {"session.json", "session.lock", "copies"}, (position, left)
        if not reached:
            return
    raise AssertionError("a small session asks more of the disk than it should")


def test_a_cut_back_journal_is_synced_so_that_no_two_attempts_mix(store: Store, files: Faulty) -> None:
    save(store, 1)
    files.fail("write", errno.ENOSPC, part=10, times=1)
    files.calls.clear()
    refused(store)
    assert files.calls == [(call, "session.wal-1") for call in ("write", "truncate", "sync")]


@pytest.mark.parametrize("call", ["truncate", "sync"])
def test_a_journal_that_cannot_be_cut_back_is_given_up(begin: Begin, files: Faulty, folder: Path, call: str) -> None:
    store = begin()
    save(store, 1)
    files.fail("write", errno.ENOSPC, part=10, times=1)
    files.fail(call, errno.EIO, times=1)
    save(store, 2)
    assert [path.name for path in folder.glob("session.wal-*")] == ["session.wal-2"]
    store.abandon()
    assert numbers(begin()) == {1, 2}
