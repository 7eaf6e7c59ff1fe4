"""Takes a person out of a session's documents. Pure: tables in, tables out; nothing here knows files.

Every text of every table is cleaned of the name and the addresses. What refers to the person by id lets go of it in
the mildest way that leaves a document valid: an empty field, a shorter list, else the part or the document is gone. So
it works for the records of kinds that nobody has written yet.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from facilitator.core.ids import Id, from_number, to_number
from facilitator.core.records import Person, Record, SessionInfo, Step, WorkshopCopy
from facilitator.session.history import Entry
from facilitator.session.traces import Traces
from facilitator.store.documents import Document, Tables, copied

PEOPLE, LOG = Person.table, Entry.table
PROSE = frozenset(("title", "prompt", "notes", "purpose", "audience", "material", "label", "text", "help"))
"""Keys of a workshop file whose texts are written for people, also when they are a single word."""
SAMPLES = 12
"""Places in texts that are shown."""
_WORDY = re.compile(r"[\sA-Z]|[^\x00-\x7f]")
_KEPT_BY_OTHERS = ("name", "email")
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Whom:
    """The person to take out."""

    traces: Traces
    ids: frozenset[Id] = frozenset()
    """Of the person's own documents; empty for somebody who is only in texts."""


@dataclass(frozen=True)
class Left:
    """A text that still holds a part of the name."""

    table: str
    document: Document
    excerpt: str


@dataclass
class Redacted:
    """What became of the tables."""

    tables: Tables
    summary: dict[str, Any]
    people: int = 0
    texts: int = 0
    """Places in texts."""
    references: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    """Documents that are gone because they were about the person, by table."""
    history: int = 0
    """Changes that cannot be undone any more."""
    left: list[Left] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    """What stands around the first of those places."""

    @property
    def touched(self) -> bool:
        """Whether the person was in it."""
        return bool(self.people or self.texts or self.references or self.dropped)


def redacted(
    tables: Mapping[str, Mapping[int, Document]],
    summary: Mapping[str, Any],
    whom: Whom,
    placeholder: str,
    types: Mapping[str, type[Record]],
) -> Redacted:
    """The tables without the person. ``types``: the record types by table, as far as they are known."""
    done = Redacted({}, {})
    texts = Texts(whom, placeholder, identifiers(tables))
    own = {to_number(id_) for id_ in whom.ids}
    for name, documents in tables.items():
        if name == LOG:
            done.history = len(documents)
            continue
        kept: dict[int, Document] = {}
        for number, document in documents.items():
            if number in own:
                _count_gone(done, name)
                continue
            after = _document(texts, name, number, document, types, done)
            if after is None:
                _count_gone(done, name)
            else:
                kept[number] = after
        done.tables[name] = kept
    done.summary = texts.value(copied(dict(summary)))
    if PEOPLE in done.summary and PEOPLE in done.tables:
        done.summary[PEOPLE] = sum(bool(person.get("participant", True)) for person in done.tables[PEOPLE].values())
    done.texts, done.samples = texts.count, texts.samples
    done.left = list(left_over(done.tables, whom.traces))
    return done


def left_over(tables: Mapping[str, Mapping[int, Document]], traces: Traces) -> Iterator[Left]:
    """The texts that hold a part of the name, one a document; names of other people do not count."""
    for name, documents in tables.items():
        for document in documents.values():
            skipped = _KEPT_BY_OTHERS if name == PEOPLE else ()
            for text in strings({key: value for key, value in document.items() if key not in skipped}):
                if excerpt := traces.part(text):
                    yield Left(name, document, excerpt)
                    break


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, the keys of its dicts included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def identifiers(tables: Mapping[str, Mapping[int, Document]]) -> frozenset[str]:
    """Names by which the session's workshop and records refer to steps, collections and fields."""
    found: set[Any] = set()
    for document in tables.get(WorkshopCopy.table, {}).values():
        source = document.get("source", {})
        found |= {part.get("id") for part in source.get("step", ()) if isinstance(part, dict)}
        for name, collection in source.get("collections", {}).items():
            found.add(name)
            if isinstance(collection, dict):
                found |= {part.get("id") for part in collection.get("fields", ()) if isinstance(part, dict)}
    for document in tables.get(Step.table, {}).values():
        found |= {document.get("key"), document.get("items")}
    found |= {document.get("workshop") for document in tables.get(SessionInfo.table, {}).values()}
    return frozenset(text for text in found if isinstance(text, str))


class Texts:
    """Cleans texts and counts; an identifier that holds the name gets another one, everywhere the same."""

    def __init__(self, whom: Whom, placeholder: str, known: frozenset[str] = frozenset()) -> None:
        self.count = 0
        self.samples: list[str] = []
        self._traces, self._placeholder, self._known = whom.traces, placeholder, known
        self.ids = re.compile("|".join(sorted(whom.ids)) or "(?!)")
        """Finds the person's ids."""
        narrow = Traces(whom.traces.names, whom.traces.emails)
        holding = sorted(text for text in known if narrow.within(text))
        self._renamed = {text: f"removed-{n}" for n, text in enumerate(holding, 1)}

    def text(self, text: str) -> str:
        """One text."""
        if text in self._known:
            return self._renamed.get(text, text)
        cleaned, count = self._traces.cleaned(text, self._placeholder)
        if count and len(self.samples) < SAMPLES:
            self.samples.append(self._traces.around(text))
        self.count += count
        return cleaned

    def value(self, value: Any) -> Any:
        """A JSON value with every text in it cleaned."""
        if isinstance(value, str):
            text = self.text(value)
            return text if self.ids.fullmatch(text) else self.ids.sub(self._placeholder, text)  # alone: a reference
        if isinstance(value, list | tuple):
            return [self.value(part) for part in value]
        if not isinstance(value, dict):
            return value
        cleaned: dict[str, Any] = {}
        for key, part in value.items():
            cleaned[_free(self.text(key), cleaned)] = self.value(part)
        return cleaned

    def settings(self, value: Any, key: str = "") -> Any:
        """The same for parts of a workshop file, where a single word may be a setting."""
        if isinstance(value, dict):
            return {self._renamed.get(name, name): self.settings(part, name) for name, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.settings(part, key) for part in value]
        if not isinstance(value, str) or key == "kind":
            return value
        wordy = key in PROSE or _WORDY.search(value)
        return self.text(value) if wordy or value in self._renamed else value


def cleaned(texts: Texts, value: Any) -> Any:
    """A value that is no document (a ballot, rules, totals) without the person."""
    whole: Document | None = {"value": texts.value(value)}
    while whole is not None and (path := next(references(whole, texts.ids), None)) is not None:
        whole = _without(whole, path, 0, None, is_key=bool(texts.ids.search(str(path[-1]))))
    return (whole or {}).get("value")


def _free(key: str, taken: Mapping[str, Any]) -> str:
    name, number = key, 2
    while name in taken:
        name, number = f"{key} ({number})", number + 1
    return name


def _count_gone(done: Redacted, table: str) -> None:
    if table == PEOPLE:
        done.people += 1
    else:
        done.dropped[table] += 1


def _document(
    texts: Texts,
    table: str,
    number: int,
    document: Document,
    types: Mapping[str, type[Record]],
    done: Redacted,
) -> Document | None:
    """The document without the person; None when nothing of it can stay."""
    record_type = types.get(table)
    sound = record_type if record_type and _fits(document, number, record_type) else None
    fields = frozenset(record_type.__struct_fields__) if record_type else frozenset[str]()
    after: Document = {}
    for key, value in document.items():
        name = key if key in fields else _free(texts.text(key), after)
        if table == PEOPLE and key in _KEPT_BY_OTHERS:  # of other people, also of one of the same name
            after[name] = value
        elif table == WorkshopCopy.table or (table == Step.table and key in ("settings", "only")):
            after[name] = texts.settings(value)
        else:
            after[name] = value if (table, key) == (Step.table, "kind") else texts.value(value)
    if sound and not _fits(after, number, sound):
        for key in [key for key in fields if key in document and after[key] != document[key]]:
            if not _fits(document | {key: after[key]}, number, sound):
                after[key] = document[key]  # one of a few fixed words that the program knows
    whole: Document | None = after
    while whole is not None and (path := next(references(whole, texts.ids), None)) is not None:
        done.references += 1
        whole = _without(whole, path, number, sound, is_key=bool(texts.ids.search(str(path[-1]))))
    return whole


def references(value: Any, ids: re.Pattern[str], path: Path = ()) -> Iterator[Path]:
    """Where a value names one of the ids, as a value or as a key."""
    if isinstance(value, str):
        if ids.fullmatch(value):
            yield path
    elif isinstance(value, dict):
        for key, part in value.items():
            if ids.search(key):
                yield (*path, key)
            else:
                yield from references(part, ids, (*path, key))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from references(part, ids, (*path, place))


def _without(
    document: Document, path: Path, number: int, record_type: type[Record] | None, *, is_key: bool
) -> Document | None:
    """The document without what stands at the path, or as little more as keeps it valid; None: it cannot be."""
    if isinstance(path[-1], str) and not is_key:
        emptied: Document = copied(document)
        _at(emptied, path[:-1])[path[-1]] = None
        if record_type is None or _fits(emptied, number, record_type):
            return emptied
    for length in range(len(path), 0, -1):
        shorter: Document = copied(document)
        del _at(shorter, path[: length - 1])[path[length - 1]]
        if length == 1 and record_type is not None and path[0] in _mandatory(record_type):
            return None
        if record_type is None or _fits(shorter, number, record_type):
            return shorter
    return None


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _mandatory(record_type: type[Record]) -> frozenset[str]:
    return frozenset(f.encode_name for f in msgspec.structs.fields(record_type) if f.required)


def _fits(document: Document, number: int, record_type: type[Record]) -> bool:
    try:
        msgspec.convert({**document, "id": from_number(number)}, record_type)
    except msgspec.ValidationError:
        return False
    return True
