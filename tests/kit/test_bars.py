from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from facilitator.kit.bars import Bar, Bars, Heads, Rule, blocks, widths

HEADS = Heads("Card", ("", "No."), ("Dots", "Share", "Supporters"))


def bar(number: int, value: float, label: str = "", **more: Any) -> Bar:
    return Bar(label or f"Card {number}", value, ("1.", str(number)), (str(value), "20 %", "3"), **more)


class BarsApp(App[None]):
    def __init__(self, *rows: Bar | Rule) -> None:
        super().__init__()
        self.shown = rows

    def compose(self) -> ComposeResult:
        yield Bars()

    def on_mount(self) -> None:
        self.query_one(Bars).set_bars(self.shown, HEADS)

    def lines(self) -> list[str]:
        bars = self.query_one(Bars)
        return [bars.render_line(y).text for y in range(bars.size.height)]


def test_the_longest_bar_fills_its_room_and_the_others_their_part() -> None:
    assert blocks(8, 8, 4) == "████"
    assert blocks(4, 8, 4) == "██  "
    assert blocks(1, 8, 4) == "▌   "


def test_nothing_has_no_bar_and_a_little_always_shows() -> None:
    assert blocks(0, 8, 4) == "    "
    assert blocks(1, 10_000, 4) == "▏   "


def test_without_any_value_there_is_no_bar() -> None:
    assert blocks(0, 0, 3) == "   "
    assert blocks(5, 5, 0) == ""


@given(st.floats(0, 1000), st.floats(0, 1000), st.integers(0, 80))
def test_a_bar_is_always_exactly_as_wide_as_its_room(value: float, most: float, width: int) -> None:
    assert cell_len(blocks(value, most, width)) == width


@given(st.floats(0, 100), st.floats(0, 100), st.integers(1, 40))
def test_more_is_never_shorter(one: float, other: float, width: int) -> None:
    low, high = sorted((one, other))
    assert len(blocks(low, 100, width).strip()) <= len(blocks(high, 100, width).strip())


def test_figures_that_do_not_fit_are_left_out_from_the_right() -> None:
    found = widths([bar(1, 5, "A label of some length that goes on")], HEADS, 60)
    assert found.figures == (4, 0, 0)
    assert widths([bar(1, 5)], HEADS, 120).figures == (4, 5, 10)


@given(st.integers(0, 200), st.text(max_size=60))
def test_columns_never_take_more_than_there_is(width: int, label: str) -> None:
    found = widths([bar(1, 5, label)], HEADS, width)
    used = 2 + sum(lead + 2 for lead in found.lead) + found.label + 2 + found.bar
    used += sum(2 + figure for figure in found.figures if figure)
    assert used <= max(width, 2 + 2 + 2 + 3 + 2 + 2 + 6)


async def test_bars_show_lead_label_bar_and_figures() -> None:
    app = BarsApp(bar(7, 10.0), bar(9, 5.0))
    async with app.run_test(size=(80, 10)):
        head, first, second, *_ = app.lines()
        assert head.split() == ["No.", "Card", "Dots", "Share", "Supporters"]
        assert first.split()[:4] == ["1.", "7", "Card", "7"]
        assert first.count("█") == 2 * second.count("█")


async def test_a_rule_stands_between_the_bars() -> None:
    app = BarsApp(bar(1, 3), Rule("cut line: gap of 2 dots"), bar(2, 1))
    async with app.run_test(size=(80, 10)):
        assert "── cut line: gap of 2 dots ──" in app.lines()[2]


async def test_wide_and_marked_up_labels_keep_every_line_at_its_width() -> None:
    rows = [bar(1, 3, "日本語" * 30), bar(2, 2, "[red]x[/nope]"), Rule("截止线" * 40), bar(3, 1, "tab\there\nbreak")]
    app = BarsApp(*rows)
    for size in ((80, 24), (20, 5), (200, 60)):
        async with app.run_test(size=size):
            bars = app.query_one(Bars)
            assert {cell_len(line) for line in app.lines()} == {bars.scrollable_content_region.width}
        app = BarsApp(*rows)


async def test_markup_is_shown_as_it_is() -> None:
    app = BarsApp(bar(2, 2, "[red]x[/nope]"))
    async with app.run_test(size=(80, 24)):
        assert "[red]x[/nope]" in app.lines()[1]


async def test_long_results_scroll_by_keys_and_the_header_stays() -> None:
    app = BarsApp(*(bar(n, 100 - n) for n in range(60)))
    async with app.run_test(size=(80, 10)) as pilot:
        app.query_one(Bars).focus()
        await pilot.press("down", "down")
        assert app.lines()[1].split()[1] == "2"
        await pilot.press("end")
        await pilot.pause()
        assert app.lines()[-1].split()[1] == "59"
        await pilot.press("home", "pagedown")
        assert app.lines()[1].split()[1] == "8"
        assert "Card" in app.lines()[0]


async def test_no_bars_are_an_empty_widget() -> None:
    app = BarsApp()
    async with app.run_test(size=(80, 10)):
        assert app.query_one(Bars).virtual_size.height == 1


async def test_other_bars_take_the_place_of_the_first() -> None:
    app = BarsApp(bar(1, 3))
    async with app.run_test(size=(80, 10)):
        app.query_one(Bars).set_bars([bar(5, 1)], HEADS)
        assert app.lines()[1].split()[1] == "5"


def test_the_label_comes_before_the_bar_which_keeps_its_least() -> None:
    long = bar(1, 5, "Sort incoming requests and say what is missing")
    found = widths([long], HEADS, 80)
    assert (found.label, found.bar) == (46, 8)
    assert widths([long], HEADS, 60).bar >= 8
