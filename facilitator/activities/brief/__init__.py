"""A step in which somebody speaks: welcome, rules, close. Text for everybody, and a check list if there is one."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Brief"),
    summary=N_("Somebody explains something to the group; a check list keeps what must not be forgotten."),
    settings="rules:Settings",
    records=("rules:Ticks",),
    screen="screen:BriefScreen",
    report="report:blocks",
    scene="scene:scene",
    unfinished="rules:unfinished",
)
