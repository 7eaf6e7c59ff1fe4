"""A stakeholder workshop from a new session to the client's report, key by key: list, roles, map, messages, plan."""

from pathlib import Path

from facilitator.activities.influence_map.ballot import AssessmentList
from facilitator.activities.influence_map.comparing import bases
from facilitator.activities.influence_map.rules import Stakeholder
from facilitator.activities.influence_map.screen import MapScreen
from facilitator.activities.influence_map.standing import Stand, stands
from facilitator.activities.raci.letters import LetterGrid
from facilitator.activities.raci.matrix import Matrix
from facilitator.core.ids import Id
from facilitator.core.records import Person, Task
from facilitator.kit.board import Board
from facilitator.kit.dialogs import Confirm
from facilitator.session.views import facts_of, view
from tests import facilitating as do
from tests.app.driving import Driver, program
from tests.kit.harness import step_of

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC."""
OUTSIDE = """Ruud Vermeulen; Works council; Chair of the works council
Marijke de Vries; Management; Managing director"""
STEP = "Agree what is measured"
FIELDS = ["Jobs", "No job goes", "Figures of the pilot", "Lunch", "ben", "Lunch on Thursday"]


async def test_a_stakeholder_workshop_goes_from_a_list_of_names_to_the_clients_files(tmp_path: Path) -> None:
    async with program(tmp_path, now=lambda: NOON) as driver:
        await do.make_a_session(driver, "stakeholders")
        await list_who_matters(driver)
        await agree_on_roles(driver)
        await assess_alone(driver)
        await talk_about_it_together(driver)
        await say_what_a_level_needs_to_hear(driver)
        await plan_it(driver)
    report, tasks = do.read_the_files(tmp_path)
    assert [task["Name"] for task in tasks] == [FIELDS[-1]]
    assert STEP not in report
    assert "| Choose the first use cases |" in report
    assert "Ruud Vermeulen" not in report
    assert "No job goes" in report


def person(driver: Driver, name: str) -> Id:
    return next(one.id for one in driver.session.table(Person).values() if one.name == name)


def here(driver: Driver) -> dict[str, Stand]:
    """Everybody on the map of the current step, by name."""
    found = stands(view(driver.session, step_of(driver.session, driver.step)))
    return {stand.person.name: stand for stand in found}


async def go_to(driver: Driver, name: str) -> None:
    await do.at(driver, MapScreen)
    assert driver.run.query_one(MapScreen).go_to(person(driver, name))


async def list_who_matters(driver: Driver) -> None:
    await do.go_on_to(driver, "who")
    await driver.dialog_opens("a")
    before = driver.dialog
    await driver.press("enter", until=lambda: driver.dialog not in (before, None))
    await do.paste(driver, OUTSIDE)
    await driver.dialog_closes("ctrl+o")
    await driver.until(lambda: set(here(driver)) == {"Ruud Vermeulen", "Marijke de Vries"})
    assert not any(stand.person.participant for stand in here(driver).values())
    assert "Ruud" not in driver.text


def matrix(driver: Driver) -> Matrix:
    return Matrix(view(driver.session, step_of(driver.session, "roles")))


async def agree_on_roles(driver: Driver) -> None:
    """The rows are the workshop's; the columns are people who matter."""
    await do.go_on_to(driver, "roles")
    assert len(matrix(driver).rows) == 8
    await do.at(driver, LetterGrid)
    await driver.dialog_opens("k")
    await do.type_in(driver, *"Ruud Vermeulen, Marijke de Vries")
    await driver.dialog_closes("enter")
    await driver.until(lambda: len(matrix(driver).columns) == 2)
    await do.at(driver, LetterGrid)
    await do.type_in(driver, "home", "f", "right", "a", "r")
    await driver.until(lambda: len(matrix(driver).cells) == 2)
    found = {matrix(driver).column_title(c): dict(matrix(driver).counts(c.id)) for c in matrix(driver).columns}
    assert found["Ruud Vermeulen"]["F"] == 1
    assert (found["Marijke de Vries"]["R"], found["Marijke de Vries"]["A"]) == (1, 1)


async def assess_alone(driver: Driver) -> None:
    """Two of the room; they do not see each other's values, and nobody has a place before the end."""
    await do.go_on_to(driver, "map")
    await do.at(driver, MapScreen)
    await driver.dialog_opens("h")
    asking = driver.dialog
    await driver.press("backspace", "2", "enter", until=lambda: driver.dialog not in (asking, None))
    for _ in range(2):
        await driver.press(*do.CODE)
        asking = driver.dialog
        await driver.press("enter", until=lambda was=asking: driver.dialog not in (was, None))
    laptop = do.locked(driver)
    for ruud in (("8", "tab", "minus", "6"), ("6", "tab", "minus", "2")):
        await driver.press("enter", until=lambda: laptop.phase == "ballot")
        people = laptop.query_one(AssessmentList)
        await do.type_in(driver, "home", *["down"] * [name for _, name in people.people].index("Ruud Vermeulen"), *ruud)
        await driver.press("enter", until=lambda: laptop.phase == "asking")
        await driver.press("c", until=lambda: laptop.phase == "thanks")
        await driver.press("enter", until=lambda: laptop.phase in ("waiting", "full"))
    assert here(driver)["Ruud Vermeulen"].position is None
    await do.take_the_laptop_back(driver)
    await do.at(driver, MapScreen)
    await do.answer(driver, "r", kind=Confirm)
    await driver.until(lambda: here(driver)["Ruud Vermeulen"].position == (7.0, -4.0))
    assert here(driver)["Marijke de Vries"].position is None


async def talk_about_it_together(driver: Driver) -> None:
    """A snapshot, another place, a card with a next step, and the task that it becomes."""
    await do.at(driver, MapScreen)
    await driver.dialog_opens("s")
    await driver.dialog_closes("enter")
    await do.at(driver, MapScreen)
    await driver.dialog_opens("u")
    await driver.dialog_closes("right", "enter")
    await driver.until(lambda: not driver.run.query_one(MapScreen).context.covered)
    await go_to(driver, "Marijke de Vries")
    await driver.dialog_opens("v")
    await driver.dialog_closes("9", "space", "7", "enter")
    await driver.until(lambda: here(driver)["Marijke de Vries"].quadrant == "key_champion")
    await go_to(driver, "Ruud Vermeulen")
    await driver.dialog_opens("e")
    for said in (STEP, "marijke", "3 dec"):
        await do.type_in(driver, *said)
        field = driver.app.focused
        await driver.press("enter", until=lambda left=field: driver.app.focused is not left)
    await driver.dialog_closes("ctrl+o")
    await driver.until(lambda: any(card.next_step for card in driver.session.table(Stakeholder).values()))
    await go_to(driver, "Ruud Vermeulen")
    await driver.press("k", until=lambda: driver.session.table(Task))
    (base, *_) = bases(view(driver.session, step_of(driver.session, "map")))
    assert base.positions == {person(driver, "Ruud Vermeulen"): (7.0, -4.0)}
    quadrants = facts_of(driver.session, "quadrant", driver.session.tr)
    assert quadrants[person(driver, "Ruud Vermeulen")] == "critical_blocker"


async def say_what_a_level_needs_to_hear(driver: Driver) -> None:
    await do.go_on_to(driver, "messages")
    assert "Ruud" not in driver.text
    await do.type_in(driver, *"Colleagues in service", "enter")
    await driver.until(lambda: len(do.cards(driver)) == 1)
    await driver.press("escape", until=lambda: isinstance(driver.app.focused, Board))
    await do.at(driver, Board)
    await driver.dialog_opens("enter")
    await driver.until(lambda: driver.app.focused is not None and driver.app.focused.id == "field-1")
    for said in FIELDS:
        await do.type_in(driver, *said)
        field = driver.app.focused
        await driver.press("enter", until=lambda left=field: driver.app.focused is not left)
    await driver.dialog_closes("ctrl+o")
    await driver.until(lambda: do.cards(driver)[1].fields)
    assert do.cards(driver)[1].fields["owner"] == "Ben de Groot"


async def plan_it(driver: Driver) -> None:
    """The first occasion is a task beside the next step from the map, which the room cannot read; then the files are
    written."""
    await do.go_on_to(driver, "next-steps")
    await driver.press("w", until=lambda: len(do.tasks(driver)) == 2)
    assert [(task.title, task.due) for task in do.tasks(driver)] == [(STEP, do.DUE), (FIELDS[-1], "")]
    assert FIELDS[-1] in driver.text
    assert STEP not in driver.text
    await do.export_for_the_client(driver)
