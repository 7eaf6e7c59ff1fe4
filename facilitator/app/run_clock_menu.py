"""The menu of the clock: start or pause, more or fewer minutes."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from facilitator.app.clock import add, pause, start
from facilitator.app.running import Running
from facilitator.core.i18n import N_, Translator
from facilitator.kit.dialog import Dialog
from facilitator.kit.rows import Row, RowColumn, Rows


class ClockMenu(Dialog[str | None]):
    """Answers ``turn`` (start or pause), ``+1``, ``+5``, ``-1`` or ``-5``."""

    ok: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,space", "take('turn')", N_("Start or pause"), id="clock.turn"),
        Binding("plus,equals_sign", "take('+1')", N_("+1 minute"), id="clock.plus"),
        Binding("minus,underscore", "take('-1')", N_("−1 minute"), id="clock.minus"),
        Binding("greater_than_sign,5", "take('+5')", N_("+5 minutes"), id="clock.plus5"),
        Binding("less_than_sign,4", "take('-5')", N_("−5 minutes"), id="clock.minus5"),
    ]

    def __init__(self, tr: Translator, title: str, *, running: bool) -> None:
        super().__init__(tr, title)
        self._runs = running

    def body(self) -> ComposeResult:
        """One line per choice, with its key."""
        tr = self.tr
        turn = tr("Pause the clock") if self._runs else tr("Start the clock")
        lines = [
            ("turn", "t", turn),
            ("+1", "+", tr("One minute more")),
            ("+5", ">", tr("Five minutes more")),
            ("-1", "-", tr("One minute less")),
            ("-5", "<", tr("Five minutes less")),
        ]
        rows = [Row(key, (mark, text)) for key, mark, text in lines]
        yield Rows([RowColumn("", 1), RowColumn("")], rows, id="choices")

    def action_take(self, what: str) -> None:
        """Chooses by key."""
        self.dismiss(what)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(str(event.key))


async def show(run: Running) -> None:
    """Asks and does it."""
    session, tr = run.session, run.tr
    running = session.clock.since is not None
    title = tr("Clock: running") if running else tr("Clock: stands still")
    answer = await run.ask(ClockMenu(tr, title, running=running))
    if answer == "turn":
        await run.hands.apply(pause(session) if session.clock.since is not None else start(session))
    elif answer is not None:
        await run.hands.apply(add(session, int(answer)))
