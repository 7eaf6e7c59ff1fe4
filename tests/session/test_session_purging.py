"""A whole session is removed for good, and what else was made of it is named."""

from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.session.archiving import archive
from facilitator.session.report import export
from facilitator.session.session_purging import purge_session, trace

from .purging import KINDS, TR, full_home, make


def test_nothing_of_the_session_is_left(tmp_path: Path) -> None:
    folder = full_home(tmp_path)
    purge_session(folder)
    assert list((tmp_path / "sessions").iterdir()) == []


def test_archives_of_it_and_of_no_other_session_are_named(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path, title="Second")
    for session in (first, second):
        session.close()
        archive(session.store.folder, tmp_path, KINDS, TR, finish_first=True, keep=True)
    traced = trace(tmp_path, first.store.folder)
    assert [path.name for path in traced.archives] == ["2027-01-29-acme-first.zip"]


def test_results_of_it_and_of_no_other_session_are_named(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path, title="First again")
    for session in (first, first, second):
        export(session, profile="client")
    folder = first.store.folder
    for session in (first, second):
        session.close()
    names = [path.name for path in trace(tmp_path, folder).exports]
    assert names == ["2027-01-29-acme-first-client", "2027-01-29-acme-first-client-2"]


def test_tracing_changes_nothing_and_a_damaged_archive_is_passed_over(tmp_path: Path) -> None:
    session = make(tmp_path)
    session.close()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "x.zip").write_bytes(b"PK\x03\x04")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert trace(tmp_path, session.store.folder).archives == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_session_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    folder = tmp_path / "sessions" / "bad"
    folder.mkdir(parents=True)
    (folder / "session.json").write_bytes(b"{")
    traced = trace(tmp_path, folder)
    assert (traced.title, traced.damaged) == ("bad", True)
    purge_session(folder)
    assert not folder.exists()


def test_files_that_somebody_put_into_the_folder_are_not_thrown_away(tmp_path: Path) -> None:
    session = make(tmp_path)
    folder = session.store.folder
    session.close()
    (folder / "photo.jpg").write_bytes(b"x")
    with pytest.raises(FacilitatorError, match=r"photo\.jpg"):
        purge_session(folder)
    assert (folder / "session.json").exists()
