"""The whole check: ``python -m tests`` sets up what is missing, then lint, types, floors and tests.

Words after it go to pytest instead of the usual run: ``python -m tests -m slow`` for the long suites.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports"],
}


def main(words: list[str]) -> int:
    """Runs everything, the cheap checks first; the exit status is 0 when all hold."""
    from tests.tinydb_suite.run import fetch

    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TEXTUAL_THEME")}
    fetch()
    failed = []
    if not words:
        for name, (program, *rest) in CHECKS.items():
            print(f"== {name}", flush=True)
            if subprocess.run([Path(sys.executable).with_name(program), *rest], cwd=ROOT, env=environment).returncode:
                failed.append(name)
    print("== tests", flush=True)
    options = words or ["-q", "-n", "4", "--dist", "loadfile", "-rs"]
    if subprocess.run([sys.executable, "-m", "pytest", *options], cwd=ROOT, env=environment).returncode:
        failed.append("tests")
    print(f"failed: {', '.join(failed)}" if failed else "all checks hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
