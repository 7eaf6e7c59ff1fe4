"""The settings file."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import FacilitatorError
from facilitator.core.text import line
from facilitator.store.settings import ABOUT, FILE, Settings, changed, load, save, written


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def given_file(home: Path, text: str | bytes) -> Path:
    home.mkdir()
    path = home / FILE
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_without_a_file_everything_has_its_default(home: Path) -> None:
    assert load(home).settings == Settings()
    assert load(home).faults == ()


def test_every_key_is_read(home: Path) -> None:
    given_file(home, 'language = "nl"\ntheme = "nord"\nclient = "Acme"\npublic_screen = false\n')
    assert load(home).settings == Settings(language="nl", theme="nord", client="Acme", public_screen=False)


def test_a_mistyped_key_is_named_with_its_line_and_the_nearest(home: Path) -> None:
    path = given_file(home, '# mine\n\nlangage = "nl"\nclient = "Acme"\n')
    loaded = load(home)
    assert loaded.settings == Settings(client="Acme")
    assert loaded.faults == (f"{path}, line 3: Unknown key “langage”. Did you mean “language”?",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("language = 3", "“language” must be text, not a whole number."),
        ('public_screen = "no"', "“public_screen” must be true or false, not text."),
        ("public_screen = 1", "“public_screen” must be true or false, not a whole number."),
        ('language = "fr"', "“language” cannot be “fr”."),
        ("[client]\nname = 1", "“client” must be text, not a table."),
    ],
)
def test_a_wrong_value_is_named_and_has_its_default(home: Path, text: str, sentence: str) -> None:
    given_file(home, text)
    loaded = load(home)
    assert loaded.settings == Settings()
    assert len(loaded.faults) == 1
    assert sentence in loaded.faults[0]


@pytest.mark.parametrize("data", [b"language = ", b"\xff\xfe\x00", b"= 1", b"x" * 200_000])
def test_a_broken_file_is_one_sentence_and_stays_as_it_is(home: Path, data: bytes) -> None:
    path = given_file(home, data)
    loaded = load(home)
    assert loaded.settings == Settings()
    assert len(loaded.faults) == 1
    assert path.read_bytes() == data


def test_a_folder_in_place_of_the_file_is_one_sentence(home: Path) -> None:
    (home / FILE).mkdir(parents=True)
    assert len(load(home).faults) == 1


def test_saving_over_a_broken_file_keeps_it_beside(home: Path) -> None:
    given_file(home, "language = ")
    save(home, Settings(language="de"))
    assert load(home).settings.language == "de"
    kept = [path for path in home.iterdir() if path.name != FILE]
    assert [path.read_text() for path in kept] == ["language = "]


def test_saving_over_a_good_file_leaves_one_file(home: Path) -> None:
    save(home, Settings(language="de"))
    save(home, Settings(language="nl"))
    assert [path.name for path in home.iterdir()] == [FILE]


def test_the_saved_file_explains_every_key(home: Path) -> None:
    save(home, Settings())
    text = (home / FILE).read_text()
    for about in ABOUT:
        assert f"# {about.help}\n{about.key} = " in text


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(FacilitatorError, match="cannot be saved"):
        save(tmp_path / "home", Settings())


def test_every_setting_is_told_about() -> None:
    assert [about.key for about in ABOUT] == [field.name for field in fields(Settings)]


_LINE = st.text(max_size=40).map(line)


@given(st.sampled_from(["", "en", "nl", "de"]), _LINE, _LINE, st.booleans())
def test_what_is_saved_is_loaded(language: str, theme: str, client: str, public: bool) -> None:
    import tempfile

    settings = Settings(language=language, theme=theme, client=client, public_screen=public)
    with tempfile.TemporaryDirectory() as folder:
        save(Path(folder), settings)
        assert load(Path(folder)).settings == settings
    assert changed(Settings(), written(settings)) == settings
