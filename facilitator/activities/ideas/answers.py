"""Answers to the fields of a collection: what a person, a number and a date look like."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from facilitator.core.i18n import Translator
from facilitator.core.text import clean, line
from facilitator.core.workshop import Field

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_DAY = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<D>\d{1,2})[-./ ](?P<M>\d{1,2})[-./ ](?P<Y>\d{4}))"
)


def written(fields: Sequence[Field], given: Mapping[str, str], tr: Translator) -> tuple[dict[str, str], dict[str, str]]:
    """What is kept of the answers given, and what is wrong with the others: field id to sentence.

    Numbers are kept with a decimal point, dates as ISO; an empty answer is one.
    """
    answers: dict[str, str] = {}
    faults: dict[str, str] = {}
    for field in fields:
        if field.id not in given:
            continue
        text = clean(given[field.id]) if field.type == "long" else line(given[field.id], 2_000)
        kept = _typed(field.type, text)
        if kept is None:
            sentence = {
                "number": tr("“{text}” is no number; write for example 8 or 2.5.", text=line(text, 30)),
                "date": tr("“{text}” is no date; write for example 2027-03-31 or 31-3-2027.", text=line(text, 30)),
            }
            faults[field.id] = sentence[field.type]
        else:
            answers[field.id] = kept
    return answers, faults


def _typed(kind: str, text: str) -> str | None:
    if not text or kind not in ("number", "date"):
        return text
    return _number(text) if kind == "number" else _date(text)


def _number(text: str) -> str | None:
    packed = text.replace(" ", "")
    return packed.replace(",", ".").lstrip("+") if _NUMBER.fullmatch(packed) else None


def _date(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (found[a] or found[b] for a, b in (("y", "Y"), ("m", "M"), ("d", "D")))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
