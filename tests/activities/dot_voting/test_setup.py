from pathlib import Path

import msgspec

from facilitator.activities.dot_voting.open_pane import OpenPane
from facilitator.activities.dot_voting.opening import prepared_rules
from facilitator.activities.dot_voting.rules import Preparation
from facilitator.activities.dot_voting.setup import SetupPane
from facilitator.core.change import Change
from facilitator.core.records import Item, Person
from facilitator.kit.dialogs import Choose, Confirm
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from tests.activities.dot_voting.building import look, opened, voted, voting_session
from tests.activities.dot_voting.driving import app_for, now
from tests.kit.round_app import RoundApp, press


async def test_a_ladder_is_chosen_from_a_list(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, *["down"] * 4, "enter")
        assert isinstance(app.screen, Choose)
        await press(app, pilot, "down", "enter")
        assert prepared_rules(look(app.session))[0].ties == ("run-off", "draw")
        assert "run-off → draw" in app.text()


async def test_enter_turns_a_rule_that_has_two_sides(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, *["down"] * 5, "enter")
        assert "votes too" in app.text()
        await press(app, pilot, "enter")
        assert "does not vote" in app.text()


async def test_a_list_left_without_a_choice_changes_nothing(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, *["down"] * 4, "enter", "escape")
        await press(app, pilot, "up", "enter", "escape")
        assert not app.session.table(Preparation)


async def test_automatic_is_offered_only_where_there_is_something_automatic(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await app.settled(pilot)
        assert "Automatic" in app.text().splitlines()[-1]
        await press(app, pilot, "down", "down")
        assert "Automatic" not in app.text().splitlines()[-1]


async def test_opening_can_be_put_off(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "o")
        assert isinstance(app.screen, Confirm)
        await press(app, pilot, "escape")
        assert isinstance(app.pane, SetupPane)
        await press(app, pilot, "o", "enter")
        assert isinstance(app.pane, OpenPane)


async def test_changed_rules_are_those_of_the_round(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "plus", "down", "minus", "o", "enter")
        assert (now(app).rules.dots, now(app).rules.per_item) == (5, 2)
        assert not app.session.table(Preparation)


async def test_the_rules_changed_before_a_restart_are_still_there(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=12)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "plus")
    again = RoundApp(Session.open(app.session.store.folder, app.session.kinds), "vote")
    async with again.run_test(size=(80, 24)) as pilot:
        await again.settled(pilot)
        assert prepared_rules(look(again.session))[0].dots == 5


async def test_a_card_that_comes_meanwhile_is_shown_and_changes_the_automatic_dots(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=11)
    async with app.run_test(size=(80, 30)) as pilot:
        await app.settled(pilot)
        assert "3  (automatic" in app.text()
        card = look(app.session).items[0]
        extra = Item(id=app.session.info.id, number=12, collection=card.collection, title="Late one", order=99)
        await app.session.apply(Change("", (extra,)))
        await app.settled(pilot)
        assert "4  (automatic" in app.text()
        assert "Late one" in app.text()


async def test_somebody_who_leaves_is_no_voter(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        person = next(iter(app.session.table(Person).values()))
        await app.session.apply(Change("", (msgspec.structs.replace(person, presence="left"),)))
        await app.settled(pilot)
        assert "5  (everybody present)" in app.text()


async def test_the_rules_are_the_first_focus(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert isinstance(app.focused, Rows)
        assert app.focused.id == "rules"


async def test_a_click_on_a_rule_goes_to_it(tmp_path: Path) -> None:
    app = app_for(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await pilot.click("#rules", offset=(4, 3))
        await press(app, pilot, "plus")
        assert prepared_rules(look(app.session))[0].winners == 4


async def test_markup_in_a_card_is_shown_as_it_is(tmp_path: Path) -> None:
    app = app_for(tmp_path, cards=2)
    card = look(app.session).items[0]
    app.session.apply_now(Change("", (msgspec.structs.replace(card, title="[@click=app.quit]x[/nope]"),)))
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        assert "[@click=app.quit]x[/nope]" in app.text()


async def test_a_new_code_replaces_the_old_one(tmp_path: Path) -> None:
    session = voting_session(tmp_path)
    await opened(session)
    app = RoundApp(session, "vote")
    async with app.run_test(size=(100, 24)) as pilot:
        await app.settled(pilot)
        assert "New code" not in app.text()
        await press(app, pilot, "h", "1", "enter", "1", "enter", "f", "1", "enter")
        assert app.context.is_code("1")
        await press(app, pilot, "k", "2", "enter", "2", "enter")
        assert (app.context.is_code("1"), app.context.is_code("2")) == (False, True)


async def test_somebody_who_is_not_in_the_list_can_decide(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3, winners=1, ties=["decider"], people=["Anna", "Ben"])
    await voted(session, {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "enter", "end", "down", "down", "enter", *"Zoe", "enter", "enter")
        assert now(app).ties[-1].by == "Zoe"


async def test_a_decider_who_gives_up_leaves_the_tie_open(tmp_path: Path) -> None:
    session = voting_session(tmp_path, cards=3, winners=1, ties=["decider"])
    await voted(session, {"1": 1}, {"2": 1})
    app = RoundApp(session, "vote")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.settled(pilot)
        await press(app, pilot, "b", "enter", "enter", "escape")
        assert now(app).ties == ()
