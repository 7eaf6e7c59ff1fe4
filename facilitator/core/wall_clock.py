"""Clock times on the wall of the room, and the moments (epoch seconds) they mean.

The laptop's own time zone is meant, with its change of summer time: a span across the change is as long as it takes,
and a clock time after it is the one that the clock on the wall shows.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

HALF_DAY = 12 * 3600.0
"""Seconds. A clock time further back than this is meant of the day after: what is begun goes on past midnight."""
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def local(moment: float) -> datetime:
    """What calendar and clock on the wall show at a moment, without a zone."""
    return datetime.fromtimestamp(moment, UTC).astimezone().replace(tzinfo=None)


def clock_time(moment: float) -> str:
    """A moment as the clock on the wall shows it, ``14:05``."""
    return local(moment).strftime("%H:%M")


def moment_on(day: date, clock: str) -> float | None:
    """The moment of a clock time ``HH:MM`` on a day; None when the text is none, or the calendar ends there.

    A time that is left out in spring is as much later; of one that comes twice in autumn the first is meant.
    """
    found = _CLOCK.fullmatch(clock)
    if found is None:
        return None
    try:
        return datetime.combine(day, time(int(found[1]), int(found[2]))).timestamp()
    except (ValueError, OverflowError):  # the first or the last day there is
        return None


def moment_of(clock: str, begun: float) -> float | None:
    """The moment that a clock time ``HH:MM`` means in what was begun at a moment: on its local day, or, more than half
    a day before it, on the day after. None when the text is no clock time."""
    day = local(begun).date()
    moment = moment_on(day, clock)
    if moment is not None and moment < begun - HALF_DAY:
        return moment_on(day + timedelta(days=1), clock)
    return moment


def next_moment(clock: str, now: float) -> float | None:
    """The next moment at which the wall shows a clock time ``HH:MM``: today, or tomorrow where that is past."""
    day = local(now).date()
    moments = (moment_on(day + timedelta(days=ahead), clock) for ahead in (0, 1))
    return next((moment for moment in moments if moment is not None and moment > now), None)
