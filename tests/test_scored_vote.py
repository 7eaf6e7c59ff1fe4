"""The use-case workshop with its scoring: values for the sharpened cards, the picture, and a vote on what is on top."""

from pathlib import Path

from facilitator.activities.dot_voting.opening import candidates
from facilitator.activities.dot_voting.rules import Vote
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.activities.scoring.entering import ScoreGrid
from facilitator.activities.scoring.sheet import Sheet, result
from facilitator.core.stepview import StepView
from facilitator.kit.board import Board
from facilitator.kit.dialogs import Choose, Confirm
from facilitator.session.views import view
from tests import facilitating as do
from tests.app.driving import Driver, program
from tests.kit.harness import step_of

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC."""
CARDS = [f"Use case {letter}" for letter in "ABCDEFGHIJ"]
SCORED = {"A": (5, 4), "B": (2, 2), "C": (4, 4), "D": (3, 5), "E": (1, 1), "F": (4, 2), "G": (2, 5), "H": (3, 3)}
"""Benefit and feasibility; nobody judges the last two."""
FIRST_SIX = {"A", "C", "D", "G", "F", "H"}


async def test_the_vote_of_a_use_case_workshop_takes_what_was_scored_highest(tmp_path: Path) -> None:
    async with program(tmp_path, now=lambda: NOON) as driver:
        await do.make_a_session(driver)
        await do.go_on_to(driver, "collect")
        await do.paste(driver, "\n".join(CARDS))
        await driver.until(lambda: len(do.cards(driver)) == len(CARDS))
        await driver.press("escape", until=lambda: isinstance(driver.app.focused, Board))
        await do.answer(driver, "v", kind=Confirm)
        await driver.until(lambda: not any(item.hidden for item in do.cards(driver).values()))
        await score_together(driver)
        await vote_on_the_first(driver)
        await do.go_on_to(driver, "first-steps")
        await do.export_for_the_client(driver)
    report, _ = do.read_the_files(tmp_path)
    assert "quadrantChart" in report
    assert "2 cards have no score, because a value is missing" in report


def at(driver: Driver, step: str) -> StepView:
    return view(driver.session, step_of(driver.session, step))


def sheet(driver: Driver) -> Sheet:
    found = result(at(driver, "score"))
    assert found is not None
    return found


async def score_together(driver: Driver) -> None:
    """One entry for the group, card by card; two cards stay empty, which is no zero."""
    await do.go_on_to(driver, "score")
    await driver.press("g", until=lambda: driver.run.query(ScoreGrid))
    await do.at(driver, ScoreGrid)
    titles = {entry.card.item: entry.card.title[-1] for entry in sheet(driver).entries}
    grid = driver.run.query_one(ScoreGrid)
    for row in [str(row.key) for row in grid.rows]:
        for value in SCORED.get(titles[row], ()):
            await driver.press(str(value), "tab")
        if titles[row] not in SCORED:
            await driver.press("tab", "tab")
    await driver.until(lambda: len(sheet(driver).scored) == len(SCORED))
    assert {entry.card.title[-1] for entry in sheet(driver).winning} == FIRST_SIX
    assert sheet(driver).ranking[0].quadrant == "quick_wins"
    assert {entry.card.title[-1] for entry in sheet(driver).can_go} == {"B", "E"}


async def vote_on_the_first(driver: Driver) -> None:
    """All cards by default; the facilitator takes only those that the scoring passes on."""
    await do.go_on_to(driver, "vote")
    await do.at(driver, SetupPane)
    assert len(candidates(at(driver, "vote"))) == len(CARDS)
    await driver.press("home")
    await driver.dialog_opens("enter")
    assert isinstance(driver.dialog, Choose)
    await driver.dialog_closes("down", "enter")
    await driver.until(lambda: len(candidates(at(driver, "vote"))) == len(FIRST_SIX))
    assert "the 6 that “Benefit and feasibility” passes on" in driver.words
    await do.at(driver, SetupPane)
    await do.answer(driver, "o", kind=Confirm)
    await driver.until(lambda: driver.session.table(Vote))
    assert {card.title[-1] for card in do.vote(driver).candidates} == FIRST_SIX
    assert all(card.score is not None for card in do.vote(driver).candidates)
