"""Files of every released format open; those of a newer program open for reading."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store import checkpoint, journal, layout
from facilitator.store.documents import Tables, encode
from facilitator.store.store import CannotSave, Store, peek
from tests.store.conftest import codes, contents

Begin = Callable[..., Store]
FIXTURES = Path(__file__).parent / "fixtures"
HEAD = bytes(range(16))


@pytest.fixture(name="place")
def _place(folder: Path) -> Callable[[str], None]:
    """Puts a frozen session into the test's folder."""
    return lambda name: shutil.copytree(FIXTURES / name, folder) and None  # type: ignore[func-returns-value]


def written(folder: Path, tables: Tables, schema: int, *, is_open: bool = False) -> bytes:
    """A session of any format number; gives its bytes."""
    folder.mkdir(parents=True)
    data = checkpoint.build(tables, schema=schema, generation=3, head=HEAD, is_open=is_open, summary={"title": "T"})
    (folder / "session.json").write_bytes(data)
    return data


def test_the_frozen_closed_session_opens(place: Callable[[str], None], begin: Begin) -> None:
    place("version-1/closed")
    store = begin()
    assert (store.read_only, store.findings) == (None, ())
    assert store.tables["items"][2**64 - 1]["title"] == "Angebote schreiben"
    assert store.tables["items"][2**64 - 1]["later_field"] == ["kept"]
    assert store.tables["unknown_kind.card"] == {9: {"anything": [1, 2.5, None, True, {"deep": "er"}]}}
    assert store.tables["empty"] == {}


def test_the_frozen_open_session_goes_on_from_its_journal(place: Callable[[str], None], begin: Begin) -> None:
    place("version-1/open")
    store = begin()
    assert [(f.code, f.params) for f in store.findings] == [("recovered", {"changes": 3})]
    assert store.tables["items"] == {
        7: {"number": 2, "title": "Störungen vorhersagen", "order": 2.0, "collection": "use-cases"}
    }
    assert store.tables["people"] == {11: {"name": "Anna"}}
    assert "empty" not in store.tables


def test_the_frozen_session_is_written_back_byte_for_byte(
    place: Callable[[str], None], begin: Begin, folder: Path
) -> None:
    place("version-1/closed")
    before = (folder / "session.json").read_bytes().partition(b"\n")[2]
    begin().close()
    assert (folder / "session.json").read_bytes().partition(b"\n")[2] == before


def test_the_frozen_session_is_listed(place: Callable[[str], None], folder: Path) -> None:
    place("version-1/closed")
    seen = peek(folder)
    assert (seen.client, seen.steps, seen.steps_done, seen.open_tasks) == ("Müller Maschinenbau GmbH", 8, 3, 2)


def test_fields_and_tables_that_nobody_knows_are_kept(place: Callable[[str], None], begin: Begin) -> None:
    place("version-1/closed")
    store = begin()
    before = contents(store)
    store.commit([("people", 1, {})])
    store.close()
    again = contents(begin())
    assert {**again, "people": {}} == {**before, "people": {}}


# newer


def test_a_newer_session_opens_for_reading(begin: Begin, folder: Path) -> None:
    data = written(folder, {"items": {1: {"a": 1}}}, layout.SCHEMA + 1)
    store = begin()
    assert (store.read_only, codes(store)) == ("newer", ["newer"])
    assert contents(store) == {"items": {1: {"a": 1}}}
    with pytest.raises(CannotSave):
        store.commit([("items", 2, {})])
    store.close()
    assert (folder / "session.json").read_bytes() == data


def test_the_lock_of_a_newer_session_stays_free(begin: Begin, folder: Path) -> None:
    written(folder, {}, layout.SCHEMA + 1)
    begin()
    assert begin().read_only == "newer"


def test_the_journal_of_a_newer_session_is_read_where_it_can_be(begin: Begin, folder: Path) -> None:
    written(folder, {}, 2, is_open=True)
    line, head = journal.start(journal.Header(generation=3, head=HEAD.hex(), schema=2))
    lines, _ = journal.frames(head, [encode([("items", 1, {"a": 1})])[0]])
    (folder / "session.wal-3").write_bytes(line + lines)
    assert begin().tables["items"] == {1: {"a": 1}}


def test_a_newer_journal_in_another_form_does_not_stop_it(begin: Begin, folder: Path) -> None:
    written(folder, {"items": {1: {}}}, 2, is_open=True)
    line, head = journal.start(journal.Header(generation=3, head=HEAD.hex(), schema=2))
    lines, _ = journal.frames(head, [b'{"a form":"of the future"}'])
    (folder / "session.wal-3").write_bytes(line + lines)
    store = begin()
    assert (store.read_only, set(store.tables)) == ("newer", {"items"})


# older


@pytest.fixture(name="later")
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program two formats later: cards became items, and titles got longer."""

    def to_two(tables: Tables) -> Tables:
        return {("items" if name == "cards" else name): documents for name, documents in tables.items()}

    def to_three(tables: Tables) -> Tables:
        items = {n: {**document, "title": document["title"] + "!"} for n, document in tables.get("items", {}).items()}
        return {**tables, "items": items}

    for module in ("layout", "recovery", "opening", "disk"):
        monkeypatch.setattr(f"facilitator.store.{module}.SCHEMA", 3)
    monkeypatch.setitem(layout.MIGRATIONS, 1, to_two)
    monkeypatch.setitem(layout.MIGRATIONS, 2, to_three)


@pytest.mark.usefixtures("later")
def test_an_older_session_is_brought_up_to_date_and_the_old_file_kept(begin: Begin, folder: Path) -> None:
    data = written(folder, {"cards": {1: {"title": "a"}}}, 1)
    store = begin()
    assert contents(store) == {"items": {1: {"title": "a!"}}}
    assert [(f.code, f.params["schema"]) for f in store.findings] == [("migrated", 1)]
    assert (folder / store.findings[0].params["file"]).read_bytes() == data
    store.close()
    again = begin()
    assert (contents(again), again.findings) == ({"items": {1: {"title": "a!"}}}, ())


@pytest.mark.usefixtures("later")
def test_the_journal_of_an_older_session_comes_before_the_migration(begin: Begin, folder: Path) -> None:
    written(folder, {"cards": {1: {"title": "a"}}}, 1, is_open=True)
    line, head = journal.start(journal.Header(generation=3, head=HEAD.hex(), schema=1))
    lines, _ = journal.frames(head, [encode([("cards", 2, {"title": "b"})])[0]])
    (folder / "session.wal-3").write_bytes(line + lines)
    store = begin()
    assert contents(store) == {"items": {1: {"title": "a!"}, 2: {"title": "b!"}}}
    store.commit([("items", 3, {"title": "c"})])
    store.abandon()
    assert contents(begin())["items"][3] == {"title": "c"}


@pytest.mark.usefixtures("later")
def test_reading_an_older_session_changes_nothing_on_disk(folder: Path) -> None:
    data = written(folder, {"cards": {1: {"title": "a"}}}, 1)
    store = Store.open(folder, read_only=True)
    assert contents(store) == {"items": {1: {"title": "a!"}}}
    assert [path.name for path in folder.iterdir()] == ["session.json"]
    assert (folder / "session.json").read_bytes() == data


@pytest.mark.usefixtures("later")
def test_the_old_file_outlives_the_copies(begin: Begin, folder: Path) -> None:
    written(folder, {"cards": {}}, 1)
    store = begin()
    kept = folder / store.findings[0].params["file"]
    for _ in range(6):
        store.close()
        store = begin()
    assert kept.exists()
