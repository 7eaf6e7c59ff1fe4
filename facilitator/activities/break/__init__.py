"""A break: the room reads when it goes on."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Break"),
    summary=N_("Everybody gets some air; the screen says when the group is back."),
    settings="rules:Settings",
    screen="screen:BreakScreen",
    scene="scene:scene",
)
