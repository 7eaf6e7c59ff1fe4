import msgspec

from facilitator.activities.raci.cross import across, all_findings
from facilitator.activities.raci.matrix import Facts
from facilitator.activities.raci.rules import Row
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Task
from tests.activities.raci.building import STEP, World, filled, held, person

ANNA, BEN = person("Anna"), person("Ben", 2)


def rules(world: World) -> list[str]:
    return [finding.key.rule for finding in across(world.matrix)]


def mapped(table: list[list[str]], quadrant: dict[str, str], **more: dict[str, str]) -> World:
    """Anna holds the first column, Ben the second."""
    world = filled(table, people=[ANNA, BEN], quadrant=quadrant, **more)
    held(world, 0, ANNA)
    if len(table[0]) > 1:
        held(world, 1, BEN)
    return world


BOTH = {ANNA.id: "neutral", BEN.id: "neutral"}


def test_without_a_map_and_a_vote_there_is_nothing_to_add() -> None:
    assert rules(mapped([["A", "R"]], {})) == []


def test_whoever_answers_for_a_row_and_is_a_critical_blocker_is_found_row_by_row() -> None:
    world = mapped([["A", "R"], ["RA", ""], ["", "A"]], {**BOTH, ANNA.id: "critical_blocker"})
    found = [finding for finding in across(world.matrix) if finding.key.rule == "blocker_answers"]
    assert {finding.key.row for finding in found} == {world.row(0).id, world.row(1).id}
    assert {finding.key.column for finding in found} == {world.column(0).id}


def test_an_influencer_who_is_a_critical_blocker_is_found_once() -> None:
    world = mapped([["F", "RA"], ["F", "RA"]], {**BOTH, ANNA.id: "critical_blocker"})
    assert rules(world) == ["blocker_influences"]


def test_a_key_champion_without_a_letter_is_found() -> None:
    assert rules(mapped([["", "RA"]], {**BOTH, ANNA.id: "key_champion"})) == ["idle_champion"]
    assert rules(mapped([["C", "RA"]], {**BOTH, ANNA.id: "key_champion"})) == []


def test_a_champion_without_a_column_is_found_too() -> None:
    carla = person("Carla")
    world = mapped([["A", "R"]], {**BOTH, carla.id: "key_champion"})
    world.people[carla.id] = carla
    assert rules(world) == ["idle_champion"]


def test_who_does_or_answers_must_be_on_the_map() -> None:
    assert rules(mapped([["A", "C"]], {"somebody": "neutral"})) == ["not_on_map"]


def test_being_on_the_list_of_stakeholders_is_enough() -> None:
    assert rules(mapped([["A", "R"]], {}, stakeholder={ANNA.id: "yes", BEN.id: "yes"})) == []


def test_a_column_called_like_one_person_means_that_person() -> None:
    world = filled([["A", "R"]], people=[person("Column 1"), BEN], quadrant={})
    first = next(iter(world.people))
    world.facts = {"quadrant": {first: "critical_blocker", BEN.id: "neutral"}}
    assert rules(world) == ["blocker_answers"]


def test_a_column_called_like_two_people_means_neither() -> None:
    world = filled([["A", "R"]], people=[person("Column 1"), person("Column 1")])
    world.facts = {"quadrant": dict.fromkeys(world.people, "critical_blocker")}
    assert rules(world) == []


def test_what_the_map_says_is_private_and_a_missing_winner_is_not() -> None:
    world = mapped([["A", "R"]], {ANNA.id: "critical_blocker"})
    assert all(finding.private for finding in across(world.matrix))
    assert not any(finding.private for finding in across(won()[0].matrix))


def won() -> tuple[World, Item]:
    world, item = filled([["A", "R"]]), Item(id=new_id(), number=7, collection="c", title="Quotes", order=1)
    world.items.append(item)
    world.facts = {"winner": {item.id: "won"}}
    return world, item


def test_a_winner_without_a_row_is_found() -> None:
    assert [finding.text for finding in across(won()[0].matrix)] == ["7 “Quotes” was chosen and has no row."]


def test_a_winner_with_a_row_of_its_own_its_title_or_its_task_is_not() -> None:
    for title, by_item, by_task in (("Other", True, False), (" quotes", False, False), ("Send", False, True)):
        world, item = won()
        task = Task(id=new_id(), number=1, title=title, order=1, item=item.id)
        world.tasks.append(task)
        row = Row(id=new_id(), step=STEP.id, title=title.strip(), order=9)
        row = msgspec.structs.replace(row, item=item.id if by_item else None, task=task.id if by_task else None)
        world.put(row)
        assert rules(world) == []


def test_a_winner_whose_row_was_renamed_is_not_missed() -> None:
    world, item = won()
    world.put(Row(id=new_id(), step=STEP.id, title="Roll it out", order=9, item=item.id, renamed=True))
    assert rules(world) == []


def test_a_winner_that_was_put_away_is_not_missed() -> None:
    world, item = won()
    world.items[:] = [msgspec.structs.replace(item, state="parked")]
    assert rules(world) == []


def test_the_matrix_tells_others_the_letters_of_each_person() -> None:
    world = mapped([["A", "C"], ["R", "I"]], {})
    told = Facts(world.view)
    assert dict(told) == {"role": {ANNA.id: "RA", BEN.id: "CI"}}
    assert told.get("quadrant") is None
    assert len(told) == 1


def test_all_findings_hold_those_of_the_matrix_and_those_across() -> None:
    world = mapped([["A", ""]], {**BOTH, ANNA.id: "critical_blocker"})
    assert {"no_responsible", "blocker_answers"} <= {finding.key.rule for finding in all_findings(world.matrix).open}
