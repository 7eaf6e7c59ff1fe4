"""Dot voting: everybody spreads the same number of dots over the cards; all ballots are opened at once."""

from facilitator.core.activity import Activity
from facilitator.core.i18n import N_

ACTIVITY = Activity(
    package=__name__,
    title=N_("Dot voting"),
    summary=N_("Everybody spreads the same number of dots over the cards; all ballots are opened at once."),
    settings="rules:VotingSettings",
    records=("rules:Vote", "rules:Preparation"),
    screen="screen:VotingScreen",
    report="report:blocks",
    scene="scene:scene",
    winners="ties:winners",
    undecided="ties:undecided",
    unfinished="report:unfinished",
    open_ends="report:open_ends",
    facts="ties:facts",
    changed="opening:as_settings",
    check="rules:check",
)
