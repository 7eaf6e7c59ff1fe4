"""The map as a plane."""

from pathlib import Path

import pytest

from facilitator.activities.influence_map.axes import across, back, middle, quadrant_rows
from facilitator.activities.influence_map.rules import CENTRE, MapSettings
from facilitator.activities.influence_map.standing import stands
from facilitator.core.i18n import Translator
from tests.activities.influence_map.building import filled, map_session, place, view_of

TR = Translator()


@pytest.mark.parametrize(
    "position",
    [(0.0, -10.0), (10.0, 10.0), CENTRE, (7.5, -2.5)],
    ids=["below left", "above right", "in the middle", "in between"],
)
def test_a_place_and_back_is_the_same(position: tuple[float, float]) -> None:
    assert back(*across(position)) == position


def test_influence_goes_up_and_attitude_to_the_right() -> None:
    assert across((10.0, -10.0)) == (0.0, 1.0)


def test_the_lines_meet_where_influence_becomes_high() -> None:
    assert middle(MapSettings(middle=7.0)) == (0.5, 0.7)


def test_every_quadrant_is_counted_and_who_has_no_place(tmp_path: Path) -> None:
    session = filled(tmp_path)
    rows = quadrant_rows(stands(view_of(session)), MapSettings(), TR)
    assert rows == [
        ("Key Champions", 1),
        ("Critical Blockers", 1),
        ("Grumblers", 0),
        ("Silent Supporters", 1),
        ("Not known yet", 1),
    ]


def test_those_on_a_line_are_counted_only_if_there_are_any(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    assert "On a line" not in dict(quadrant_rows(stands(view_of(session)), MapSettings(), TR))
    place(session, "anna", 5.0, 3.0)
    assert dict(quadrant_rows(stands(view_of(session)), MapSettings(), TR))["On a line"] == 1
