"""Which acts make sense now: only those are shown as keys."""

from facilitator.activities.ideas import reveal, rules
from facilitator.kit.context import StepContext

MAKES_CARDS = frozenset({"add", "split", "restore"})
"""Acts after which a card is there that a step with a part of the cards would not show."""
IN_A_GROUP = frozenset({"rename", "dissolve", "lane_before", "lane_after"})
"""Acts that also need the cursor to stand in a group."""


def possible(context: StepContext) -> frozenset[str]:
    """The acts that have something to work on."""
    view = context.view
    cards, groups = len(view.items), len(view.clusters)
    if context.read_only:
        return frozenset({"edit", "find"} if cards else ())
    gathering, covered = reveal.gathering(view), bool(rules.covered(view))
    empty_fields = any(done < of for done, of in (rules.filled(view, item) for item in rules.shown(view)))
    when = {
        ("add", "group"): True,
        ("edit", "split", "park", "archive", "find"): cards > 0,
        ("merge", "card_before", "card_after"): cards > 1,
        ("group_before", "group_after"): cards > 0 and groups > 0,
        ("rename", "dissolve"): groups > 0,
        ("lane_before", "lane_after"): groups > 1,
        ("restore",): bool(rules.put_away(view)),
        ("sharpen",): empty_fields and view.settings.mode == "sharpen",
        ("show",): covered or gathering is not None,
        ("withhold",): gathering is not None,
        ("uncover",): context.covered and (covered or any(item.author for item in view.items)),
    }
    acts = frozenset(name for names, so in when.items() if so for name in names)
    return acts - MAKES_CARDS if view.step.only else acts
