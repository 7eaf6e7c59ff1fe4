"""What was changed of a matrix, as settings of the next workshop."""

from typing import Any

from msgspec.structs import replace

from facilitator.activities.raci.as_settings import as_settings
from facilitator.activities.raci.axes import columns_added, row_renamed
from facilitator.activities.raci.rules import Column, Row, Settings, check
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from tests.activities.raci.building import STEP, World, filled, held, person

TWO = Settings(rows=("Row 1", "Row 2"), columns=("Column 1", "Column 2"))


def row(title: str, order: float = 9.0, **more: Any) -> Row:
    return Row(id=new_id(), step=STEP.id, title=title, order=order, **more)


def column(title: str, **more: Any) -> Column:
    return Column(id=new_id(), step=STEP.id, title=title, order=9.0, **more)


def test_a_matrix_that_was_only_filled_changes_nothing() -> None:
    assert as_settings(filled([["A", "R"], ["R", "A"]], TWO).view) == {}


def test_a_matrix_that_nobody_touched_changes_nothing() -> None:
    assert as_settings(World(TWO).view) == {}


def test_rows_and_roles_are_said_as_a_workshop_says_them() -> None:
    world = filled([["A"]])
    world.put(row("Go live", section=True), row("Switch on", 10.0), column("Works council"))
    said = as_settings(world.view)
    assert said == {"rows": ["Row 1", "Go live:", "Switch on"], "columns": ["Column 1", "Works council"]}
    assert check(Settings(**said), Translator()) == []


def test_a_renamed_row_is_said() -> None:
    world = filled([["A", "R"], ["R", "A"]], TWO)
    world.apply(row_renamed(world.matrix, world.row(0), "Decide", False))
    assert as_settings(world.view) == {"rows": ["Decide", "Row 2"]}


def test_people_stay_in_their_session_and_roles_lose_their_holders() -> None:
    anna, ben = person("Anna"), person("Ben", 2)
    world = filled([["A", "R"]], replace(TWO, rows=("Row 1",)), people=(anna, ben))
    held(world, 0, anna)
    world.apply(columns_added(world.matrix, [], [ben]))
    world.put(column("anna"))
    assert as_settings(world.view) == {}


def test_rows_that_stand_for_cards_stay_those_of_the_list() -> None:
    world = filled([])
    world.put(row("A card", item=new_id()), row("Another row"))
    assert as_settings(world.view) == {}


def test_what_is_hidden_is_not_said() -> None:
    world = filled([["A", "R"], ["R", "A"]], TWO)
    world.put(replace(world.column(1), hidden=True), replace(world.row(0), hidden=True))
    assert as_settings(world.view) == {"rows": ["Row 2"], "columns": ["Column 1"]}


def test_two_roles_of_one_title_are_said_once() -> None:
    world = filled([["A", "R"]], replace(TWO, rows=("Row 1",)))
    world.put(column("column 1"))
    assert as_settings(world.view) == {}
