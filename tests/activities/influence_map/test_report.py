from pathlib import Path

import pytest

from facilitator.activities.influence_map import acts
from facilitator.activities.influence_map.report import blocks
from facilitator.activities.influence_map.scene import scene
from facilitator.core.blocks import Plane, filtered
from facilitator.session.session import Session
from tests.activities.influence_map.building import AT, apply, card, filled, map_session, place, view_of


def everything(session: Session) -> None:
    card(
        session,
        "ben",
        concerns="Loses his team",
        message="Nobody goes",
        next_step="Talk",
        owner="Anna Bakker",
        effort="3",
    )
    apply(session, acts.snapshot(view_of(session), AT, "Then"))
    place(session, "ben", 9, -2)


def read(session: Session, profile: str) -> str:
    return str(filtered(blocks(view_of(session)), profile))  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", ["client", "team"])
def test_client_and_team_read_how_many_and_never_who(tmp_path: Path, profile: str) -> None:
    session = filled(tmp_path)
    everything(session)
    text = read(session, profile)
    assert "Critical Blockers" in text
    assert not any(word in text for word in ("Anna", "Ben", "Cem", "Dora", "team", "Talk", "effort", "-2"))


def test_the_consultant_reads_everything(tmp_path: Path) -> None:
    session = filled(tmp_path)
    everything(session)
    text = read(session, "consultant")
    for words in (
        "Ben de Vries",
        "Loses his team",
        "9 / -7",
        "9 / -2",
        "Skeptic",
        "Nobody goes",
        "100 %",
        "Who moved since: Then",
    ):
        assert words in text


def test_the_chart_has_everybody_with_a_place_and_where_they_were(tmp_path: Path) -> None:
    session = filled(tmp_path)
    everything(session)
    chart = next(block for block in blocks(view_of(session)) if isinstance(block, Plane))
    assert [point.label for point in chart.points] == ["Anna Bakker", "Ben de Vries", "Cem Yilmaz"]
    ben = chart.points[1]
    assert (ben.x, ben.y) == (0.4, 0.9)
    assert ben.was == (0.15, 0.9)
    assert chart.quadrants == ("Key Champions", "Critical Blockers", "Grumblers", "Silent Supporters")
    assert chart.audience == "consultant"


def test_the_chart_knows_from_where_on_influence_is_high(tmp_path: Path) -> None:
    chart = next(block for block in blocks(view_of(filled(tmp_path, middle=7.0))) if isinstance(block, Plane))
    assert chart.middle == (0.5, 0.7)


def test_an_empty_map_says_so(tmp_path: Path) -> None:
    assert "Nobody is on the map yet." in read(map_session(tmp_path, listed=False), "client")


def test_a_map_without_any_place_has_no_chart(tmp_path: Path) -> None:
    assert not any(isinstance(block, Plane) for block in blocks(view_of(map_session(tmp_path))))


def test_the_room_sees_how_many_and_never_who(tmp_path: Path) -> None:
    session = filled(tmp_path)
    everything(session)
    picture = str(scene(view_of(session)))
    assert "Critical Blockers: 1" in picture
    assert not any(name in picture for name in ("Anna", "Ben", "Cem", "Dora"))
