from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from facilitator.activities.dot_voting.dot_list import DotList, pips
from facilitator.core.cards import Candidate
from facilitator.core.i18n import Translator
from tests.activities.dot_voting.building import item


def cards(how_many: int, title: str = "Card") -> list[Candidate]:
    return [Candidate(item=item(n), number=n, title=f"{title} {n}") for n in range(1, how_many + 1)]


class DotApp(App[None]):
    def __init__(self, how_many: int = 60, title: str = "Card", **limits: Any) -> None:
        super().__init__()
        self.list = DotList(Translator(), cards(how_many, title), **({"total": 4, "each": 2} | limits))

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.focus()

    def lines(self) -> list[str]:
        return [self.list.render_line(y).text for y in range(self.list.size.height)]


async def test_dots_are_given_and_taken_by_keys() -> None:
    app = DotApp()
    async with app.run_test() as pilot:
        await pilot.press("plus", "down", "right", "space", "minus", "down", "2")
        assert app.list.dots == {"1": 1, "2": 1, "3": 2}
        assert app.list.left == 0


async def test_the_dots_left_are_always_in_view() -> None:
    app = DotApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "end")
        assert app.lines()[0].strip() == "●●○○ 2 dots left"
        assert app.list.cursor == 59


async def test_more_than_the_rules_allow_on_one_card_is_said_and_not_taken() -> None:
    app = DotApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "plus", "plus")
        assert app.list.dots == {"1": 2}
        assert "at most 2 on one card" in app.lines()[0]


async def test_more_than_one_has_is_said_and_not_taken() -> None:
    app = DotApp(total=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "down", "1")
        assert app.list.dots == {"1": 1}
        assert "no dots left" in app.lines()[0]


async def test_what_was_refused_is_forgotten_with_the_next_key() -> None:
    app = DotApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "plus", "plus", "minus")
        assert "at most" not in app.lines()[0]


async def test_nothing_goes_below_zero() -> None:
    app = DotApp()
    async with app.run_test() as pilot:
        await pilot.press("minus", "delete", "0", "left")
        assert app.list.dots == {}


async def test_two_digits_at_once_are_one_number_where_so_many_are_allowed() -> None:
    app = DotApp(total=60, each=30)
    async with app.run_test() as pilot:
        await pilot.press("1", "2", "down", "9", "9", "down", "3", "0")
        assert app.list.dots == {"1": 12, "2": 9, "3": 30}


async def test_a_number_typed_on_one_card_does_not_go_on_on_the_next() -> None:
    app = DotApp(total=60, each=30)
    async with app.run_test() as pilot:
        await pilot.press("1", "down", "2")
        assert app.list.dots == {"1": 1, "2": 2}


async def test_the_whole_title_of_a_long_card_is_readable() -> None:
    app = DotApp(3, "A title that is much longer than sixty cells and therefore cut in the list of cards")
    async with app.run_test(size=(80, 24)):
        assert "".join("".join(app.lines()[-2:]).split()).endswith("cutinthelistofcards1")


async def test_a_click_goes_to_a_card_and_its_plus_and_minus_give_and_take() -> None:
    app = DotApp(5)
    async with app.run_test(size=(80, 24)) as pilot:
        row = app.lines()[3]
        await pilot.click(DotList, offset=(10, 3))
        assert (app.list.cursor, app.list.dots) == (2, {})
        await pilot.click(DotList, offset=(cell_len(row[: row.rindex("+")]), 3))
        await pilot.click(DotList, offset=(cell_len(row[: row.rindex("+")]), 3))
        await pilot.click(DotList, offset=(cell_len(row[: row.rindex("−")]), 3))
        assert app.list.dots == {"3": 1}


async def test_a_click_on_head_or_nothing_does_nothing() -> None:
    app = DotApp(3)
    async with app.run_test(size=(80, 24)) as pilot:
        for y in (0, 10, 23):
            await pilot.click(DotList, offset=(76, y))
        assert (app.list.cursor, app.list.dots) == (0, {})


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (200, 60)])
@pytest.mark.parametrize(
    "title", ["Card", "日本語のとても長いタイトル" * 9, "[@click=app.quit]x[/nope]", "a\tb\x1b[31m"]
)
async def test_every_line_is_as_wide_as_the_list(size: tuple[int, int], title: str) -> None:
    app = DotApp(60, title)
    async with app.run_test(size=size):
        width = app.list.scrollable_content_region.width
        assert {cell_len(line) for line in app.lines()} == {width}


async def test_the_cursor_stays_in_view_in_a_long_list() -> None:
    app = DotApp(60)
    async with app.run_test(size=(80, 12)) as pilot:
        for key in ("end", "up", "pageup", "home", "pagedown", "down"):
            await pilot.press(key)
            await pilot.pause()
            assert any(line.split()[:1] == [str(app.list.cursor + 1)] for line in app.lines()[1:]), key


async def test_the_cursor_is_in_view_after_the_terminal_shrinks() -> None:
    app = DotApp(60)
    async with app.run_test(size=(80, 40)) as pilot:
        app.list.move(30)
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert any(line.split()[:1] == ["31"] for line in app.lines()[1:])


async def test_without_cards_keys_do_nothing() -> None:
    app = DotApp(0)
    async with app.run_test() as pilot:
        await pilot.press("plus", "minus", "3", "down", "up", "end", "pagedown")
        assert app.list.dots == {}


async def test_a_count_says_how_many_are_counted() -> None:
    app = DotApp(5, total=40, each=20, counting=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2")
        assert app.lines()[0].strip() == "12 of at most 40 dots counted"


def test_many_dots_are_a_number() -> None:
    assert pips(2, 3) == "●●○"
    assert pips(12, 30).strip() == "12"


async def test_a_long_title_is_broken_between_words_below_the_list() -> None:
    app = DotApp(2, "sorting incoming requests " * 5)
    async with app.run_test(size=(60, 14)):
        foot = app.lines()[-app.list._foot :]
        assert len(foot) > 1
        assert {line.split()[-1] for line in foot} <= {"sorting", "incoming", "requests", "1"}
