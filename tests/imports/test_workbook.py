"""Spreadsheet files: their sheets become tables, and what cannot be read is said."""

import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.imports.found import FoundMatrix
from facilitator.imports.raci import read_matrix
from facilitator.imports.reading import MOST_ROWS, Book
from facilitator.imports.scores import read_scores
from facilitator.imports.stakeholders import read_stakeholders
from facilitator.imports.workbook import is_workbook, opened, words_of
from tests.imports.workbooks import OLD_FILE, RELATIONS, cell, ods, ods_rows, packed, worksheet, xlsx

TR = Translator()
MATRIX: list[list[Any]] = [["Task", "PM", "Dev"], ["Plan", "A", "R"], ["Build", "C", "A/R"]]


def book(data: bytes) -> Book:
    return opened(data, "file.xlsx", TR)


def cells(*rows: list[Any], **more: Any) -> list[tuple[str, ...]]:
    return [row.cells for row in book(xlsx({"Sheet": worksheet(rows, **more)})).sheets[0].lines]


def matrix(data: bytes, **answers: str) -> FoundMatrix:
    found = read_matrix(book(data), TR, answers).found
    assert isinstance(found, FoundMatrix)
    return found


@pytest.mark.parametrize(
    "data", [xlsx({"RACI": worksheet(MATRIX)}), ods({"RACI": ods_rows(MATRIX)}), OLD_FILE], ids=["xlsx", "ods", "xls"]
)
def test_a_matrix_is_read_from_every_kind_of_spreadsheet_file(data: bytes) -> None:
    found = matrix(data)
    assert [row.title for row in found.rows] == ["Plan", "Build"]
    assert (found.columns, found.cells) == (("PM", "Dev"), {(0, 0): "A", (0, 1): "R", (1, 0): "C", (1, 1): "AR"})


def test_what_is_certain_raises_no_doubt() -> None:
    assert read_matrix(book(xlsx({"RACI": worksheet(MATRIX)})), TR).doubts == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (4.0, "4"),
        (-3.0, "-3"),
        (0.1 + 0.2, "0.3"),
        (1.125, "1.1250"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "✓"),
        (False, ""),
        (date(2027, 2, 1), "2027-02-01"),
        (datetime.fromisoformat("2027-02-01"), "2027-02-01"),
        (datetime.fromisoformat("2027-02-01 09:30"), "2027-02-01 09:30"),
        (time(9, 30), "09:30"),
        (timedelta(hours=25), "1 day, 1:00:00"),
        ("  A ", "A"),
    ],
)
def test_a_typed_cell_becomes_the_words_that_somebody_would_write(value: Any, words: str) -> None:
    assert words_of(value) == words


def test_numbers_truths_and_days_of_a_file_keep_their_meaning() -> None:
    assert cells(["Nr", "Day", "Done"], [1.0, 46419.0, True], [2.5, 46420.0, False], days=[1]) == [
        ("Nr", "Day", "Done"),
        ("1", "2027-02-01", "✓"),
        ("2.5", "2027-02-02", ""),
    ]


def test_lines_are_counted_as_in_the_file() -> None:
    found = read_matrix(book(xlsx({"RACI": worksheet([[], [None], *MATRIX, ["", "A", ""]])})), TR)
    assert "Line 6 has letters and no title; it is called “Row 6”." in found.doubts


def test_a_cell_merged_downwards_counts_for_each_of_its_rows() -> None:
    assert cells(["Phase", "Task"], ["One", "Plan"], [None, "Build"], [None, "Test"], merged=["A2:A3"]) == [
        ("Phase", "Task"),
        ("One", "Plan"),
        ("One", "Build"),
        ("", "Test"),
    ]


def test_letters_merged_over_several_roles_count_for_each_and_headings_stay_one_cell() -> None:
    rows = [["", "IT", "", ""], ["Task", "PM", "Dev", "Ops"], ["Plan", "A", None, "R"], ["Phase 2", None, None, None]]
    rows.append(["Build", "R", "A", "I"])
    found = matrix(xlsx({"RACI": worksheet(rows, merged=["B1:D1", "B3:C3", "A4:D4"])}))
    assert found.columns == ("PM", "Dev", "Ops")
    assert [found.cells.get((0, at)) for at in range(3)] == ["A", "A", "R"]
    assert [(row.title, row.section) for row in found.rows] == [("Plan", False), ("Phase 2", True), ("Build", False)]


def test_the_sheet_that_says_most_is_taken_and_another_can_be_chosen() -> None:
    notes = worksheet([["Notes"], ["Made in March"]])
    small = worksheet([["Task", "Legal", "HR"], ["Sign", "A", "C"]])
    data = xlsx({"Cover": notes, "Small": small, "Large": worksheet(MATRIX)})
    assert matrix(data).columns == ("PM", "Dev")
    assert matrix(data, table="1").columns == ("Legal", "HR")
    [choice] = [one for one in read_matrix(book(data), TR).choices if one.key == "table"]
    assert [words for _, words in choice.options] == ["line 1: Large", "line 1: Small"]


def test_sheets_of_the_same_roles_are_read_alone_or_all_together() -> None:
    more = worksheet([["Task", "PM", "Dev"], ["Ship", "A", "R"]])
    data = xlsx({"Build": worksheet(MATRIX), "Run": more})
    assert [row.title for row in matrix(data).rows] == ["Plan", "Build"]
    assert [row.title for row in matrix(data, table="2").rows] == ["Build", "Plan", "Build", "Run", "Ship"]
    [choice] = [one for one in read_matrix(book(data), TR).choices if one.key == "table"]
    assert choice.options[2][1] == "line 1: Build + Run"


def test_hidden_sheets_are_named_and_not_read() -> None:
    preview = read_matrix(book(xlsx({"RACI": worksheet(MATRIX), "Old": worksheet(MATRIX)}, hidden=["Old"])), TR)
    assert preview.doubts == ("Hidden sheets are not read: Old.",)


def test_stakeholders_and_scores_are_read_from_sheets() -> None:
    people = xlsx({"People": worksheet([["Name", "Influence", "Attitude"], ["Anna", 8.0, -3.0], ["Ben", 2.5, 10.0]])})
    found: Any = read_stakeholders(book(people), TR).found
    assert [(one.name, one.influence, one.attitude) for one in found.people] == [("Anna", 8.0, -3.0), ("Ben", 2.5, 10)]
    scores = read_scores(book(xlsx({"S": worksheet([["Idea", "Impact"], ["Mail", 1.125], ["Chat", 4.0]])})), TR)
    assert scores.doubts == ()
    assert [item.values for item in scores.found.items] == [(1.125,), (4.0,)]


def test_names_alone_in_a_sheet_are_read_as_names() -> None:
    found: Any = read_stakeholders(book(xlsx({"People": worksheet([["Anna"], ["Ben"]])})), TR).found
    assert [one.name for one in found.people] == ["Anna", "Ben"]


def test_more_rows_than_are_read_are_said() -> None:
    rows = [["Task", "PM", "Dev"], *([f"Task {n}", "A", "R"] for n in range(MOST_ROWS))]
    preview = read_matrix(book(xlsx({"RACI": worksheet(rows)})), TR)
    assert "The text is longer than is read; what comes after is left out." in preview.doubts


FAR = f'<worksheet><sheetData><row r="1">{cell(0, 0, "a")}</row><row r="1048576">{cell(1048575, 16383, "b")}</row>'
FAR += "</sheetData></worksheet>"
MANY = '<table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p>'
WIDE = f"<table:table-row>{MANY}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 no archive", "cannot be read as a spreadsheet"),
        (xlsx({"RACI": worksheet(MATRIX)})[:-40], "cannot be read as a spreadsheet"),
        (packed({"xl/workbook.xml": "<no/>"}), "cannot be read as a spreadsheet"),
        (packed({"xl/workbook.bin": ""}), "Save it as .xlsx"),
        (packed({"word/document.xml": ""}), "Copy its table and paste"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "Copy its table and paste"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "cannot be read as a spreadsheet"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (xlsx({"Far": FAR}), "cells far away"),
        (ods({"Wide": WIDE}), "cells far away"),
    ],
    ids=["no zip", "cut", "no workbook", "xlsb", "docx", "odt", "no xls", "password", "far", "wide"],
)
def test_what_cannot_be_read_is_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FacilitatorError, match=sentence):
        book(data)


def test_cells_that_only_have_a_colour_are_not_far_away() -> None:
    rows = f'<row r="1">{cell(0, 0, "Task")}{cell(0, 1, "PM")}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    data = xlsx({"RACI": f'<worksheet xmlns="{RELATIONS}"><sheetData>{rows}</sheetData></worksheet>'})
    assert [row.cells for row in book(data).sheets[0].lines] == [("Task", "PM")]


@given(st.binary(max_size=400), st.integers(0, 3000), st.booleans())
def test_a_broken_file_never_ends_in_anything_but_a_sentence(noise: bytes, at: int, old: bool) -> None:
    whole = OLD_FILE if old else xlsx({"RACI": worksheet(MATRIX)})
    broken = whole[:at] + noise + whole[at + len(noise) :]
    if is_workbook(broken):
        with suppress(FacilitatorError):
            assert isinstance(book(broken), Book)


def test_the_reader_of_spreadsheets_is_not_loaded_before_a_file_is_opened() -> None:
    code = "import sys, facilitator.imports.files, facilitator.app.import_door; print('python_calamine' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip() == "False"
