"""Writes ``raci.csv``: UTF-8 without BOM, comma, CRLF, letters as ``A/R``; one file for each matrix of the session.

Texts that a spreadsheet would take for a formula get an apostrophe in front, as OWASP advises; the import takes it off.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.core.blocks import AnyBlock, Heading, Table
from facilitator.core.text import slug, unused
from facilitator.exports.package import Package

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True)
class Sheet:
    """One matrix, whole, and the step that it is of."""

    step: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def files(package: Package) -> dict[str, bytes]:
    """A file for each matrix; none when there is none."""
    found = list(sheets(package.blocks))
    made: dict[str, bytes] = {}
    for sheet in found:
        base = "raci" if len(found) == 1 else f"raci-{slug(sheet.step)}"
        made[unused(base, made)] = _csv((sheet.heads, *sheet.rows))
    return {f"{name}.csv": content for name, content in made.items()}


def sheets(blocks: Sequence[AnyBlock]) -> Iterator[Sheet]:
    """The matrices among the blocks; those that were divided to fit on a page are whole again."""
    step, open_one = "", None
    for block in blocks:
        if isinstance(block, Table) and block.matrix:
            titles = [row[0] for row in block.rows]
            if open_one is not None and block.title and titles == [row[0] for row in open_one.rows]:
                open_one = _joined(open_one, block)
                continue
            if open_one is not None:
                yield open_one
            open_one = Sheet(step, tuple(column.title for column in block.columns), block.rows)
        elif isinstance(block, Heading) and block.level <= 2:
            if open_one is not None:
                yield open_one
            step, open_one = block.text, None
    if open_one is not None:
        yield open_one


def _joined(sheet: Sheet, part: Table) -> Sheet:
    rows = tuple((*row, *more[1:]) for row, more in zip(sheet.rows, part.rows, strict=True))
    return replace(sheet, heads=(*sheet.heads, *(column.title for column in part.columns[1:])), rows=rows)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; one that looks as if it had been one gets another apostrophe, so
    that nothing is lost when they are taken off."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _FORMULA.match(text) else text
