from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.plan import rules
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
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
TODAY = date(2026, 11, 22)


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
    return apply(to, rules.typed(look(to), text, to.counted))


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
    s.apply_now(rules.marked(look(s), task, "dropped"))
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


def test_numbers_go_on_after_undo(tmp_path: Path) -> None:
    s = session(tmp_path)
    assert [task.number for task in typed(s, "one\ntwo")] == [1, 2]
    assert [task.number for task in typed(s, "three")] == [1, 2, 3]
    s.close()


def test_every_filled_line_of_a_paste_is_a_task_in_one_change(tmp_path: Path) -> None:
    s = session(tmp_path)
    tasks = typed(s, "- Ask IT\r\n\r\n2. Ask the works council\n")
    assert [task.title for task in tasks] == ["Ask IT", "Ask the works council"]
    assert [entry.label for entry in s.history] == ["add 2 tasks"]
    s.close()


def test_an_empty_line_is_no_task(tmp_path: Path) -> None:
    s = session(tmp_path)
    assert rules.typed(look(s), " \n\n", s.counted) is None
    s.close()


def test_a_task_goes_to_one_known_person(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    (task,) = apply(s, rules.owned(look(s), task, "BEN"))
    assert task.owner is not None
    assert s.table(Person)[task.owner].name == "Ben"
    assert len(s.table(Person)) == 2
    s.close()


def test_a_new_name_becomes_a_person_who_was_not_in_the_room(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    (task,) = apply(s, rules.owned(look(s), task, " Zoë  Smit "))
    assert task.owner is not None
    new = s.table(Person)[task.owner]
    assert (new.name, new.participant) == ("Zoë Smit", False)
    s.close()


def test_a_task_can_lose_its_owner_and_the_same_owner_changes_nothing(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    (task,) = apply(s, rules.owned(look(s), task, "Anna"))
    assert rules.owned(look(s), task, "anna") is None
    (task,) = apply(s, rules.owned(look(s), task, ""))
    assert task.owner is None
    assert rules.owned(look(s), task, "") is None
    s.close()


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
    assert rules.due_day(text, TODAY, Translator()) == day


def test_what_is_no_date_is_said_with_the_forms_that_are() -> None:
    with pytest.raises(FacilitatorError, match=r"“soon” is no date. Write it as 3-12-2026"):
        rules.due_day("soon", TODAY, Translator())


@given(st.text())
def test_any_text_is_a_day_or_a_clear_no(text: str) -> None:
    try:
        day = rules.due_day(text, TODAY, Translator())
    except FacilitatorError:
        return
    assert day == "" or date.fromisoformat(day)


def test_a_date_is_set_and_the_same_date_changes_nothing(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    (task,) = apply(s, rules.dated(look(s), task, "2026-12-03"))
    assert task.due == "2026-12-03"
    assert rules.dated(look(s), task, "2026-12-03") is None
    s.close()


def test_the_form_changes_everything_in_one_change(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    filled = rules.Entry(title="Ask  HR", description="a\n\nb", owner="Zoë", due="2026-12-03", priority="high")
    (task,) = apply(s, rules.edited(look(s), task, filled))
    assert (task.title, task.description, task.due, task.priority) == ("Ask HR", "a\n\nb", "2026-12-03", "high")
    assert len(s.history) == 2
    assert rules.edited(look(s), task, filled) is None
    s.close()


def test_a_task_keeps_a_title(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    with pytest.raises(FacilitatorError, match="needs a title"):
        rules.edited(look(s), task, rules.Entry(title=" ", description="", owner="", due=""))
    s.close()


def test_done_and_dropped_are_marks_that_can_be_taken_back(tmp_path: Path) -> None:
    s = session(tmp_path)
    (task,) = typed(s, "Ask IT")
    for mark, then in (
        ("done", "done"),
        ("dropped", "dropped"),
        ("dropped", "open"),
        ("done", "done"),
        ("done", "open"),
    ):
        (task,) = apply(s, rules.marked(look(s), task, mark))  # type: ignore[arg-type]
        assert task.status == then
    assert s.history[-1].label == "task 1 open again"
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
    apply(s, rules.edited(look(s), task, rules.Entry(title="a", description="", owner="Anna", due="2026-12-03")))
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
    apply(s, rules.owned(look(s), task, "Anna"))
    assert "Anna" in repr(s.kinds["plan"].scene_of(look(s)).blocks)
    s.close()
