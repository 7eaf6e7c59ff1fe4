from pathlib import Path

import pytest

from facilitator.core.i18n import Translator
from facilitator.store import toml_files
from facilitator.store.toml_files import Document, read, write


def document(path: Path) -> Document:
    return read(path, Translator(), too_large="{file} is too large.", unreadable="{file}: {reason}.")


def test_without_a_file_there_is_nothing_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert document(tmp_path / "x.toml") == Document({})


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / "new" / "x.toml", 'name = "Zoë"\n')
    assert document(tmp_path / "new" / "x.toml") == Document({"name": "Zoë"}, 'name = "Zoë"\n')


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert document(tmp_path / "x.toml").values == {"a": 1}


@pytest.mark.parametrize("data", [b"a = ", b"\xff\xfe", b"a = 1\na = 2\n"], ids=["cut", "no text", "twice"])
def test_what_cannot_be_read_is_said_with_its_name_and_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    found = document(path)
    assert found.fault.startswith(f"{path}: ")
    assert not found.values
    assert path.read_bytes() == data


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("#" * (toml_files.LARGEST + 1))
    assert document(path).fault == f"{path} is too large."


def test_nothing_else_is_left_after_writing(tmp_path: Path) -> None:
    write(tmp_path / "x.toml", "a = 1\n")
    assert [path.name for path in tmp_path.iterdir()] == ["x.toml"]
