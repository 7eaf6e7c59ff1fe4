"""``facilitator settings``: what can be set, and what is wrong with it."""

import json
from pathlib import Path

from .conftest import Run


def test_every_setting_is_listed_with_its_value_and_meaning(facilitator: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('client = "Acme"\n')
    done = facilitator("settings")
    assert done.result == 0
    assert 'client = "Acme"  # Whose sessions Home shows' in done.out
    assert "language =" in done.out


def test_faults_of_both_files_are_named_with_their_lines(facilitator: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("\nlangage = 1\n")
    (home / "keys.toml").write_text('run.next = "ctrl+i"\n')
    done = facilitator("settings")
    assert done.result == 1
    assert f"{home / 'settings.toml'}, line 2: Unknown key “langage”." in done.out
    assert f"{home / 'keys.toml'}, line 1: “ctrl+i” and “tab” are the same key" in done.out


def test_settings_can_be_read_by_a_script(facilitator: Run, home: Path) -> None:
    home.mkdir()
    (home / "keys.toml").write_text('run.next = "f4"\n')
    found = json.loads(facilitator("settings", "--json").out)
    assert found["keys"] == {"run.next": "f4"}
    assert found["faults"] == []
    assert found["settings"]["public_screen"] == "true"
