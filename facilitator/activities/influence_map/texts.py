"""How the map is said: points, rows and sentences of its screen."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rich.cells import cell_len

from facilitator.activities.influence_map.assessing import Dispersion
from facilitator.activities.influence_map.axes import across, axis_words, middle, quadrant_rows
from facilitator.activities.influence_map.rules import (
    QUADRANTS,
    SYMBOLS,
    MapSettings,
    Quadrant,
    quadrant_name,
    signed,
    written,
)
from facilitator.activities.influence_map.standing import Stand, counts
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.kit.plane import Frame, PlanePoint
from facilitator.kit.rows import Row, RowColumn

HELP = N_(
    "**First** list everybody who matters, also those who are not here: who decides, who knows every process, whom do "
    "the others ask? Never do this alone: HR, old hands and team leads know the informal networks.\n\n"
    "**Then** place one after the other. Influence is the power to move this project, whatever the title. Attitude is "
    "what somebody *did*, not what you feel: ask “what have you seen?” and write it on the card. Who is not known "
    "stays without a place; nobody is put in the middle for want of knowledge. With several who know the people, let "
    "each assess alone first, then talk about those you see differently.\n\n"
    "**After that** spend nearly all effort (80 %) on those with much influence: champions become ambassadors, "
    "blockers get a talk one to one. Resistance tells you something: is it a technical doubt or a fear? Give the "
    "strongest critic a role. Everyone against it with influence leaves with a contact, a next step and a day. "
    "Look again in three to six months.\n\n"
    "**Privacy:** the map is about people. The room sees numbers only, until you open it."
)


SIGNS = N_(
    "**Signs:** ▲ champion, △ supporter, ● neutral, ▽ skeptic, ▼ opponent. ○ is where somebody stood before, the arrow "
    "points to where somebody is wanted, +2 are two more at this place, ? is not known."
)


def initials(everybody: Iterable[Stand]) -> Mapping[Id, str]:
    """Two letters for each person; where several share them, the second is another letter of the last name, or a
    digit."""
    return _initials(tuple((stand.person.id, stand.person.name) for stand in everybody))


TITLES = frozenset("dr prof dipl ing ir drs mag mba herr frau mr mrs ms dhr mevr mw".split())
"""Words before a name that many have, and that tell nobody apart."""


@lru_cache(maxsize=4)
def _initials(names: tuple[tuple[Id, str], ...]) -> Mapping[Id, str]:
    taken: set[str] = set()
    found: dict[Id, str] = {}
    for person, name in names:
        said = re.findall(r"[^\W_]+", name) or [name or "?"]
        words = [word for word in said if word.casefold() not in TITLES] or said
        first, last = words[0][0].upper(), words[-1]
        rest = last if len(words) > 1 else last[1:]
        candidates = [first + letter for letter in rest if letter.isalpha()]
        candidates = [one[0] + one[1].upper() if at == 0 else one for at, one in enumerate(candidates)]
        candidates += [f"{first}{digit}" for digit in range(2, 10)]
        found[person] = next((one for one in candidates if one not in taken), candidates[0])
        taken.add(found[person])
    return found


def frame(everybody: Sequence[Stand], settings: MapSettings, tr: Translator) -> Frame:
    """Axes and quadrants, with how many people are in each."""
    many = counts(everybody)
    above_right, above_left, below_left, below_right = (
        f"{quadrant_name(key, settings, tr)} ({many[key]})" for key in QUADRANTS
    )
    x, y = axis_words(tr)
    return Frame(x, y, (above_right, above_left, below_left, below_right), middle(settings))


DIFFERENT = "≠"
STYLES: dict[Quadrant, str] = {"key_champion": "good", "critical_blocker": "bad", "neutral": "dim"}


def points(everybody: Sequence[Stand]) -> list[PlanePoint]:
    """Everybody who has a place."""
    short = initials(everybody)
    found = []
    for stand in everybody:
        if stand.position is None:
            continue
        x, y = across(stand.position)
        goal = stand.place.wanted
        found.append(
            PlanePoint(
                stand.person.id,
                x,
                y,
                symbol=SYMBOLS[stand.category or ""],
                label=short[stand.person.id],
                name=stand.name,
                style=STYLES.get(stand.quadrant, "") if stand.quadrant else "",
                was=across(stand.was) if stand.moved and stand.was else None,
                goal=across(goal) if goal else None,
            )
        )
    return found


def columns(everybody: Iterable[Stand], tr: Translator, *, wide: bool, apart: bool) -> list[RowColumn]:
    """Columns of the list; ``apart``: one for those whom the assessors see differently."""
    letters = max((cell_len(short) for short in initials(everybody).values()), default=2)
    return [
        RowColumn("", width=1),
        RowColumn("", width=max(2, letters)),
        RowColumn(tr("Name"), fraction=2),
        RowColumn(tr("Infl."), width=5, align="right"),
        RowColumn(tr("Att."), width=5, align="right"),
        *([RowColumn("", width=1)] if apart else []),
        *([RowColumn(tr.c("stakeholder", "Next step"), fraction=2)] if wide else []),
    ]


def rows(everybody: Sequence[Stand], apart: Mapping[Id, Dispersion], tr: Translator, *, wide: bool) -> list[Row]:
    """The list: those without a place first, then by influence. ``≠``: the assessors see this one differently."""
    short = initials(everybody)
    order = sorted(
        everybody,
        key=lambda stand: (stand.position is not None, -(stand.place.influence or 0), -(stand.place.attitude or 0)),
    )
    return [
        Row(
            stand.person.id,
            (
                SYMBOLS[stand.category or ""] if stand.position else "?",
                short[stand.person.id],
                stand.name,
                written(stand.place.influence, tr),
                signed(stand.place.attitude, tr),
                *([DIFFERENT if _wide(apart, stand) else ""] if apart else []),
                *([stand.card.next_step] if wide else []),
            ),
            style="warn" if stand.position is None else "",
        )
        for stand in order
    ]


def _wide(apart: Mapping[Id, Dispersion], stand: Stand) -> bool:
    differing = apart.get(stand.person.id)
    return differing is not None and differing.wide


def covered_columns(tr: Translator) -> list[RowColumn]:
    """Columns of the list while the room can see it."""
    return [RowColumn(tr("Quadrant")), RowColumn(tr("People"), width=cell_len(tr("People")), align="right")]


def covered_rows(everybody: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[Row]:
    """The list while the room can see it: how many, never who."""
    found = quadrant_rows(everybody, settings, tr)
    return [Row(at, (name, str(count))) for at, (name, count) in enumerate(found)]


def tray(everybody: Sequence[Stand], tr: Translator, *, covered: bool) -> str:
    """Who has no place yet; while the room can see the screen, only how many. Empty: nobody."""
    waiting = [stand.name for stand in everybody if stand.position is None]
    if not waiting:
        return ""
    many = tr.n("? {n} without a place", "? {n} without a place", len(waiting))
    return many if covered else f"{many}: {', '.join(waiting)}"


def hint(everybody: Sequence[Stand], tr: Translator, *, covered: bool) -> str:
    """What an empty plane says."""
    if not everybody:
        return tr(
            "Nobody yet. Press a to add the people who matter, or ctrl+o to read in a list that is there already."
        )
    if covered:
        return tr("Covered: the room can see this screen. Press u to open the map.")
    placed = any(stand.position is not None for stand in everybody)
    return "" if placed else tr("Nobody has a place yet. Press v to type one, i to place the next by arrows.")
