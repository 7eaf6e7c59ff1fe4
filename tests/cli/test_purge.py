"""``facilitator purge``, as its user types it."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.core.records import Person
from facilitator.session.session import Session

from .conftest import Run


def names(folder: Path) -> list[str]:
    session = Session.open(folder, find(), read_only=True)
    try:
        return sorted(person.name for person in session.table(Person).values())
    finally:
        session.close()


def held(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_without_yes_it_says_what_it_would_do_and_changes_nothing(facilitator: Run, folder: Path) -> None:
    done = facilitator("purge", "person", "Bo")
    assert done.result == 1
    assert "Acme · First: 1 entry in the list of people" in done.out
    assert "“--yes” does it" in done.err
    assert names(folder) == ["Anna", "Bo"]


def test_with_yes_the_person_is_gone_and_the_limits_are_said(facilitator: Run, folder: Path, home: Path) -> None:
    done = facilitator("purge", "person", "Bo", "--yes")
    assert done.result == 0
    assert names(folder) == ["Anna"]
    assert not held(home, "bo@example.org")
    assert "backups" in done.out


def test_the_typed_name_does_it_in_a_terminal(facilitator: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "Bo ")
    assert facilitator("purge", "person", "Bo").result == 0
    assert names(folder) == ["Anna"]


@pytest.mark.parametrize("typed", ["", "y", "Anna"])
def test_anything_else_typed_changes_nothing(
    facilitator: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    done = facilitator("purge", "person", "Bo")
    assert (done.result, "Nothing was changed" in done.err) == (1, True)
    assert names(folder) == ["Anna", "Bo"]


def test_nobody_of_that_name_is_status_1(facilitator: Run, folder: Path) -> None:
    done = facilitator("purge", "person", "Zebedee", "--yes")
    assert (done.result, "nowhere" in done.out) == (1, True)


def test_an_ordinary_word_that_may_be_a_name_of_one_word_is_shown(facilitator: Run, folder: Path) -> None:
    out = facilitator("purge", "person", "Nobody").out
    assert "Is it the person in all of these?" in out
    assert "obody" in out


def test_results_are_listed_and_deleted_only_when_asked(facilitator: Run, folder: Path, home: Path) -> None:
    facilitator("export", folder, "--profile", "consultant")
    done = facilitator("purge", "person", "Bo", "--yes")
    assert "exports/" in done.out
    assert held(home / "exports", "bo@example.org")
    assert facilitator("purge", "person", "bo@example.org", "--yes", "--exports").result == 0
    assert not held(home / "exports", "bo@example.org")


def test_two_of_one_name_are_shown_with_what_to_add(facilitator: Run, folder: Path, tmp_path: Path) -> None:
    people = tmp_path / "more.txt"
    people.write_text("Bo; Finance\nBo; Sales\n", encoding="utf-8")
    facilitator("new", "use-case", "--client", "Bolt", "--title", "Later", "--people", people)
    done = facilitator("purge", "person", "Bo", "--yes")
    assert done.result == 1
    assert "Finance" in done.out
    assert done.out.count("--id ") == 3
    id_ = next(line.split()[1] for line in done.out.splitlines() if "Finance" in line)
    later = facilitator("purge", "person", "Bo", "--id", id_, "--yes")
    assert later.result == 0
    assert names(folder) == ["Anna", "Bo"]


def test_one_session_alone_is_purged_when_named(facilitator: Run, folder: Path, tmp_path: Path) -> None:
    people = tmp_path / "more.txt"
    people.write_text("Bo <bo@example.org>\n", encoding="utf-8")
    other = Path(facilitator("new", "use-case", "--title", "Later", "--people", people).out.strip())
    assert facilitator("purge", "person", "Bo", "--session", folder, "--yes").result == 0
    assert (names(folder), names(other)) == (["Anna"], ["Bo"])


def test_further_words_go_as_well(facilitator: Run, folder: Path) -> None:
    assert facilitator("purge", "person", "Bo", "--also", "First", "--yes").result == 0
    [new] = (folder.parent).iterdir()
    session = Session.open(new, find(), read_only=True)
    assert (session.info.title, new.name) == ("[removed]", "2027-01-29-acme-removed")
    session.close()


def test_a_session_that_is_open_is_said_and_is_status_1(facilitator: Run, folder: Path) -> None:
    session = Session.open(folder, find())
    done = facilitator("purge", "person", "Bo", "--yes")
    session.close()
    assert (done.result, "open in another program" in done.out) == (1, True)


def test_an_archive_is_purged_as_well(facilitator: Run, folder: Path, home: Path) -> None:
    assert facilitator("archive", folder, "--finish").result == 0
    assert held(home / "archive", "bo@example.org")
    assert facilitator("purge", "person", "Bo", "--yes").result == 0
    assert not held(home, "bo@example.org")
    [path] = (home / "archive").iterdir()
    assert facilitator("verify", path).result == 0


def test_purge_alone_shows_its_usage(facilitator: Run) -> None:
    done = facilitator("purge")
    assert (done.result, "person" in done.err or "usage" in done.err) == (2, True)


# Sessions


def test_a_session_goes_only_with_yes_and_its_results_are_named(facilitator: Run, folder: Path, home: Path) -> None:
    facilitator("export", folder, "--profile", "client")
    done = facilitator("purge", "session", folder)
    assert (done.result, folder.exists()) == (1, True)
    assert "exports/2027-01-29-acme-first-client" in done.out
    done = facilitator("purge", "session", folder, "--yes")
    assert (done.result, folder.exists()) == (0, False)
    assert list((home / "sessions").iterdir()) == []


def test_the_archive_of_a_session_is_named_and_stays(facilitator: Run, folder: Path, home: Path) -> None:
    assert facilitator("archive", folder, "--finish", "--keep").result == 0
    [path] = (home / "archive").iterdir()
    done = facilitator("purge", "session", folder, "--yes")
    assert path.name in done.out
    assert path.exists()


def test_a_session_that_is_open_is_not_removed(facilitator: Run, folder: Path) -> None:
    session = Session.open(folder, find())
    done = facilitator("purge", "session", folder, "--yes")
    session.close()
    assert (done.result, folder.exists()) == (1, True)
    assert "open in another program" in done.err


def test_a_damaged_session_can_be_removed(facilitator: Run, folder: Path) -> None:
    (folder / "session.json").write_bytes(b"{")
    for copy in (folder / "copies").iterdir():
        copy.unlink()
    done = facilitator("purge", "session", folder, "--yes")
    assert (done.result, folder.exists()) == (0, False)
    assert "cannot be read" in done.out


def test_no_such_session_is_one_sentence(facilitator: Run, home: Path) -> None:
    done = facilitator("purge", "session", "nothing-here", "--yes")
    assert (done.result, done.err.count("\n")) == (1, 1)


# The program is killed


@pytest.mark.parametrize("after", [0.0, 0.3, 0.45, 0.6, 0.8])
def test_a_purge_that_is_killed_leaves_sessions_that_open_and_is_done_again(
    facilitator: Run, folder: Path, home: Path, after: float
) -> None:
    facilitator(
        "archive", facilitator("new", "use-case", "--title", "Bo", "--date", "2027-02-01").out.strip(), "--finish"
    )
    command = [sys.executable, "-m", "facilitator", "--home", str(home), "purge", "person", "Bo", "--yes"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    assert names(folder) in (["Anna"], ["Anna", "Bo"])
    facilitator("purge", "person", "Bo", "--yes")
    facilitator("purge", "person", "bo@example.org", "--yes")
    assert names(folder) == ["Anna"]
    assert not held(home, "bo@example.org")
