"""What the README promises is there."""

import re
from pathlib import Path

import pytest

from facilitator.activities import find
from facilitator.cli.main import COMMANDS
from facilitator.core.workshop_check import check
from facilitator.core.workshop_settings import kind_checks

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]


@pytest.mark.parametrize("link", LINKS)
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_named(command: str) -> None:
    assert f"`{command}" in README or f"`facilitator {command}" in README


def test_the_set_up_is_two_lines_and_ci_runs_the_second() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_workshop_of_the_readme_has_no_fault() -> None:
    [text] = re.findall(r"```toml\n(.*?)```", README, re.S)
    assert check(text, {}, kind_checks(find())) == []
