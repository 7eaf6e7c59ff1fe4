"""Home's list comes from the first lines alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from facilitator.store.store import Store, peek, summaries
from tests.store.faults import Faulty

Begin = Callable[..., Store]
SUMMARY = {
    "title": "Use cases",
    "client": "Acme",
    "date": "2026-11-24",
    "workshop": "use-case",
    "state": "running",
    "steps": 8,
    "steps_done": 3,
    "open_tasks": 2,
    "next_due": "2026-12-01",
}


def test_a_closed_session_shows_its_summary(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY)
    seen = peek(folder)
    assert {key: getattr(seen, key) for key in SUMMARY} == SUMMARY
    assert (seen.folder, seen.open, seen.fault) == (folder, False, "")


def test_the_file_names_it_as_well(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY)
    assert peek(folder / "session.json") == peek(folder)


def test_an_open_session_with_changes_is_open(begin: Begin, folder: Path) -> None:
    store = begin()
    store.summary = SUMMARY
    store.checkpoint().result()
    assert (peek(folder).state, peek(folder).open) == ("running", True)
    store.commit([("items", 1, {})])
    assert (peek(folder).state, peek(folder).open) == ("open", True)


def test_it_reads_one_line_however_long_the_file_is(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", number, {"text": "x" * 1_000}) for number in range(300)])
    store.close(SUMMARY)
    files = Faulty()
    assert peek(folder, files=files).title == "Use cases"
    assert files.calls == [("head", "session.json")]


def test_a_very_long_summary_is_read_too(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY | {"more": "x" * 100_000})
    assert peek(folder).title == "Use cases"


@pytest.mark.parametrize("data", [b"", b"no json", bytes(5_000), b"\xff\xfe"])
def test_a_broken_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "session.json").write_bytes(data)
    seen = peek(tmp_path)
    assert "not a session" in seen.fault
    assert seen.title == tmp_path.name
    assert seen.finding is not None
    assert str(seen.finding) == seen.fault


def test_a_file_of_another_program_is_one_sentence(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY)
    with TinyDB(folder / "session.json") as db:
        db.insert({"mine": True})
    assert "another program" in peek(folder).fault


def test_a_missing_session_is_one_sentence(tmp_path: Path) -> None:
    assert "no session here" in peek(tmp_path).fault


def test_a_file_that_cannot_be_read_is_one_sentence(begin: Begin, folder: Path) -> None:
    begin().close()
    files = Faulty()
    files.fail("head", 13)
    assert "cannot be read" in peek(folder, files=files).fault


def test_values_of_another_type_are_left_out(begin: Begin, folder: Path) -> None:
    begin().close({"title": ["a", "list"], "steps": "many", "client": None})
    seen = peek(folder)
    assert (seen.title, seen.steps, seen.client, seen.fault) == ("", 0, "", "")


def test_sessions_are_listed_the_newest_date_first(tmp_path: Path) -> None:
    for name, date in [("a", "2026-01-05"), ("b", "2026-03-01"), ("c", "2025-12-31")]:
        Store.create(tmp_path / name).close({"date": date, "title": name})
    assert [summary.title for summary in summaries(tmp_path)] == ["b", "a", "c"]


def test_one_broken_session_does_not_hide_the_others(tmp_path: Path) -> None:
    Store.create(tmp_path / "good").close({"title": "good", "date": "2026-01-01"})
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "session.json").write_bytes(b"rubbish")
    assert [(summary.title, bool(summary.fault)) for summary in summaries(tmp_path)] == [("good", False), ("bad", True)]


def test_what_is_no_session_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "1.jpg").write_bytes(b"")
    assert summaries(tmp_path) == []


def test_a_session_that_lost_its_file_is_listed(begin: Begin, folder: Path) -> None:
    store = begin()
    store.commit([("items", 1, {})])
    store.close()
    (folder / "session.json").unlink()
    assert [bool(summary.fault) for summary in summaries(folder.parent)] == [True]


def test_a_missing_folder_of_sessions_is_an_empty_list(tmp_path: Path) -> None:
    assert summaries(tmp_path / "nowhere") == []


def test_the_summary_can_be_written_as_json(begin: Begin, folder: Path) -> None:
    import msgspec

    begin().close(SUMMARY)
    assert json.loads(json.dumps(msgspec.to_builtins(peek(folder), enc_hook=str)))["title"] == "Use cases"


def test_it_tells_what_the_next_session_wants_to_know(begin: Begin, folder: Path) -> None:
    more = {"id": "0AZ4K9T2M7QX1", "people": 12, "minutes": {"vote": 32}, "origins": ["1AZ4K9T2M7QX1"]}
    begin().close(SUMMARY | more)
    assert {key: getattr(peek(folder), key) for key in more} == more


def test_files_without_it_open_as_before(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY)
    seen = peek(folder)
    assert (seen.id, seen.people, seen.minutes, seen.origins) == ("", 0, {}, [])


def test_what_is_no_figure_is_passed_over(begin: Begin, folder: Path) -> None:
    begin().close(SUMMARY | {"minutes": {"a": "5", "b": True, "c": 5}, "people": "many", "origins": [1, "x"]})
    seen = peek(folder)
    assert (seen.minutes, seen.people, seen.origins) == ({"c": 5}, 0, ["x"])
