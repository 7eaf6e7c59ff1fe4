"""Headings of lists of stakeholders, and where in a file such a list stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.core.text import folded, line
from facilitator.imports.attitudes import attitude_of, level_of, number_of, unknown
from facilitator.imports.headings import FIELDS as PEOPLE
from facilitator.imports.reading import Line, Table
from facilitator.imports.words import is_own, words

DEEPEST = 25
_HEADS = {
    "influence": "influence power invloed macht einfluss influencia poder leverage authority",
    "interest": "interest belang interesse interessen belangen betroffenheit",
    "attitude": "attitude support stance disposition sentiment category kategorie categorie categoria einstellung "
    "haltung houding draagvlak apoio atitude postura engagement commitment alignment unterstutzung steun standpunt "
    "classification type supportlevel",
    "concerns": "concern concerns zorg zorgen bedenken sorgen befurchtungen issue issues pain fears preocupacoes "
    "preocupacao angst bezwaren einwande risks",
    "message": "message messages boodschap botschaft mensagem hear horen",
    "evidence": "evidence note notes comment comments opmerking opmerkingen bemerkung bemerkungen reason toelichting "
    "behaviour behavior remarks beobachtung observatie rationale",
    "owner": "owner eigenaar relationship contactpersoon relatiebeheerder betreuer lead manager responsavel",
    "next_step": "next action actions strategy actie acties massnahme massnahmen volgende nachster strategie acao plan",
}
_FIELD_OF = {head: field for field, heads in _HEADS.items() for head in heads.split()}
_NAMES = frozenset(
    "stakeholder stakeholders stakeholdergroep gruppe group groep interessent betroffene belanghebbende "
    "belanghebbenden nome interessada partei partij party who person name naam".split()
)
_OWN = {
    "name": "Name",
    "influence": "Influence",
    "attitude": "Attitude",
    "category": "Category",
    "wanted": "Wanted",
    "quadrant": "Quadrant",
}
_LATER = frozenset("desired target wanted future gewenst gewunscht ziel soll goal to-be doel gewenste desejado".split())
_NUMBERS = frozenset("id nr no number nummer quadrant".split())
FIELDS = (
    "name",
    "first",
    "middle",
    "last",
    "email",
    "organisation",
    "department",
    "role",
    *_HEADS,
    "category",
)


@dataclass(frozen=True)
class Roster:
    """A list of stakeholders as it stands in the file."""

    heads: tuple[str, ...]
    fields: tuple[str, ...]
    """What each column is; empty: not read."""
    body: tuple[Line, ...]
    line: int
    title: str = ""
    own: bool = False
    """This program has written it: its numbers have the scales of the map."""
    left: tuple[Line, ...] = ()

    @property
    def weight(self) -> int:
        """How much it says."""
        judged = sum(field in ("influence", "attitude", "interest", "category") for field in self.fields)
        return len(self.body) * (1 + 3 * judged)


def rosters(table: Table) -> Iterator[Roster]:
    """The lists of a table, one below the other."""
    lines: Sequence[Line] = table.lines
    title = table.title
    while lines:
        at = next((at for at, row in enumerate(lines[:DEEPEST]) if _is_head(row)), -1)
        if at < 0:
            return
        heads = tuple(map(line, lines[at].cells))
        end = next((n for n in range(at + 1, len(lines)) if _is_head(lines[n])), len(lines))
        while end < len(lines) and tuple(map(line, lines[end].cells)) == heads:
            end = next((n for n in range(end + 1, len(lines)) if _is_head(lines[n])), len(lines))
        rows = [row for row in lines[at + 1 : end] if tuple(map(line, row.cells)) != heads]
        own = {field for field, message in _OWN.items() if any(is_own(head, message) for head in heads)}
        fields = _fields(heads, rows, own={"influence", "attitude", "wanted", "quadrant"} <= own)
        body, beside = _bodied(rows, fields)
        left = (*(row for row in lines[:at] if row.filled), *beside)
        if body:
            yield Roster(heads, fields, body, lines[at].at, title, {"wanted", "quadrant"} <= own, left)
        lines, title = lines[end:], ""


def _bodied(rows: Sequence[Line], fields: Sequence[str]) -> tuple[tuple[Line, ...], list[Line]]:
    """The rows of people, and text that stands around them: one cell behind a blank row, or none that is a name."""
    body: list[Line] = []
    beside: list[Line] = []
    apart = False
    for row in rows:
        if not row.filled:
            apart = True
        elif row.filled > 1 or (not apart and _only_name(row, fields)):
            body.append(row)
            apart = False
        else:
            beside.append(row)
    return tuple(body), beside


def _only_name(row: Line, fields: Sequence[str]) -> bool:
    at = next(at for at, cell in enumerate(row.cells) if cell)
    return at < len(fields) and fields[at] in ("name", "first", "last") and len(words(row.cells[at])) <= 6


def _is_head(row: Line) -> bool:
    """Whether a row holds headings: one for names, and another one that is known."""
    if row.filled < 2 or any(number_of(cell) and cell.strip()[:1].isdigit() for cell in row.cells if cell):
        return False
    fields = [field_of(cell) for cell in row.cells]
    named = any(field in ("name", "first", "last") for field in fields)
    judged = sum(field in _HEADS for field in fields)
    return (named and sum(map(bool, fields)) >= 2) or (judged >= 2 and bool(row.cells[0]))


def field_of(head: str) -> str:
    """What a column with this heading is; empty: not known."""
    found = words(head)
    whole = "".join(found)
    if not found or (set(found) & _LATER and len(found) > 1) or set(found) & _NUMBERS:
        return ""
    if whole in _FIELD_OF:
        return _FIELD_OF[whole]
    if whole in _NAMES:
        return "name"
    if PEOPLE.get(whole, "number") != "number":
        return PEOPLE[whole]
    hits = [_FIELD_OF[word] for word in found if word in _FIELD_OF]
    if {"influence", "interest"} <= set(hits):
        return ""
    for first in ("influence", "next_step", "message", "concerns", "owner", "attitude", "interest", "evidence"):
        if first in hits:
            return first
    if any(word in _NAMES for word in found):
        return "name"
    return next((field for word in found if (field := PEOPLE.get(word, "")) and field != "number"), "")


def _fields(heads: Sequence[str], body: Sequence[Line], *, own: bool) -> tuple[str, ...]:
    found: list[str] = []
    for at, head in enumerate(heads):
        field = field_of(head)
        if own:
            field = next((f for f, message in _OWN.items() if is_own(head, message)), field)
            field = "" if field in ("wanted", "quadrant") else field
        column = [row.cells[at] for row in body if at < len(row.cells) and not unknown(row.cells[at])]
        if field == "attitude" and not own and not _judges(column):
            field = ""
        if field == "influence" and column and not any(level_of(cell) or number_of(cell) for cell in column):
            field = "evidence" if "evidence" not in found else ""
        found.append("" if field in found else field)
    if "name" not in found and not {"first", "last"} & set(found) and found:
        free = next((at for at, field in enumerate(found) if not field), 0)
        found[free] = "name"
    return tuple(found)


def _judges(column: Sequence[str]) -> bool:
    """Whether cells say how somebody stands; a column called *category* often says something else."""
    good = sum(bool(attitude_of(cell) or level_of(cell) or number_of(cell)) for cell in column)
    return good * 2 >= len(column)


def merged(found: Sequence[Roster]) -> list[Roster]:
    """Lists with the same headings as one; the one that says most comes first."""
    whole: list[Roster] = []
    for roster in found:
        heads = tuple(map(folded, roster.heads))
        same = next((at for at, other in enumerate(whole) if tuple(map(folded, other.heads)) == heads), None)
        if same is None:
            whole.append(roster)
            continue
        other = whole[same]
        whole[same] = replace(other, body=(*other.body, *roster.body), left=(*other.left, *roster.left))
    return sorted(whole, key=lambda roster: -roster.weight)
