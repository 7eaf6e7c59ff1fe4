"""Proposals to catch up: what is cut in which order, and what always holds."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.core.agenda import ordered
from facilitator.core.agenda_day import end_of
from facilitator.core.catching_up import Proposal, propose
from facilitator.core.records import Day, Step
from tests.core.agendas import CURRENT, NINE, agendas, clock, day_of, step

MINUTE = 60.0
HERE = step(CURRENT, 0, 30)


def proposed(steps: list[Step], minutes: float, day: Day | None = None) -> Proposal:
    """So many minutes after nine, in the first step since nine."""
    return propose(steps, clock(), NINE + minutes * MINUTE, day or day_of(steps))


def cuts(found: Proposal) -> list[tuple[str, str, int]]:
    return [(cut.way, cut.step.id, cut.minutes) for cut in found.cuts]


def accepted(steps: list[Step], found: Proposal) -> list[Step]:
    new = {one.id: one for one in found.steps}
    return [new.get(one.id, one) for one in steps]


def names(steps: list[Step]) -> list[str]:
    return [one.id for one in ordered(steps) if one.state != "skipped"]


def test_on_time_there_is_nothing_to_propose() -> None:
    found = proposed([HERE, step("b", 1, 30, 10)], 20)
    assert (found.cuts, found.steps, found.late, found.over) == ((), (), (), ())
    assert found.before == found.after


def test_spare_time_is_used_first_wherever_it_is() -> None:
    steps = [replace(HERE, buffer=5), step("b", 1, 30, 10), step("spare", 2, 10, kind="buffer"), step("c", 3, 30, 10)]
    found = proposed(steps, 42)
    assert cuts(found) == [("spare", CURRENT, 5), ("spare", "spare", 7)]
    assert [(one.id, one.buffer, one.minutes.plan) for one in found.steps] == [(CURRENT, 0, 30), ("spare", 0, 3)]


def test_a_step_of_spare_time_can_go_down_to_nothing() -> None:
    found = proposed([HERE, step("spare", 1, 10, 8, kind="buffer"), step("b", 2, 30)], 45)
    assert cuts(found) == [("spare", "spare", 10)]
    assert found.steps[0].minutes.plan == found.steps[0].minutes.min == 0
    assert found.over[0].minutes == 5


def test_then_steps_are_shortened_those_with_most_to_spare_first_and_never_below_their_least() -> None:
    found = proposed([HERE, step("b", 1, 30, 25), step("c", 2, 40, 20), step("d", 3, 30, 20)], 56)
    assert cuts(found) == [("shorten", "c", 20), ("shorten", "d", 6)]


def test_then_a_step_that_could_be_done_is_dropped_and_what_is_not_needed_then_is_given_back() -> None:
    steps = [HERE, step("b", 1, 30, 25), step("extra", 2, 20, 20, priority="could")]
    found = proposed(steps, 42)
    assert cuts(found) == [("drop", "extra", 20)]
    assert found.steps[0].state == "skipped"
    assert found.minutes == 20


def test_of_several_that_could_be_dropped_the_fewest_minutes_that_suffice_go() -> None:
    could = {"priority": "could"}
    steps = [HERE, step("a", 1, 40, **could), step("b", 2, 10, **could), step("c", 3, 15, **could), step("d", 4, 30)]
    assert cuts(proposed(steps, 52)) == [("drop", "b", 10), ("drop", "c", 15)]
    assert cuts(proposed(steps, 43)) == [("drop", "c", 15)]
    assert cuts(proposed(steps, 60)) == [("drop", "a", 40)]


def test_a_step_whose_winners_another_works_with_is_not_dropped() -> None:
    steps = [HERE, step("vote", 1, 20, priority="could"), step("b", 2, 20, only={"winners_of": "vote"})]
    assert proposed(steps, 40).cuts == ()


def test_a_step_that_was_begun_is_not_dropped() -> None:
    steps = [HERE, step("b", 1, 20, priority="could", spent=60.0), step("c", 2, 20)]
    assert proposed(steps, 40).cuts == ()


def test_what_does_not_fit_before_a_fixed_step_goes_behind_it_in_its_order() -> None:
    steps = [HERE, step("a", 1, 20), step("b", 2, 20), step("c", 3, 10), step("lunch", 4, 60, fixed="10:20")]
    steps += [step("d", 5, 30)]
    found = proposed(steps, 45)
    assert cuts(found) == [("move", "b", 0), ("move", "c", 0)]
    assert names(accepted(steps, found)) == [CURRENT, "a", "lunch", "b", "c", "d"]
    assert [entry.starts for entry in found.after if entry.step.id == "lunch"] == [NINE + 80 * MINUTE]
    assert [(miss.step, miss.minutes) for miss in found.over] == [(None, 30)]


def test_a_step_goes_behind_several_fixed_ones_where_it_has_to() -> None:
    steps = [HERE, step("a", 1, 30), step("talk", 2, 30, fixed="10:00"), step("lunch", 3, 60, fixed="10:30")]
    steps += [step("b", 4, 20)]
    found = proposed(steps, 45)
    assert names(accepted(steps, found)) == [CURRENT, "talk", "lunch", "a", "b"]
    assert cuts(found) == [("move", "a", 0)]
    assert found.cuts[0].behind is not None
    assert found.cuts[0].behind.id == "lunch"


def test_nothing_goes_behind_a_fixed_step_that_is_the_last_of_the_day() -> None:
    steps = [HERE, step("a", 1, 20), step("close", 2, 10, fixed="09:50")]
    found = proposed(steps, 55)
    assert found.cuts == ()
    assert [(miss.step.id if miss.step else "", miss.minutes) for miss in found.over] == [("close", 25), ("", 25)]


def test_a_late_start_by_an_hour_is_made_good_before_lunch_and_not_after_it() -> None:
    steps = [HERE, step("a", 1, 60, 30), step("b", 2, 60, 30, buffer=15), step("lunch", 3, 60, fixed="11:45")]
    steps += [step("c", 4, 90, 45)]
    found = propose(steps, clock(since=NINE + 60 * MINUTE), NINE + 60 * MINUTE, day_of(steps))
    assert cuts(found) == [("spare", "b", 15), ("shorten", "a", 30), ("shorten", "b", 15)]
    assert found.over == ()


def test_lunch_that_cannot_move_with_the_plan_already_past_it_comes_next_and_the_rest_goes_behind_it() -> None:
    steps = [HERE, step("a", 1, 20), step("lunch", 2, 60, fixed="10:00"), step("b", 3, 30, 20)]
    found = proposed(steps, 75)
    assert names(accepted(steps, found)) == [CURRENT, "lunch", "a", "b"]
    assert [(m.step.id if m.step else "", m.minutes) for m in found.over] == [("lunch", 15), ("", 25)]
    assert cuts(found) == [("shorten", "b", 10), ("move", "a", 0)]


def test_all_steps_must_and_no_slack_nothing_can_be_cut_and_the_end_moves() -> None:
    steps = [HERE, step("b", 1, 30, priority="must"), step("c", 2, 30, priority="must")]
    found = proposed(steps, 50)
    assert (found.cuts, found.steps) == ((), ())
    assert [(miss.step, miss.minutes) for miss in found.over] == [(None, 20)]
    assert found.late == found.over


def test_a_step_of_0_minutes_is_neither_cut_nor_in_the_way() -> None:
    steps = [HERE, step("nothing", 1, 0, priority="could"), step("b", 2, 30, 10)]
    assert cuts(proposed(steps, 40)) == [("shorten", "b", 10)]


def test_a_current_step_of_0_minutes_is_caught_up_with_as_well() -> None:
    steps = [step(CURRENT, 0, 0), step("b", 1, 30, 10)]
    assert cuts(proposed(steps, 12)) == [("shorten", "b", 12)]


def test_steps_of_another_day_stay_as_they_are() -> None:
    steps = [HERE, step("b", 1, 30), step("c", 2, 60, 10, day=2, buffer=30)]
    assert proposed(steps, 50).cuts == ()


def test_before_the_day_has_begun_only_fixed_times_count() -> None:
    steps = [HERE, step("b", 1, 30, 10), step("lunch", 2, 30, fixed="09:50"), step("c", 3, 30, 10)]
    found = propose(steps, clock(since=None), NINE, None)
    assert cuts(found) == [("shorten", "b", 10)]


def test_without_a_current_step_it_begins_with_the_first() -> None:
    steps = [step("a", 1, 30, 20), step("lunch", 2, 30, fixed="09:25")]
    assert cuts(propose(steps, clock("gone"), NINE, None)) == [("shorten", "a", 5)]


def test_a_day_of_nothing_has_nothing_to_propose() -> None:
    assert propose([], clock(), NINE, None).cuts == ()


def test_where_orders_leave_no_room_a_moved_step_comes_to_its_place_all_the_same() -> None:
    steps = [HERE, step("a", 1, 20), step("lunch", 2, 60, fixed="09:30"), step("b", 2 + 1e-9, 30)]
    assert names(accepted(steps, proposed(steps, 30))) == [CURRENT, "lunch", "a", "b"]


# What always holds


def total(found: Proposal, which: str) -> float:
    """Minutes that the steps take, those kept free after them included."""
    return sum((e.free - e.starts) / MINUTE for e in getattr(found, which) if e.step.id != CURRENT) + sum(
        e.step.buffer for e in getattr(found, which) if e.step.id == CURRENT
    )


@given(agendas(), st.integers(0, 400))
def test_fixed_steps_never_move_and_are_never_cut(steps: list[Step], minutes: int) -> None:
    after = {one.id: one for one in accepted(steps, proposed(steps, minutes))}
    for one in steps:
        if one.fixed:
            assert replace(after[one.id], buffer=one.buffer, order=one.order) == one
    fixed = [one.id for one in steps if one.fixed]
    assert [one.id for one in ordered(list(after.values())) if one.fixed] == fixed


@given(agendas(), st.integers(0, 400))
def test_the_current_step_keeps_its_minutes(steps: list[Step], minutes: int) -> None:
    found = {one.id: one for one in proposed(steps, minutes).steps}.get(CURRENT, steps[0])
    assert replace(found, buffer=steps[0].buffer) == steps[0]


@given(agendas(), st.integers(0, 400))
def test_the_sum_of_the_minutes_is_what_is_shown(steps: list[Step], minutes: int) -> None:
    found = proposed(steps, minutes)
    assert abs(total(found, "before") - total(found, "after") - found.minutes) < 1e-6


@given(agendas(fixed=False), st.integers(0, 400))
def test_without_fixed_times_the_day_ends_earlier_by_what_is_cut(steps: list[Step], minutes: int) -> None:
    found = proposed(steps, minutes)
    assert abs(end_of(found.before) - end_of(found.after) - found.minutes * MINUTE) < 1e-3


@given(agendas(), st.integers(0, 400))
def test_no_step_goes_below_its_least_but_spare_time(steps: list[Step], minutes: int) -> None:
    least = {one.id: one.minutes.min for one in steps}
    for one in proposed(steps, minutes).steps:
        assert one.minutes.plan >= (0 if one.kind == "buffer" else least[one.id])
        assert one.buffer >= 0
        assert 0 <= one.minutes.min <= one.minutes.plan


@given(agendas(), st.integers(0, 30))
def test_a_plan_on_time_has_no_proposal(steps: list[Step], minutes: int) -> None:
    found = proposed(steps, min(minutes, steps[0].minutes.plan))
    if not found.late:
        assert (found.cuts, found.steps) == ((), ())


@given(agendas(fixed=False))
def test_a_day_just_begun_without_fixed_times_is_on_time(steps: list[Step]) -> None:
    assert proposed(steps, 0).late == ()


@given(agendas(), st.integers(0, 400))
def test_what_was_accepted_is_not_proposed_again(steps: list[Step], minutes: int) -> None:
    day = day_of(steps)
    found = proposed(steps, minutes, day)
    again = proposed(accepted(steps, found), minutes, day)
    assert (again.cuts, again.over) == ((), found.over)


@given(agendas(), st.integers(0, 400))
def test_it_never_makes_a_fixed_time_or_the_end_worse_without_need(steps: list[Step], minutes: int) -> None:
    found = proposed(steps, minutes)
    fixed = {miss.step.id: miss.minutes for miss in found.late if miss.step}
    for miss in found.over:
        if miss.step and not any(cut.way == "move" for cut in found.cuts):
            assert miss.minutes <= fixed[miss.step.id]


@given(agendas(), st.integers(0, 400))
def test_steps_that_are_not_fixed_keep_their_order_among_themselves(steps: list[Step], minutes: int) -> None:
    after = [one.id for one in ordered(accepted(steps, proposed(steps, minutes))) if not one.fixed]
    moved = {cut.step.id for cut in proposed(steps, minutes).cuts if cut.way == "move"}
    free = [one.id for one in steps if not one.fixed and one.id not in moved and one.kind != "buffer"]
    assert [name for name in after if name in free] == free


@given(agendas(), st.integers(0, 400))
def test_in_the_proposed_agenda_no_step_begins_before_the_one_before_it_is_over(
    steps: list[Step], minutes: int
) -> None:
    for one, other in pairwise(proposed(steps, minutes).after):
        assert one.free <= other.starts + 1e-6
