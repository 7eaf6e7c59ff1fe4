from typing import Any, ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.keys import Keys
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import Translator
from facilitator.core.rounds import Receipt
from facilitator.kit.locked import BallotPane, LockedScreen, is_locked

TR = Translator()


class OneField(BallotPane, can_focus=True):
    """A ballot on which digits are written."""

    BINDINGS: ClassVar[list[Any]] = [Binding(digit, f"write('{digit}')", digit) for digit in "0123456789"]

    def __init__(self) -> None:
        super().__init__()
        self.written = ""

    def render(self) -> str:
        return f"written: {self.written}"

    def action_write(self, digit: str) -> None:
        self.written += digit
        self.refresh()

    def value(self) -> Any:
        return self.written

    def summary(self) -> str:
        return f"You chose: {self.written}"


class Host(App[None]):
    """An app with dangerous keys of its own, which plays its part while the laptop is locked."""

    BINDINGS: ClassVar[list[Any]] = [
        Binding("n", "danger", "Next", priority=True),
        Binding("f5,ctrl+z,ctrl+n,question_mark,t,p", "danger", "Danger"),
    ]

    def __init__(self, voters: int = 3) -> None:
        super().__init__()
        self.voters = voters
        self.cast: list[tuple[str, Any]] = []
        self.dangers = 0
        self.refuse = ""

    def compose(self) -> ComposeResult:
        yield Static("behind")

    def on_mount(self) -> None:
        self.lock()

    def lock(self) -> None:
        self.push_screen(
            LockedScreen(
                TR,
                title="What [red]first[/nope]?",
                standing=lambda: (len(self.cast), self.voters),
                ballot=OneField,
                cast=self.into_box,
                is_code=lambda code: code == "4711",
            )
        )

    async def into_box(self, seat: str, value: Any) -> Receipt:
        if self.refuse:
            raise FacilitatorError(self.refuse)
        self.cast.append((seat, value))
        return Receipt("0ABCDEFG", 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not is_locked(self)

    def action_danger(self) -> None:
        self.dangers += 1

    @property
    def locked_screen(self) -> LockedScreen:
        assert isinstance(self.screen, LockedScreen)
        return self.screen

    def words(self) -> str:
        return "\n".join(strip.text for strip in self.screen._compositor.render_strips())


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def vote(pilot: Pilot[None], text: str) -> None:
    await pressed(pilot, "enter")
    await pressed(pilot, *text, "enter", "c")


async def test_a_voter_begins_fills_in_confirms_and_clears() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Next voter: press enter." in app.words()
        await pressed(pilot, "enter")
        await pressed(pilot, "1", "2")
        await pressed(pilot, "enter")
        assert "You chose: 12" in app.words()
        assert app.cast == []
        await pressed(pilot, "c")
        assert "Receipt: 0ABCDEFG" in app.words()
        assert [value for _, value in app.cast] == ["12"]
        await pressed(pilot, "enter")
        assert "1 of 3 have voted." in app.words()


async def test_enter_alone_never_casts() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pressed(pilot, *["enter"] * 20)
        assert app.cast == []


async def test_nothing_of_a_ballot_stays_for_the_next_voter() -> None:
    app = Host()
    async with app.run_test() as pilot:
        for _ in range(2):
            await vote(pilot, "31415")
            assert "31415" not in app.words()
            await pressed(pilot, "enter")
            assert "31415" not in app.words()
        await pressed(pilot, "enter")
        assert app.locked_screen.query_one(OneField).written == ""


async def test_one_can_go_back_before_casting() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pressed(pilot, "enter")
        await pressed(pilot, "1", "enter", "b", "2", "enter", "c")
        assert [value for _, value in app.cast] == ["12"]


async def test_every_voter_has_another_seat() -> None:
    app = Host()
    async with app.run_test() as pilot:
        for text in "123":
            await vote(pilot, text)
            await pressed(pilot, "enter")
        assert len({seat for seat, _ in app.cast}) == 3


async def test_when_everybody_has_voted_no_further_ballot_begins() -> None:
    app = Host(voters=1)
    async with app.run_test() as pilot:
        await vote(pilot, "1")
        await pressed(pilot, "enter")
        assert "Everybody has voted." in app.words()
        await vote(pilot, "2")
        assert len(app.cast) == 1


async def test_a_ballot_that_the_box_refuses_stays_and_keeps_its_seat() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        app.refuse = "The disk is full."
        await vote(pilot, "77")
        assert "The disk is full." in app.words()
        assert app.locked_screen.query_one(OneField).written == "77"
        seat, app.refuse = app.locked_screen._seat, ""
        await pressed(pilot, "enter", "c")
        assert app.cast == [(seat, "77")]


async def test_the_code_brings_the_facilitator_back() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pressed(pilot, "f")
        await pressed(pilot, *"4711", "enter")
        assert not isinstance(app.screen, LockedScreen)


@pytest.mark.parametrize("code", ["", "4712", "47111", " "])
async def test_another_code_says_so_and_stays_locked(code: str) -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "f")
        await pressed(pilot, *("space" if c == " " else c for c in code), "enter")
        assert isinstance(app.screen, LockedScreen)
        assert "This is not the code." in app.words()


async def test_the_code_is_not_shown() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "f")
        await pressed(pilot, *"4711")
        assert "4711" not in app.words()


async def test_a_voter_who_touches_the_code_gets_back_to_the_ballot() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pressed(pilot, "enter")
        await pressed(pilot, "7", "f")
        await pressed(pilot, "9", "escape", "enter", "c")
        assert [value for _, value in app.cast] == ["7"]


ALL_KEYS = sorted(
    {key.value for key in Keys if not key.value.startswith("<")} | set("abcdefghijklmnopqrstuvwxyz0123456789")
)
PHASES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "waiting": ((), {"enter", "f"}),
    "ballot": (("enter",), {"enter", "f"}),
    "asking": (("enter", "1", "enter"), {"b", "c", "escape", "backspace"}),
    "thanks": (("enter", "1", "enter", "c"), {"enter", "f"}),
    "code": (("f",), {"escape", "ctrl+g"}),
}
"""How one gets to a phase, and the keys that lead out of it."""


@pytest.mark.parametrize("phase", PHASES)
async def test_every_key_in_every_phase_does_nothing_but_vote(phase: str) -> None:
    app = Host(voters=2)
    way, out = PHASES[phase]
    # ctrl+m and ctrl+i are enter and tab
    harmless = [key for key in ALL_KEYS if key not in out | ({"ctrl+m"} if "enter" in out else set())]
    async with app.run_test(size=(80, 24)) as pilot:
        for step in way:
            await pressed(pilot, step)
        ballots = len(app.cast)
        for start in range(0, len(harmless), 20):
            for key in harmless[start : start + 20]:
                app.post_message(Key(key, key if len(key) == 1 else None))
            await pressed(pilot)
            assert app.locked_screen.phase == phase, harmless[start : start + 20]
            assert len(app.screen_stack) == 2
        assert app.is_running
        assert app.dangers == 0
        assert len(app.cast) == ballots
        for key in sorted(out):
            await pressed(pilot, key)
            assert isinstance(app.screen, LockedScreen), key
            assert app.dangers == 0


async def test_clicks_everywhere_do_nothing_but_vote() -> None:
    app = Host()
    async with app.run_test(size=(40, 12)) as pilot:
        await pressed(pilot, "enter")
        for y in range(12):
            for x in (1, 8, 20, 39):
                await pilot.click(offset=(x, y))
                assert isinstance(app.screen, LockedScreen)
                assert len(app.screen_stack) == 2
        assert app.dangers == 0
        assert len(app.cast) <= 1


async def test_the_keys_at_the_bottom_are_only_its_own() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)):
        bottom = app.words().splitlines()[-1]
        assert "Begin" in bottom
        assert "Danger" not in bottom
        assert "Next" not in bottom


async def test_the_locked_screen_inherits_no_binding() -> None:
    async with Host().run_test() as pilot:
        keys = set(pilot.app.screen._bindings.key_to_bindings)
        assert keys == {"enter", "c", "b", "escape", "backspace", "f", "ctrl+g"}


async def test_markup_in_the_title_is_plain_text() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)):
        assert "What [red]first[/nope]?" in app.words()


async def test_a_tiny_terminal_and_back_changes_nothing() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter")
        await pressed(pilot, "1")
        await pilot.resize_terminal(20, 5)
        await pilot.resize_terminal(80, 24)
        await pressed(pilot, "2", "enter", "c")
        assert [value for _, value in app.cast] == ["12"]


async def test_locked_is_the_app_while_any_screen_of_it_is() -> None:
    app = Host()
    async with app.run_test() as pilot:
        assert is_locked(app)
        await pressed(pilot, "f")
        await pressed(pilot, *"4711", "enter")
        assert not is_locked(app)
        await pressed(pilot, "n")
        assert app.dangers == 1
