"""What the map, the vote and the list of people of the same session say about a matrix, with the real kinds."""

from pathlib import Path

import pytest

from facilitator.activities.dot_voting.opening import new_vote
from facilitator.activities.influence_map.rules import Place, Stakeholder
from facilitator.activities.raci.judging import Judging
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.pane import FindingRows
from facilitator.core.change import Change
from facilitator.core.ids import Id, new_id
from facilitator.core.records import Item, Person
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.activities.dot_voting.building import with_dots
from tests.app.driving import Driver, running
from tests.kit.harness import add_items, make_session, step_of

STEPS = [
    {"id": "raci", "kind": "raci", "rows": ["Choose the vendor", "Train the first ten"]},
    {"id": "vote", "kind": "dot_voting", "items": "cards", "winners": 1},
    {"id": "map", "kind": "influence_map"},
]
BLOCKED = "Anna answers for it and is a critical blocker: “Choose the vendor”"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path, STEPS, people=["Anna", "Ben", "Cleo", "Dirk"])


def who(session: Session, name: str) -> Id:
    return next(person.id for person in session.table(Person).values() if person.name == name)


def place(session: Session, name: str, influence: float, attitude: float) -> None:
    """Puts somebody on the map, as an act of its own."""
    person, step = who(session, name), step_of(session, "map").id
    spot = Place(id=new_id(), step=step, person=person, influence=influence, attitude=attitude)
    session.apply_now(Change(f"place {name}", (Stakeholder(id=new_id(), person=person), spot)))


def vote(session: Session, *titles: str) -> list[Item]:
    """A vote over these cards that the first one wins."""
    items = add_items(session, "cards", *titles)
    opened = new_vote(view(session, step_of(session, "vote")))
    session.apply_now(Change("vote", (with_dots(opened, *range(len(items), 0, -1)),)))
    return items


async def filled(driver: Driver) -> None:
    """Three columns; Anna answers and does, everybody listens to Ben."""
    await driver.dialog_opens("k")
    await driver.press("tab", "space", "space", "space")
    await driver.dialog_closes("ctrl+o")
    await driver.until(lambda: len(matrix(driver).columns) == 3)
    driver.run.query_one(LetterGrid).focus()
    driver.run.query_one(LetterGrid).go_to(None, matrix(driver).columns[0].id)
    await driver.press("a", until=lambda: letters(driver, "Anna") == "A")
    await driver.press("r", until=lambda: letters(driver, "Anna") == "RA")
    await driver.press("right", "f", until=lambda: letters(driver, "Ben") == "F")


def matrix(driver: Driver) -> Matrix:
    return Matrix(view(driver.session, step_of(driver.session, "raci")))


def letters(driver: Driver, name: str) -> str:
    at = next(c for c in matrix(driver).columns if matrix(driver).column_title(c) == name)
    return matrix(driver).letters(matrix(driver).rows[0].id, at.id)


def found(driver: Driver) -> list[str]:
    judging = driver.run.query_one(Judging)
    judging.judge()
    return [finding.text for finding in judging.judged.open]


async def test_the_map_says_who_is_against_it_who_is_idle_and_who_is_missing(session: Session) -> None:
    place(session, "Anna", 8, -6)
    place(session, "Ben", 9, -2)
    place(session, "Dirk", 7, 8)
    async with running(session) as driver:
        await filled(driver)
        assert {
            BLOCKED,
            "Ben is an influencer and a critical blocker.",
            "Dirk is a key champion and has no role.",
        } <= set(found(driver))
        assert not any("not on the map" in text for text in found(driver))


async def test_who_does_something_and_is_not_on_the_map_is_named(session: Session) -> None:
    place(session, "Ben", 9, 8)
    async with running(session) as driver:
        await filled(driver)
        assert "Anna does or answers for something and is not on the map." in found(driver)


async def test_what_the_map_says_is_covered_and_opened_with_one_key(session: Session) -> None:
    place(session, "Anna", 8, -6)
    async with running(session) as driver:
        await filled(driver)
        found(driver)
        await driver.pilot.pause()
        assert "critical blocker" not in driver.text
        assert "covered finding" in driver.words
        await driver.dialog_opens("u")
        await driver.dialog_closes("right", "enter")
        await driver.until(lambda: "critical blocker" in driver.text)


async def test_a_chosen_card_without_a_row_becomes_one_with_a_key(session: Session) -> None:
    vote(session, "Quotes", "Minutes")
    async with running(session) as driver:
        await filled(driver)
        assert any(text.endswith("“Quotes” was chosen and has no row.") for text in found(driver))
        assert not any("Minutes" in text for text in found(driver))
        await driver.press("m")
        rows = driver.run.query_one(FindingRows)
        await driver.until(lambda: any(row.key.rule == "no_row" for row in rows.rows))
        rows.go_to(next(row.key for row in rows.rows if row.key.rule == "no_row"))
        await driver.press("w", until=lambda: len(matrix(driver).rows) == 3)
        assert matrix(driver).row_title(matrix(driver).rows[-1]) == "Quotes"
        assert not any("has no row" in text for text in found(driver))


async def test_a_place_that_is_undone_beside_the_matrix_takes_its_finding_along(session: Session) -> None:
    async with running(session) as driver:
        await filled(driver)
        place(driver.session, "Anna", 8, -6)
        judging = driver.run.query_one(Judging)
        await driver.until(lambda: BLOCKED in [finding.text for finding in judging.judged.open])
        await driver.press("ctrl+z", until=lambda: BLOCKED not in [finding.text for finding in judging.judged.open])
        assert letters(driver, "Anna") == "RA"
