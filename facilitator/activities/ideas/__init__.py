"""Ideas on cards: collected, grouped and sharpened."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Ideas"),
    summary=N_("The group collects ideas on cards, groups them and sharpens each one."),
    settings="rules:IdeasSettings",
    records=("rules:Gathering",),
    screen="screen:IdeasScreen",
    report="report:blocks",
    scene="scene:scene",
    unfinished="report:unfinished",
    open_ends="report:open_ends",
    check="rules:check",
)
