"""The agenda with clock times as planned, before the session: what goes on paper."""

from typing import TYPE_CHECKING

from facilitator.core.agenda import ordered
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Step, SubGroup
from facilitator.exports.package import SheetEntry, SheetGroup
from facilitator.session import sub_groups
from facilitator.session.views import view

if TYPE_CHECKING:
    from facilitator.session.session import Session

DAY_STARTS = "09:00"
"""When a day begins as long as nothing else is said."""
_DAY = 24 * 60


def minutes_of(clock: str, tr: Translator) -> int:
    """Minutes since midnight of a clock time ``HH:MM``.

    Raises:
        FacilitatorError: it is none.
    """
    hours, _, minutes = clock.partition(":")
    if hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60:
        return int(hours) * 60 + int(minutes)
    raise FacilitatorError(tr("“{text}” is no clock time: write it as 09:30.", text=clock))


def clock_of(minutes: int) -> str:
    """The clock time of minutes since midnight; past midnight it begins anew."""
    return f"{minutes % _DAY // 60:02}:{minutes % 60:02}"


def run_sheet(session: "Session", tr: Translator, starts: str = "") -> list[SheetEntry]:
    """Every step that is not skipped, each day from ``starts`` on, else from the time at which the session's days
    are to begin: a step follows the one before and its buffer, one with a fixed time starts at that time in any case.

    Raises:
        FacilitatorError: ``starts`` is no clock time.
    """
    begin = minutes_of(starts or session.info.starts or DAY_STARTS, tr)
    entries, moment, day = [], begin, 0
    for step in ordered(session.steps):
        if step.state == "skipped":
            continue
        if step.day != day:
            day, moment = step.day, begin
        moment = minutes_of(step.fixed, tr) if step.fixed else moment
        entry = _entry(session, step, moment, tr)
        moment += entry.minutes + entry.buffer
        entries.append(entry)
    return entries


def _entry(session: "Session", step: Step, moment: int, tr: Translator) -> SheetEntry:
    own = session.workshop(tr.language).step(step.key)
    activity = session.kinds.get(step.kind)
    return SheetEntry(
        day=step.day,
        starts=clock_of(moment),
        ends=clock_of(moment + step.minutes.plan),
        title=step.title or (own.title if own else step.key),
        kind=tr(activity.title) if activity else step.kind,
        minutes=step.minutes.plan,
        least=step.minutes.min,
        most=step.minutes.max,
        priority=step.priority,
        buffer=step.buffer,
        fixed=bool(step.fixed),
        groups=step.groups or None,
        teams=_teams(session, step, tr),
        prompt=step.prompt or (own.prompt if own else ""),
        notes=step.notes or (own.notes if own else ""),
        material=own.material if own else (),
    )


def _teams(session: "Session", step: Step, tr: Translator) -> tuple[SheetGroup, ...]:
    """The step's sub-groups; none where its kind is not installed."""
    if step.kind not in session.kinds or all(group.step != step.id for group in session.table(SubGroup).values()):
        return ()
    return sub_groups.sheet(view(session, step, tr))
