from pathlib import Path

import pytest
from msgspec.structs import replace

from facilitator.activities.influence_map.assessing import Assessment
from facilitator.activities.influence_map.rules import Place, Snapshot, Stakeholder
from facilitator.activities.influence_map.screen import MapScreen
from facilitator.core.change import Change
from facilitator.core.i18n import Translator
from facilitator.core.records import Person, Task
from facilitator.kit.help import parts
from facilitator.kit.plane import Plane
from facilitator.kit.rows import Rows
from tests.activities.influence_map.building import card, filled, map_session, person, stand, stood
from tests.app.driving import running
from tests.kit.harness import StepApp


def screen_of(app: StepApp) -> MapScreen:
    assert isinstance(app.activity_screen, MapScreen)
    return app.activity_screen


async def test_while_the_room_can_see_it_only_numbers_are_shown(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        text = app.text()
        assert "Key Champions (1)" in text
        assert "Critical Blockers (1)" in text
        assert not any(name.split()[0] in text for name in ("Anna", "Ben ", "Cem", "Dora"))
        assert "Press u to open the map" in " ".join(text.split())


async def test_opening_asks_once_and_then_shows_names(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "The room can see what you open now" in app.text()
        await pilot.press("right", "enter")
        await app.settled(pilot)
        assert "Anna Bakker" in app.text()
        assert "▼" in app.text()


async def test_covered_keys_that_need_somebody_do_nothing(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        before = session.revision
        await pilot.press("v", "m", "w", "e", "k", "x", "enter", "space", "f", "b")
        await app.settled(pilot)
        assert session.revision == before
        assert len(app.screen_stack) == 1


async def test_on_a_private_screen_names_and_places_are_shown(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        assert "Ben de Vries" in app.text()
        assert "▲Anna Bak" in app.text() or "Anna Bakker▲" in app.text()
        assert "▼Ben de V" in app.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_at_a_small_size_it_is_the_map_or_the_list(tmp_path: Path, size: tuple[int, int]) -> None:
    app = StepApp(filled(tmp_path), "map", private=True)
    async with app.run_test(size=size) as pilot:
        await app.settled(pilot)
        assert app.query_one(Plane).display
        assert not app.query_one("#list", Rows).display
        await pilot.press("l")
        await app.settled(pilot)
        assert "Dora Klein" in app.text()
        assert not app.query_one(Plane).display
        assert app.query_one("#list", Rows).has_focus


async def test_the_cursor_is_the_same_in_map_and_list(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.pause()
        assert app.query_one(Plane).current == app.query_one("#list", Rows).current == person(session, "ben").id
        assert "Ben de Vries · influence 9, attitude -7 · Opponent · Critical Blockers" in app.text()


async def test_values_are_typed(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        app.query_one("#list", Rows).focus()
        screen_of(app).go_to(person(session, "dora").id)
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*"6,5 -2", "enter")
        await app.settled(pilot)
        assert stand(session, "dora").position == (6.5, -2.0)


async def test_values_outside_the_scale_are_asked_for_again_with_a_sentence(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("v")
        await pilot.pause()
        await pilot.press(*["backspace"] * 8, *"12 3", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "12 is outside the scale: it goes from 0 to 10." in app.text()
        await pilot.press("escape")
        await app.settled(pilot)
        assert stand(session, "ben").position == (9.0, -7.0)


async def test_somebody_without_a_place_is_placed_by_arrows(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        app.query_one("#list", Rows).focus()
        screen_of(app).go_to(person(session, "dora").id)
        await pilot.pause()
        await pilot.press("m", "right", "right", "up", "space")
        await app.settled(pilot)
        assert stand(session, "dora").position == (5.5, 1.0)


async def test_somebody_put_back_has_no_place_still(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        app.query_one("#list", Rows).focus()
        screen_of(app).go_to(person(session, "dora").id)
        await pilot.pause()
        await pilot.press("m", "right", "escape")
        await app.settled(pilot)
        assert stand(session, "dora").position is None
        assert "DK" not in "".join(line[:70] for line in app.text().splitlines()[:-6])


async def test_a_drag_places_somebody_elsewhere_in_one_change_that_undo_takes_back(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        plane = app.query_one(Plane)
        plane.go_to(person(session, "anna").id)
        column, row = plane._cell(plane._cursor)
        await pilot.mouse_down(plane, offset=(column, row + 1))
        await pilot.hover(plane, offset=(5, 10))
        await pilot.hover(plane, offset=(0, 1))
        await pilot.mouse_up(plane, offset=(0, 1))
        await app.settled(pilot)
        assert stand(session, "anna").position == (10.0, -10.0)
        assert await session.undo() == "move on the map"
        assert stand(session, "anna").position == (8.0, 8.0)


async def test_where_somebody_is_wanted_is_typed_and_taken_away(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("w")
        await pilot.pause()
        await pilot.press(*"9 3", "enter")
        await app.settled(pilot)
        assert stand(session, "ben").place.wanted == (9.0, 3.0)
        assert "wanted 9 / +3" in app.text()
        await pilot.press("w")
        await pilot.pause()
        await pilot.press(*["backspace"] * 6, "enter")
        await app.settled(pilot)
        assert stand(session, "ben").place.wanted is None


async def test_people_outside_the_room_are_typed_in(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"Eva Groot", "ctrl+o")
        await app.settled(pilot)
        eva = person(session, "eva")
        assert not eva.participant
        assert eva.id in {card.person for card in session.table(Stakeholder).values()}


async def test_everybody_of_the_session_comes_on_the_list_with_one_choice(tmp_path: Path) -> None:
    session = map_session(tmp_path, listed=False)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        assert "Press a to add the people who matter" in " ".join(app.text().split())
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("down", "enter")
        await app.settled(pilot)
        assert len(session.table(Stakeholder)) == 4
        assert len(session.table(Person)) == 4


async def test_the_card_keeps_what_was_typed(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"Talk", "tab", *"anna bakker", "tab", *"+14", "ctrl+o")
        await app.settled(pilot)
        ben = stand(session, "ben").card
        assert (ben.next_step, ben.owner) == ("Talk", person(session, "anna").id)
        assert ben.due


async def test_a_next_step_becomes_a_task_with_one_key(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Have lunch together", owner="Anna Bakker", due="2026-04-01")
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("k")
        await app.settled(pilot)
        (task,) = session.table(Task).values()
        assert (task.title, task.owner, task.due) == ("Have lunch together", person(session, "anna").id, "2026-04-01")
        await pilot.press("k")
        await app.settled(pilot)
        assert app.said == ["This next step is task 1 already."]


async def test_findings_lead_to_whom_they_are_about(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("f")
        await app.settled(pilot)
        assert "nobody keeps the contact" in app.text()
        await pilot.press("enter")
        await app.settled(pilot)
        assert app.query_one(Plane).current == person(session, "ben").id


async def test_a_snapshot_shows_who_moved_since(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("enter")
        await app.settled(pilot)
        assert len(session.table(Snapshot)) == 1
        app.query_one(Plane).focus()
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("space", "shift+right", "shift+right", "space")
        await app.settled(pilot)
        assert "was 9 / -7" in app.text()
        assert "○" in app.text()


async def test_somebody_is_taken_off_the_map_and_undo_brings_back_everything(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("x")
        await app.settled(pilot)
        assert "Ben de Vries" not in app.text()
        await session.undo()
        assert stand(session, "ben").position == (9.0, -7.0)


async def test_a_session_for_reading_shows_the_map_and_changes_nothing(tmp_path: Path) -> None:
    session = filled(tmp_path)
    session.close()
    again = type(session).open(session.store.folder, session.kinds, read_only=True)
    app = StepApp(again, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("a", "v", "space", "right", "space", "x", "s", "h")
        await app.settled(pilot)
        assert len(app.screen_stack) == 1
        assert len(again.table(Place)) == 3


async def test_while_somebody_is_moved_the_line_below_says_where_the_hand_is(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await pilot.press("space", "shift+right", "down")
        await pilot.pause()
        assert "Ben de Vries · influence 8.5, attitude -5" in app.text()
        await pilot.press("escape")
        await app.settled(pilot)
        assert "Ben de Vries · influence 9, attitude -7" in app.text()


async def test_places_as_before_come_with_one_key(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    stood(session, "ben", 9, -7)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        assert stand(session, "ben").position is None
        await pilot.press("o")
        await app.settled(pilot)
        assert stand(session, "ben").position == (9.0, -7.0)
        assert "BV" in app.text()


async def test_a_list_that_has_room_shows_next_steps(tmp_path: Path) -> None:
    session = filled(tmp_path)
    card(session, "ben", next_step="Have lunch together")
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await pilot.press("l")
        await app.settled(pilot)
        await app.settled(pilot)
        assert "Have lunch together" in app.text()


async def test_going_to_somebody_without_a_place_makes_that_one_the_one_the_keys_are_about(tmp_path: Path) -> None:
    session = filled(tmp_path)
    app = StepApp(session, "map")
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("right", "enter")
        await app.settled(pilot)
        screen = screen_of(app)
        for name in ("dora", "anna", "dora"):
            assert screen.go_to(person(session, name).id)
            await app.settled(pilot)
            assert screen.current is not None
            assert screen.current.person == person(session, name)
            screen.face.plane.focus()
            await app.settled(pilot)


async def test_in_a_finished_session_nobody_assesses(tmp_path: Path) -> None:
    session = filled(tmp_path)
    session.apply_now(Change("finish", (replace(session.info, state="finished"),)))
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("h")
        await app.settled(pilot)
        assert len(app.screen_stack) == 1
        assert not session.table(Assessment)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_a_map_on_which_nobody_stands_values_are_typed_for_the_first_who_waits(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    session = map_session(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=size) as pilot:
        await app.settled(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert "Where does Anna Bakker stand?" in app.text()
        await pilot.press(*"7 2", "enter")
        await app.settled(pilot)
        assert stand(session, "anna").position == (7.0, 2.0)


async def test_those_without_a_place_stand_in_a_tray_and_are_placed_one_after_the_other(tmp_path: Path) -> None:
    session = map_session(tmp_path)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "4 without a place: Anna Bakker, Ben de Vries, Cem Yilmaz" in app.text()
        for keys in (("up",), ("down", "left")):
            await pilot.press("i", *keys, "space")
            await app.settled(pilot)
        assert stand(session, "anna").position == (5.5, 0.0)
        assert stand(session, "ben").position == (4.5, -0.5)
        assert "2 without a place: Cem Yilmaz, Dora Klein" in app.text()


async def test_covered_the_tray_says_how_many_and_not_who(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "1 without a place" in app.text()
        await pilot.press("i")
        await app.settled(pilot)
        assert "Dora" not in app.text()


async def test_the_whole_of_a_long_finding_is_read_below(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map", private=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await pilot.press("f")
        await app.settled(pilot)
        assert "Who could talk, one to one?" in " ".join(app.text().split())
        await pilot.press("escape")
        await app.settled(pilot)
        assert app.query_one(Plane).has_focus
        assert "Ben de Vries · influence 9" in app.text()


async def test_what_the_place_before_was_of_is_said(tmp_path: Path) -> None:
    session = filled(tmp_path)
    stood(session, "ben", 4, 2)
    app = StepApp(session, "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        screen_of(app).go_to(person(session, "ben").id)
        await app.settled(pilot)
        assert "was 4 / +2 (Earlier session 1 September 2025)" in " ".join(app.text().split())


async def test_leaving_the_step_covers_the_map_again(tmp_path: Path) -> None:
    session = filled(tmp_path, steps=2)
    async with running(session) as driver:
        await driver.dialog_opens("u")
        await driver.dialog_closes("right", "enter")
        await driver.until(lambda: "Anna Bakker" in driver.text)
        await driver.dialog_opens("n")
        await driver.press("ctrl+o", until=lambda: driver.step == "map1")
        await driver.until(lambda: "Covered" in driver.text)
        await driver.press("p", until=lambda: driver.step == "map")
        await driver.until(lambda: "Covered" in driver.text)
        assert "Anna Bakker" not in driver.text


async def test_the_help_of_the_map_begins_with_its_signs(tmp_path: Path) -> None:
    app = StepApp(filled(tmp_path), "map", private=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.settled(pilot)
        said = [part.help for part in parts(app.screen, Translator()) if part.help]
        assert said[0].startswith("**Signs:**")
        assert said[1].startswith("**First**")
