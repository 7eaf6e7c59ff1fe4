"""Revealed rounds side by side: of this step and of the other votes of the session."""

from collections.abc import Sequence

from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.tally import places
from facilitator.activities.dot_voting.texts import round_name
from facilitator.core.agenda import ordered
from facilitator.core.ids import Id
from facilitator.core.records import Step
from facilitator.core.stepview import StepView


def revealed_rounds(view: StepView) -> list[Vote]:
    """Every revealed round of the session, by the order of the agenda and the number of the round."""
    steps = [step.id for step in ordered(list(view.table(Step).values()))]
    rounds = [vote for vote in view.table(Vote).values() if vote.state == "revealed"]
    at = {step: place for place, step in enumerate(steps)}
    return sorted(rounds, key=lambda vote: (at.get(vote.step, len(at)), vote.number, vote.id))


def heads(view: StepView, rounds: Sequence[Vote]) -> list[str]:
    """Titles of the rounds; those of other steps name their step."""
    steps = view.table(Step)
    found = []
    for vote in rounds:
        name = round_name(vote, view.tr)
        other = steps.get(vote.step) if vote.step != view.step.id else None
        found.append(f"{view.title_of(other)}: {name}" if other is not None else name)
    return found


def side_by_side(rounds: Sequence[Vote]) -> list[tuple[Id, int, str, list[str]]]:
    """(item, number, title, cell per round), by number. A cell is *dots (rank)*, *–* without the card."""
    cards: dict[Id, tuple[int, str]] = {}
    cells: list[dict[Id, str]] = []
    for vote in rounds:
        cards |= {c.item: (c.number, c.title) for c in vote.candidates}
        cells.append({place.candidate.item: f"{place.line.dots} ({place.rank}.)" for place in places(vote)})
    listed = sorted((number, title, item) for item, (number, title) in cards.items())
    return [(item, number, title, [cell.get(item, "–") for cell in cells]) for number, title, item in listed]
