import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_clients_results_are_written_and_named(facilitator: Run, folder: Path, home: Path) -> None:
    done = facilitator("export", folder)
    assert done.result == 0
    written = [Path(line) for line in done.out.splitlines()]
    assert [path.name for path in written] == ["report.md", "tasks.csv"]
    assert all(path.parent == home / "exports" / "2027-01-29-acme-first-client" for path in written)
    assert all(path.is_file() for path in written)


def test_json_tells_a_script_what_was_made(facilitator: Run, folder: Path) -> None:
    found = json.loads(facilitator("export", folder, "--profile", "consultant", "--json").out)
    names = "report.md run-sheet.html run-sheet.md session.json session.schema.json tasks.csv"
    assert sorted(found["files"]) == names.split()
    assert found["failures"] == {}
    assert Path(found["folder"]).name.endswith("-consultant")


@pytest.mark.parametrize(
    ("form", "profile"), [("tasks", "client"), ("run-sheet", "consultant"), ("session", "consultant")]
)
def test_without_a_profile_the_narrowest_that_has_the_form_is_taken(
    facilitator: Run, folder: Path, form: str, profile: str
) -> None:
    done = facilitator("export", folder, "--format", form)
    assert Path(done.out.splitlines()[0]).parent.name.endswith(profile)


def test_a_form_that_the_profile_may_not_have_is_refused_in_one_sentence(facilitator: Run, folder: Path) -> None:
    done = facilitator("export", folder, "--profile", "client", "--format", "session")
    assert (done.result, done.out) == (1, "")
    assert done.err == "facilitator: “session” is not for the profile “client”, only for: consultant.\n"


def test_results_can_go_to_another_folder_in_another_language(facilitator: Run, folder: Path, tmp_path: Path) -> None:
    done = facilitator("export", folder, "--to", tmp_path / "usb", "--language", "nl", "--format", "report")
    (report,) = (Path(line) for line in done.out.splitlines())
    assert report.parent.parent == tmp_path / "usb"
    assert 'lang: "nl"' in report.read_text(encoding="utf-8")


def test_the_run_sheet_begins_when_it_is_told(facilitator: Run, folder: Path) -> None:
    done = facilitator("export", folder, "--format", "run-sheet", "--starts", "13:15")
    assert "| 13:15 |" in Path(done.out.strip()).read_text(encoding="utf-8")


def test_a_start_that_is_no_clock_time_is_said(facilitator: Run, folder: Path) -> None:
    done = facilitator("export", folder, "--format", "run-sheet", "--starts", "early")
    assert (done.result, done.err) == (1, "facilitator: “early” is no clock time: write it as 09:30.\n")


def test_a_session_that_is_not_there_is_said(facilitator: Run, tmp_path: Path) -> None:
    done = facilitator("export", tmp_path / "nowhere")
    assert done.result == 1
    assert done.err.count("\n") == 1


def test_a_form_that_failed_makes_status_1_and_one_sentence(
    facilitator: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> dict[str, bytes]:
        raise ValueError("no such colour")

    monkeypatch.setattr("facilitator.exports.tasks.write.files", broken)
    done = facilitator("export", folder)
    assert done.result == 1
    assert done.err == "facilitator: tasks.csv could not be made (ValueError: no such colour).\n"
    assert "report.md" in done.out


def test_exporting_changes_nothing_in_the_session(facilitator: Run, folder: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    facilitator("export", folder, "--profile", "consultant")
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} == before
