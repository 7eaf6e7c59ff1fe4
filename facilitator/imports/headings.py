"""Headings of a list of people, in the languages and spellings in which they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SYNONYMS: Mapping[str, str] = {
    "name": "name names naam namen fullname volledigenaam vollstaendigername vollständigername displayname person "
    "persoon participant participants deelnemer deelnemers teilnehmer teilnehmerin teilnehmende nameoriginalname who",
    "first": "first firstname voornaam vorname givenname roepnaam",
    "middle": "middle middlename tussenvoegsel tussenvoegsels infix namenszusatz",
    "last": "last lastname achternaam nachname surname familyname familienaam familienname",
    "email": "email emailaddress emailadres emailadresse mail mailadres mailadresse useremail epost",
    "organisation": "organisation organization organisatie company companyname bedrijf firma unternehmen werkgever",
    "department": "department dept afdeling abteilung team bereich",
    "role": "role rol functie function funktion rolle jobtitle job title titel position positie stelle functietitel",
    "number": "no nr nummer number nbr id",
}
"""What a column is: the headings that say so, in small letters without anything but letters."""
FIELDS = {heading: field for field, headings in SYNONYMS.items() for heading in headings.split()}
NAMING = ("name", "first", "last", "email")
"""Without one of these a row is no row of headings."""
DEEPEST = 12
"""Rows at the top among which the headings are looked for."""


@dataclass(frozen=True)
class Headings:
    """Where the headings stand and what the columns below them are."""

    row: int
    cells: tuple[str, ...]
    fields: tuple[str, ...]
    """One per column; empty: not read."""

    @property
    def unread(self) -> list[str]:
        """Headings of the columns that are not read."""
        return [cell for cell, field in zip(self.cells, self.fields, strict=True) if cell and not field]

    def again(self, cells: Sequence[str]) -> bool:
        """Whether a row is the headings once more."""
        return tuple(map(_folded, cells)) == tuple(map(_folded, self.cells))

    def beyond(self, cells: Sequence[str]) -> list[str]:
        """Filled cells of a row for which there is no heading."""
        return [cell for cell in cells[len(self.fields) :] if cell]

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """Name, e-mail, department, role and organisation of a row, as far as it has them."""
        found: dict[str, str] = {}
        for field, cell in zip(self.fields, cells, strict=False):
            if field and cell and field not in found:
                found[field] = cell
        parts = [found.pop(part, "") for part in ("first", "middle", "last")]
        found.pop("number", None)
        found.setdefault("name", " ".join(part for part in parts if part))
        return found


def find(rows: Sequence[Sequence[str]]) -> Headings | None:
    """The headings of a list; None when it begins with the first person.

    A single column needs its heading in the first row, several need two known ones somewhere at the top.
    """
    for at, cells in enumerate(rows[:DEEPEST]):
        fields = tuple(FIELDS.get(_folded(cell), "") for cell in cells)
        known = sum(map(bool, fields))
        if any(field in NAMING for field in fields) and (known >= 2 or (at == 0 and _alone(cells))):
            return Headings(at, tuple(cells), _once(fields))
    return None


def _alone(cells: Sequence[str]) -> bool:
    return sum(map(bool, cells)) == 1


def _once(fields: Sequence[str]) -> tuple[str, ...]:
    """The fields, each for its first column only, but for a name of many parts."""
    return tuple(field if field not in fields[:at] else "" for at, field in enumerate(fields))


def _folded(cell: str) -> str:
    return "".join(sign for sign in cell.casefold() if sign.isalpha())
