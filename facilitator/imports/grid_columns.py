"""What each column of a table of roles is, by its heading and its cells."""

import re
from collections.abc import Sequence

from facilitator.imports.letters import cell_of, is_word, letter_of
from facilitator.imports.reading import Line
from facilitator.imports.words import ACTIVITY, BESIDE, EITHER, JOB, ROLE, SECTION, among, has_words, is_own, nobody

OWN = "Activity or decision"
"""What stands above the titles in a matrix that this program has written."""
MOSTLY = 0.6
"""From this share of letters among its filled cells a column is one of letters."""
_PEOPLE = frozenset(("person", "persoon", "people", "personen", "role", "rol", "rolle", "name", "naam"))
"""Words beside a letter that still let a heading mean it: *R (person)*."""
_CAPITAL = re.compile(r"[A-Z]")
"""May be a letter of a variant that is not known here."""


def guess(heads: Sequence[str], body: Sequence[Line]) -> tuple[tuple[str, ...], int]:
    """What each column is, and how many cells of letters or names there are; 0: this is no matrix."""
    columns = [[row.cells[at] for row in body if at < len(row.cells) and row.cells[at]] for at in range(len(heads))]
    if is_own(heads[0], OWN):
        filled = sum(not nobody(cell) for column in columns[1:] for cell in column)
        return ("title", *("role" if head else "" for head in heads[1:])), filled
    named = _letter_columns(heads, columns)
    if named:
        fields = ["" for _ in heads]
        for at, letter in named.items():
            fields[at] = f"letter:{letter}"
        filled = sum(len([cell for cell in columns[at] if not nobody(cell)]) for at in named)
        marks = any(_checks(columns[at]) for at in named)
        _texts(fields, heads, columns, marks)
        if marks and "who" not in fields:
            return tuple(fields), 0
        return (tuple(fields), filled) if "title" in fields or "who" in fields else (tuple(fields), 0)
    fields = _role_columns(heads, columns)
    filled = sum(
        bool((cell := cell_of(text)) and (cell.letters or cell.check))
        for at, field in enumerate(fields)
        if field == "role"
        for text in columns[at]
    )
    if _legend(fields, columns):
        return tuple(fields), 0
    several = sum(field == "role" for field in fields) > 1 or any(len(column) > 1 for column in columns)
    _texts(fields, heads, columns, False)
    return tuple(fields), filled if "title" in fields and several and _has_letters(fields, columns) else 0


def _legend(fields: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether it explains the letters: one column of them beside one of their words."""
    words = (column for at, column in enumerate(columns) if fields[at] != "role" and column)
    return fields.count("role") == 1 and any(
        sum(bool(letter_of(text)) for text in column) * 2 > len(column) for column in words
    )


def _has_letters(fields: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether letters, not only marks, stand in it: a table of crosses says nothing about roles."""
    cells = (cell_of(text) for at, field in enumerate(fields) if field == "role" for text in columns[at])
    return any(cell and cell.letters for cell in cells)


def _letter_columns(heads: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns that are called as a letter and hold names or marks."""
    found = {
        at: letter
        for at, head in enumerate(heads)
        if (letter := letter_of(head)) and not among(head, ROLE - _PEOPLE) and _names(columns[at])
    }
    blank = {at: letter for at, head in enumerate(heads) if (letter := letter_of(head)) and not columns[at]}
    if len(found) > 1 or (found and len(blank) + len(found) > 1):
        # among columns of names a short name is no letter: BR, for one, is the works council
        words = {at: letter for at, head in enumerate(heads) if is_word(head) and (letter := letter_of(head))}
        words = {at: letter for at, letter in words.items() if letter not in found.values() and _lettered(columns[at])}
        return _answering(heads, {**found, **blank, **words})
    return found if any(is_word(heads[at]) and found[at] in "RA" for at in found) else {}


def _lettered(column: Sequence[str]) -> bool:
    """Whether a column has letters only."""
    return bool(column) and all(has_words(cell) for cell in column if not nobody(cell))


def _answering(heads: Sequence[str], found: dict[int, str]) -> dict[int, str]:
    """Of two columns of those who do it, that of the *responsible* is the one of those who answer for it: in Dutch and
    German one word says both."""
    doing = [at for at, letter in found.items() if letter == "R"]
    both = [at for at in doing if among(heads[at], EITHER)]
    if len(doing) == 2 and len(both) == 1 and "A" not in found.values():
        found[both[0]] = "A"
    return found


def _names(column: Sequence[str]) -> bool:
    """Whether the cells of a column are names, or marks, rather than letters, numbers and days."""
    filled = [cell for cell in column if not nobody(cell)]
    if not filled:
        return False
    said = [cell_of(cell) for cell in filled]
    if all(cell is not None and cell.check for cell in said):
        return True
    names = [cell for cell in filled if has_words(cell)]
    return len(names) > len(filled) / 2 and sum(cell is not None for cell in said) <= len(filled) / 2


def _checks(column: Sequence[str]) -> bool:
    filled = [cell for text in column if (cell := cell_of(text)) and not nobody(text)]
    return bool(filled) and all(cell.check for cell in filled)


def _role_columns(heads: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    fields = ["" for _ in heads]
    for at, (head, column) in enumerate(zip(heads, columns, strict=True)):
        beside = among(head, BESIDE | SECTION)
        said = [cell for text in column if (cell := cell_of(text))]
        letters = sum(bool(cell.letters or (cell.check and not beside)) for cell in said)
        likely = letters + sum(not cell_of(text) and bool(_CAPITAL.fullmatch(text)) for text in column) * bool(letters)
        filled = sum(not nobody(text) for text in column)
        if head and filled and likely / filled >= MOSTLY and not (among(head, BESIDE) and not among(head, JOB)):
            fields[at] = "role"
    first = fields.index("role") if "role" in fields else len(fields)
    for at in range(first + 1, len(fields)):
        blank = all(map(nobody, columns[at]))
        if not fields[at] and heads[at] and blank and not among(heads[at], BESIDE | SECTION):
            fields[at] = "role"
    return fields


def _texts(fields: list[str], heads: Sequence[str], columns: Sequence[Sequence[str]], who: bool) -> None:
    """Finds the titles, and beside them the sections and who has the letters, among the columns that are left."""
    free = [at for at, field in enumerate(fields) if not field and any(map(has_words, columns[at]))]
    if who:
        people = [at for at in free if among(heads[at], ROLE)] or free[-1:]
        for at in people[:1]:
            fields[at] = "who"
            free.remove(at)
    sections = [at for at in free if among(heads[at], SECTION) and not among(heads[at], ACTIVITY)]
    named = [at for at in free if among(heads[at], ACTIVITY) and at not in sections]
    others = [at for at in free if at not in sections and not among(heads[at], BESIDE)]
    titles = named or others or free
    if not titles:
        return
    best = max(titles, key=lambda at: (len(set(columns[at])), -at)) if not named else titles[0]
    fields[best] = "title"
    for at in sections:
        if at != best and "section" not in fields:
            fields[at] = "section"
