from pathlib import Path
from statistics import pstdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.influence_map import assessing
from facilitator.activities.influence_map.assessing import Assessment, Dispersion, dispersions, fault, lines, opened
from facilitator.activities.influence_map.rules import Place
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.core.rounds import Ballot
from facilitator.session.session import Session
from tests.activities.influence_map.building import AT, apply, filled, map_session, person, stand, view_of

ROUND = Assessment(id="r", step="s", number=1, people=("a", "b"), assessors=3)
VALUES = st.tuples(st.none() | st.floats(0, 10, allow_nan=False), st.none() | st.floats(-10, 10, allow_nan=False)).map(
    list
)
BALLOTS = st.lists(st.dictionaries(st.sampled_from(["a", "b"]), VALUES), max_size=8)


@pytest.mark.parametrize(
    "ballot",
    [
        None,
        [],
        "a",
        {"c": [1, 1]},
        {"a": [1]},
        {"a": "12"},
        {"a": [11, 0]},
        {"a": [-1, 0]},
        {"a": [5, -10.5]},
        {"a": [True, 0]},
        {"a": [float("nan"), 0]},
        {"a": [0, float("-inf")]},
        {"a": [10**400, 0]},
        {"a": [0, -(10**400)]},
        {"a": ["5", 0]},
    ],
    ids=lambda ballot: str(ballot)[:20],
)
def test_what_is_no_assessment_is_refused(ballot: Any) -> None:
    assert fault(ROUND, ballot)


@pytest.mark.parametrize("ballot", [{}, {"a": [0, -10]}, {"a": [None, 3.5], "b": [10, None]}], ids=str)
def test_an_assessment_may_leave_out_what_is_not_known(ballot: Any) -> None:
    assert fault(ROUND, ballot) == ""


def test_what_somebody_does_not_know_is_not_0() -> None:
    found = lines(ROUND, [{"a": [8, 4]}, {"a": [6, None]}, {}], 3)
    assert (found["a"].influence, found["a"].attitude, found["a"].assessors) == (7.0, 4.0, 2)
    assert found["b"].influence is None
    assert found["b"].assessors == 0


def test_with_few_assessors_it_is_not_shown_how_far_they_are_apart() -> None:
    two = [{"a": [8, 4]}, {"a": [6, -4]}]
    assert lines(ROUND, two, 3)["a"].attitude_sd is None
    assert lines(ROUND, [*two, {"a": [7, 0]}], 3)["a"].attitude_sd == pytest.approx(pstdev([4, -4, 0]))


@given(BALLOTS)
def test_a_mean_lies_between_the_values_given(ballots: list[dict[str, list[float | None]]]) -> None:
    for name, line in lines(ROUND, ballots, 3).items():
        for at, mean in ((0, line.influence), (1, line.attitude)):
            given_ = [b[name][at] for b in ballots if name in b and b[name][at] is not None]
            assert (mean is None) == (not given_)
            if mean is not None:
                assert min(given_) - 0.006 <= mean <= max(given_) + 0.006  # type: ignore[type-var, operator]


@given(BALLOTS)
def test_the_order_of_the_assessments_does_not_matter(ballots: list[dict[str, list[float | None]]]) -> None:
    one, other = lines(ROUND, ballots, 3), lines(ROUND, ballots[::-1], 3)
    assert {k: v.assessors for k, v in one.items()} == {k: v.assessors for k, v in other.items()}
    assert all(one[k].influence == pytest.approx(other[k].influence, abs=0.011) for k in one)


@given(VALUES, st.integers(3, 6))
def test_who_agree_are_not_apart(values: list[float | None], many: int) -> None:
    line = lines(ROUND, [{"a": values}] * many, 3)["a"]
    assert line.influence_sd in (None, pytest.approx(0, abs=1e-6))
    assert line.attitude_sd in (None, pytest.approx(0, abs=1e-6))


def test_a_round_needs_people_and_assessors_and_no_other_round(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    view = view_of(session)
    with pytest.raises(FacilitatorError, match="nobody to assess"):
        opened(view, [], 3)
    with pytest.raises(FacilitatorError, match="nobody who assesses"):
        opened(view, ["a"], 0)
    apply(session, Change("open", (opened(view, ["a"], 3),)))
    with pytest.raises(FacilitatorError, match="A round is going on"):
        opened(view_of(session), ["a"], 3)


def test_those_present_assess_whoever_facilitates_among_them_if_the_workshop_says_so(tmp_path: Path) -> None:
    assert assessing.assessors(view_of(map_session(tmp_path))) == 4


def revealed(session: Session, *ballots: dict[str, list[float | None]]) -> None:
    view = view_of(session)
    round_ = opened(view, list(view.people), 3)
    apply(session, Change("open", (round_,)))
    outcome = assessing.revealing(view_of(session), round_, AT)
    change, totals = outcome([Ballot({person(session, k).id: v for k, v in b.items()}, "laptop") for b in ballots], {})
    assert totals == {"assessed": len(ballots)}
    apply(session, change)


def test_the_reveal_makes_means_places_and_leaves_the_others_alone(tmp_path: Path) -> None:
    session = filled(tmp_path)
    revealed(session, {"dora": [6, -4]}, {"dora": [8, None], "ben": [None, -5]})
    assert stand(session, "dora").position == (7.0, -4.0)
    assert stand(session, "ben").position == (9.0, -5.0)
    assert stand(session, "anna").position == (8.0, 8.0)
    assert len(session.table(Place)) == 4


@pytest.mark.parametrize(
    ("influences", "attitudes", "dispersion"),
    [([5, 5], [3, 3], 0), ([0, 10], [0, 0], 1), ([5, 5], [-10, 10], 1), ([4, 6], [-4, 4], 0.4), ([2, 8], [-1, 1], 0.6)],
)
def test_the_dispersion_is_the_larger_of_both_against_half_of_its_scale(
    influences: list[float], attitudes: list[float], dispersion: float
) -> None:
    assert Dispersion(pstdev(influences), pstdev(attitudes), wide=False).dispersion == pytest.approx(dispersion)


def test_a_large_dispersion_is_a_talking_point(tmp_path: Path) -> None:
    session = filled(tmp_path)
    revealed(session, *({"ben": [9, attitude], "anna": [8, 8]} for attitude in (-8, 0, 8)))
    apart = dispersions(view_of(session))
    assert apart[person(session, "ben").id].wide
    assert not apart[person(session, "anna").id].wide


def test_only_the_latest_round_says_how_far_they_are_apart(tmp_path: Path) -> None:
    session = filled(tmp_path)
    revealed(session, *({"ben": [9, attitude]} for attitude in (-8, 0, 8)))
    revealed(session, *({"ben": [9, 1]} for _ in range(3)))
    assert not dispersions(view_of(session))[person(session, "ben").id].wide
