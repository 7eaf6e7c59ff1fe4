"""What has been typed for a new session, and what is to be said about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from facilitator.core.dates import parse_day, with_weekday
from facilitator.core.i18n import LANGUAGES, Translator
from facilitator.core.records import Person
from facilitator.core.workshop import Workshop
from facilitator.imports.people import is_table, parse_people, written


@dataclass
class Draft:
    """The fields as texts. They outlive the screen, so that going back to the library loses nothing."""

    title: str = ""
    """Empty: the workshop's."""
    client: str = ""
    date: str = ""
    """As typed; empty: today."""
    language: str = ""
    people: str = ""
    """One person a line."""


@dataclass(frozen=True)
class Said:
    """What stands beside a field: a hint, or why it cannot be used."""

    text: str
    fault: bool = False


def about_date(text: str, today: date, tr: Translator) -> Said:
    """The typed day in words; a past one is only a hint, since sessions are also entered afterwards."""
    day = parse_day(text, today) if text.strip() else today
    if day is None:
        return Said(tr("“{text}” is not a day: write 2027-01-29, 29-1-2027, 29.1. or +7.", text=text), fault=True)
    words = with_weekday(day.isoformat(), tr)
    if day < today:
        return Said(tr("{day} – this day is over", day=words))
    return Said(tr("{day} – today", day=words) if day == today else words)


def about_people(text: str, workshop: Workshop, tr: Translator) -> Said:
    """How many people a list holds, whether the workshop is made for so many, and what was not certain in it."""
    people, doubts = parse_people(text, tr)
    low, high = workshop.group.min, workshop.group.max
    parts = [tr.n("{n} person.", "{n} people.", len(people)) if people else tr("Nobody yet; you can add people later.")]
    if people and not low <= len(people) <= high:
        parts.append(tr("This workshop is made for {low}–{high}.", low=low, high=high))
    return Said(" ".join(parts + doubts))


def languages_of(workshop: Workshop) -> list[tuple[str, str]]:
    """The languages a session of the workshop can be held in: (code, name)."""
    return [(code, LANGUAGES.get(code, code)) for code in workshop.languages]


def first_language(workshop: Workshop, *wanted: str) -> str:
    """The first wanted language that the workshop has, else its own."""
    return next((code for code in wanted if code in workshop.languages), workshop.languages[0])


def with_people(text: str, more: Iterable[Person]) -> str:
    """The list with more people below it, without those who are in it already.

    Rows of a spreadsheet become lines, so that lines can follow them.
    """
    before, _ = parse_people(text)
    kept = "\n".join(map(written, before)) if is_table(text) else text.rstrip()
    joined, _ = parse_people("\n".join([kept, *map(written, more)]))
    return "\n".join([kept, *map(written, joined[len(before) :])]).strip()
