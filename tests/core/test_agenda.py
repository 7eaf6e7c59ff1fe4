"""Time of an agenda."""

from datetime import datetime
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.agenda import left, neighbour, ordered, planned, projection, spent, word
from facilitator.core.records import Clock, Day, Minutes, Step
from tests.core.agendas import wall

NOW = 1_790_000_000.0


def step(name: str, order: float, minutes: int = 10, **more: object) -> Step:
    m = Minutes(min=minutes, plan=minutes, max=minutes)
    return Step(id=name, key=name, kind="brief", order=order, minutes=m, **more)  # type: ignore[arg-type]


A, B, C = step("a", 1), step("b", 2), step("c", 3)


def clock(at: str = "a", since: float | None = None) -> Clock:
    return Clock(id="clock", step=at, since=since)


def test_a_standing_clock_does_not_spend() -> None:
    assert spent(msgspec.structs.replace(A, spent=60.0), clock(), NOW) == 60.0


def test_a_running_clock_spends_wall_clock_time() -> None:
    assert spent(A, clock(since=NOW - 90), NOW) == 90.0


def test_the_running_stretch_belongs_to_the_current_step_alone() -> None:
    assert spent(B, clock(since=NOW - 90), NOW) == 0.0


def test_a_clock_set_back_takes_nothing_away() -> None:
    assert spent(msgspec.structs.replace(A, spent=60.0), clock(since=NOW + 3600), NOW) == 60.0


@pytest.mark.parametrize(
    ("minutes_spent", "expected"),
    [
        (0, "on time"),
        (7.9, "on time"),
        (8, "last 20 %"),
        (9.4, "last 20 %"),
        (9.5, "last 5 %"),
        (10, "last 5 %"),
        (10.1, "over"),
    ],
)
def test_the_state_of_time_is_said_in_words(minutes_spent: float, expected: str) -> None:
    assert word(msgspec.structs.replace(A, spent=minutes_spent * 60), clock(), NOW) == expected


@pytest.mark.parametrize("since", [None, NOW - 3600])
def test_a_step_of_0_minutes_is_not_timed_and_never_over(since: float | None) -> None:
    assert word(step("a", 1, 0), clock(since=since), NOW) == "not timed"


def test_minutes_given_on_the_clock_make_a_step_of_0_minutes_a_timed_one() -> None:
    assert word(step("a", 1, 0), Clock(id="clock", step="a", extra=5), NOW) == "on time"


def test_a_step_whose_minutes_were_all_taken_on_the_clock_is_over() -> None:
    assert word(A, Clock(id="clock", step="a", extra=-10), NOW) == "over"


def test_what_comes_after_starts_when_the_current_step_ends() -> None:
    entries = projection([A, B, C], clock(since=NOW - 60), NOW)
    assert [(entry.step.id, entry.starts - NOW, entry.ends - NOW) for entry in entries] == [
        ("a", -60, 540),
        ("b", 540, 1140),
        ("c", 1140, 1740),
    ]


def test_a_step_that_is_over_ends_now() -> None:
    entries = projection([A, B], clock(since=NOW - 3600), NOW)
    assert (entries[0].ends, entries[1].starts) == (NOW, NOW)


def test_minutes_kept_free_after_a_step_come_before_the_next() -> None:
    entries = projection([A, step("b", 2, buffer=5), C], clock(), NOW)
    assert entries[2].starts == entries[1].ends + 300


def test_a_fixed_step_waits_for_its_time() -> None:
    noon = datetime(2027, 1, 29, 12, 0).astimezone().timestamp()
    entries = projection([A, step("lunch", 2, 30, fixed="12:30"), C], clock(), noon)
    assert [(entry.starts - noon) / 60 for entry in entries] == [0, 30, 60]


def test_a_fixed_step_that_is_late_comes_as_soon_as_it_can() -> None:
    late = datetime(2027, 1, 29, 12, 40).astimezone().timestamp()
    assert projection([A, step("lunch", 2, fixed="12:30")], clock(), late)[1].starts == late + 600


def test_skipped_steps_take_no_time() -> None:
    entries = projection([A, msgspec.structs.replace(B, state="skipped"), C], clock(), NOW)
    assert [entry.step.id for entry in entries] == ["a", "c"]


def test_a_step_that_is_done_already_takes_no_more_time() -> None:
    entries = projection([A, msgspec.structs.replace(B, state="done"), C], clock(), NOW)
    assert [entry.step.id for entry in entries] == ["a", "c"]


def test_of_a_step_that_was_begun_before_only_the_rest_is_to_come() -> None:
    entries = projection([A, msgspec.structs.replace(B, spent=240.0)], clock(), NOW)
    assert entries[1].ends - entries[1].starts == 360


def test_fixed_times_after_midnight_belong_to_the_day_that_was_begun(amsterdam: None) -> None:
    begun = wall(2027, 1, 29, 20, 0)
    day = Day(id="day", day=1, begun=begun, ends=begun)
    after = wall(2027, 1, 30, 0, 20)
    entries = projection([A, step("close", 2, fixed="00:45"), step("late", 3, fixed="21:00")], clock(), after, day)
    assert entries[1].starts == wall(2027, 1, 30, 0, 45)
    assert entries[2].starts == entries[1].ends


def test_a_fixed_time_that_is_none_fixes_nothing() -> None:
    entries = projection([A, step("b", 2, fixed="noon")], clock(), NOW)
    assert entries[1].starts == entries[0].ends


def test_another_day_is_not_projected() -> None:
    assert [entry.step.id for entry in projection([A, step("b", 2, day=2)], clock(), NOW)] == ["a"]


def test_steps_are_gone_through_by_day_and_order() -> None:
    assert [s.id for s in ordered([step("x", 1, day=2), C, A])] == ["a", "c", "x"]


def test_the_neighbour_of_a_step_leaves_out_skipped_ones() -> None:
    line = [A, msgspec.structs.replace(B, state="skipped"), C]
    after, before = neighbour(line, "a", 1), neighbour(line, "c", -1)
    assert after is not None
    assert before is not None
    assert (after.id, before.id) == ("c", "a")


def test_there_is_nothing_before_the_first_and_after_the_last_step() -> None:
    assert neighbour([A, B], "a", -1) is None
    assert neighbour([A, B], "b", 1) is None


@given(
    plans=st.lists(st.integers(0, 300), min_size=1, max_size=8),
    at=st.integers(0, 7),
    ran=st.floats(0, 1e5, allow_nan=False),
)
def test_the_projection_has_no_gap_and_no_overlap(plans: list[int], at: int, ran: float) -> None:
    steps = [step(f"s{n}", n, minutes) for n, minutes in enumerate(plans)]
    current = steps[at % len(steps)]
    entries = projection(steps, clock(current.id, NOW - ran), NOW)
    for one, other in pairwise(entries):
        assert one.ends == other.starts
    assert planned(current, clock(current.id)) - spent(current, clock(current.id, NOW - ran), NOW) == left(
        current, clock(current.id, NOW - ran), NOW
    )
