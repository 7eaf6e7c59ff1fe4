"""A matrix in the report, and what is still open in it.

The client reads roles: in the file that goes round, who answers for what must outlast whoever holds the role today,
and names of people are for the team, as owners of tasks are. A column without any role shows the name after all: a
matrix whose columns nobody can tell is no result, and the group has agreed on it in front of everybody.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from facilitator.activities.raci.cross import all_findings
from facilitator.activities.raci.findings import MARKS, Finding
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted, Column, Row, written
from facilitator.core.blocks import AnyBlock, Heading, Profile, Table, Text
from facilitator.core.blocks import Column as TableColumn
from facilitator.core.i18n import Translator
from facilitator.core.ids import Id
from facilitator.core.stepview import StepView

ACROSS = 8
"""Most columns of a table; wider matrices become several."""
MOST_ENDS = 8
"""With more open ends than this they are counted."""


def blocks(view: StepView) -> list[AnyBlock]:
    """The matrix, who signed off, and its findings."""
    matrix, tr = Matrix(view), view.tr
    if not matrix.cells:
        return [Text(text=tr("Nobody has a letter yet."))]
    titles = role_titles(matrix)
    found: list[AnyBlock] = [Text(text=legend(matrix))]
    found += tables(matrix, titles)
    away = len(matrix.all_rows) - len(matrix.rows) + len(matrix.all_columns) - len(matrix.columns)
    if away:
        found.append(Text(text=tr.n("{n} row or column is hidden.", "{n} rows and columns are hidden.", away)))
    found.append(_holders(matrix, titles))
    return [*found, *_findings(matrix, titles)]


def legend(matrix: Matrix) -> str:
    """The letters with their words: *R Responsible, A Accountable*."""
    tr = matrix.view.tr
    return ", ".join(f"{letter} {tr(word)}" for letter, word in matrix.settings.words.items())


def role_titles(matrix: Matrix) -> dict[Id, str]:
    """What each column is called without names: its role, else that of its holder, else the name after all."""
    plain = {}
    for column in matrix.all_columns:
        person = matrix.person_of(column)
        own = "" if person is not None and column.title == person.name else column.title
        plain[column.id] = own or (person.role if person else "") or matrix.column_title(column)
    times, seen = Counter(plain.values()), Counter[str]()
    for id_, title in plain.items():
        if times[title] > 1:
            seen[title] += 1
            plain[id_] = f"{title} ({seen[title]})"
    return plain


def tables(matrix: Matrix, titles: Mapping[Id, str]) -> list[AnyBlock]:
    """The letters as tables of at most so many columns that they fit on a page."""
    tr, columns = matrix.view.tr, matrix.columns
    parts = -(-len(columns) // ACROSS)
    each = -(-len(columns) // parts) if parts else 1
    found: list[AnyBlock] = []
    for part in range(parts):
        shown = columns[part * each : (part + 1) * each]
        title = tr("Part {part} of {parts}", part=part + 1, parts=parts) if parts > 1 else ""
        head = (TableColumn(title=tr("Activity or decision")), *(TableColumn(title=titles[c.id]) for c in shown))
        rows = tuple(_row(matrix, row, shown) for row in matrix.rows)
        found.append(Table(title=title, matrix=True, columns=head, rows=rows))
    return found


def _row(matrix: Matrix, row: Row, columns: Sequence[Column]) -> tuple[str, ...]:
    """A heading ends in a colon, as it is typed: a row without letters is not one."""
    title = f"{matrix.row_title(row)}:" if row.section else matrix.row_title(row)
    return (title, *(written(matrix.letters(row.id, column.id)) for column in columns))


def _holders(matrix: Matrix, titles: Mapping[Id, str]) -> AnyBlock:
    tr, words = matrix.view.tr, matrix.settings.words
    states = {"": tr("not yet"), "signed": tr("signed off"), "lapsed": tr("changed since the yes")}
    rows = []
    for column in matrix.columns:
        counts = matrix.counts(column.id)
        numbers = (str(counts[letter]) for letter in words)
        rows.append((titles[column.id], _holder(matrix, column), *numbers, states[matrix.standing(column.id)]))
    head = (
        TableColumn(title=tr("Role")),
        TableColumn(title=tr("Held by"), audience="team"),
        *(TableColumn(title=letter, align="right") for letter in words),
        TableColumn(title=tr("Agreed")),
    )
    return Table(title=tr("Roles"), columns=head, rows=tuple(rows))


def _holder(matrix: Matrix, column: Column) -> str:
    person = matrix.person_of(column)
    return matrix.holder(column) or (person.name if person else "")


def _findings(matrix: Matrix, titles: Mapping[Id, str]) -> list[AnyBlock]:
    """For the team; what the map says of people only for the consultant."""
    tr = matrix.view.tr
    judged = all_findings(matrix, lambda column: titles[column.id])
    found: list[AnyBlock] = []
    groups: tuple[tuple[Profile, bool], ...] = (("team", False), ("consultant", True))
    for audience, private in groups:
        rows = [(f, None) for f in judged.open if f.private is private]
        rows += [(f, by) for f, by in judged.accepted if f.private is private]  # type: ignore[misc]
        if rows:
            title = tr("Findings with the map") if private else tr("Findings")
            found.append(Heading(text=title, level=3, audience=audience))
            found.append(_finding_table(tr, rows, audience))
    return found


def _finding_table(tr: Translator, rows: Sequence[tuple[Finding, Accepted | None]], audience: Profile) -> Table:
    words = {"error": tr("to be solved"), "warning": tr("to be talked about"), "hint": tr("to be looked at")}
    lines = tuple(
        (
            f"{MARKS[finding.severity]} {words[finding.severity]}" if by is None else tr("accepted"),
            finding.text,
            finding.hint if by is None else by.reason,
        )
        for finding, by in rows
    )
    head = (TableColumn(title=""), TableColumn(title=tr("Finding")), TableColumn(title=tr("What to do, or why not")))
    return Table(columns=head, rows=lines, audience=audience)


def unfinished(view: StepView) -> str:
    """Why going on now should ask once: nothing there, or rows for which nobody answers."""
    matrix, tr = Matrix(view), view.tr
    if not matrix.activities:
        return tr("The matrix has no rows yet.")
    if not matrix.all_columns:
        return tr("The matrix has no columns yet.")
    letter = matrix.settings.answering
    n = sum(not matrix.counts(row.id)[letter] for row in matrix.rows if not row.section)
    if not n:
        return ""
    return tr.n(
        "In {n} row nobody answers for it ({letter}).",
        "In {n} rows nobody answers for it ({letter}).",
        n,
        letter=letter,
    )


def open_ends(view: StepView) -> list[str]:
    """Errors that were not accepted, and columns whose holders have not said yes where others have."""
    matrix, tr = Matrix(view), view.tr
    if not matrix.cells:
        return []
    ends = [
        finding.text for finding in all_findings(matrix).open if finding.severity == "error" and not finding.private
    ]
    if len(ends) > MOST_ENDS:
        ends = [tr.n("The matrix has {n} error.", "The matrix has {n} errors.", len(ends))]
    if matrix.signed:
        missing = [matrix.column_title(c) for c in matrix.columns if matrix.standing(c.id) != "signed"]
        if missing:
            ends.append(tr("Not signed off: {names}.", names=", ".join(missing)))
    return ends
