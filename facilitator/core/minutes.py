"""Minutes and clock times as people type them, and as they read them."""

import re

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Minutes

DAY_MINUTES = 24 * 60
"""Most minutes of a step."""

LONGEST_SPAN = 180 * 60.0
"""Most seconds of a countdown."""

_SPAN = re.compile(r"(\d{1,3}):([0-5]\d)")
_MINUTES = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_NUMBER = re.compile(r"\d{1,5}")
_THREE = re.compile(r"(\d{1,5})\s*[-–—/ ]\s*(\d{1,5})\s*[-–—/ ]\s*(\d{1,5})")
_CLOCK = re.compile(r"([01]?\d|2[0-3])\s*[:.h]\s*([0-5]\d)|([01]\d|2[0-3])([0-5]\d)|([01]?\d|2[0-3])\s*(?:h|uur|uhr)?")


def around(plan: int) -> Minutes:
    """The minutes of a step of which only the plan is known: a fifth less at least, a fifth more at most."""
    return Minutes(min=tenths(plan, 8), plan=plan, max=tenths(plan, 12)) if plan else Minutes(min=0, plan=0, max=0)


def tenths(minutes: int, parts: int) -> int:
    """So many tenths of some minutes, rounded; at least one minute."""
    return max(1, (minutes * parts + 5) // 10)


def parse_minutes(text: str, tr: Translator) -> Minutes:
    """The minutes that a text names: ``25``, or least, planned and most: ``20-25-35``. 0 is allowed.

    Raises:
        FacilitatorError: it names none; the sentence says how they are written.
    """
    words = text.strip()
    if _NUMBER.fullmatch(words):
        found = around(int(words))
    elif three := _THREE.fullmatch(words):
        found = Minutes(min=int(three[1]), plan=int(three[2]), max=int(three[3]))
    else:
        raise FacilitatorError(tr("Write minutes as “25”, or least, planned and most as “20-25-35”."))
    if not found.min <= found.plan <= found.max:
        raise FacilitatorError(tr("The minutes must rise: least, planned, most, such as “20-25-35”."))
    if found.plan > DAY_MINUTES or found.max > 2 * DAY_MINUTES:
        raise FacilitatorError(tr("A step takes at most {n} minutes: a whole day.", n=DAY_MINUTES))
    return found


def minutes_text(minutes: Minutes) -> str:
    """Minutes as they are typed: the plan alone where the limits follow from it."""
    if minutes == around(minutes.plan):
        return str(minutes.plan)
    return f"{minutes.min}-{minutes.plan}-{minutes.max}"


def parse_clock(text: str, tr: Translator) -> str:
    """The clock time ``HH:MM`` that a text names (``9:05``, ``12.30``, ``1230``, ``14 h``, ``9``); empty for an empty
    text. Digits alone are an hour, or with four of them hour and minutes.

    Raises:
        FacilitatorError: it names none; the sentence says how it is written.
    """
    words = text.strip().casefold()
    if not words:
        return ""
    found = _CLOCK.fullmatch(words)
    if found is None:
        raise FacilitatorError(tr("“{text}” is no clock time: write it as “12:30”.", text=text.strip()))
    hour, minute = found[1] or found[3] or found[5], found[2] or found[4] or "0"
    return f"{int(hour):02}:{int(minute):02}"


def minutes_of(clock: str) -> int | None:
    """Minutes after midnight of a clock time ``HH:MM``; None when the text is none."""
    found = _CLOCK.fullmatch(clock)
    return int(found[1]) * 60 + int(found[2]) if found and found[1] else None


def parse_span(text: str, tr: Translator) -> float:
    """The seconds of a short span that a text names: minutes (``3``, ``1.5``), or minutes and seconds (``1:30``).

    Raises:
        FacilitatorError: it names none, nothing at all, or more than three hours.
    """
    words = text.strip()
    seconds = 0.0
    if found := _SPAN.fullmatch(words):
        seconds = int(found[1]) * 60.0 + int(found[2])
    elif _MINUTES.fullmatch(words):
        seconds = float(words.replace(",", ".")) * 60.0
    if 1 <= seconds <= LONGEST_SPAN:
        return seconds
    raise FacilitatorError(tr("Write minutes as “3”, or minutes and seconds as “1:30”; at most {n} minutes.", n=180))
