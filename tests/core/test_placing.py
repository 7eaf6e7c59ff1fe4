"""Where a step stands in the agenda."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.core.agenda import ordered
from facilitator.core.ids import from_number
from facilitator.core.minutes import around
from facilitator.core.placing import moved, placed
from facilitator.core.records import Step


def step(name: str, order: float, day: int = 1) -> Step:
    number = 1_000 + sum(ord(letter) for letter in name)
    return Step(id=from_number(number), key=name, kind="brief", order=order, minutes=around(10), day=day)


def with_puts(steps: list[Step], puts: list[Step]) -> list[Step]:
    return list(({old.id: old for old in steps} | {new.id: new for new in puts}).values())


def keys(steps: list[Step]) -> list[str]:
    return [step.key for step in ordered(steps)]


LINE = [step("a", 1), step("b", 2), step("c", 3), step("d", 4, day=2), step("e", 5, day=2)]

orders = st.sampled_from([-1.0, 0.0, 1.0, 1.0, 1.0 + 1e-9, 2.0, 3.5, 1e9])
agendas = st.lists(st.tuples(orders, st.integers(1, 3)), min_size=1, max_size=12).map(
    lambda places: [step(chr(97 + n), order, day) for n, (order, day) in enumerate(places)]
)


def test_a_step_put_between_two_alters_no_other() -> None:
    puts = placed(LINE, step("x", 0), LINE[0], 1)
    assert [(put.key, put.order) for put in puts] == [("x", 1.5)]


def test_a_step_can_be_put_at_the_head() -> None:
    assert keys(with_puts(LINE, placed(LINE, step("x", 0), None, 1))) == ["x", "a", "b", "c", "d", "e"]


def test_a_step_can_be_put_at_the_end() -> None:
    assert keys(with_puts(LINE, placed(LINE, step("x", 0), LINE[4], 2))) == ["a", "b", "c", "d", "e", "x"]


def test_a_step_behind_one_of_another_day_goes_to_the_end_of_its_day() -> None:
    assert keys(with_puts(LINE, placed(LINE, step("x", 0), LINE[0], 2))) == ["a", "b", "c", "d", "e", "x"]


def test_the_first_step_of_an_empty_agenda_has_a_place() -> None:
    assert [put.order for put in placed([], step("x", 0), None, 1)] == [1.0]


def test_where_there_is_no_room_left_the_day_is_numbered_afresh() -> None:
    tight = [step("a", 1), step("b", 1 + 1e-9), step("c", 3), step("d", 1, day=2)]
    puts = placed(tight, step("x", 0), tight[0], 1)
    assert keys(with_puts(tight, puts)) == ["a", "x", "b", "c", "d"]
    assert {put.key: put.order for put in puts} == {"x": 2.0, "b": 3.0, "c": 4.0}


def test_a_step_moves_down_and_up() -> None:
    down = with_puts(LINE, moved(LINE, LINE[0], 1))
    assert keys(down) == ["b", "a", "c", "d", "e"]
    again = next(step for step in down if step.key == "a")
    assert keys(with_puts(down, moved(down, again, -1))) == ["a", "b", "c", "d", "e"]


def test_over_the_border_of_a_day_a_step_keeps_its_place_and_becomes_part_of_the_other() -> None:
    down = with_puts(LINE, moved(LINE, LINE[2], 1))
    assert keys(down) == ["a", "b", "c", "d", "e"]
    assert next(step for step in down if step.key == "c").day == 2
    up = with_puts(LINE, moved(LINE, LINE[3], -1))
    assert keys(up) == ["a", "b", "c", "d", "e"]
    assert next(step for step in up if step.key == "d").day == 1


def test_the_ends_of_the_agenda_are_ends() -> None:
    assert moved(LINE, LINE[0], -1) == []
    assert moved(LINE, LINE[4], 1) == []
    assert moved(LINE, step("z", 1), 1) == []


def test_a_hundred_steps_between_the_same_two_keep_their_order() -> None:
    steps = [step("a", 1), step("b", 2)]
    for n in range(100):
        steps = with_puts(steps, placed(steps, replace(step("x", 0), id=from_number(n), key=f"x{n}"), steps[0], 1))
    assert keys(steps) == ["a", *(f"x{n}" for n in reversed(range(100))), "b"]


@given(agendas, st.data())
def test_a_move_exchanges_two_neighbours_or_changes_the_day_and_nothing_else(steps: list[Step], data: Any) -> None:
    chosen = data.draw(st.sampled_from(steps))
    direction = data.draw(st.sampled_from([1, -1]))
    before = keys(steps)
    after_steps = with_puts(steps, moved(steps, chosen, direction))
    after = keys(after_steps)
    assert sorted(after) == sorted(before)
    others = [key for key in before if key != chosen.key]
    assert [key for key in after if key != chosen.key] == others
    days = {other.key: other.day for other in steps} | {chosen.key: 0}
    assert {other.key: other.day for other in after_steps} | {chosen.key: 0} == days
    now = next(step for step in after_steps if step.key == chosen.key)
    shift = after.index(chosen.key) - before.index(chosen.key)
    at_end = not 0 <= before.index(chosen.key) + direction < len(before)
    assert (shift, now.day != chosen.day) == ((0, False) if at_end else (0, True) if shift == 0 else (direction, False))


@given(agendas, st.data())
def test_there_and_back_gives_the_same_agenda(steps: list[Step], data: Any) -> None:
    chosen = data.draw(st.sampled_from(steps))
    direction = data.draw(st.sampled_from([1, -1]))
    there = with_puts(steps, moved(steps, chosen, direction))
    if there == steps:
        return
    now = next(step for step in there if step.id == chosen.id)
    back = with_puts(there, moved(there, now, -direction))
    assert keys(back) == keys(steps)
    if chosen.day in {other.day for other in there}:  # a day that lost its only step is gone
        assert next(step for step in back if step.id == chosen.id).day == chosen.day


@given(agendas, st.data())
def test_a_step_can_be_put_behind_any_other(steps: list[Step], data: Any) -> None:
    after = data.draw(st.sampled_from(steps))
    found = keys(with_puts(steps, placed(steps, step("new", 0), after, after.day)))
    assert found.index("new") == found.index(after.key) + 1
    assert [key for key in found if key != "new"] == keys(steps)
