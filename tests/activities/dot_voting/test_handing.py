from typing import Any

import msgspec
import pytest
from textual.app import App, ComposeResult

from facilitator.activities.dot_voting.dot_list import DotList
from facilitator.activities.dot_voting.handing import DotBallot
from facilitator.activities.dot_voting.rules import ballot_fault
from facilitator.core.i18n import Translator
from tests.activities.dot_voting.building import vote_of


class BallotApp(App[None]):
    def __init__(self, cards: int = 6, **rules: Any) -> None:
        super().__init__()
        self.vote = vote_of(cards, **rules)
        self.ballot = DotBallot(Translator(), self.vote)

    def compose(self) -> ComposeResult:
        yield self.ballot

    def on_mount(self) -> None:
        self.ballot.query_one(DotList).focus()

    def text(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def test_the_ballot_says_what_is_allowed() -> None:
    app = BallotApp()
    async with app.run_test(size=(80, 24)):
        assert "You have 3 dots. At most 2 on one card; you may keep some or all." in app.text()


@pytest.mark.parametrize(("most", "digits"), [(1, "1"), (2, "1, 2"), (3, "1, 2, 3"), (12, "1 … 12")])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_ballot_says_which_keys_give_dots(size: tuple[int, int], most: int, digits: str) -> None:
    app = BallotApp(dots=12, per_item=most)
    async with app.run_test(size=size):
        said = app.text().splitlines()[1].strip()
        assert said == f"↑ ↓ choose a card · + − or {digits} give dots · enter casts"


async def test_an_untouched_ballot_abstains_and_says_so() -> None:
    app = BallotApp()
    async with app.run_test():
        assert app.ballot.value() == {}
        assert app.ballot.summary() == "You give no dot: you abstain."


async def test_the_summary_lists_the_cards_and_what_stays_unused() -> None:
    app = BallotApp()
    async with app.run_test() as pilot:
        await pilot.press("down", "2")
        assert app.ballot.summary().splitlines() == ["●●  2  Card 2", "1 dot stays unused."]


async def test_a_full_ballot_has_nothing_unused() -> None:
    app = BallotApp()
    async with app.run_test() as pilot:
        await pilot.press("2", "down", "1")
        assert app.ballot.summary().splitlines() == ["●●  1  Card 1", "●   2  Card 2"]


async def test_many_dots_are_written_as_a_number() -> None:
    app = BallotApp(dots=20, per_item=20)
    async with app.run_test() as pilot:
        await pilot.press("1", "2")
        assert app.ballot.summary().splitlines()[0] == "12  1  Card 1"


@pytest.mark.parametrize(
    "keys",
    [
        ["9", "9", "9"],
        ["plus"] * 9,
        ["2", "down", "2", "down", "2"],
        ["1", "1", "1", "down", "space", "right", "equals_sign", "3"],
        ["2", "end", "2", "home", "minus", "end", "2"],
    ],
    ids=" ".join,
)
async def test_whatever_is_pressed_the_ballot_keeps_the_rules(keys: list[str]) -> None:
    app = BallotApp()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        assert ballot_fault(app.vote.rules, app.vote.candidates, app.ballot.value()) == ""


async def test_long_titles_are_one_line_each_where_the_ballot_is_read_once_more() -> None:
    app = BallotApp(dots=6, per_item=1)
    cards = [msgspec.structs.replace(card, title="A long title " * 20) for card in app.vote.candidates]
    app.ballot = DotBallot(Translator(), msgspec.structs.replace(app.vote, candidates=tuple(cards)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["1", "down"] * 6)
        assert len(app.ballot.summary().splitlines()) == 6
        assert max(len(line) for line in app.ballot.summary().splitlines()) < 72


async def test_of_very_many_cards_only_the_numbers_are_read_once_more() -> None:
    app = BallotApp(cards=20, dots=16, per_item=2)
    async with app.run_test() as pilot:
        await pilot.press("2", *("down", "1") * 13)
        assert app.ballot.summary().splitlines() == [
            "●●  1",
            "●  2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14",
            "1 dot stays unused.",
        ]
