from typing import Any

import msgspec
import pytest

from facilitator.activities.ideas import report
from facilitator.activities.ideas.rules import Gathering
from facilitator.activities.ideas.scene import scene
from facilitator.core.blocks import AnyBlock, Bullets, Heading, Profile, Table, Text, filtered
from facilitator.core.records import Clock, Person
from tests.activities.ideas.building import Room, step


def seen_by(room: Room, reader: Profile) -> list[AnyBlock]:
    return filtered(report.blocks(room.view), reader)


def words(blocks: Any) -> str:
    return msgspec.json.encode(list(blocks)).decode()


def named() -> Room:
    room = Room()
    room.put(Person(id="anna", name="Anna Visser", order=1))
    room.cards("Quotes", author="anna", text="slow", fields={"problem": "8 hours", "owner": "Ben Bos"})
    return room


def test_a_step_without_cards_says_so() -> None:
    assert report.blocks(Room().view) == [Text(text="No cards.")]


def test_cards_are_listed_with_number_and_title() -> None:
    room = Room()
    room.cards("Quotes", "Invoices")
    (table,) = seen_by(room, "client")
    assert isinstance(table, Table)
    assert table.rows == (("1", "Quotes"), ("2", "Invoices"))


def test_cards_stand_below_the_names_of_their_groups() -> None:
    room = Room()
    (group,) = room.groups("Sales")
    room.cards("Quotes", cluster=group.id)
    room.cards("Invoices")
    headings = [block.text for block in seen_by(room, "client") if isinstance(block, Heading)]
    assert headings == ["Sales", "Not yet grouped"]


def test_the_client_sees_no_author() -> None:
    assert "Anna" not in words(seen_by(named(), "client"))


def test_the_team_sees_the_author() -> None:
    assert "Anna Visser" in words(seen_by(named(), "team"))


def test_the_client_sees_the_answers_but_no_owner() -> None:
    seen = words(seen_by(named(), "client"))
    assert "8 hours" in seen
    assert "Ben Bos" not in seen


def test_the_team_sees_the_owner() -> None:
    assert "Ben Bos" in words(seen_by(named(), "team"))


def test_a_covered_card_is_in_no_report() -> None:
    room = Room(private=True)
    room.cards("Secret", hidden=True)
    room.cards("Shown")
    assert "Secret" not in words(report.blocks(room.view))


def test_parked_cards_are_listed() -> None:
    room = Room()
    room.cards("Later", state="parked")
    assert Bullets(items=("1 · Later",)) in seen_by(room, "client")


def test_only_the_consultant_sees_archived_and_merged_cards() -> None:
    room = Room()
    (kept,) = room.cards("Kept")
    room.cards("Rude", state="archived")
    room.cards("Double", state="merged", merged_into=kept.id)
    assert "Rude" not in words(seen_by(room, "team"))
    assert "3 · Double (merged into 1)" in words(seen_by(room, "consultant"))


def test_cards_that_a_later_step_works_on_stand_there() -> None:
    room = Room()
    room.cards("Quotes")
    room.put(step("sharpen", 2, started="2026-11-22T10:00:00+01:00"))
    assert report.blocks(room.view) == [Text(text="1 card came in here.")]


def test_that_a_session_has_gone_to_a_later_step_without_its_clock_is_enough() -> None:
    room = Room()
    room.cards("Quotes")
    room.put(step("sharpen", 2), step("close", 3), Clock(id="clock", step="close"))
    assert report.blocks(room.view) == [Text(text="1 card came in here.")]


def test_a_late_card_of_a_step_between_is_no_line_of_its_own() -> None:
    room = Room()
    room.cards("Quotes", "Invoices")
    room.step = step("group", 2, started="2026-11-22T10:00:00+01:00")
    late = msgspec.structs.replace(room.item(2), step="group")
    room.put(room.step, late, step("sharpen", 3, started="2026-11-22T11:00:00+01:00"))
    assert report.blocks(room.view) == []


@pytest.mark.parametrize(
    "values",
    [{}, {"started": "x", "state": "skipped"}, {"started": "x", "only": {"winners_of": "vote"}}],
    ids=["not begun", "skipped", "works on a part"],
)
def test_a_later_step_that_does_not_show_all_cards_takes_none_away(values: dict[str, Any]) -> None:
    room = Room()
    room.cards("Quotes")
    room.put(step("sharpen", 2, **values))
    assert isinstance(report.blocks(room.view)[0], Table)


def test_the_room_sees_the_cards_by_group() -> None:
    room = named()
    room.groups("Sales")
    assert "Quotes" in words(scene(room.view).blocks)


def test_the_room_sees_neither_authors_nor_answers() -> None:
    seen = words(scene(named().view).blocks)
    assert "Anna" not in seen
    assert "Ben" not in seen


def test_the_room_sees_of_covered_cards_only_how_many() -> None:
    room = Room(private=True)
    room.cards("Secret one", "Secret two", hidden=True)
    assert scene(room.view).blocks == (Text(text="2 cards are still covered."),)


def test_a_step_without_cards_looks_unfinished() -> None:
    assert report.unfinished(Room().view) == "There are no cards yet."


def test_a_step_with_cards_is_finished() -> None:
    room = Room()
    room.cards("a")
    assert report.unfinished(room.view) == ""


def test_covered_cards_make_a_step_unfinished() -> None:
    room = Room(private=True)
    room.cards("a", hidden=True)
    assert report.unfinished(room.view) == "1 card is still covered."


def test_anonymous_cards_not_yet_shown_make_a_step_unfinished() -> None:
    room = Room(anonymous=True)
    room.put(Gathering(id="r", step="ideas"))
    assert "anonymous" in report.unfinished(room.view)


def test_a_grouping_step_without_a_grouped_card_looks_unfinished() -> None:
    room = Room(mode="cluster")
    room.cards("a")
    assert report.unfinished(room.view) == "No card is in a group yet."


def test_a_sharpening_step_without_an_answer_looks_unfinished() -> None:
    room = Room(mode="sharpen")
    room.cards("a")
    assert "No card has an answer" in report.unfinished(room.view)


def test_one_answer_is_enough_for_a_sharpening_step() -> None:
    room = Room(mode="sharpen")
    room.cards("a", fields={"problem": "slow"})
    assert report.unfinished(room.view) == ""


def test_parked_cards_are_open_ends_of_the_step_they_came_from() -> None:
    room = Room()
    room.cards("a", state="parked")
    assert report.open_ends(room.view) == ["1 card is parked."]


def test_nothing_is_open_when_all_is_shown() -> None:
    room = Room()
    room.cards("a")
    assert report.open_ends(room.view) == []
