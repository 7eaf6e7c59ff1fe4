from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.ideas import reveal
from facilitator.activities.ideas.rules import Gathering
from facilitator.core.cards import Idea
from facilitator.core.errors import FacilitatorError
from facilitator.core.records import Counter, Item
from facilitator.core.rounds import Ballot
from tests.activities.ideas.building import Room


def numbers(room: Room) -> Any:
    return lambda how_many: (room.number(), room.counter(how_many))


def opened(room: Room) -> Gathering:
    record, change = reveal.opening(room.view)
    room.apply(change)
    return record


def show(room: Room, *titles: str, notes: dict[str, Any] | None = None) -> dict[str, Any]:
    record = reveal.gathering(room.view) or opened(room)
    ballots = [Ballot({"title": title, "text": ""}, "laptop") for title in titles]
    change, totals = reveal.outcome(room.view, record, numbers(room))(ballots, notes or {})
    room.apply(change)
    return totals


def test_the_reveal_shows_every_covered_card() -> None:
    room = Room(private=True)
    room.cards("a", "b", "c", hidden=True)
    room.apply(reveal.reveal(room.view, Random(1)))
    assert not any(item.hidden for item in room.view.items)


def test_the_reveal_shows_cards_in_an_order_of_its_own() -> None:
    room = Room(private=True)
    room.cards(*"abcdefgh", hidden=True)
    room.apply(reveal.reveal(room.view, Random(1)))
    assert [item.title for item in room.view.items] != list("abcdefgh")


def test_revealed_cards_keep_their_numbers() -> None:
    room = Room(private=True)
    room.cards(*"abcdefgh", hidden=True)
    room.apply(reveal.reveal(room.view, Random(1)))
    assert all(room.item(n).title == title for n, title in enumerate("abcdefgh", 1))


def test_revealed_cards_stand_behind_those_already_shown() -> None:
    room = Room(private=True)
    room.cards("shown")
    room.cards("b", "c", hidden=True)
    room.apply(reveal.reveal(room.view, Random(1)))
    assert room.view.items[0].title == "shown"


def test_a_reveal_is_not_undone() -> None:
    room = Room(private=True)
    room.cards("a", hidden=True)
    assert reveal.reveal(room.view, Random(1)).history == "barrier"


def test_there_must_be_something_to_reveal() -> None:
    with pytest.raises(FacilitatorError, match="No card is covered"):
        reveal.reveal(Room().view, Random(1))


def test_a_step_has_no_gathering_before_the_first_anonymous_card() -> None:
    assert reveal.gathering(Room(anonymous=True).view) is None


def test_a_gathering_stays_open_until_it_is_shown() -> None:
    room = Room(anonymous=True)
    record = opened(room)
    assert reveal.gathering(room.view) == record
    show(room, "a")
    assert reveal.gathering(room.view) is None


def test_seats_of_anonymous_cards_are_never_the_same() -> None:
    assert len({reveal.seat() for _ in range(100)}) == 100


def test_anonymous_ideas_become_cards_without_author() -> None:
    room = Room(anonymous=True)
    show(room, "a", "b")
    assert [(item.title, item.author, item.hidden) for item in room.view.items] == [
        ("a", None, False),
        ("b", None, False),
    ]


def test_anonymous_cards_go_on_with_the_numbers() -> None:
    room = Room(anonymous=True)
    room.cards("x", "y")
    show(room, "a", "b")
    assert [item.number for item in room.view.items] == [1, 2, 3, 4]


def test_the_change_of_the_reveal_moves_the_counter() -> None:
    room = Room(anonymous=True)
    show(room, "a", "b")
    assert room.all(Counter)[0].next == 3


def test_a_withheld_idea_goes_to_the_archive() -> None:
    room = Room(anonymous=True)
    show(room, "rude", "kind", notes={"withheld mark": {"title": "rude", "text": ""}})
    assert {item.title: item.state for item in room.all(Item)} == {"kind": "active", "rude": "archived"}


def test_withholding_one_of_two_equal_ideas_shows_the_other() -> None:
    room = Room(anonymous=True)
    show(room, "same", "same", notes={"withheld mark": {"title": "same", "text": ""}})
    assert sorted(item.state for item in room.all(Item)) == ["active", "archived"]


def test_other_notes_of_the_box_withhold_nothing() -> None:
    room = Room(anonymous=True)
    show(room, "a", notes={"hand": {"title": "a", "text": ""}})
    assert [item.state for item in room.all(Item)] == ["active"]


def test_the_totals_say_how_many_and_nothing_else() -> None:
    room = Room(anonymous=True)
    assert show(room, "a", "b", notes={"withheld m": {"title": "a", "text": ""}}) == {"cards": 1, "withheld": 1}


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, {"title": 4}, {"title": " "}, {"title": "a", "text": 1}])
def test_a_ballot_that_is_no_idea_makes_no_card(junk: Any) -> None:
    assert reveal.idea(junk) is None


def test_an_idea_comes_back_out_of_the_box_as_it_went_in() -> None:
    assert reveal.idea(reveal.value(Idea("title", "a\nb"))) == Idea("title", "a\nb")


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=4))
def test_every_idea_of_the_box_becomes_one_card(titles: list[str], rude: list[str]) -> None:
    room = Room(anonymous=True)
    notes = {f"{reveal.NOTE}{i}": {"title": title, "text": ""} for i, title in enumerate(rude)}
    show(room, *titles, notes=notes)
    assert sorted(item.title for item in room.all(Item)) == sorted(titles)
