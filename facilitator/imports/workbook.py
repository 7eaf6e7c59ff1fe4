"""Sheets of spreadsheet files (xlsx, xls, ods) as tables. The reader of these files is imported when one is opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.imports.letters import cell_of
from facilitator.imports.reading import MOST_ROWS, Book, Line, Table, unguarded

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How xlsx and ods files begin, and xls files."""
MOST_CELLS = 2_000_000
"""Rows times columns up to the last filled cell. The reader makes room for all of them at once, and a single cell in
the last corner of a sheet asks for more memory than there is, which ends the whole program."""
MOST_BYTES = 60_000_000
"""Of a part of the file when it is unpacked."""
MOST_COLUMNS = 300

_DAMAGED = N_("{file} cannot be read as a spreadsheet. Open and save it anew, or copy its cells and paste.")
_HUGE = N_("{file} has cells far away from its table. Copy the table into a new file, or copy its cells and paste.")
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_REPEATED = re.compile(
    rb"<table:table-cell\b(?=[^<>]*\bvalue-type)[^<>]*number-columns-repeated=\"(\d{4,})\""
    rb"|<table:table-row\b[^<>]*number-rows-repeated=\"(\d{5,})\"[^<>]*>\s*(?=<table:table-cell\b[^<>]*\bvalue-type)"
)
Value = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(data: bytes) -> bool:
    """Whether these bytes begin like a spreadsheet file."""
    return data.startswith((ZIP, OLE))


def opened(data: bytes, name: str, tr: Translator) -> Book:
    """The sheets of a file that have something in them; hidden ones are only named.

    Raises:
        FacilitatorError: it is another kind of document, is protected, damaged or too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        _measured(data, name, tr)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _book(workbook)
    except PasswordError as error:
        message = N_("{file} is protected by a password. Save it without one, or copy its cells and paste.")
        raise FacilitatorError(tr(message, file=name)) from error
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise FacilitatorError(tr(_DAMAGED, file=name)) from error


def _measured(data: bytes, name: str, tr: Translator) -> None:
    """Refuses what is no spreadsheet, and what the reader could not hold."""
    if not data.startswith(ZIP):
        if "EncryptedPackage".encode("utf-16-le") in data:
            message = N_("{file} is protected by a password. Save it without one, or copy its cells and paste.")
            raise FacilitatorError(tr(message, file=name))
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part.filename: part for part in archive.infolist()}
        if "xl/workbook.bin" in parts:
            raise FacilitatorError(tr("{file} is a binary workbook. Save it as .xlsx.", file=name))
        kind = archive.read("mimetype") if "mimetype" in parts else b""
        if not any(part.startswith("xl/") for part in parts) and b"spreadsheet" not in kind:
            raise FacilitatorError(tr("{file} is a document or an archive. Copy its table and paste.", file=name))
        for part in parts.values():
            if part.filename.endswith(".xml"):
                if part.file_size > MOST_BYTES:
                    raise FacilitatorError(tr(_HUGE, file=name))
                _check(archive.read(part), name, tr)


def _check(xml: bytes, name: str, tr: Translator) -> None:
    width = height = 0
    for found in _CELL.finditer(xml):
        width, height = max(width, _number(found[1])), max(height, int(found[2]))
    if width * height > MOST_CELLS or _REPEATED.search(xml):
        raise FacilitatorError(tr(_HUGE, file=name))


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for sign in letters:
        number = number * 26 + sign - 64
    return number


def _book(workbook: "CalamineWorkbook") -> Book:
    found, hidden = [], []
    for about in workbook.sheets_metadata:
        if str(about.typ) != "SheetTypeEnum.WorkSheet":
            continue
        if str(about.visible) != "SheetVisibleEnum.Visible":
            hidden.append(about.name)
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        lines = tuple(_lines(sheet))
        if any(row.filled for row in lines):
            found.append(Table(lines, about.name, "sheet", complete=(sheet.end or (0, 0))[0] < MOST_ROWS))
    return Book(tuple(found), tuple(hidden))


def _lines(sheet: "CalamineSheet") -> Iterator[Line]:
    """The rows of a sheet as far as they are read, each as long as the longest."""
    rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS)
    cells = [[unguarded(words_of(value)) for value in row[:MOST_COLUMNS]] for row in rows]
    _spread(cells, sheet.merged_cell_ranges or ())
    for at, row in enumerate(cells, 1):
        yield Line(at, tuple(row))


def _spread(cells: list[list[str]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Puts what a merged cell says into each row that it reaches over; to the right only letters of roles: other
    wide cells are headings over several columns."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(cells) or left >= len(cells[top]) or not (text := cells[top][left]):
            continue
        said = cell_of(text)
        wide = left > 0 and said is not None and bool(said.letters or said.check)
        if right > left and not wide:
            continue
        for row in cells[top : bottom + 1]:
            for at in range(left, min(right + 1, len(row))):
                row[at] = text


def words_of(value: Value) -> str:
    """A typed cell as it would be written: whole numbers without a point, ISO days, a mark for *true*."""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, float):
        return _plain(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _plain(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.10g}"
    # three digits behind a point could be thousands for those who read the text
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text
