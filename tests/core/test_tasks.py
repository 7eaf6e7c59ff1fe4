from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Counter, Person, Task
from facilitator.core.tasks import Entry, Sheet

TODAY = date(2026, 11, 22)
STEP = new_id()


class Plan:
    """A sheet with what a session does around it: changes are applied, numbers are counted."""

    def __init__(self, *titles: str) -> None:
        people = [Person(id=new_id(), name=name, order=at) for at, name in enumerate(("Anna", "Ben"))]
        self.sheet = Sheet([], {person.id: person for person in people}, Translator())
        self.next = 1
        self.labels: list[str] = []
        if titles:
            self.apply(self.add("\n".join(titles)))

    def counted(self, name: str, how_many: int) -> Counter:
        assert name == "tasks"
        return Counter(id=new_id(), name=name, next=self.next + how_many)

    def add(self, text: str) -> Change | None:
        return tasks.added(self.sheet, text, self.counted, STEP)

    def apply(self, change: Change | None) -> list[Task]:
        assert change is not None
        people, found = dict(self.sheet.people), {task.id: task for task in self.sheet.tasks}
        for record in change.puts:
            if isinstance(record, Person):
                people[record.id] = record
            elif isinstance(record, Task):
                found[record.id] = record
            elif isinstance(record, Counter):
                self.next = record.next
        self.labels.append(change.label)
        ordered = sorted(found.values(), key=lambda task: task.order)
        self.sheet = replace(self.sheet, people=people, tasks=ordered)
        return ordered

    def owner(self, task: Task) -> str:
        return self.sheet.people[task.owner].name if task.owner else ""


def test_numbers_go_on() -> None:
    plan = Plan()
    assert [task.number for task in plan.apply(plan.add("one\ntwo"))] == [1, 2]
    assert [task.number for task in plan.apply(plan.add("three"))] == [1, 2, 3]


def test_every_filled_line_of_a_paste_is_a_task_in_one_change() -> None:
    plan = Plan()
    made = plan.apply(plan.add("- Ask IT\r\n\r\n2. Ask the works council\n"))
    assert [(task.title, task.step) for task in made] == [("Ask IT", STEP), ("Ask the works council", STEP)]
    assert plan.labels == ["add 2 tasks"]


def test_an_empty_line_is_no_task() -> None:
    assert Plan().add(" \n\n") is None


def test_a_task_goes_to_one_known_person() -> None:
    plan = Plan("Ask IT")
    (task,) = plan.apply(tasks.owned(plan.sheet, plan.sheet.tasks[0], "BEN"))
    assert (plan.owner(task), len(plan.sheet.people)) == ("Ben", 2)


def test_a_new_name_becomes_a_person_who_was_not_in_the_room() -> None:
    plan = Plan("Ask IT")
    (task,) = plan.apply(tasks.owned(plan.sheet, plan.sheet.tasks[0], " Zoë  Smit "))
    new = plan.sheet.people[task.owner or ""]
    assert (new.name, new.participant) == ("Zoë Smit", False)


def test_a_task_can_lose_its_owner_and_the_same_owner_changes_nothing() -> None:
    plan = Plan("Ask IT")
    (task,) = plan.apply(tasks.owned(plan.sheet, plan.sheet.tasks[0], "Anna"))
    assert tasks.owned(plan.sheet, task, "anna") is None
    (task,) = plan.apply(tasks.owned(plan.sheet, task, ""))
    assert task.owner is None
    assert tasks.owned(plan.sheet, task, "") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3-12-2026", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("+14", "2026-12-06"),
        ("2026-12-03", "2026-12-03"),
        ("1-11-2026", "2026-11-01"),
        ("  ", ""),
    ],
)
def test_a_date_is_read_as_it_is_typed(text: str, day: str) -> None:
    assert tasks.due_day(text, TODAY, Translator()) == day


def test_what_is_no_date_is_said_with_the_forms_that_are() -> None:
    with pytest.raises(FacilitatorError, match=r"“soon” is no date. Write it as 3-12-2026"):
        tasks.due_day("soon", TODAY, Translator())


@given(st.text())
def test_any_text_is_a_day_or_a_clear_no(text: str) -> None:
    try:
        day = tasks.due_day(text, TODAY, Translator())
    except FacilitatorError:
        return
    assert day == "" or date.fromisoformat(day)


def test_a_date_is_set_and_the_same_date_changes_nothing() -> None:
    plan = Plan("Ask IT")
    (task,) = plan.apply(tasks.dated(plan.sheet, plan.sheet.tasks[0], "2026-12-03"))
    assert task.due == "2026-12-03"
    assert tasks.dated(plan.sheet, task, "2026-12-03") is None


def test_the_form_changes_everything_in_one_change() -> None:
    plan = Plan("Ask IT")
    filled = Entry(title="Ask  HR", description="a\n\nb", owner="Zoë", due="2026-12-03", priority="high")
    (task,) = plan.apply(tasks.edited(plan.sheet, plan.sheet.tasks[0], filled))
    assert (task.title, task.description, task.due, task.priority) == ("Ask HR", "a\n\nb", "2026-12-03", "high")
    assert plan.owner(task) == "Zoë"
    assert tasks.edited(plan.sheet, task, filled) is None


def test_a_task_keeps_a_title() -> None:
    plan = Plan("Ask IT")
    with pytest.raises(FacilitatorError, match="needs a title"):
        tasks.edited(plan.sheet, plan.sheet.tasks[0], Entry(title=" ", description="", owner="", due=""))


def test_done_and_dropped_are_marks_that_can_be_taken_back() -> None:
    plan = Plan("Ask IT")
    marks: list[tuple[Literal["done", "dropped"], str]] = [
        ("done", "done"),
        ("dropped", "dropped"),
        ("dropped", "open"),
        ("done", "done"),
        ("done", "open"),
    ]
    for mark, then in marks:
        (task,) = plan.apply(tasks.marked(plan.sheet, plan.sheet.tasks[0], mark))
        assert task.status == then
    assert plan.labels[-1] == "task 1 open again"


def test_one_key_goes_through_the_priorities_and_round_again() -> None:
    plan = Plan("Ask IT")
    seen = [plan.apply(tasks.prioritised(plan.sheet, plan.sheet.tasks[0]))[0].priority for _ in range(5)]
    assert seen == ["high", "medium", "low", "", "high"]
    assert plan.labels[-2:] == ["task 1: priority none", "task 1: priority high"]


@given(names=st.lists(st.text(), max_size=5))
def test_a_name_makes_at_most_one_person(names: list[str]) -> None:
    plan = Plan("a")
    for name in (*names, *names):
        if change := tasks.owned(plan.sheet, plan.sheet.tasks[0], name):
            plan.apply(change)
    folded = [person.name.casefold() for person in plan.sheet.people.values()]
    assert len(set(folded)) == len(folded)


def test_of_two_people_of_one_name_the_one_meant_gets_the_task() -> None:
    plan = Plan("one")
    other = Person(id=new_id(), name="Anna", order=7)
    plan.apply(Change("", (other,)))
    (task,) = plan.apply(tasks.owned(plan.sheet, plan.sheet.tasks[0], "Anna (2)"))
    assert task.owner == other.id
    assert tasks.owned(plan.sheet, task, "Anna (2)") is None
