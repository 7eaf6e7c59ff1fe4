"""The list of parked thoughts, decisions and notes: edited, done, turned into tasks and cards."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import on, work
from textual.binding import Binding, BindingType

from facilitator.app.keep import keep
from facilitator.app.notes import ask_before
from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.app.thoughts import collections, to_card, to_task
from facilitator.core import notes
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.core.notes import TITLES, What
from facilitator.core.records import Note, Step
from facilitator.kit.dialogs import Form, FormField
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.session.views import title_of

ONLY: dict[What | Literal[""], str] = {
    "": "",
    "parked": N_("Only parked thoughts."),
    "decision": N_("Only decisions."),
    "note": N_("Only notes."),
}
"""What is listed, in words, in the order in which one key goes through it."""

CUT = 40
"""A longer text is shown below the list as well, because its row may be too short for it."""


async def show(run: Running, at: Id | None = None) -> None:
    """The list. Notes of the facilitator are closed while the room can see the screen."""
    await Kept(run, run.tr("Parked thoughts, decisions, notes"), at=at).visit()


class Entries(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,e", "choose", N_("Change"), id="kept.edit")]


class Kept(Panel):
    """What was kept, oldest first."""

    chooses: ClassVar[bool] = True
    list_type: ClassVar[type[Rows]] = Entries
    empty: ClassVar[str] = N_("Nothing kept yet. Ctrl+t parks a thought, ctrl+r keeps a decision, ctrl+n a note.")
    HELP: ClassVar[str] = N_(
        "What was kept with one key, with its step and its time. A parked thought that somebody is to do something "
        "about becomes a task with *w*, one that belongs to the others becomes a card with *c*; what has been dealt "
        "with is done. Decisions and parked thoughts stand in the report, notes are only yours."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,d", "done", N_("Done or not"), id="kept.done"),
        Binding("w", "make('task')", N_("Make a task"), id="kept.task"),
        Binding("c", "make('card')", N_("Make a card"), id="kept.card"),
        Binding("g", "step", N_("To its step"), id="kept.step"),
        Binding("f", "only", N_("Filter"), id="kept.only"),
        Binding("delete,x", "drop", N_("Remove"), id="kept.drop"),
        Binding("v", "open_notes", N_("Show notes"), id="kept.open"),
        Binding("ctrl+t", "keep('parked')", N_("Parked thought"), id="run.parked"),
        Binding("ctrl+r", "keep('decision')", N_("Keep a decision"), id="run.decision"),
        Binding("ctrl+n", "keep('note')", N_("Keep a note"), id="run.note"),
    ]

    def __init__(self, run: Running, title: str, *, at: Id | None = None) -> None:
        super().__init__(run, title, at=at)
        self._open = run.private
        self._only: What | Literal[""] = ""

    @property
    def _notes(self) -> list[Note]:
        found = (note for note in self.run.session.table(Note).values() if self._only in ("", note.what))
        return sorted((n for n in found if self._open or n.what != "note"), key=lambda note: (note.at, note.id))

    @property
    def _hidden_notes(self) -> int:
        return 0 if self._open else sum(n.what == "note" for n in self.run.session.table(Note).values())

    @property
    def _current(self) -> Note | None:
        return self.run.session.table(Note).get(str(self.current))

    @property
    def _step(self) -> Step | None:
        """The step of the entry under the cursor."""
        note = self._current
        return self.run.session.table(Step).get(note.step or "") if note else None

    def columns(self) -> Sequence[RowColumn]:
        """Done, what it is, text, where, when."""
        tr = self.tr
        return [
            RowColumn("", 1),
            RowColumn("", max(len(tr(title)) for title in TITLES.values())),
            RowColumn(tr("Text"), fraction=3),
            RowColumn(tr("Step"), from_width=90),
            RowColumn(tr("Time"), 11 if self._several_days else 5, align="right"),
        ]

    @property
    def _several_days(self) -> bool:
        return len({note.at[:10] for note in self.run.session.table(Note).values()}) > 1

    def rows(self) -> Sequence[Row]:
        """As they came."""
        tr, session, dated = self.tr, self.run.session, self._several_days
        titles = {step.id: title_of(session, step) for step in session.steps}
        return [
            Row(
                note.id,
                (
                    "✓" if note.done else " ",
                    tr(TITLES[note.what]),
                    note.text,
                    titles.get(note.step or "", ""),
                    f"{int(note.at[8:10])}-{int(note.at[5:7])} {note.at[11:16]}" if dated else note.at[11:16],
                ),
                "dim" if note.done else "",
            )
            for note in self._notes
        ]

    def words(self) -> str:
        """What is listed, how many are open, and what is closed."""
        waiting = sum(n.what == "parked" and not n.done for n in self.run.session.table(Note).values())
        open_ = self.tr.n("{n} parked thought is open.", "{n} parked thoughts are open.", waiting)
        said = " ".join(part for part in (self.tr(ONLY[self._only]), open_, self._hidden) if part)
        note = self._current
        return f"{said}\n{note.text}" if note and len(note.text) > CUT else said

    @property
    def _words(self) -> str:
        return self.words() if self.run.session.table(Note) else self.tr(self.empty)

    @property
    def _hidden(self) -> str:
        if not self._hidden_notes:
            return ""
        return self.tr.n(
            "{n} note is closed: the room can see this screen.",
            "{n} notes are closed: the room can see this screen.",
            self._hidden_notes,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one entry only where there is one."""
        if action in ("done", "drop", "make"):
            possible = parameters != ("card",) or bool(collections(self.run.session))
            return possible and self._current is not None and not self.run.read_only
        if action == "step":
            return self._step is not None
        if action == "only":
            return bool(self.run.session.table(Note))
        if action == "keep":
            return not self.run.read_only
        if action == "open_notes":
            return bool(self._hidden_notes)
        return super().check_action(action, parameters)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.tell()

    def action_only(self) -> None:
        """Lists everything, or one kind of it."""
        kinds = list(ONLY)
        self._only = kinds[(kinds.index(self._only) + 1) % len(kinds)]
        self.renew()

    def action_step(self) -> None:
        """Goes to the step in which it was kept."""
        if step := self._step:
            self.leave_for(step.id)

    @work(group="kept")
    async def action_done(self) -> None:
        """Done, or open again."""
        if note := self._current:
            await self.run.hands.apply(notes.turned(note, self.tr))

    @on(Rows.Chosen)
    @work(group="kept", exclusive=True)
    async def _edit(self) -> None:
        """Changes the text, and what it is."""
        note, tr = self._current, self.tr
        if note is None or self.run.read_only:
            return
        fields = [
            FormField("text", tr("Text"), note.text, "text"),
            FormField("what", tr("What it is"), note.what, "choice", [(w, tr(title)) for w, title in TITLES.items()]),
        ]
        form = Form(tr, tr(TITLES[note.what]), fields, check=self._faults)
        while (values := await self.run.ask(form)) is not None:
            what: What = next(kind for kind in TITLES if kind == values["what"])
            change = notes.edited(note, values["text"], what, tr)
            if change is None or await self.run.hands.apply(change):
                return
            filled = [FormField(f.id, f.title, values[f.id], f.kind, f.choices) for f in fields]
            form = Form(tr, form.heading, filled, check=self._faults)

    def _faults(self, values: dict[str, str]) -> dict[str, str]:
        return {} if values["text"] else {"text": self.tr("There is no text. To take it away go back and press x.")}

    @work(group="kept")
    async def action_drop(self) -> None:
        """Takes it away; undo brings it back."""
        if note := self._current:
            await self.run.hands.apply(notes.dropped(note, self.tr))

    @work(group="kept", exclusive=True)
    async def action_make(self, what: Literal["task", "card"]) -> None:
        """Makes a task or a card of it; it is done by that."""
        note = self._current
        if note is not None and await (to_task if what == "task" else to_card)(self.run, note):
            made = self.run.session.number("tasks" if what == "task" else "items") - 1
            self.run.say(self.tr("Task {n}.", n=made) if what == "task" else self.tr("Card {n}.", n=made))

    @work(group="kept")
    async def action_keep(self, what: What) -> None:
        """Keeps another one."""
        await keep(self.run, what)

    @work(group="kept", exclusive=True)
    async def action_open_notes(self) -> None:
        """Shows the facilitator's notes as well, until the list is left, if the room may read them."""
        if await ask_before(self.run):
            self._open = True
            self.renew()
