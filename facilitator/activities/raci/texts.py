"""What the matrix says in words: the line about a cell, the state of the whole, and how to run it in a group."""

from facilitator.activities.raci.findings import MARKS, Finding
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Column, Row, Settings, written
from facilitator.core.i18n import N_, Translator
from facilitator.core.severity import SEVERITIES

HELP = N_("""\
**Who does what.** One row is one activity or decision, one column a role or a person. Write rows as *verb and thing*
(*choose the vendor*), five to fifteen of them; more is a project plan.

**Begin with A**, row by row: who answers for the outcome, one name, in the room or asked today. Then R: who does it.
Then C, whose word can change it before it happens, and I, who hears of it afterwards. Read each finished row aloud
and look at the people, not at the screen: who frowns has a C to say.

**F, the influencer**, is the letter that is forgotten: whoever has no duty here, and yet everybody listens to them. The
assistant who knows every process, the team lead without whom nothing moves. Ask: *who could stop this with one remark
in the kitchen?*

**Two who answer** is nobody who answers: let both say who decides when they disagree. A row full of C is a row that
waits. A person full of R will not get round to it.

**Let each holder say yes** to the column at the end, aloud. The yes lapses by itself when letters change later.

Findings are questions, not marks: a group may live with one and say why.
""")


PLAIN_HELP = N_("""\
**Who does what.** One row is one activity or decision, one column a role or a person. Write rows as *verb and thing*
(*choose the vendor*), five to fifteen of them; more is a project plan.

**Begin with the one who answers** for the outcome (A), row by row: one name, in the room or asked today. Then who
carries it out (R; in DACI the driver, D; in RASCI the hands that help are S). Then C, whose word can change it before
it happens, and I, who hears of it afterwards. Read each finished row aloud and look at the people, not at the screen:
who frowns has a C to say.

**Two who answer** is nobody who answers: let both say who decides when they disagree. A row full of C is a row that
waits. A person who carries out everything will not get round to it.

**Let each holder say yes** to the column at the end, aloud. The yes lapses by itself when letters change later.

Findings are questions, not marks: a group may live with one and say why.
""")


def help_of(settings: Settings) -> str:
    """How to run it in a group; of the influencer it speaks where there is a letter for one."""
    return HELP if "F" in settings.words else PLAIN_HELP


def empty(matrix: Matrix, tr: Translator) -> str:
    """What a matrix without rows or columns says: what is missing, and which key brings it."""
    said = []
    if not matrix.rows:
        said.append(tr("No rows yet: + adds activities or decisions, typed or pasted, one a line."))
    if not matrix.columns:
        said.append(tr("No columns yet: k adds people of this session, or roles."))
    if not matrix.all_rows or not matrix.all_columns:
        said.append(tr("Is there a table already? ctrl+o reads it in, from a file or a paste."))
    if (matrix.all_rows and not matrix.rows) or (matrix.all_columns and not matrix.columns):
        said.append(tr("Some are hidden: v shows them again."))
    return "\n".join(said)


def where(matrix: Matrix, row: Row | None, column: Column | None) -> str:
    """The cell with the cursor: the titles of its column and its row in full."""
    if row is None or column is None:
        return ""
    if row.section:
        return matrix.row_title(row)
    holder = matrix.holder(column) if column.title else ""
    title = f"{matrix.column_title(column)} ({holder})" if holder else matrix.column_title(column)
    return f"{title} · {matrix.row_title(row)}"


def said(matrix: Matrix, row: Row | None, column: Column | None, tr: Translator) -> str:
    """What the cell says in words, or of an empty one which letters there are; the counts of its row and column."""
    if row is None or column is None or row.section:
        return ""
    known, letters = matrix.settings.words, matrix.letters(row.id, column.id)
    words = ", ".join(f"{letter} {tr(known[letter])}" if letter in known else letter for letter in letters or known)
    parts = [f"■ {words}" if letters else f"□ {words}"]
    if standing := matrix.standing(column.id):
        word = tr("signed off") if standing == "signed" else tr("changed since the yes")
        parts.append(f"{SIGNED[standing]} {word}")
    numbers = [
        " ".join(f"{letter}{counts[letter]}" for letter in known)
        for counts in (matrix.counts(row.id), matrix.counts(column.id))
    ]
    parts += [tr("row {counts}", counts=numbers[0]), tr("column {counts}", counts=numbers[1])]
    return " · ".join(parts)


SIGNED = {"": "", "signed": "✓", "lapsed": "▲"}


def state(matrix: Matrix, shown: list[Finding], covered: int, tr: Translator) -> str:
    """The whole in one line, what a narrow one may cut off last: findings, what the map says that the room must not
    see, what is hidden, sign-offs, size."""
    parts = [finding_counts(shown, tr)] if matrix.rows and matrix.columns and (shown or not covered) else []
    if covered:
        parts.append(tr.n("{n} covered finding of the map: u", "{n} covered findings of the map: u", covered))
    away = len(matrix.all_rows) - len(matrix.rows) + len(matrix.all_columns) - len(matrix.columns)
    parts += [tr("{n} hidden", n=away)] * bool(away)
    if matrix.signed:
        signed = sum(matrix.standing(column.id) == "signed" for column in matrix.all_columns)
        parts.append(tr("✓ {n} of {all} signed off", n=signed, all=len(matrix.all_columns)))
    rows = sum(not row.section for row in matrix.rows)
    parts += [tr.n("{n} row", "{n} rows", rows), tr.n("{n} column", "{n} columns", len(matrix.columns))]
    return " · ".join(parts)


def finding_counts(shown: list[Finding], tr: Translator) -> str:
    """How many findings of each weight."""
    if not shown:
        return tr("no findings")
    numbers = {severity: sum(finding.severity == severity for finding in shown) for severity in SEVERITIES}
    marks = " ".join(f"{MARKS[severity]} {n}" for severity, n in numbers.items() if n)
    return tr("findings {marks}", marks=marks)


def cell_text(letters: str) -> str:
    """Letters as a narrow cell shows them."""
    return written(letters) if len(letters) < 3 else letters
