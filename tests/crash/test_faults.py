"""Every file call fails once, and every call from there on: nothing acknowledged is lost, no orphan file is left."""

import pytest

from tests.crash.faulty import BoxWork, KilledWork, StoreWork, break_every_call


@pytest.mark.parametrize("work", [StoreWork, KilledWork])
def test_no_failing_call_costs_a_session_anything_acknowledged(work: type[StoreWork]) -> None:
    assert break_every_call(work, cuts_each=2) > 500


def test_no_failing_call_costs_a_ballot_box_anything_acknowledged() -> None:
    assert break_every_call(BoxWork, cuts_each=4) > 200


@pytest.mark.slow
@pytest.mark.parametrize("work", [StoreWork, KilledWork, BoxWork])
def test_no_power_cut_after_a_failing_call_costs_anything_acknowledged(work: type[StoreWork | BoxWork]) -> None:
    break_every_call(work, cuts_each=300)
