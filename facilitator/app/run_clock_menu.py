"""The menu of the clock: start or pause, more or fewer minutes, until when, countdown, catching up, the day's end."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from facilitator.app import clock_acts
from facilitator.app.clock import add, pause, start, today
from facilitator.app.running import Running
from facilitator.core.i18n import N_, Translator
from facilitator.kit.dialog import Dialog
from facilitator.kit.menu import Menu
from facilitator.kit.rows import Row, RowColumn, Rows


class ClockMenu(Dialog[str | None]):
    """Answers the word of what was chosen: ``turn`` (start or pause), ``+1``, ``+5``, ``-1``, ``-5``, ``catch_up`` …"""

    ok: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t,space", "take('turn')", N_("Start or pause"), id="clock.turn"),
        Binding("plus,equals_sign", "take('+1')", N_("+1 minute"), show=False, id="clock.plus"),
        Binding("minus,underscore", "take('-1')", N_("−1 minute"), show=False, id="clock.minus"),
        Binding("greater_than_sign,5", "take('+5')", N_("+5 minutes"), show=False, id="clock.plus5"),
        Binding("less_than_sign,4", "take('-5')", N_("−5 minutes"), show=False, id="clock.minus5"),
        Binding("u", "take('until')", N_("Until a clock time"), id="clock.until"),
        Binding("w", "take('countdown')", N_("Countdown"), id="clock.countdown"),
        Binding("c", "take('catch_up')", N_("Catch up"), id="clock.catch-up"),
        Binding("e", "take('day_end')", N_("End of the day"), show=False, id="clock.day-end"),
        Binding("k", "take('check')", N_("Check the plan"), show=False, id="clock.check"),
    ]

    def __init__(self, tr: Translator, title: str, *, running: bool, counting: bool, begun: bool) -> None:
        super().__init__(tr, title)
        self._runs, self._counts, self._begun = running, counting, begun

    def body(self) -> ComposeResult:
        """One line per choice, with its key."""
        tr = self.tr
        lines = [
            ("turn", "t", tr("Pause the clock") if self._runs else tr("Start the clock")),
            ("+1", "+", tr("One minute more")),
            ("+5", ">", tr("Five minutes more")),
            ("-1", "-", tr("One minute less")),
            ("-5", "<", tr("Five minutes less")),
            ("until", "u", tr("Until a clock time…")),
            ("countdown", "w", tr("Stop the countdown") if self._counts else tr("Countdown beside it…")),
            ("catch_up", "c", tr("Catch up…")),
            ("day_end", "e", tr("End of the day…")),
            ("check", "k", tr("Check the plan")),
        ]
        rows = [Row(key, (mark, text)) for key, mark, text in lines if self._works(key)]
        yield Menu([RowColumn("", 1), RowColumn("")], rows, id="choices")

    def _works(self, what: object) -> bool:
        return self._begun or what != "day_end"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A day that has not begun has no end to change."""
        return self._works(parameters[0]) if action == "take" else super().check_action(action, parameters)

    def action_take(self, what: str) -> None:
        """Chooses by key."""
        self.dismiss(what)

    @on(Rows.Chosen)
    def _chosen(self, event: Rows.Chosen) -> None:
        self.dismiss(str(event.key))


async def show(run: Running) -> None:
    """Asks and does it."""
    session, tr = run.session, run.tr
    clock = session.clock
    running = clock.since is not None
    title = tr("Clock: running") if running else tr("Clock: stands still")
    counting, begun = clock.countdown is not None, today(session) is not None
    answer = await run.ask(ClockMenu(tr, title, running=running, counting=counting, begun=begun))
    if answer == "turn":
        await run.hands.apply(pause(session) if session.clock.since is not None else start(session))
    elif answer in clock_acts.ACTS:
        await clock_acts.ACTS[answer](run)
    elif answer is not None:
        await run.hands.apply(add(session, int(answer)))
