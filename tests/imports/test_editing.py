"""Files of an own workshop while they are edited."""

import os
from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.imports.editing import ChangedMeanwhile, Editing, read, write
from facilitator.imports.library import LARGEST, at
from tests.core.workshop_texts import BASE, DUTCH, KINDS

TR = Translator()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    (made / "workshop.toml").write_text(BASE, encoding="utf-8")
    (made / "nl.toml").write_text(DUTCH, encoding="utf-8")
    return made


@pytest.fixture
def editing(folder: Path) -> Editing:
    return Editing(at(folder, TR), TR)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_workshop_is_read_with_its_overlays(editing) -> None:
    assert list(editing.files) == ["workshop.toml", "nl.toml"]
    assert editing.changed == []


def test_a_file_on_its_own_has_no_overlays(tmp_path) -> None:
    (tmp_path / "alone.toml").write_text(BASE)
    (tmp_path / "nl.toml").write_text(DUTCH)
    editing = Editing(at(tmp_path / "alone.toml", TR), TR)
    assert list(editing.files) == ["alone.toml"]
    editing.texts["alone.toml"] = "title = 1"
    assert {fault.file for fault in editing.faults(KINDS, TR)} == {"alone.toml"}


def test_the_faults_are_those_of_what_is_typed(editing) -> None:
    assert editing.faults(KINDS, TR) == []
    editing.texts["workshop.toml"] = BASE.replace("minutes = 15", "minutes = 0")
    editing.texts["nl.toml"] = "= broken"
    assert [fault.file for fault in editing.faults(KINDS, TR)] == ["workshop.toml", "nl.toml"]


def test_what_is_saved_lies_on_disk_and_nothing_else(editing, folder) -> None:
    editing.texts["workshop.toml"] = "x = 1\n"
    assert editing.changed == ["workshop.toml"]
    editing.save("workshop.toml")
    assert editing.changed == []
    assert (folder / "workshop.toml").read_text() == "x = 1\n"
    assert names(folder) == ["nl.toml", "workshop.toml"]


def test_a_new_overlay_lies_on_disk_only_when_it_is_saved(editing, folder) -> None:
    assert editing.add("de") == "de.toml"
    assert names(folder) == ["nl.toml", "workshop.toml"]
    editing.texts["de.toml"] = 'title = "Klein"\n'
    editing.save("de.toml")
    assert (folder / "de.toml").read_text() == 'title = "Klein"\n'


def test_what_another_program_wrote_meanwhile_is_not_overwritten(editing, folder) -> None:
    (folder / "workshop.toml").write_text("theirs = 1\n")
    editing.texts["workshop.toml"] = "mine = 1\n"
    with pytest.raises(ChangedMeanwhile, match=r"Another program has changed workshop\.toml"):
        editing.save("workshop.toml")
    assert (folder / "workshop.toml").read_text() == "theirs = 1\n"


def test_saving_over_it_keeps_it_beside(editing, folder) -> None:
    (folder / "workshop.toml").write_text("theirs = 1\n")
    editing.texts["workshop.toml"] = "mine = 1\n"
    editing.save("workshop.toml", over=True)
    assert (folder / "workshop.toml").read_text() == "mine = 1\n"
    assert (folder / "workshop.toml.kept-1").read_text() == "theirs = 1\n"


def test_taking_theirs_keeps_mine_beside(editing, folder) -> None:
    (folder / "workshop.toml").write_text("theirs = 1\n")
    editing.texts["workshop.toml"] = "mine = 1\n"
    editing.take_other("workshop.toml")
    assert editing.texts["workshop.toml"] == "theirs = 1\n"
    assert (folder / "workshop.toml.kept-1").read_text() == "mine = 1\n"
    assert editing.changed == []


def test_a_kept_version_is_never_overwritten(editing, folder) -> None:
    for n in (1, 2):
        (folder / "workshop.toml").write_text(f"theirs = {n}\n")
        editing.take_other("workshop.toml")
    assert names(folder) == ["nl.toml", "workshop.toml", "workshop.toml.kept-1", "workshop.toml.kept-2"]


def test_a_file_that_was_removed_meanwhile_is_written_anew(editing, folder) -> None:
    (folder / "workshop.toml").unlink()
    editing.texts["workshop.toml"] = "mine = 1\n"
    editing.save("workshop.toml")
    assert (folder / "workshop.toml").read_text() == "mine = 1\n"


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "CP1252"), ("utf-16", "UTF-16")])
def test_another_encoding_is_said_and_its_original_kept(tmp_path, encoding, name) -> None:
    path = tmp_path / "workshop.toml"
    path.write_bytes('title = "Über"\n'.encode(encoding))
    file = read(path, TR)
    assert file.text == 'title = "Über"\n'
    assert f"read as {name} and will be saved as UTF-8" in file.said
    saved = write(file, file.text, TR)
    assert path.read_text(encoding="utf-8") == 'title = "Über"\n'
    assert (tmp_path / "workshop.toml.kept-1").read_bytes() == 'title = "Über"\n'.encode(encoding)
    write(saved, "x = 1\n", TR)
    assert names(tmp_path) == ["workshop.toml", "workshop.toml.kept-1"]


def test_bytes_of_no_encoding_can_still_be_read(tmp_path) -> None:
    path = tmp_path / "workshop.toml"
    path.write_bytes(b"x = 1 # \x81\xff\n")
    assert read(path, TR).said


def test_what_a_terminal_must_not_get_is_left_out_and_said(tmp_path) -> None:
    path = tmp_path / "workshop.toml"
    path.write_text("x = 1 # \x1b[31mred\u202e\n")
    file = read(path, TR)
    assert file.text == "x = 1 # [31mred\n"
    assert "have been left out" in file.said


def test_windows_line_breaks_stay(tmp_path) -> None:
    path = tmp_path / "workshop.toml"
    path.write_bytes(b"a = 1\r\nb = 2\r\n")
    file = read(path, TR)
    assert (file.text, file.said) == ("a = 1\nb = 2\n", "")
    write(file, "a = 1\nb = 3\n", TR)
    assert path.read_bytes() == b"a = 1\r\nb = 3\r\n"


def test_a_byte_order_mark_is_nothing_to_speak_of(tmp_path) -> None:
    path = tmp_path / "workshop.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert (read(path, TR).text, read(path, TR).said) == ("a = 1\n", "")


def test_a_file_that_is_too_large_is_refused(tmp_path) -> None:
    path = tmp_path / "workshop.toml"
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(FacilitatorError, match="larger than a workshop can be"):
        read(path, TR)


def test_a_disk_that_does_not_take_it_is_a_sentence_and_the_file_stays(editing, folder, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    editing.texts["workshop.toml"] = "mine = 1\n"
    with pytest.raises(FacilitatorError, match=r"Cannot write .*: No space left on device"):
        editing.save("workshop.toml")
    assert (folder / "workshop.toml").read_text() == BASE
    assert names(folder) == ["nl.toml", "workshop.toml"]
    assert editing.changed == ["workshop.toml"]
