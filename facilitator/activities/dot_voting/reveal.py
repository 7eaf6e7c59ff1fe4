"""The act at the end of a round: its ballots become a result, or are given up unread."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from facilitator.activities.dot_voting.opening import another
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.tally import revealed, totals
from facilitator.activities.dot_voting.ties import by_runoff
from facilitator.core.change import Change
from facilitator.core.rounds import Ballot, Outcome
from facilitator.core.stepview import StepView


def revealing(view: StepView, vote: Vote) -> Outcome:
    """What the reveal of a round changes: its result, and of a run-off also the tie it was held for."""

    def outcome(ballots: Sequence[Ballot], notes: Mapping[str, Any]) -> tuple[Change, dict[str, Any]]:
        done = revealed(vote, ballots, notes)
        puts = [done]
        before = view.table(Vote).get(vote.runoff_of) if vote.runoff_of else None
        if before is not None:
            puts.append(by_runoff(before, done))
        assert done.result is not None
        return Change(view.tr("Reveal round {n}", n=vote.number), tuple(puts)), totals(done, done.result)

    return outcome


def setting_aside(view: StepView, vote: Vote) -> Change:
    """Says that the round is given up, and prepares another with the same rules."""
    aside = msgspec.structs.replace(vote, state="set aside")
    return Change(view.tr("Set round {n} aside", n=vote.number), (aside, another(view, vote)))
