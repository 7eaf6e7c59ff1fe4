"""The matrix on the screen: a grid whose letter keys set and take letters."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from facilitator.activities.raci.findings import MARKS, Finding
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import FREE, Row
from facilitator.activities.raci.texts import SIGNED, cell_text, empty
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.severity import SEVERITIES, Severity
from facilitator.kit.grid import Grid, GridLine
from facilitator.kit.styles import OF_SEVERITY

_NAMES = {
    "A": N_("Letter A"),
    "B": N_("Letter B"),
    "C": N_("Letter C"),
    "D": N_("Letter D"),
    "F": N_("Letter F"),
    "I": N_("Letter I"),
    "L": N_("Letter L"),
    "Q": N_("Letter Q"),
    "R": N_("Letter R"),
    "S": N_("Letter S"),
    "Y": N_("Letter Y"),
    "Z": N_("Letter Z"),
}
BESIDE = 8
"""Lines beside rows and letters that must be free for every letter to be counted on a line of its own."""


class LetterGrid(Grid):
    """Cells that take letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "choose", N_("Letters"), id="grid.choose"),
        *(
            Binding(
                f"{letter.lower()},{letter}",
                f"letter('{letter}')",
                text,
                show=False,
                id=f"raci.letter_{letter.lower()}",
            )
            for letter, text in _NAMES.items()
        ),
    ]

    @dataclass
    class Typed(Message):
        """A letter was typed on a cell: further keys may have moved the cursor since."""

        letter: str
        row: Hashable
        column: Hashable

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.tr = tr
        self.matrix: Matrix | None = None
        self._marks: dict[Id, Severity] = {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the letters of the variant are offered."""
        if action == "letter":
            known = self.matrix.settings.words if self.matrix and self.rows and self.columns else {}
            return parameters[0] in known
        return super().check_action(action, parameters)

    def action_letter(self, letter: str) -> None:
        """Tells that a letter was typed."""
        self.post_message(self.Typed(letter, *self.current))

    def on_key(self, event: events.Key) -> None:
        """A letter of another variant is refused aloud."""
        letter = (event.character or "").upper()
        known = self.matrix.settings.words if self.matrix else {}
        if letter and letter in FREE and letter not in known and self.rows and self.columns:
            self.post_message(self.Typed(letter, *self.current))

    # Showing

    def show(self, matrix: Matrix) -> None:
        """Shows a matrix, whatever was shown before."""
        self.matrix = matrix
        self.hint = empty(matrix, self.tr)
        self.feet = self._feet(matrix)
        self.margin_title = _in_columns(matrix.settings.words)
        longest = max((len(cell_text(cell.letters)) for cell in matrix.cells.values()), default=0)
        columns = [self._column_line(column.id, matrix.column_title(column)) for column in matrix.columns]
        self.set_lines([self._row_line(matrix, row) for row in matrix.rows], columns, self._letters, widest=longest)

    def show_cells(self, matrix: Matrix) -> None:
        """Shows other letters in the rows that are there already; what is counted below follows by ``show_feet``."""
        self.matrix, touched = matrix, matrix.filled.touched
        lengths = (len(letters) for id_ in touched for letters in matrix.of_row(id_).values())
        if max(lengths, default=0) > self._widest:
            self.show(matrix)
            return
        self.update_rows({row.id: self._row_line(matrix, row) for row in matrix.rows if row.id in touched})

    def show_feet(self) -> None:
        """Counts anew what stands below the columns."""
        if self.matrix is not None:
            self.set_feet(self._feet(self.matrix))

    def mark(self, found: list[Finding]) -> None:
        """Marks the rows and columns of findings, each by its worst."""
        matrix, marks = self.matrix, dict[Id, Severity]()
        for finding in found:
            place = finding.key.row or finding.key.column
            if place and (place not in marks or SEVERITIES.index(finding.severity) < SEVERITIES.index(marks[place])):
                marks[place] = finding.severity
        before, self._marks = self._marks, marks
        if matrix is None or marks == before:
            return
        altered = {id_ for id_ in {*before, *marks} if before.get(id_) != marks.get(id_)}
        self.update_rows({row.id: self._row_line(matrix, row) for row in matrix.rows if row.id in altered})
        if any(column.id in altered for column in matrix.columns):
            self.update_columns([self._column_line(c.id, matrix.column_title(c)) for c in matrix.columns])
            self.set_feet(self._feet(matrix))

    def _letters(self, row: object, column: object) -> tuple[str, str]:
        assert self.matrix is not None
        matrix = self.matrix
        cell = matrix.cells.get((row, column))  # type: ignore[arg-type]
        if cell is None:
            return "", ""
        settings = matrix.settings
        strong = settings.answering in cell.letters or settings.does in cell.letters
        return cell_text(cell.letters), "strong" if strong else ""

    def _row_line(self, matrix: Matrix, row: Row) -> GridLine:
        if row.section:
            return GridLine(row.id, matrix.row_title(row), section=True)
        severity, counts = self._marks.get(row.id), matrix.counts(row.id)
        mark = MARKS[severity] if severity else " "
        margin = _in_columns([str(counts[letter] or "·") for letter in matrix.settings.words])
        return GridLine(row.id, f"{mark} {matrix.row_title(row)}", self._style_of(row.id), margin=margin)

    def _column_line(self, id_: Id, title: str) -> GridLine:
        return GridLine(id_, title, self._style_of(id_))

    def _style_of(self, id_: Id) -> str:
        """The style of a row or column, by the gravest thing that is odd about it."""
        severity = self._marks.get(id_)
        return OF_SEVERITY[severity] if severity else ""

    def _feet(self, matrix: Matrix) -> tuple[tuple[str, list[str]], ...]:
        """How often each letter is in each column, what is odd about it, and who has signed off."""
        tr, words, columns = self.tr, matrix.settings.words, matrix.columns
        counts = [matrix.counts(column.id) for column in columns]
        marks = [MARKS[self._marks[c.id]] if c.id in self._marks else "" for c in columns]
        if self.size.height >= len(matrix.rows) + len(words) + BESIDE:
            feet = [
                (f"  {letter} {tr(word)}", [str(n[letter] or "·") for n in counts]) for letter, word in words.items()
            ]
            feet += [(f"  {tr('findings')}", marks)] * any(marks)
        else:
            two = (matrix.settings.does, matrix.settings.answering)
            numbers = ["·".join(str(n[letter]) for letter in two) for n in counts]
            texts = [
                f"{number} {mark}" if len(number) < 5 else number + mark
                for number, mark in zip(numbers, marks, strict=True)
            ]
            feet = [("  " + "·".join(two), texts)]
        if matrix.signed:
            feet.append((f"  {tr('signed off')}", [SIGNED[matrix.standing(c.id)] or "·" for c in columns]))
        return tuple(feet)

    def on_resize(self) -> None:
        """Counts on as many lines as there is room for."""
        if self.matrix is not None:
            self.feet = self._feet(self.matrix)
        super().on_resize()


def _in_columns(texts: Iterable[str]) -> str:
    return "".join(f"{text:>3}" for text in texts)
