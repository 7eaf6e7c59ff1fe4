"""Reading the values of a workshop file: typed, cleaned, and every fault noted instead of raised."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from facilitator.core import text as edge
from facilitator.core.i18n import N_, Translator

Path = tuple[str | int, ...]
"""Where a value stands in a TOML document: keys, and positions in lists from 0."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class Problem(msgspec.Struct, frozen=True):
    """A fault of meaning: where, and one sentence. A fatal one leaves nothing to work with."""

    path: Path
    sentence: str
    fatal: bool = True


def near(word: str, known: Iterable[str]) -> str:
    """The known word closest to a mistyped one; empty when none is close."""
    by_folded = {name.casefold().replace("-", "_"): name for name in known}
    close = difflib.get_close_matches(word.casefold().replace("-", "_"), list(by_folded), n=1, cutoff=0.55)
    return by_folded[close[0]] if close else ""


def hint(word: str, known: Iterable[str], tr: Translator) -> str:
    """A sentence that leads from a wrong word to the right one: the nearest, or all there are."""
    names = list(known)
    if closest := near(word, names):
        return tr("Did you mean “{name}”?", name=closest)
    if not names:
        return ""
    return tr("Possible here: {names}.", names=", ".join(names))


def said(sentence: str, *more: str) -> str:
    """Sentences one after the other, empty ones left out."""
    return " ".join(part for part in (sentence, *more) if part)


def type_of(value: object, tr: Translator) -> str:
    """What a TOML value is, in words."""
    match value:
        case bool():
            return tr("true or false")
        case str():
            return tr("text")
        case int():
            return tr("a whole number")
        case float():
            return tr("a number")
        case list():
            return tr("a list")
        case dict():
            return tr("a table")
        case _:
            return tr("a date or time")


def wrong_type(key: str, wanted: str, value: object, tr: Translator) -> str:
    """The sentence for a value of the wrong type; ``wanted`` is already in words."""
    found = type_of(value, tr)
    return tr("“{key}” must be {wanted}, not {found}.", key=key, wanted=wanted, found=found)


def is_id(value: str) -> bool:
    """Whether a text can be an id in a workshop file."""
    return _ID.fullmatch(value) is not None


def is_language(code: str) -> bool:
    """Whether a text can be a language code: ``nl``, ``nl-BE``."""
    return _LANGUAGE.fullmatch(code) is not None


def no_id(value: str, key: str, tr: Translator) -> str:
    """The sentence for a text that can be none, with one that could."""
    sentence = N_("“{value}” is no valid {key}: lower-case letters, digits and hyphens only.")
    return said(tr(sentence, value=value, key=key), hint(value, [edge.slug(value)], tr))


def cleaned(value: Any) -> Any:
    """A value with every text in it made safe to keep and to draw."""
    match value:
        case str():
            return edge.clean(value)
        case list():
            return [cleaned(entry) for entry in value]
        case dict():
            return {str(key): cleaned(entry) for key, entry in value.items()}
        case _:
            return value


class Table:
    """One table of the file: hands out values of the wanted type and notes what is wrong with them.

    A value that cannot be used is replaced by an empty one, so that reading goes on and finds the next fault.
    """

    def __init__(self, value: Mapping[str, Any], path: Path, problems: list[Problem], tr: Translator) -> None:
        self.value = value
        self.path = path
        self.problems = problems
        self.tr = tr

    def fault(self, key: str | None, sentence: str, *, fatal: bool = True) -> None:
        """Notes a fault of a key, or of the table as a whole."""
        path = self.path if key is None else (*self.path, key)
        self.problems.append(Problem(path, sentence, fatal))

    def _wrong(self, key: str, wanted: str) -> None:
        self.fault(key, wrong_type(key, wanted, self.value[key], self.tr))

    def _missing(self, key: str) -> None:
        self.fault(None, self.tr("“{key}” is missing.", key=key))

    def text(self, key: str, *, required: bool = False, long: bool = False) -> str:
        """A text: one line, or Markdown of many lines when ``long``."""
        value = self.value.get(key, "")
        if not isinstance(value, str):
            self._wrong(key, self.tr("text"))
            return ""
        safe = edge.clean(value) if long else edge.line(value)
        if required and not safe:
            self._missing(key)
        return safe

    def ident(self, key: str = "id") -> str:
        """A name that others refer to: lower-case letters, digits and hyphens."""
        value = self.text(key, required=True)
        if value and not is_id(value):
            self.fault(key, no_id(value, key, self.tr))
        return value

    def choice(self, key: str, options: Iterable[str], default: str) -> str:
        """One word out of a few."""
        value = self.text(key)
        known = list(options)
        if not value or value in known:
            return value or default
        sentence = self.tr("“{key}” cannot be “{value}”.", key=key, value=value)
        self.fault(key, said(sentence, hint(value, known, self.tr)))
        return default

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number within its limits."""
        value = self.value.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(key, self.tr("a whole number"))
            return default
        if not low <= value <= high:
            sentence = N_("“{key}” must be from {low} to {high}, not {value}.")
            self.fault(key, self.tr(sentence, key=key, low=low, high=high, value=value))
            return default
        return value

    def texts(self, key: str) -> list[str]:
        """A list of one-line texts."""
        value = self.value.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, self.tr("a list of texts"))
            return []
        wrong = [entry for entry in value if not isinstance(entry, str)]
        for entry in wrong:
            found = type_of(entry, self.tr)
            self.fault(key, self.tr("“{key}” holds texts only, not {found}.", key=key, found=found))
        return [edge.line(entry) for entry in value if isinstance(entry, str)]

    def table(self, key: str) -> "Table":
        """A table inside this one; empty when it is not there."""
        value = self.value.get(key, {})
        if not isinstance(value, dict):
            self._wrong(key, self.tr("a table"))
            value = {}
        return Table(value, (*self.path, key), self.problems, self.tr)

    def tables(self, key: str) -> list["Table"]:
        """A list of tables inside this one."""
        value = self.value.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._wrong(key, self.tr("a list of tables"))
            return []
        return [Table(entry, (*self.path, key, at), self.problems, self.tr) for at, entry in enumerate(value)]

    def only_keys(self, known: Iterable[str]) -> None:
        """Notes every key that nobody reads, with the nearest that somebody does."""
        names = list(known)
        for key in self.value:
            if key not in names:
                message = self.tr("Unknown key “{key}”.", key=key)
                self.fault(key, said(message, hint(key, names, self.tr)), fatal=False)
