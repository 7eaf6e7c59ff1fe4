"""What is odd about a matrix: rule by rule, for rows and for columns. What other steps know is in ``cross``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted, Column, Row
from facilitator.core.ids import Id
from facilitator.core.severity import SEVERITIES, Severity

MARKS: dict[Severity, str] = {"error": "✗", "warning": "▲", "hint": "○"}

EMPTY = {"row_empty": "rows_empty", "column_empty": "columns_empty"}
"""Rules about a row or column without letters, and those of the one finding for all of them; nothing can be accepted
about that one."""

FEW = 3
"""From so many rows or columns without letters on they may be one finding."""


class Key(NamedTuple):
    """What a finding is about; a finding that was accepted is known again by it."""

    rule: str
    row: Id | None = None
    column: Id | None = None
    person: Id | None = None
    item: Id | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that the group should look at."""

    key: Key
    severity: Severity
    text: str
    hint: str
    """What to do about it."""
    private: bool = False
    """It tells what a map of people says; not for the room."""


Named = Callable[[Column], str]
"""What a column is called in a sentence."""


def of_rows_and_columns(matrix: Matrix, named: Named | None = None) -> list[Finding]:
    """Every finding that the matrix itself gives, rows first, the worst of each first.

    Hidden rows and columns are not judged, but their letters count. The rules are those of role matrices in general:
    one who answers, at least one who carries out, few who are asked, nobody with too much. Before the first letter
    nothing is odd yet.
    """
    if not matrix.cells:
        return []
    named = named or matrix.column_title
    found = [finding for row in matrix.rows if not row.section for finding in matrix.once(row, _of_row)]
    found += [finding for column in matrix.columns for finding in _column(matrix, column, named(column))]
    return found


def _of_row(matrix: Matrix, row: Row) -> list[Finding]:
    return list(_row(matrix, row))


def _row(matrix: Matrix, row: Row) -> Iterator[Finding]:
    tr, settings, limits = matrix.view.tr, matrix.settings, matrix.settings.thresholds
    title, counts = matrix.row_title(row), matrix.counts(row.id)
    does, answers, columns = settings.does, settings.answering, len(matrix.all_columns)
    if not columns:
        return

    def finding(rule: str, severity: Severity, text: str, hint: str) -> Finding:
        return Finding(Key(rule, row.id), severity, text, hint)

    if not counts:
        text = tr("Nobody has a letter: “{row}”", row=title)
        yield finding("row_empty", "error", text, tr("Who answers for it, who does it? Or take the row out."))
        return
    if not counts[answers]:
        text = tr("No {letter}, nobody answers for it: “{row}”", row=title, letter=answers)
        yield finding("no_accountable", "error", text, tr("Whose head is on the line if it fails? One name."))
    if counts[answers] > 1:
        text = tr("{n} × {letter}, several answer for it: “{row}”", row=title, n=counts[answers], letter=answers)
        yield finding("many_accountable", "error", text, tr("Who decides when they disagree? Leave the letter there."))
    if not counts[does]:
        text = tr("No {letter}, nobody carries it out: “{row}”", row=title, letter=does)
        yield finding("no_responsible", "error", text, tr("Who starts on Monday? It may be the one who answers."))
    if counts[does] > limits.most_responsible:
        text = tr("{n} × {letter}, many carry it out: “{row}”", row=title, n=counts[does], letter=does)
        yield finding("many_responsible", "warning", text, tr("Is this more than one activity? Split it."))
    yield from _asked(matrix, title, counts, finding, columns)
    if foreign := [letter for letter in counts if letter not in settings.words]:
        yield finding("foreign", "error", *_foreign(matrix, title, foreign))


def _asked(
    matrix: Matrix, title: str, counts: Mapping[str, int], finding: Callable[..., Finding], columns: int
) -> Iterator[Finding]:
    """Who is asked and told; only where the variant has those letters."""
    tr, limits, words = matrix.view.tr, matrix.settings.thresholds, matrix.settings.words
    if counts["C"] > max(limits.most_consulted, limits.consulted_share * columns) and "C" in words:
        text = tr("{n} × C, many are asked: “{row}”", row=title, n=counts["C"])
        hint = tr("Whose answer can change the outcome? The others are told (I).")
        yield finding("many_consulted", "warning", text, hint)
    if columns > limits.few_columns and counts["I"] > limits.informed_share * columns and "I" in words:
        text = tr("{n} × I out of {all}, many are told: “{row}”", row=title, n=counts["I"], all=columns)
        yield finding("many_informed", "hint", text, tr("Would anybody miss the message? Think of one place to look."))
    if {"C", "I"} <= set(words) and not counts["C"] and not counts["I"]:
        text = tr("No C and no I, nobody is asked or told: “{row}”", row=title)
        yield finding("silo", "warning", text, tr("Who is surprised when it is done? Give that one a C or an I."))


def _foreign(matrix: Matrix, title: str, letters: list[str]) -> tuple[str, str]:
    tr = matrix.view.tr
    text = tr("Letters of another variant, {letters}: “{title}”", title=title, letters=" ".join(sorted(letters)))
    return text, tr("Here there are {known}. Clear the cell and type anew.", known=" ".join(matrix.settings.words))


def _column(matrix: Matrix, column: Column, title: str) -> Iterator[Finding]:
    tr, settings, limits = matrix.view.tr, matrix.settings, matrix.settings.thresholds
    cells, rows = matrix.of_column(column.id), len(matrix.activities)
    counts = matrix.counts(column.id)
    does, answers = settings.does, settings.answering
    if not rows:
        return

    def finding(rule: str, severity: Severity, text: str, hint: str) -> Finding:
        return Finding(Key(rule, column=column.id), severity, text, hint)

    if not cells:
        text = tr("{column} has no letter at all.", column=title)
        yield finding("column_empty", "warning", text, tr("Is this column needed? Hide it or take it out."))
        return
    if rows > limits.few_rows:
        if counts[answers] > limits.accountable_share * rows:
            text = tr("{column} answers for {n} of {all} rows.", column=title, n=counts[answers], all=rows)
            hint = tr("Everything waits for one person: what can be handed on?")
            yield finding("bottleneck", "warning", text, hint)
        if counts[does] > limits.responsible_share * rows:
            text = tr("{column} carries out {n} of {all} rows.", column=title, n=counts[does], all=rows)
            yield finding("overload", "warning", text, tr("Is there time for it? Who can take some over?"))
        both = sum(does in letters and answers in letters for letters in cells.values())
        if both > limits.both_share * rows:
            text = tr("{column} both does and answers for {n} of {all} rows.", column=title, n=both, all=rows)
            yield finding("both", "warning", text, tr("Nobody looks from outside: let somebody else do, or answer."))
        if len(cells) == rows:
            text = tr("{column} has a letter in every row.", column=title)
            yield finding("involved", "hint", text, tr("Where would it work without? Clear those cells."))
    if not counts[does] and not counts[answers] and not counts["F"]:
        # who has informal power has it without a duty: with an F a column is needed as it is
        text = tr("{column} neither does nor answers for anything.", column=title)
        yield finding("idle", "hint", text, tr("Still needed as a column, or is one line in the news enough?"))


def summed(matrix: Matrix, found: list[Finding]) -> list[Finding]:
    """The findings as a screen shows them: as long as fewer than half of the rows have letters, the rows without are
    one hint that leads to the first of them, and so are the columns. A matrix that is only begun is not wrong."""
    rows = [row for row in matrix.rows if not row.section]
    filled = sum(bool(matrix.counts(row.id)) for row in rows)
    if filled * 2 >= len(rows):
        return found
    for rule in EMPTY:
        empty = [finding for finding in found if finding.key.rule == rule]
        if len(empty) >= FEW:
            found = [*(finding for finding in found if finding.key.rule != rule), _all_in_one(matrix, empty)]
    return found


def _all_in_one(matrix: Matrix, empty: list[Finding]) -> Finding:
    tr, n, key = matrix.view.tr, len(empty), empty[0].key
    if key.row is not None:
        text = tr.n("{n} row has no letters yet.", "{n} rows have no letters yet.", n)
        hint = tr("Go on row by row, the one who answers first.")
    else:
        text = tr.n("{n} column has no letters yet.", "{n} columns have no letters yet.", n)
        hint = tr("Go on row by row; what is empty at the end is not needed.")
    return Finding(key._replace(rule=EMPTY[key.rule]), "hint", text, hint)


@dataclass(frozen=True)
class Judged:
    """The findings of a matrix: those that count, and those with which the group wants to live."""

    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Accepted], ...]


def judged(found: list[Finding], accepted: list[Accepted]) -> Judged:
    """Sorts out what was accepted; the worst of the others first."""
    known = {Key(a.rule, a.row, a.column, a.person, a.item): a for a in accepted}
    rest = [finding for finding in found if finding.key not in known]
    return Judged(
        tuple(sorted(rest, key=lambda finding: SEVERITIES.index(finding.severity))),
        tuple((finding, known[finding.key]) for finding in found if finding.key in known),
    )
