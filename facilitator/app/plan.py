"""The plan from anywhere: the session stays where it is."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import on, work
from textual.binding import Binding, BindingType

from facilitator.app.panel import Panel
from facilitator.app.running import Running
from facilitator.app.thoughts import sheet, today
from facilitator.core import tasks
from facilitator.core.change import Change
from facilitator.core.i18n import N_
from facilitator.core.ids import Id
from facilitator.core.plan import as_seen, lacks_due, lacks_owner
from facilitator.core.records import Item, Step, Task
from facilitator.kit.dialogs import AskLine
from facilitator.kit.rows import Row, RowColumn, Rows
from facilitator.kit.task_dialogs import ASK, may_open
from facilitator.kit.task_rows import KEYS, TaskRows, columns, rows
from facilitator.session.report import tasks_of
from facilitator.session.views import title_of


async def show(run: Running, at: Id | None = None) -> None:
    """Every task of the session so far."""
    await Tasks(run, run.tr("Plan"), at=at).visit()


class Tasks(Panel):
    """Every task of the session, the open ones first."""

    chooses: ClassVar[bool] = True
    list_type: ClassVar[type[Rows]] = TaskRows
    empty: ClassVar[str] = N_("No tasks yet. Press a to add one.")
    HELP: ClassVar[str] = N_(
        "Every task of this session, whatever step it came from. The keys are those of the plan's own step: one owner "
        "each, a date, a priority, done or dropped."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS,
        Binding("g", "step", N_("To its step"), id="plan.step"),
    ]

    def columns(self) -> Sequence[RowColumn]:
        """Mark, number, title, owner, date, priority."""
        return columns(self.rows(), self.tr)

    def rows(self) -> Sequence[Row]:
        """Open ones first as they were ordered."""
        plan = sheet(self.run)
        shown = sorted(plan.tasks, key=lambda task: task.status != "open")
        return rows(shown, plan.people, today(self.run), self.tr, covered=not self.run.private)

    def words(self) -> str:
        """How many there are, what they lack, and the whole of the one with the cursor."""
        tr, found = self.tr, tasks_of(self.run.session)
        done = sum(task.status == "done" for task in found)
        without_owner, without_due = sum(map(lacks_owner, found)), sum(map(lacks_due, found))
        counts = [
            tr.n("{n} task", "{n} tasks", len(found)),
            tr("{n} done", n=done) if done else "",
            tr("{n} without owner", n=without_owner) if without_owner else "",
            tr("{n} without date", n=without_due) if without_due else "",
        ]
        return "\n".join(filter(None, (" · ".join(filter(None, counts)), self._details())))

    def _details(self) -> str:
        task, session, tr = self._current, self.run.session, self.tr
        if task is None:
            return ""
        step, card = session.table(Step).get(task.step or ""), session.table(Item).get(task.item or "")
        open_ = card if card and not card.hidden else None
        whole, task = task, as_seen(task, not self.run.private)
        parts = [
            f"{task.number} {task.title}",
            task.description if not open_ or task.description != open_.title else "",  # it would be said twice
            tr("from card {n} “{title}”", n=open_.number, title=open_.title) if open_ else "",
            tr("from “{step}”", step=title_of(session, step)) if step else "",
            tr("not for the room") if whole is not task else "",
        ]
        return " · ".join(part for part in parts if part)

    @property
    def _current(self) -> Task | None:
        return self.run.session.table(Task).get(str(self.current))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for one task only where there is one."""
        if action in ("ask", "mark", "priority"):
            return self._current is not None and not self.run.read_only
        if action == "add":
            return not self.run.read_only
        if action == "step":
            task = self._current
            return task is not None and task.step in self.run.session.table(Step)
        return super().check_action(action, parameters)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.tell()

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        if not self.run.read_only:
            self.action_ask("form")

    @work(exclusive=True, group="plan")
    async def action_ask(self, what: str) -> None:
        """Asks for the task's owner or date, or for everything about it."""
        task = self._current
        if task and (what != "form" or await may_open(self.run.app, self.tr, task, not self.run.private)):
            await self._save(await ASK[what](self.run.app, sheet(self.run), task, today(self.run)))

    @work(exclusive=True, group="plan")
    async def action_add(self) -> None:
        """Adds a task, made in the step that is on the screen. What was typed comes back when it cannot be saved."""
        typed: str | None = ""
        while typed := await self.run.ask(AskLine(self.tr, self.tr("New task"), value=typed or "")):
            step = self.run.step
            kind = self.run.session.kinds.get(step.kind) if step else None
            readers = kind.audience if kind else "client"
            change = tasks.added(sheet(self.run), typed, self.run.session.counted, step.id if step else None, readers)
            if change is None or await self._save(change):
                return

    @work(group="plan-mark")
    async def action_mark(self, status: Literal["done", "dropped"]) -> None:
        """Marks the task as done or dropped, or opens it again."""
        if task := self._current:
            await self._save(tasks.marked(sheet(self.run), task, status))

    @work(group="plan-mark")
    async def action_priority(self) -> None:
        """Gives the task the next priority."""
        if task := self._current:
            await self._save(tasks.prioritised(sheet(self.run), task))

    def action_step(self) -> None:
        """Goes to the step the task came from."""
        task = self._current
        if task is not None and task.step is not None:
            self.leave_for(task.step, task.id)

    async def _save(self, change: Change | None) -> bool:
        """Saves a change and puts the cursor on its task; says when that one's new date is in the past."""
        before = {task.id: task.due for task in tasks_of(self.run.session)}
        if change is None or not await self.run.hands.apply(change):
            return False
        for task in change.puts:
            if isinstance(task, Task):
                self.list.go_to(task.id)
                if task.due and task.due < today(self.run).isoformat() and task.due != before.get(task.id):
                    self.run.say(self.tr("This date is in the past."))
        return True
