import msgspec

from facilitator.activities.raci import cells
from facilitator.activities.raci.report import blocks, open_ends, role_titles, unfinished
from facilitator.activities.raci.rules import Accepted
from facilitator.activities.raci.scene import scene
from facilitator.core.blocks import AnyBlock, Heading, Profile, Table, filtered
from facilitator.core.ids import new_id
from tests.activities.raci.building import STEP, World, filled, held, person

ANNA = person("Anna Bakker", role="CEO")


def tables(found: list[AnyBlock]) -> list[Table]:
    return [block for block in found if isinstance(block, Table)]


def words(world: World, profile: Profile) -> str:
    return " ".join(str(block) for block in filtered(blocks(world.view), profile))


def named(title: str = "") -> World:
    """A matrix whose first column Anna holds."""
    world = filled([["A", "R", "C"], ["", "A", "I"]], people=[ANNA])
    held(world, 0, ANNA)
    world.put(msgspec.structs.replace(world.column(0), title=title))
    return world


def test_the_matrix_is_a_table_with_letters_as_people_write_them() -> None:
    table = tables(blocks(filled([["RA", "C"]]).view))[0]
    assert table.rows == (("Row 1", "R/A", "C"),)


def test_a_wide_matrix_is_several_tables_of_about_the_same_width() -> None:
    found = [t for t in tables(blocks(filled([["A"] * 20]).view)) if t.columns[0].title == "Activity or decision"]
    assert [len(table.columns) for table in found] == [8, 8, 7]
    assert [table.title for table in found] == ["Part 1 of 3", "Part 2 of 3", "Part 3 of 3"]


def test_the_client_reads_roles_and_the_team_names() -> None:
    world = named()
    assert "Anna" not in words(world, "client")
    assert "CEO" in words(world, "client")
    assert "Anna Bakker" in words(world, "team")


def test_a_column_of_somebody_without_a_role_shows_the_name() -> None:
    ben = person("Ben")
    world = filled([["A"]], people=[ben])
    held(world, 0, ben)
    world.put(msgspec.structs.replace(world.column(0), title=""))
    assert list(role_titles(world.matrix).values()) == ["Ben"]


def test_columns_of_the_same_role_are_numbered() -> None:
    world = filled([["A", "R"]])
    for at in (0, 1):
        world.put(msgspec.structs.replace(world.column(at), title="Sales"))
    assert list(role_titles(world.matrix).values()) == ["Sales (1)", "Sales (2)"]


def test_findings_are_for_the_team() -> None:
    world = named()
    assert "nobody carries it out" not in words(world, "client")
    assert "nobody carries it out" in words(world, "team")


def test_what_the_map_says_is_for_the_consultant_alone_accepted_or_not() -> None:
    world = named()
    world.facts = {"quadrant": {ANNA.id: "critical_blocker"}}
    by = Accepted(
        id=new_id(),
        step=STEP.id,
        rule="blocker_answers",
        row=world.row(0).id,
        column=world.column(0).id,
        reason="Talks",
    )
    for records in ((), (by,)):
        world.put(*records)
        assert "critical blocker" not in words(world, "team")
        assert "critical blocker" in words(world, "consultant")
    assert "Talks" not in words(world, "team")


def test_an_accepted_finding_is_told_with_its_reason() -> None:
    world = named()
    world.put(Accepted(id=new_id(), step=STEP.id, rule="no_responsible", row=world.row(1).id, reason="In May"))
    assert "In May" in words(world, "team")


def test_the_sign_off_of_each_role_is_told() -> None:
    world = named()
    world.apply(cells.signed_off(world.matrix, world.column(0), "2026-11-22T12:00:00+01:00"))
    roles = next(table for table in tables(blocks(world.view)) if table.title == "Roles")
    assert [row[-1] for row in roles.rows] == ["signed off", "not yet", "not yet"]


def test_hidden_rows_are_left_out_and_counted() -> None:
    world = named()
    world.put(msgspec.structs.replace(world.row(0), hidden=True))
    found = blocks(world.view)
    assert [row[0] for row in tables(found)[0].rows] == ["Row 2"]
    assert "1 row or column is hidden." in str(found)


def test_a_heading_ends_in_a_colon_so_that_it_differs_from_a_row_without_letters() -> None:
    world = filled([[""], ["A"], [""]])
    world.put(msgspec.structs.replace(world.row(0), section=True))
    assert [row[0] for row in tables(blocks(world.view))[0].rows] == ["Row 1:", "Row 2", "Row 3"]


def test_without_letters_there_is_a_sentence() -> None:
    assert "Nobody has a letter yet." in str(blocks(World().view))


def test_going_on_asks_when_rows_have_nobody_who_answers() -> None:
    assert unfinished(filled([["A", "R"], ["R", "C"], ["", ""]]).view) == "In 2 rows nobody answers for it (A)."
    assert unfinished(filled([["A", "R"]]).view) == ""


def test_going_on_asks_when_there_is_no_row_or_no_column() -> None:
    assert unfinished(World().view) == "The matrix has no rows yet."
    assert unfinished(filled([[]]).view) == "The matrix has no columns yet."


def test_errors_are_open_ends_and_accepted_ones_are_not() -> None:
    world = filled([["A", "C"], ["A", "RI"]])
    assert open_ends(world.view) == ["No R, nobody carries it out: “Row 1”"]
    world.put(Accepted(id=new_id(), step=STEP.id, rule="no_responsible", row=world.row(0).id, reason="x"))
    assert open_ends(world.view) == []


def test_many_errors_are_counted() -> None:
    assert open_ends(filled([["A", "C"]] * 9).view) == ["The matrix has 9 errors."]


def test_who_has_not_signed_off_is_an_open_end_when_others_have() -> None:
    world = filled([["A", "R", "C"]])
    world.apply(cells.signed_off(world.matrix, world.column(0), "2026-11-22T12:00:00+01:00"))
    assert open_ends(world.view) == ["Not signed off: Column 2, Column 3."]


def test_no_open_end_tells_of_the_map() -> None:
    world = named()
    world.facts = {"quadrant": {ANNA.id: "critical_blocker"}}
    assert not any("blocker" in end for end in open_ends(world.view))


def test_the_room_sees_the_letters_and_nothing_of_the_map() -> None:
    world = named()
    world.facts = {"quadrant": {ANNA.id: "critical_blocker"}}
    picture = scene(world.view)
    assert "blocker" not in str(picture)
    assert tables(list(picture.blocks))[0].rows[0] == ("Row 1", "A", "R", "C")
    assert not any(isinstance(block, Heading) for block in picture.blocks)
