"""Homes that are not kept."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store import temporary
from facilitator.store.temporary import MARK, PREFIX, discard, new_root, root_of, sweep


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    for root in list(temporary._held):
        temporary.remove(root)


def session_in(root: Path) -> Path:
    folder = root / "sessions" / "one"
    folder.mkdir(parents=True)
    return folder


def test_its_sessions_are_known_as_dry_runs(temp) -> None:
    root = new_root()
    assert root_of(session_in(root)) == root


def test_nobody_else_may_look_into_it(temp) -> None:
    assert new_root().stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_a_session_somewhere_else_is_kept_and_never_discarded(tmp_path) -> None:
    folder = session_in(tmp_path / "home")
    assert root_of(folder) is None
    discard(folder)
    assert folder.exists()


def test_a_home_that_only_has_such_a_name_is_no_dry_run(tmp_path) -> None:
    folder = session_in(tmp_path / f"{PREFIX}mine")
    discard(folder)
    assert folder.exists()


def test_what_is_discarded_is_gone_with_its_exports(temp) -> None:
    root = new_root()
    (root / "exports").mkdir()
    discard(session_in(root))
    assert list(temp.iterdir()) == []


def test_a_dry_run_that_goes_on_is_not_swept(temp) -> None:
    root = new_root()
    sweep()
    assert root.exists()


def test_what_a_killed_program_left_is_swept(temp) -> None:
    words = "import os; from facilitator.store.temporary import new_root; print(new_root(), flush=True); os._exit(9)"
    environment = os.environ | {"TMPDIR": str(temp)}
    done = subprocess.run(
        [sys.executable, "-c", words], check=False, env=environment, stdout=subprocess.PIPE, text=True
    )
    root = Path(done.stdout.strip())
    assert (root / MARK).exists()
    sweep()
    assert not root.exists()


def test_a_dry_run_of_another_program_is_not_swept(temp) -> None:
    root = new_root()
    words = "from facilitator.store.temporary import sweep; sweep()"
    subprocess.run([sys.executable, "-c", words], check=True, env=os.environ | {"TMPDIR": str(temp)})
    assert root.exists()


def test_other_folders_are_not_swept(temp) -> None:
    (temp / f"{PREFIX}foreign").mkdir()
    sweep()
    assert len(list(temp.iterdir())) == 1


def test_a_link_is_not_swept(temp, tmp_path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / MARK).touch()
    (temp / f"{PREFIX}link").symlink_to(mine)
    sweep()
    assert (mine / MARK).exists()
