from dataclasses import replace

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from facilitator.kit.plane import Frame, Plane, PlanePoint

FRAME = Frame(
    x=("against", "for"),
    y=("little", "much"),
    quadrants=("Key Champions (1)", "Critical Blockers (1)", "Grumblers (0)", "Silent Supporters (1)"),
)
ANNA = PlanePoint("anna", 0.8, 0.9, label="AB")
BEN = PlanePoint("ben", 0.2, 0.7, symbol="▲", label="BC")
CEM = PlanePoint("cem", 0.7, 0.2, label="CD")


class PlaneApp(App[None]):
    """A plane alone on the screen, and what it tells."""

    def __init__(self, *points: PlanePoint, movable: bool = True) -> None:
        super().__init__()
        self.points, self.movable = points, movable
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield Plane(movable=self.movable)

    def on_mount(self) -> None:
        self.plane = self.query_one(Plane)
        self.plane.hint = "Nobody yet"
        self.plane.set_frame(FRAME)
        self.plane.set_points(self.points)
        self.plane.focus()

    @on(Plane.Opened)
    def _opened(self, event: Plane.Opened) -> None:
        self.told.append(f"opened {event.key}")

    @on(Plane.Placed)
    def _placed(self, event: Plane.Placed) -> None:
        self.told.append(f"placed {event.key} {event.x:.3f} {event.y:.2f}")

    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines())


async def ready(pilot: Pilot[None]) -> Plane:
    await pilot.pause()
    await pilot.pause()
    return pilot.app.query_one(Plane)


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_quadrants_axes_and_points_are_drawn() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        lines = app.lines()
        assert lines[0].startswith("Critical Blockers (1)")
        assert lines[0].rstrip().endswith("Key Champions (1)")
        assert "▲ much" in lines[1]
        assert "▼ little" in lines[-2]
        assert "◀ against" in app.text()
        assert "for ▶" in app.text()
        assert "●AB" in app.text()
        assert "▲BC" in app.text()


async def test_a_point_is_drawn_on_its_side_of_the_lines() -> None:
    app = PlaneApp(PlanePoint("a", 0.501, 0.501, label="AA"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        line = next(line for line in app.lines() if "●AA" in line)
        assert line.index("●") > line.index("│")


async def test_an_empty_plane_says_its_hint() -> None:
    app = PlaneApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Nobody yet" in app.text()
        await pressed(pilot, "up", "space", "enter", "pagedown", "shift+left")
        assert app.told == []


async def test_arrows_go_to_the_nearest_point_that_way() -> None:
    app = PlaneApp(ANNA, BEN, CEM)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        await pressed(pilot, "left")
        assert plane.current == "ben"
        await pressed(pilot, "right")
        assert plane.current == "anna"
        await pressed(pilot, "down")
        assert plane.current == "cem"


async def test_enter_opens_the_point() -> None:
    app = PlaneApp(ANNA)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pressed(pilot, "enter")
        assert app.told == ["opened anna"]


async def test_a_point_that_was_picked_up_is_moved_by_arrows_and_put_down() -> None:
    app = PlaneApp(ANNA)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pressed(pilot, "space", "right", "down", "down", "enter")
        assert app.told == ["placed anna 0.825 0.80"]


async def test_shift_and_an_arrow_picks_up_and_moves_far() -> None:
    app = PlaneApp(ANNA)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        await pressed(pilot, "shift+left")
        assert plane.held is not None
        await pressed(pilot, "space")
        assert app.told == ["placed anna 0.700 0.90"]


async def test_escape_puts_the_point_back() -> None:
    app = PlaneApp(ANNA)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        await pressed(pilot, "space", "left", "left", "escape")
        assert app.told == []
        assert plane.point == ANNA


async def test_a_point_does_not_leave_the_plane() -> None:
    app = PlaneApp(ANNA)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pressed(pilot, "space", *["shift+right"] * 5, *["shift+up"] * 5, "space")
        assert app.told == ["placed anna 1.000 1.00"]


async def test_a_point_is_dragged_with_the_mouse() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(81, 24)) as pilot:
        plane = await ready(pilot)
        start = plane._cell(0)
        await pilot.mouse_down(offset=(start[0], start[1] + 1))
        await pilot.hover(offset=(40, 12))
        await pilot.hover(offset=(20, 1))
        await pilot.mouse_up(offset=(20, 1))
        await pilot.pause()
        assert app.told == ["placed anna 0.250 1.00"]
        assert plane.held is None


async def test_a_click_alone_moves_nothing() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        column, row = plane._cell(1)
        await pilot.click(offset=(column, row + 1))
        await pilot.pause()
        assert plane.current == "ben"
        assert app.told == []


async def test_a_plane_that_is_not_movable_moves_nothing() -> None:
    app = PlaneApp(ANNA, movable=False)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        column, row = plane._cell(0)
        await pilot.mouse_down(offset=(column, row + 1))
        await pilot.hover(offset=(5, 5))
        await pilot.mouse_up(offset=(5, 5))
        await pressed(pilot, "space", "shift+left", "left")
        assert app.told == []
        assert plane.point == ANNA


async def test_points_on_one_place_show_how_many_they_are_and_can_all_be_reached() -> None:
    crowd = [PlanePoint(n, 0.9, 0.9, label=f"P{n}") for n in range(30)]
    app = PlaneApp(*crowd)
    async with app.run_test(size=(40, 10)) as pilot:
        plane = await ready(pilot)
        assert "●+" in app.text() or "9+●" in app.text()
        seen = set()
        for _ in crowd:
            seen.add(plane.current)
            await pressed(pilot, "pagedown")
        assert seen == set(range(30))


async def test_it_tells_who_stands_where_the_cursor_is() -> None:
    crowd = [PlanePoint(n, 0.9, 0.9, label=f"P{n}") for n in range(30)]
    app = PlaneApp(*crowd)
    async with app.run_test(size=(40, 10)) as pilot:
        plane = await ready(pilot)
        plane.go_to(29)
        assert 29 in plane.here
        assert len(plane.here) > 1


async def test_the_way_a_point_came_and_is_to_go_is_drawn_for_the_cursor() -> None:
    app = PlaneApp(PlanePoint("a", 0.5, 0.9, label="AA", was=(0.2, 0.9), goal=(0.9, 0.9)), BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        line = next(line for line in app.lines() if "●AA" in line)
        assert "○····" in line
        assert "····→" in line


async def test_an_earlier_place_is_drawn_without_the_cursor_too() -> None:
    app = PlaneApp(BEN, PlanePoint("a", 0.5, 0.9, label="AA", was=(0.2, 0.9)))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        line = next(line for line in app.lines() if "●AA" in line)
        assert "○" in line
        assert "··" not in line


async def test_the_cursor_stays_on_its_point_when_others_come() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        plane.go_to("ben")
        plane.set_points([CEM, ANNA, BEN])
        assert plane.current == "ben"


async def test_a_point_that_is_held_stays_held_when_others_change() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        await pressed(pilot, "space", "shift+left")
        plane.set_points([CEM, ANNA, BEN])
        await pressed(pilot, "enter")
        assert app.told == ["placed anna 0.700 0.90"]


async def test_a_point_that_is_held_and_goes_is_held_no_more() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        await pressed(pilot, "space", "left")
        plane.set_points([BEN])
        assert plane.held is None
        assert plane.current == "ben"


async def test_every_line_is_as_wide_as_the_plane_whatever_the_names() -> None:
    points = [PlanePoint(n, n / 9, 1 - n / 9, label="漢字"[: n % 3]) for n in range(10)]
    app = PlaneApp(*points)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        for size in ((80, 24), (30, 8), (12, 5), (1, 1)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert {plane.render_line(y).cell_length for y in range(plane.size.height)} == {plane.size.width}


async def test_the_way_of_a_point_hides_nobody() -> None:
    app = PlaneApp(PlanePoint("a", 0.9, 0.9, label="AA", was=(0.1, 0.9)), PlanePoint("b", 0.7, 0.9, label="BB"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        line = next(line for line in app.lines() if "●AA" in line or "AA●" in line)
        assert "····" in line
        assert "●BB" in line


async def test_the_hint_is_gone_when_there_are_points_far_from_it() -> None:
    app = PlaneApp()
    async with app.run_test(size=(60, 20)) as pilot:
        plane = await ready(pilot)
        assert "Nobody yet" in app.text()
        plane.set_points([ANNA])
        await pilot.pause()
        assert "AB" in app.text()
        assert "Nobody yet" not in app.text()


async def test_a_hint_that_is_wider_than_the_plane_is_broken_and_read_whole() -> None:
    app = PlaneApp()
    async with app.run_test(size=(30, 12)) as pilot:
        plane = await ready(pilot)
        plane.hint = "Covered: the room can see this screen. U opens the map."
        plane.set_points([])
        await pilot.pause()
        words = " ".join(app.text().replace("│", " ").split())
        assert "Covered: the room can see this screen. U opens the map." in words


async def test_the_arrow_to_where_a_point_is_wanted_hides_nobody_who_stands_there() -> None:
    app = PlaneApp(PlanePoint("a", 0.1, 0.9, label="AA", goal=(0.9, 0.9)), PlanePoint("b", 0.9, 0.9, label="BB"))
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "·→●BB" in app.text() or "·→BB●" in app.text()


async def test_a_click_puts_down_the_point_that_is_held() -> None:
    app = PlaneApp(ANNA, BEN)
    async with app.run_test(size=(81, 24)) as pilot:
        plane = await ready(pilot)
        plane.bring(PlanePoint("new", 0.5, 0.5, label="NN"))
        await pilot.click(offset=(20, 1))
        await pilot.pause()
        assert app.told == ["placed new 0.250 1.00"]
        assert plane.held is None


async def test_a_name_is_read_and_clicked_like_the_symbol_before_it() -> None:
    named = replace(BEN, name="Ben Claes")
    app = PlaneApp(ANNA, named)
    async with app.run_test(size=(80, 24)) as pilot:
        plane = await ready(pilot)
        row = next(at for at, line in enumerate(app.lines()) if "▲Ben Claes" in line)
        await pilot.click(offset=(app.lines()[row].index("Claes"), row))
        assert plane.current == "ben"


async def test_a_name_leaves_the_words_at_the_ends_of_the_axes_and_the_places_of_before() -> None:
    long = "Maximiliane Freifrau von und zu Hohenlohe"
    points = [PlanePoint("a", 0.3, 0.5, label="MH", name=long), PlanePoint("b", 0.1, 0.9, label="BB", was=(0.6, 0.5))]
    app = PlaneApp(*points)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        line = next(line for line in app.lines() if "against" in line)
        assert "◀ against" in line
        assert "for ▶" in line
        assert "○" in line


async def test_it_tells_when_other_room_may_have_brought_others_to_the_point_under_the_cursor() -> None:
    app = PlaneApp(ANNA, replace(BEN, x=0.85, y=0.9))
    told: list[object] = []
    async with app.run_test(size=(80, 24), message_hook=told.append) as pilot:
        await ready(pilot)
        told.clear()
        await pilot.resize_terminal(20, 8)
        await pilot.pause()
        assert any(isinstance(message, Plane.Moved) for message in told)


ANNA_AT_THE_EDGE = PlanePoint("anna", 0.9, 0.8, label="AB", name="Anna Bakker-Jansen", was=(0.8, 0.8))


async def test_the_name_under_the_cursor_may_cover_where_that_one_stood_before() -> None:
    app = PlaneApp(ANNA_AT_THE_EDGE, BEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Anna Bakker-Jansen●" in app.text()
        await pressed(pilot, "left")
        assert "Anna Bakker-Jansen" not in app.text()
        assert "○" in app.text()


async def test_the_name_under_the_cursor_does_not_cover_where_others_stood_before() -> None:
    other = replace(CEM, was=(0.8, 0.8))
    app = PlaneApp(replace(ANNA_AT_THE_EDGE, was=None), other)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert app.plane.current == "anna"
        assert "○" in app.text()
        assert "Anna Bakker-Jansen" not in app.text()
