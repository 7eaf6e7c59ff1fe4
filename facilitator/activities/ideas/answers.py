"""Answers to the fields of a collection: what a person, a number and a date look like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from facilitator.core.dates import parse_day
from facilitator.core.i18n import Translator
from facilitator.core.records import Person
from facilitator.core.text import clean, folded, line
from facilitator.core.workshop import Field

MOST = 2_000
"""Most characters of an answer of one line."""

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def written(
    fields: Sequence[Field], given: Mapping[str, str], people: Iterable[Person], today: date, tr: Translator
) -> tuple[dict[str, str], dict[str, str]]:
    """What is kept of the answers given, and what is wrong with the others: field id to sentence.

    Numbers are kept with a decimal point, dates as ISO, the beginning of one person's name as the whole name. An
    empty answer is one.
    """
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    names = [person.name for person in people]
    for field in fields:
        if field.id not in given:
            continue
        text = clean(given[field.id]) if field.type == "long" else line(given[field.id], MOST)
        if field.type == "person":
            text = whole_name(text, names)
        kept = _typed(field.type, text, today)
        if kept is not None:
            answers[field.id] = kept
        elif field.type == "number":
            faults[field.id] = tr("“{text}” is no number; write for example 8 or 2.5.", text=line(text, 30))
        else:
            faults[field.id] = tr("“{text}” is no date; write for example 31-3-2027 or +14.", text=line(text, 30))
    return answers, faults


def whole_name(text: str, names: Iterable[str]) -> str:
    """The one name that begins with a text, or of which a part does; the text itself when none or several do."""
    wanted = folded(text)
    if not wanted:
        return text
    names = list(names)
    for fits in (str.__eq__, str.startswith):
        found = [name for name in names if fits(folded(name), wanted)]
        if len(found) == 1:
            return found[0]
    found = [name for name in names if any(part.startswith(wanted) for part in folded(name).split())]
    return found[0] if len(found) == 1 else text


def _typed(kind: str, text: str, today: date) -> str | None:
    if not text or kind not in ("number", "date"):
        return text
    if kind == "number":
        packed = text.replace(" ", "")
        return packed.replace(",", ".").lstrip("+") if _NUMBER.fullmatch(packed) else None
    day = parse_day(text, today)
    return day.isoformat() if day else None


def strangers(
    fields: Sequence[Field], before: Mapping[str, str], after: Mapping[str, str], people: Iterable[Person]
) -> list[str]:
    """Names newly written into fields for a person that nobody on the list has; none while the list is empty."""
    known = {folded(person.name) for person in people}
    named = [after.get(field.id, "") for field in fields if field.type == "person" if known]
    return [name for name in named if name and name not in before.values() and folded(name) not in known]
