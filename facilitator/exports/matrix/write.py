"""Writes ``raci.csv``: letters as ``A/R``, no cell is a formula; one file for each matrix of the session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.core.blocks import AnyBlock, Heading, Table
from facilitator.core.text import slug, unused
from facilitator.exports.package import Package
from facilitator.exports.spreadsheet import neutral, written


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
        made[unused(base, made)] = written(map(neutral, row) for row in (sheet.heads, *sheet.rows))
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
