from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.activities.raci.rules import Cell
from facilitator.session.session import Session
from tests.imports.workbooks import worksheet, xlsx
from tests.kit.harness import make_session

from .conftest import Run

MATRIX = "Task,PM,Dev\nPlan,A,R\nBuild,C,A\n"
DOUBTFUL = "Task,PM,Dev\nPlan,A,✓\n"


@pytest.fixture
def session(home: Path) -> Path:
    """A session with a matrix and a map."""
    made = make_session(home, [{"id": "who", "kind": "influence_map"}, {"id": "roles", "kind": "raci"}])
    made.close()
    return made.store.folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "roles.csv").write_text(MATRIX, encoding="utf-8")
    return tmp_path / "roles.csv"


def letters(folder: Path) -> list[str]:
    session = Session.open(folder, find(), read_only=True)
    try:
        return sorted(cell.letters for cell in session.table(Cell).values())
    finally:
        session.close()


@pytest.mark.parametrize("kind", ["matrix", "raci"])
def test_a_matrix_is_imported(facilitator: Run, session: Path, file: Path, kind: str) -> None:
    done = facilitator("import", kind, file, "--into", session)
    assert done.result == 0
    assert "2 rows · 2 columns · 4 cells with letters" in done.out
    assert letters(session) == ["A", "A", "C", "R"]


def test_a_dry_run_shows_everything_and_changes_nothing(facilitator: Run, session: Path, file: Path) -> None:
    before = (session / "session.json").read_bytes()
    done = facilitator("import", "matrix", file, "--into", session, "--dry-run")
    assert done.result == 0
    assert "Plan | A | R" in done.out
    assert "column:1=role" in done.out
    assert (session / "session.json").read_bytes() == before


def test_what_is_doubtful_is_not_imported_unless_told_to(facilitator: Run, session: Path, file: Path) -> None:
    file.write_text(DOUBTFUL, encoding="utf-8")
    done = facilitator("import", "matrix", file, "--into", session)
    assert done.result == 1
    assert "- Check marks are read as R." in done.out
    assert "--yes" in done.err
    assert letters(session) == []
    assert facilitator("import", "matrix", file, "--into", session, "--yes").result == 0
    assert letters(session) == ["A", "R"]


def test_a_part_is_read_otherwise(facilitator: Run, session: Path, file: Path) -> None:
    file.write_text(DOUBTFUL, encoding="utf-8")
    done = facilitator("import", "matrix", file, "--into", session, "--yes", "--set", "check=C")
    assert done.result == 0
    assert letters(session) == ["A", "C"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [("chek=C", "nothing called “chek”"), ("check=Z", "cannot be “Z”"), ("check", "is not KEY=VALUE")],
)
def test_an_answer_that_fits_nothing_is_refused(
    facilitator: Run, session: Path, file: Path, given: str, sentence: str
) -> None:
    file.write_text(DOUBTFUL, encoding="utf-8")
    done = facilitator("import", "matrix", file, "--into", session, "--set", given)
    assert done.result == 1
    assert sentence in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["matrix", "gone.csv"], "There is no file gone.csv."),
        (["scores", "FILE"], "No step of this session can take this: Scores."),
        (["matrix", "FILE", "--step", "who"], "cannot take this"),
        (["matrix", "FILE", "--step", "nope"], "There is no step “nope”"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    facilitator: Run, session: Path, file: Path, words: list[str], sentence: str
) -> None:
    done = facilitator("import", *(file if word == "FILE" else word for word in words), "--into", session)
    assert done.result == 1
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_a_file_that_is_no_matrix_says_so_and_changes_nothing(facilitator: Run, session: Path, file: Path) -> None:
    file.write_text("Name,Email\nAnna,a@example.org\n", encoding="utf-8")
    done = facilitator("import", "matrix", file, "--into", session, "--yes")
    assert done.result == 1
    assert "There is no matrix of roles in this text" in done.out
    assert letters(session) == []


def test_a_file_in_another_encoding_is_read(facilitator: Run, session: Path, file: Path) -> None:
    file.write_bytes("Task;Müller;Dev\nPlan;A;R\n".encode("utf-16"))
    assert "Müller" in facilitator("import", "matrix", file, "--into", session, "--dry-run").out
    file.write_bytes("Task;Müller;Dev\nPlan;A;R\n".encode("mac-roman"))
    options = ("--dry-run", "--encoding", "mac-roman")
    assert "Müller" in facilitator("import", "matrix", file, "--into", session, *options).out


def test_an_encoding_that_was_guessed_is_said(facilitator: Run, session: Path, file: Path) -> None:
    file.write_bytes("Task;Müller;Dev\nPlan;A;R\n".encode("mac-roman"))
    said = facilitator("import", "matrix", file, "--into", session, "--dry-run").out
    assert "Müller" in said
    assert "Encoding of the file: mac-roman (“--encoding” says otherwise)" in said


def test_a_spreadsheet_file_is_imported(facilitator: Run, session: Path, file: Path) -> None:
    book = file.with_suffix(".xlsx")
    book.write_bytes(xlsx({"RACI": worksheet([["Task", "PM", "Dev"], ["Plan", "A", "R"]])}))
    done = facilitator("import", "matrix", book, "--into", session)
    assert done.result == 0
    assert "1 row · 2 columns · 2 cells with letters" in done.out


def test_control_characters_of_a_file_do_not_reach_the_terminal(facilitator: Run, session: Path, file: Path) -> None:
    file.write_text("Task,PM\x1b[31m,Dev\nPlan,A,R\n", encoding="utf-8")
    assert "\x1b" not in facilitator("import", "matrix", file, "--into", session, "--dry-run").out


def test_who_has_the_session_open_is_said_before_the_file_is_read(
    facilitator: Run, session: Path, tmp_path: Path
) -> None:
    held = Session.open(session, find())
    try:
        done = facilitator("import", "matrix", tmp_path / "not-there.csv", "--into", session)
    finally:
        held.close()
    assert (done.result, done.out) == (1, "")
    assert "has this session open since" in done.err


def test_a_dry_run_needs_nobody_to_close_the_session(facilitator: Run, session: Path, file: Path) -> None:
    held = Session.open(session, find())
    try:
        assert facilitator("import", "matrix", file, "--into", session, "--dry-run").result == 0
    finally:
        held.close()
