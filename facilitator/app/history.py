"""What was done, newest first; undo and redo say what they take back or do again."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.kit.rows import Row, RowColumn
from facilitator.session.agenda import place_kept


async def show(run: Running) -> None:
    """The list of changes."""
    await run.ask(History(run, run.tr("History")))


async def undo(run: Running) -> None:
    """Takes back the newest change, or says why not."""
    await _moved(run, run.session.undo, N_("Undone: {what}"))


async def redo(run: Running) -> None:
    """Does the last undone change again."""
    await _moved(run, run.session.redo, N_("Done again: {what}"))


async def _moved(run: Running, act: Callable[[], Awaitable[str]], words: str) -> None:
    """Undoes or does again; a session that stood at a step which is gone by that goes to one near it."""
    async with run.turn:
        steps = run.session.steps
        try:
            label = await act()
        except FacilitatorError as error:
            run.hands.report(error)
            return
        change = place_kept(run.session, steps)
        if change is not None:
            await run.hands.apply(change)
    run.say(run.tr(words, what=label))


class History(Panel):
    """The changes with their times."""

    empty: ClassVar[str] = N_("Nothing has been done yet that could be undone.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", N_("Undo"), id="history.undo"),
        Binding("ctrl+y", "redo", N_("Redo"), id="history.redo"),
    ]

    def columns(self) -> Sequence[RowColumn]:
        """Time, what was done, whether it stands."""
        return [RowColumn(self.tr("Time"), 8), RowColumn(self.tr("What")), RowColumn("", 16)]

    def rows(self) -> Sequence[Row]:
        """Newest first."""
        tr = self.tr
        states = {"done": "", "undone": tr("undone"), "barrier": tr("seen by others")}
        return [
            Row(entry.id, (entry.at[11:19], entry.label, states[entry.state]), "dim" if entry.state == "undone" else "")
            for entry in reversed(self.run.session.history)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo and redo only where there is something for them."""
        entries = self.run.session.history
        if action in ("undo", "redo"):
            wanted = action == "redo"
            return not self.run.read_only and any((entry.state == "undone") is wanted for entry in entries)
        return super().check_action(action, parameters)

    @work(exclusive=True, group="history")
    async def action_undo(self) -> None:
        """Takes back the newest change."""
        await undo(self.run)
        self.renew()

    @work(exclusive=True, group="history")
    async def action_redo(self) -> None:
        """Does the last undone change again."""
        await redo(self.run)
        self.renew()
