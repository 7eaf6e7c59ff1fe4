"""The shape of the house, checked from outside: what a command may load."""

import subprocess
import sys

import pytest


def loaded_by(*words: str) -> set[str]:
    """The modules that a command of ours has loaded when it ends."""
    code = (
        "import sys\nfrom facilitator.__main__ import main\n"
        f"sys.argv = ['facilitator', *{list(words)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    last = done.stdout.splitlines()[-1]
    assert last.startswith("LOADED")
    return {name.split(".")[0] for name in last.split()[1:]}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["kinds"], ["workshops", "list"]], ids=" ".join)
def test_what_needs_no_screen_and_no_session_loads_neither_textual_nor_tinydb(words: list[str]) -> None:
    assert not loaded_by(*words) & {"textual", "tinydb"}


def test_the_probe_sees_what_is_loaded() -> None:
    assert {"facilitator", "msgspec"} <= loaded_by("kinds")
