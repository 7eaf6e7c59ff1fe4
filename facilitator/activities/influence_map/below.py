"""The two lines below the map: the round, and who has the cursor."""

from collections.abc import Sequence

from facilitator.activities.influence_map.assessing import Assessment, Dispersion
from facilitator.activities.influence_map.rules import CATEGORIES, MapSettings, quadrant_name, signed, written
from facilitator.activities.influence_map.standing import Base, Stand
from facilitator.core.dates import written_day
from facilitator.core.i18n import Translator

MOST_NAMES = 4
"""So many of those who stand at one place are named; the list has them all."""


def round_line(round_: Assessment, assessed: int | None, why_not: str, tr: Translator) -> str:
    """How far a round is. ``assessed`` None: it cannot be told, ``why_not`` says why."""
    if assessed is None:
        return why_not or tr("How many have assessed cannot be told here.")
    return tr("Round {r}: {n} of {all} have assessed.", r=round_.number, n=assessed, all=round_.assessors)


def about(stand: Stand, base: Base | None, differing: Dispersion | None, settings: MapSettings, tr: Translator) -> str:
    """One line about the person under the cursor."""
    parts = [stand.name]
    parts.append(
        tr("influence {i}, attitude {a}", i=written(stand.place.influence, tr), a=signed(stand.place.attitude, tr))
    )
    if stand.category:
        parts.append(tr(CATEGORIES[stand.category]))
    if stand.quadrant:
        parts.append(quadrant_name(stand.quadrant, settings, tr))
    if stand.moved and stand.was:
        was = tr("was {i} / {a}", i=written(stand.was[0], tr), a=signed(stand.was[1], tr))
        parts.append(f"○ {was} ({compared(base, tr)})" if base else f"○ {was}")
    if goal := stand.place.wanted:
        parts.append(tr("wanted {i} / {a}", i=written(goal[0], tr), a=signed(goal[1], tr)))
    if differing is not None:
        said = tr("spread {i} / {a}", i=written(differing.influence_sd, tr), a=written(differing.attitude_sd, tr))
        parts.append(f"{said} {tr('(see it differently)')}" if differing.wide else said)
    return " · ".join(parts)


def also_here(stand: Stand, here: Sequence[Stand], tr: Translator) -> str:
    """Who else stands where somebody stands; empty: nobody."""
    others = [other.name for other in here if other.person.id != stand.person.id]
    if not others:
        return ""
    said = tr("Also here: {names}", names=", ".join(others[:MOST_NAMES]))
    left = len(others) - MOST_NAMES
    return f"{said} {tr.n('and {n} more', 'and {n} more', left)}" if left > 0 else said


def compared(base: Base, tr: Translator) -> str:
    """What the map is compared with."""
    return f"{base.title or tr('Snapshot')} {written_day(base.at[:10], tr)}".rstrip()
