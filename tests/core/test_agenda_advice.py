"""Advice about an agenda while it is planned."""

from itertools import pairwise

from hypothesis import given

from facilitator.core.agenda import Entry, projection
from facilitator.core.agenda_advice import advice
from facilitator.core.i18n import Translator
from facilitator.core.records import Step
from tests.core.agendas import NINE, agendas, clock, step


def said(*steps: Step) -> list[str]:
    return advice(steps, Translator(), lambda one: one.key)


def free(name: str, order: float, minutes: int, **more: object) -> Step:
    """A step with five minutes after it."""
    return step(name, order, minutes, **{"buffer": 5, **more})


def test_a_plan_with_spare_time_room_between_parts_and_breaks_is_as_it_should_be() -> None:
    steps = [free("a", 1, 40), free("b", 2, 35), step("pause", 3, 15, kind="break"), free("c", 4, 40)]
    assert said(*steps) == []


def test_too_little_spare_time_is_said_with_a_good_measure() -> None:
    assert said(step("a", 1, 45), step("pause", 2, 15, kind="break"), step("b", 3, 45)) == [
        "0 of 90 minutes are spare time. 10 to 20 % is a good measure: 10 to 22 minutes."
    ]


def test_too_much_spare_time_is_said_as_well() -> None:
    found = said(step("a", 1, 30), step("spare", 2, 30, kind="buffer"))
    assert found == ["30 of 60 minutes are spare time. 10 to 20 % is a good measure: 3 to 8 minutes."]


def test_steps_of_spare_time_and_minutes_after_a_step_both_count() -> None:
    assert said(step("a", 1, 80, buffer=5), step("spare", 2, 5, kind="buffer")) == []


def test_parts_that_follow_each_other_without_five_minutes_are_named() -> None:
    found = said(step("a", 1, 20, buffer=5), step("b", 2, 20, buffer=4), step("c", 3, 20))
    assert found == ["5 minutes between two parts give room to change over; fewer are after “b”."]


def test_of_many_such_parts_three_are_named() -> None:
    found = said(*(step(name, order, 10) for order, name in enumerate("abcdef")))
    assert found[-1].endswith("fewer are after “a”, “b”, “c” and others.")


def test_before_and_after_a_break_no_minutes_are_needed() -> None:
    steps = [step("a", 1, 50), step("pause", 2, 15, kind="break"), step("b", 3, 50, buffer=15)]
    assert said(*steps) == []


def test_more_than_90_minutes_without_a_break_are_said_from_where_to_where() -> None:
    steps = [free("a", 1, 50, buffer=10), free("b", 2, 50), step("pause", 3, 15, kind="break"), free("c", 4, 50)]
    assert said(*steps) == ["From “a” to “b” there are 110 minutes without a break: more than 90."]


def test_a_single_long_step_is_named_alone() -> None:
    assert said(free("a", 1, 100, buffer=15)) == ["“a” takes 100 minutes without a break: more than 90."]


def test_exactly_90_minutes_are_fine() -> None:
    assert said(free("a", 1, 90, buffer=15)) == []


def test_the_minutes_kept_free_before_a_break_are_part_of_it() -> None:
    assert said(step("a", 1, 90, buffer=15), step("pause", 2, 15, kind="break")) == []


def test_days_are_looked_at_one_by_one() -> None:
    steps = [free("a", 1, 80, buffer=10), free("b", 2, 80, buffer=10, day=2)]
    assert said(*steps) == []
    assert said(steps[0], step("b", 2, 80, day=2))[0].startswith("Day 2: 0 of 80 minutes are spare time")


def test_skipped_steps_do_not_count() -> None:
    assert said(free("a", 1, 80, buffer=10), step("b", 2, 80, state="skipped")) == []


def test_an_empty_agenda_needs_no_advice() -> None:
    assert said() == []


def test_a_step_of_0_minutes_needs_no_room_after_it() -> None:
    assert said(step("a", 1, 0), free("b", 2, 80, buffer=10)) == []


@given(agendas())
def test_advice_is_a_few_sentences_whatever_the_agenda(steps: list[Step]) -> None:
    found = said(*steps)
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in found)
    assert len(found) <= 2 + len(steps)


def gaps(*steps: Step, starts: str = "") -> list[str]:
    found = advice(steps, Translator(), lambda one: one.key, {1: starts})
    return [sentence for sentence in found if "nothing happens" in sentence]


def test_fifteen_idle_minutes_before_a_fixed_time_are_said() -> None:
    steps = (step("a", 1, 60, fixed="09:00"), step("lunch", 2, 30, fixed="10:15"))
    assert gaps(*steps) == ["Before “lunch” at 10:15 there are 15 minutes in which nothing happens."]


def test_a_shorter_wait_and_minutes_that_are_kept_free_are_no_idle_gap() -> None:
    first = step("a", 1, 60, fixed="09:00")
    assert gaps(first, step("lunch", 2, 30, fixed="10:14")) == []
    assert gaps(step("a", 1, 60, buffer=20, fixed="09:00"), step("lunch", 2, 30, fixed="10:30")) == []


def test_a_gap_before_the_first_fixed_time_is_known_from_the_begin_of_the_day() -> None:
    steps = (step("a", 1, 60), step("lunch", 2, 30, fixed="12:00"))
    assert gaps(*steps) == []
    assert gaps(*steps, starts="09:00") == ["Before “lunch” at 12:00 there are 120 minutes in which nothing happens."]


def test_a_plan_that_is_late_at_a_fixed_time_waits_for_the_next_from_there() -> None:
    steps = (step("a", 1, 60), step("b", 2, 30, fixed="09:30"), step("c", 3, 10, fixed="11:00"))
    assert gaps(*steps, starts="09:00") == ["Before “c” at 11:00 there are 30 minutes in which nothing happens."]


def test_an_evening_across_midnight_has_its_gap() -> None:
    steps = (step("a", 1, 60, fixed="22:30"), step("b", 2, 30, fixed="00:10"))
    assert gaps(*steps) == ["Before “b” at 00:10 there are 40 minutes in which nothing happens."]


@given(agendas())
def test_a_gap_is_said_where_the_projection_has_one(steps: list[Step]) -> None:
    entries = projection(steps, clock("none"), NINE)
    waits = [
        entry.starts - before.free
        for before, entry in pairwise([Entry(step("begin", -1, 0), NINE, NINE), *entries])
        if entry.step.fixed
    ]
    assert len(gaps(*steps, starts="09:00")) == sum(wait >= 900 for wait in waits)
