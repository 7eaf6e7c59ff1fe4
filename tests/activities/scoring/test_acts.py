"""Values that the group types in."""

from pathlib import Path

import pytest

from facilitator.activities.scoring.acts import put_value
from facilitator.activities.scoring.rules import Value
from facilitator.core.change import Change
from facilitator.core.errors import FacilitatorError
from facilitator.session.session import Session
from tests.activities.scoring.building import look, roi, scored, scoring_session, sheet_of, together


def put(session: Session, value: float | None, at: int = 0) -> Change | None:
    sheet = sheet_of(session)
    change = put_value(look(session), sheet, sheet.entries[at].card.item, sheet.criteria[0], value)
    if change is not None:
        session.apply_now(change)
    return change


def values(session: Session) -> list[float]:
    return [value.value for value in session.table(Value).values()]


def test_a_value_is_typed_changed_and_taken_away(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    together(session)
    for value, kept in ((4.0, [4.0]), (2.0, [2.0]), (None, [])):
        assert put(session, value) is not None
        assert values(session) == kept


@pytest.mark.parametrize("value", [0, 6, 2.5, float("nan"), float("inf"), 10**400])
def test_a_value_that_the_scale_does_not_have_is_refused(tmp_path: Path, value: float) -> None:
    session = scoring_session(tmp_path)
    together(session)
    with pytest.raises(FacilitatorError, match="“Benefit” goes from 1 to 5"):
        put(session, value)
    assert values(session) == []


def test_the_same_value_once_more_is_no_change(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    together(session, {"roi": 4})
    assert put(session, 4) is None
    assert put(session, None, at=1) is None


async def test_a_correction_that_says_what_the_voters_said_is_none(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await scored(session, *[roi((4, 4))] * 5)
    assert put(session, 4) is None


async def test_without_its_correction_what_the_voters_gave_counts_again(tmp_path: Path) -> None:
    session = scoring_session(tmp_path)
    await scored(session, *[roi((4, 4))] * 5)
    put(session, 2)
    assert sheet_of(session).entries[0].figures["roi"].value == 2
    change = put(session, None)
    assert change is not None
    assert change.label == "Benefit of card 1: typed value taken away"
    assert sheet_of(session).entries[0].figures["roi"].value == 4
