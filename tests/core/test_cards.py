"""New cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.cards import Idea, new_cards, ready
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.ids import new_id
from facilitator.core.records import Item

TR = Translator()


def test_a_line_too_long_for_a_title_is_kept_whole_in_the_description() -> None:
    long = "word " * 200
    (idea,) = ready([Idea(long.strip())], TR)
    assert idea.text == long.strip()


def test_the_title_of_a_very_long_line_ends_at_a_word() -> None:
    (idea,) = ready([Idea("word " * 200)], TR)
    assert idea.title == "word " * 19 + "word…"


def test_a_text_longer_than_a_card_holds_is_refused_with_its_length() -> None:
    with pytest.raises(FacilitatorError, match="has 10001 characters"):
        ready([Idea("title", "x" * 10_001)], TR)


def test_a_text_of_exactly_what_a_card_holds_is_taken() -> None:
    assert len(ready([Idea("title", "x" * 10_000)], TR)[0].text) == 10_000


def test_more_cards_than_can_be_added_at_once_are_refused() -> None:
    with pytest.raises(FacilitatorError, match="2001 cards"):
        ready([Idea("x")] * 2001, TR)


@given(st.text(max_size=400))
def test_any_line_that_is_ready_makes_a_card_that_fits(title: str) -> None:
    for idea in ready([Idea(title)], TR):
        assert len(idea.title) <= 300


def test_a_new_card_stands_behind_those_of_its_collection_only() -> None:
    mine = Item(id=new_id(), number=1, collection="cards", title="a", order=4)
    other = Item(id=new_id(), number=2, collection="concerns", title="b", order=9)
    (card,) = new_cards([Idea("c", "why")], "cards", [mine, other], 3, step=None)
    assert (card.order, card.number, card.collection, card.text) == (5, 3, "cards", "why")
