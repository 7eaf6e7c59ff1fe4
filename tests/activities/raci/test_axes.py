import msgspec
import pytest

from facilitator.activities.raci import axes
from facilitator.activities.raci.rules import Cell, Row, Settings
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Task
from tests.activities.raci.building import World, filled, held, person


def titles(world: World) -> list[str]:
    return [world.matrix.row_title(row) for row in world.matrix.rows]


def heads(world: World) -> list[str]:
    return [world.matrix.column_title(column) for column in world.matrix.columns]


def item(title: str, number: int = 1) -> Item:
    return Item(id=new_id(), number=number, collection="c", title=title, order=number)


def test_pasted_lines_become_rows_without_their_bullets() -> None:
    world = World()
    world.apply(axes.rows_added(world.matrix, "- Choose the vendor\n\n2. Train"))
    assert titles(world) == ["Choose the vendor", "Train"]


def test_a_line_that_ends_in_a_colon_is_a_heading() -> None:
    world = World()
    world.apply(axes.rows_added(world.matrix, "Before:\nChoose"))
    assert [(row.title, row.section) for row in world.matrix.rows] == [("Before", True), ("Choose", False)]


@pytest.mark.parametrize(
    ("pasted", "titles"),
    [
        ("1.\tChoose the vendor\tA\tR\n2.\tTrain\t\tA", ["Choose the vendor", "Train"]),
        ("Choose the vendor\tA\nTrain\tR", ["Choose the vendor", "Train"]),
        ("\tChoose\n1.2\tTrain", ["Choose", "Train"]),
        ("2027\tA", ["A"]),
        ("2027", ["2027"]),
    ],
)
def test_of_copied_cells_the_first_with_words_is_the_title(pasted: str, titles: list[str]) -> None:
    world = World()
    world.apply(axes.rows_added(world.matrix, pasted))
    assert [row.title for row in world.matrix.rows] == titles


def test_rows_come_behind_the_row_that_is_named() -> None:
    world = filled([["A"], ["R"]])
    world.apply(axes.rows_added(world.matrix, "New", world.row(0)))
    assert titles(world) == ["Row 1", "New", "Row 2"]


def test_nothing_typed_adds_nothing() -> None:
    assert axes.rows_added(World().matrix, " \n") is None


def test_too_many_rows_are_refused_in_a_sentence() -> None:
    with pytest.raises(FacilitatorError, match="at most 1000 rows"):
        axes.rows_added(World().matrix, "x\n" * 1001)


def test_rows_come_from_the_cards_of_the_step_and_follow_their_titles() -> None:
    world = filled([["A"]])
    world.items += [item("Quotes", 1), item("Minutes", 2)]
    world.apply(axes.from_items(world.matrix, axes.waiting_items(world.matrix)))
    assert titles(world) == ["Row 1", "Quotes", "Minutes"]
    assert axes.waiting_items(world.matrix) == []
    world.items[0] = msgspec.structs.replace(world.items[0], title="Offers")
    assert titles(world)[1] == "Offers"


def test_without_rows_of_its_own_a_step_proposes_its_cards() -> None:
    world = World()
    world.items += [item("Quotes", 1)]
    assert titles(world) == ["Quotes"]


def test_rows_come_from_the_plan_those_left_out_that_were_dropped() -> None:
    world = filled([["A"]])
    world.tasks += [
        Task(id=new_id(), number=1, title="Call", order=1),
        Task(id=new_id(), number=2, title="No", order=2, status="dropped"),
    ]
    world.apply(axes.from_tasks(world.matrix, axes.waiting_tasks(world.matrix)))
    assert titles(world) == ["Row 1", "Call"]


def test_columns_are_roles_or_people() -> None:
    anna = person("Anna")
    world = World(people=[anna])
    world.apply(axes.columns_added(world.matrix, ["IT", " ", "IT"], [anna]))
    assert heads(world) == ["IT", "Anna"]


def test_a_typed_name_means_the_person_of_that_name() -> None:
    anna = person("Anna")
    world = World(people=[anna])
    world.apply(axes.columns_added(world.matrix, ["anna"]))
    assert [column.person for column in world.matrix.columns] == [anna.id]


def test_a_name_that_two_have_stays_a_title_because_nobody_knows_who_is_meant() -> None:
    world = World(people=[person("Anna"), person("Anna", 2)])
    world.apply(axes.columns_added(world.matrix, ["Anna"]))
    assert [column.person for column in world.matrix.columns] == [None]


def test_two_people_of_the_same_name_are_told_apart_by_department() -> None:
    both = [person("Anna", department="Sales"), person("Anna", 2, department="IT")]
    world = World(people=both)
    world.apply(axes.columns_added(world.matrix, [], both))
    assert heads(world) == ["Anna (Sales)", "Anna (IT)"]


def test_a_person_removed_from_the_session_keeps_the_letters_and_is_called_removed() -> None:
    anna = person("Anna")
    world = World(people=[anna])
    world.apply(axes.columns_added(world.matrix, [], [anna]))
    world.apply(axes.rows_added(world.matrix, "Choose"))
    world.put(Cell(id=new_id(), step=world.row(0).step, row=world.row(0).id, column=world.column(0).id, letters="A"))
    del world.people[anna.id]
    assert heads(world) == ["(removed)"]
    assert world.texts == [["A"]]


def test_a_column_that_is_there_is_not_added_again() -> None:
    anna = person("Anna")
    world = World(people=[anna])
    world.apply(axes.columns_added(world.matrix, ["IT"], [anna]))
    assert axes.columns_added(world.matrix, ["it", "Anna"], [anna]) is None


@pytest.mark.parametrize(("at", "by", "order"), [(0, 1, "213"), (2, -1, "132"), (0, -1, "123"), (2, 1, "123")])
def test_a_row_moves_by_one_place(at: int, by: int, order: str) -> None:
    world = filled([["A"]] * 3)
    world.apply(axes.moved(world.matrix, world.row(at), by))
    assert titles(world) == [f"Row {n}" for n in order]


def test_a_column_moves_over_a_hidden_one() -> None:
    world = filled([["A", "R", "C"]])
    world.apply(axes.hidden(world.matrix, world.column(1)))
    world.apply(axes.moved(world.matrix, world.column(0), 1))
    assert heads(world) == ["Column 3", "Column 1"]


def test_a_hidden_row_comes_back_with_its_letters() -> None:
    world = filled([["A"], ["R"]])
    world.apply(axes.hidden(world.matrix, world.row(0)))
    assert titles(world) == ["Row 2"]
    world.apply(axes.shown_again(world.matrix, [world.row(0)]))
    assert world.texts == [["A"], ["R"]]


def test_a_column_is_taken_out_with_its_letters() -> None:
    world = filled([["A", "R"], ["C", "I"]])
    world.apply(axes.removed(world.matrix, world.column(0)))
    assert world.texts == [["R"], ["I"]]
    assert len(world.tables[Cell]) == 2


def test_a_renamed_row_keeps_its_title_and_still_stands_for_its_card() -> None:
    world = World()
    world.items += [item("Quotes")]
    world.apply(axes.row_renamed(world.matrix, world.row(0), "Roll out the quotes", False))
    assert (titles(world), world.row(0).item) == (["Roll out the quotes"], world.items[0].id)
    assert axes.waiting_items(world.matrix) == []


def test_a_row_that_is_called_as_its_card_again_follows_it_again() -> None:
    world = World()
    world.items += [item("Quotes")]
    world.apply(axes.row_renamed(world.matrix, world.row(0), "Roll out the quotes", False))
    world.apply(axes.row_renamed(world.matrix, world.row(0), "Quotes", False))
    world.items[0] = msgspec.structs.replace(world.items[0], title="Offers")
    assert titles(world) == ["Offers"]


def test_a_row_of_a_card_that_becomes_a_heading_stands_for_it_no_longer() -> None:
    world = World()
    world.items += [item("Quotes")]
    world.apply(axes.row_renamed(world.matrix, world.row(0), "Quotes", True))
    row = world.row(0)
    assert (row.title, row.section, row.item) == ("Quotes", True, None)
    assert axes.waiting_items(world.matrix) == world.items


def test_a_heading_becomes_a_row_again() -> None:
    world = World(Settings(rows=("Before:",)))
    world.apply(axes.row_renamed(world.matrix, world.row(0), "Before", False))
    assert (world.row(0).title, world.row(0).section) == ("Before", False)


def test_rows_of_the_workshop_file_that_end_in_a_colon_are_headings() -> None:
    world = World(Settings(rows=("Before:", "Choose", "Then: decide", ":")))
    assert [(row.title, row.section) for row in world.matrix.rows] == [
        ("Before", True),
        ("Choose", False),
        ("Then: decide", False),
        (":", False),
    ]


def test_a_row_with_letters_becomes_no_heading() -> None:
    world = filled([["A"]])
    with pytest.raises(FacilitatorError, match="clear them before"):
        axes.row_renamed(world.matrix, world.row(0), "Row 1", True)


def test_a_row_needs_a_title_and_a_column_a_role_or_a_holder() -> None:
    world = filled([["A"]])
    with pytest.raises(FacilitatorError, match="needs a title"):
        axes.row_renamed(world.matrix, world.row(0), " ", False)
    with pytest.raises(FacilitatorError, match="role or somebody"):
        axes.column_edited(world.matrix, world.column(0), "", None)


def test_a_role_may_have_a_holder() -> None:
    anna = person("Anna")
    world = filled([["A"]], people=[anna])
    held(world, 0, anna)
    assert heads(world) == ["Column 1"]
    assert world.matrix.holder(world.column(0)) == "Anna"


def test_what_is_proposed_moves_too() -> None:
    world = World()
    world.items += [item("One", 1), item("Two", 2)]
    world.apply(axes.moved(world.matrix, world.row(0), 1))
    assert titles(world) == ["Two", "One"]
    assert len(world.tables[Row]) == 2
