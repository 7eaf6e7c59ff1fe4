"""The power fails at every moment of many runs: nothing acknowledged is lost, everything opens, and opens again."""

import pytest

from tests.crash.box_load import BoxLoad
from tests.crash.explore import explore
from tests.crash.store_load import StoreLoad


def test_no_power_cut_costs_a_session_anything_acknowledged() -> None:
    explore(StoreLoad, 14_000)


def test_no_power_cut_costs_a_ballot_box_anything_acknowledged() -> None:
    explore(BoxLoad, 6_000)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_no_power_cut_in_a_million_costs_anything_acknowledged(part: int) -> None:
    explore(StoreLoad, 70_000, seed=1_000_000 * (part + 1))
    explore(BoxLoad, 30_000, seed=1_000_000 * (part + 1))
