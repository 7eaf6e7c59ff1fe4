"""The finish: what is still open, each to be dealt with on the spot, and then the session is closed."""

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.app.thoughts import sheet, to_task, today
from facilitator.core import notes, tasks
from facilitator.core.errors import FacilitatorError
from facilitator.core.i18n import N_
from facilitator.core.plan import as_seen, lacks_due, lacks_owner
from facilitator.core.records import Note, Step, Task
from facilitator.kit.dialogs import Confirm
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.kit.task_dialogs import ASK
from facilitator.session.finishing import End, ends, finish, missing
from facilitator.session.views import title_of

AFTER = N_("The clock stops and nothing can be undone any more. It can still be opened, exported and taken up again.")
WHAT = {"round": N_("Round"), "step": N_("Step"), "task": N_("Task"), "parked": N_("Parked thought")}


async def show(run: Running) -> None:
    """Lists what is open, or asks when nothing is; then finishes and closes."""
    tr, session = run.tr, run.session
    if ends(session, tr):
        page = Finish(run, tr("Finish although this is open?"))
        await page.visit()
        finishes = page.finishes
    else:
        title, after = tr("Finish the session?"), tr(AFTER)
        question = Confirm(tr, title, tr("Finish"), tr("Not yet"), default_yes=True, details=after)
        question.add_class("-wide")
        finishes = await run.ask(question)
    if not finishes:
        return
    try:
        finish(session, tr)
    except FacilitatorError as error:
        run.hands.report(error)
        return
    run.say(tr("The session is finished."))
    run.app.close_session()


class Ends(Rows):
    """The list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Deal with it"), id="finish.deal")]


class Finish(Panel):
    """The open ends. What has been dealt with leaves the list."""

    chooses: ClassVar[bool] = True
    list_type: ClassVar[type[Rows]] = Ends
    ok: ClassVar[str] = N_("Finish")
    back: ClassVar[str] = N_("Not yet")
    empty: ClassVar[str] = N_("Nothing is open any more.")
    HELP: ClassVar[str] = N_(
        "What should not go home unanswered: tasks that nobody answers for or that have no date, thoughts that were "
        "parked, rounds that nobody has seen the result of. *Enter* deals with the one under the cursor: it asks who "
        "and when, makes a task of a thought, or goes to the step. A session may also be finished with open ends."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "ask('owner')", N_("Owner"), id="plan.owner"),
        Binding("d", "ask('due')", N_("Date"), id="plan.due"),
        Binding("w", "task", N_("Make a task"), id="kept.task"),
        Binding("space,x", "close", N_("Close it"), id="finish.close"),
        Binding("g", "step", N_("To its step"), id="finish.step"),
    ]

    def __init__(self, run: Running, title: str) -> None:
        super().__init__(run, title)
        self.finishes = False
        """Whether it was left to finish the session."""

    def columns(self) -> Sequence[RowColumn]:
        """What it is, what it says, what it lacks, where."""
        tr = self.tr
        kinds = max(len(tr(what)) for what in WHAT.values())
        return [
            RowColumn("", kinds, from_width=60),
            RowColumn(tr("What"), fraction=3),
            *([RowColumn(tr("Lacks"), wide, from_width=wide + 60)] if (wide := self._lacking()) else []),
            RowColumn(tr("Step"), from_width=80),
        ]

    def rows(self) -> Sequence[Row]:
        """One per open end."""
        tr, session = self.tr, self.run.session
        titles = {step.id: title_of(session, step) for step in session.steps}
        return [
            Row(
                _key(end),
                (
                    tr(WHAT[end.what]),
                    self._said(end),
                    *([missing(task, tr) if (task := self._task_of(end)) else ""] if self._lacking() else []),
                    titles.get(end.step or "", ""),
                ),
            )
            for end in self._ends
        ]

    def _lacking(self) -> int:
        """Cells of the longest list of what a task lacks; 0: there is none."""
        lists = (missing(task, self.tr) for end in self._ends if (task := self._task_of(end)))
        return max(map(cell_len, lists), default=0)

    def _said(self, end: End) -> str:
        """What a task or a thought says itself, else the sentence about it."""
        if task := self._task_of(end):
            return as_seen(task, not self.run.private).title
        note = self.run.session.table(Note).get(end.record or "")
        return note.text if note else end.text

    def _task_of(self, end: End) -> Task | None:
        return self.run.session.table(Task).get(end.record or "")

    @property
    def _ends(self) -> list[End]:
        return ends(self.run.session, self.tr)

    @property
    def _words(self) -> str:
        current = self._current
        said = current.text if current else self.tr(self.empty)
        return f"{said}\n{self.tr(AFTER)}"

    @property
    def _current(self) -> End | None:
        return next((end for end in self._ends if _key(end) == self.current), None)

    @property
    def _open_task(self) -> Task | None:
        end = self._current
        return self._task_of(end) if end else None

    @property
    def _thought(self) -> Note | None:
        end = self._current
        return self.run.session.table(Note).get(end.record or "") if end else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one end only where it is one of theirs."""
        if action == "ask":
            return self._open_task is not None
        if action == "task":
            return self._thought is not None
        if action == "close":
            return self._open_task is not None or self._thought is not None
        if action == "step":
            end = self._current
            return end is not None and end.step in self.run.session.table(Step)
        return super().check_action(action, parameters)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.tell()

    @on(Rows.Chosen)
    @work(group="finish", exclusive=True)
    async def _deal(self) -> None:
        """Asks for what is missing, or goes where it is to be dealt with."""
        if task := self._open_task:
            missing = ("owner",) * lacks_owner(task) + ("due",) * lacks_due(task)
            for what in missing:
                if not await self._ask(what, self.run.session.table(Task)[task.id]):
                    return
        elif note := self._thought:
            await to_task(self.run, note)
        else:
            self.action_step()

    def action_accept(self) -> None:
        """Finishes the session."""
        self.finishes = True
        self.dismiss(None)

    def action_step(self) -> None:
        """Goes to its step."""
        end = self._current
        if end is not None and end.step is not None and end.step in self.run.session.table(Step):
            self.leave_for(end.step, end.record)

    @work(group="finish", exclusive=True)
    async def action_ask(self, what: str) -> None:
        """Asks for the task's owner or date."""
        if task := self._open_task:
            await self._ask(what, task)

    async def _ask(self, what: str, task: Task) -> bool:
        change = await ASK[what](self.run.app, sheet(self.run), task, today(self.run))
        return change is not None and await self.run.hands.apply(change)

    @work(group="finish", exclusive=True)
    async def action_task(self) -> None:
        """Makes a task of a parked thought."""
        if note := self._thought:
            await to_task(self.run, note)

    @work(group="finish")
    async def action_close(self) -> None:
        """The task is done, the thought needs nothing more."""
        if task := self._open_task:
            await self.run.hands.apply(tasks.marked(sheet(self.run), task, "done"))
        elif note := self._thought:
            await self.run.hands.apply(notes.turned(note, self.tr))


def _key(end: End) -> Hashable:
    return end.record or (end.what, end.step, end.text)
