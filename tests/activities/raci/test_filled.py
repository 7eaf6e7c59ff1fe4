"""Filled cells that are read anew only where they are others."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.raci.filled import Filled, differing
from facilitator.activities.raci.rules import Cell
from facilitator.core.ids import Id, from_number

STEP, OTHER = from_number(1), from_number(2)
ROWS = [from_number(n) for n in range(10, 14)]
COLUMNS = [from_number(n) for n in range(20, 23)]
ELSEWHERE = from_number(99)


def cell(number: int, letters: str, row: int = 0, column: int = 0, step: Id = STEP) -> Cell:
    rows, columns = [*ROWS, ELSEWHERE], [*COLUMNS, ELSEWHERE]
    return Cell(id=from_number(100 + number), step=step, row=rows[row], column=columns[column], letters=letters)


def read(table: dict[Id, Cell]) -> Filled:
    return Filled(ROWS, COLUMNS).read(table, STEP)


def everything(filled: Filled) -> object:
    lines = [*ROWS, *COLUMNS]
    return (
        dict(filled.cells),
        [(dict(filled.of_row(line)), dict(filled.of_column(line)), dict(filled.counts(line))) for line in lines],
    )


def edited(table: dict[Id, Cell], edits: list[tuple[int, str, bool]]) -> dict[Id, Cell]:
    now = dict(table)
    for number, letters, elsewhere in edits:
        one = cell(
            number, letters, number % (len(ROWS) + 1), number // 5 % (len(COLUMNS) + 1), OTHER if elsewhere else STEP
        )
        now.pop(one.id, None) if not letters else now.update({one.id: one})
    return now


EDITS = st.lists(st.tuples(st.integers(0, 19), st.sampled_from(["", "R", "A", "AR", "C"]), st.booleans()), max_size=8)


@given(EDITS, st.lists(EDITS, max_size=4))
def test_read_after_any_changes_it_is_as_if_read_afresh(first: list, later: list) -> None:
    table = edited({}, first)
    filled = read(table)
    for edits in later:
        for line in (*ROWS, *COLUMNS):
            filled.counts(line)  # known already: it must not stay
        table = edited(table, edits)
        filled = filled.after(table, STEP)
        assert everything(filled) == everything(read(table))


@given(EDITS, EDITS)
def test_what_was_read_before_stays_as_it_was(first: list, later: list) -> None:
    table = edited({}, first)
    filled = read(table)
    before = everything(filled)
    filled.after(edited(table, later), STEP)
    assert everything(filled) == before


def test_only_the_row_and_the_column_of_a_new_letter_are_touched() -> None:
    table = {one.id: one for one in (cell(0, "R"), cell(1, "A", 1, 1), cell(2, "C", 2, 2))}
    now = read(table).after(table | {cell(1, "").id: cell(1, "I", 1, 1)}, STEP)
    assert now.touched == {ROWS[1], COLUMNS[1]}


def test_nothing_is_touched_when_nothing_is_another() -> None:
    table = {one.id: one for one in (cell(0, "R"), cell(1, "A", 1, 1))}
    assert not read(table).after(dict(table), STEP).touched


def test_a_cell_of_another_step_touches_nothing() -> None:
    table = {one.id: one for one in (cell(0, "R"),)}
    assert not read(table).after(table | {cell(5, "").id: cell(5, "A", step=OTHER)}, STEP).touched


def test_of_two_lists_the_part_between_what_is_alike_is_left() -> None:
    a, b, c, new = (cell(n, "R") for n in range(4))
    assert differing([a, b, c], [a, new, c]) == ([b], [new])
    assert differing([a, b, c], [a, c]) == ([b], [])
    assert differing([a, c], [a, c, new]) == ([], [new])
    assert differing([a, b], [a, b]) == ([], [])
