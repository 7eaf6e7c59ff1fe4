from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activities.ideas import rules
from facilitator.core.cards import Idea
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.records import Counter, Item
from tests.activities.ideas.building import Room

TR = Translator()


def add(room: Room, *titles: str, author: str | None = None) -> None:
    ideas = [Idea(title) for title in titles]
    room.apply(rules.add(room.view, ideas, room.number(), room.counter(len(ideas)), author))


def texts(title: str, **values: Any) -> rules.CardTexts:
    return rules.CardTexts(title=title, **values)


def test_a_step_that_does_not_collect_cannot_be_private() -> None:
    assert [key for key, _ in rules.check(rules.IdeasSettings(mode="cluster", private=True), Translator())] == [
        "private"
    ]


def test_a_step_that_collects_may_be_anonymous() -> None:
    assert rules.check(rules.IdeasSettings(anonymous=True), Translator()) == []


def test_many_lines_become_many_cards_in_one_change() -> None:
    room = Room()
    change = rules.add(room.view, [Idea("a"), Idea("b")], 1, room.counter(2))
    assert [put.title for put in change.puts if isinstance(put, Item)] == ["a", "b"]


def test_new_cards_stand_behind_the_others() -> None:
    room = Room()
    add(room, "a", "b")
    add(room, "c")
    assert [item.title for item in room.view.items] == ["a", "b", "c"]


def test_new_cards_get_numbers_one_after_the_other() -> None:
    room = Room()
    add(room, "a", "b")
    add(room, "c")
    assert [item.number for item in room.view.items] == [1, 2, 3]


def test_adding_cards_moves_the_counter_in_the_same_change() -> None:
    room = Room()
    change = rules.add(room.view, [Idea("a")], 1, room.counter(1))
    assert [put.next for put in change.puts if isinstance(put, Counter)] == [2]


def test_a_card_of_a_private_step_is_covered() -> None:
    room = Room(private=True)
    add(room, "a")
    assert room.item(1).hidden


def test_a_card_of_an_open_step_is_shown() -> None:
    room = Room()
    add(room, "a")
    assert rules.shown(room.view) == [room.item(1)]


def test_a_named_step_keeps_the_author() -> None:
    room = Room()
    add(room, "a", author="anna")
    assert room.item(1).author == "anna"


def test_an_anonymous_step_keeps_no_author_even_when_it_is_told() -> None:
    room = Room(anonymous=True)
    add(room, "a", author="anna")
    assert room.item(1).author is None


def test_editing_keeps_answers_that_were_not_given() -> None:
    room = Room()
    (card,) = room.cards("a", fields={"problem": "slow"})
    room.apply(rules.edit(room.view, card, texts("b", text="text", fields={"process": "quotes"})))
    assert room.item(1).fields == {"problem": "slow", "process": "quotes"}


def test_an_answer_given_empty_goes() -> None:
    room = Room()
    (card,) = room.cards("a", fields={"problem": "slow"})
    room.apply(rules.edit(room.view, card, texts("a", fields={"problem": " "})))
    assert room.item(1).fields == {}


def test_editing_without_a_title_is_refused() -> None:
    room = Room()
    (card,) = room.cards("a")
    with pytest.raises(FacilitatorError, match="needs a title"):
        rules.edit(room.view, card, texts("  "))


def test_editing_can_move_a_card_to_a_group() -> None:
    room = Room()
    (group,) = room.groups("g")
    (card,) = room.cards("a")
    room.apply(rules.edit(room.view, card, texts("a", cluster=group.id)))
    assert room.item(1).cluster == group.id


def test_an_edit_in_an_anonymous_step_takes_the_author_away() -> None:
    room = Room(anonymous=True)
    (card,) = room.cards("a", author="anna")
    room.apply(rules.edit(room.view, card, texts("a", author="anna")))
    assert room.item(1).author is None


def test_an_edit_that_alters_nothing_changes_nothing() -> None:
    room = Room()
    (card,) = room.cards("a")
    assert rules.edit(room.view, card, texts("a")).puts == ()


def test_merging_leaves_one_active_card_with_the_chosen_number() -> None:
    room = Room()
    one, two = room.cards("a", "b")
    room.apply(rules.merge(room.view, [one, two], two))
    assert [item.number for item in room.view.items] == [2]


def test_a_merged_card_says_where_it_went_and_keeps_its_text() -> None:
    room = Room()
    one, two = room.cards("a", "b")
    room.apply(rules.merge(room.view, [one, two], one))
    gone = room.item(2)
    assert (gone.state, gone.merged_into, gone.title) == ("merged", one.id, "b")


def test_the_survivor_takes_over_title_and_text_of_the_others() -> None:
    room = Room()
    one, two = room.cards("a", "b", text="more")
    room.apply(rules.merge(room.view, [one, two], one))
    assert room.item(1).text == "more\nb: more"


def test_the_same_title_is_not_repeated_in_the_survivor() -> None:
    room = Room()
    one, two = room.cards("Chat bot", "chat BOT")
    room.apply(rules.merge(room.view, [one, two], one))
    assert room.item(1).text == ""


def test_an_empty_answer_of_the_survivor_is_filled_from_the_other() -> None:
    room = Room()
    (one,) = room.cards("a")
    (two,) = room.cards("b", fields={"owner": "Anna"})
    room.apply(rules.merge(room.view, [one, two], one))
    assert room.item(1).fields == {"owner": "Anna"}


def test_two_long_answers_stand_below_each_other() -> None:
    room = Room()
    (one,) = room.cards("a", fields={"problem": "slow"})
    (two,) = room.cards("b", fields={"problem": "dear"})
    room.apply(rules.merge(room.view, [one, two], one))
    assert room.item(1).fields == {"problem": "slow\ndear"}


def test_of_two_owners_the_survivors_stays() -> None:
    room = Room()
    (one,) = room.cards("a", fields={"owner": "Anna"})
    (two,) = room.cards("b", fields={"owner": "Ben"})
    room.apply(rules.merge(room.view, [one, two], one))
    assert room.item(1).fields == {"owner": "Anna"}


def test_one_card_cannot_be_merged() -> None:
    room = Room()
    (one,) = room.cards("a")
    with pytest.raises(FacilitatorError, match="two cards"):
        rules.merge(room.view, [one], one)


def test_a_covered_card_is_not_merged() -> None:
    room = Room()
    (one,) = room.cards("a")
    (two,) = room.cards("b", hidden=True)
    with pytest.raises(FacilitatorError, match="Card 2 is still covered"):
        rules.merge(room.view, [one, two], one)


def test_texts_too_long_for_one_card_are_not_merged() -> None:
    room = Room()
    one, two = room.cards("a", "b", text="x" * 6000)
    with pytest.raises(FacilitatorError, match="too long"):
        rules.merge(room.view, [one, two], one)


def test_a_merged_card_can_be_brought_back() -> None:
    room = Room()
    one, two = room.cards("a", "b")
    room.apply(rules.merge(room.view, [one, two], one))
    room.apply(rules.restore(room.view, [room.item(2)]))
    assert (room.item(2).state, room.item(2).merged_into) == ("active", None)


@given(st.lists(st.tuples(st.text("abc", min_size=1), st.text("xyz")), min_size=2, max_size=6))
def test_merging_loses_no_text(cards: list[tuple[str, str]]) -> None:
    room = Room()
    items = [room.cards(title, text=text)[0] for title, text in cards]
    room.apply(rules.merge(room.view, items, items[0]))
    whole = room.item(1)
    for item in items:
        assert item.text in whole.text
        assert item.title in whole.text or item.title == whole.title


def test_splitting_keeps_the_number_on_the_first_and_gives_the_second_a_new_one() -> None:
    room = Room()
    (card,) = room.cards("a and b")
    room.apply(rules.split(room.view, card, Idea("a"), Idea("b"), 2, room.counter(1)))
    assert [(item.number, item.title) for item in room.view.items] == [(1, "a"), (2, "b")]


def test_the_second_half_stands_right_behind_the_first_in_the_same_group() -> None:
    room = Room()
    (group,) = room.groups("g")
    card, _ = room.cards("a and b", "c", cluster=group.id)
    room.apply(rules.split(room.view, card, Idea("a"), Idea("b"), 3, room.counter(1)))
    assert [(item.title, item.cluster) for item in room.view.items] == [("a", "g1"), ("b", "g1"), ("c", "g1")]


def test_splitting_without_a_second_title_is_refused() -> None:
    room = Room()
    (card,) = room.cards("a and b")
    with pytest.raises(FacilitatorError, match="Both cards"):
        rules.split(room.view, card, Idea("a"), Idea(" "), 2, room.counter(1))


@pytest.mark.parametrize(
    ("title", "halves"),
    [
        ("Quotes and invoices", ("Quotes", "invoices")),
        ("Angebote und Rechnungen", ("Angebote", "Rechnungen")),
        ("Quotes; invoices, reminders", ("Quotes", "invoices, reminders")),
        ("Quotes", ("Quotes", "")),
    ],
)
def test_a_title_is_proposed_in_two_at_what_joins_it(title: str, halves: tuple[str, str]) -> None:
    assert rules.halves(title) == halves


def test_a_parked_card_leaves_the_board_and_is_listed_as_put_away() -> None:
    room = Room()
    cards = room.cards("a", "b")
    room.apply(rules.park(room.view, cards[:1]))
    assert [item.number for item in rules.put_away(room.view)] == [1]


def test_an_archived_card_keeps_its_group_when_it_comes_back() -> None:
    room = Room()
    (group,) = room.groups("g")
    cards = room.cards("a", cluster=group.id)
    room.apply(rules.archive(room.view, cards))
    room.apply(rules.restore(room.view, rules.put_away(room.view)))
    assert room.item(1).cluster == group.id


def test_parking_nothing_is_refused() -> None:
    with pytest.raises(FacilitatorError, match="no card"):
        rules.park(Room().view, [])


def test_numbers_select_cards_in_the_order_typed_once_each() -> None:
    room = Room()
    room.cards("a", "b", "c")
    assert [item.title for item in rules.numbered(room.view, [3, 1, 3])] == ["c", "a"]


def test_a_number_that_is_not_there_is_named() -> None:
    with pytest.raises(FacilitatorError, match="no card 99"):
        rules.numbered(Room().view, [99])


def test_the_number_of_a_parked_card_selects_nothing() -> None:
    room = Room()
    room.apply(rules.park(room.view, room.cards("a")))
    with pytest.raises(FacilitatorError, match="no card 1"):
        rules.numbered(room.view, [1])


def test_filled_answers_are_counted_among_the_fields_there_are() -> None:
    room = Room()
    (card,) = room.cards("a", fields={"problem": "slow", "gone": "x"})
    assert rules.filled(room.view, card) == (1, 5)
