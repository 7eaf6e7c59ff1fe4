from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.raci.cells import with_letter
from facilitator.activities.raci.findings import EMPTY, judged, of_rows_and_columns, summed
from facilitator.activities.raci.matrix import Matrix
from facilitator.activities.raci.rules import Accepted, Settings, Thresholds
from facilitator.core.ids import new_id
from facilitator.core.records import Item
from tests.activities.raci.building import STEP, World, filled


def rules(world: World) -> list[str]:
    return [finding.key.rule for finding in of_rows_and_columns(world.matrix)]


def of_row(world: World, at: int = 0) -> list[str]:
    row = world.row(at).id
    return [finding.key.rule for finding in of_rows_and_columns(world.matrix) if finding.key.row == row]


def of_column(world: World, at: int = 0) -> list[str]:
    column = world.column(at).id
    return [finding.key.rule for finding in of_rows_and_columns(world.matrix) if finding.key.column == column]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["A", "R", "C", "I"], []),
        (["RA", "C", "", ""], []),
        (["", "R", "C", "I"], ["no_accountable"]),
        (["A", "A", "R", "C"], ["many_accountable"]),
        (["A", "", "C", "I"], ["no_responsible"]),
        (["A", "R", "", ""], ["silo"]),
        (["A", "R", "I", ""], []),
        (["", "", "", ""], ["row_empty"]),
        (["A", "R", "S", "C"], ["foreign"]),
    ],
)
def test_a_row_is_judged(row: list[str], expected: list[str]) -> None:
    assert of_row(filled([row, ["A", "R", "C", "I"]])) == expected


@pytest.mark.parametrize(("n", "found"), [(3, False), (4, True)])
def test_more_than_three_who_carry_out_are_many(n: int, found: bool) -> None:
    assert ("many_responsible" in of_row(filled([["R"] * n + ["A", "C"]]))) is found


@pytest.mark.parametrize(("columns", "asked", "found"), [(6, 3, False), (6, 4, True), (12, 4, False), (12, 5, True)])
def test_who_is_asked_is_counted_against_three_or_two_fifths(columns: int, asked: int, found: bool) -> None:
    row = ["RA", *["C"] * asked]
    assert ("many_consulted" in of_row(filled([row + [""] * (columns - len(row))]))) is found


@pytest.mark.parametrize(("told", "found"), [(6, False), (7, True)])
def test_who_is_told_is_counted_against_three_fifths(told: int, found: bool) -> None:
    row = ["RA", *["I"] * told]
    assert ("many_informed" in of_row(filled([row + [""] * (10 - len(row))]))) is found


COLUMNS = {
    "bottleneck": (["A", "A", "A", "", ""], ["A", "A", "", "", ""]),
    "overload": (["R", "R", "R", "", ""], ["R", "R", "", "", ""]),
    "both": (["RA", "RA", "", "", ""], ["RA", "A", "R", "", ""]),
    "involved": (["A", "R", "C", "I", "I"], ["A", "R", "C", "I", ""]),
    "idle": (["C", "I", "", "", ""], ["C", "F", "", "", ""]),
    "column_empty": (["", "", "", "", ""], ["A", "", "", "", ""]),
}


@pytest.mark.parametrize("rule", COLUMNS)
def test_a_column_is_judged(rule: str) -> None:
    odd, fine = COLUMNS[rule]
    table = [list(pair) for pair in zip(odd, fine, strict=True)]
    assert rule in of_column(filled(table), 0)
    assert rule not in of_column(filled(table), 1)


def test_an_influencer_is_needed_without_a_duty() -> None:
    assert of_column(filled([["F", "RA"], ["", "RA"]])) == []


def test_an_empty_column_is_said_once_and_not_idle_as_well() -> None:
    assert of_column(filled([["", "RA"]])) == ["column_empty"]


def test_shares_of_three_rows_say_nothing_yet() -> None:
    assert "bottleneck" not in rules(filled([["A", "R"]] * 3))
    assert "bottleneck" in rules(filled([["A", "R"]] * 4))


def test_thresholds_come_from_the_workshop_file() -> None:
    settings = Settings(thresholds=Thresholds(most_responsible=1))
    assert "many_responsible" in of_row(filled([["R", "R", "A", "C"]], settings))


def test_before_the_first_letter_nothing_is_odd() -> None:
    assert rules(filled([["", ""], ["", ""]])) == []


@pytest.mark.parametrize("table", [[], [[], []]], ids=["0 rows", "0 columns"])
def test_a_matrix_without_rows_or_columns_has_no_findings(table: list[list[str]]) -> None:
    assert rules(filled(table)) == []


def test_in_daci_the_driver_counts_as_the_one_who_carries_out() -> None:
    daci = Settings(variant="daci")
    assert of_row(filled([["D", "A", "C", "I"]], daci)) == []
    assert of_row(filled([["", "A", "C", "I"]], daci)) == ["no_responsible"]


def test_a_variant_without_c_and_i_knows_no_silos() -> None:
    own = Settings(letters={"R": "Does", "A": "Decides"})
    assert of_row(filled([["R", "A"]], own)) == []


def test_a_heading_is_not_judged() -> None:
    import msgspec

    world = filled([["", ""], ["RA", "C"]])
    world.put(msgspec.structs.replace(world.row(0), section=True))
    assert of_row(world, 0) == []


def test_a_hidden_column_is_not_judged_but_its_letters_count() -> None:
    import msgspec

    world = filled([["A", "R", "C"], ["A", "R", "C"]])
    world.put(msgspec.structs.replace(world.column(0), hidden=True))
    assert "no_accountable" not in rules(world)
    world.put(msgspec.structs.replace(world.column(1), hidden=True))
    assert of_column(world, 1) == []


TABLES = st.lists(
    st.lists(st.sampled_from(["", "R", "A", "C", "I", "F", "RA", "CI", "S"]), min_size=4, max_size=4), max_size=8
)


@given(TABLES, st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_the_rows(table: list[list[str]], chance: Random) -> None:
    import msgspec

    world = filled(table)
    before = {(f.key, f.severity, f.text) for f in of_rows_and_columns(world.matrix)}
    orders = [float(n) for n in range(len(table))]
    chance.shuffle(orders)
    world.put(*(msgspec.structs.replace(row, order=o) for row, o in zip(world.matrix.all_rows, orders, strict=True)))
    assert {(f.key, f.severity, f.text) for f in of_rows_and_columns(world.matrix)} == before


@given(TABLES)
def test_every_finding_is_there_once(table: list[list[str]]) -> None:
    keys = [finding.key for finding in of_rows_and_columns(filled(table).matrix)]
    assert len(keys) == len(set(keys))


def test_an_accepted_finding_no_longer_counts_and_keeps_its_reason() -> None:
    world = filled([["A", "", "C"]])
    found = of_rows_and_columns(world.matrix)
    by = Accepted(id=new_id(), step=STEP.id, rule="no_responsible", row=world.row(0).id, reason="comes in May")
    result = judged(found, [by])
    assert "no_responsible" not in [finding.key.rule for finding in result.open]
    assert [(f.key.rule, a.reason) for f, a in result.accepted] == [("no_responsible", "comes in May")]


def test_the_worst_comes_first() -> None:
    severities = [f.severity for f in judged(of_rows_and_columns(filled([["A", "A"], ["R", ""]]).matrix), []).open]
    assert severities == sorted(severities, key=["error", "warning", "hint"].index)


@given(TABLES, st.integers(0, 7), st.integers(0, 3), st.sampled_from("RACIF"))
def test_findings_after_a_letter_are_those_of_a_matrix_read_afresh(
    table: list[list[str]], row: int, column: int, letter: str
) -> None:
    if row >= len(table):
        return
    world = filled(table)
    before = world.matrix
    of_rows_and_columns(before)
    world.apply(with_letter(before, world.row(row), world.column(column), letter))
    after, fresh = Matrix(world.view, before), world.matrix
    assert of_rows_and_columns(after) == of_rows_and_columns(fresh)


def test_a_row_whose_card_got_another_title_is_judged_anew() -> None:
    import msgspec

    world = filled([["A", ""]])
    item = Item(id=new_id(), number=1, collection="c", title="Quotes", order=1)
    world.items.append(item)
    world.put(msgspec.structs.replace(world.row(0), item=item.id))
    before = world.matrix
    assert "Quotes" in of_rows_and_columns(before)[0].text
    world.items[0] = msgspec.structs.replace(item, title="Offers")
    assert "Offers" in of_rows_and_columns(Matrix(world.view, before))[0].text


def shown(world: World) -> list[str]:
    found = summed(world.matrix, of_rows_and_columns(world.matrix))
    return [f.text for f in found if f.key.rule in ("row_empty", EMPTY["row_empty"])]


def test_rows_that_nobody_has_come_to_yet_are_one_hint_that_leads_to_the_first() -> None:
    world = filled([["A", "R"], *[["", ""]] * 3])
    assert shown(world) == ["3 rows have no letters yet."]
    (hint,) = (f for f in summed(world.matrix, of_rows_and_columns(world.matrix)) if f.key.rule == EMPTY["row_empty"])
    assert (hint.key.row, hint.severity) == (world.row(1).id, "hint")


def test_columns_that_nobody_has_come_to_yet_are_one_hint_that_leads_to_the_first() -> None:
    world = filled([["A", "R", "", "", ""], *[[""] * 5] * 3])
    found = [f for f in summed(world.matrix, of_rows_and_columns(world.matrix)) if f.key.column]
    empty = [f for f in found if "column" in f.key.rule]
    assert [(f.text, f.severity, f.key.column) for f in empty] == [
        ("3 columns have no letters yet.", "hint", world.column(2).id)
    ]


def test_columns_without_letters_are_named_as_soon_as_half_of_the_rows_have_some() -> None:
    world = filled([["A", "R", "", "", ""]])
    found = summed(world.matrix, of_rows_and_columns(world.matrix))
    assert [f.key.rule for f in found].count("column_empty") == 3


def test_from_half_of_the_rows_on_each_one_without_letters_is_named() -> None:
    assert len(shown(filled([["A", "R"], ["A", "R"], ["", ""], ["", ""]]))) == 2


def test_a_single_row_without_letters_is_named() -> None:
    assert shown(filled([["", ""], ["A", "R"]])) == ["Nobody has a letter: “Row 1”"]


def test_a_report_names_every_row_without_letters() -> None:
    assert rules(filled([["A", "R"], *[["", ""]] * 3])).count("row_empty") == 3
