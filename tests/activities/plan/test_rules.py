from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.plan import rules
from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.records import Item, Person, Task
from facilitator.core.stepview import StepView
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.kit.harness import add_items, make_session, step_of

FIELDS = [
    {"id": "problem", "title": "Problem today"},
    {"id": "owner", "title": "Owner", "type": "person"},
    {"id": "first-step", "title": "First step"},
]
CARDS = {"cards": {"title": "Card", "fields": FIELDS}}


def session(tmp_path: Path, **step: Any) -> Session:
    steps = [{"id": "plan", "kind": "plan", "items": "cards", **step}]
    return make_session(tmp_path, steps, people=["Anna", "Ben"], collections=CARDS)


def look(of: Session) -> StepView:
    return view(of, step_of(of, "plan"))


def apply(to: Session, change: Change | None) -> list[Task]:
    """Applies a change and gives the tasks as they are then."""
    assert change is not None
    to.apply_now(change)
    return list(look(to).tasks)


def typed(to: Session, text: str) -> list[Task]:
    return apply(to, tasks.added(look(to), text, to.counted, step_of(to, "plan").id))


def test_every_item_of_the_list_becomes_one_task_in_its_order(tmp_path: Path) -> None:
    s = session(tmp_path)
    cards = add_items(s, "cards", "Quotes", "Onboarding")
    tasks = apply(s, rules.from_items(look(s), s.counted))
    assert [(task.number, task.title, task.item) for task in tasks] == [
        (1, "Quotes", cards[0].id),
        (2, "Onboarding", cards[1].id),
    ]
    assert {task.step for task in tasks} == {step_of(s, "plan").id}
    s.close()


def test_an_item_becomes_no_second_task(tmp_path: Path) -> None:
    s = session(tmp_path)
    add_items(s, "cards", "Quotes")
    apply(s, rules.from_items(look(s), s.counted))
    assert rules.from_items(look(s), s.counted) is None
    add_items(s, "cards", "Onboarding")
    assert [task.title for task in apply(s, rules.from_items(look(s), s.counted))] == ["Quotes", "Onboarding"]
    s.close()


def test_a_dropped_task_does_not_come_back(tmp_path: Path) -> None:
    s = session(tmp_path)
    add_items(s, "cards", "Quotes")
    (task,) = apply(s, rules.from_items(look(s), s.counted))
    s.apply_now(tasks.marked(look(s), task, "dropped"))
    assert rules.from_items(look(s), s.counted) is None
    s.close()


def fill(of: Session, item: Item, **values: Any) -> None:
    of.apply_now(Change("", (msgspec.structs.replace(item, **values),)))


def test_the_first_step_of_a_card_is_the_title_and_the_card_its_description(tmp_path: Path) -> None:
    s = session(tmp_path)
    (card,) = add_items(s, "cards", "Quotes")
    fill(s, card, text="They take a day.", fields={"first-step": "Collect ten old quotes"})
    (task,) = apply(s, rules.from_items(look(s), s.counted))
    assert (task.title, task.description) == ("Collect ten old quotes", "Quotes\nThey take a day.")
    s.close()


def test_the_workshop_can_name_another_field_for_the_title(tmp_path: Path) -> None:
    s = session(tmp_path, title_field="problem")
    (card,) = add_items(s, "cards", "Quotes")
    fill(s, card, fields={"first-step": "Collect", "problem": "Too slow"})
    assert apply(s, rules.from_items(look(s), s.counted))[0].title == "Too slow"
    s.close()


@pytest.mark.parametrize(("name", "known"), [("anna ", True), ("Zoë", False), ("", False)])
def test_a_known_person_on_the_card_becomes_the_owner(tmp_path: Path, name: str, known: bool) -> None:
    s = session(tmp_path)
    (card,) = add_items(s, "cards", "Quotes")
    fill(s, card, fields={"owner": name})
    (task,) = apply(s, rules.from_items(look(s), s.counted))
    assert (s.table(Person)[task.owner].name if task.owner else "") == ("Anna" if known else "")
    s.close()


def titles(of: Session) -> str:
    return "".join(task.title for task in look(of).tasks)


@pytest.mark.parametrize(
    ("title", "direction", "then"),
    [("a", 1, "bacd"), ("b", 1, "acbd"), ("c", 1, "abdc"), ("d", -1, "abdc"), ("c", -1, "acbd"), ("b", -1, "bacd")],
)
def test_a_task_moves_one_place(tmp_path: Path, title: str, direction: Any, then: str) -> None:
    s = session(tmp_path)
    task = next(task for task in typed(s, "a\nb\nc\nd") if task.title == title)
    apply(s, rules.moved(look(s), task, direction))
    assert titles(s) == then
    s.close()


@pytest.mark.parametrize(("title", "direction"), [("a", -1), ("b", 1)])
def test_a_task_at_the_edge_stays(tmp_path: Path, title: str, direction: Any) -> None:
    s = session(tmp_path)
    task = next(task for task in typed(s, "a\nb") if task.title == title)
    assert rules.moved(look(s), task, direction) is None
    s.close()


def test_tasks_in_one_and_the_same_place_can_be_moved(tmp_path: Path) -> None:
    s = session(tmp_path)
    tasks = [msgspec.structs.replace(task, order=1.0) for task in typed(s, "a\nb\nc")]
    s.apply_now(Change("", tuple(tasks)))
    apply(s, rules.moved(look(s), tasks[0], 1))
    assert titles(s) == "bac"
    s.close()


@given(moves=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([1, -1])), max_size=120))
def test_any_moves_act_as_on_a_list(tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, Any]]) -> None:
    base = session(tmp_path_factory.mktemp("moves"))
    of, tasks = look(base), typed(base, "a\nb\nc\nd")
    base.close()
    for at, direction in moves:
        change = rules.moved(msgspec_view(of, tasks), tasks[at], direction)
        assert (change is None) == (not 0 <= at + direction < 4)
        if change:
            new = {task.id: task for task in change.puts if isinstance(task, Task)}
            after = sorted((new.get(task.id, task) for task in tasks), key=lambda task: (task.order, task.number))
            tasks.insert(at + direction, tasks.pop(at))
            assert [task.id for task in after] == [task.id for task in tasks]
            tasks = after


def msgspec_view(of: StepView, tasks: list[Task]) -> StepView:
    from dataclasses import replace

    return replace(of, tasks=tasks)


def test_going_on_asks_while_tasks_are_missing_something(tmp_path: Path) -> None:
    s = session(tmp_path)
    kind = s.kinds["plan"]
    assert kind.why_unfinished(look(s)) == "There are no tasks yet."
    (task,) = typed(s, "Ask IT")
    assert kind.why_unfinished(look(s)) == "1 task has no owner or no date."
    apply(s, tasks.edited(look(s), task, tasks.Entry(title="a", description="", owner="Anna", due="2026-12-03")))
    assert kind.why_unfinished(look(s)) == ""
    s.close()


def test_the_finish_names_the_cards_that_became_no_task(tmp_path: Path) -> None:
    s = session(tmp_path)
    add_items(s, "cards", "Quotes")
    assert s.kinds["plan"].open_end_list(look(s)) == ["1 “Quotes” has become no task."]
    apply(s, rules.from_items(look(s), s.counted))
    assert s.kinds["plan"].open_end_list(look(s)) == []
    s.close()


def test_the_room_sees_tasks_with_their_owners(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    apply(s, tasks.owned(look(s), task, "Anna"))
    assert "Anna" in repr(s.kinds["plan"].scene_of(look(s)).blocks)
    s.close()
