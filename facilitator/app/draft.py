"""What has been typed for a new session, and what is to be said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from facilitator.core.actuals import instead
from facilitator.core.clients import same_client
from facilitator.core.dates import parse_day, with_weekday
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import LANGUAGES, Translator
from facilitator.core.minutes import parse_clock
from facilitator.core.records import Person
from facilitator.core.workshop import Workshop
from facilitator.imports.people import is_table, parse_people, written
from facilitator.store.peek import SessionSummary

if TYPE_CHECKING:
    from facilitator.app.following import Following


@dataclass
class Draft:
    """The fields as texts. They outlive the screen, so that going back to the library loses nothing."""

    title: str = ""
    """Empty: the workshop's."""
    client: str = ""
    date: str = ""
    """As typed; empty: today."""
    starts: str = ""
    """Clock time as typed; empty: when the clock is started."""
    language: str = ""
    people: str = ""
    """One person a line."""
    follows: "Following | None" = None
    """The earlier session that it goes on from."""
    as_taken: bool = False
    """Whether the steps get the minutes that they took in earlier sessions."""


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


def about_starts(text: str, tr: Translator) -> Said:
    """The typed clock time as it is read."""
    try:
        return Said(parse_clock(text, tr) or tr("when the clock is started"))
    except FacilitatorError as error:
        return Said(error.said(tr), fault=True)


def known_as(client: str, sessions: Sequence[SessionSummary]) -> str:
    """The name of an earlier client who may be the same one; empty when the typed name itself is known, or none is."""
    if not client.strip() or _of(client, sessions, "same"):
        return ""
    return next((session.client for session in _of(client, sessions, "maybe")), "")


def _of(client: str, sessions: Sequence[SessionSummary], likeness: str) -> list[SessionSummary]:
    return [s for s in sessions if not s.fault and s.client and same_client(s.client, client) == likeness]


def about_client(client: str, sessions: Sequence[SessionSummary], follows: "Following | None", tr: Translator) -> Said:
    """Whether the client is known from earlier sessions, perhaps under a like name."""
    if follows and client.strip() and same_client(client, follows.client) == "no":
        return Said(tr("The session it goes on from is one of {client}.", client=follows.client or "–"), fault=True)
    if not client.strip():
        return Said("")
    if name := known_as(client, sessions):
        n = sum(session.client == name for session in sessions)
        return Said(tr.n("F2 uses {name} ({n} earlier session)", "F2 uses {name} ({n} earlier sessions)", n, name=name))
    n = len(_of(client, sessions, "same"))
    return Said(tr.n("Earlier: {n} session", "Earlier: {n} sessions", n) if n else "")


def as_taken(workshop: Workshop, sessions: Sequence[SessionSummary]) -> tuple[dict[str, int], int]:
    """Minutes that steps of the workshop usually took, where that is not what is planned, and in how many sessions."""
    measured = [session.minutes for session in sessions if session.workshop == workshop.id and session.minutes]
    return instead(workshop, measured), len(measured)


def about_minutes(workshop: Workshop, sessions: Sequence[SessionSummary], used: bool, tr: Translator) -> Said:
    """What earlier sessions took instead of the plan, and how to use it or not to."""
    minutes, runs = as_taken(workshop, sessions)
    if not minutes:
        return Said("")
    steps = [(step.title, step.minutes.plan, minutes[step.id]) for step in workshop.steps if step.id in minutes]
    whole = workshop.minutes + sum(taken - plan for _, plan, taken in steps)
    listed = ", ".join(f"{title} {plan} → {taken}" for title, plan, taken in steps)
    words = tr.n(
        "Minutes as taken in {n} earlier session: {all} in all. {steps}",
        "Minutes as taken in {n} earlier sessions: {all} in all. {steps}",
        runs,
        all=f"{workshop.minutes} → {whole}",
        steps=listed,
    )
    return Said(f"✓ {words}" if used else tr("F5 uses it: {what}", what=words))


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
