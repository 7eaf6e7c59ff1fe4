"""``facilitator settings``: what can be set, and what is wrong with it."""

import json
import subprocess
import sys
from pathlib import Path

from facilitator.app.themes import TITLES
from facilitator.store.settings import THEMES, load

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


def test_what_is_listed_can_be_put_into_the_file_as_it_is(facilitator: Run, home: Path) -> None:
    home.mkdir()
    listed = facilitator("settings").out.split(str(home / "keys.toml"))[0].splitlines()[1:]
    (home / "settings.toml").write_text("\n".join(listed))
    assert load(home).faults == ()


def test_the_programs_own_colours_are_listed(facilitator: Run) -> None:
    assert ", ".join(THEMES) in facilitator("settings").out
    assert set(THEMES) == set(TITLES)


def test_the_program_itself_also_names_unknown_colours_unknown_actions_and_keys_taken_twice(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('theme = "projektor"\n')
    (home / "keys.toml").write_text('run.nxt = "x"\nrun.plan = "f2"\n')
    command = [sys.executable, "-m", "facilitator", "--home", str(home), "--lang", "en", "settings"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There are no colours “projektor”; settings and palette list what there is." in done.stdout
    assert "Did you mean “projector”?" in done.stdout
    assert "line 1: There is no action “run.nxt”. Did you mean “run.next”?" in done.stdout
    assert "“f2” is taken by “Notes” (run.notes)." in done.stdout
