"""TinyDB's own tests, run against our tables and storage: ``python -m tests.tinydb_suite.run``.

The pinned source distribution comes from the package index into ``.cache/`` and is never copied into this tree.
"""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
VERSION = "4.9.0"
CACHE = ROOT / ".cache" / "tinydb"
SUITE = CACHE / f"tinydb-{VERSION}" / "tests"
ALLOWED = {"test_repr", "test_table_repr"}
"""Tests that may fail: they compare the text of ``repr``, which names the class."""


def fetch() -> Path:
    """The folder of TinyDB's tests, downloaded when it is not there yet."""
    if not SUITE.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-binary", ":all:", "--no-deps", "-d", str(CACHE)]
        subprocess.run([*pip, f"tinydb=={VERSION}"], check=True)
        with tarfile.open(CACHE / f"tinydb-{VERSION}.tar.gz") as archive:
            archive.extractall(CACHE, filter="data")
    return SUITE


class Outcome(NamedTuple):
    """What came of it."""

    failed: set[str]
    """Names of tests."""
    passed: int
    sessions: int
    """How many of our sessions the tests opened."""
    words: str
    """What pytest said."""


def run() -> Outcome:
    """Runs the suite in a process of its own."""
    suite = fetch()
    pytest = [sys.executable, "-m", "pytest", "-q", "-rfE", "--tb=short", "-p", "plugin"]
    quiet = ["-p", "no:cacheprovider", "-p", "no:randomly", "-c", os.devnull, "--rootdir", str(suite.parent)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), str(ROOT)])}
    done = subprocess.run(
        [*pytest, *quiet, str(suite)], cwd=suite.parent, env=environment, capture_output=True, text=True
    )
    failed, passed, sessions = set(), 0, 0
    for line in done.stdout.splitlines():
        if line.startswith(("FAILED ", "ERROR ")):
            failed.add(line.split("::")[-1].split(" ")[0].partition("[")[0])
        if " passed" in line:
            passed = int(line.split(" passed")[0].split()[-1])
        if line.startswith("sessions: "):
            sessions = int(line.split()[1])
    return Outcome(failed, passed, sessions, done.stdout + done.stderr)


if __name__ == "__main__":
    outcome = run()
    print(outcome.words)
    print(f"passed: {outcome.passed}, failed: {sorted(outcome.failed)}, allowed: {sorted(ALLOWED)}")
    sys.exit(bool(outcome.failed - ALLOWED))
