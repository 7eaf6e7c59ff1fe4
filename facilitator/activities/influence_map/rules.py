"""What is kept of people on the map, and what a place on it means."""

import re
from typing import Annotated, Literal

import msgspec

from facilitator.core.activity import Settings
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.records import Record, StepRecord
from facilitator.core.text import line, number

MOST_INFLUENCE = 10.0
MOST_ATTITUDE = 10.0
"""Influence is 0 … 10, attitude −10 … 10."""
INFLUENCE, ATTITUDE = (0.0, MOST_INFLUENCE), (-MOST_ATTITUDE, MOST_ATTITUDE)
SCALES = (INFLUENCE, ATTITUDE)
"""Ends of both scales."""
CENTRE = (MOST_INFLUENCE / 2, 0.0)
"""The middle of both: where keys begin that place somebody who has no place."""
EFFORT = (0.0, 10_000.0)
"""Least and most that can be planned for one person."""

Quadrant = Literal["key_champion", "critical_blocker", "silent_supporter", "grumbler", "neutral"]
QUADRANTS: tuple[Quadrant, ...] = ("key_champion", "critical_blocker", "grumbler", "silent_supporter")
"""Above right, above left, below left, below right."""
Category = Literal["champion", "supporter", "neutral", "skeptic", "opponent"]
CATEGORIES: dict[Category, str] = {
    "champion": N_("Champion"),
    "supporter": N_("Supporter"),
    "neutral": N_("Neutral"),
    "skeptic": N_("Skeptic"),
    "opponent": N_("Opponent"),
}
SYMBOLS: dict[Category | Literal[""], str] = {
    "champion": "▲",
    "supporter": "△",
    "neutral": "●",
    "skeptic": "▽",
    "opponent": "▼",
    "": "?",
}
"""Attitudes as symbols, one cell each."""
Level = Literal["", "board", "middle", "staff", "it", "works_council", "outside"]
LEVELS: dict[Level, str] = {
    "": N_("not said"),
    "board": N_("board"),
    "middle": N_("middle management"),
    "staff": N_("staff"),
    "it": N_("IT"),
    "works_council": N_("works council"),
    "outside": N_("outside"),
}
Adopter = Literal["", "early", "early_majority", "late_majority"]
ADOPTERS: dict[Adopter, str] = {
    "": N_("not said"),
    "early": N_("early adopter"),
    "early_majority": N_("early majority"),
    "late_majority": N_("late majority"),
}

Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
Attitude = Annotated[float, msgspec.Meta(gt=0, le=MOST_ATTITUDE)]
Share = Annotated[float, msgspec.Meta(gt=0, le=1)]


class MapSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the workshop file says about a map."""

    key_champions: str = ""
    critical_blockers: str = ""
    silent_supporters: str = ""
    grumblers: str = ""
    """Names of the quadrants; empty: the usual ones."""
    middle: Annotated[float, msgspec.Meta(gt=0, lt=MOST_INFLUENCE)] = 5.0
    """Influence above this is high."""
    champion: Attitude = 7.0
    """Attitude from which somebody is a champion, and with a minus an opponent."""
    supporter: Attitude = 1.0
    """Attitude from which somebody is a supporter, and with a minus a skeptic."""
    focus: Percent = 80
    """How much of the effort, in percent, should go to those with much influence."""
    unknown: Percent = 30
    """With more people without a place than this, in percent, it is said."""
    dispersion: Share = 0.4
    """From this dispersion of the assessments on (population SD ÷ half the scale's range), somebody is worth a talk."""
    floor: Annotated[int, msgspec.Meta(ge=3, le=1000)] = 3
    """With fewer assessors than this, how far they are apart is not shown."""
    facilitator_assesses: bool = True
    """Whether whoever facilitates is one of the assessors."""


def check(settings: MapSettings, tr: Translator) -> list[tuple[str, str]]:
    """Settings that have the right shape and make no sense together: (key, sentence)."""
    faults = []
    if settings.supporter >= settings.champion:
        faults.append(("supporter", tr("A supporter must begin at a lower attitude than a champion.")))
    names = [name.casefold() for key in QUADRANTS if (name := getattr(settings, f"{key}s"))]
    if len(set(names)) < len(names):
        faults.append(("key_champions", tr("Two quadrants have the same name.")))
    return faults


class Stakeholder(Record, frozen=True, kw_only=True):
    """What is known of somebody who matters, whatever the step: one record a person."""

    person: Id
    level: Level = ""
    adopter: Adopter = ""
    category: Category | Literal[""] = ""
    """Set by hand; empty: as the attitude says."""
    concerns: str = ""
    message: str = ""
    """What this person needs to hear."""
    evidence: str = ""
    """What the person did: behaviour before words."""
    owner: Id | None = None
    """Who keeps the contact."""
    next_step: str = ""
    due: str = ""
    """Day of the next step, ISO; empty: not set."""
    effort: float = 0.0
    """Effort planned for this person, in any unit that is the same for all."""
    task: Id | None = None
    """The task that the next step became."""


class Place(StepRecord, frozen=True, kw_only=True):
    """Where somebody stands on the map of a step. ``None``: not known, never 0."""

    person: Id
    influence: float | None = None
    attitude: float | None = None
    wanted: tuple[float, float] | None = None
    """Influence and attitude that are wanted."""
    at: str = ""
    """When it was last set, ISO with zone."""


class Snapshot(StepRecord, frozen=True, kw_only=True):
    """The map as it was at a moment."""

    at: str
    title: str = ""
    positions: dict[Id, tuple[float | None, float | None]] = {}
    """Person to influence and attitude."""


class Before(Record, frozen=True, kw_only=True):
    """Where somebody stood in an earlier session of the client."""

    person: Id
    influence: float
    attitude: float
    at: str
    """When that was set, ISO, with or without the time."""


def quadrant(influence: float, attitude: float, settings: MapSettings) -> Quadrant:
    """The quadrant of a place. On a line between two it is neutral: nobody is taken for a supporter by default."""
    if attitude == 0 or influence == settings.middle:
        return "neutral"
    if influence > settings.middle:
        return "key_champion" if attitude > 0 else "critical_blocker"
    return "silent_supporter" if attitude > 0 else "grumbler"


def category(attitude: float, settings: MapSettings) -> Category:
    """The attitude as one of five words (Champion from 7, Supporter from 1, and the same on the other side)."""
    if attitude >= settings.champion:
        return "champion"
    if attitude >= settings.supporter:
        return "supporter"
    if attitude <= -settings.champion:
        return "opponent"
    return "skeptic" if attitude <= -settings.supporter else "neutral"


def quadrant_name(key: Quadrant | None, settings: MapSettings, tr: Translator) -> str:
    """What a quadrant is called: as the workshop file says, else as usual. None: that of people without a place."""
    if key is None:
        return tr("Not known yet")
    usual = {
        "key_champion": N_("Key Champions"),
        "critical_blocker": N_("Critical Blockers"),
        "silent_supporter": N_("Silent Supporters"),
        "grumbler": N_("Grumblers"),
        "neutral": N_("On a line"),
    }
    own: str = getattr(settings, f"{key}s", "")
    return own or tr(usual[key])


def value_of(text: str, scale: tuple[float, float], tr: Translator) -> float | None:
    """A typed value, with a point or a comma; ``?`` or nothing: not known.

    Raises:
        FacilitatorError: it is no number, or outside the scale.
    """
    text = line(text)
    if text in ("", "?"):
        return None
    (low, high), value = scale, number(text)
    if value is None:
        raise FacilitatorError(tr("“{text}” is no number. Type one like 7 or 7.5, or ? for not known.", text=text))
    if not low <= value <= high:
        message = tr(
            "{value} is outside the scale: it goes from {low} to {high}.", value=text, low=f"{low:g}", high=f"{high:g}"
        )
        raise FacilitatorError(message)
    return round(value, 2) + 0.0


def influence_of(text: str, tr: Translator) -> float | None:
    """A typed influence."""
    return value_of(text, INFLUENCE, tr)


def attitude_of(text: str, tr: Translator) -> float | None:
    """A typed attitude."""
    return value_of(text, ATTITUDE, tr)


def within(value: float | None, scale: tuple[float, float]) -> float | None:
    """A value as it is kept, to two decimals; one beyond an end of its scale counts as that end."""
    low, high = scale
    return None if value is None else round(min(max(value, low), high), 2) + 0.0


def pair(text: str, tr: Translator) -> tuple[float | None, float | None]:
    """Influence and attitude as typed in one line: ``8 -3``, ``8,5 -3``, ``8; -3``, ``8 ?``.

    Raises:
        FacilitatorError: these are not two values within their scales.
    """
    parts = [part for part in re.split(r"\s*[;/]\s*|,\s+|\s+|,(?=[-−+?])", line(text)) if part]
    if len(parts) != 2:
        raise FacilitatorError(tr("Type two values: influence 0 to 10, then attitude -10 to 10, such as 8 -3 or 8 ?."))
    return influence_of(parts[0], tr), attitude_of(parts[1], tr)


def written(value: float | None, tr: Translator) -> str:
    """A value as it is shown; ``?``: not known."""
    return "?" if value is None else tr.number(value, 1)


def signed(value: float | None, tr: Translator) -> str:
    """An attitude as it is shown, with its sign."""
    text = written(value, tr)
    return text if value is None or value <= 0 or text == "0" else f"+{text}"
