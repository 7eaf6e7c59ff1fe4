"""Days as people type them, and as they read them in the languages of the program."""

import re
from datetime import date, timedelta

from facilitator.core.i18n import N_, Translator

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
_NAMES = {
    month: number
    for number, months in enumerate(
        (
            *("jan january januari januar jaen jän jänner", "feb february februari februar"),
            *("mar march mrt maart mär märz maerz mrz", "apr april", "may mei mai", "jun june juni"),
            *("jul july juli", "aug august augustus", "sep sept september", "oct october okt oktober"),
            *(
                "nov november",
                "dec december dez dezember",
            ),
        ),
        1,
    )
    for month in months.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*(?:[-./ ]\s*(\d{4}|\d{2}))?\s*\.?")
_NAMED = re.compile(r"(\d{1,2})\.?[\s-]*([^\W\d_]+)\.?[\s-]*(\d{4}|\d{2})?")
_AHEAD = re.compile(r"\+\s*(\d{1,4})")


def parse_day(text: str, today: date) -> date | None:
    """The day that a text names; None when it names none.

    Read are ``2026-12-03``, day before month as in Europe (``3-12-2026``, ``3.12.26``, ``3/12``), a month by its
    English, Dutch or German name (``3 dec``, ``3. Dezember 2026``), and days from today (``+14``). Without a year the
    next such day is meant.
    """
    words = " ".join(text.split()).casefold()
    if ahead := _AHEAD.fullmatch(words):
        return today + timedelta(days=int(ahead[1])) if today.year + int(ahead[1]) // 365 < 9998 else None
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(words):
        return _dated(found[3], int(found[2]), int(found[1]), today)
    if (found := _NAMED.fullmatch(words)) and found[2] in _NAMES:
        return _dated(found[3], _NAMES[found[2]], int(found[1]), today)
    return None


def _dated(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    coming = (_day(today.year + ahead, month, day) for ahead in range(9))
    return next((found for found in coming if found and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_day(iso: str, tr: Translator) -> str:
    """A day for people to read: 3 December 2026, 3. Dezember 2026. A text that is no ISO day stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return tr("{day} {month} {year}", day=day.day, month=tr(MONTHS[day.month - 1]), year=day.year)


def with_weekday(iso: str, tr: Translator) -> str:
    """The same with the day of the week in front: Thursday, 3 December 2026."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return tr("{weekday}, {day}", weekday=tr(WEEKDAYS[day.weekday()]), day=written_day(iso, tr))
