"""The map as a plane: which value is which axis, what stands at their ends, how many are in each quadrant."""

from collections.abc import Sequence

from facilitator.activities.influence_map.rules import (
    MOST_ATTITUDE,
    MOST_INFLUENCE,
    QUADRANTS,
    MapSettings,
    quadrant_name,
)
from facilitator.activities.influence_map.standing import Position, Stand, counts
from facilitator.core.i18n import Translator


def across(position: Position) -> tuple[float, float]:
    """Influence and attitude as a place on a plane: attitude from left to right, influence from below to above."""
    influence, attitude = position
    return (attitude + MOST_ATTITUDE) / (2 * MOST_ATTITUDE), influence / MOST_INFLUENCE


def back(x: float, y: float) -> Position:
    """A place on a plane as influence and attitude."""
    return y * MOST_INFLUENCE, x * 2 * MOST_ATTITUDE - MOST_ATTITUDE


def axis_words(tr: Translator) -> tuple[tuple[str, str], tuple[str, str]]:
    """Words at the ends of both axes: left and right, below and above."""
    return (tr("against"), tr("for")), (tr("little influence"), tr("much influence"))


def middle(settings: MapSettings) -> tuple[float, float]:
    """Where the lines between the quadrants meet, as a place on a plane."""
    return across((settings.middle, 0.0))


def quadrant_rows(everybody: Sequence[Stand], settings: MapSettings, tr: Translator) -> list[tuple[str, int]]:
    """Names of the quadrants with how many are in each; then those on a line and without a place, if any."""
    many = counts(everybody)
    rows = [(quadrant_name(key, settings, tr), many[key]) for key in QUADRANTS]
    rows += [(quadrant_name("neutral", settings, tr), many["neutral"])] if many["neutral"] else []
    return rows + ([(quadrant_name(None, settings, tr), many[None])] if many[None] else [])
