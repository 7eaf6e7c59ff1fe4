"""A grid of cells becomes a matrix: rows, columns, letters, and what of it was doubtful."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from facilitator.core.text import folded, line
from facilitator.imports.found import FoundMatrix, FoundRow
from facilitator.imports.grids import Grid, swapped
from facilitator.imports.letters import cell_of, names_of
from facilitator.imports.preview import Notes, Preview
from facilitator.imports.reading import Line
from facilitator.imports.words import LETTERS, nobody, placeholder

MOST_CELLS = 60_000
_LEGEND = re.compile(
    r"\W*[A-Z]\W*\s*[=:–-]\s*\w.*|\W*(?:legend|legenda|legende|key|total|totaal|summe|gesamt)\b.*", re.I
)
_PHASE = re.compile(r"\W*(?:phase|fase|stage|part|deel|teil|step)\s+[\dIVX]+\b.*|.*:\s*", re.IGNORECASE)


@dataclass
class Building:
    """Puts a matrix together, row by row. Nothing is dropped in silence: what is not read is said."""

    grid: Grid
    notes: Notes
    rows: list[FoundRow] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    section: str = ""
    _ends: frozenset[int] = frozenset()

    def preview(self) -> Preview:
        """The whole as it stands."""
        tr, notes, grid = self.notes.tr, self.notes, self.grid
        self._check = self._asked_check()
        bare = self._asked_bare()
        self.left += [" ".join(filter(None, row.cells)) for row in grid.left]
        self._heads()
        for row in grid.body:
            self._row(row, bare)
        self._drop_empty_end()
        found = FoundMatrix(rows=tuple(self.rows), columns=tuple(self.columns), cells=dict(self.cells))
        if "role" in grid.fields:
            guess = "roles" if swapped(grid) else "rows"
            options = [("rows", tr("activities")), ("roles", tr("roles or people"))]
            if notes.choose("layout", tr("The rows are"), options, guess) == "roles":
                self.left += [row.title for row in found.rows if row.section]
                found = transposed(found)
        self._say()
        if not found.cells:
            notes.doubt(tr("No letters are left with these columns."))
            return notes.preview(None)
        many = sum(not row.section for row in found.rows)
        said = " · ".join(
            (
                tr.n("{n} row", "{n} rows", many),
                tr.n("{n} column", "{n} columns", len(found.columns)),
                tr.n("{n} cell with letters", "{n} cells with letters", len(found.cells)),
            )
        )
        return notes.preview(found, said, (tr("Activity or decision"), *found.columns), _shown(found))

    def _asked_check(self) -> str:
        """The letter that a check mark stands for."""
        grid, tr = self.grid, self.notes.tr
        roles = [at for at, what in enumerate(grid.fields) if what == "role"]
        if not any((cell := cell_of(grid.cell(row, at))) and cell.check for row in grid.body for at in roles):
            return ""
        options = [*((letter, letter) for letter in LETTERS), ("", tr("not read"))]
        chosen = self.notes.choose("check", tr("A check mark means"), options, "R")
        if not self.notes.answered("check"):
            self.notes.doubt(tr("Check marks are read as {letter}.", letter=chosen or "–"))
        return chosen

    def _asked_bare(self) -> str:
        """What rows without letters are: ``section``, ``activity``, or, of a matrix of our own, by their colon."""
        bare = [row for row in self.grid.body if self._title(row) and not self._filled(row)]
        bare = [row for row in bare if not _LEGEND.fullmatch(self._title(row))]
        if self.grid.own or not bare:
            return "own" if self.grid.own else "activity"
        ends = self._last_ones()
        judged = [row for row in bare if row.at not in ends]
        sure = [row for row in judged if self._heading(row)]
        first = next(row for row in self.grid.body if row.filled)
        several = first in judged and len(judged) < len(self.grid.body) / 2
        guess = "section" if judged and (len(sure) * 2 >= len(judged) or several) else "activity"
        tr = self.notes.tr
        options = [("section", tr("headings")), ("activity", tr("activities for which nobody has a letter yet"))]
        chosen = self.notes.choose("bare", tr("Rows without letters are"), options, guess)
        if self.notes.answered("bare"):
            return chosen
        self._ends = ends
        headings = judged if chosen == "section" else []
        activities = [row for row in bare if chosen == "activity" or row.at in ends]
        if headings:
            names = self.notes.few(self._title(row) for row in headings)
            self.notes.doubt(tr("Rows without letters, read as headings: {names}.", names=names))
        if activities:
            names = self.notes.few(self._title(row) for row in activities)
            self.notes.doubt(tr("Rows without letters, read as activities: {names}.", names=names))
        return chosen

    def _last_ones(self) -> frozenset[int]:
        """Lines right below the last letters that do not look like a heading, and have nothing to be one of."""
        last: set[int] = set()
        for above, row in pairwise(self.grid.body):
            if self._filled(row):
                last.clear()
            elif row.at == above.at + 1 and not self._heading(row) and (last or self._filled(above)):
                last.add(row.at)
        return frozenset(last)

    def _title(self, row: Line) -> str:
        at = self.grid.column("title")
        title = line(self.grid.cell(row, at)) if at >= 0 else ""
        if not title and row.filled == 1:
            alone = next(filter(None, row.cells))
            return "" if (cell := cell_of(alone)) and (cell.letters or cell.check) else line(alone)
        return title

    def _filled(self, row: Line) -> bool:
        places = [at for at, what in enumerate(self.grid.fields) if what == "role" or what.startswith("letter:")]
        return any(not nobody(self.grid.cell(row, at)) for at in places)

    def _heading(self, row: Line) -> bool:
        title = self._title(row)
        return row.strong or row.filled == 1 < self._usual or title.isupper() or bool(_PHASE.fullmatch(title))

    @property
    def _usual(self) -> int:
        """How many cells beside those of letters a row usually has."""
        texts = [at for at, what in enumerate(self.grid.fields) if what != "role" and not what.startswith("letter:")]
        counts = sorted(sum(bool(self.grid.cell(row, at)) for at in texts) for row in self.grid.body)
        return counts[len(counts) // 2] if counts else 0

    def _heads(self) -> None:
        """The columns that are headings of the file."""
        seen: dict[str, int] = {}
        twice = []
        for at, what in enumerate(self.grid.fields):
            if what != "role":
                continue
            head = self.grid.heads[at] or self.notes.tr("Column {n}", n=at + 1)
            if placeholder(head) and not self.grid.own:
                self.places.append(head)
            seen[folded(head)] = seen.get(folded(head), 0) + 1
            if seen[folded(head)] > 1:
                twice.append(head)
                head = f"{head} ({seen[folded(head)]})"
            self.columns.append(head)
        if twice:
            self.notes.doubt(self.notes.tr("Several columns have the same heading: {names}.", names=", ".join(twice)))

    def _row(self, row: Line, bare: str) -> None:
        title, filled, tr = self._title(row), self._filled(row), self.notes.tr
        at = self.grid.column("section")
        if at >= 0 and (section := line(self.grid.cell(row, at))) and section != self.section:
            self.section = section
            self.rows.append(FoundRow(title=section.rstrip(": ") or section, section=True))
            if row.filled == 1:
                return
        if not filled:
            self._bare(title, row, bare)
            return
        if placeholder(title) and title and not self.grid.own:
            self.places.append(title)
        if not title:
            title = tr("Row {n}", n=row.at)
            self.notes.doubt(tr("Line {n} has letters and no title; it is called “{title}”.", n=row.at, title=title))
        here = self._place(title)
        self._letters(row, here, title)

    def _bare(self, title: str, row: Line, bare: str) -> None:
        """A row without letters."""
        if not title or (bare != "own" and _LEGEND.fullmatch(title) and not title.endswith(":")):
            if row.filled:
                self.left.append(" ".join(filter(None, row.cells)))
            return
        colon = title.endswith(":") and bool(title.rstrip(": "))
        section = colon if bare == "own" else bare == "section" and row.at not in self._ends
        self.rows.append(FoundRow(title=(title.rstrip(": ") or title) if section else title, section=section))

    def _place(self, title: str) -> int:
        """The row of an activity: a new one, but where each line is about one role of it."""
        if "who" in self.grid.fields:
            for at, row in enumerate(self.rows):
                if not row.section and folded(row.title) == folded(title):
                    return at
        self.rows.append(FoundRow(title=title))
        return len(self.rows) - 1

    def _letters(self, row: Line, here: int, title: str) -> None:
        role = 0
        for at, what in enumerate(self.grid.fields):
            text = self.grid.cell(row, at)
            if what == "role":
                role += 1
                if not nobody(text):
                    self._letter_cell(text, here, role - 1, title)
            elif what.startswith("letter:") and not nobody(text):
                self._named_cell(text, here, what[-1], row)

    def _letter_cell(self, text: str, here: int, column: int, title: str) -> None:
        cell = cell_of(text)
        if cell is None:
            self.odd.append(f"{line(text, 40)} ({line(title, 30)}, {line(self.columns[column], 20)})")
            return
        letters = self._check if cell.check else cell.letters
        if cell.rest:
            self.remarks.append(f"{line(text, 40)} → {'/'.join(letters) or '–'}")
        self._put(here, column, letters)

    def _named_cell(self, text: str, here: int, letter: str, row: Line) -> None:
        cell = cell_of(text)
        who = self.grid.column("who")
        if who >= 0:
            names = names_of(self.grid.cell(row, who)) if cell and (cell.check or cell.letters) else names_of(text)
        else:
            names = names_of(text)
        for name in names:
            if placeholder(name):
                self.places.append(name)
            column = next((at for at, known in enumerate(self.columns) if folded(known) == folded(name)), None)
            if column is None:
                self.columns.append(name)
                column = len(self.columns) - 1
            self._put(here, column, letter)

    def _put(self, row: int, column: int, letters: str) -> None:
        if letters and len(self.cells) < MOST_CELLS:
            before = self.cells.get((row, column), "")
            self.cells[row, column] = "".join(dict.fromkeys(before + letters))

    def _drop_empty_end(self) -> None:
        """Headings behind the last activity are no part of the matrix, unless we have written it."""
        while self.rows and self.rows[-1].section and not self.grid.own:
            self.left.append(self.rows.pop().title)

    def _say(self) -> None:
        """What was read otherwise than it stands there, or not at all."""
        notes, tr = self.notes, self.notes.tr
        if self.remarks:
            notes.doubt(tr("Only the letters are read of: {cells}.", cells=notes.few(self.remarks)))
        if self.odd:
            notes.doubt(tr("No letters, not read: {cells}.", cells=notes.few(self.odd)))
        left = [line(text, 60) for text in self.left if text.strip()]
        if left:
            notes.doubt(tr("Left out, no part of the matrix: {texts}.", texts=notes.few(left)))
        if self.places:
            notes.doubt(tr("Looks like a place to fill in: {names}.", names=notes.few(self.places)))


def transposed(found: FoundMatrix) -> FoundMatrix:
    """Rows and columns exchanged; headings between rows have no place any more. Rows of one title get a number."""
    places = [at for at, row in enumerate(found.rows) if not row.section]
    columns: dict[str, str] = {}
    for at in places:
        title = found.rows[at].title
        names = (title, *(f"{title} ({n})" for n in range(2, len(places) + 2)))
        name = next(name for name in names if folded(name) not in columns)
        columns[folded(name)] = name
    column_of = {at: column for column, at in enumerate(places)}
    cells = {(column, column_of[row]): letters for (row, column), letters in found.cells.items()}
    return FoundMatrix(
        rows=tuple(FoundRow(title=title) for title in found.columns),
        columns=tuple(columns.values()),
        cells=dict(sorted(cells.items())),
    )


def _shown(found: FoundMatrix) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            f"{row.title}:" if row.section else row.title,
            *("/".join(found.cells.get((at, column), "")) for column in range(len(found.columns))),
        )
        for at, row in enumerate(found.rows)
    )
