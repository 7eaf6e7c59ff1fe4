"""What the start of the program loads, and what it leaves for later."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.shell_app import a_session

HEAVY = (
    *("jinja2", "qrcode", "markdown_it", "aiohttp", "xlsxwriter", "docx", "pptx", "typst", "PIL", "icalendar"),
    *("tinydb", "filelock", "argparse", "hypothesis", "pytest"),
    *("facilitator.app.run", "facilitator.app.new", "facilitator.app.library", "facilitator.kit.dialogs"),
    *("facilitator.session", "facilitator.activities", "facilitator.exports", "facilitator.imports"),
)
PROGRAM = """
import asyncio, gc, sys
from facilitator.__main__ import run
from facilitator.app.app import FacilitatorApp
from facilitator.kit.rows import Rows

async def main():
    launch = run([])
    app = FacilitatorApp(launch.home, client=launch.client, language=launch.language)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        print(len(app.screen.query_one(Rows).rows), gc.isenabled())
    print(*sys.modules)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Number of sessions listed, and the modules that a Home with three sessions has loaded."""
    home = tmp_path_factory.mktemp("home")
    for number in range(3):
        a_session(home, f"Session {number}", "Acme")
    environment = {"FACILITATOR_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2]), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout.split()


def test_home_lists_every_session_at_its_first_picture(started: list[str]) -> None:
    assert started[0] == "3"


def test_garbage_is_collected_once_home_is_there(started: list[str]) -> None:
    assert started[1] == "True"


@pytest.mark.parametrize("name", HEAVY)
def test_home_starts_without(started: list[str], name: str) -> None:
    assert [module for module in started[2:] if module == name or module.startswith(f"{name}.")] == []
