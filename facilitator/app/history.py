"""What was done, newest first; undo and redo say what they take back or do again."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.kit.rows import Row, RowColumn


async def show(run: Running) -> None:
    """The list of changes."""
    await run.ask(History(run, run.tr("History")))


async def undo(run: Running) -> None:
    """Takes back the newest change, or says why not."""
    try:
        async with run.turn:
            label = await run.session.undo()
    except FacilitatorError as error:
        run.hands.report(error)
    else:
        run.say(run.tr("Undone: {what}", what=label))


async def redo(run: Running) -> None:
    """Does the last undone change again."""
    try:
        async with run.turn:
            label = await run.session.redo()
    except FacilitatorError as error:
        run.hands.report(error)
    else:
        run.say(run.tr("Done again: {what}", what=label))


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
