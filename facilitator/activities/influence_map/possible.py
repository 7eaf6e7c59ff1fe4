"""Which keys of a map can do something now."""

from facilitator.activities.influence_map.assessing import going
from facilitator.activities.influence_map.hand import Hand

ON_SOMEBODY = frozenset({"card", "values", "wanted", "task", "take_off", "current"})
LOOKING = frozenset({"uncover", "base", "findings", "list"})
"""What changes nothing in the session."""


def possible(hand: Hand, name: str) -> bool:
    """Whether an act of the map, named as in its bindings, would do something."""
    face, covered = hand.face, hand.context.covered
    if face.plane.held is not None or (hand.context.read_only and name not in LOOKING):
        return False
    match name:
        case "uncover":
            return covered and bool(hand.stands)
        case "reveal" | "set_aside":
            return going(hand.view) is not None
        case "take_off":
            return going(hand.view) is None and hand.current is not None
        case "take_over":
            return not covered and any(one.position is None and one.was is not None for one in hand.stands.values())
        case "next":
            return not covered and any(one.position is None for one in hand.stands.values())
        case "base" | "findings":
            return not covered and bool(hand.stands)
        case "hand_round":
            return bool(hand.stands) and hand.view.session.state != "finished"
        case "snapshot":
            return bool(hand.stands)
    return hand.current is not None if name in ON_SOMEBODY else True
