"""Who does what: rows, roles and letters, with findings as they are typed."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Roles (RACI)"),
    summary=N_("The group agrees who answers for what, who does it, who is asked and who is told."),
    settings="rules:Settings",
    records=("rules:Laid", "rules:Row", "rules:Column", "rules:Cell", "rules:Signed", "rules:Accepted"),
    screen="screen:RaciScreen",
    report="report:blocks",
    scene="scene:scene",
    unfinished="report:unfinished",
    open_ends="report:open_ends",
    facts="matrix:Facts",
    takes={"matrix": "taking:taken"},
    doubts={"matrix": "taking:doubts"},
    changed="as_settings:as_settings",
    check="rules:check",
)
