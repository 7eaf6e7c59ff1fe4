"""Planes with their points as pictures: the map of influence and attitude, and what was scored on two axes."""

from facilitator.core.i18n import N_
from facilitator.exports.format import Format

FORMAT = Format(package=__name__, label=N_("Maps (SVG)"), file="map.svg", write="write:files")
