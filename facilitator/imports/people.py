"""A pasted or typed list to people: lines, the *To* field of a mail, rows of a spreadsheet with or without headings."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id, new_id
from facilitator.core.people import Apart
from facilitator.core.records import Person
from facilitator.core.text import BODY, TITLE, line
from facilitator.imports.headings import Headings, find
from facilitator.imports.kept import Kept
from facilitator.imports.names import ADDRESS, NAMED_ADDRESS, guessed, is_surname, name_and_address, role_beside
from facilitator.imports.paste import MOST_ROWS, PastedRow, read
from facilitator.imports.words import few, has_words

_BULLET = re.compile(r"^\s*(?:[-*•‣◦–—]\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+)+")
_KNOWN = ("email", "department", "role", "organisation")
"""What a further list may add about somebody."""
_APART: tuple[Apart, ...] = ("department",)
"""What tells namesakes of a list apart, beside the address."""


class Read(NamedTuple):
    """One person as a line says it."""

    name: str
    email: str = ""
    department: str = ""
    role: str = ""
    organisation: str = ""


class _Doubts:
    """What was not certain, in words; the same doubt about many people is one sentence."""

    def __init__(self, tr: Translator) -> None:
        self.tr = tr
        self.said: list[str] = []
        self.turned: list[str] = []
        self.guessed: list[str] = []
        self.twice: list[str] = []
        self.namesakes: list[str] = []

    def add(self, sentence: str) -> None:
        """One sentence of its own."""
        self.said.append(sentence)

    def sentences(self) -> list[str]:
        """Everything, the general first."""
        tr, said = self.tr, list(self.said)
        if self.turned:
            names = self.few(self.turned)
            said.append(tr("Written as “surname, first name” and turned round: {names}.", names=names))
        if self.guessed:
            names = self.few(self.guessed)
            said.append(tr("Only an e-mail address was there; the name is guessed: {names}.", names=names))
        if self.twice:
            said.append(tr("Listed more than once and kept once: {names}.", names=self.few(self.twice)))
        if self.namesakes:
            names = self.few(self.namesakes)
            sentence = N_("The same name with another e-mail address or department, all kept: {names}.")
            said.append(tr(sentence, names=names))
        return said

    def few(self, names: Iterable[str]) -> str:
        """The names in a row, each once, of many only the first."""
        return few(names, self.tr)


def parse_people(text: str, tr: Translator | None = None) -> tuple[list[Person], list[str]]:
    """The people of a list in its order, each once, and every doubt as a sentence.

    A line is ``Name``, ``Name <address>``, ``Name; Department; Role; Organisation`` (an address may stand anywhere),
    ``Name (role)``, ``Name – role`` or ``Surname, First name``; several ``Name <address>`` may share a line. Cells of a
    spreadsheet come with or without headings.
    """
    doubts = _Doubts(tr or Translator())
    paste = read(text)
    if not paste.complete:
        doubts.add(doubts.tr("The list is too long: only its first {n} rows were read.", n=MOST_ROWS))
    headings = find([row.cells for row in paste.rows])
    if headings:
        found = _table(paste.rows, headings, doubts)
    elif paste.delimiter in ("\t", "|"):
        found = [person for row in paste.rows for person in _row(row, doubts)]
    else:
        found = [person for row in read(text, "").rows for person in _line(row.cells[0], row.line, doubts)]
    kept = _unite(found, doubts)
    people = [
        Person(
            id=new_id(),
            name=one.name,
            order=float(order),
            email=one.email,
            department=one.department,
            role=one.role,
            organisation=one.organisation,
        )
        for order, one in enumerate(kept, 1)
    ]
    return people, doubts.sentences()


def is_table(text: str) -> bool:
    """Whether the text is rows of a spreadsheet rather than lines."""
    paste = read(text)
    return paste.delimiter in ("\t", "|") or find([row.cells for row in paste.rows]) is not None


def written(person: Person) -> str:
    """The line that ``parse_people`` reads as this person."""
    name = f"{person.name} <{person.email}>" if person.email else person.name
    parts = [name, person.department, person.role, person.organisation]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return "; ".join(f'"{part.replace(chr(34), chr(34) * 2)}"' if _needs_quotes(part) else part for part in parts)


def _needs_quotes(part: str) -> bool:
    return any(sign in part for sign in ';"')


def _row(row: PastedRow, doubts: _Doubts) -> list[Read]:
    """The people of one row without headings; a row of one cell was typed between the others and is read as a line."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1:
        return _line(filled[0], row.line, doubts)
    person = _cells(row.cells, row.line, doubts)
    return [person] if person else []


def _line(text: str, number: int, doubts: _Doubts) -> list[Read]:
    """The people of one line that is no row of a table."""
    named = NAMED_ADDRESS.findall(text)
    if len(named) > 1:
        people = [_cells((f"{name.strip(' ,;')} <{address}>",), number, doubts) for name, address in named]
    elif len(addresses := ADDRESS.findall(text)) > 1:
        people = [_cells((address,), number, doubts) for address in addresses]
    else:
        people = [_cells(_parts(_BULLET.sub("", text, count=1)), number, doubts)]
    return [person for person in people if person]


def _parts(text: str) -> tuple[str, ...]:
    """The cells of a line: at semicolons; else at commas, if what stands before the first can be a whole name."""
    if ";" in text:
        rows = read(text, ";").rows
        return rows[0].cells if rows else (text,)
    cells = tuple(cell.strip() for cell in text.split(","))
    return (text,) if len(cells) == 1 or is_surname(cells[0], cells[1:]) else cells


def _cells(cells: tuple[str, ...], number: int, doubts: _Doubts) -> Read | None:
    """A person from cells without headings: name, department, role, organisation; an address wherever it stands."""
    first, *more = cells if len(cells) == 1 or not cells[0].strip("#.").isdecimal() else cells[1:]
    rest = [line(cell) for cell in more]
    name, email = name_and_address(first)
    for at, cell in enumerate(rest):
        if not email and (address := ADDRESS.fullmatch(cell.strip("<>"))):
            email = address.group()
            del rest[at]
            break
    role = ""
    if not any(rest):
        name, role = role_beside(name)
    if extra := [cell for cell in rest[3:] if cell]:
        doubts.add(doubts.tr("Line {n}: not read: {text}.", n=number, text=", ".join(extra)))
    department, given, organisation = (*rest[:3], "", "", "")[:3]
    person = Read(name, email, department, role or given, organisation)
    return _named(person, number, " ".join(cells), doubts)


def _table(rows: Iterable[PastedRow], headings: Headings, doubts: _Doubts) -> list[Read]:
    """People from the rows below headings."""
    tr = doubts.tr
    if headings.unread:
        doubts.add(tr("Columns that are not read: {names}.", names=", ".join(headings.unread)))
    found = []
    for at, row in enumerate(rows):
        if at < headings.row:
            doubts.add(
                tr("Line {n} above the headings is left out: {text}.", n=row.line, text=_short(" ".join(row.cells)))
            )
        if at <= headings.row or headings.again(row.cells):
            continue
        values = {field: line(value) for field, value in headings.values(row.cells).items()}
        name, email = name_and_address(values.pop("name", ""))
        if extra := headings.beyond(row.cells):
            doubts.add(tr("Line {n}: not read: {text}.", n=row.line, text=", ".join(map(line, extra))))
        values["email"] = values.get("email", "").strip("<>") or email
        person = _named(Read(name, **values), row.line, " ".join(row.cells), doubts)
        if person:
            found.append(person)
    if not found:
        doubts.add(tr("There are headings, but no names below them."))
    return found


def _named(person: Read, number: int, source: str, doubts: _Doubts) -> Read | None:
    """The person with a name in the usual order; None, and a doubt, when there is no name in what was read."""
    name = person.name
    before, comma, after = name.partition(",")
    if comma and is_surname(before.strip(), (after.strip(),)):
        name = line(f"{after} {before}")
        doubts.turned.append(name)
    if not has_words(name) and person.email:
        name = guessed(person.email)
        doubts.guessed.append(name)
    if not has_words(name):
        if source.strip():
            doubts.add(doubts.tr("Line {n} has no name in it and is left out: {text}.", n=number, text=_short(source)))
        return None
    if len(line(source, BODY)) > len(name) == TITLE:
        doubts.add(doubts.tr("Line {n} is too long for a name and was cut: {text}.", n=number, text=_short(name)))
    return person._replace(name=name)


def _short(text: str) -> str:
    flat = line(text)
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def _unite(found: Iterable[Read], doubts: _Doubts) -> list[Read]:
    """Everybody once: the same address, or the same name where neither address nor department speaks against it."""
    kept = Kept[Read](_APART)
    for person in found:
        at = kept.find(person)
        if at is not None:
            fuller = Read(*(old or new for old, new in zip(kept.people[at], person, strict=True)))
            kept.fill(at, fuller)
            doubts.twice.append(fuller.name)
            continue
        if kept.has(person.name):
            doubts.namesakes.append(person.name)
        kept.add(person)
    return kept.people


def joining(people: Iterable[Person], known: Iterable[Person], tr: Translator) -> tuple[list[Person], list[str]]:
    """What a further list changes about the people known: new ones, and known ones of whom it says more.

    Somebody who is known already is not listed twice; a namesake with another address or department is. Both are said.
    """
    doubts, there = _Doubts(tr), Kept(_APART, known)
    puts: dict[Id, Person] = {}
    again: list[str] = []
    for person in people:
        at = there.find(person)
        if at is None:
            if there.has(person.name):
                doubts.namesakes.append(person.name)
            new = replace(person, order=1 + max((other.order for other in there.people), default=0.0))
            puts[new.id] = new
            there.add(new)
            continue
        found = there.people[at]
        again.append(found.name)
        fuller = replace(found, **{field: getattr(found, field) or getattr(person, field) for field in _KNOWN})
        if fuller != found:
            puts[found.id] = fuller
            there.fill(at, fuller)
    if again:
        sentence = N_("On the list already: {names}. A namesake needs a department or an address.")
        doubts.add(tr(sentence, names=doubts.few(again)))
    return list(puts.values()), doubts.sentences()
