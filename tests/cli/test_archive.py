"""``archive``, ``unarchive``, ``archives`` and ``verify``, each as its user types it."""

import json
from pathlib import Path

import pytest

from .conftest import Run


@pytest.fixture
def archived(facilitator: Run, folder: Path) -> Path:
    """The archive of a finished session that is gone."""
    return Path(json.loads(facilitator("archive", folder, "--finish", "--json").out)["archive"])


def test_a_finished_session_is_archived_and_gone(facilitator: Run, folder: Path, home: Path) -> None:
    facilitator("finish", folder, "--yes")
    done = facilitator("archive", folder)
    assert done.result == 0
    assert str(home / "archive" / "2027-01-29-acme-first.zip") in done.out.splitlines()
    assert "“facilitator unarchive” brings it back" in done.out
    assert not folder.exists()
    assert "No sessions" in facilitator("list").out


def test_an_unfinished_one_lists_what_is_open_and_stays(facilitator: Run, folder: Path) -> None:
    done = facilitator("archive", folder)
    assert done.result == 1
    assert done.err == "Not archived: the session is not finished. “--finish” finishes it first.\n"
    assert folder.exists()


def test_finish_finishes_it_first(archived: Path, folder: Path) -> None:
    assert archived.is_file()
    assert not folder.exists()


def test_keep_keeps_the_session(facilitator: Run, folder: Path) -> None:
    done = facilitator("archive", folder, "--finish", "--keep")
    assert "The session itself stays where it is." in done.out
    assert json.loads(facilitator("show", folder, "--json").out)["state"] == "finished"


def test_pseudonyms_make_a_copy_and_say_what_they_cannot_promise(facilitator: Run, folder: Path, home: Path) -> None:
    done = facilitator("archive", folder, "--finish", "--pseudonyms")
    assert "Anna → Person " in done.out
    assert "may still recognise others" in done.out
    assert folder.exists()
    (path,) = (home / "archive").iterdir()
    assert b"Anna" not in path.read_bytes()


def test_pseudonyms_with_remove_leave_no_name(facilitator: Run, folder: Path, home: Path) -> None:
    facilitator("archive", folder, "--finish", "--pseudonyms", "--remove")
    assert not folder.exists()
    assert not [path for path in home.rglob("*") if path.is_file() and b"bo@example.org" in path.read_bytes()]


def test_keep_and_remove_together_are_wrong_usage(facilitator: Run, folder: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        facilitator("archive", folder, "--keep", "--remove")
    assert caught.value.code == 2


def test_json_tells_a_script_what_was_made(facilitator: Run, folder: Path) -> None:
    told = json.loads(facilitator("archive", folder, "--finish", "--json").out)
    assert (told["removed"], told["remarks"], told["pseudonyms"]) == (True, [], {})
    assert len(told["sha256"]) == 64


def test_a_session_comes_back_by_a_part_of_its_archives_name(facilitator: Run, archived: Path, folder: Path) -> None:
    done = facilitator("unarchive", "acme-first")
    assert (done.result, done.out) == (0, f"{folder}\n")
    assert json.loads(facilitator("show", "acme-first", "--json").out)["people"] == 2
    assert archived.exists()


def test_coming_back_twice_is_said(facilitator: Run, archived: Path, folder: Path) -> None:
    facilitator("unarchive", archived)
    done = facilitator("unarchive", archived)
    assert done.out == f"! {folder}: the session is there already, as it is in the archive.\n{folder}\n"


def test_an_altered_archive_is_refused_by_name_of_the_file(facilitator: Run, archived: Path, folder: Path) -> None:
    archived.write_bytes(archived.read_bytes().replace(b"# First", b"# Fi4st"))
    done = facilitator("unarchive", archived)
    assert done.result == 1
    assert "altered since the archive was made: exports/report.md" in done.err
    assert not folder.exists()


def test_archives_are_listed(facilitator: Run, archived: Path) -> None:
    (line,) = facilitator("archives").out.splitlines()
    assert "2027-01-29  Acme" in line
    assert line.endswith(archived.name)
    assert "  finished " in line


def test_archives_of_another_client_are_not(facilitator: Run, archived: Path) -> None:
    assert "No archives in" in facilitator("--client", "Bolt", "archives").out
    assert archived.name in facilitator("--client", "acme", "archives").out


def test_archives_as_json(facilitator: Run, archived: Path) -> None:
    (told,) = json.loads(facilitator("archives", "--json").out)
    assert (told["title"], told["folder"]) == ("First", str(archived))


def test_without_archives_that_is_said(facilitator: Run, home: Path) -> None:
    assert facilitator("archives").out == f"No archives in {home / 'archive'}.\n"


def test_a_place_that_cannot_be_read_is_said(facilitator: Run, home: Path) -> None:
    home.mkdir()
    (home / "archive").write_text("a file")
    done = facilitator("archives")
    assert (done.result, "cannot be read" in done.err) == (1, True)


def test_a_sound_archive_is_verified_with_its_checksum(facilitator: Run, archived: Path) -> None:
    done = facilitator("verify", archived)
    assert done.result == 0
    assert "all as the manifest says" in done.out
    assert "SHA-256 " in done.out
    assert "not forgery" in done.out


def test_a_flipped_byte_is_named_with_status_1(facilitator: Run, archived: Path) -> None:
    archived.write_bytes(archived.read_bytes().replace(b"# First", b"# Fi4st"))
    done = facilitator("verify", archived)
    assert done.result == 1
    assert "exports/report.md" in done.out
    assert "not forgery" not in done.out


def test_verify_as_json(facilitator: Run, archived: Path) -> None:
    told = json.loads(facilitator("verify", archived, "--json").out)
    assert (told["sound"], told["findings"]) == (True, [])
    assert "session.json" in told["files"]


@pytest.mark.parametrize("command", ["verify", "unarchive"])
def test_a_file_that_is_not_there_is_one_sentence(facilitator: Run, command: str) -> None:
    done = facilitator(command, "nowhere.zip")
    assert done.result == 1
    assert "there is no such file" in done.out + done.err


def test_a_session_that_is_not_there_is_one_sentence(facilitator: Run) -> None:
    done = facilitator("archive", "nowhere")
    assert (done.result, done.err.count("\n")) == (1, 1)
