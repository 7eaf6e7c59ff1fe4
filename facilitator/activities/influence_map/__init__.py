"""Influence × attitude: who is for it, who against, who counts, and what follows from that."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Influence map"),
    summary=N_("Everybody who matters is placed by influence and attitude; what follows becomes next steps."),
    settings="rules:MapSettings",
    records=("rules:Stakeholder", "rules:Place", "rules:Snapshot", "rules:Before", "assessing:Assessment"),
    screen="screen:MapScreen",
    report="report:blocks",
    scene="scene:scene",
    unfinished="findings:unfinished",
    open_ends="findings:open_ends",
    facts="standing:facts",
    carries="standing:carried",
    takes={"stakeholders": "taking:taken"},
    audience="team",
    check="rules:check",
)
