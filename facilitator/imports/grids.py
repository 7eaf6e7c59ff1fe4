"""Where in a file a matrix of roles stands, and what each of its columns is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.core.text import folded, line
from facilitator.imports.letters import cell_of, is_word, letter_of
from facilitator.imports.reading import Line, Table
from facilitator.imports.words import ACTIVITY, BESIDE, EITHER, JOB, ROLE, SECTION, among, is_own, nobody, placeholder

DEEPEST = 40
"""Rows among which the headings are looked for."""
OWN = "Activity or decision"
"""What stands above the titles in a matrix that this program has written."""
SEEN = 200
"""Rows below possible headings by which these are judged."""
MOSTLY = 0.6
"""From this share of letters among its filled cells a column is one of letters."""
_CAPITAL = re.compile(r"[A-Z]")
"""May be a letter of a variant that is not known here."""


@dataclass(frozen=True)
class Grid:
    """A matrix as it stands in the file."""

    heads: tuple[str, ...]
    body: tuple[Line, ...]
    fields: tuple[str, ...]
    """What each column is: ``title``, ``section``, ``role`` (its cells hold letters), ``who`` (its cells name who has
    the letters beside), ``letter:X`` (its cells hold names), or empty: not read."""
    line: int
    title: str = ""
    filled: int = 0
    """How many cells of letters or names it has."""
    left: tuple[Line, ...] = ()
    """Lines around it that belong to nothing."""

    @property
    def own(self) -> bool:
        """Whether this program has written it."""
        return is_own(self.heads[0], OWN)

    @property
    def roles(self) -> tuple[str, ...]:
        """Headings of its columns of letters, folded."""
        return tuple(
            folded(head) for head, field in zip(self.heads, self.fields, strict=True) if field not in ("", "title")
        )

    def cell(self, row: Line, at: int) -> str:
        """A cell; empty where the row is too short."""
        return row.cells[at] if at < len(row.cells) else ""

    def column(self, field: str) -> int:
        """The first column that is this; −1: none."""
        return self.fields.index(field) if field in self.fields else -1


def grids(table: Table) -> Iterator[Grid]:
    """The matrices of a table, one below the other."""
    lines: Sequence[Line] = table.lines
    title = table.title
    while lines:
        found = _first(lines)
        if found is None:
            return
        grid, rest = found
        above = [row for row in lines if row.at < grid.line and row.filled]
        if not title and above and above[-1].filled == 1:
            title = next(filter(None, above[-1].cells))
        yield replace(grid, title=line(title), left=tuple(above))
        lines, title = rest, ""


def _first(lines: Sequence[Line]) -> tuple[Grid, Sequence[Line]] | None:
    best: Grid | None = None
    at_best = 0
    ours = [at for at, head in enumerate(lines[:DEEPEST]) if head.filled > 1 and is_own(head.cells[0], OWN)]
    for at, head in enumerate(lines[:DEEPEST]):
        if ours and at != ours[0]:
            continue
        if head.filled < 2 or (not ours and _data(head)):
            continue
        heads = tuple(map(line, head.cells))
        fields, filled = guess(heads, lines[at + 1 : at + 1 + SEEN])
        if (filled or ours) and (best is None or filled > best.filled):
            best, at_best = Grid(heads, (), fields, head.at, filled=filled), at
    if best is None:
        return None
    end = _end(best, lines, at_best + 1)
    body = tuple(row for row in lines[at_best + 1 : end] if row.filled and not _again(best, row))
    fields, filled = guess(best.heads, body)
    return replace(best, body=body, fields=fields, filled=filled), lines[end:]


def _data(row: Line) -> bool:
    """Whether a row looks like one of the matrix rather than like its headings: the same letters again and again."""
    said = [cell.letters for text in row.cells if text and (cell := cell_of(text)) and cell.letters]
    return len(said) > 4 and len(said) * 2 > row.filled and len(set(said)) < len(said) / 2


def _again(grid: Grid, row: Line) -> bool:
    return [folded(cell) for cell in row.cells if cell] == [folded(head) for head in grid.heads if head]


def _end(grid: Grid, lines: Sequence[Line], start: int) -> int:
    """Where another table begins: a row with headings where this one has letters."""
    roles = [at for at, field in enumerate(grid.fields) if field == "role"]
    for at in range(start, len(lines)):
        texts = [lines[at].cells[c] for c in roles if c < len(lines[at].cells) and lines[at].cells[c]]
        odd = sum(cell_of(text) is None for text in texts)
        if odd >= 2 and odd == len(texts) and not _again(grid, lines[at]):
            return at
    return len(lines)


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
        if (letter := letter_of(head)) and not among(head, ROLE - LETTER_PEOPLE) and _names(columns[at])
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
    return bool(column) and all(any(sign.isalpha() for sign in cell) for cell in column if not nobody(cell))


def _answering(heads: Sequence[str], found: dict[int, str]) -> dict[int, str]:
    """Of two columns of those who do it, that of the *responsible* is the one of those who answer for it: in Dutch and
    German one word says both."""
    doing = [at for at, letter in found.items() if letter == "R"]
    both = [at for at in doing if among(heads[at], EITHER)]
    if len(doing) == 2 and len(both) == 1 and "A" not in found.values():
        found[both[0]] = "A"
    return found


LETTER_PEOPLE = frozenset(("person", "persoon", "people", "personen", "role", "rol", "rolle", "name", "naam"))


def _names(column: Sequence[str]) -> bool:
    """Whether the cells of a column are names, or marks, rather than letters, numbers and days."""
    filled = [cell for cell in column if not nobody(cell)]
    if not filled:
        return False
    said = [cell_of(cell) for cell in filled]
    if all(cell is not None and cell.check for cell in said):
        return True
    names = [cell for cell in filled if any(sign.isalpha() for sign in cell)]
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
    free = [at for at, field in enumerate(fields) if not field and _wordy(columns[at])]
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


def _wordy(column: Sequence[str]) -> bool:
    """Whether a column has words in it."""
    return any(any(sign.isalpha() for sign in cell) for cell in column)


def swapped(grid: Grid) -> bool:
    """Whether its rows are roles rather than activities: by its headings, else where each has one who answers."""
    if "role" not in grid.fields or grid.own:
        return False
    corner = grid.heads[grid.column("title")]
    if among(corner, ROLE - _WEAK) != among(corner, ACTIVITY):
        return among(corner, ROLE)
    at = grid.column("title")
    across = _jobs([head for head, field in zip(grid.heads, grid.fields, strict=True) if field == "role"])
    down = _jobs([grid.cell(row, at) for row in grid.body])
    if across != down:
        return down > across
    if corner and not among(corner, _WEAK):
        return False
    rows, columns = Counter[int](), Counter[int]()
    for row in grid.body:
        for at, field in enumerate(grid.fields):
            cell = cell_of(grid.cell(row, at)) if field == "role" else None
            if cell and "A" in cell.letters:
                rows[row.at] += 1
                columns[at] += 1
    count = sum(any(cell_of(text) for text in row.cells[1:] if text) for row in grid.body)
    width = grid.fields.count("role")
    good = sum(n == 1 for n in rows.values()) / max(count, 1)
    other = sum(n == 1 for n in columns.values()) / max(width, 1)
    return other > good


_WEAK = frozenset(("name", "names", "naam", "namen", "function", "functie", "funktion"))
"""Words in the corner that stand above roles and activities alike."""


def _jobs(titles: Sequence[str]) -> float:
    """Which part of these is called as roles often are."""
    return sum(among(title, JOB) for title in titles) / max(len(titles), 1)


def merged(found: Sequence[Grid]) -> list[Grid]:
    """Matrices of the same columns as one, each with its title as a heading; parts side by side put together."""
    whole: list[Grid] = []
    for grid in found:
        same = next((at for at, other in enumerate(whole) if other.roles == grid.roles and grid.roles), None)
        beside = next((at for at, other in enumerate(whole) if _beside(other, grid)), None)
        if same is not None and whole[same].fields == grid.fields and not grid.own:
            whole[same] = _below(whole[same], grid)
        elif beside is not None:
            whole[beside] = _joined(whole[beside], grid)
        else:
            whole.append(grid)
    return sorted((grid for grid in whole if grid.filled), key=lambda grid: -grid.filled)


def _titles(grid: Grid) -> list[str]:
    at = grid.column("title")
    return [folded(grid.cell(row, at)) for row in grid.body]


def _beside(one: Grid, other: Grid) -> bool:
    return one.own and other.own and _titles(one) == _titles(other) and not set(one.roles) & set(other.roles)


def _joined(left: Grid, right: Grid) -> Grid:
    """Columns of both; rows are the same."""
    roles = [at for at, field in enumerate(right.fields) if field == "role"]
    width = len(left.heads)
    body = tuple(
        replace(
            row,
            cells=(*row.cells[:width], *[""] * (width - len(row.cells)), *(right.cell(other, at) for at in roles)),
        )
        for row, other in zip(left.body, right.body, strict=True)
    )
    heads = (*left.heads, *(right.heads[at] for at in roles))
    fields = (*left.fields, *("role" for _ in roles))
    return replace(left, heads=heads, body=body, fields=fields, filled=left.filled + right.filled)


def _below(above: Grid, below: Grid) -> Grid:
    return replace(
        above,
        body=(*_headed(above), *_headed(below)),
        filled=above.filled + below.filled,
        left=(*above.left, *below.left),
        title="",
    )


def _headed(grid: Grid) -> tuple[Line, ...]:
    """Its rows below its own title as a heading, if it has one."""
    if not grid.title or placeholder(grid.title):
        return grid.body
    cells = [""] * len(grid.heads)
    cells[grid.column("title")] = f"{grid.title}:"
    return (Line(grid.line, tuple(cells), True), *grid.body)
