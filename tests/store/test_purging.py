"""A session is rewritten so that nothing of what it was is left in any file."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.store.box import Box
from facilitator.store.notices import StoreError
from facilitator.store.purging import Rewritten, read_tables, rewrite
from facilitator.store.store import Store
from tests.crash.simfs import Image, SimFs
from tests.store.conftest import contents
from tests.store.faults import Faulty

Begin = Callable[..., Store]
ROUND = "0AZ4K9T2M7QX1"
SECRET = "Anna Bakker"


def clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(SECRET, "#")
    if isinstance(value, dict):
        return {clean(key): clean(part) for key, part in value.items()}
    return [clean(part) for part in value] if isinstance(value, list) else value


def change(tables: Any, summary: Any) -> Any:
    return {name: {n: clean(d) for n, d in documents.items()} for name, documents in tables.items()}, clean(summary)


def everything_in(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture(name="filled")
def _filled(begin: Begin, folder: Path) -> Path:
    """A closed session with the name in its file, its copies and its summary."""
    for n in range(3):
        store = begin()
        store.commit([("items", n, {"title": f"{SECRET} {n}"}), ("people", n, {"name": "Ben"})])
        store.close({"title": SECRET})
    assert len(list((folder / "copies").iterdir())) > 2
    return folder


def test_no_earlier_state_is_left(filled: Path) -> None:
    rewrite(filled, change, clean)
    assert SECRET.encode() not in everything_in(filled)
    assert sorted(path.name for path in filled.rglob("*")) == ["copies", "session.json", "session.lock"]


def test_the_session_opens_with_the_new_documents_and_summary(filled: Path, begin: Begin) -> None:
    rewrite(filled, change, clean)
    store = begin()
    assert (store.findings, store.read_only, store.summary) == ((), None, {"title": "#"})
    assert contents(store)["items"][2] == {"title": "# 2"}
    assert contents(store)["people"][0] == {"name": "Ben"}


def test_the_session_goes_on_being_saved_afterwards(filled: Path, begin: Begin) -> None:
    rewrite(filled, change, clean)
    begin().commit([("items", 9, {"title": "after"})])
    assert read_tables(filled)[0]["items"][9] == {"title": "after"}


def test_a_journal_that_was_not_closed_is_taken_in_and_removed(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {"title": SECRET})])
    store.abandon()
    assert SECRET.encode() in everything_in(folder)
    done = rewrite(folder, change, clean)
    assert SECRET.encode() not in everything_in(folder)
    assert read_tables(folder)[0]["items"] == {1: {"title": "#"}}
    assert done.removed == 1


def test_what_was_kept_aside_and_left_unfinished_goes_as_well(filled: Path) -> None:
    for name in ("copies/damaged-session.json-1", "copies/x.part", "session.json.new", "session.holder"):
        (filled / name).write_text(SECRET)
    rewrite(filled, change, clean)
    assert SECRET.encode() not in everything_in(filled)


def test_a_session_that_is_open_is_left_alone_with_a_sentence(begin: Begin, folder: Path) -> None:
    begin().commit([("items", 1, {"title": SECRET})])
    with pytest.raises(StoreError, match="open in another program"):
        rewrite(folder, change, clean)
    assert SECRET.encode() in everything_in(folder)


def test_a_damaged_session_asks_for_a_repair_first(filled: Path) -> None:
    data = (filled / "session.json").read_bytes()
    (filled / "session.json").write_bytes(data[:-40])
    with pytest.raises(StoreError, match="repair"):
        rewrite(filled, change, clean)


def test_a_session_of_a_newer_program_is_left_alone(filled: Path) -> None:
    from facilitator.store import checkpoint

    newer = checkpoint.build({}, schema=99, generation=50, head=bytes(16), is_open=False, summary={})
    (filled / "session.json").write_bytes(newer)
    with pytest.raises(StoreError, match="newer"):
        rewrite(filled, change, clean)
    assert (filled / "session.json").read_bytes() == newer


def test_where_there_is_no_session_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no session|no such"):
        rewrite(tmp_path / "none", change, clean)


def test_a_full_disk_leaves_the_session_as_it_was(filled: Path, files: Faulty, begin: Begin) -> None:
    files.fail("write", errno.ENOSPC, name="session.json.new")
    with pytest.raises(StoreError, match="do it again"):
        rewrite(filled, change, clean, files=files)
    files.heal()
    assert contents(begin())["items"][0] == {"title": f"{SECRET} 0"}


# Boxes


@pytest.fixture(name="rounds")
def _rounds(filled: Path) -> Path:
    return filled / "rounds"


def test_ideas_in_an_open_box_lose_the_name_and_the_round_goes_on(rounds: Path, filled: Path) -> None:
    box = Box.create(rounds, ROUND, {"for": SECRET})
    box.cast("a", {"title": f"ask {SECRET}"}, source="laptop").result()
    other = box.cast("b", {"title": "a robot"}, source="laptop").result()
    box.note("hidden", [SECRET]).result()
    box.stop()
    assert rewrite(filled, change, clean).ballots == 1
    assert SECRET.encode() not in everything_in(filled)
    box = Box.open(rounds, ROUND)
    assert sorted(value["title"] for _, value in box.waiting()) == ["a robot", "ask #"]
    assert (box.state, box.rules, box.standing().notes) == ("open", {"for": "#"}, {"hidden": ["#"]})
    assert box.receipt("b") == other
    box.cast("c", {"title": "more"}, source="laptop").result()
    box.close().result()
    box.seal({}).result()
    box.stop()


def test_an_earlier_ballot_with_the_name_that_was_replaced_is_gone(rounds: Path, filled: Path) -> None:
    box = Box.create(rounds, ROUND, {})
    box.cast("a", {"title": SECRET}, source="laptop").result()
    box.cast("a", {"title": "other"}, source="laptop").result()
    box.stop()
    done = rewrite(filled, change, clean)
    assert (done.boxes, done.ballots) == (1, 0)
    assert SECRET.encode() not in everything_in(filled)


def test_the_totals_of_a_sealed_box_lose_the_name_and_keep_the_receipts(rounds: Path, filled: Path) -> None:
    box = Box.create(rounds, ROUND, {})
    box.cast("a", {"1": 1}, source="laptop").result()
    box.close().result()
    box.seal({SECRET: 1}).result()
    receipts, root = box.receipts, box.root()
    box.stop()
    rewrite(filled, change, clean)
    box = Box.open(rounds, ROUND)
    assert (box.totals, box.receipts, box.root()) == ({"#": 1}, receipts, root)
    box.stop()


def test_a_box_without_the_name_stays_byte_for_byte(rounds: Path, filled: Path) -> None:
    box = Box.create(rounds, ROUND, {})
    box.cast("a", {"title": "a robot"}, source="laptop").result()
    box.stop()
    before = (rounds / f"{ROUND}.box").read_bytes()
    assert rewrite(filled, change, clean).boxes == 0
    assert (rounds / f"{ROUND}.box").read_bytes() == before


def test_a_torn_end_with_the_name_is_gone_and_the_proved_ballots_stay(rounds: Path, filled: Path) -> None:
    box = Box.create(rounds, ROUND, {})
    box.cast("a", {"title": "a robot"}, source="laptop").result()
    box.stop()
    path = rounds / f"{ROUND}.box"
    path.write_bytes(path.read_bytes() + SECRET.encode())
    (rounds / f"{ROUND}.box.torn-1").write_text(SECRET)
    rewrite(filled, change, clean)
    assert SECRET.encode() not in everything_in(filled)
    box = Box.open(rounds, ROUND)
    assert [value for _, value in box.waiting()] == [{"title": "a robot"}]
    box.stop()


def test_a_box_that_proves_nothing_and_holds_the_name_is_removed(rounds: Path, filled: Path) -> None:
    rounds.mkdir()
    (rounds / f"{ROUND}.box").write_text(f"nothing but {SECRET}")
    rewrite(filled, change, clean)
    assert not list(rounds.iterdir())


# The power fails, or the program is killed, between any two steps


def prepared() -> SimFs:
    folder = Path("/home/sessions/acme")
    fs = SimFs()
    store = Store.create(folder, files=fs)
    store.commit([("items", 1, {"title": SECRET})])
    store.close({"title": SECRET})
    store = Store.open(folder, files=fs)
    box = Box.create(folder / "rounds", ROUND, {}, files=fs)
    box.cast("a", {"title": SECRET}, source="laptop").result()
    box.stop()
    store.commit([("items", 2, {"title": f"{SECRET} two"})])
    store.abandon()
    return SimFs(fs.now())


def held(image: Image) -> bool:
    return any(SECRET.encode() in data for data in image.files.values())


def judge(image: Image) -> None:
    """What was left opens with all documents, old or new; the purge made again leaves nothing."""
    folder = Path("/home/sessions/acme")
    fs = SimFs(image)
    store = Store.open(folder, files=fs)
    titles = [document["title"] for document in store.tables["items"].values()]
    assert store.read_only is None, store.findings
    assert titles in ([SECRET, f"{SECRET} two"], ["#", "# two"])
    store.abandon()
    box = Box.open(folder / "rounds", ROUND, files=fs)
    assert [value for _, value in box.waiting()] in ([{"title": SECRET}], [{"title": "#"}])
    box.stop()
    rewrite(folder, change, clean, files=fs)
    assert not held(fs.now())
    after = SimFs(fs.now())
    store = Store.open(folder, files=after)
    assert [document["title"] for document in store.tables["items"].values()] == ["#", "# two"]
    store.abandon()


def test_a_kill_at_any_call_leaves_a_session_that_opens_and_can_be_purged_again() -> None:
    folder = Path("/home/sessions/acme")
    calls, done = 0, False
    while not done:
        fs = prepared()
        start = fs.calls

        def kill(_name: str, _path: str, fs: SimFs = fs, last: int = start + calls) -> OSError | None:
            return OSError(errno.EIO, "killed") if fs.calls > last else None

        fs.fault = kill
        try:
            rewrite(folder, change, clean, files=fs)
            done = True
        except (StoreError, OSError):
            pass
        judge(fs.now())
        calls += 1
    assert calls > 15


def test_a_power_cut_at_any_moment_leaves_a_session_that_opens_and_can_be_purged_again() -> None:
    import random

    from tests.crash.medium import Medium

    fs = prepared()
    medium, chance, seen = Medium(fs.image), random.Random(1), set[int]()
    rewrite(Path("/home/sessions/acme"), change, clean, files=fs)
    for event in list(fs.log):
        medium.apply(event)
        for image in medium.images(chance, 12):
            if image.key() not in seen:
                seen.add(image.key())
                judge(image)
    assert len(seen) > 20


def test_what_was_done_is_counted(filled: Path) -> None:
    before = len(list((filled / "copies").iterdir()))
    assert rewrite(filled, change, clean) == Rewritten(boxes=0, ballots=0, removed=before)
