import pytest
from textual.app import App, ComposeResult

from facilitator.kit.big import DIGITS, BigTime, drawn


def test_a_time_is_drawn_in_dots_of_two_cells() -> None:
    assert drawn("1:", 12, 5) == ["  ██      ", "████    ██", "  ██      ", "  ██    ██", "██████    "]


@pytest.mark.parametrize(
    ("width", "height", "lines"),
    [(34, 5, 5), (67, 60, 5), (68, 10, 10), (200, 11, 10), (200, 60, 25), (33, 5, 1), (34, 4, 1)],
)
def test_the_largest_size_that_fits_is_taken(width: int, height: int, lines: int) -> None:
    picture = drawn("13:00", width, height)
    assert len(picture) == lines
    assert len({len(line) for line in picture}) == 1
    assert len(picture[0]) <= width


@pytest.mark.parametrize("text", ["", "soon", "12h"])
def test_what_is_no_time_stays_text(text: str) -> None:
    assert drawn(text, 80, 24) == [text]


def test_no_two_digits_look_alike() -> None:
    assert len(set(DIGITS.values())) == len(DIGITS)


async def test_the_picture_stands_in_the_middle() -> None:
    class Clock(App[None]):
        def compose(self) -> ComposeResult:
            yield BigTime()

    app = Clock()
    async with app.run_test(size=(40, 9)) as pilot:
        app.query_one(BigTime).update("13:00")
        await pilot.pause()
        lines = [app.query_one(BigTime).render_line(y).text for y in range(9)]
        assert [bool(line.strip()) for line in lines] == [False, False, *[True] * 5, False, False]
        assert lines[2].startswith("   ")
        assert {len(line) for line in lines} == {40}
