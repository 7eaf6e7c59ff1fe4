"""A session's documents with made-up names: for an archive that others may look into."""

import re
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.core.i18n import Translator, translator
from facilitator.core.records import Person, SessionInfo, Step, WorkshopCopy
from facilitator.session.redact import LOG, PROSE, identifiers
from facilitator.session.traces import PARTICLES, Span, Traces, spellings
from facilitator.store.documents import Document, Tables

_WORD = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_](?:[^\W_]|[\u0300-\u036f])+")
"""A word of a name that says something alone: an initial does not."""
_EMAIL = re.compile(r"([\w.+\-]+)@[\w\-]+(?:\.[\w\-]+)+")
_TELLING = 4
"""Letters from which on a name inside an address is that person's (``abakker@…``)."""
_SHORT = 2
"""Letters of a word that is taken for a name only where it begins with a capital."""


def pseudonymised(
    tables: Mapping[str, Mapping[int, Document]], tr: Translator | None = None
) -> tuple[Tables, dict[str, str]]:
    """The tables with *Person 1*, *Person 2* … for the people, in random order, and which name became which.

    Addresses and organisations are emptied, department, role and presence stay, the history is gone. Texts that name
    somebody, also by a first or last name alone, name the pseudonym; where several people have that name, the text
    names all of them. ``tr``: the language of the pseudonyms; default: that of the session.
    """
    info = next(iter(tables.get(SessionInfo.table, {}).values()), {})
    tr = tr or translator(str(info.get("language", "en")))
    people = dict(tables.get(Person.table, {}))
    numbers = list(people)
    secrets.SystemRandom().shuffle(numbers)
    by_number = {number: tr("Person {n}", n=n) for n, number in enumerate(numbers, 1)}
    names: dict[str, str] = {}
    for number in numbers:
        name = str(people[number].get("name", ""))
        names[name] = " / ".join(filter(None, (names.get(name, ""), by_number[number])))
    texts = _Texts(list(people.values()), names, identifiers(tables))
    changed: Tables = {
        table: {number: texts.document(table, document) for number, document in documents.items()}
        for table, documents in tables.items()
        if table not in (LOG, Person.table)
    }
    if Person.table in tables:
        changed[Person.table] = {
            number: texts.document(Person.table, people[number])
            | {"name": by_number[number], "order": float(n), "email": "", "organisation": ""}
            for n, number in enumerate(numbers, 1)
        }
    return {table: changed[table] for table in tables if table != LOG}, names


class _Texts:
    def __init__(self, people: list[Document], names: dict[str, str], known: frozenset[str]) -> None:
        self._known = known
        everybody = list(names)
        emails: dict[str, list[str]] = {}
        for person in people:
            emails.setdefault(str(person.get("name", "")), []).append(str(person.get("email", "")))
        longest = sorted(names, key=len, reverse=True)
        self._whole = [(Traces([n], emails[n], others=[o for o in everybody if o != n]), names[n]) for n in longest]
        self._single: list[tuple[Traces, str]] = []
        parts = _parts(names)
        self._mailed = {
            spelling: " / ".join(whose)
            for word, whose in sorted(parts.values(), key=lambda part: -len(part[0]))
            for spelling in spellings(word)
            if len(spelling) >= _TELLING
        }
        for word, whose in parts.values():
            genitive = f"{word}s"  # as German and Dutch have it
            forms = [word] if genitive.casefold() in parts else [word, genitive]
            self._single.append((Traces(forms), " / ".join(whose)))

    def document(self, table: str, document: Document) -> Document:
        kinds = table in (Step.table, WorkshopCopy.table)
        return {
            self._text(key): value if kinds and key == "kind" else self._value(value, key, kinds=kinds)
            for key, value in document.items()
        }

    def _value(self, value: Any, key: str, *, kinds: bool) -> Any:
        if isinstance(value, dict):
            return {self._text(name): self._value(part, name, kinds=kinds) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self._value(part, key, kinds=kinds) for part in value]
        if not isinstance(value, str) or (kinds and key == "kind") or (value in self._known and key not in PROSE):
            return value
        return self._named_otherwise(value)

    def _text(self, key: str) -> str:
        return key if key in self._known else self._named_otherwise(key)

    def _named_otherwise(self, text: str) -> str:
        """Every name at once, so that a pseudonym is not taken for the name of somebody who is called like it."""
        taken: list[tuple[Span, str]] = []
        for span, pseudonym in self._places(text):
            if all(span[1] <= begin or end <= span[0] for (begin, end), _ in taken):
                taken.append((span, pseudonym))
        parts, at, before = [], 0, ""
        for (begin, end), pseudonym in sorted(taken):
            between = text[at:begin]
            parts += [] if pseudonym == before and not between.strip(" -") else [between, pseudonym]
            at, before = end, pseudonym
        return "".join([*parts, text[at:]])

    def _places(self, text: str) -> Iterator[tuple[Span, str]]:
        """Where somebody is named, and the pseudonym for it: whole names first, single words last."""
        yield from ((span, pseudonym) for traces, pseudonym in self._whole for span in traces.found(text))
        yield from self._addresses(text)
        yield from ((span, pseudonym) for traces, pseudonym in self._single for span in traces.found(text))

    def _addresses(self, text: str) -> Iterator[tuple[Span, str]]:
        """The addresses with somebody's name in them, those too that nobody has in the list of people."""
        for match in _EMAIL.finditer(text):
            local = match[1].casefold()
            if whose := next((whose for word, whose in self._mailed.items() if word in local), ""):
                yield match.span(), whose


def _parts(names: Mapping[str, str]) -> dict[str, tuple[str, list[str]]]:
    """First and last names by their small letters, as they are written, and the pseudonyms of those who have them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, pseudonym in names.items():
        for place, match in enumerate(_WORD.finditer(name)):
            word = match[0] if len(match[0]) > _SHORT else match[0].capitalize()
            if word.casefold() not in PARTICLES or place == 0:
                whose = found.setdefault(word.casefold(), (word, []))[1]
                whose += [] if pseudonym in whose else [pseudonym]
    return found
