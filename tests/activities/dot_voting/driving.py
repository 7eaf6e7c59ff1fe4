"""A vote on its screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from facilitator.activities.dot_voting.rules import Vote, current
from tests.activities.dot_voting.building import look, voting_session
from tests.kit.round_app import RoundApp, give


def app_for(home: Path, **words: Any) -> RoundApp:
    return RoundApp(voting_session(home, **words), "vote")


def now(app: RoundApp) -> Vote:
    vote = current(look(app.session))
    assert vote is not None
    return vote


async def ballots(app: RoundApp, pilot: Pilot[Any], many: Sequence[Sequence[str]]) -> None:
    """Voters, each with the keys that fill in a ballot."""
    for keys in many:
        await give(app, pilot, *keys)
