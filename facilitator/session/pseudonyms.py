"""A session's documents with made-up names: for an archive that others may look into."""

import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from facilitator.core.i18n import Translator, translator
from facilitator.core.records import Person, SessionInfo
from facilitator.session.redact import LOG, PROSE, identifiers
from facilitator.session.traces import PARTICLES, Traces
from facilitator.store.documents import Document, Tables


def pseudonymised(
    tables: Mapping[str, Mapping[int, Document]], tr: Translator | None = None
) -> tuple[Tables, dict[str, str]]:
    """The tables with *Person 1*, *Person 2* … for the people, in random order, and which name became which.

    Addresses and organisations are emptied, department, role and presence stay, the history is gone. Texts that name
    somebody, also by a first or last name that only one person has, name the pseudonym; where two people have one
    name, the text names both. ``tr``: the language of the pseudonyms; default: that of the session.
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
            number: texts.value(people[number])
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
        self._all = [(Traces([n], emails[n], others=[o for o in everybody if o != n]), names[n]) for n in longest]
        words = Counter(word for name in everybody for word in {w.casefold() for w in name.split()})
        for name in longest:
            for word in name.split():
                alone = words[word.casefold()] == 1 and word.casefold() not in PARTICLES and len(word) > 2
                if alone and len(name.split()) > 1:
                    self._all.append((Traces([word], others=everybody), names[name]))

    def document(self, table: str, document: Document) -> Document:
        changed: Document = self.value(document)
        return changed

    def value(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {self.value(name): self.value(part, name) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(part, key) for part in value]
        if not isinstance(value, str) or key == "kind" or (value in self._known and key not in PROSE):
            return value
        for traces, pseudonym in self._all:
            value, _ = traces.cleaned(value, pseudonym)
        return value
