"""Spare time: kept free in the agenda, used up when the plan runs late."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Spare time"),
    summary=N_("Time kept free for what takes longer; catching up takes from it first."),
    settings="rules:Settings",
    screen="screen:BufferScreen",
    scene="scene:scene",
)
