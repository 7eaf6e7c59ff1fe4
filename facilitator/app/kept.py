"""Parked thoughts, notes and decisions: one key each from any screen, and the list of them."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.ids import new_id
from facilitator.core.records import Note
from facilitator.core.text import line
from facilitator.kit.dialogs import AskLine, AskText
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.views import title_of

What = Literal["parked", "note", "decision"]
TITLES: dict[What, str] = {"parked": N_("Parked thought"), "note": N_("Note"), "decision": N_("Decision")}
LABELS: dict[What, str] = {
    "parked": N_("park a thought"),
    "note": N_("keep a note"),
    "decision": N_("keep a decision"),
}
SHORT = 60
"""Most characters of a thought in the history."""
SAID: dict[What, str] = {"parked": N_("Parked."), "note": N_("Note kept."), "decision": N_("Decision kept.")}


async def show(run: Running) -> None:
    """The list. Notes of the facilitator are closed while the room can see the screen."""
    await run.ask(Kept(run, run.tr("Parked thoughts, decisions, notes")))


async def parked(run: Running) -> None:
    """Keeps a thought for later."""
    await keep(run, "parked")


async def note(run: Running) -> None:
    """Keeps a note."""
    await keep(run, "note")


async def decision(run: Running) -> None:
    """Keeps a decision."""
    await keep(run, "decision")


async def keep(run: Running, what: What) -> None:
    """Asks for one line and keeps it with step and time. What was typed comes back when it cannot be saved."""
    tr, typed = run.tr, ""
    while True:
        answer = await run.ask(AskLine(tr, tr(TITLES[what]), value=typed))
        if not answer:
            return
        step = run.step
        record = Note(id=new_id(), what=what, text=answer, at=run.session.moment(), step=step.id if step else None)
        if await run.hands.apply(Change(tr(LABELS[what]), (record,))):
            run.say(tr(SAID[what]))
            return
        typed = answer


class Kept(Panel):
    """What was kept, oldest first."""

    chooses: ClassVar[bool] = True
    empty: ClassVar[str] = N_("Nothing kept yet. Ctrl+t parks a thought, ctrl+r keeps a decision, ctrl+n a note.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,d", "done", N_("Done or not"), id="kept.done"),
        Binding("e", "edit", N_("Change the text"), id="kept.edit"),
        Binding("delete,x", "drop", N_("Remove"), id="kept.drop"),
        Binding("ctrl+t", "keep('parked')", N_("Parked thought"), id="kept.parked"),
        Binding("ctrl+r", "keep('decision')", N_("Decision"), id="kept.decision"),
        Binding("ctrl+n", "keep('note')", N_("Note"), id="kept.note"),
        Binding("v", "open_notes", N_("Show notes"), id="kept.open"),
    ]

    def __init__(self, run: Running, title: str) -> None:
        super().__init__(run, title)
        self._open = run.private

    @property
    def _notes(self) -> list[Note]:
        found = self.run.session.table(Note).values()
        return sorted(
            (note for note in found if self._open or note.what != "note"), key=lambda note: (note.at, note.id)
        )

    @property
    def _hidden_notes(self) -> int:
        return 0 if self._open else sum(n.what == "note" for n in self.run.session.table(Note).values())

    @property
    def _current(self) -> Note | None:
        return self.run.session.table(Note).get(str(self.list.current)) if self.is_mounted else None

    def columns(self) -> Sequence[RowColumn]:
        """Done, what it is, text, where, when."""
        tr = self.tr
        return [
            RowColumn("", 1),
            RowColumn("", max(len(tr(title)) for title in TITLES.values())),
            RowColumn(tr("Text"), fraction=3),
            RowColumn(tr("Step"), from_width=70),
            RowColumn(tr("Time"), 5),
        ]

    def rows(self) -> Sequence[Row]:
        """As they came."""
        tr, session = self.tr, self.run.session
        titles = {step.id: title_of(session, step) for step in session.steps}
        return [
            Row(
                note.id,
                (
                    "✓" if note.done else " ",
                    tr(TITLES[note.what]),
                    note.text,
                    titles.get(note.step or "", ""),
                    note.at[11:16],
                ),
                "dim" if note.done else "",
            )
            for note in self._notes
        ]

    def words(self) -> str:
        """How many are open, and what is closed."""
        waiting = sum(n.what == "parked" and not n.done for n in self.run.session.table(Note).values())
        return self.tr.n("{n} parked thought is open.", "{n} parked thoughts are open.", waiting) + self._hidden

    @property
    def _hidden(self) -> str:
        if not self._hidden_notes:
            return ""
        return " " + self.tr.n(
            "{n} note is closed: the room can see this screen.",
            "{n} notes are closed: the room can see this screen.",
            self._hidden_notes,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one entry only where there is one."""
        if action in ("done", "edit", "drop"):
            return self._current is not None and not self.run.read_only
        if action == "keep":
            return not self.run.read_only
        if action == "open_notes":
            return bool(self._hidden_notes)
        return super().check_action(action, parameters)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @work(group="kept")
    async def action_done(self) -> None:
        """Done, or open again."""
        note = self._current
        if note is not None:
            text = self._named(note)
            label = self.tr("open “{text}” again", text=text) if note.done else self.tr("done: “{text}”", text=text)
            await self._apply(Change(label, (replace(note, done=not note.done),)))

    @on(Rows.Chosen)
    @work(group="kept")
    async def action_edit(self) -> None:
        """Changes the text."""
        note = self._current
        if note is None or self.run.read_only:
            return
        typed = await self.app.push_screen_wait(AskText(self.tr, self.tr(TITLES[note.what]), value=note.text))
        if typed and typed != note.text:
            await self._apply(Change(self.tr("change “{text}”", text=self._named(note)), (replace(note, text=typed),)))

    @work(group="kept")
    async def action_drop(self) -> None:
        """Takes it away; undo brings it back."""
        note = self._current
        if note is not None:
            await self._apply(Change(self.tr("remove “{text}”", text=self._named(note)), (), (note,)))

    @work(group="kept")
    async def action_keep(self, what: What) -> None:
        """Keeps another one."""
        await keep(self.run, what)
        self.renew()

    def action_open_notes(self) -> None:
        """Shows the facilitator's notes as well, until the list is left."""
        self._open = True
        self.run.say(self.tr("The room can see this."))
        self.renew()

    def _named(self, note: Note) -> str:
        """What undo and the history call it: the room reads both, so a note has no words of its own there."""
        return self.tr(TITLES["note"]) if note.what == "note" else line(note.text, SHORT)

    async def _apply(self, change: Change) -> None:
        await self.run.hands.apply(change)
        self.renew()
