import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.raci import axes, cells
from facilitator.activities.raci.filled import Filled
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Cell, Laid, Row, Settings
from facilitator.core.errors import FacilitatorError
from facilitator.core.ids import new_id
from tests.activities.raci.building import STEP, World, filled, held, person

NOW = "2026-11-22T12:00:00+01:00"


def letter(world: World, row: int, column: int, typed: str) -> bool:
    return world.apply(cells.with_letter(world.matrix, world.row(row), world.column(column), typed))


def test_a_letter_is_set_and_taken_again() -> None:
    world = filled([["", ""]])
    letter(world, 0, 0, "R")
    letter(world, 0, 0, "A")
    assert world.texts == [["RA", ""]]
    letter(world, 0, 0, "R")
    letter(world, 0, 0, "A")
    assert world.tables[Cell] == {}


def test_two_in_a_row_may_answer_because_it_is_a_finding_and_no_mistake() -> None:
    world = filled([["A", ""]])
    letter(world, 0, 1, "A")
    assert world.texts == [["A", "A"]]


def test_a_letter_of_another_variant_is_refused_with_those_that_there_are() -> None:
    world = filled([["", ""]], Settings(variant="raci"))
    with pytest.raises(FacilitatorError, match="S is no letter of this matrix; there are R A C I"):
        letter(world, 0, 0, "S")


def test_letters_of_another_variant_that_are_there_stay_until_they_are_cleared() -> None:
    world = filled([["S"]])
    letter(world, 0, 0, "A")
    assert world.texts == [["AS"]]


def test_a_heading_takes_no_letters() -> None:
    world = World()
    world.apply(axes.rows_added(world.matrix, "Before:\nChoose"))
    world.apply(axes.columns_added(world.matrix, ["IT"]))
    with pytest.raises(FacilitatorError, match="heading"):
        letter(world, 0, 0, "A")


def test_the_letters_of_a_cell_fill_the_row_to_its_right() -> None:
    world = filled([["A", "C", "", "R"]])
    world.apply(cells.filled_right(world.matrix, world.row(0), world.column(1)))
    assert world.texts == [["A", "C", "C", "C"]]


def test_an_empty_cell_fills_to_the_right_as_well() -> None:
    world = filled([["", "C", "I"]])
    world.apply(cells.filled_right(world.matrix, world.row(0), world.column(0)))
    assert world.texts == [["", "", ""]]


def test_a_column_is_copied_whole_blanks_too() -> None:
    world = filled([["A", ""], ["", "C"], ["RI", "I"]])
    world.apply(cells.copied(world.matrix, world.column(0), world.column(1)))
    assert world.texts == [["A", "A"], ["", ""], ["RI", "RI"]]


def test_copying_the_same_letters_changes_nothing() -> None:
    world = filled([["A", "A"]])
    assert cells.copied(world.matrix, world.column(0), world.column(1)) is None


def test_a_row_or_a_column_is_cleared_in_one_change() -> None:
    world = filled([["A", "R"], ["C", "I"]])
    world.apply(cells.cleared(world.matrix, axes.cells_of(world.matrix, world.row(0)), "x"))
    assert world.texts == [["", ""], ["C", "I"]]


def test_a_signed_column_lapses_when_its_letters_change_and_counts_again_when_they_come_back() -> None:
    world = filled([["A", "R"]])
    column = world.column(0)
    world.apply(cells.signed_off(world.matrix, column, NOW))
    assert world.matrix.standing(column.id) == "signed"
    letter(world, 0, 0, "R")
    assert world.matrix.standing(column.id) == "lapsed"
    letter(world, 0, 0, "R")
    assert world.matrix.standing(column.id) == "signed"


def test_letters_of_other_columns_leave_a_yes_alone() -> None:
    world = filled([["A", "R"]])
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    letter(world, 0, 1, "C")
    assert world.matrix.standing(world.column(0).id) == "signed"


def test_a_row_taken_out_makes_a_yes_lapse() -> None:
    world = filled([["A"], ["R"]])
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    world.apply(axes.removed(world.matrix, world.row(0)))
    assert world.matrix.standing(world.column(0).id) == "lapsed"


def test_a_yes_can_be_taken_back_and_a_lapsed_one_said_anew() -> None:
    world = filled([["A"]])
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    letter(world, 0, 0, "R")
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    assert world.matrix.standing(world.column(0).id) == "signed"
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    assert world.matrix.standing(world.column(0).id) == ""


def test_a_yes_lapses_when_somebody_else_holds_the_column() -> None:
    anna, ben = person("Anna"), person("Ben")
    world = filled([["A"]], people=[anna, ben])
    held(world, 0, anna)
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    assert world.matrix.standing(world.column(0).id) == "signed"
    held(world, 0, ben)
    assert world.matrix.standing(world.column(0).id) == "lapsed"
    held(world, 0, anna)
    assert world.matrix.standing(world.column(0).id) == "signed"


def test_a_yes_for_a_role_outlasts_that_it_gets_a_holder() -> None:
    anna = person("Anna")
    world = filled([["A"]], people=[anna])
    world.apply(cells.signed_off(world.matrix, world.column(0), NOW))
    held(world, 0, anna)
    assert world.matrix.standing(world.column(0).id) == "signed"


def test_an_empty_column_has_nothing_to_sign_off() -> None:
    world = filled([["", "A"]])
    with pytest.raises(FacilitatorError, match="nothing to sign off"):
        cells.signed_off(world.matrix, world.column(0), NOW)


def test_proposed_rows_and_columns_become_records_with_the_first_letter() -> None:
    world = World(Settings(rows=("Choose", "Train"), columns=("IT", "Sales")))
    assert [row.title for row in world.matrix.rows] == ["Choose", "Train"]
    assert not world.tables[Row]
    letter(world, 1, 0, "A")
    assert world.texts == [["", ""], ["A", ""]]
    assert (len(world.tables[Laid]), len(world.tables[Row])) == (1, 2)


def test_proposed_rows_keep_their_ids_when_they_become_records() -> None:
    world = World(Settings(rows=("Choose",), columns=("IT",)))
    before = world.row(0).id
    letter(world, 0, 0, "A")
    assert world.row(0).id == before


def test_a_proposed_row_can_be_taken_out_and_stays_away() -> None:
    world = World(Settings(rows=("Choose", "Train"), columns=("IT",)))
    world.apply(axes.removed(world.matrix, world.row(0)))
    assert [row.title for row in world.matrix.rows] == ["Train"]
    world.apply(axes.removed(world.matrix, world.row(0)))
    assert world.matrix.rows == ()


PLACES = st.tuples(st.integers(0, 3), st.integers(0, 2))


@given(st.lists(st.tuples(PLACES, st.sampled_from("RACIF")), max_size=25))
def test_reading_only_what_is_new_gives_the_same_as_reading_all(typed: list[tuple[tuple[int, int], str]]) -> None:
    world = filled([["", "A", "C"], ["R", "", ""], ["", "", ""], ["I", "I", "RA"]])
    known = world.matrix
    assert known.cells
    for (row, column), one in typed:
        letter(world, row, column, one)
        known, fresh = Matrix(world.view, known), world.matrix
        assert known.same_lines
        assert known.cells == fresh.cells
        for line in (*fresh.all_rows, *fresh.all_columns):
            assert known.counts(line.id) == fresh.counts(line.id)
            assert known.of_row(line.id) == fresh.of_row(line.id)
            assert known.of_column(line.id) == fresh.of_column(line.id)


def test_after_a_letter_its_row_and_its_column_are_touched() -> None:
    world = filled([["A", "R"], ["", "C"]])
    before = world.matrix
    assert before.cells
    letter(world, 0, 1, "A")
    after = Matrix(world.view, before)
    assert after.filled.touched == {world.row(0).id, world.column(1).id}


def test_cells_whose_row_is_gone_are_left_alone() -> None:
    stray = Cell(id=new_id(), step=STEP.id, row=new_id(), column=new_id(), letters="A")
    assert Filled((), ()).read({stray.id: stray}, STEP.id).cells == {}
