from pathlib import Path

import pytest

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.imports.door import IMPORTS
from facilitator.imports.files import LARGEST, content, load
from facilitator.imports.found import FoundMatrix, FoundScores, FoundStakeholders
from facilitator.imports.reading import MOST_ROWS, Book, Material
from facilitator.imports.workbook import opened
from tests.imports.workbooks import worksheet, xlsx

TR = Translator()


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a;\xe4")
    assert load(tmp_path / "a.csv", TR) == b"a;\xe4"


@pytest.mark.parametrize(
    ("start", "word"),
    [(b"%PDF-1.7", "PDF"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture")],
)
def test_a_file_of_another_kind_says_what_to_do(tmp_path: Path, start: bytes, word: str) -> None:
    (tmp_path / "file").write_bytes(start + b"rest")
    with pytest.raises(FacilitatorError, match=word):
        load(tmp_path / "file", TR)


def test_bytes_are_a_text_with_its_encoding_or_sheets_without_one() -> None:
    assert content(b"a;\xe4", "a.csv", TR) == ("a;ä", "cp1252")
    assert content(b"a;\x8a", "a.csv", TR, "mac-roman") == ("a;ä", "mac-roman")
    held, encoding = content(xlsx({"One": worksheet([["a"]])}), "a.xlsx", TR)
    assert isinstance(held, Book)
    assert encoding == ""


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match=r"There is no file .*gone\.csv"):
        load(tmp_path / "gone.csv", TR)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FacilitatorError, match="cannot be read"):
        load(tmp_path, TR)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(FacilitatorError, match="too large"):
        load(tmp_path / "big", TR)


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("matrix", "Task,PM,Dev", "Plan,A,R"),
        ("stakeholders", "Name,Influence", "Anna,H"),
        ("scores", "Idea,Impact", "Mail,3"),
    ],
)
def test_what_is_too_long_to_be_read_whole_is_said(name: str, head: str, row: str) -> None:
    text = f"{head}\n" + f"{row}\n" * MOST_ROWS
    assert any("longer than is read" in doubt for doubt in IMPORTS[name].read(text, TR, {}).doubts)


def test_a_line_that_is_no_name_for_its_length_is_said() -> None:
    preview = IMPORTS["stakeholders"].read("Anna\n" + "word " * 50_000, TR, {})
    assert "1 line is too long for a name." in preview.doubts


def test_every_import_reads_what_it_is_called_after() -> None:
    texts = {
        "matrix": "Task,PM,Dev\nPlan,A,R\n",
        "stakeholders": "Name,Influence\nAnna,H\n",
        "scores": "Idea,Impact\nMail,3\n",
    }
    kinds = {"matrix": FoundMatrix, "stakeholders": FoundStakeholders, "scores": FoundScores}
    assert set(texts) == set(IMPORTS)
    for name, text in texts.items():
        found = IMPORTS[name].read(text, TR, {}).found
        assert isinstance(found, kinds[name])
        assert found.name == name


@pytest.mark.parametrize("name", IMPORTS)
@pytest.mark.parametrize("material", ["", " \r\n\t", opened(xlsx({"Empty": worksheet([])}), "empty.xlsx", TR)])
def test_what_is_empty_is_said_to_be(name: str, material: Material) -> None:
    preview = IMPORTS[name].read(material, TR, {})
    assert (preview.found, preview.doubts) == (None, ("There is nothing in it.",))
