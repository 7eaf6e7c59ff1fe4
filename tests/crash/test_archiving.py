"""A session is archived while everything fails: there is always the session, or the proved archive, or both."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.store.archive import check, save
from facilitator.store.archives import restore
from facilitator.store.checkpoint import read
from facilitator.store.documents import Tables
from facilitator.store.layout import COPIES, ROUNDS, SESSION
from facilitator.store.peek import summaries
from facilitator.store.removal import remove_session, sweep
from facilitator.store.store import Store
from tests.crash.faulty import Trouble, cuts, troubles
from tests.crash.medium import Medium
from tests.crash.simfs import Image, SimFs

HOME = Path("/home")
FOLDER = HOME / "sessions" / "first"
PLACE = HOME / "archive"
OTHER = HOME / "sessions" / "other"
BOX = b"sealed " * 200


def a_session(fs: SimFs) -> dict[str, bytes]:
    """A closed session with copies and a box; gives what its archive is to hold."""
    store = Store.create(FOLDER, files=fs, now=lambda: 1.0, probe=3_600.0)
    for number in range(1, 6):
        store.commit([("items", number, {"n": number, "text": "x" * 400})])
    store.checkpoint().result()
    store.close()
    fs.make_folder(FOLDER / ROUNDS)
    handle = fs.create(FOLDER / ROUNDS / "A.box")
    handle.write(BOX)
    handle.sync()
    handle.close()
    for folder in (FOLDER / ROUNDS, FOLDER, FOLDER.parent, HOME):
        fs.sync_folder(folder)
    return {SESSION: fs.read(FOLDER / SESSION), f"{ROUNDS}/A.box": BOX, "README.txt": b"Read me"}


def settled() -> tuple[Image, dict[str, bytes]]:
    """The same, with everything on the medium."""
    fs = SimFs(Image({}, frozenset({"/", "/home"})))
    content = a_session(fs)
    return fs.now(), content


IMAGE, CONTENT = settled()
TABLES: Tables = read(CONTENT[SESSION])[1]


def put_away(fs: SimFs) -> None:
    save(CONTENT, PLACE, "first", files=fs)
    remove_session(FOLDER, only=lambda tables: tables == TABLES, files=fs)


def take_back(fs: SimFs) -> None:
    path, _ = save(CONTENT, PLACE, "first", files=fs)
    restore(check(path, files=fs).content, OTHER.parent, OTHER.name, files=fs)


def whole(fs: SimFs, folder: Path) -> bool:
    """Whether the session opens with all that was in it, its box and its copies."""
    try:
        store = Store.open(folder, read_only=True, files=fs)
    except FacilitatorError:
        return False
    boxes = fs.names(folder / ROUNDS) == ["A.box"] and fs.read(folder / ROUNDS / "A.box") == BOX
    return dict(store.tables) == TABLES and boxes and not store.findings


def archived(fs: SimFs) -> bool:
    return any(not check(PLACE / name, files=fs).faults for name in fs.names(PLACE) if not name.startswith("."))


def judge(image: Image) -> None:
    fs = SimFs(image)
    there, kept = whole(fs, FOLDER), archived(fs)
    assert there or kept
    assert len(summaries(FOLDER.parent, files=fs)) == there, "nothing is listed that cannot be opened"
    put_away_again(fs, there=there)


def put_away_again(fs: SimFs, *, there: bool) -> None:
    """The same run once more ends with one archive and nothing else."""
    if there:
        put_away(fs)
    sweep(FOLDER.parent, fs)
    assert fs.names(FOLDER.parent) == []
    assert [name for name in fs.names(PLACE) if name != ".first.zip.part"] == ["first.zip"]
    assert check(PLACE / "first.zip", files=fs).content == CONTENT


def moments(fs: SimFs, limit: int) -> Iterator[Image]:
    """What a power cut at any moment of a run could have left."""
    medium, chance = Medium(IMAGE), random.Random(1)
    for event in list(fs.log):
        medium.apply(event)
        if event.what != "sync":
            yield from medium.images(chance, limit)


def test_a_power_cut_while_archiving_leaves_the_session_or_the_proved_archive() -> None:
    fs = SimFs(IMAGE)
    put_away(fs)
    states = list(moments(fs, 40))
    assert len(states) > 300
    for image in states:
        judge(image)


def test_a_power_cut_while_a_session_comes_back_leaves_it_whole_or_nothing_to_see() -> None:
    fs = SimFs(IMAGE)
    take_back(fs)
    for image in moments(fs, 40):
        left = SimFs(image)
        listed = [summary.folder.name for summary in summaries(OTHER.parent, files=left)]
        assert listed in (["first"], ["first", "other"], ["other", "first"])
        assert whole(left, OTHER) == (OTHER.name in listed)


def test_what_an_interrupted_return_left_is_no_obstacle() -> None:
    content = {**CONTENT, SESSION: Path(__file__).read_bytes()}  # any bytes: what lies there is no session of ours
    fs = SimFs(Image({}, frozenset({"/", "/home", "/home/sessions", str(OTHER), str(OTHER / ROUNDS)})))
    folder, new = restore(content, OTHER.parent, OTHER.name, files=fs)
    assert (folder, new) == (OTHER, True)


def broken(call: int, trouble: Trouble) -> tuple[SimFs, bool]:
    fs = SimFs(IMAGE, dropping=trouble.dropping)
    fs.fault = trouble(fs)
    with contextlib.suppress(FacilitatorError):
        put_away(fs)
    return fs, fs.calls >= call


def test_no_failing_call_costs_the_session_or_leaves_half_of_it() -> None:
    """Full disk, bad disk, a disk that turns read-only; once and for good, at every call."""
    call, tried = 0, 0
    while True:
        call, fired = call + 1, False
        for trouble in troubles(call):
            fs, reached = broken(call, trouble)
            fired |= reached
            tried += 1
            for image in cuts(fs, random.Random(call), 2):
                judge(image)
        if not fired:
            break
    assert tried > 200


def test_a_full_disk_leaves_the_session_and_no_half_archive() -> None:
    fs = SimFs(IMAGE)
    fs.fault = lambda name, path: OSError(28, "No space left on device") if name == "write" else None
    with pytest.raises(FacilitatorError, match="No space left on device"):
        put_away(fs)
    assert whole(fs, FOLDER)
    assert fs.names(PLACE) == []


def test_a_folder_of_sessions_that_cannot_be_written_keeps_both() -> None:
    fs = SimFs(IMAGE)
    fs.fault = lambda name, path: OSError(30, "Read-only") if name == "replace" else None
    with pytest.raises(FacilitatorError, match="cannot be removed"):
        put_away(fs)
    assert whole(fs, FOLDER)
    assert archived(fs)


def test_copies_go_with_the_session() -> None:
    fs = SimFs(IMAGE)
    assert fs.names(FOLDER / COPIES)
    put_away(fs)
    assert not any(path.startswith("/home/sessions/") for path in fs.now().files)
