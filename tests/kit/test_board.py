from typing import Any

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.events import Key, MouseScrollDown
from textual.pilot import Pilot

from facilitator.kit.board import MOST_TYPED, Board, Card, Lane


def lane(key: str, *titles: str, first: int = 1, **values: Any) -> Lane:
    return Lane(key, key, tuple(Card(title, n, title, **values) for n, title in enumerate(titles, first)))


class BoardApp(App[None]):
    """A board alone on the screen, and what it tells."""

    def __init__(self, *lanes: Lane, flow: bool = True) -> None:
        super().__init__()
        self.lanes, self.flow = lanes, flow
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield Board(flow=self.flow)

    def on_mount(self) -> None:
        self.board = self.query_one(Board)
        self.board.set_lanes(self.lanes)
        self.board.focus()

    @on(Board.Opened)
    def _opened(self) -> None:
        self.told.append(f"opened {self.board.current}")

    @on(Board.Dropped)
    def _dropped(self, event: Board.Dropped) -> None:
        self.told.append(f"dropped {self.board.selected} on {event.lane}")

    def text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())


async def ready(pilot: Pilot[None]) -> Board:
    await pilot.pause()
    await pilot.pause()
    return pilot.app.query_one(Board)


async def test_cards_are_shown_with_their_numbers() -> None:
    app = BoardApp(lane("", "quotes", "tickets", first=12))
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "12 quotes" in app.text()
        assert "13 tickets" in app.text()


async def test_lanes_are_shown_with_their_names_and_how_many_cards_they_hold() -> None:
    app = BoardApp(lane("Sales", "a", "b"), lane("Service"), flow=False)
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "Sales (2)" in app.text()
        assert "Service (0)" in app.text()


async def test_lanes_off_the_screen_are_pointed_to() -> None:
    app = BoardApp(*(lane(name, name * 2) for name in "abcdefgh"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        assert "▶" in app.text()
        assert "◀" not in app.text()
        board.go_to("hh")
        await pilot.pause()
        assert "◀" in app.text()


async def test_an_empty_board_says_its_hint() -> None:
    app = BoardApp(lane(""))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        board.hint = "No cards yet."
        board.set_lanes([lane("")])
        await pilot.pause()
        assert "No cards yet." in app.text()


async def test_markup_is_text() -> None:
    app = BoardApp(lane("", "[red]x[/nope]"))
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "[red]x[/nope]" in app.text()


async def test_notes_stand_at_the_right() -> None:
    app = BoardApp(lane("", "quotes", note="3/8"))
    async with app.run_test() as pilot:
        await ready(pilot)
        assert "3/8" in app.text()


async def test_space_marks_and_goes_on() -> None:
    app = BoardApp(lane("", "a", "b", "c"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("space", "space")
        assert (board.selected, board.current) == (["a", "b"], "c")


async def test_without_marks_the_cursors_card_is_selected() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("right")
        assert board.selected == ["b"]


async def test_marks_are_forgotten_with_escape() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("space", "ctrl+g")
        assert board.marked == {}


async def test_marks_of_cards_that_go_are_forgotten() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("space")
        board.set_lanes([lane("", "b")])
        assert board.selected == ["b"]


async def test_digits_are_collected_and_space_parts_them() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("7", "space", "1", "2")
        assert board.numbers == [7, 12]
        assert board.marked == {}


async def test_keys_that_arrive_in_one_burst_keep_their_order() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        for key, character in (
            ("1", "1"),
            ("2", "2"),
            ("backspace", None),
            ("space", " "),
            ("7", "7"),
            ("enter", None),
        ):
            app.post_message(Key(key, character))
        await pilot.pause()
        await pilot.pause()
        assert board.numbers == [1, 7]
        assert app.told == ["opened a"]


async def test_numbers_typed_without_end_are_not_kept_without_end() -> None:
    app = BoardApp(lane("", "a"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        board.typed = "1" * MOST_TYPED
        await pilot.press("2")
        assert board.typed == "1" * MOST_TYPED


async def test_backspace_takes_back_a_digit() -> None:
    app = BoardApp(lane("", "a"))
    async with app.run_test() as pilot:
        board = await ready(pilot)
        await pilot.press("7", "space", "1", "backspace", "backspace")
        assert board.typed == ""


async def test_a_click_selects_a_card() -> None:
    app = BoardApp(lane("", "a", "b", "c", "d"))
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        await pilot.click(Board, offset=(45, 2))
        assert board.current == "d"


async def test_a_click_on_its_first_cell_marks_a_card() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        await pilot.click(Board, offset=(0, 0))
        assert board.marked == {"a": None}


async def test_a_double_click_opens_a_card() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.click(Board, offset=(45, 0), times=2)
        await pilot.pause()
        assert app.told == ["opened b"]


async def test_a_click_beside_all_cards_changes_nothing() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        await pilot.click(Board, offset=(45, 20))
        assert board.current == "a"


async def test_enter_opens_the_card() -> None:
    app = BoardApp(lane("", "a", "b"))
    async with app.run_test() as pilot:
        await ready(pilot)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert app.told == ["opened b"]


async def test_a_click_on_its_name_goes_to_a_lane() -> None:
    app = BoardApp(lane("one", "a"), lane("two"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        await pilot.click(Board, offset=(50, 0))
        assert board.lane == "two"


async def test_dragging_a_card_over_another_lane_tells_where_it_was_dropped() -> None:
    app = BoardApp(lane("one", "a", "b"), lane("two"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.mouse_down(Board, offset=(6, 3))
        await pilot.hover(Board, offset=(50, 5))
        await pilot.mouse_up(Board, offset=(50, 5))
        await pilot.pause()
        assert app.told == ["dropped ['b'] on two"]


async def test_a_click_on_the_arrow_brings_the_next_lane() -> None:
    app = BoardApp(*(lane(name, name * 2) for name in "abcdefgh"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        arrow = app.text().splitlines()[0].index("▶")
        for expected in ("d", "e"):
            await pilot.click(Board, offset=(arrow, 0))
            assert board.lane == expected
        await pilot.click(Board, offset=(0, 0))
        assert board.lane == "b"


async def test_dropping_a_card_in_its_own_lane_is_no_drop() -> None:
    app = BoardApp(lane("one", "a", "b"), lane("two"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.mouse_down(Board, offset=(6, 1))
        await pilot.mouse_up(Board, offset=(6, 9))
        await pilot.pause()
        assert app.told == []


async def test_the_wheel_scrolls_the_lane_under_the_pointer() -> None:
    app = BoardApp(lane("one", "the first", *(f"card {n}" for n in range(60))), lane("two", "x"), flow=False)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        board.post_message(MouseScrollDown(board, 5, 5, 0, 0, 0, False, False, False))
        await pilot.pause()
        assert "the first" not in app.text()
        assert board.current == "the first"


@pytest.mark.parametrize("flow", [True, False])
async def test_a_board_draws_at_any_size(flow: bool) -> None:
    app = BoardApp(lane("one", *(f"日本語 {n} 👍 [red]" for n in range(50))), lane("two"), flow=flow)
    async with app.run_test(size=(80, 24)) as pilot:
        board = await ready(pilot)
        for width, height in ((20, 5), (1, 1), (7, 2), (200, 60)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            for y in range(board.size.height):
                assert board.render_line(y).cell_length == board.size.width


async def test_moving_the_cursor_draws_only_two_cards_again(monkeypatch: Any) -> None:
    app = BoardApp(lane("", *(f"card {n}" for n in range(500))))
    async with app.run_test(size=(120, 40)) as pilot:
        board = await ready(pilot)
        drawn: list[int] = []
        real = Board.render_line
        monkeypatch.setattr(Board, "render_line", lambda self, y: drawn.append(y) or real(self, y))
        await pilot.press("right")
        await pilot.pause()
        assert board.current == "card 1"
        assert set(drawn) <= {0}
