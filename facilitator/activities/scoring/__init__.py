"""Scoring: everybody gives every card a value on a few criteria; the values become a ranking and a picture."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Scoring"),
    summary=N_("Everybody scores the cards on a few criteria; means, disagreement and a ranking follow."),
    settings="rules:ScoringSettings",
    records=("rules:Scores", "rules:Value", "rules:Preparation"),
    screen="screen:ScoringScreen",
    report="report:blocks",
    scene="scene:scene",
    winners="sheet:winners",
    unfinished="report:unfinished",
    open_ends="report:open_ends",
    facts="sheet:facts",
    takes={"scores": "taking:taken"},
    changed="as_settings:as_settings",
    check="rules:check",
)
