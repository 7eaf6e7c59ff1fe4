"""What only the screens find wrong with settings and keys."""

from pathlib import Path

import pytest

from facilitator.app.checking import faults
from facilitator.core.i18n import Translator

TR = Translator()


def test_without_files_nothing_is_wrong(tmp_path: Path) -> None:
    assert faults(tmp_path, TR) == []


@pytest.mark.parametrize("theme", ["projector", "nord", ""])
def test_colours_of_the_program_and_of_textual_are_known(tmp_path: Path, theme: str) -> None:
    (tmp_path / "settings.toml").write_text(f'theme = "{theme}"\n')
    assert faults(tmp_path, TR) == []


def test_unknown_colours_are_named_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "lihgt"\n')
    [sentence] = faults(tmp_path, TR)
    assert sentence.startswith(f"{tmp_path / 'settings.toml'}: There are no colours “lihgt”")
    assert sentence.endswith("Did you mean “light”?")


def test_faults_of_the_keys_are_among_them(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('run.plan = "f2"\n')
    [sentence] = faults(tmp_path, TR)
    assert "“f2” is taken by “Notes” (run.notes)." in sentence
