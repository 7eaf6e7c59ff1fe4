"""Which keys of a map work when."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities.influence_map.assessing import opened
from facilitator.activities.influence_map.possible import possible
from facilitator.activities.influence_map.screen import MapScreen
from facilitator.core.change import Change
from tests.activities.influence_map.building import apply, filled, map_session, person, place, stood, view_of
from tests.kit.harness import StepApp

NAMES = ("add", "base", "card", "current", "findings", "hand_round", "list", "next", "reveal", "set_aside", "snapshot")
NAMES += ("take_off", "take_over", "task", "uncover", "values", "wanted")
LOOKS = {"base", "findings", "list"}
ALWAYS = {"add", "hand_round", "list", "snapshot"}
SOMEBODY = {"card", "current", "take_off", "task", "values", "wanted"}


async def offered(app: StepApp) -> set[str]:
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen = app.activity_screen
        assert isinstance(screen, MapScreen)
        return {name for name in NAMES if possible(screen, name)}


async def test_covered_only_what_names_nobody(tmp_path: Path) -> None:
    assert await offered(StepApp(filled(tmp_path), "map")) == ALWAYS | {"uncover"}


async def test_open_everything_about_people(tmp_path: Path) -> None:
    found = await offered(StepApp(filled(tmp_path), "map", private=True))
    assert found == ALWAYS | LOOKS | SOMEBODY | {"next"}


async def test_with_nobody_on_the_list_people_can_be_added_and_no_more(tmp_path: Path) -> None:
    assert await offered(StepApp(map_session(tmp_path, listed=False), "map", private=True)) == {"add", "list"}


async def test_when_all_have_a_place_nobody_is_next(tmp_path: Path) -> None:
    session = filled(tmp_path)
    place(session, "dora", 1, 1)
    assert "next" not in await offered(StepApp(session, "map", private=True))


async def test_places_of_before_can_be_taken_over_where_there_are_some(tmp_path: Path) -> None:
    session = filled(tmp_path)
    stood(session, "dora", 4, 2)
    assert "take_over" in await offered(StepApp(session, "map", private=True))


@pytest.mark.parametrize("state", ["open", "closed"])
async def test_while_a_round_waits_it_is_revealed_or_set_aside_and_nobody_taken_off(tmp_path: Path, state: str) -> None:
    session = filled(tmp_path)
    round_ = opened(view_of(session), [person(session, "ben").id], 3)
    apply(session, Change("x", (replace(round_, state=state),)))
    found = await offered(StepApp(session, "map", private=True))
    assert {"reveal", "set_aside"} <= found
    assert "take_off" not in found


@pytest.mark.parametrize("state", ["revealed", "set aside"])
async def test_a_round_that_is_over_offers_nothing(tmp_path: Path, state: str) -> None:
    session = filled(tmp_path)
    round_ = opened(view_of(session), [person(session, "ben").id], 3)
    apply(session, Change("x", (replace(round_, state=state),)))
    found = await offered(StepApp(session, "map", private=True))
    assert not {"reveal", "set_aside"} & found
    assert {"take_off", "hand_round"} <= found


async def test_for_reading_only_looking(tmp_path: Path) -> None:
    session = filled(tmp_path)
    session.close()
    again = type(session).open(session.store.folder, session.kinds, read_only=True)
    assert await offered(StepApp(again, "map", private=True)) == LOOKS
