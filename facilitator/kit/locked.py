"""The laptop handed round: one voter after the other, alone with a ballot, and nothing else within reach.

The facilitator comes back by a code. The App has its part in it: while ``is_locked`` it refuses every action of its
own (quit, palette, help …). No dialog is ever pushed over the locked screen; it asks within itself.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, NamedTuple, Self

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_, Translator
from facilitator.core.ids import Id
from facilitator.core.rounds import Receipt
from facilitator.kit.context import StepContext
from facilitator.kit.keybar import KeyBar

Cast = Callable[[str, Any], Awaitable[Receipt]]
"""Puts a seat's ballot into the box: (seat, value) → receipt. Raises ``FacilitatorError``."""


def is_locked(app: App[Any]) -> bool:
    """Whether a locked screen is anywhere on the stack: then no action of the App is allowed."""
    return any(getattr(screen, "locked", False) for screen in app.screen_stack)


class BallotPane(Widget):
    """What one voter fills in. It takes the focus itself and binds no ``enter``, ``escape``, ``ctrl+g`` or ``f``.

    It says all of its keys itself, ``enter`` too: ``cast_link`` makes those words a place to click.
    """

    DEFAULT_CSS = "BallotPane { height: 1fr; width: 1fr; }"

    def value(self) -> Any:
        """The ballot as it stands, ready for the box."""
        raise NotImplementedError

    def summary(self) -> str:
        """The ballot in words, read once more before it is cast."""
        raise NotImplementedError


def cast_link(words: str) -> Content:
    """Words of a ballot that a click makes do what ``enter`` does."""
    return Content.styled(words, Style.from_meta({"@click": "screen.ask"}))


class LockedWords(NamedTuple):
    """What the locked screen says, each to be translated: by default of a vote."""

    following: str = N_("Next voter: press enter.")
    standing: str = N_("{voted} of {voters} have voted.")
    full: str = N_("Everybody has voted.\n\nPlease give the laptop back to the facilitator.")
    question: str = N_("Cast this ballot? It cannot be changed afterwards.")
    keys: str = N_("c: cast it · b: back to the ballot")
    saved: str = N_("Your ballot is saved. Receipt: {code}")
    wrong_code: str = N_("This is not the code. Escape goes back to the ballot.")


def locked_bindings(cast: str, back: str, *, said: bool = False) -> list[BindingType]:
    """The keys of a locked screen; ``cast`` and ``back``: what two of them are called, marked with ``N_``. ``said``:
    whether the line of keys says how a ballot is cast."""
    return [
        Binding("enter", "begin", N_("Begin"), id="locked.begin"),
        Binding("enter", "ask", cast, show=said, id="locked.ask"),
        Binding("c", "cast", cast, id="locked.cast"),
        Binding("b,escape,backspace", "back", back, id="locked.back"),
        Binding("enter", "next", N_("Clear the screen"), id="locked.next"),
        Binding("f", "code", N_("Facilitator"), id="locked.code"),
        Binding("escape,ctrl+g", "stay", N_("Back"), id="locked.stay"),
    ]


class LockedScreen(Screen[None], inherit_bindings=False):
    """Voter after voter: *next voter* → ballot → *cast it?* → *saved* → *next voter*, until all have voted."""

    WORDS: ClassVar[LockedWords] = LockedWords()
    locked: ClassVar[bool] = True
    ALLOW_SELECT: ClassVar[bool] = False
    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = """
    LockedScreen { layout: vertical; background: $surface; }
    LockedScreen > .locked--title { height: auto; max-height: 2; padding: 0 1; text-style: bold; }
    LockedScreen > .locked--fault { height: auto; padding: 0 1; color: $text-error; display: none; }
    LockedScreen > .locked--fault.-shown { display: block; }
    LockedScreen > #middle { height: 1fr; padding: 1 2; align: center middle; }
    LockedScreen .locked--words { width: auto; max-width: 100%; height: auto; text-align: center; }
    LockedScreen .locked--words.-block { text-align: left; }
    LockedScreen > #ballot { height: 1fr; }
    LockedScreen > #code { margin: 0 1; }
    LockedScreen > .-away { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = locked_bindings(N_("Cast the ballot"), N_("Back to the ballot"))
    ALLOWED: ClassVar[dict[str, tuple[str, ...]]] = {
        "waiting": ("begin", "code"),
        "full": ("code",),
        "ballot": ("ask", "code"),
        "asking": ("cast", "back"),
        "saving": (),
        "thanks": ("next", "code"),
        "code": ("stay",),
    }
    """What each phase allows."""
    LAST_KEYS: ClassVar[tuple[str, ...]] = ()
    """Ids of the keys that stay in view however narrow the line of keys is."""

    def __init__(
        self,
        tr: Translator,
        *,
        title: str,
        standing: Callable[[], tuple[int, int]],
        ballot: Callable[[], BallotPane],
        cast: Cast,
        is_code: Callable[[str], bool],
    ) -> None:
        """``standing`` gives how many have voted, and of how many."""
        super().__init__()
        self.tr = tr
        self.heading = title
        self.phase = "waiting"
        self._standing, self._new_ballot, self._cast, self._is_code = standing, ballot, cast, is_code
        self._seat, self._before_code = "", "waiting"

    @classmethod
    def of_round(
        cls,
        context: StepContext,
        round_id: Id,
        of: int,
        ballot: Callable[[], BallotPane],
        fault: Callable[[Any], str] = lambda _value: "",
    ) -> Self:
        """The locked laptop for an open round in which so many may give a ballot.

        ``fault`` gives what is wrong with a ballot, as a sentence to be translated; empty when it may be cast.
        """
        tr, rounds = context.tr, context.rounds

        def standing() -> tuple[int, int]:
            return rounds.standing(round_id).ballots, of

        async def cast(seat: str, value: Any) -> Receipt:
            if said := fault(value):
                raise FacilitatorError(tr(said))
            return await rounds.cast(round_id, seat, value, "laptop", final=True)

        title, is_code = context.view.title, context.is_code
        return cls(tr, title=title, standing=standing, ballot=ballot, cast=cast, is_code=is_code)

    def compose(self) -> ComposeResult:
        """Title, fault, words or ballot, keys."""
        yield Static(Content(self.heading), classes="locked--title")
        yield Static(classes="locked--fault")
        with Vertical(id="middle"):
            yield Static(classes="locked--words")
        yield Vertical(id="ballot", classes="-away")
        yield Input(password=True, id="code", classes="-away")
        yield KeyBar(self.tr, last=self.LAST_KEYS)

    def on_mount(self) -> None:
        """Ready for the first voter."""
        self.action_next()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the phase allows."""
        return action in self.ALLOWED[self.phase]

    def _go(self, phase: str, words: str = "", fault: str = "") -> None:
        self.phase = phase
        self.query_one(".locked--words", Static).update(Content(words))
        self.query_one("#middle").set_class(phase in ("ballot", "code"), "-away")
        self.query_one(".locked--words").set_class(phase == "asking", "-block")
        self.query_one("#ballot").set_class(phase != "ballot", "-away")
        self.query_one("#code").set_class(phase != "code", "-away")
        self.query_one(".locked--fault", Static).update(Content(fault))
        self.query_one(".locked--fault").set_class(bool(fault), "-shown")
        if phase not in ("ballot", "code"):
            self.set_focus(None)
        self.refresh_bindings()

    def action_next(self) -> None:
        """Clears whatever the last voter left and waits for the next one."""
        tr = self.tr
        voted, of = self._standing()
        self.query_one("#ballot").remove_children()
        if voted >= of:
            self._go("full", tr(self.WORDS.full))
        else:
            said = tr(self.WORDS.standing, voted=voted, voters=of)
            self._go("waiting", f"{tr(self.WORDS.following)}\n\n{said}")

    @property
    def _pane(self) -> BallotPane:
        return self.query_one(BallotPane)

    def _fill_in(self, fault: str = "") -> None:
        self._go("ballot", fault=fault)
        next(widget for widget in self._pane.walk_children(Widget, with_self=True) if widget.can_focus).focus()

    @work(exclusive=True, group="locked")
    async def action_begin(self) -> None:
        """A fresh ballot for the next voter."""
        self._go("saving")
        self._seat = secrets.token_hex(16)
        holder = self.query_one("#ballot")
        await holder.remove_children()
        await holder.mount(self._new_ballot())
        self._fill_in()

    def action_ask(self) -> None:
        """Shows the ballot once more; only the next step is final."""
        tr = self.tr
        question = tr(self.WORDS.question)
        keys = tr(self.WORDS.keys)
        self._go("asking", f"{self._pane.summary()}\n\n{question}\n\n{keys}")

    def action_back(self) -> None:
        """Back to filling in."""
        self._fill_in()

    @work(exclusive=True, group="locked")
    async def action_cast(self) -> None:
        """Casts; what is on the screen stays when the box does not take it."""
        self._go("saving", self.tr("Saving…"))
        try:
            receipt = await self._cast(self._seat, self._pane.value())
        except FacilitatorError as error:
            self._fill_in(error.said(self.tr))
            return
        await self.query_one("#ballot").remove_children()
        said = self.tr(self.WORDS.saved, code=receipt.code)
        self._go("thanks", f"{said}\n\n{self.tr('Press enter to clear the screen, then pass the laptop on.')}")

    def action_code(self) -> None:
        """Asks for the facilitator's code; a ballot that was begun waits meanwhile."""
        self._before_code = self.phase
        code = self.query_one("#code", Input)
        code.value = ""
        self._go("code")
        code.placeholder = self.tr("The facilitator's code")
        code.focus()

    def action_stay(self) -> None:
        """Back to where the voter was."""
        if self._before_code == "ballot":
            self._fill_in()
        else:
            self.action_next()

    @on(Input.Submitted, "#code")
    def _code_entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self.phase != "code":
            return
        if self._is_code(event.value):
            self.dismiss(None)
            return
        event.input.value = ""
        self._go("code", fault=self.tr(self.WORDS.wrong_code))


class HandInScreen(LockedScreen, inherit_bindings=False):
    """The same for a round that is no vote: everybody hands in a list. Who does it is for its kind to say."""

    WORDS: ClassVar[LockedWords] = LockedWords(
        question=N_("Hand this in? It cannot be changed afterwards."),
        keys=N_("c: hand it in · b: back to the list"),
        wrong_code=N_("This is not the code. Escape goes back."),
    )
    BINDINGS: ClassVar[list[BindingType]] = locked_bindings(N_("Hand in"), N_("Back to the list"), said=True)
    LAST_KEYS: ClassVar[tuple[str, ...]] = ("locked.ask", "locked.code")
