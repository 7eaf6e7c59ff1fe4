"""Spreadsheet files as small as they can be, made by hand."""

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cell = str | float | bool | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE = 1
"""Number of the style of days."""


def packed(parts: Mapping[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def name_of(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def cell(row: int, column: int, value: Cell, style: int = 0) -> str:
    at = f'r="{name_of(row, column)}" s="{style}"'
    if value is None:
        return f"<c {at}/>"
    if isinstance(value, bool):
        return f'<c {at} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {at}><v>{value!r}</v></c>"


def worksheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str] = (), days: Sequence[int] = ()) -> str:
    """``days``: columns whose numbers are days."""
    lines = []
    for r, row in enumerate(rows):
        cells = "".join(cell(r, c, value, DATE if c in days else 0) for c, value in enumerate(row))
        lines.append(f'<row r="{r + 1}">{cells}</row>')
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    wide = f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>' if merged else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{wide}</worksheet>'


def xlsx(sheets: Mapping[str, str], hidden: Sequence[str] = ()) -> bytes:
    """A workbook of worksheets by name."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kinds}.worksheet+xml"/>' for n in numbers
    )
    states = {name: ' state="hidden"' if name in hidden else "" for name in sheets}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}"{states[name]} r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    last = len(sheets) + 1
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{overrides}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
            f'<Relationship Id="rId{last}" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
            "</cellXfs></styleSheet>",
            **{f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets.values(), 1)},
        }
    )


def ods(tables: Mapping[str, str]) -> bytes:
    """An OpenDocument spreadsheet of the inside of its tables by name."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(f'<table:table table:name="{escape(name)}">{rows}</table:table>' for name, rows in tables.items())
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>',
            "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0" '
            f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
            f"{body}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )


OLD_FILE = zlib.decompress(
    base64.b64decode(
        "eNrtWE1oE0EU/mazmz/SNKmp0AolFKzaFkS8CNKuadXioSUGQRFBU5NDSUgl/oBerNYcBcGT4qXQi5eqF3/Qg948CBU9CIKS6NGT"
        "oOChzfrmZTZNNWADWlTmW+bNmzfv25nMezPZ3ZeL0fLcve4KfsAwPKg6AXgbbIJKwG1EQP2OI1W39lNxNP4pBPwUSK+Fx20vfDKG"
        "Mt4VGLhrPiMJfKByDKcwMV3IxtcRIzyHtJBzGCIpcIssYXTxrDpYnmS5geUd9nzCcg9brrIcIt+yOIpFe6J/l8riI0Yv94Uh7/uA"
        "OW/ZsgOdeC6z+OI1UfO1kChOpfN/Z0ePGcI8KG5j2UK2mM6XEaMAzuOrEwe+uDv1aVzb19cuQPZvq+2+JvbrhgnMwDnBCV5CCO89"
        "ssdEKjF6YAm7+bgNsAWH0qdzlKPJcXLZmz1HlmQ+XaCESFBJWcDI2al8hvRRckhsTwUllXd3ZNXubuOsD5HMoJ31KOd+hM7vpduf"
        "X41PJu3jbJnhE7127m+WU4WDS5JB5DD3eOqynxkDLC/zXTex3s0yRhlLdV+yUyn7Z9nnCvf20Tg7Ga/tLQ36VtJLnw4+7Cl9tLeR"
        "vjBWuRBbeGPPoZcWJUN8ec1iUAyKmzckHtluLdQZ8Y5l10/nhd+IqLk76s+tHcsIshplWWvJ1RH1lqHWSrJFE7Zgtkf5C2ab9ZZk"
        "W4ptNGEbzPYq/1pkfPWWZMt4DBsduC9d6ZxbQRAaGhoaGhoaGhoav4bgp9raM7x8UrXUW4JPfddZplLVn0n+W6QwTdcZejHdhwLV"
        "RZxvKX82whLuvcQaOe73QonDNHoROUzyPHIt5y+95YnG37NmYuT3baFWx6+2Ms8/PP53HzXKjg=="
    )
)
"""A matrix of two roles and two tasks, as Excel 97 would keep it."""
