import os
from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.exports import find
from facilitator.exports.writing import write
from tests.exports.samples import package


def test_every_form_for_the_reader_is_written_into_a_folder_named_by_the_package(tmp_path: Path) -> None:
    result = write(package(), tmp_path)
    assert result.folder == tmp_path / "2026-11-22-molen-client"
    assert sorted(os.listdir(result.folder)) == ["report.md", "tasks.csv"]
    assert not result.failures


def test_the_consultant_gets_every_form(tmp_path: Path) -> None:
    names = os.listdir(write(package(profile="consultant"), tmp_path).folder)
    expected = "report.md run-sheet.html run-sheet.md session.json session.schema.json tasks.csv"
    assert sorted(names) == expected.split()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = write(package(), tmp_path).folder
    (first / "report.md").write_text("edited")
    second, third = (write(package(), tmp_path).folder for _ in range(2))
    assert (second.name, third.name) == (f"{first.name}-2", f"{first.name}-3")
    assert (first / "report.md").read_text() == "edited"


def test_one_form_can_be_asked_for(tmp_path: Path) -> None:
    result = write(package(), tmp_path, ["tasks"])
    assert [path.name for path in result.files] == ["tasks.csv"]


def test_a_form_that_is_not_for_the_reader_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="“session” is not for the profile “client”, only for: consultant"):
        write(package(), tmp_path, ["tasks", "session"])
    assert not list(tmp_path.iterdir())


def test_an_unknown_form_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="no form of results called “pdf”"):
        write(package(), tmp_path, ["pdf"])


def test_a_form_that_fails_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> dict[str, bytes]:
        raise ValueError("no such colour")

    monkeypatch.setattr("facilitator.exports.report.write.files", broken)
    result = write(package(), tmp_path)
    assert result.failures == {"report": "report.md could not be made (ValueError: no such colour)."}
    assert os.listdir(result.folder) == ["tasks.csv"]


def test_a_file_that_cannot_be_written_leaves_no_piece_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = write(package(), tmp_path)
    assert result.failures["tasks"] == "tasks.csv cannot be written: No space left on device."
    assert not list(tmp_path.iterdir())


def test_a_place_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FacilitatorError, match="file is no folder"):
        write(package(), tmp_path / "file")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FacilitatorError, match="cannot be made: Not a directory"):
        write(package(), tmp_path / "file" / "deep")


def test_progress_is_told_before_each_form(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write(package(), tmp_path, progress=lambda *step: told.append(step))
    assert told == [
        ("Maps (SVG)", 0, 4),
        ("Matrix of roles (CSV)", 1, 4),
        ("Report (Markdown)", 2, 4),
        ("Tasks for planning tools (CSV)", 3, 4),
    ]


def test_the_forms_are_found_by_their_folders() -> None:
    assert set(find()) == {"map", "matrix", "report", "run-sheet", "run-sheet-html", "session", "tasks"}
