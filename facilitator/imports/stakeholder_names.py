"""Who of a list counts: no places to fill in, and everybody once."""

from collections.abc import Sequence

from msgspec.structs import replace as altered

from facilitator.core.people import APART
from facilitator.imports.found import FoundStakeholder
from facilitator.imports.kept import Kept
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
    kept, twice = Kept[FoundStakeholder](("name", *APART)), list[str]()
    for person in people:
        at = kept.find(person)
        if at is None:
            kept.add(person)
            continue
        twice.append(person.name)
        known = kept.people[at]
        missing = [field for field in known.__struct_fields__ if getattr(known, field) in ("", None)]
        kept.fill(at, altered(known, **{field: getattr(person, field) for field in missing}))
    if twice:
        notes.doubt(notes.tr("Listed more than once and kept once: {names}.", names=notes.few(twice)))
    return kept.people
