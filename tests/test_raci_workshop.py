"""A RACI workshop from a new session to the client's report, key by key: decisions, matrix, sign-off, plan."""

from pathlib import Path

from facilitator.activities.plan.parts import TaskLine, TaskTable
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.kit.board import Board
from facilitator.session.views import view
from tests import facilitating as do
from tests.app.driving import Driver, program
from tests.kit.harness import step_of

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC."""
DECISIONS = "Choose the first use cases\nClear the use of customer data\nTell the colleagues"


async def test_a_raci_workshop_goes_from_a_list_of_decisions_to_a_signed_matrix(tmp_path: Path) -> None:
    async with program(tmp_path, now=lambda: NOON) as driver:
        await do.make_a_session(driver, "raci")
        await list_the_decisions(driver)
        await fill_in_and_sign(driver)
        await plan_what_makes_it_hold(driver)
        await do.export_for_the_client(driver)
        await do.go_on_to(driver, "close")
    report, tasks = do.read_the_files(tmp_path)
    assert [task["Name"] for task in tasks] == ["Ask Ben for his yes"]
    assert "Choose the first use cases" in report
    assert "Anna Visser" in report


def matrix(driver: Driver) -> Matrix:
    return Matrix(view(driver.session, step_of(driver.session, "matrix")))


def counts(driver: Driver) -> int:
    """How many letters there are."""
    return sum(sum(matrix(driver).counts(column.id).values()) for column in matrix(driver).columns)


async def list_the_decisions(driver: Driver) -> None:
    await do.go_on_to(driver, "decisions")
    await do.paste(driver, DECISIONS)
    await driver.until(lambda: len(do.cards(driver)) == 3)
    await driver.press("escape", until=lambda: isinstance(driver.app.focused, Board))


async def fill_in_and_sign(driver: Driver) -> None:
    """The decisions are rows by themselves; two of the room are columns; one of them says yes."""
    await do.go_on_to(driver, "matrix")
    await driver.until(lambda: len(matrix(driver).rows) == 3)
    await do.at(driver, LetterGrid)
    await driver.dialog_opens("k")
    await do.type_in(driver, *"Anna Visser, Ben de Groot")
    await driver.dialog_closes("enter")
    await driver.until(lambda: len(matrix(driver).columns) == 2)
    await do.at(driver, LetterGrid)
    await do.type_in(driver, "home", "a", "right", "r", "down", "a", "left", "r", "down", "a", "r")
    await driver.until(lambda: counts(driver) == 6)
    counted = {matrix(driver).column_title(c): dict(matrix(driver).counts(c.id)) for c in matrix(driver).columns}
    assert (counted["Anna Visser"]["A"], counted["Ben de Groot"]["A"]) == (2, 1)
    await do.at(driver, LetterGrid)
    before = driver.app.screen
    await driver.press("g")
    if driver.app.screen is not before:
        await driver.dialog_closes("enter")
    await driver.until(lambda: matrix(driver).signed)


async def plan_what_makes_it_hold(driver: Driver) -> None:
    await do.go_on_to(driver, "next-steps")
    await do.at(driver, TaskTable)
    await driver.press("a")
    await do.at(driver, TaskLine)
    await do.type_in(driver, *"Ask Ben for his yes", "enter")
    await driver.until(lambda: [task.title for task in do.tasks(driver)] == ["Ask Ben for his yes"])
    await driver.press("escape")
