"""Who of a list counts: no places to fill in, and everybody once."""

from collections.abc import Sequence

from msgspec.structs import replace as altered

from facilitator.core.text import folded
from facilitator.imports.found import FoundStakeholder
from facilitator.imports.preview import Notes
from facilitator.imports.words import placeholder


def filled(people: Sequence[FoundStakeholder], notes: Notes) -> list[FoundStakeholder]:
    """The people without the places to fill in of a template, unless the user wants those."""
    places = [person.name for person in people if placeholder(person.name)]
    if not places:
        return list(people)
    tr = notes.tr
    options = [("out", tr("left out")), ("in", tr("read as names"))]
    if notes.choose("places", tr("Places to fill in are"), options, "out") == "in":
        return list(people)
    notes.doubt(tr("Places to fill in, left out: {names}.", names=notes.few(places)))
    return [person for person in people if not placeholder(person.name)]


def once(people: Sequence[FoundStakeholder], notes: Notes) -> list[FoundStakeholder]:
    """Everybody once: the same name, where no address, department or organisation speaks against it."""
    kept: list[FoundStakeholder] = []
    twice: list[str] = []
    for person in people:
        same = next((at for at, other in enumerate(kept) if _same(person, other)), None)
        if same is None:
            kept.append(person)
            continue
        twice.append(person.name)
        empty = {"": True, None: True}
        fields = {
            field: getattr(person, field)
            for field in person.__struct_fields__
            if empty.get(getattr(kept[same], field), False)
        }
        kept[same] = altered(kept[same], **fields)
    if twice:
        notes.doubt(notes.tr("Listed more than once and kept once: {names}.", names=notes.few(twice)))
    return kept


def _same(one: FoundStakeholder, other: FoundStakeholder) -> bool:
    if folded(one.name) != folded(other.name):
        return False
    pairs = ((getattr(one, field), getattr(other, field)) for field in ("email", "department", "organisation"))
    return all(not a or not b or folded(a) == folded(b) for a, b in pairs)
