import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.activities.raci import axes
from facilitator.activities.raci.findings import of_rows_and_columns
from facilitator.activities.raci.report import tables
from facilitator.activities.raci.rules import Settings
from facilitator.activities.raci.taking import doubts, taken
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Counter
from facilitator.imports.found import FoundMatrix, FoundRow
from tests.activities.raci.building import World, filled, person


def counted(name: str, n: int) -> Counter:
    raise AssertionError("a matrix needs no numbers")


def found(columns: list[str], **rows: list[str]) -> FoundMatrix:
    cells = {
        (at, across): letters for at, line in enumerate(rows.values()) for across, letters in enumerate(line) if letters
    }
    return FoundMatrix(rows=tuple(FoundRow(title=title) for title in rows), columns=tuple(columns), cells=cells)


def test_a_file_becomes_rows_columns_and_letters_in_one_change() -> None:
    world = World()
    world.apply(taken(world.view, found(["IT", "Sales"], Choose=["AR", "C"], Train=["", "R"]), counted))
    assert world.texts == [["RA", "C"], ["", "R"]]
    assert [column.title for column in world.matrix.columns] == ["IT", "Sales"]


def test_rows_and_columns_of_the_same_title_are_the_same() -> None:
    world = filled([["A", "R"]])
    world.apply(taken(world.view, found(["column 2", "New"], **{"Row 1": ["C", "I"]}), counted))
    assert world.texts == [["A", "C", "I"]]


def test_a_blank_cell_of_the_file_leaves_what_stands_there() -> None:
    world = filled([["A", "R"]])
    world.apply(taken(world.view, found(["Column 1", "Column 2"], **{"Row 1": ["", "I"]}), counted))
    assert world.texts == [["A", "I"]]


def test_letters_of_another_variant_come_in_and_are_named() -> None:
    world = World(Settings(variant="raci"))
    world.apply(taken(world.view, found(["IT"], Choose=["AS"]), counted))
    assert world.texts == [["AS"]]
    assert "foreign" in [finding.key.rule for finding in of_rows_and_columns(world.matrix)]


def test_a_name_means_the_person_and_finds_the_column_again() -> None:
    world = World(people=[person("Anna", role="CEO")])
    world.apply(taken(world.view, found(["Anna"], Choose=["A"]), counted))
    assert world.column(0).person in world.people
    world.apply(taken(world.view, found(["CEO"], Choose=["R"]), counted))
    assert world.texts == [["R"]]


def test_headings_come_in_as_headings() -> None:
    world = World()
    matrix = FoundMatrix(
        rows=(FoundRow(title="Before", section=True), FoundRow(title="Choose")), columns=("IT",), cells={(1, 0): "A"}
    )
    world.apply(taken(world.view, matrix, counted))
    assert [row.section for row in world.matrix.rows] == [True, False]


def test_two_rows_of_the_same_title_stay_two() -> None:
    world = World()
    matrix = FoundMatrix(rows=(FoundRow(title="X"),) * 2, columns=("IT",), cells={(0, 0): "A", (1, 0): "R"})
    world.apply(taken(world.view, matrix, counted))
    assert world.texts == [["A"], ["R"]]
    with pytest.raises(FacilitatorError, match="already"):
        taken(world.view, matrix, counted)


def test_what_is_there_already_is_said() -> None:
    world = filled([["A"]])
    with pytest.raises(FacilitatorError, match="in the matrix already"):
        taken(world.view, found(["Column 1"], **{"Row 1": ["A"]}), counted)


def test_a_column_of_that_title_comes_before_one_that_the_same_person_holds() -> None:
    anna = person("Anna")
    world = filled([["A", "R"]], people=[anna])
    first, second = world.matrix.columns
    world.put(replace(first, title="CIO", person=anna.id), replace(second, title="", person=anna.id))
    with pytest.raises(FacilitatorError, match="already"):
        taken(world.view, found(["CIO", "Anna"], **{"Row 1": ["A", "R"]}), counted)


def test_a_matrix_that_is_too_large_is_refused() -> None:
    matrix = FoundMatrix(rows=(FoundRow(title="X"),) * (axes.MOST_ROWS + 1), columns=("IT",), cells={})
    with pytest.raises(FacilitatorError, match="at most"):
        taken(World().view, matrix, counted)


@given(
    st.lists(st.lists(st.sampled_from(["", "R", "A", "RA", "CI", "F"]), min_size=3, max_size=3), min_size=1, max_size=6)
)
def test_what_the_report_writes_comes_back_equal(table: list[list[str]]) -> None:
    world, again = filled(table), World()
    titles = {column.id: world.matrix.column_title(column) for column in world.matrix.columns}
    [written] = tables(world.matrix, titles)
    cells = {
        (at, across): text.replace("/", "")
        for at, row in enumerate(written.rows)
        for across, text in enumerate(row[1:])
        if text
    }
    rows = tuple(FoundRow(title=row[0]) for row in written.rows)
    columns = tuple(column.title for column in written.columns[1:])
    again.apply(taken(again.view, FoundMatrix(rows=rows, columns=columns, cells=cells), counted))
    assert again.texts == world.texts


def test_a_heading_that_the_report_wrote_comes_back_as_one() -> None:
    world = World()
    rows = (FoundRow(title="Before:"), FoundRow(title="Choose:"))
    world.apply(taken(world.view, FoundMatrix(rows=rows, columns=("IT",), cells={(1, 0): "A"}), counted))
    assert [(row.title, row.section) for row in world.matrix.rows] == [("Before", True), ("Choose:", False)]


def test_a_row_without_letters_that_a_file_takes_for_a_heading_stays_a_row() -> None:
    world = filled([["A"], [""]])
    rows = (FoundRow(title="Row 1"), FoundRow(title="Row 2", section=True))
    world.apply(taken(world.view, FoundMatrix(rows=rows, columns=("Column 1",), cells={(0, 0): "R"}), counted))
    assert [row.section for row in world.matrix.rows] == [False, False]
    assert world.texts == [["R"], [""]]


def test_letters_of_another_variant_are_said_beside_those_of_the_step() -> None:
    said = doubts(World(Settings(variant="raci")).view, found(["IT"], Choose=["AV"], Train=["D"]))
    assert said == ["Letters that this step does not have: D, V. Here there are R, A, C, I."]


def test_letters_of_the_step_are_not_doubted() -> None:
    assert doubts(World(Settings(variant="rasci")).view, found(["IT"], Choose=["AS"])) == []
