"""Sub-groups on the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.events import Paste
from textual.widgets import TextArea

from facilitator.app.group_layout import GAP
from facilitator.app.group_page import GroupPage
from facilitator.app.groups import Groups
from facilitator.core.change import Change
from facilitator.core.grouping import dealt
from facilitator.core.ids import new_id
from facilitator.core.records import Item, Person, SubGroup
from facilitator.kit.dialogs import Choose, Confirm
from facilitator.session.session import Session
from facilitator.session.views import view
from tests.app.driving import Driver, running
from tests.kit.harness import add_items, make_session

STEPS: list[dict[str, Any]] = [
    {"id": "sharpen", "kind": "ideas", "title": "Sharpen", "items": "cases", "mode": "sharpen", "groups": 2},
    {"id": "talk", "kind": "brief", "title": "Talk"},
]
NAMES = ["Anna", "Ben", "Chris", "Dora"]


def session_of(home: Path, people: list[str] | None = None, cards: int = 0) -> Session:
    session = make_session(home, STEPS, people=NAMES if people is None else people)
    if cards:
        add_items(session, "cases", *(f"Card {n}" for n in range(1, cards + 1)))
    return session


@asynccontextmanager
async def opened(session: Session, **more: Any) -> AsyncIterator[Driver]:
    """The page of groups of the first step."""
    async with running(session, **more) as driver:
        await driver.dialog_opens("f6")
        await driver.press("u", until=lambda: isinstance(driver.app.screen, Groups) and driver.app.screen.is_mounted)
        yield driver


def groups(driver: Driver) -> list[SubGroup]:
    found = driver.session.table(SubGroup).values()
    return sorted((g for g in found if g.step == driver.run.run.step.id), key=lambda g: g.order)


def seats(driver: Driver) -> list[list[str]]:
    people = driver.session.table(Person)
    return [[people[person].name for person in group.people] for group in groups(driver)]


def page(driver: Driver) -> GroupPage:
    return driver.app.screen.query_one(GroupPage)


async def test_the_workshop_proposes_how_many_groups(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        assert "4 people are here. r or m deals them into 2 groups." in driver.words
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        assert sorted(name for group in seats(driver) for name in group) == NAMES
        assert "Group 1 (2)" in driver.text


async def test_from_run_three_keys_deal_the_groups(tmp_path: Path) -> None:
    async with running(session_of(tmp_path)) as driver:
        await driver.dialog_opens("f6")
        await driver.press("u", until=lambda: isinstance(driver.app.screen, Groups))
        await driver.press("r", until=lambda: groups(driver))
        await driver.dialog_closes("escape")
        assert driver.dialog is None


async def test_mixed_by_department_every_group_has_one_of_each(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    people = sorted(session.table(Person).values(), key=lambda person: person.order)
    departments = ["HR", "HR", "IT", "IT"]
    session.apply_now(Change("", tuple(replace(p, department=d) for p, d in zip(people, departments, strict=True))))
    async with opened(session) as driver:
        await driver.press("m", until=lambda: len(groups(driver)) == 2)
        known = driver.session.table(Person)
        assert [sorted(known[p].department for p in g.people) for g in groups(driver)] == [["HR", "IT"]] * 2


async def test_the_number_of_groups_is_one_more_or_fewer(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("+", until=lambda: "into 3 groups" in driver.words)
        await driver.press("-", "-", until=lambda: "into 1 group." in driver.words)
        await driver.press("-", "+", "r", until=lambda: len(groups(driver)) == 2)


async def test_the_people_of_a_group_are_said_and_the_groups_follow(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, ["Anna", "Ben", "Chris", "Dora", "Eva", "Finn", "Gül"])) as driver:
        await driver.dialog_opens("s")
        await driver.dialog_closes("3", "enter")
        await driver.until(lambda: "into 3 groups" in driver.words)
        await driver.press("r", until=lambda: len(groups(driver)) == 3)
        assert max(len(seat) for seat in seats(driver)) == 3


async def test_people_of_a_group_that_are_no_number_are_asked_again_and_none_change_nothing(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.dialog_opens("s")
        await driver.press(*"two", "enter", until=lambda: "Write a whole number of 1 to 4." in driver.words)
        assert "two" in driver.text
        await driver.dialog_closes("escape")
        assert "into 2 groups" in driver.words


async def test_a_group_count_larger_than_the_people_is_refused_in_words(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("+", "+", "+", until=lambda: "4 people are here: more groups would be empty." in driver.said)
        await driver.press("+", "+")
        assert driver.said.count("4 people are here: more groups would be empty.") == 1
        await driver.press("-", "+", "+")
        assert driver.said.count("4 people are here: more groups would be empty.") == 2
        await driver.press("r", until=lambda: len(groups(driver)) == 4)


async def test_fewer_people_than_the_workshop_wants_groups_is_said(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, ["Anna"])) as driver:
        assert "This step is meant for 2 groups; there are not enough people for that." in driver.words
        await driver.press("r", until=lambda: seats(driver) == [["Anna"]])


async def test_with_nobody_present_a_sentence_says_what_to_do(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, [])) as driver:
        await driver.press("r", until=lambda: bool(driver.said))
        assert driver.said == ["Nobody is here who could be in a group. Say first who is present."]


async def test_everybody_gone_but_two_still_makes_groups(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    gone = [replace(p, presence="left") for p in session.table(Person).values() if p.name in ("Chris", "Dora")]
    session.apply_now(Change("", tuple(gone)))
    async with opened(session) as driver:
        await driver.press("r", until=lambda: sorted(seats(driver)) == [["Anna"], ["Ben"]])


async def test_a_digit_moves_a_person_by_hand(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        moved = seats(driver)[0][0]
        page(driver).go_to(groups(driver)[0].people[0])
        await driver.press("2", until=lambda: moved in seats(driver)[1])
        assert page(driver).current == groups(driver)[1].people[-1]


async def test_a_digit_without_a_group_says_how_many_there_are(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.press("7", until=lambda: "There are 2 groups." in driver.said)


async def test_enter_asks_for_the_group(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        page(driver).go_to(groups(driver)[0].people[0])
        moved = seats(driver)[0][0]
        await driver.dialog_opens("enter")
        assert isinstance(driver.dialog, Choose)
        await driver.dialog_closes("down", "enter")
        await driver.until(lambda: moved in seats(driver)[1])


async def test_the_arrows_go_from_name_to_name(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        (first, second), (other, _) = (group.people for group in groups(driver))
        page(driver).go_to(first)
        await driver.press("down", until=lambda: page(driver).current == second)
        await driver.press("up", "right", until=lambda: page(driver).current == other)
        await driver.press("left", until=lambda: page(driver).current == first)


async def test_a_click_puts_the_cursor_and_a_double_click_asks_for_the_group(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        person = groups(driver)[0].people[1]
        spot = page(driver)._layout.places[person]
        await driver.pilot.click(page(driver), offset=(2, spot.top))
        await driver.until(lambda: page(driver).current == person)
        await driver.pilot.click(page(driver), offset=(2, spot.top), times=2)
        await driver.until(lambda: isinstance(driver.app.screen, Choose))


async def test_a_name_is_dragged_to_another_group(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        person, moved = groups(driver)[0].people[0], seats(driver)[0][0]
        there = page(driver)._layout
        await driver.pilot.mouse_down(page(driver), offset=(2, there.places[person].top))
        await driver.pilot.mouse_up(page(driver), offset=(there.cell + 4, 0))
        await driver.until(lambda: moved in seats(driver)[1])


async def test_a_late_comer_is_put_into_the_smallest_group_by_one_key(tmp_path: Path) -> None:
    session = session_of(tmp_path, ["Anna", "Ben", "Chris"])
    session.apply_now(dealt(view(session, session.steps[0]), 2, "random", 1))
    session.apply_now(Change("", (Person(id=new_id(), name="Dora", order=9),)))
    async with opened(session) as driver:
        assert "In no group (1)" in driver.text
        await driver.press("a", until=lambda: sorted(map(len, seats(driver))) == [2, 2])
        assert "In no group" not in driver.text


async def test_somebody_who_leaves_stays_listed(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        anna = next(p for p in driver.session.table(Person).values() if p.name == "Anna")
        await driver.session.apply(Change("", (replace(anna, presence="left"),)))
        await driver.until(lambda: "– Anna (has left)" in driver.text)
        assert "(1)" in driver.text


async def test_cards_are_dealt_and_seen_beside_the_people(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, cards=3), size=(80, 24)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.dialog_opens("c")
        await driver.dialog_closes("enter")
        await driver.until(lambda: [len(group.items) for group in groups(driver)] == [2, 1])
        assert "2 · Card 2" in driver.text


async def test_a_digit_moves_a_card_as_well(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, cards=2)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.dialog_opens("c")
        await driver.dialog_closes("enter")
        await driver.until(lambda: groups(driver)[0].items)
        card = groups(driver)[0].items[0]
        page(driver).go_to(card)
        await driver.press("2", until=lambda: card in groups(driver)[1].items)


async def test_groups_without_a_card_are_counted(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, cards=1)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.dialog_opens("c")
        await driver.dialog_closes("down", "enter")
        await driver.until(lambda: "1 group has no card: there are fewer." in driver.said)


async def test_cards_are_taken_back(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, cards=2)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.dialog_opens("c")
        await driver.dialog_closes("enter")
        await driver.until(lambda: groups(driver)[0].items)
        await driver.dialog_opens("c")
        await driver.dialog_closes("end", "enter")
        await driver.until(lambda: not groups(driver)[0].items)


async def test_a_group_gets_a_name(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        page(driver).go_to(groups(driver)[1].people[0])
        await driver.dialog_opens("e")
        await driver.dialog_closes("O", "w", "l", "s", "enter")
        await driver.until(lambda: "2 · Owls (2)" in driver.text)


async def test_what_a_group_brought_back_becomes_cards_in_one_act(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path, cards=1)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        page(driver).go_to(groups(driver)[0].people[0])
        await driver.dialog_opens("w")
        driver.app.post_message(Paste("- Check mail: saves an hour\n- Sort mail"))
        await driver.until(lambda: "Sort" in driver.app.screen.query_one(TextArea).text)
        await driver.dialog_closes("ctrl+o")
        await driver.until(lambda: "→ - Sort mail" in driver.text)
        await driver.press("k", until=lambda: len(driver.session.table(Item)) == 3)
        found = sorted(driver.session.table(Item).values(), key=lambda item: item.number)
        assert [(item.title, item.text) for item in found[1:]] == [("Check mail", "saves an hour"), ("Sort mail", "")]
        await driver.until(lambda: "New cards: 2, 3" in driver.said)
        assert "In no group" not in driver.text
        await driver.press("k", until=lambda: "“Group 1”: everything is a card already." in driver.said)
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: len(driver.session.table(Item)) == 1)


async def test_a_step_without_cards_offers_none_for_results(tmp_path: Path) -> None:
    async with running(session_of(tmp_path)) as driver:
        await driver.run.run.go_to(driver.session.steps[1].id)
        await driver.until(lambda: driver.step == "talk")
        await driver.dialog_opens("f6")
        await driver.press("u", until=lambda: isinstance(driver.app.screen, Groups))
        await driver.press("r", until=lambda: groups(driver))
        await driver.session.apply(Change("", (replace(groups(driver)[0], result="Done"),)))
        await driver.until(lambda: "→ Done" in driver.text)
        assert "Make cards of it" not in driver.text
        assert "Deal the cards" not in driver.text


async def test_the_groups_of_the_step_before_are_taken_over(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    session.apply_now(dealt(view(session, session.steps[0]), 2, "random", 1))
    async with running(session) as driver:
        before = seats(driver)
        await driver.run.run.go_to(driver.session.steps[1].id)
        await driver.until(lambda: driver.step == "talk")
        await driver.dialog_opens("f6")
        await driver.press("u", until=lambda: isinstance(driver.app.screen, Groups))
        await driver.press("b", until=lambda: seats(driver) == before)
        assert "The groups of “Sharpen”." in driver.said


async def test_fewer_groups_ask_before_a_result_goes(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    session.apply_now(dealt(view(session, session.steps[0]), 3, "random", 1))
    last = max(session.table(SubGroup).values(), key=lambda group: group.order)
    session.apply_now(Change("", (replace(last, result="Half done"),)))
    async with opened(session) as driver:
        await driver.press("-")
        await driver.dialog_opens("r")
        assert isinstance(driver.dialog, Confirm)
        assert "Their results go with them: Group 3." in driver.words
        await driver.dialog_closes("escape")
        assert len(groups(driver)) == 3
        await driver.dialog_opens("r")
        await driver.dialog_closes("right", "enter")
        await driver.until(lambda: len(groups(driver)) == 2)


async def test_the_groups_are_taken_away_and_come_back_by_undo(tmp_path: Path) -> None:
    async with opened(session_of(tmp_path)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        before = seats(driver)
        await driver.press("x", until=lambda: not groups(driver))
        await driver.dialog_closes("escape")
        await driver.press("ctrl+z", until=lambda: seats(driver) == before)


async def test_taking_groups_away_asks_when_something_came_back(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    session.apply_now(dealt(view(session, session.steps[0]), 2, "random", 1))
    first = min(session.table(SubGroup).values(), key=lambda group: group.order)
    session.apply_now(Change("", (replace(first, result="Done"),)))
    async with opened(session) as driver:
        await driver.dialog_opens("x")
        await driver.dialog_closes("enter")
        assert len(groups(driver)) == 2


async def test_namesakes_are_told_apart_by_department(tmp_path: Path) -> None:
    session = session_of(tmp_path, ["Anna", "Anna"])
    one, two = session.table(Person).values()
    session.apply_now(Change("", (replace(one, department="HR"), replace(two, department="IT"))))
    async with opened(session) as driver:
        assert "Anna (HR)" in driver.text
        assert "Anna (IT)" in driver.text


async def test_a_session_for_reading_shows_its_groups_and_changes_nothing(tmp_path: Path) -> None:
    session = session_of(tmp_path, cards=1)
    session.apply_now(dealt(view(session, session.steps[0]), 2, "random", 1))
    async with opened(session, read_only=True) as driver:
        before = seats(driver)
        await driver.press("r", "m", "a", "c", "e", "w", "k", "x", "b", "1", "2", "plus", "minus", "enter")
        assert isinstance(driver.app.screen, Groups)
        assert seats(driver) == before


async def test_thirty_groups_are_scrolled_through_in_a_small_terminal(tmp_path: Path) -> None:
    session = session_of(tmp_path, [f"[b]P{n}[/nope]" for n in range(60)])
    session.apply_now(dealt(view(session, session.steps[0]), 30, "random", 1))
    async with opened(session, size=(80, 24)) as driver:
        await driver.press(*["down"] * 40, until=lambda: "Group 30" in driver.text)
        for size in ((20, 5), (200, 60)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert "Group 30 (2)" in driver.text


async def test_a_step_of_a_kind_that_is_not_there_says_so(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    session.apply_now(Change("", (replace(session.steps[0], kind="dance"),)))
    async with running(session) as driver:
        await driver.dialog_opens("f6")
        await driver.press("u", until=lambda: any("“dance”" in said for said in driver.said))
        assert not driver.app._exit


async def test_nothing_stands_under_the_scroll_bar(tmp_path: Path) -> None:
    session = session_of(tmp_path, cards=60)
    async with opened(session, size=(80, 24)) as driver:
        await driver.press("r", until=lambda: len(groups(driver)) == 2)
        await driver.dialog_opens("c")
        await driver.press("enter")
        await driver.until(lambda: page(driver).virtual_size.height > page(driver).size.height)
        layout = page(driver)._layout
        assert layout.columns * (layout.cell + GAP) - GAP <= page(driver).scrollable_content_region.width
