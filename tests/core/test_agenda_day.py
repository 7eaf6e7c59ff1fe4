"""A day of the agenda: its begin, its plan, and how far ahead or behind the group is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.core.agenda import projection
from facilitator.core.agenda_day import begin, behind, end_of, going_on, missed, planned_end
from facilitator.core.catching_up import propose
from facilitator.core.records import Day, Step
from tests.core.agendas import NINE, agendas, clock, day_of, step, wall

A, B, C = step("here", 1, 30), step("b", 2, 20, buffer=10), step("c", 3, 60)
LINE = [A, B, C]
MINUTE = 60.0


def late(steps: list[Step], minutes: float, at: str = "here", day: Day | None = None, since: float = 0) -> float:
    """Minutes behind, so many minutes after nine, when the clock began to run on the step at ``since`` after nine."""
    day = day or day_of(steps)
    return behind(steps, clock(at, NINE + since * MINUTE), NINE + minutes * MINUTE, day) / MINUTE


def done(one: Step) -> Step:
    return replace(one, state="done")


def test_a_day_begins_when_the_clock_is_started() -> None:
    day = day_of(LINE)
    assert (day.day, day.begun) == (1, NINE)
    assert (day.ends - NINE) / MINUTE == 30 + 20 + 10 + 60


def test_a_day_begins_at_its_planned_time_when_the_clock_is_started_late() -> None:
    day = begin(LINE, clock(since=None), NINE + 3600, "09:00")
    assert day is not None
    assert (day.begun, day.ends) == (NINE, NINE + 120 * MINUTE)


def test_a_start_an_hour_late_is_an_hour_behind() -> None:
    day = begin(LINE, clock(since=None), NINE + 3600, "09:00")
    assert late(LINE, 60, day=day, since=60) == 60


def test_a_start_some_minutes_early_is_that_much_ahead() -> None:
    day = begin(LINE, clock(since=None), NINE - 600, "09:00")
    assert late(LINE, -10, day=day, since=-10) == -10


@pytest.mark.parametrize("minutes", [-120, 240])
def test_a_start_at_quite_another_time_begins_the_day_then(minutes: int) -> None:
    now = NINE + minutes * MINUTE
    day = begin(LINE, clock(since=None), now, "09:00")
    assert day is not None
    assert day.begun == now


def test_a_planned_begin_after_midnight_is_that_of_the_same_night() -> None:
    evening = wall(2027, 1, 29, 23, 50)
    day = begin(LINE, clock(since=None), evening, "00:15")
    assert day is not None
    assert day.begun == evening + 25 * MINUTE


def test_a_day_begun_in_the_middle_counts_from_there() -> None:
    day = day_of(LINE, "b")
    assert list(day.plan) == ["b", "c"]
    assert late(LINE, 0, "b", day) == 0


def test_a_day_begun_on_time_counts_from_its_first_step_wherever_the_clock_is_started() -> None:
    day = begin(LINE, clock("c", None), NINE + 40 * MINUTE, "09:00")
    assert day is not None
    assert late(LINE, 40, "c", day, since=40) == 40 + 60 - 120


def test_what_was_spent_in_the_step_before_the_day_is_not_planned_again() -> None:
    day = day_of([replace(A, spent=600.0), B, C])
    assert day.plan["here"] == (20, 0)


def test_skipped_steps_and_other_days_are_not_part_of_the_plan() -> None:
    day = day_of([A, replace(B, state="skipped"), C, step("d", 1, 30, day=2)])
    assert list(day.plan) == ["here", "c"]


def test_there_is_no_day_without_a_current_step() -> None:
    assert begin(LINE, clock("gone"), NINE) is None


def test_a_fixed_step_is_planned_at_its_time_and_takes_up_what_was_late_before() -> None:
    steps = [A, step("lunch", 2, 60, fixed="10:00"), C]
    day = day_of(steps)
    assert planned_end(steps, day) == NINE + 180 * MINUTE
    assert late(steps, 50) == 20
    after = [done(A), steps[1], C]
    assert late(after, 60, "lunch", day, since=60) == 0


def test_one_is_on_plan_until_the_time_is_up_and_then_behind() -> None:
    assert [late(LINE, minutes) for minutes in (0, 29, 30, 42)] == [0, 0, 0, 12]


def test_who_goes_on_early_is_ahead() -> None:
    assert late([done(A), B, C], 25, "b", day_of(LINE), since=25) == -5


def test_minutes_added_on_the_clock_count_as_behind() -> None:
    assert behind(LINE, clock(extra=5), NINE, day_of(LINE)) == 5 * MINUTE


def test_a_shorter_step_makes_good_what_was_late() -> None:
    day = day_of(LINE)
    shorter = [done(A), step("b", 2, 10, buffer=10), C]
    assert late(shorter, 45, "b", day, since=45) == 5


def test_a_skipped_step_makes_good_what_was_late() -> None:
    day = day_of(LINE)
    assert late([done(A), replace(B, state="skipped"), C], 45, "c", day, since=45) == -15


def test_a_step_that_was_added_counts_as_behind_with_the_time_it_takes() -> None:
    day = day_of(LINE)
    assert late([done(A), step("new", 1.5, 15), B, C], 30, "new", day, since=30) == 15


def test_a_standing_clock_makes_one_later_as_well() -> None:
    assert behind(LINE, clock(since=None), NINE + 600, day_of(LINE)) == 600


def test_a_step_of_0_minutes_is_behind_by_the_time_it_takes() -> None:
    steps = [step("here", 1, 0), B]
    assert late(steps, 7) == 7


def test_nothing_is_behind_where_the_step_is_gone() -> None:
    assert behind(LINE, clock("gone"), NINE, day_of(LINE)) == 0


def test_the_day_that_is_going_on_is_the_one_of_this_number() -> None:
    one, two = day_of(LINE), replace(day_of(LINE), day=2)
    assert going_on([one, two], 2, NINE) == two
    assert going_on([one], 2, NINE) is None


def test_a_day_goes_on_past_midnight() -> None:
    evening = wall(2027, 1, 29, 22, 30)
    day = replace(day_of(LINE), begun=evening, ends=evening + 5400)
    assert going_on([day], 1, evening + 3 * 3600) == day


def test_a_day_is_over_on_the_next_morning() -> None:
    assert going_on([day_of(LINE)], 1, NINE + 24 * 3600) is None


def test_a_day_that_lies_ahead_because_the_laptop_was_wrong_is_not_going_on() -> None:
    assert going_on([day_of(LINE)], 1, NINE - 24 * 3600) is None


def test_a_day_taken_up_again_on_another_date_takes_the_place_of_the_first() -> None:
    first, now = day_of(LINE), NINE + 24 * 3600
    day = begin([done(A), B, C], clock("b", None), now, "09:00", first)
    assert day is not None
    assert (day.id, day.begun, list(day.plan)) == (first.id, now, ["b", "c"])


def test_a_day_across_the_begin_of_summer_time_takes_as_long_as_it_takes(amsterdam: None) -> None:
    begun = wall(2027, 3, 28, 1, 30)
    steps = [A, B, step("c", 3, 60, fixed="03:45")]
    day = day_of(steps, begun=begun)
    assert day.ends - begun == (75 + 60) * MINUTE
    assert behind(steps, clock(since=begun), begun + 40 * MINUTE, day) == 10 * MINUTE


def test_a_projection_misses_the_fixed_times_and_the_end_that_it_comes_too_late_for() -> None:
    steps = [A, step("lunch", 2, 60, fixed="09:40"), C]
    day, now = day_of(steps), NINE + 55 * MINUTE
    found = missed(projection(steps, clock(), now, day), clock(), now, day)
    assert [(miss.step.id if miss.step else "", miss.minutes) for miss in found] == [("lunch", 15), ("", 15)]


def test_less_than_a_minute_is_not_missed() -> None:
    day, now = day_of(LINE), NINE + 30.9 * MINUTE
    assert missed(projection(LINE, clock(), now, day), clock(), now, day) == []


def test_the_current_step_cannot_miss_its_begin_any_more() -> None:
    steps = [step("here", 1, 30, fixed="08:00"), B]
    assert missed(projection(steps, clock(), NINE, day_of(steps)), clock(), NINE, None) == []


@given(agendas())
def test_a_day_just_begun_is_on_plan_and_ends_as_projected(steps: list[Step]) -> None:
    day = day_of(steps)
    entries = projection(steps, clock(), NINE, day)
    assert behind(steps, clock(), NINE, day) == 0
    assert end_of(entries) == day.ends


@given(agendas(), st.integers(0, 300))
def test_being_behind_never_shrinks_while_time_passes(steps: list[Step], minutes: int) -> None:
    day = day_of(steps)
    one, other = (behind(steps, clock(), NINE + minutes * MINUTE + more, day) for more in (0, 90))
    assert 0 <= one <= other <= one + 90


MORNING = [
    step("here", 1, 30),
    step("b", 2, 50),
    step("long", 3, 60),
    step("lunch", 4, 30, fixed="11:20"),
    step("after", 5, 30),
]
"""Nothing is idle in it: it ends at 12:20."""


def caught_up(steps: list[Step], minutes: float, day: Day) -> list[Step]:
    """The steps once the proposal of that moment has been accepted."""
    found = propose(steps, clock(), NINE + minutes * MINUTE, day)
    new = {one.id: one for one in found.steps}
    return [new.get(one.id, one) for one in steps]


def test_a_step_that_went_behind_lunch_makes_nobody_ahead_whose_day_ends_late() -> None:
    day = day_of(MORNING)
    steps = caught_up(MORNING, 50, day)
    assert [one.id for one in sorted(steps, key=lambda one: one.order)] == ["here", "b", "lunch", "long", "after"]
    entries = projection(steps, clock(), NINE + 50 * MINUTE, day)
    assert late(steps, 50, day=day) == (end_of(entries) - day.ends) / MINUTE == 60


def test_at_a_step_that_went_behind_lunch_only_the_end_of_the_day_counts() -> None:
    day = day_of(MORNING)
    steps = [done(one) if one.id in ("here", "b", "lunch") else one for one in caught_up(MORNING, 50, day)]
    assert late(steps, 170, "long", day, since=170) == 60
    shorter = [replace(one, minutes=replace(one.minutes, plan=1)) if one.id == "after" else one for one in steps]
    assert late(shorter, 170, "long", day, since=170) == 31


def test_minutes_cut_from_a_step_to_come_count_at_once() -> None:
    day = day_of(LINE)
    shorter = [A, B, replace(C, minutes=replace(C.minutes, plan=48))]
    assert late(shorter, 42, day=day) == 0


def test_who_waits_for_lunch_longer_than_planned_is_ahead_although_the_day_ends_no_earlier() -> None:
    steps = [A, B, step("lunch", 3, 60, fixed="10:00")]
    day = day_of(steps)
    assert late([done(A), *steps[1:]], 20, "b", day, since=20) == -10


def test_a_missed_lunch_is_behind_although_the_day_ends_earlier() -> None:
    steps = [A, step("lunch", 2, 60, fixed="09:30"), C]
    day = day_of(steps)
    steps[2] = replace(C, state="skipped")
    assert late(steps, 40, day=day) == 10


def test_a_fixed_time_that_the_plan_itself_missed_makes_nobody_behind() -> None:
    steps = [A, step("lunch", 2, 60, fixed="09:10"), C]
    assert [late(steps, minutes) for minutes in (0, 30, 34)] == [0, 0, 4]


def test_a_day_that_may_take_longer_is_behind_by_less() -> None:
    day = replace(day_of(LINE), ends=NINE + 130 * MINUTE)
    assert late(LINE, 45, day=day) == 5


@given(agendas(), st.integers(0, 200), st.data())
def test_ahead_and_behind_never_contradict_the_end_whatever_was_changed(
    steps: list[Step], minutes: int, data: st.DataObject
) -> None:
    day, now = day_of(steps), NINE + minutes * MINUTE
    orders = data.draw(st.permutations([one.order for one in steps[1:]]))
    plans = data.draw(st.lists(st.integers(0, 60), min_size=len(orders), max_size=len(orders)))
    changed = [
        replace(one, order=order, minutes=replace(one.minutes, plan=plan))
        for one, order, plan in zip(steps[1:], orders, plans, strict=True)
    ]
    steps = [steps[0], *changed]
    entries = projection(steps, clock(), now, day)
    found, later = behind(steps, clock(), now, day), end_of(entries) - day.ends
    lunches = [miss for miss in missed(entries, clock(), now, day) if miss.step]
    if later >= MINUTE:
        assert found >= later
    elif later <= -MINUTE and not lunches:
        assert found <= later


@given(agendas(), st.integers(0, 200))
def test_whoever_has_caught_up_is_told_what_the_end_says(steps: list[Step], minutes: int) -> None:
    day, now = day_of(steps), NINE + minutes * MINUTE
    steps = caught_up(steps, minutes, day)
    entries = projection(steps, clock(), now, day)
    found, later = behind(steps, clock(), now, day), end_of(entries) - day.ends
    assert found >= later or later < MINUTE
    if not any(one.fixed for one in steps):
        assert found == later
