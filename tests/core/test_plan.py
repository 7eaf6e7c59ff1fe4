from typing import Any

import pytest

from facilitator.core.blocks import Table, Timeline, filtered
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.plan import as_seen, blocks, is_day, lacking
from facilitator.core.records import Person, Task
from facilitator.core.text import COVER

TR = Translator("en")
ANNA = Person(id=new_id(), name="Anna", order=1)


def task(number: int = 1, **values: Any) -> Task:
    return Task(**({"id": new_id(), "number": number, "title": f"Task {number}", "order": number} | values))


@pytest.mark.parametrize(
    ("values", "lacks"),
    [
        ({}, True),
        ({"owner": ANNA.id}, True),
        ({"due": "2026-12-03"}, True),
        ({"owner": ANNA.id, "due": "2026-12-03"}, False),
        ({"status": "done"}, False),
        ({"status": "dropped"}, False),
        ({"type": "milestone"}, False),
    ],
)
def test_an_open_action_needs_an_owner_and_a_date(values: dict[str, Any], lacks: bool) -> None:
    assert bool(lacking([task(**values)])) is lacks


@pytest.mark.parametrize(("text", "yes"), [("2026-12-03", True), ("2026-2-3", False), ("20261203", False), ("", False)])
def test_a_day_is_kept_as_iso(text: str, yes: bool) -> None:
    assert is_day(text) is yes


def test_without_tasks_the_plan_shows_nothing() -> None:
    assert blocks([task(status="dropped")], {}, TR) == []


def test_the_table_has_every_task_that_was_not_dropped() -> None:
    tasks = [task(1, owner=ANNA.id, due="2026-12-03", description="why"), task(2, status="dropped"), task(3)]
    (table,) = blocks(tasks, {ANNA.id: ANNA}, TR)
    assert isinstance(table, Table)
    assert table.rows == (
        ("1", "Task 1\nwhy", "Anna", "3 December 2026", "open"),
        ("3", "Task 3", "", "", "open"),
    )


def test_owners_are_not_for_the_client() -> None:
    (table,) = filtered(blocks([task(owner=ANNA.id)], {ANNA.id: ANNA}, TR), "client")
    assert "Anna" not in repr(table)


def test_two_dated_tasks_make_a_timeline() -> None:
    tasks = [task(1, due="2026-12-03"), task(2, start="2026-12-01", due="2026-12-05", phase="Pilot"), task(3)]
    timeline = blocks(tasks, {}, TR)[1]
    assert isinstance(timeline, Timeline)
    assert timeline.spans == (
        ("Tasks", "1 Task 1", "2026-12-03", "2026-12-03"),
        ("Pilot", "2 Task 2", "2026-12-01", "2026-12-05"),
    )


@pytest.mark.parametrize("start", ["2026-12-04", "soon", ""])
def test_a_start_that_cannot_be_is_left_out_of_the_timeline(start: str) -> None:
    tasks = [task(1, start=start, due="2026-12-03"), task(2, due="2026-12-03")]
    timeline = blocks(tasks, {}, TR)[1]
    assert isinstance(timeline, Timeline)
    assert timeline.spans[0][2] == "2026-12-03"


def test_an_owner_who_is_gone_is_no_name() -> None:
    (table,) = blocks([task(owner=new_id())], {}, TR)
    assert isinstance(table, Table)
    assert table.rows[0][2] == ""


def test_a_task_that_is_not_for_the_room_has_no_words_on_a_covered_screen() -> None:
    secret = task(1, title="Coffee with Yara", description="About her worries", audience="team")
    assert (as_seen(secret, covered=True).title, as_seen(secret, covered=True).description) == (COVER, "")
    assert as_seen(secret, covered=False) is secret


def test_a_task_for_everybody_is_never_covered() -> None:
    shown = task(1)
    assert as_seen(shown, covered=True) is shown
