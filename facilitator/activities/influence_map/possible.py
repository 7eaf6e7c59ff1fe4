"""Which keys of a map can do something now."""

from typing import TYPE_CHECKING

from facilitator.activities.influence_map.assessing import going

if TYPE_CHECKING:
    from facilitator.activities.influence_map.screen import MapScreen

ON_SOMEBODY = frozenset({"card", "values", "wanted", "task", "take_off", "current"})
LOOKING = frozenset({"uncover", "base", "findings", "list"})
"""What changes nothing in the session."""


def possible(screen: "MapScreen", name: str) -> bool:
    """Whether an act of the map, named as in its bindings, would do something."""
    face, covered = screen.face, screen.context.covered
    if face.plane.held is not None or (screen.context.read_only and name not in LOOKING):
        return False
    match name:
        case "uncover":
            return covered and bool(screen.stands)
        case "reveal" | "set_aside":
            return going(screen.view) is not None
        case "take_off":
            return going(screen.view) is None and screen.current is not None
        case "take_over":
            return not covered and any(one.position is None and one.was is not None for one in screen.stands.values())
        case "next":
            return not covered and any(one.position is None for one in screen.stands.values())
        case "base" | "findings":
            return not covered and bool(screen.stands)
        case "hand_round":
            return bool(screen.stands) and screen.view.session.state != "finished"
        case "snapshot":
            return bool(screen.stands)
    return screen.current is not None if name in ON_SOMEBODY else True
