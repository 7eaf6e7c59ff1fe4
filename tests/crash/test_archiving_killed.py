"""A real program on a real disk is killed while it archives."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.core.i18n import Translator
from facilitator.core.workshop import parse
from facilitator.session.archiving import archive, unarchive
from facilitator.session.session import Session
from facilitator.session.starting import Beginning, create
from facilitator.store.archives import archives
from facilitator.store.peek import summaries

HERE = Path(__file__).parents[2]
SOURCE = {"title": "Small", "step": [{"id": "welcome", "kind": "brief", "title": "Welcome", "minutes": 5}]}


def killed_at(home: Path, call: int) -> bool:
    """Whether it was killed; what is left is judged."""
    made = create(home, parse(SOURCE), Beginning(title="First", client="Acme", date="2027-01-29"), find())
    made.close()
    folder = made.store.folder
    words = [sys.executable, "-m", "tests.crash.archiving_child", str(home), str(folder), str(call)]
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    judge(home, folder)
    return done.stdout != "done\n"


def judge(home: Path, folder: Path) -> None:
    there = [summary.folder for summary in summaries(home / "sessions")]
    proved = [summary for summary in archives(home / "archive") if not summary.fault]
    assert there == [folder] or (there == [] and len(proved) == 1)
    if there:
        session = Session.open(folder, find())
        assert (session.store.read_only, session.info.title) == (None, "First")
        session.close()
        archive(folder, home, find(), Translator())
    (summary,) = archives(home / "archive")
    back, findings = unarchive(summary.folder, home)
    assert (back, findings) == (folder, ())
    assert [entry.name for entry in (home / "sessions").iterdir()] == [folder.name]


def test_no_kill_costs_the_session(tmp_path: Path) -> None:
    killed = [killed_at(tmp_path / str(call), call) for call in (1, 4, 7, 10, 13, 17, 21, 400)]
    assert killed == [True] * 7 + [False]


@pytest.mark.slow
def test_no_kill_at_any_call_costs_the_session(tmp_path: Path) -> None:
    call = 1
    while killed_at(tmp_path / str(call), call):
        call += 1
    assert call > 20
