"""A matrix of roles out of whatever people write: tables with letters or with names, either way round, and lists."""

from dataclasses import replace

from facilitator.core.i18n import N_, Translator
from facilitator.core.text import line
from facilitator.imports.grid_merging import merged
from facilitator.imports.grids import Grid, grids
from facilitator.imports.letters import letter_of
from facilitator.imports.matrix_building import Building
from facilitator.imports.preview import Answers, Notes, Preview
from facilitator.imports.reading import Book, Material, sheets, tables, text_of
from facilitator.imports.role_lists import listed
from facilitator.imports.words import LETTERS


def read_matrix(text: Material, tr: Translator, answers: Answers = {}) -> Preview:  # noqa: B006 – it is only read
    """The matrix of a text, with every doubt in words.

    Answers are about ``table``, ``layout`` (``rows`` or ``roles``: what the rows are), ``bare`` (``section`` or
    ``activity``: what rows without letters are), ``check`` (the letter of a check mark) and ``column:<n>``.
    """
    notes = Notes(tr, answers)
    notes.measure(text)
    found = _candidates(text)
    if not found:
        message = N_(
            "There is no matrix of roles in this text: no table with R, A, C or I in its cells, none with such columns."
        )
        notes.doubt(tr(message))
        return notes.preview(None)
    grid = notes.one_of(found, _about)
    if len(found) > 1:
        notes.doubt(tr.n("There is {n} other matrix in the text.", "There are {n} other matrices.", len(found) - 1))
    grid = _with_columns(grid, notes)
    return Building(grid, notes).preview()


def _about(grid: Grid) -> tuple[int, str]:
    return grid.line, grid.title or ", ".join(filter(None, grid.heads))


def _candidates(text: Material) -> list[Grid]:
    """The matrices, the largest first."""
    read = tables(text)
    if isinstance(text, Book):
        found = [grid for table in read for grid in merged(list(grids(table)))]
        whole = [_all(grid, found) for grid in merged(found) if grid not in found]
        return [*sorted(found, key=lambda grid: -grid.filled), *whole]
    if read and read[0].form != "cells" and (found := merged([grid for table in read for grid in grids(table)])):
        return found
    best: list[Grid] = []
    for table in sheets(text):
        found = merged(list(grids(table)))
        if sum(grid.filled for grid in found) > sum(grid.filled for grid in best):
            best = found
    if not best and (grid := listed(text_of(text))):
        best = [grid]
    return best


def _all(grid: Grid, parts: list[Grid]) -> Grid:
    """Several sheets of the same roles as one, called after all of them."""
    return replace(grid, title=" + ".join(part.title for part in parts if part.roles == grid.roles))


def _with_columns(grid: Grid, notes: Notes) -> Grid:
    """The grid with each column as the user says it is."""
    tr, names = notes.tr, any(field.startswith("letter:") for field in grid.fields)
    options = [("title", tr("activity")), ("section", tr("heading above rows")), ("role", tr("role with letters"))]
    if names:
        options += [("who", tr("who has the letters"))]
        options += [(f"letter:{letter}", tr("names of those with {letter}", letter=letter)) for letter in LETTERS]
    options.append(("", tr("not read")))
    fields = list(grid.fields)
    for at, head in enumerate(grid.heads):
        if head or fields[at] or any(grid.cell(row, at) for row in grid.body):
            fields[at] = notes.column(at, head, options, fields[at])
            if fields[at] == "letter:A" and letter_of(head) == "R" and not notes.answered(f"column:{at}"):
                notes.doubt(tr("Column “{name}” is read as A, since another one is R.", name=line(head, 40)))
    notes.unread(grid.heads, fields)
    return replace(grid, fields=tuple(fields))
