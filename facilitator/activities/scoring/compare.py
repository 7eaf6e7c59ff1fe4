"""Revealed rounds side by side: of this step and of the other scorings of the session."""

from collections.abc import Sequence

from facilitator.activities.scoring.rules import Scores
from facilitator.activities.scoring.sheet import Sheet
from facilitator.activities.scoring.texts import round_name, score_text
from facilitator.core.agenda import ordered
from facilitator.core.ids import Id
from facilitator.core.records import Step
from facilitator.core.stepview import StepView


def revealed_rounds(view: StepView) -> list[Scores]:
    """Every revealed round of the step, oldest first, after those of the session's other scorings of its cards."""
    steps = ordered(list(view.table(Step).values()))
    at = {step.id: place for place, step in enumerate(steps)}
    cards = {item.id for item in view.items}
    found = [
        scores
        for scores in view.table(Scores).values()
        if scores.state == "revealed"
        and (scores.step == view.step.id or any(card.item in cards for card in scores.candidates))
    ]
    return sorted(found, key=lambda scores: (at.get(scores.step, len(at)), scores.number, scores.id))


def heads(view: StepView, rounds: Sequence[Scores]) -> list[str]:
    """Titles of the rounds; those of other steps name their step."""
    steps, found = view.table(Step), []
    for scores in rounds:
        other = steps.get(scores.step) if scores.step != view.step.id else None
        name = round_name(scores, view.tr)
        found.append(f"{view.title_of(other)}: {name}" if other is not None else name)
    return found


def side_by_side(view: StepView, rounds: Sequence[Scores]) -> list[tuple[Id, int, str, list[str]]]:
    """(item, number, title, cell per round), by number. A cell is *score (rank)*, *–* without the card."""
    cards: dict[Id, tuple[int, str]] = {}
    cells: list[dict[Id, str]] = []
    for scores in rounds:
        sheet = Sheet(view, scores)
        cards |= {entry.card.item: (entry.card.number, entry.card.title) for entry in sheet.entries}
        cells.append({e.card.item: f"{score_text(e.score, view.tr)} ({e.rank}.)" for e in sheet.scored})
    listed = sorted((number, title, item) for item, (number, title) in cards.items())
    return [(item, number, title, [cell.get(item, "–") for cell in cells]) for number, title, item in listed]
