"""Run: one session on the screen, its agenda at the left, the step in the middle, the clock below."""

from collections.abc import Iterator
from importlib import import_module
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from facilitator.app.alarms import Alarms
from facilitator.app.commands import Command
from facilitator.app.finished import TAKE_UP
from facilitator.app.run_agenda import Agenda, step_number
from facilitator.app.run_banner import Banner
from facilitator.app.run_clock import ClockLine
from facilitator.app.run_head import StepHead
from facilitator.app.run_keys import REPEATED, offered, works
from facilitator.app.run_pulse import BEAT
from facilitator.app.run_step import Middle, StepPane
from facilitator.app.running import Running, Shell
from facilitator.core.i18n import N_
from facilitator.kit.keybar import KeyBar
from facilitator.kit.locked import is_locked
from facilitator.kit.rows import Rows
from facilitator.session.session import Session
from facilitator.session.views import title_of


class RunScreen(Screen[None]):
    """The screen of a running session."""

    CSS_PATH = "run.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    HELP: ClassVar[str] = N_(
        "One step after the other: **n** goes on, **p** goes back, nothing is lost by either. **t** starts and stops "
        "the clock. The room can see this screen, so notes, authors and hidden cards stay closed until you open them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "walk(1)", N_("Next step"), id="run.next"),
        Binding("p", "walk(-1)", N_("Previous step"), id="run.previous"),
        Binding("t", "open('run_clock_menu')", N_("Clock"), id="run.clock"),
        Binding("t", "open('finished', 'take_up')", TAKE_UP, id="run.clock"),
        Binding("f12", "agenda", N_("Agenda"), id="run.agenda"),
        Binding("ctrl+f", "fold", N_("Fold the prompt"), show=False, id="run.fold"),
        Binding("f2", "open('notes')", N_("Notes"), id="run.notes"),
        Binding("f3", "open('plan')", N_("Plan"), id="run.plan"),
        Binding("f5", "open('reload')", N_("Load again"), id="run.reload"),
        Binding("f6", "open('people')", N_("People"), id="run.people"),
        Binding("f7", "open('history')", N_("History"), id="run.history"),
        Binding("f8", "open('kept')", N_("Kept"), id="run.kept"),
        Binding("f9", "open('export')", N_("Export"), id="run.export"),
        Binding("ctrl+o", "open('import_door')", N_("Import…"), id="run.import"),
        Binding("ctrl+s", "open('search')", N_("Search"), id="run.search"),
        Binding("ctrl+z", "open('history', 'undo')", N_("Undo"), id="run.undo"),
        Binding("ctrl+y", "open('history', 'redo')", N_("Redo"), id="run.redo"),
        Binding("f10,ctrl+l", "open('leaving')", N_("Back to Home"), id="run.leave"),
    ]

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__()
        self.session, self.tr = session, shell.tr
        self.run = Running(session, shell, self.renew)
        self._opening: set[tuple[str, str]] = set()

    def compose(self) -> ComposeResult:
        """Banner, agenda and step, clock, keys."""
        yield Banner(self.session.store, self.tr, id="banner")
        with Middle(self.run, id="middle"):
            self.run.pointer = agenda = Agenda(self.session, self.tr, id="agenda")
            yield agenda
            with Vertical(id="step-side"):
                yield StepHead(self.tr, id="head")
                yield StepPane(self.run, id="step")
        yield ClockLine(self.session, self.tr, id="clock")
        yield KeyBar(self.tr)

    def on_mount(self) -> None:
        """Shows the step at which the session stands, then what is to be said at the beginning."""
        self.session.on_change(self._changed)
        self.set_interval(BEAT, self._beat)
        self.set_interval(1, Alarms(self.run).tick)
        self.renew()
        self.action_open("welcome")

    def _changed(self, tables: frozenset[str]) -> None:
        pane = self.query_one_optional(StepPane) if self.is_attached else None
        if pane is None:
            return
        step = self.run.step
        if (step.id if step else None) != pane.step:
            self.renew()
            return
        pane.changed(tables)
        if tables & {"steps", "clock", "days"}:
            self.query_one(Agenda).renew()
            self.query_one(ClockLine).tick()
        if "steps" in tables:
            self._head()
        self.call_after_refresh(self.refresh_bindings)  # what has changed is drawn first

    @work(group="step")
    async def renew(self) -> None:
        """Shows the current step afresh."""
        pane, agenda = self.query_one(StepPane), self.query_one(Agenda)
        await pane.show()
        if not (pane.is_attached and self.query(StepHead)):
            return  # the session was closed meanwhile
        self._head()
        agenda.renew()
        agenda.to_current()
        self.query_one(ClockLine).tick()
        self.refresh_bindings()

    def _head(self) -> None:
        step, pane = self.run.step, self.query_one(StepPane)
        if step is None:
            self.query_one(StepHead).show(self.session.info.title, None, "")
            return
        view, activity = pane.view, pane.activity
        prompt = view.prompt if view and not (activity and activity.SHOWS_PROMPT) else ""
        title = title_of(self.session, step)
        place, content = step_number(self.session.steps, step), bool(view and (view.items or view.tasks))
        self.query_one(StepHead).show(title, place, prompt, step=step.id, content=content)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is there only while it does something."""
        return works(self.run, action, parameters)

    def commands(self) -> Iterator[Command]:
        """What the palette offers beside the keys."""
        yield from offered(self.run, self.action_open)

    @work(group="open")
    async def action_open(self, what: str, part: str = "show") -> None:
        """Opens one of Run's dialogs; its module is loaded now. A key pressed twice opens it once."""
        if (what, part) in self._opening:
            return
        if part not in REPEATED:
            self._opening.add((what, part))
        try:
            await getattr(import_module(f"facilitator.app.{what}"), part)(self.run)
        finally:
            self._opening.discard((what, part))

    @work(group="walk")
    async def action_walk(self, direction: int) -> None:
        """Goes to the next or previous step."""
        await self.run.to_neighbour(direction)

    def action_agenda(self, back: bool = False) -> None:
        """Agenda hidden → shown with the focus → hidden; on a wide screen it is there from the start.

        ``back``: only the focus goes back to the step where both are in view.
        """
        agenda = self.query_one(Agenda)
        if back and self.has_class("-wide"):
            self.query_one(StepPane).focus_step()
            return
        if agenda.display and not agenda.has_focus and self.has_class("-wide"):
            agenda.focus()
            return
        self.toggle_class("-agenda")
        if self.has_class("-agenda") == self.has_class("-narrow"):
            agenda.focus()
        else:
            self.query_one(StepPane).focus_step()

    def action_fold(self) -> None:
        """Hides or shows what everybody reads."""
        self.query_one(StepHead).on_click()

    @on(Rows.Chosen, "#agenda")
    @work(group="walk", exclusive=True)
    async def _chosen(self, event: Rows.Chosen) -> None:
        if self.has_class("-narrow"):
            self.remove_class("-agenda")
        if not await self.run.go_to(str(event.key)):
            self.query_one(StepPane).focus_step()

    @on(ClockLine.Pressed)
    @on(Banner.Pressed)
    def _pressed(self, event: Message) -> None:
        clock: tuple[tuple[str, ...], ...] = (("run_clock_menu",), ("finished", "take_up"))
        wanted = clock if isinstance(event, ClockLine.Pressed) else (("reload",),)
        for parameters in wanted:
            if works(self.run, "open", parameters):
                self.action_open(*parameters)

    def _beat(self) -> None:
        self.run.pulse.beat()
        if self.run.pulse.needs_answer and not is_locked(self.app):
            self.action_open("welcome", "silence")
